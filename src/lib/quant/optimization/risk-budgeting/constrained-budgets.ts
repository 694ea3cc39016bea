import { exp, log } from '$lib/math/elementary';
import { dot, symmetricProduct } from '$lib/math/linalg';
import { rootByBrent, type Infeasible, type LinearRow, type Polytope } from '$lib/math/optimize';
import { barrierPoint, type BarrierPoint, type BarrierProblem } from './barrier-program';
import { budgetShares, requireCovariance, risklessPlace, type FailedBudgets, type RisklessAsset } from './budgets';
import { tradedProgram, type TurnoverBound } from './traded-program';
import { varianceBudgets, varianceShares } from './variance-budgets';

/** Risk budgets under rules. Without binding rules the answer is that of {@link varianceBudgets}. */
export interface ConstrainedBudgetsInput {
  readonly covariance: Float64Array;
  /** Shares of risk wished for, above zero, relative to their sum; equal when absent. */
  readonly budgets?: ArrayLike<number>;
  /** Bounds of weights; 0 and 1 when absent. Weights stay above zero whatever the lower bound. */
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
  readonly rows?: readonly LinearRow[];
  readonly turnover?: TurnoverBound;
}

/** Weights with the proof that they are best. */
export interface ConstrainedBudgets {
  readonly status: 'ok';
  /** They add up to 1. */
  readonly weights: Float64Array;
  /** Shares of the variance; where a rule binds they leave the budgets. */
  readonly shares: Float64Array;
  readonly volatility: number;
  /** Price p of the barrier, at which weights without a rule on their sum add up to 1. */
  readonly price: number;
  readonly rowMultipliers: Float64Array;
  readonly turnoverMultiplier: number;
  /** Greatest residuals: of optimality and of multiplier times slack in parts of the variance, of the rules in weights. */
  readonly stationarity: number;
  readonly complementarity: number;
  readonly feasibility: number;
}

/** Outcome of {@link constrainedBudgets}; the conflict of `infeasible` counts rows as given, then the sum of weights, then the turnover. */
export type ConstrainedBudgetsResult =
  | ConstrainedBudgets
  | RisklessAsset
  | FailedBudgets
  | { readonly status: 'infeasible'; readonly conflict: Infeasible['conflict'] };

interface Problem extends BarrierProblem {
  readonly n: number;
}

function problemOf(input: ConstrainedBudgetsInput): Problem {
  const n = Math.round(Math.sqrt(input.covariance.length));
  requireCovariance(input.covariance, n);
  const { covariance, turnover } = input;
  if (turnover && (turnover.current.length !== n || !(turnover.limit >= 0))) {
    throw new RangeError(`turnover of ${turnover.limit} from ${turnover.current.length} weights for n = ${n}`);
  }
  return {
    n,
    covariance,
    budgets: budgetShares(input.budgets, n),
    lower: (input.lower ?? new Float64Array(n)).map((bound) => Math.max(0, bound)),
    upper: input.upper ?? new Float64Array(n).fill(1),
    rows: input.rows ?? [],
    ...(turnover ? { turnover } : {})
  };
}

/**
 * Logarithmic barrier of Richard and Roncalli, Constrained risk budgeting portfolios (2019): the greatest sum b_i ln x_i
 * less risk under the rules, min 1/2 x'Cx - p sum b_i ln x_i, with the price p at which the weights add up to 1 by
 * themselves. Inner problems by Newton's method over exact quadratic programs, the price by Brent's root search on its
 * logarithm. Where the rules fix the sum whatever the price, p is the variance of the answer, as it is without rules.
 * @throws RangeError on shapes or budgets that make no sense.
 */
export function constrainedBudgets(input: ConstrainedBudgetsInput): ConstrainedBudgetsResult {
  const problem = problemOf(input);
  const asset = risklessPlace(problem.covariance, problem.n);
  if (asset >= 0) return { status: 'riskless-asset', asset };
  const start = startOf(problem);
  if ('status' in start) return start;
  let x = start.x;
  let last: BarrierPoint | undefined;
  const excess = (logarithm: number): number => {
    last = barrierPoint(problem, exp(logarithm), x);
    x = last.x;
    return last.x.reduce((sum, value) => sum + value, -1);
  };
  let centre = log(Math.max(start.variance, 1e-300));
  let at = excess(centre);
  for (let turn = 0; turn < 60 && Math.abs(at) <= 1e-13; turn++) {
    // The sum is met whatever the price, or by luck: then this changes nothing.
    const better = log(dot(x, symmetricProduct(problem.covariance, problem.n, x)));
    if (Math.abs(better - centre) <= 1e-12) break;
    centre = better;
    at = excess(centre);
  }
  if (Math.abs(at) > 1e-13) {
    const bracket = bracketed(excess, centre, at);
    if (!bracket) return { status: 'failed', reason: 'no price of the barrier makes the weights add up to 1' };
    const root = rootByBrent(excess, bracket[0], bracket[1], { tolerance: 1e-15 });
    if (root.status !== 'found') return { status: 'failed', reason: `price of the barrier: ${root.status}` };
    centre = root.root;
    excess(centre);
  }
  if (!last?.converged) return { status: 'failed', reason: 'the barrier problem did not settle' };
  return certified(problem, exp(centre), last);
}

