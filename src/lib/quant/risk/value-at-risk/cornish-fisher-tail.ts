import { normalDensity, normalQuantile } from '$lib/math/distributions';

/** Tail factors of an expansion: deviations below the mean, and what each changes with skewness and excess kurtosis. */
export interface ExpandedTail {
  readonly quantile: ExpandedFactor;
  readonly shortfall: ExpandedFactor;
  /** True where the expanded quantile rises with the probability within 4 deviations, so that it belongs to a distribution. */
  readonly monotone: boolean;
}

/** A factor with its derivatives. */
export interface ExpandedFactor {
  readonly value: number;
  readonly bySkewness: number;
  readonly byKurtosis: number;
}

/**
 * Cornish-Fisher quantile and the shortfall of its Edgeworth expansion (Boudt, Peterson and Croux 2008, equations 14 and 16),
 * of a law with mean 0 and deviation 1; losses positive. The shortfall is no less than the quantile, as in
 * PerformanceAnalytics (operational).
 */
export function cornishFisherTail(confidence: number, skewness: number, excessKurtosis: number): ExpandedTail {
  const tail = 1 - confidence;
  const z = normalQuantile(tail);
  const [s, k] = [skewness, excessKurtosis];
  const g = z + ((z * z - 1) * s) / 6 + ((z ** 3 - 3 * z) * k) / 24 - ((2 * z ** 3 - 5 * z) * s * s) / 36;
  const gBySkewness = (z * z - 1) / 6 - ((2 * z ** 3 - 5 * z) * s) / 18;
  const gByKurtosis = (z ** 3 - 3 * z) / 24;
  const quantile = { value: -g, bySkewness: -gBySkewness, byKurtosis: -gByKurtosis };
  // The density times a polynomial is the part of the mean beyond g.
  const sixth = (g ** 6 - 9 * g ** 4 + 9 * g * g + 3) / 72;
  const fourth = (g ** 4 - 2 * g * g - 1) / 24;
  const polynomial = 1 + (g ** 3 * s) / 6 + sixth * s * s + fourth * k;
  const slope =
    -g * polynomial +
    (g * g * s) / 2 +
    ((6 * g ** 5 - 36 * g ** 3 + 18 * g) * s * s) / 72 +
    ((4 * g ** 3 - 4 * g) * k) / 24;
  const density = normalDensity(g) / tail;
  const expanded: ExpandedFactor = {
    value: density * polynomial,
    bySkewness: density * (g ** 3 / 6 + 2 * s * sixth + slope * gBySkewness),
    byKurtosis: density * (fourth + slope * gByKurtosis)
  };
  const shortfall = expanded.value >= quantile.value ? expanded : quantile;
  return { quantile, shortfall, monotone: isMonotone(s, k) };
}

/** Standard deviations on each side within which the expansion must be a distribution: all but 6 in 100,000. */
const REACH = 4;

/** The slope of the quantile, a parabola in z, is positive wherever it is asked about (Maillard 2012 asks it of every z). */
function isMonotone(s: number, k: number): boolean {
  const square = k / 8 - (s * s) / 6;
  const linear = s / 3;
  const slope = (z: number): number => 1 - k / 8 + (5 * s * s) / 36 + linear * z + square * z * z;
  const lowest = square > 0 ? Math.max(-REACH, Math.min(REACH, -linear / (2 * square))) : 0;
  return [-REACH, lowest, REACH].every((z) => slope(z) > 0);
}
