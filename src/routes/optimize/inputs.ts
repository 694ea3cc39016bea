import type { InstrumentId } from '$lib/domain/instruments';
import type { OptimizeSettings } from '$lib/services/optimize-portfolio';
import { session } from '$lib/state/session.svelte';

const number = (text: string | undefined, otherwise: number): number => {
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
};

/** Settings as the address has them; what is absent has its default. */
export function settingsFromAddress(): OptimizeSettings {
  const read = (key: string): string | undefined => session.read(key);
  const aim = read('aim');
  const universe = read('of')?.split(',').filter(Boolean) as InstrumentId[] | undefined;
  const cap = number(read('cap'), 0.15);
  const years = read('years') === 'all' ? undefined : number(read('years'), 5);
  return {
    aim:
      aim === 'target-return'
        ? { kind: 'target-return', annualReturn: number(read('target'), 0.08) }
        : { kind: aim === 'maximum-sharpe' ? 'maximum-sharpe' : 'minimum-variance' },
    ...(universe && universe.length > 0 ? { universe } : {}),
    ...(years === undefined ? {} : { years }),
    ...(cap >= 1 ? {} : { cap }),
    minimumCash: number(read('cash'), 0.02),
    sectorCaps: sectorCapsFrom(read('sectors')),
    expectation: expectationFrom(read('returns'), number(read('aversion'), 2)),
    covariance: read('risk') === 'sample' ? 'sample' : 'ledoit-wolf',
    riskFreeRate: number(read('rf'), 0.02)
  };
}

function expectationFrom(method: string | undefined, riskAversion: number): OptimizeSettings['expectation'] {
  return method === 'shrunk' || method === 'historical' ? { method } : { method: 'implied', riskAversion };
}

function sectorCapsFrom(text: string | undefined): OptimizeSettings['sectorCaps'] {
  return (text ?? '').split(';').flatMap((part) => {
    const [sector = '', upper = ''] = part.split(':');
    return sector !== '' && upper !== '' && Number.isFinite(Number(upper)) ? [{ sector, upper: Number(upper) }] : [];
  });
}

/** Writes sector rules into the address. */
export function writeSectorCaps(caps: OptimizeSettings['sectorCaps']): Promise<void> {
  return session.write({ sectors: caps.map(({ sector, upper }) => `${sector}:${upper}`).join(';') });
}

/** Costs of trading as the address has them. */
export interface TradingCosts {
  readonly commission: number;
  readonly spread: number;
  readonly exchange: number;
  readonly leastTrade: number;
}

/** Trading costs of the address or their defaults. */
export function costsFromAddress(): TradingCosts {
  return {
    commission: number(session.read('commission'), 1),
    spread: number(session.read('spread'), 0.0004),
    exchange: number(session.read('exchange'), 0.0015),
    leastTrade: number(session.read('least'), 100)
  };
}
