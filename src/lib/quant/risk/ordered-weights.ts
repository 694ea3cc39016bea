import type { RiskOptions, SeriesFunctional } from './risk-spec';

/** Rounding allowed when a share of the periods is a whole number of them. */
const WHOLE = 1e-9;

/** Place of the return that borders on the worst share, from 0 for the worst: the first at which the share is reached. */
function borderPlace(periods: number, tail: number): number {
  return Math.max(0, Math.ceil(periods * tail - WHOLE) - 1);
}

/** Adds `share` times the weights of minus the mean of the worst share of ordered returns. */
function addShortfall(weights: Float64Array, tail: number, share: number): void {
  const last = borderPlace(weights.length, tail);
  const each = 1 / (weights.length * tail);
  for (let i = 0; i < last; i++) weights[i] -= share * each;
  weights[last] -= share * (1 - last * each);
}

/**
 * Adds the weights of the tail Gini: shortfalls at evenly spaced tails from 0.0001 to `tail`, weighted by the
 * trapezoidal rule as in Riskfolio-Lib. Source: D. Cajas, OWA portfolio optimization (2021).
 */
function addTailGini(weights: Float64Array, tail: number, levels: number): void {
  const step = (tail - 1e-4) / (levels - 1);
  const at = (i: number): number => (i < 0 ? 0 : i >= levels - 1 ? tail : 1e-4 + i * step);
  for (let i = 0; i < levels; i++) {
    const width = at(Math.min(i + 1, levels - 1)) - at(i - 1);
    addShortfall(weights, at(i), (width * at(i)) / (tail * tail));
  }
}

/** Weights of the gains from those of the losses: the best returns count as the worst do, with the other sign. */
function addGains(weights: Float64Array, add: (gains: Float64Array) => void): void {
  const gains = new Float64Array(weights.length);
  add(gains);
  for (let i = 0; i < weights.length; i++) weights[i] -= gains[weights.length - 1 - i];
}

/** A weighted sum of the returns in ascending order (an L-estimator; ordered weighted average, Yager 1988). */
function ordered(fill: (weights: Float64Array, options: RiskOptions) => void): SeriesFunctional {
  const weightsOf = (periods: number, options: RiskOptions): Float64Array => {
    const weights = new Float64Array(periods);
    fill(weights, options);
    return weights;
  };
  return {
    value: (series, options) => {
      const weights = weightsOf(series.length, options);
      const ascending = Float64Array.from(series).sort();
      let total = 0;
      for (let i = 0; i < weights.length; i++) if (weights[i] !== 0) total += weights[i] * ascending[i];
      return total;
    },
    slopes: (series, options) => {
      const weights = weightsOf(series.length, options);
      const order = Int32Array.from(series.keys()).sort((a, b) => series[a] - series[b] || a - b);
      const slopes = new Float64Array(series.length);
      for (let i = 0; i < order.length; i++) slopes[order[i]] = weights[i];
      return slopes;
    }
  };
}

/** Gini mean difference: mean distance between two different returns (Yitzhaki 1982). */
export const giniMeanDifference = ordered((weights) => {
  const periods = weights.length;
  for (let i = 0; i < periods; i++) weights[i] = (2 * (2 * i + 1 - periods)) / (periods * (periods - 1));
});

/**
 * Historical value at risk: minus the return at place ceil(tail x T) from the worst (Riskfolio-Lib). Where tail x T is
 * whole, skfolio takes the next better return.
 */
export const valueAtRisk = ordered((weights, { tail }) => {
  weights[borderPlace(weights.length, tail)] = -1;
});

/** Expected shortfall, CVaR: minus the mean of the worst share, the border counted with the fraction that fills it (Rockafellar and Uryasev 2002). */
export const expectedShortfall = ordered((weights, { tail }) => addShortfall(weights, tail, 1));

/** Tail Gini: expected shortfalls averaged over smaller and smaller tails. */
export const tailGini = ordered((weights, { tail, levels }) => addTailGini(weights, tail, levels));

/** Worst realisation: the greatest loss of a period (minimax, Young 1998). */
export const worstRealisation = ordered((weights) => {
  weights[0] = -1;
});

/** Range: best less worst return. */
export const range = ordered((weights) => {
  weights[0] -= 1;
  weights[weights.length - 1] += 1;
});

/** Value at risk of losses and of gains together. */
export const valueAtRiskRange = ordered((weights, { tail, gainTail }) => {
  weights[borderPlace(weights.length, tail)] -= 1;
  addGains(weights, (gains) => (gains[borderPlace(gains.length, gainTail)] = -1));
});

/** Expected shortfall of losses and of gains together. */
export const expectedShortfallRange = ordered((weights, { tail, gainTail }) => {
  addShortfall(weights, tail, 1);
  addGains(weights, (gains) => addShortfall(gains, gainTail, 1));
});

/** Tail Gini of losses and of gains together. */
export const tailGiniRange = ordered((weights, { tail, gainTail, levels }) => {
  addTailGini(weights, tail, levels);
  addGains(weights, (gains) => addTailGini(gains, gainTail, levels));
});
