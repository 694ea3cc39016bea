import { symmetricProduct } from '$lib/math/linalg';
import {
  budgetResidual,
  budgetShares,
  requireCovariance,
  risklessPlace,
  type FailedBudgets,
  type RisklessAsset
} from './budgets';

/** A portfolio whose shares of variance are budgeted. */
export interface VarianceBudgetsInput {
  /** Full n x n, symmetric, positive semidefinite. */
  readonly covariance: Float64Array;
  /** Shares of risk, above zero, relative to their sum; equal when absent. */
  readonly budgets?: ArrayLike<number>;
  /** 1 for an asset to hold, -1 for one to sell short; all held when absent. */
  readonly sides?: ArrayLike<number>;
}

/** Weights with the risk they take. */
export interface RiskBudgets {
  readonly status: 'ok';
  /** Their absolute values add up to 1. */
  readonly weights: Float64Array;
  /** Share of each asset in the risk; they add up to 1. */
  readonly shares: Float64Array;
  /** Volatility in the unit of the covariance. */
  readonly volatility: number;
  /** Greatest relative distance of a share from its budget. */
  readonly residual: number;
  readonly sweeps: number;
}

const TOLERANCE = 1e-10;
const SWEEPS = 1000;

/**
 * Risk budgeting on variance: weights with w_i (Cw)_i / w'Cw = b_i. The strictly convex problem min 1/2 x'Cx - sum b_i
 * ln |x_i| by cyclical coordinate descent, each coordinate the root of a quadratic and each sweep ended at the best
 * length of x. Unique for given sides. The residual, taken from a product Cx made anew, is the certificate.
 * @throws RangeError on shapes, budgets or sides that make no sense. Source: Maillard, Roncalli and Teiletche (2010);
 * Griveau-Billion, Richard and Roncalli, A fast algorithm for computing high-dimensional risk parity portfolios
 * (2013); Bai, Scheinberg and Tutuncu (2016) for sides.
 */
export function varianceBudgets(input: VarianceBudgetsInput): RiskBudgets | RisklessAsset | FailedBudgets {
  const { covariance } = input;
  const n = Math.round(Math.sqrt(covariance.length));
  requireCovariance(covariance, n);
  const budgets = budgetShares(input.budgets, n);
  const sides = sidesOf(input.sides, n);
  const asset = risklessPlace(covariance, n);
  if (asset >= 0) return { status: 'riskless-asset', asset };
  const x = Float64Array.from(budgets, (b, i) => (sides[i] ?? 1) * Math.sqrt(b / (covariance[i * n + i] ?? 1)));
  let sweeps = 0;
  for (let checks = 0; checks < 4; checks++) {
    sweeps = descended(covariance, budgets, sides, x, sweeps);
    const answer = certified(covariance, budgets, x, sweeps);
    if (answer.residual <= 10 * TOLERANCE) return answer;
    if (sweeps >= SWEEPS) break;
  }
  return { status: 'failed', reason: `shares of risk do not settle in ${sweeps} sweeps` };
}

function sidesOf(sides: ArrayLike<number> | undefined, n: number): Float64Array {
  if (!sides) return new Float64Array(n).fill(1);
  if (sides.length !== n) throw new RangeError(`${sides.length} sides for n = ${n}`);
  return Float64Array.from(sides, (side) => {
    if (Math.abs(side) !== 1) throw new RangeError(`side ${side} is neither 1 nor -1`);
    return side;
  });
}

/** Sweeps until the shares settle; `x` is moved in place. Ends with the number of sweeps made in all. */
function descended(
  covariance: Float64Array,
  budgets: Float64Array,
  sides: Float64Array,
  x: Float64Array,
  before: number
): number {
  const n = x.length;
  let product = symmetricProduct(covariance, n, x);
  for (let sweep = before; sweep < SWEEPS; sweep++) {
    rescale(x, product);
    if (sharesApart(x, product, budgets) <= TOLERANCE) return sweep;
    for (let i = 0; i < n; i++) {
      const row = i * n;
      const own = covariance[row + i] ?? 1;
      const old = x[i] ?? 0;
      const side = sides[i] ?? 1;
      const rest = side * ((product[i] ?? 0) - own * old);
      const root = Math.sqrt(rest * rest + 4 * own * (budgets[i] ?? 0));
      // The positive root, written without the difference of near equals.
      const size = rest > 0 ? (2 * (budgets[i] ?? 0)) / (rest + root) : (root - rest) / (2 * own);
      const step = side * size - old;
      x[i] = side * size;
      addRow(covariance, row, step, product);
    }
    // Sums that are only ever added to drift.
    if (sweep % 32 === 31) product = symmetricProduct(covariance, n, x);
  }
  return SWEEPS;
}

function addRow(covariance: Float64Array, row: number, step: number, product: Float64Array): void {
  const n = product.length;
  let j = 0;
  for (; j + 3 < n; j += 4) {
    product[j] += step * covariance[row + j];
    product[j + 1] += step * covariance[row + j + 1];
    product[j + 2] += step * covariance[row + j + 2];
    product[j + 3] += step * covariance[row + j + 3];
  }
  for (; j < n; j++) product[j] += step * covariance[row + j];
}

/** x and Cx at the length where x'Cx is 1, the sum of the budgets. */
function rescale(x: Float64Array, product: Float64Array): void {
  let variance = 0;
  for (let j = 0; j < x.length; j++) variance += (x[j] ?? 0) * (product[j] ?? 0);
  if (!(variance > 0)) return;
  const factor = 1 / Math.sqrt(variance);
  for (let j = 0; j < x.length; j++) {
    x[j] = (x[j] ?? 0) * factor;
    product[j] = (product[j] ?? 0) * factor;
  }
}

function sharesApart(x: Float64Array, product: Float64Array, budgets: Float64Array): number {
  let worst = 0;
  for (let j = 0; j < x.length; j++) {
    const apart = Math.abs(((x[j] ?? 0) * (product[j] ?? 0)) / (budgets[j] ?? 1) - 1);
    if (!(apart <= worst)) worst = apart;
  }
  return worst;
}

function certified(covariance: Float64Array, budgets: Float64Array, x: Float64Array, sweeps: number): RiskBudgets {
  let gross = 0;
  for (const value of x) gross += Math.abs(value);
  const weights = x.map((value) => value / gross);
  const { shares, volatility } = varianceShares(covariance, weights);
  return { status: 'ok', weights, shares, volatility, residual: budgetResidual(shares, budgets), sweeps };
}

/** Shares of assets in the variance of a portfolio, w_i (Cw)_i / w'Cw, and its volatility; NaN without variance. */
export function varianceShares(
  covariance: Float64Array,
  weights: Float64Array
): { readonly shares: Float64Array; readonly volatility: number } {
  const product = symmetricProduct(covariance, weights.length, weights);
  let variance = 0;
  for (let j = 0; j < weights.length; j++) variance += (weights[j] ?? 0) * (product[j] ?? 0);
  return {
    shares: weights.map((weight, j) => (weight * (product[j] ?? 0)) / variance),
    volatility: Math.sqrt(Math.max(0, variance))
  };
}