/** Two logarithms of the price between which the sum of the weights crosses 1; undefined when it does not. */
function bracketed(excess: (l: number) => number, centre: number, at: number): [number, number] | undefined {
  const direction = at > 0 ? -1 : 1;
  let from = centre;
  for (let width = 0.25; width < 80; width *= 2) {
    const to = centre + direction * width;
    const value = excess(to);
    if (value * direction >= 0) return direction > 0 ? [from, to] : [to, from];
    from = to;
  }
  return undefined;
}

/** A feasible point above zero near the portfolio without rules, or the rules that conflict. */
function startOf(
  problem: Problem
): { x: Float64Array; variance: number } | { status: 'infeasible'; conflict: Infeasible['conflict'] } | FailedBudgets {
  const { n, covariance, budgets, turnover } = problem;
  const free = varianceBudgets({ covariance, budgets });
  const aim = free.status === 'ok' ? free.weights : new Float64Array(n).fill(1 / n);
  const variance = free.status === 'ok' ? free.volatility ** 2 : (covariance[0] ?? 1);
  for (const floor of [1e-2, 1e-4, 1e-7, 0]) {
    const lower = problem.lower.map((bound, j) => Math.max(bound, Math.min(floor / n, problem.upper[j] ?? 0)));
    const near = nearestPoint({ lower, upper: problem.upper, rows: problem.rows }, aim, turnover);
    if (near.status === 'optimal') {
      const { x } = near;
      if (x.every((value) => value > 0)) return { x, variance };
      return { status: 'failed', reason: 'the rules leave some weight no room above zero' };
    }
    if (near.status === 'infeasible' && floor === 0) return { status: 'infeasible', conflict: near.conflict };
  }
  return { status: 'failed', reason: 'no feasible start was found' };
}

/** The feasible point nearest to `aim` among those that add up to 1; that row comes after the others. */
function nearestPoint(polytope: Polytope, aim: Float64Array, turnover: TurnoverBound | undefined) {
  const n = aim.length;
  const quadratic = new Float64Array(n * n);
  for (let j = 0; j < n; j++) quadratic[j * n + j] = 1;
  const whole = { coefficients: new Float64Array(n).fill(1), lower: 1, upper: 1 };
  const rows = [...polytope.rows, whole];
  return tradedProgram({ ...polytope, rows, quadratic, linear: aim.map((value) => -value) }, turnover);
}

/** Residuals of the conditions of Karush, Kuhn and Tucker, from the problem's own data. */
function certified(problem: Problem, price: number, point: BarrierPoint): ConstrainedBudgets {
  const { covariance, budgets, lower, upper, rows, turnover, n } = problem;
  const { x, rowMultipliers, turnoverMultiplier } = point;
  const { shares, volatility } = varianceShares(covariance, x);
  const product = symmetricProduct(covariance, n, x);
  let stationarity = 0;
  let feasibility = Math.abs(x.reduce((sum, value) => sum + value, -1));
  for (let j = 0; j < n; j++) {
    const at = x[j] ?? 0;
    let rest = (product[j] ?? 0) - (price * (budgets[j] ?? 0)) / at;
    rows.forEach(({ coefficients }, i) => (rest -= (rowMultipliers[i] ?? 0) * (coefficients[j] ?? 0)));
    const traded = at - (turnover?.current[j] ?? 0);
    // At the kink the slope of |x - current| may be anything between -1 and 1.
    if (turnover && Math.abs(traded) <= 1e-9)
      rest -= Math.max(-1, Math.min(1, rest / (turnoverMultiplier || 1))) * turnoverMultiplier;
    else if (turnover) rest += Math.sign(traded) * turnoverMultiplier;
    if (rest > 0 && at - (lower[j] ?? 0) <= 1e-9) rest = 0;
    if (rest < 0 && (upper[j] ?? 1) - at <= 1e-9) rest = 0;
    stationarity = Math.max(stationarity, Math.abs(rest * at) / volatility ** 2);
    feasibility = Math.max(feasibility, (lower[j] ?? 0) - at, at - (upper[j] ?? 1));
  }
  let complementarity = 0;
  const held = (multiplier: number, slack: number) => {
    if (multiplier !== 0) complementarity = Math.max(complementarity, Math.abs(multiplier * slack) / volatility ** 2);
  };
  rows.forEach(({ coefficients, lower: least, upper: most }, i) => {
    const value = dot(coefficients, x);
    const multiplier = rowMultipliers[i] ?? 0;
    feasibility = Math.max(feasibility, least - value, value - most);
    held(multiplier, value - (multiplier > 0 ? least : most));
  });
  if (turnover) {
    const spent = x.reduce((sum, value, j) => sum + Math.abs(value - (turnover.current[j] ?? 0)), 0);
    feasibility = Math.max(feasibility, spent - turnover.limit);
    held(turnoverMultiplier, spent - turnover.limit);
  }
  return {
    status: 'ok',
    weights: x,
    shares,
    volatility,
    price,
    rowMultipliers,
    turnoverMultiplier,
    stationarity,
    complementarity,
    feasibility
  };
}
