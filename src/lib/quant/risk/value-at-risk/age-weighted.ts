import { FEWEST_BEYOND } from './historical';
import { outcomesErrors, outcomesTail } from './tail-of-outcomes';
import { intervalAround, overlappingReturns } from './scaled';
import type { TailEstimator } from './tail-risk';

/** Value at risk and expected shortfall of outcomes with weights that add to one: the first at which the worst weights reach the tail. */
export function weightedTail(
  outcomes: Float64Array,
  weights: Float64Array,
  tail: number
): { readonly valueAtRisk: number; readonly expectedShortfall: number } {
  const order = Int32Array.from(outcomes.keys()).sort((a, b) => outcomes[a] - outcomes[b] || a - b);
  let reached = 0;
  let total = 0;
  for (const at of order) {
    const weight = Math.min(weights[at], tail - reached);
    total += weight * outcomes[at];
    reached += weights[at];
    // Rounding must not push a border that is met exactly to the next outcome.
    if (reached >= tail - 1e-12) return { valueAtRisk: -outcomes[at], expectedShortfall: -total / tail };
  }
  const last = outcomes[order[order.length - 1]];
  return { valueAtRisk: -last, expectedShortfall: -total / tail };
}

/**
 * Age-weighted historical simulation: a period k before the last counts decay^k, 0.98 unless given. Errors are those of as
 * many equally weighted outcomes as the weights are worth (Kish 1965). Source: Boudoukh, Richardson and Whitelaw (1998),
 * without their interpolation between outcomes.
 */
export const ageWeightedTail: TailEstimator<'age-weighted'> = {
  method: 'age-weighted',
  fewest: 20,
  keepsFit: false,
  of: ({ series }, { confidence, horizon, errors = true }, { decay = 0.98, horizon: rule = 'overlapping' }) => {
    if (!(decay > 0 && decay < 1)) throw new RangeError(`decay out of (0, 1): ${decay}`);
    const root = rule === 'root-of-time' ? Math.sqrt(horizon) : 1;
    const outcomes = rule === 'root-of-time' ? series : overlappingReturns(series, horizon);
    const n = outcomes.length;
    if (n < 20) throw new RangeError(`${n} returns over ${horizon} periods, at least 20 are needed`);
    const scale = (1 - decay) / (1 - decay ** n);
    const weights = Float64Array.from({ length: n }, (_, t) => scale * decay ** (n - 1 - t));
    const worth = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
    const effective = worth / (rule === 'overlapping' ? horizon : 1);
    const found = weightedTail(outcomes, weights, 1 - confidence);
    const ascending = Float64Array.from(outcomes).sort();
    const error = errors && outcomesErrors(ascending, confidence, outcomesTail(ascending, confidence), effective);
    const valueAtRiskError = error ? root * error.valueAtRiskError : undefined;
    return {
      valueAtRisk: root * found.valueAtRisk,
      expectedShortfall: root * found.expectedShortfall,
      valueAtRiskError,
      expectedShortfallError: error ? root * error.expectedShortfallError : undefined,
      interval: intervalAround(root * found.valueAtRisk, valueAtRiskError),
      horizonRule: horizon === 1 ? 'one-period' : rule,
      doubts: effective * (1 - confidence) < FEWEST_BEYOND ? ['few-beyond'] : [],
      parameters: { decay, effective }
    };
  }
};
