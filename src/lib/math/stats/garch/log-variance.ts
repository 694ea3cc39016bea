import { normalCdf } from '$lib/math/distributions';
import { exp, log } from '$lib/math/elementary';
import { presample, SLOPES, type VarianceModel, type VarianceParameters } from './variance-model';

/** E|z| of the standard normal law. */
const MEAN_SIZE = 0.7978845608028654;

/** log h_t = omega + alpha (|z_(t-1)| - E|z|) + gamma z_(t-1) + beta log h_(t-1), z = e / sqrt(h). */
function filter(
  residuals: Float64Array,
  [omega, alpha, gamma, beta]: VarianceParameters,
  variances: Float64Array,
  slopes: Float64Array | null
): void {
  const { square, slope } = presample(residuals);
  const before = log(square);
  let level = omega + beta * before;
  let [bySet, byShock, byDrop, byPast, byMean] = [1, 0, 0, before, (beta * slope) / square];
  for (let t = 0; t < residuals.length; t++) {
    const variance = exp(level);
    variances[t] = variance;
    const deviation = Math.sqrt(variance);
    const z = residuals[t] / deviation;
    const size = Math.abs(z);
    if (slopes) {
      const at = t * SLOPES;
      slopes[at] = byMean;
      slopes[at + 1] = bySet;
      slopes[at + 2] = byShock;
      slopes[at + 3] = byDrop;
      slopes[at + 4] = byPast;
      const kept = beta - 0.5 * (alpha * size + gamma * z);
      byMean = kept * byMean - ((z < 0 ? -alpha : alpha) + gamma) / deviation;
      bySet = kept * bySet + 1;
      byShock = kept * byShock + size - MEAN_SIZE;
      byDrop = kept * byDrop + z;
      byPast = kept * byPast + level;
    }
    level = omega + alpha * (size - MEAN_SIZE) + gamma * z + beta * level;
  }
  variances[residuals.length] = exp(level);
}

/** E exp(b (alpha |z| + gamma z)) of a standard normal z. */
function exponentialMoment(b: number, alpha: number, gamma: number): number {
  const side = (slope: number): number => exp(0.5 * slope * slope) * normalCdf(slope);
  return side(b * (alpha + gamma)) + side(b * (alpha - gamma));
}

/**
 * Nelson (1991), with E|z| of the normal law for any innovations: another choice would only shift omega.
 * Coordinates: omega, alpha, gamma and artanh beta. Under Student's innovations an exponential of |z| has no mean, so
 * that expected variances beyond the next period are infinite.
 */
export const egarch: VarianceModel = {
  id: 'egarch',
  filter,
  starts: [0.5, 0.9, 0.98].flatMap((beta) =>
    [0.1, 0.25].flatMap((alpha) => [0, -0.1].map((gamma) => [0, alpha, gamma, 0.5 * log((1 + beta) / (1 - beta))]))
  ),
  parameters: (x) => [x[0], x[1], x[2], 1 - 2 / (1 + exp(2 * x[3]))],
  jacobian: (x) => {
    const beta = 1 - 2 / (1 + exp(2 * x[3]));
    return Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 - beta * beta);
  },
  ahead: ([omega, alpha, gamma, beta], next, horizon, innovations) => {
    const out = new Float64Array(horizon);
    let [level, weight, moments] = [log(next), 1, 1];
    for (let t = 0; t < horizon; t++) {
      out[t] = t === 0 ? next : innovations === 'student' ? Infinity : exp(level) * moments;
      level = omega - alpha * MEAN_SIZE + beta * level;
      moments *= exponentialMoment(weight, alpha, gamma);
      weight *= beta;
    }
    return out;
  }
};
