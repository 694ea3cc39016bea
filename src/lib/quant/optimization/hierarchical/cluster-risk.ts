import type { ReturnMatrix } from '$lib/quant/moments';
import { seriesRisk, type RiskSpec } from '$lib/quant/risk';

/** Risk of some instruments held in given weights; `weights` has the length of `members`. */
export type ClusterRisk = (members: Int32Array, weights: Float64Array) => number;

/**
 * Why there are no weights: a part of the universe has no risk to share out by (zero, below zero, not a number).
 * `members` are the instruments of that part.
 */
export interface NoRisk {
  readonly status: 'no-risk';
  readonly members: Int32Array;
  readonly risk: number;
}

/** Weights >= 0 that add up to one, in the order of the instruments. */
export interface Allocated {
  readonly status: 'allocated';
  readonly weights: Float64Array;
}

/** Outcome of an allocation by risk. */
export type Allocation = Allocated | NoRisk;

/** Risk from a covariance, full n x n, row-major. @throws RangeError on a wrong shape. */
export function covarianceRisk(
  covariance: Float64Array,
  n: number,
  measure: 'variance' | 'standard-deviation'
): ClusterRisk {
  if (covariance.length !== n * n) throw new RangeError(`covariance of ${covariance.length} for n = ${n}`);
  const variance: ClusterRisk = (members, weights) => {
    let total = 0;
    for (let a = 0; a < members.length; a++) {
      const row = members[a] * n;
      // Both halves of the matrix are equal: the half below the diagonal counts twice.
      let part = 0;
      for (let b = 0; b < a; b++) part += weights[b] * covariance[row + members[b]];
      total += weights[a] * (2 * part + weights[a] * covariance[row + members[a]]);
    }
    return total;
  };
  return measure === 'variance' ? variance : (members, weights) => Math.sqrt(variance(members, weights));
}

/** Risk from returns by any measure of the catalog. @throws RangeError as {@link seriesRisk} does, when it is asked. */
export function returnsRisk({ values, rows, columns }: ReturnMatrix, spec: RiskSpec): ClusterRisk {
  return (members, weights) => {
    const series = new Float64Array(rows);
    for (let t = 0; t < rows; t++) {
      let total = 0;
      for (let a = 0; a < members.length; a++) total += weights[a] * values[t * columns + members[a]];
      series[t] = total;
    }
    return seriesRisk(series, spec);
  };
}

/** Risk of each instrument alone, or the first that has none. */
export function singleRisks(n: number, risk: ClusterRisk): Float64Array | NoRisk {
  const whole = Float64Array.of(1);
  const risks = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const members = Int32Array.of(i);
    risks[i] = risk(members, whole);
    if (!isRisk(risks[i])) return { status: 'no-risk', members, risk: risks[i] };
  }
  return risks;
}

/** Weights in inverse proportion to the risks of the members alone. */
export function inverseRiskShares(members: Int32Array, risks: Float64Array): Float64Array {
  const shares = new Float64Array(members.length);
  let total = 0;
  for (let a = 0; a < members.length; a++) {
    shares[a] = 1 / risks[members[a]];
    total += shares[a];
  }
  for (let a = 0; a < shares.length; a++) shares[a] /= total;
  return shares;
}

/** True of a risk that can be divided by. */
export function isRisk(risk: number): boolean {
  return risk > 0 && risk < Infinity;
}
