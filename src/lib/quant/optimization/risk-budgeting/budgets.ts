/**
 * Budgets relative to their sum: shares of risk, each above zero. Equal ones when absent (risk parity).
 * @throws RangeError on a wrong number of budgets, or one that is not above zero: leave such an asset out.
 */
export function budgetShares(budgets: ArrayLike<number> | undefined, n: number): Float64Array {
  if (!budgets) return new Float64Array(n).fill(1 / n);
  if (budgets.length !== n) throw new RangeError(`${budgets.length} budgets for n = ${n}`);
  let total = 0;
  for (let j = 0; j < n; j++) {
    const budget = budgets[j] ?? NaN;
    if (!(budget > 0 && budget < Infinity)) throw new RangeError(`budget ${budget} at ${j} is not above zero`);
    total += budget;
  }
  return Float64Array.from(budgets, (budget) => budget / total);
}

/** An asset, by its place, whose own risk is not above zero: no share of risk can be given to it. */
export interface RisklessAsset {
  readonly status: 'riskless-asset';
  readonly asset: number;
}

/** The method gave up; a mixture of the assets without risk is the usual cause. */
export interface FailedBudgets {
  readonly status: 'failed';
  readonly reason: string;
}

/** Greatest relative distance of shares from their budgets: the certificate of a risk budgeting portfolio. */
export function budgetResidual(shares: ArrayLike<number>, budgets: ArrayLike<number>): number {
  let worst = 0;
  for (let j = 0; j < budgets.length; j++) {
    worst = Math.max(worst, Math.abs((shares[j] ?? NaN) / (budgets[j] ?? NaN) - 1));
  }
  return worst;
}

/** A covariance of the right shape. @throws RangeError otherwise, and on a value that is not finite. */
export function requireCovariance(covariance: Float64Array, n: number): void {
  if (n === 0) throw new RangeError('no assets');
  if (covariance.length !== n * n) throw new RangeError(`covariance of ${covariance.length} for n = ${n}`);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(covariance[i * n + i])) throw new RangeError(`variance ${covariance[i * n + i]} at ${i}`);
  }
}

/** Place of the first asset without variance, -1 when all have some. */
export function risklessPlace(covariance: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) if (!((covariance[i * n + i] ?? 0) > 0)) return i;
  return -1;
}
