import type { InstrumentId } from '$lib/domain/instruments';
import {
  allocatedWeights,
  brokenRules,
  feasibleSet,
  measureBudgets,
  optimizePortfolio,
  portfolioPoint,
  stackedWeights,
  varianceShares,
  type AllocationMethod,
  type AllocationSpec,
  type FailedOptimization,
  type InfeasiblePortfolio,
  type InstrumentWeight,
  type OptimizationProblem,
  type PortfolioPoint,
  type SubProblem,
  type SubSolution
} from '$lib/quant/optimization';
import { sampleCovariance, type ReturnMatrix } from '$lib/quant/moments';
import { portfolioRisk, riskMeasure, type RiskSpec } from '$lib/quant/risk';
import { riskParity, ruledWeights, spreads } from './ruled-weights';

/** A way of making weights that looks at risk alone. */
export interface AllocationChoice {
  readonly method: AllocationMethod['id'] | 'risk-parity' | 'maximum-decorrelation';
  /** The risk that the method shares or makes least; the variance of the covariance when absent. */
  readonly risk?: RiskSpec;
  /** With risk parity: shares of the risk, relative to their sum, for some instruments; what is left is shared evenly. */
  readonly budgets?: readonly InstrumentWeight[];
  /** What 'stacking' stacks. */
  readonly stack?: Stack;
}

/** A method that makes weights by itself. */
export type PlainMethod = Exclude<AllocationChoice['method'], 'stacking' | 'maximum-decorrelation'>;

/** Methods that the final one shares the money among, by their returns out of sample in so many parts of history. */
export interface Stack {
  readonly members: readonly PlainMethod[];
  readonly final: PlainMethod;
  readonly folds: number;
}

/** Covariance of some rows or funds, as that of the problem was estimated. */
type CovarianceOf = (returns: ReturnMatrix) => Float64Array;

