import { symmetricProduct } from '$lib/math/linalg';
import { quadraticProgram, type Infeasible, type Polytope } from '$lib/math/optimize';
import { budgetShares, requireCovariance, risklessPlace, type FailedBudgets, type RisklessAsset } from './budgets';
import { varianceBudgets, varianceShares } from './variance-budgets';

/** Risk budgets that rules may keep from being met: those nearest to them are asked for. */
export interface NearestBudgetsInput extends Pick<Polytope, 'rows'> {
  readonly covariance: Float64Array;
  /** Shares of risk wished for, above zero, relative to their sum; equal when absent. */
  readonly budgets?: ArrayLike<number>;
  /** Bounds of weights; 0 and 1 when absent. */
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
}

/** Weights at which no allowed small change brings the contributions nearer to the budgets. */
export interface NearestBudgets {
  readonly status: 'ok';
  /** They add up to 1. */
  readonly weights: Float64Array;
  readonly shares: Float64Array;
  readonly volatility: number;
  /** Sum of squares of what contributions to volatility differ by from their budgets of it. */
  readonly distance: number;
  /** Greatest change of a weight in a last step by the linearised problem: zero at a stationary point. */
  readonly stationarity: number;
}

/** Outcome of {@link nearestBudgets}; the conflict of `infeasible` counts rows as given, then the sum of weights. */
export type NearestBudgetsResult =
  | NearestBudgets
  | RisklessAsset
  | FailedBudgets
  | { readonly status: 'infeasible'; readonly conflict: Infeasible['conflict'] };

const STEPS = 500;
const SETTLED = 1e-11;

interface Distance {
  readonly value: number;
  readonly residuals: Float64Array;
  readonly slopes: Float64Array;
}

/** What contributions x_i (Cx)_i / s differ by from b_i s, s the volatility, with the slopes by each weight. */
function distanceAt(covariance: Float64Array, budgets: Float64Array, x: Float64Array): Distance {
  const n = x.length;
  const product = symmetricProduct(covariance, n, x);
  const volatility = Math.sqrt(x.reduce((sum, weight, i) => sum + weight * (product[i] ?? 0), 0));
  const residuals = new Float64Array(n);
  const slopes = new Float64Array(n * n);
  let value = 0;
  for (let i = 0; i < n; i++) {
    const [weight, pull, budget] = [x[i] ?? 0, product[i] ?? 0, budgets[i] ?? 0];
    const residual = (weight * pull) / volatility - budget * volatility;
    residuals[i] = residual;
    value += residual * residual;
    const fall = (weight * pull) / volatility ** 3 + budget / volatility;
    for (let k = 0; k < n; k++)
      slopes[i * n + k] = (weight * (covariance[i * n + k] ?? 0)) / volatility - fall * (product[k] ?? 0);
    slopes[i * n + i] = (slopes[i * n + i] ?? 0) + pull / volatility;
  }
  return { value, residuals, slopes };
}

/**
 * Weights under rules whose contributions to volatility are nearest to their budgets, by least squares: the usual risk
 * parity under bounds. Not convex: a stationary point, found from the budgets without rules by the method of Gauss and
 * Newton over exact quadratic programs. Where the rules leave room for the budgets it is `constrainedBudgets`' answer too;
 * else it depends on the unit of the distance, which the barrier of `constrainedBudgets` does not.
 * @throws RangeError on shapes or budgets that make no sense.
 * Source: Maillard, Roncalli and Teiletche, The properties of equally weighted risk contribution portfolios (2010).
 */
export function nearestBudgets(input: NearestBudgetsInput): NearestBudgetsResult {
  const { covariance } = input;
  const n = Math.round(Math.sqrt(covariance.length));
  requireCovariance(covariance, n);
  const budgets = budgetShares(input.budgets, n);
  const asset = risklessPlace(covariance, n);
  if (asset >= 0) return { status: 'riskless-asset', asset };
  const lower = input.lower ?? new Float64Array(n);
  const upper = input.upper ?? new Float64Array(n).fill(1);
  const rows = [...input.rows, { coefficients: new Float64Array(n).fill(1), lower: 1, upper: 1 }];
  const free = varianceBudgets({ covariance, budgets });
  const aim = free.status === 'ok' ? free.weights : new Float64Array(n).fill(1 / n);
  const unit = new Float64Array(n * n);
  for (let i = 0; i < n; i++) unit[i * n + i] = 1;
  const start = quadraticProgram({ quadratic: unit, linear: aim.map((one) => -one), lower, upper, rows });
  if (start.status === 'infeasible') return { status: 'infeasible', conflict: start.conflict };
  if (start.status !== 'optimal') return { status: 'failed', reason: `no feasible start: ${start.status}` };
  let x = start.x;
  let at = distanceAt(covariance, budgets, x);
  for (let steps = 1; steps <= STEPS; steps++) {
    const { residuals, slopes } = at;
    const quadratic = new Float64Array(n * n);
    const linear = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let along = -(residuals[i] ?? 0);
      for (let k = 0; k < n; k++) along += (slopes[i * n + k] ?? 0) * (x[k] ?? 0);
      for (let k = 0; k < n; k++) {
        const slope = slopes[i * n + k] ?? 0;
        linear[k] = (linear[k] ?? 0) - along * slope;
        for (let l = 0; l < n; l++)
          quadratic[k * n + l] = (quadratic[k * n + l] ?? 0) + slope * (slopes[i * n + l] ?? 0);
      }
    }
    const step = quadraticProgram({ quadratic, linear, lower, upper, rows }, { start: x });
    if (step.status !== 'optimal') return { status: 'failed', reason: `a step was not solved: ${step.status}` };
    const moved = step.x.reduce((most, to, j) => Math.max(most, Math.abs(to - (x[j] ?? 0))), 0);
    let next = step.x;
    let there = distanceAt(covariance, budgets, next);
    for (let length = 0.5; !(there.value <= at.value) && length > 1e-12; length /= 2) {
      next = x.map((from, j) => from + length * ((step.x[j] ?? 0) - from));
      there = distanceAt(covariance, budgets, next);
    }
    if (moved <= SETTLED || !(there.value <= at.value)) {
      if (moved > 1e-7) break;
      return {
        status: 'ok',
        weights: x,
        ...varianceShares(covariance, x),
        distance: at.value,
        stationarity: moved
      };
    }
    x = next;
    at = there;
  }
  return { status: 'failed', reason: `no convergence in ${STEPS} steps` };
}
