import { exp, log } from '$lib/math/elementary';
import { presample, SLOPES, type VarianceModel, type VarianceModelId, type VarianceParameters } from './variance-model';

const logistic = (x: number): number => 1 / (1 + exp(-x));
const logit = (p: number): number => log(p / (1 - p));

/** h_t = omega + (alpha + gamma [e_(t-1) < 0]) e_(t-1)^2 + beta h_(t-1). */
function filter(
  residuals: Float64Array,
  [omega, alpha, gamma, beta]: VarianceParameters,
  variances: Float64Array,
  slopes: Float64Array | null
): void {
  const { square, slope } = presample(residuals);
  const carried = alpha + 0.5 * gamma + beta;
  let variance = omega + carried * square;
  let [bySet, byShock, byDrop, byPast, byMean] = [1, square, 0.5 * square, square, carried * slope];
  for (let t = 0; t < residuals.length; t++) {
    variances[t] = variance;
    const residual = residuals[t];
    const shock = residual * residual;
    const drop = residual < 0 ? shock : 0;
    if (slopes) {
      const at = t * SLOPES;
      const share = 1 / variance;
      slopes[at] = byMean * share;
      slopes[at + 1] = bySet * share;
      slopes[at + 2] = byShock * share;
      slopes[at + 3] = byDrop * share;
      slopes[at + 4] = byPast * share;
      byMean = beta * byMean - 2 * (residual < 0 ? alpha + gamma : alpha) * residual;
      bySet = beta * bySet + 1;
      byShock = beta * byShock + shock;
      byDrop = beta * byDrop + drop;
      byPast = beta * byPast + variance;
    }
    variance = omega + alpha * shock + gamma * drop + beta * variance;
  }
  variances[residuals.length] = variance;
}

function ahead([omega, alpha, gamma, beta]: VarianceParameters, next: number, horizon: number): Float64Array {
  const persistence = alpha + 0.5 * gamma + beta;
  let variance = next;
  return Float64Array.from({ length: horizon }, () => {
    const now = variance;
    variance = omega + persistence * variance;
    return now;
  });
}

/**
 * Coordinates: log omega, then as logits the persistence alpha + gamma / 2 + beta, the share of shocks in it, and (with
 * asymmetry) the part of that share which falls on gains. So alpha, alpha + gamma, beta >= 0 and persistence < 1.
 */
function model(id: VarianceModelId, asymmetric: boolean): VarianceModel {
  const parts = (x: ArrayLike<number>) => ({
    omega: exp(x[0]),
    persistence: logistic(x[1]),
    share: logistic(x[2]),
    gains: asymmetric ? logistic(x[3]) : 0.5
  });
  return {
    id,
    filter,
    ahead,
    starts: [0.5, 0.9, 0.98].flatMap((persistence) =>
      [0.05, 0.15, 0.4].map((share) => [
        log(1 - persistence),
        logit(persistence),
        logit(share),
        ...(asymmetric ? [logit(0.3)] : [])
      ])
    ),
    parameters: (x) => {
      const { omega, persistence, share, gains } = parts(x);
      const shock = persistence * share;
      return [omega, 2 * gains * shock, 2 * (1 - 2 * gains) * shock, persistence - shock];
    },
    jacobian: (x) => {
      const { omega, persistence, share, gains } = parts(x);
      const byPersistence = persistence * (1 - persistence);
      const byShare = persistence * share * (1 - share);
      const columns = [
        [omega, 0, 0, 0],
        [0, 2 * gains * share, 2 * (1 - 2 * gains) * share, 1 - share].map((value) => value * byPersistence),
        [0, 2 * gains, 2 * (1 - 2 * gains), -1].map((value) => value * byShare)
      ];
      if (asymmetric) {
        const byGains = 2 * gains * (1 - gains) * persistence * share;
        columns.push([0, byGains, -2 * byGains, 0]);
      }
      return Float64Array.from({ length: 4 * columns.length }, (_, at) => {
        const j = at % columns.length;
        return columns[j][(at - j) / columns.length];
      });
    }
  };
}

/** Bollerslev (1986). */
export const garch = model('garch', false);
/** Glosten, Jagannathan and Runkle (1993): falls count more. */
export const gjr = model('gjr', true);
