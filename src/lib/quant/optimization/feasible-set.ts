import { dot, quadraticForm } from '$lib/math/linalg';
import type { LinearRow, Polytope } from '$lib/math/optimize';
import type { CashLimit, OptimizationProblem, PortfolioPoint } from './problem';
import { borrowingRule } from './program/borrowing-cost';
import { faultOfRisk } from './program/problem-risk';
import { faultOfReturns } from './program/return-faults';
import { ruleKind } from './rules/catalog';

/** A row of the solver with the rule it stands for. */
export interface RuleRow {
  readonly id: string;
  readonly kind: 'budget' | 'group' | 'exposure' | 'target-return';
  readonly row: LinearRow;
}

/**
 * The problem as the solver sees it: the variables are the instruments' weights, cash is what they leave, so that a
 * limit on cash is the budget row and returns count over the risk-free rate.
 */
export interface FeasibleSet extends Polytope {
  readonly excess: Float64Array;
  readonly rules: readonly RuleRow[];
  /** Id of the rule that sets each upper bound. */
  readonly caps: readonly (string | undefined)[];
  /** Id of the rule that sets each lower bound; without one nothing is below zero. */
  readonly floors: readonly (string | undefined)[];
  readonly cash: { readonly minimum: number; readonly maximum: number; readonly id: string | undefined };
}

// A loop: a call for each of a million entries takes longer than the solver.
function allFinite(values: Float64Array): boolean {
  for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) return false;
  return true;
}

function requireShape(problem: OptimizationProblem): void {
  const n = problem.instruments.length;
  if (n === 0) throw new RangeError('no instruments');
  if (problem.covariance.length !== n * n)
    throw new RangeError(`covariance of ${problem.covariance.length} for n = ${n}`);
  if (problem.expectedReturns.length !== n)
    throw new RangeError(`${problem.expectedReturns.length} returns for n = ${n}`);
  if (!allFinite(problem.covariance)) throw new RangeError('covariance is not finite');
  if (!problem.expectedReturns.every(Number.isFinite)) throw new RangeError('expected returns are not finite');
  if (!Number.isFinite(problem.riskFreeRate)) throw new RangeError(`risk-free rate: ${problem.riskFreeRate}`);
  requireScenarios(problem);
  const ids = problem.constraints.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new RangeError(`rules with the same id: ${ids.join(', ')}`);
  if (problem.constraints.filter(({ kind }) => kind === 'cash').length > 1) throw new RangeError('two rules on cash');
  if (problem.constraints.filter(({ kind }) => kind === 'borrowing').length > 1)
    throw new RangeError('two rules on borrowing');
  for (const rule of problem.constraints) {
    const fault = ruleKind(rule).fault(rule);
    if (fault !== undefined) throw new RangeError(`rule ${rule.id} ${fault}`);
  }
  if (problem.currentWeights && problem.currentWeights.length !== n)
    throw new RangeError(`${problem.currentWeights.length} current weights for n = ${n}`);
}

function requireScenarios(problem: OptimizationProblem): void {
  const { instruments, scenarios, objective } = problem;
  if ('risk' in objective) {
    const fault = faultOfRisk(objective.risk);
    if (fault !== undefined) throw new RangeError(`the aim ${fault}`);
  }
  if (objective.kind === 'robust-shortfall') {
    const { radius, tail } = objective;
    if (!(radius >= 0 && radius < Infinity)) throw new RangeError(`radius: ${radius}`);
    if (!(tail > 0 && tail < 1)) throw new RangeError(`tail out of (0, 1): ${tail}`);
  }
  const wrong = faultOfReturns(problem);
  if (wrong !== undefined) throw new RangeError(wrong);
  if (!scenarios) return;
  const { values, rows, columns, periodsPerYear } = scenarios;
  if (!(rows >= 2) || values.length !== rows * columns)
    throw new RangeError(`${values.length} returns for ${rows} x ${columns} scenarios, at least 2 are needed`);
  if (columns !== instruments.length)
    throw new RangeError(`${columns} columns of scenarios, ${instruments.length} instruments`);
  if (!values.every(Number.isFinite))
    throw new RangeError(`scenarios of ${rows} periods hold a return that is not finite`);
  if (!(periodsPerYear > 0 && periodsPerYear < Infinity)) throw new RangeError(`${periodsPerYear} periods a year`);
}

