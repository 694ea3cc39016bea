import { maximumDiversification as mostDiversified } from '../diversification';
import {
  inverseRiskShares,
  singleRisks,
  type Allocated,
  type Allocation,
  type ClusterRisk,
  type NoRisk
} from './cluster-risk';

/** The same weight for each of n instruments. @throws RangeError without instruments. */
export function equalWeights(n: number): Float64Array {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} instruments`);
  return new Float64Array(n).fill(1 / n);
}

/** Weights in inverse proportion to risk: inverse variance, inverse volatility, or by any other measure. Correlations do not count. */
export function inverseRiskWeights(n: number, risk: ClusterRisk): Allocation {
  const risks = singleRisks(n, risk);
  if ('status' in risks) return risks;
  return { status: 'allocated', weights: inverseRiskShares(Int32Array.from(risks.keys()), risks) };
}

/** The most diversified portfolio with its ratio, or why there is none. */
export type Diversified =
  (Allocated & { readonly ratio: number }) | NoRisk | { readonly status: 'failed'; readonly reason: string };

/**
 * Long-only weights of the greatest diversification ratio as the catalog of allocations answers them. Covariance full n x n. Source: Choueifaty and Coignard (2008).
 * @throws RangeError on a wrong shape.
 */
export function maximumDiversification(covariance: Float64Array, n: number): Diversified {
  if (covariance.length !== n * n) throw new RangeError(`covariance of ${covariance.length} for n = ${n}`);
  const volatilities = Float64Array.from({ length: n }, (_, i) => Math.sqrt(covariance[i * n + i]));
  const still = volatilities.findIndex((value) => !(value > 0));
  if (still >= 0) return { status: 'no-risk', members: Int32Array.of(still), risk: covariance[still * n + still] };
  const found = mostDiversified(covariance);
  if (found.status === 'optimal')
    return { status: 'allocated', weights: found.weights, ratio: found.diversificationRatio };
  if (found.status === 'unbounded') {
    const members = Int32Array.from(found.direction.keys()).filter((i) => found.direction[i] > 0);
    return { status: 'no-risk', members, risk: 0 };
  }
  return { status: 'failed', reason: found.status === 'failed' ? found.reason : found.status };
}
