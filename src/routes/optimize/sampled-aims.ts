import type { Aim } from '$lib/services/optimize-portfolio';
import { optimizeTexts as texts } from '$lib/ui/texts';

type Read = (key: string) => string | undefined;
type Sampled = Extract<Aim, { readonly kind: 'resampled' | 'expected-utility' }>;

const SEED = 1907;
const DRAWS = 200;
const RANKS = 20;
const OUTCOMES = 2000;

const within = (text: string | undefined, otherwise: number, least: number, most: number): number => {
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
};

/** The average over redrawn histories that the address asks for. */
export function resampledFrom(read: Read): Sampled {
  const kind = read('towards') ?? '';
  const towards = Object.hasOwn(texts.towards, kind) ? (kind as keyof typeof texts.towards) : 'maximum-sharpe';
  const common = { kind: 'resampled', seed: SEED, draws: DRAWS, ranks: RANKS } as const;
  if (towards === 'target-return')
    return { ...common, towards: { kind: towards, annualReturn: within(read('target'), 0.08, -0.5, 1) } };
  if (towards === 'target-volatility')
    return { ...common, towards: { kind: towards, annualVolatility: within(read('vol'), 0.12, 0, 2) } };
  return { ...common, towards: { kind: towards } };
}

/** The expected utility that the address asks for. */
export function expectedUtilityFrom(read: Read): Sampled {
  return {
    kind: 'expected-utility',
    utility: read('utility') === 'power' ? 'power' : 'quadratic',
    riskAversion: within(read('balance'), 4, 0.1, 100),
    priorYears: within(read('prior'), 5, 0, 100),
    years: within(read('ahead'), 1, 0.1, 30),
    seed: SEED,
    draws: OUTCOMES
  };
}
