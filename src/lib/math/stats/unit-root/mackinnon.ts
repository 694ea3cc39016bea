import { normalCdf } from '$lib/math/distributions';
import {
  CRITICAL_VALUES,
  GLS_CRITICAL_VALUES,
  GLS_PROBABILITIES,
  PROBABILITIES,
  type CriticalSurface,
  type ResponseSurface
} from './response-surfaces';
import type { Trend } from './trend';
import type { CriticalValues } from './unit-root-test';

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((total, coefficient) => total * x + coefficient, 0);
}

function probability(surface: ResponseSurface | undefined, statistic: number): number {
  if (!surface) return NaN;
  if (statistic > surface.greatest) return 1;
  if (statistic < surface.least) return 0;
  return normalCdf(polynomial(statistic <= surface.bend ? surface.small : surface.large, statistic));
}

function critical(surface: CriticalSurface | undefined, rows: number): CriticalValues {
  const [onePercent = NaN, fivePercent = NaN, tenPercent = NaN] = (surface ?? []).map((one) =>
    polynomial(one, 1 / rows)
  );
  return { onePercent, fivePercent, tenPercent };
}

/** p-value of a Dickey-Fuller t statistic over `series` series, one to six (MacKinnon 1994); NaN beyond. */
export function dickeyFullerPValue(statistic: number, trend: Trend, series = 1): number {
  return probability(PROBABILITIES[trend][series - 1], statistic);
}

/** Critical values of a Dickey-Fuller t statistic (MacKinnon 2010); NaN where none are published. */
export function dickeyFullerCriticalValues(trend: Trend, rows: number, series = 1): CriticalValues {
  return critical(CRITICAL_VALUES[trend][series - 1], rows);
}

/** p-value of a DF-GLS statistic. */
export function glsPValue(statistic: number, trend: 'c' | 'ct'): number {
  return probability(GLS_PROBABILITIES[trend], statistic);
}

/** Critical values of a DF-GLS statistic. */
export function glsCriticalValues(trend: 'c' | 'ct', rows: number): CriticalValues {
  return critical(GLS_CRITICAL_VALUES[trend], rows);
}