/** Weights made without a forecast. */
export interface AllocatedPortfolio extends PortfolioPoint {
  readonly status: 'allocated';
  readonly method: AllocationChoice['method'] | 'resampled' | 'power-utility';
  /** Share of each instrument in the risk of the whole, by the measure of the method. */
  readonly riskShares: Float64Array;
  /** Rules that the method left out of account, by their ids; `broken` are those of them that its weights break. */
  readonly leftOut: readonly string[];
  readonly broken: readonly string[];
  /** What each member of a stack counts for. */
  readonly members?: readonly { readonly method: PlainMethod; readonly share: number }[];
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
function followed({ method, risk }: AllocationChoice): ReadonlySet<string> {
  if (method === 'risk-parity') return risk ? kept : new Set([...linear, 'turnover']);
  return spreads.has(method) ? linear : kept;
}

/** Weights of a method under the rules it knows, with the rules it does not. A measure of risk looks at the returns. */
export function allocated(
  problem: OptimizationProblem,
  returns: ReturnMatrix,
  choice: AllocationChoice,
  covarianceOf: CovarianceOf = (some) => sampleCovariance(some, 1)
): Answer {
  const { method, risk } = choice;
  const follows = followed(choice);
  const constraints = problem.constraints.filter(({ kind }) => follows.has(kind));
  const ruled: OptimizationProblem = { ...problem, constraints, objective: { kind: 'minimum-variance' } };
  const possible = optimizePortfolio(ruled);
  if (possible.status === 'infeasible' || possible.status === 'failed') return possible;
  const found = weightsBy(ruled, returns, choice, covarianceOf);
  if (typeof found === 'string') return { status: 'failed', reason: found };
  const { weights, members } = found;
  const leftOut = problem.constraints.filter((one) => !constraints.includes(one)).map(({ id }) => id);
  const broken = new Set(brokenRules(problem, weights, 5e-5));
  return {
    status: 'allocated',
    method,
    ...portfolioPoint(problem, weights),
    riskShares:
      found.shares ??
      (risk ? measureShares(returns, weights, risk) : varianceShares(problem.covariance, weights).shares),
    leftOut,
    broken: leftOut.filter((id) => broken.has(id)),
    ...(members && { members })
  };
}

interface Made {
  readonly weights: Float64Array;
  /** Shares of the risk, where the method knows them better than one gradient does. */
  readonly shares?: Float64Array;
  readonly members?: AllocatedPortfolio['members'] & object;
}

/** Shares in a measure of risk by its gradient: weight times slope, of the whole. */
function measureShares(returns: ReturnMatrix, weights: Float64Array, risk: RiskSpec): Float64Array {
  const { gradient } = portfolioRisk(returns, weights, risk);
  const parts = weights.map((weight, j) => weight * gradient[j]);
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** Weights of the whole, or why there are none. */
function weightsBy(
  problem: OptimizationProblem,
  returns: ReturnMatrix,
  { method, risk, budgets, stack }: AllocationChoice,
  covarianceOf: CovarianceOf
): Made | string {
  const set = feasibleSet(problem);
  const n = problem.instruments.length;
  const places = Array.from({ length: n }, (_, j) => j).filter((j) => (set.upper[j] ?? 0) > 0);
  if (places.length === 0) return 'every instrument is excluded';
  const invested = 1 - set.cash.minimum;
  const part = subProblem(problem, returns, places);
  const wanted =
    budgets &&
    budgetsOf(
      places.map((j) => problem.instruments[j]),
      budgets
    );
  const found =
    method === 'risk-parity' && risk
      ? measureParity(part, risk, wanted)
      : method === 'risk-parity' || method === 'maximum-diversification' || method === 'maximum-decorrelation'
        ? ruledWeights(problem, part, { places, invested, method, ...(wanted && { budgets: wanted }) })
        : method === 'stacking'
          ? stacked(part, stack, covarianceOf)
          : byMethod(part, method, risk);
  if (typeof found === 'string') return found;
  const spread = (values: Float64Array, size: number): Float64Array => {
    const all = new Float64Array(n);
    places.forEach((j, k) => (all[j] = size * (values[k] ?? 0)));
    return all;
  };
  if (found instanceof Float64Array) return { weights: spread(found, invested) };
  const { weights, shares, members } = found;
  return {
    weights: spread(weights, invested),
    ...(shares && { shares: spread(shares, 1) }),
    ...(members && { members })
  };
}

/** Budgets of instruments: those that are given, and what they leave of 1 evenly for the others. */
function budgetsOf(
  instruments: readonly (InstrumentId | undefined)[],
  given: readonly InstrumentWeight[]
): Float64Array {
  const asked = new Map(given.map((one) => [one.instrument, one.weight]));
  const named = instruments.map((one) => (one === undefined ? undefined : asked.get(one)));
  const total = named.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const others = named.filter((share) => share === undefined).length;
  // A budget must be above zero: where the named ones take all, the others share a thousandth.
  const left = others === 0 ? 0 : Math.max(1e-3, 1 - total) / others;
  return Float64Array.from(named, (share) => Math.max(1e-6, share ?? left));
}

/** Weights of which each carries its share of a measure that doubles when a position doubles. */
function measureParity(
  { returns, count }: SubProblem,
  risk: RiskSpec,
  budgets: Float64Array | undefined
): Made | string {
  if (riskMeasure(risk.measure).degree !== 1) return `${risk.measure} cannot be shared`;
  const found = measureBudgets({
    measure: (weights) => portfolioRisk(returns, weights, risk),
    assets: count,
    ...(budgets && { budgets })
  });
  if (found.status !== 'ok') return 'reason' in found ? found.reason : 'an instrument without risk';
  const { weights, gradient } = found;
  const parts = weights.map((weight, j) => weight * gradient[j]);
  const total = parts.reduce((sum, one) => sum + one, 0);
  return { weights, shares: parts.map((one) => one / total) };
}

/** Weights of a stack, with what each member counts for. */
function stacked(part: SubProblem, stack: Stack | undefined, covarianceOf: CovarianceOf): Made | string {
  if (!stack || stack.members.length === 0) return 'no methods to stack';
  const { members, final, folds } = stack;
  const optimizerOf =
    (method: PlainMethod) =>
    (problem: SubProblem): SubSolution => {
      const weights = byMethod(problem, method);
      return typeof weights === 'string' ? { status: 'failed', reason: weights } : { status: 'solved', weights };
    };
  const found = stackedWeights(part, members.map(optimizerOf), optimizerOf(final), { folds, covarianceOf });
  if (found.status === 'failed') return found.reason;
  const shares = members.map((method, at) => ({ method, share: found.outer[at] ?? 0 }));
  return { weights: found.weights, members: shares };
}

/** Moments and returns of some of the instruments. */
function subProblem(problem: OptimizationProblem, returns: ReturnMatrix, places: readonly number[]): SubProblem {
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

/** Weights of a method that no rule binds. */
function byMethod(part: SubProblem, method: PlainMethod, risk?: RiskSpec): Float64Array | string {
  if (method === 'risk-parity') return riskParity(part.covariance);
  const answer = allocatedWeights(part, specOf(method, risk ?? { measure: 'variance' }));
  if (answer.status === 'allocated') return answer.weights;
  return 'reason' in answer ? answer.reason : 'an instrument without risk';
}

function specOf(method: Exclude<PlainMethod, 'risk-parity'>, risk: RiskSpec): AllocationSpec {
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