/** The expected return that the aim asks for, undefined where it asks for none. */
export function targetReturn({ objective }: OptimizationProblem): number | undefined {
  return objective.kind === 'target-return' || objective.kind === 'minimum-risk' ? objective.annualReturn : undefined;
}

/** The solver's view of a problem. @throws RangeError when shapes, figures or rules make no sense. */
export function feasibleSet(problem: OptimizationProblem): FeasibleSet {
  requireShape(problem);
  const n = problem.instruments.length;
  const excess = problem.expectedReturns.map((value) => value - problem.riskFreeRate);
  const cashRule = problem.constraints.find((rule): rule is CashLimit => rule.kind === 'cash');
  const minimum = cashRule?.minimum ?? 0;
  const maximum = cashRule ? (cashRule.maximum ?? minimum) : 0;
  // What money may be borrowed is a rule of its own, with a cost.
  const most = borrowingRule(problem) ? Infinity : 1 - minimum;
  const bounds = boundsOf(problem);
  const rules: RuleRow[] = [
    {
      id: cashRule?.id ?? 'budget',
      kind: 'budget',
      row: { coefficients: new Float64Array(n).fill(1), lower: 1 - maximum, upper: most }
    }
  ];
  for (const rule of problem.constraints) {
    const row = ruleKind(rule).row?.(rule, problem);
    if (row) rules.push({ id: rule.id, kind: rule.kind === 'exposure' ? 'exposure' : 'group', row });
  }
  const target = targetReturn(problem);
  if (target !== undefined) {
    const lower = target - problem.riskFreeRate;
    if (!Number.isFinite(lower)) throw new RangeError(`target return: ${target}`);
    rules.push({ id: 'target-return', kind: 'target-return', row: { coefficients: excess, lower, upper: Infinity } });
  }
  return {
    ...bounds,
    rows: rules.map(({ row }) => row),
    rules,
    excess,
    cash: { minimum, maximum, id: cashRule?.id }
  };
}

/** Limits of single weights, the tightest of all rules, each with the rule that sets it. */
function boundsOf(problem: OptimizationProblem): Pick<FeasibleSet, 'lower' | 'upper' | 'caps' | 'floors'> {
  const n = problem.instruments.length;
  const lower = new Float64Array(n);
  const upper = new Float64Array(n).fill(Infinity);
  const caps = new Array<string | undefined>(n).fill(undefined);
  const floors = new Array<string | undefined>(n).fill(undefined);
  const limits = problem.constraints.map((rule) => ({ rule, bounds: ruleKind(rule).bounds?.(rule, problem) }));
  // A floor is the one rule that takes the place of zero; all others only narrow.
  for (let j = 0; j < n; j++)
    if (limits.some(({ rule, bounds }) => rule.kind === 'position-floor' && !Number.isNaN(bounds?.lower?.[j] ?? NaN)))
      lower[j] = -Infinity;
  for (const { rule, bounds } of limits) {
    for (let j = 0; j < n; j++) {
      const least = bounds?.lower?.[j] ?? NaN;
      const most = bounds?.upper?.[j] ?? NaN;
      if (least > (lower[j] ?? 0)) {
        lower[j] = least;
        floors[j] = rule.id;
      }
      if (most < (upper[j] ?? 0)) {
        upper[j] = most;
        caps[j] = rule.id;
      }
    }
  }
  return { lower, upper, caps, floors };
}

/** What weights give under a problem's moments; the rest of the money is cash. */
export function portfolioPoint(problem: OptimizationProblem, weights: Float64Array): PortfolioPoint {
  const n = problem.instruments.length;
  if (weights.length !== n) throw new RangeError(`${weights.length} weights for n = ${n}`);
  let invested = 0;
  for (const weight of weights) invested += weight;
  const cash = Math.abs(1 - invested) < 1e-12 ? 0 : 1 - invested;
  const expectedReturn = dot(problem.expectedReturns, weights) + cash * problem.riskFreeRate;
  const volatility = Math.sqrt(Math.max(0, quadraticForm(problem.covariance, n, weights)));
  const sharpe = volatility > 0 ? (expectedReturn - problem.riskFreeRate) / volatility : 0;
  return { weights, cash, expectedReturn, volatility, sharpe };
}
