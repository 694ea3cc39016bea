import { exp, log } from '$lib/math/elementary';
import type { ReturnMatrix } from '$lib/quant/moments';

/** Moments of returns over scenarios of given probabilities, per period: population moments, no correction for their number. */
export interface ScenarioMoments {
  readonly means: Float64Array;
  /** Full, n x n. */
  readonly covariance: Float64Array;
}

/** One column of scenarios. */
export function scenarioColumn({ values, rows, columns }: ReturnMatrix, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, t) => values[t * columns + column] ?? NaN);
}

/** Sum of p x over scenarios. */
export function expectation(probabilities: Float64Array, values: Float64Array): number {
  let total = 0;
  for (let t = 0; t < values.length; t++) total += (probabilities[t] ?? 0) * (values[t] ?? 0);
  return total;
}

/** Mean and covariance of scenarios under probabilities that add up to 1. @throws RangeError on unequal lengths. */
export function scenarioMoments(scenarios: ReturnMatrix, probabilities: Float64Array): ScenarioMoments {
  const { values, rows, columns: n } = scenarios;
  if (probabilities.length !== rows)
    throw new RangeError(`${probabilities.length} probabilities for ${rows} scenarios`);
  const means = new Float64Array(n);
  for (let t = 0; t < rows; t++) {
    const p = probabilities[t] ?? 0;
    for (let j = 0; j < n; j++) means[j] = (means[j] ?? 0) + p * (values[t * n + j] ?? NaN);
  }
  const covariance = new Float64Array(n * n);
  for (let t = 0; t < rows; t++) {
    const p = probabilities[t] ?? 0;
    for (let i = 0; i < n; i++) {
      const scaled = p * ((values[t * n + i] ?? NaN) - (means[i] ?? 0));
      if (scaled === 0) continue;
      const row = i * n;
      for (let j = 0; j <= i; j++) {
        covariance[row + j] = (covariance[row + j] ?? 0) + scaled * ((values[t * n + j] ?? NaN) - (means[j] ?? 0));
      }
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j] ?? 0;
  return { means, covariance };
}

/** Relative entropy (Kullback and Leibler 1951) of q from p, sum of q ln(q/p), >= 0; Infinity where q has what p has not. */
export function relativeEntropy(q: Float64Array, p: Float64Array): number {
  if (q.length !== p.length) throw new RangeError(`${q.length} and ${p.length} probabilities`);
  let total = 0;
  for (let t = 0; t < q.length; t++) {
    const to = q[t] ?? 0;
    if (to > 0) total += to * log(to / (p[t] ?? 0));
  }
  return Math.max(0, total);
}

/** Effective number of scenarios, exp of the entropy of their probabilities: from 1 to their number (Meucci 2012). */
export function effectiveScenarios(probabilities: Float64Array): number {
  let entropy = 0;
  for (const p of probabilities) if (p > 0) entropy -= p * log(p);
  return exp(entropy);
}

/** Value at risk and expected shortfall of losses. */
export interface LossTail {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
}

/**
 * Tail of losses at a confidence level: the value at risk is the least loss x with P(loss > x) <= 1 - level, the
 * expected shortfall the mean of the worst 1 - level of probability, the loss on its edge counted in part
 * (Rockafellar and Uryasev 2002). `order`: scenarios by falling loss.
 */
export function lossTail(
  losses: Float64Array,
  probabilities: Float64Array,
  level: number,
  order: ArrayLike<number> = worstFirst(losses)
): LossTail {
  const tail = 1 - level;
  let left = tail;
  let total = 0;
  let last = NaN;
  for (let k = 0; k < order.length; k++) {
    const t = order[k] ?? 0;
    const p = probabilities[t] ?? 0;
    if (p <= 0) continue;
    last = losses[t] ?? NaN;
    if (p >= left) {
      total += left * last;
      break;
    }
    total += p * last;
    left -= p;
  }
  return { valueAtRisk: last, expectedShortfall: total / tail };
}

/** Scenarios by falling loss. */
export function worstFirst(losses: Float64Array): Int32Array {
  return Int32Array.from(losses.keys()).sort((a, b) => (losses[b] ?? 0) - (losses[a] ?? 0));
}
