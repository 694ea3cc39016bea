import type { Day } from '$lib/domain/calendar';
import { decimal, decimalToNumber } from '$lib/domain/money';
import { rateBetween } from '$lib/quant/currencies';
import type { PrivateFundFlows } from '$lib/quant/private-equity';
import type { InstrumentEvent, InstrumentRecord } from '$lib/quant/valuation';
import type { ValueFacts } from './input';

/**
 * Cash in and out of a private holding since its first event, in its own currency, and what is left; undefined for another
 * instrument, and where a rate is missing.
 */
export function privateHoldingFlows(
  { instruments, rates }: ValueFacts,
  { instrument, events, row }: InstrumentRecord,
  asOf: Day
): PrivateFundFlows | undefined {
  const known = instruments.find(({ id }) => id === instrument);
  if (known?.kind !== 'private') return undefined;
  const amountsOf = (of: (event: InstrumentEvent) => number): PrivateFundFlows['contributions'] =>
    events.flatMap((event) => {
      const own = of(event);
      if (own <= 0) return [];
      const rate = rateBetween(event.currency ?? known.currency, known.currency, rates)?.(event.day) ?? NaN;
      return [{ day: event.day, amount: own * rate }];
    });
  const contributions = amountsOf(({ paid }) => decimalToNumber(paid));
  const distributions = amountsOf(({ paid, income }) => Math.max(0, -decimalToNumber(paid)) + decimalToNumber(income));
  const residual = rateBetween(row?.price.currency ?? known.currency, known.currency, rates)?.(asOf) ?? NaN;
  const residualValue = row === undefined ? 0 : decimalToNumber(row.valueLocal) * residual;
  const amounts = [...contributions, ...distributions].map(({ amount }) => amount);
  if (![...amounts, residualValue].every(Number.isFinite)) return undefined;
  return {
    contributions,
    distributions,
    residualValue,
    asOf,
    ...(known.commitment === undefined ? {} : { commitment: decimalToNumber(decimal(known.commitment)) })
  };
}
