import {
  allocatedWeights,
  brokenRules,
  constrainedBudgets,
  feasibleSet,
  maximumDiversification,
  optimizePortfolio,
  portfolioPoint,
  varianceBudgets,
  varianceShares,
  type AllocationMethod,
  type AllocationSpec,
  type FailedOptimization,
  type InfeasiblePortfolio,
  type OptimizationProblem,
  type PortfolioPoint
} from '$lib/quant/optimization';
import type { ReturnMatrix } from '$lib/quant/moments';

/** A way of making weights that looks at risk alone. */
export interface AllocationChoice {
  readonly method: AllocationMethod['id'] | 'risk-parity';
}

/** Weights made without a forecast. */
export interface AllocatedPortfolio extends PortfolioPoint {
  readonly status: 'allocated';
  readonly method: AllocationChoice['method'];
  /** Share of each instrument in the variance of the whole. */
  readonly riskShares: Float64Array;
  /** Rules that the method left out of account, by their ids; `broken` are those of them that its weights break. */
  readonly leftOut: readonly string[];
  readonly broken: readonly string[];
}

type Answer = AllocatedPortfolio | InfeasiblePortfolio | FailedOptimization;

/** Kinds of rules that every method keeps: cash is set aside first, what is excluded takes no part. */
const kept: ReadonlySet<string> = new Set(['cash', 'exclusion']);
/** Kinds that methods under bounds and sums keep as well. */
const linear: ReadonlySet<string> = new Set([
  ...kept,
  'position-cap',
  'position-floor',
  'no-sale',
  'no-buy',
  'trade-size',
  'group',
  'exposure'
]);

/** What a method follows of the rules. */
function followed(method: AllocationChoice['method']): ReadonlySet<string> {
  if (method === 'risk-parity') return new Set([...linear, 'turnover']);
  return method === 'maximum-diversification' ? linear : kept;
}

/** Weights of a method under the rules it knows, with the rules it does not. */
export function allocated(problem: OptimizationProblem, returns: ReturnMatrix, { method }: AllocationChoice): Answer {
  const follows = followed(method);
  const constraints = problem.constraints.filter(({ kind }) => follows.has(kind));
  const ruled: OptimizationProblem = { ...problem, constraints, objective: { kind: 'minimum-variance' } };
  const possible = optimizePortfolio(ruled);
  if (possible.status === 'infeasible' || possible.status === 'failed') return possible;
  const weights = weightsBy(ruled, returns, method);
  if (typeof weights === 'string') return { status: 'failed', reason: weights };
  const leftOut = problem.constraints.filter((one) => !constraints.includes(one)).map(({ id }) => id);
  const broken = new Set(brokenRules(problem, weights, 5e-5));
  return {
    status: 'allocated',
    method,
    ...portfolioPoint(problem, weights),
    riskShares: varianceShares(problem.covariance, weights).shares,
    leftOut,
    broken: leftOut.filter((id) => broken.has(id))
  };
}

/** Weights of the whole, or why there are none. */
function weightsBy(
  problem: OptimizationProblem,
  returns: ReturnMatrix,
  method: AllocationChoice['method']
): Float64Array | string {
  const set = feasibleSet(problem);
  const n = problem.instruments.length;
  const places = Array.from({ length: n }, (_, j) => j).filter((j) => (set.upper[j] ?? 0) > 0);
  if (places.length === 0) return 'every instrument is excluded';
  const invested = 1 - set.cash.minimum;
  const part = subProblem(problem, returns, places);
  const found =
    method === 'risk-parity' || method === 'maximum-diversification'
      ? ruledWeights(problem, part, { places, invested, method })
      : byMethod(part, method);
  if (typeof found === 'string') return found;
  const weights = new Float64Array(n);
  places.forEach((j, k) => (weights[j] = invested * (found[k] ?? 0)));
  return weights;
}

interface Part {
  readonly count: number;
  readonly covariance: Float64Array;
  readonly returns: ReturnMatrix;
}

