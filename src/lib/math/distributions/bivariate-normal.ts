import { exp } from '$lib/math/elementary';
import { normalCdf, normalDensity } from './normal';

// Gauss-Legendre, ten points: positive abscissae and their weights.
const ABSCISSAE = [0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717];
const WEIGHTS = [0.2955242247147529, 0.2692667193099963, 0.219086362515982, 0.1494513491505806, 0.0666713443086881];
const PIECES = 24;

/**
 * Probability that two standard normal variables of a correlation both exceed the same threshold, absolute error below
 * 1e-13. 0 <= P <= 1; the correlation lies in [-1, 1]. Source: Plackett, A reduction formula for normal multivariate
 * integrals (1954), integrated over the arc sine of the correlation. @throws RangeError for a correlation outside.
 */
export function jointExceedance(threshold: number, correlation: number): number {
  requireCorrelation(correlation);
  const tail = normalCdf(-threshold);
  if (correlation === 1) return tail;
  // From -1, where nothing exceeds, all parts are positive: no digit is lost where exceeding together is rare.
  const rare = threshold > 0.25 && correlation < 0;
  const from = rare ? -Math.PI / 2 : 0;
  const added = arcIntegral(threshold * threshold, from, Math.asin(correlation)) / (2 * Math.PI);
  return Math.max(0, rare ? added : tail * tail + added);
}

/** Integral of exp(-square / (1 + sin t)). */
function arcIntegral(square: number, from: number, to: number): number {
  const half = (to - from) / PIECES / 2;
  let total = 0;
  for (let piece = 0; piece < PIECES; piece++) {
    const centre = from + (2 * piece + 1) * half;
    for (let k = 0; k < ABSCISSAE.length; k++) {
      const [below, above] = [centre - half * ABSCISSAE[k], centre + half * ABSCISSAE[k]];
      total += WEIGHTS[k] * (exp(-square / (1 + Math.sin(below))) + exp(-square / (1 + Math.sin(above))));
    }
  }
  return total * half;
}

/**
 * Correlation of two standard normal variables among the outcomes in which both exceed the same threshold: what a
 * normal law of a given correlation leaves of it in its tail. Falls to zero far out. For both below a threshold, by
 * symmetry, give minus the threshold. NaN where the outcomes are rarer than 1e-12.
 * Source: Rosenbaum, Moments of a truncated bivariate normal distribution (1961), at equal thresholds.
 * @throws RangeError for a correlation outside [-1, 1].
 */
export function normalExceedanceCorrelation(threshold: number, correlation: number): number {
  requireCorrelation(correlation);
  if (Math.abs(correlation) === 1) return correlation === 1 ? 1 : NaN;
  const joint = jointExceedance(threshold, correlation);
  if (joint < 1e-12) return NaN;
  const tail = normalCdf(-threshold * Math.sqrt((1 - correlation) / (1 + correlation)));
  const edge = normalDensity(threshold) * tail;
  const corner =
    (Math.sqrt(1 - correlation * correlation) / Math.sqrt(2 * Math.PI)) *
    normalDensity(threshold * Math.sqrt(2 / (1 + correlation)));
  const mean = ((1 + correlation) * edge) / joint;
  const square = 1 + ((1 + correlation * correlation) * threshold * edge + correlation * corner) / joint;
  const product = correlation + (2 * correlation * threshold * edge + corner) / joint;
  return (product - mean * mean) / (square - mean * mean);
}

function requireCorrelation(correlation: number): void {
  if (!(Math.abs(correlation) <= 1)) throw new RangeError(`correlation ${correlation} is outside [-1, 1]`);
}