/** Moments and returns of some of the instruments. */
function subProblem(problem: OptimizationProblem, returns: ReturnMatrix, places: readonly number[]): Part {
  const { columns: n, rows } = returns;
  const count = places.length;
  const covariance = new Float64Array(count * count);
  const values = new Float64Array(rows * count);
  places.forEach((j, k) => {
    places.forEach((i, l) => (covariance[k * count + l] = problem.covariance[j * n + i] ?? NaN));
    for (let t = 0; t < rows; t++) values[t * count + k] = returns.values[t * n + j] ?? NaN;
  });
  return { count, covariance, returns: { values, rows, columns: count } };
}

function byMethod(part: Part, method: Exclude<AllocationChoice['method'], 'risk-parity'>): Float64Array | string {
  const answer = allocatedWeights(part, specOf(method));
  if (answer.status === 'allocated') return answer.weights;
  return 'reason' in answer ? answer.reason : 'an instrument without risk';
}

function specOf(method: Exclude<AllocationChoice['method'], 'risk-parity'>): AllocationSpec {
  const risk = { measure: 'variance' } as const;
  switch (method) {
    case 'equal':
    case 'maximum-diversification':
      return { method };
    case 'schur':
      return { method, gamma: 0.5 };
    default:
      return { method, risk };
  }
}

/** Risk parity or most diversification under bounds and sums, of money of which cash was set aside. */
function ruledWeights(
  problem: OptimizationProblem,
  { covariance, count }: Part,
  { places, invested, method }: { places: readonly number[]; invested: number; method: string }
): Float64Array | string {
  const set = feasibleSet(problem);
  const scaled = (values: Float64Array, most: number): Float64Array =>
    Float64Array.from(places, (j) => Math.min(most, (values[j] ?? 0) / invested));
  const lower = scaled(set.lower, 1).map((bound) => Math.max(0, bound));
  const upper = scaled(set.upper, 1);
  const rows = set.rules
    .filter(({ kind }) => kind !== 'budget')
    .map(({ row }) => ({
      coefficients: Float64Array.from(places, (j) => row.coefficients[j] ?? 0),
      lower: row.lower / invested,
      upper: row.upper / invested
    }));
  if (method === 'maximum-diversification') {
    const found = maximumDiversification(covariance, { lower, upper, rows });
    return found.status === 'optimal' ? found.weights : 'reason' in found ? found.reason : found.status;
  }
  const turnover = turnoverLeft(problem, places, invested);
  const plain = rows.length === 0 && !turnover && lower.every((one) => one === 0) && upper.every((one) => one >= 1);
  if (plain || count === 1) {
    const found = varianceBudgets({ covariance });
    return found.status === 'ok' ? found.weights : 'reason' in found ? found.reason : found.status;
  }
  const asked = { covariance, lower, upper, rows, ...(turnover && { turnover }) };
  const free = constrainedBudgets(asked);
  // Where no price of the barrier meets the sum of the weights, the sum is made a rule like the others.
  const whole = { coefficients: new Float64Array(count).fill(1), lower: 1, upper: 1 };
  const found = free.status === 'failed' ? constrainedBudgets({ ...asked, rows: [...rows, whole] }) : free;
  if (found.status === 'ok') return found.weights;
  return 'reason' in found ? found.reason : found.status;
}

/** What a rule on turnover leaves for the instruments, in parts of the money invested: changes of cash and of what is sold whole are paid first. */
function turnoverLeft(problem: OptimizationProblem, places: readonly number[], invested: number) {
  const limits = problem.constraints.flatMap((rule) => (rule.kind === 'turnover' ? [rule.maximum] : []));
  if (limits.length === 0) return undefined;
  const held = problem.currentWeights ?? new Float64Array(problem.instruments.length);
  const cashNow = 1 - held.reduce((sum, weight) => sum + weight, 0);
  const sold = held.reduce((sum, weight, j) => sum + (places.includes(j) ? 0 : Math.abs(weight)), 0);
  const limit = (2 * Math.min(...limits) - Math.abs(1 - invested - cashNow) - sold) / invested;
  return { current: Float64Array.from(places, (j) => (held[j] ?? 0) / invested), limit: Math.max(0, limit) };
}
