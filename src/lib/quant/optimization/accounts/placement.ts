import { linearProgram } from '$lib/math/optimize';
import { feasibleSet } from '../feasible-set';
import type { OptimizationProblem } from '../problem';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from '../program/expression';
import { RETURN, ruledProgram } from '../program/ruled-program';
import { mayHold, requireHousehold, taxDrag, type Household } from './household';

/** What each account holds, in the order of the accounts, as fractions of the household's value. */
export interface Placement {
  readonly status: 'placed';
  /** Household weights, over all accounts. */
  readonly weights: Float64Array;
  readonly byAccount: readonly Float64Array[];
  readonly cash: readonly number[];
  /** Expected tax of a year, a fraction of the household's value, and that of the same weights in every account alike. */
  readonly annualTax: number;
  readonly proportionalTax: number;
  /** Expected annual return of the household after the tax of the year. */
  readonly afterTaxReturn: number;
}

/** What accounts may hold leaves no room for the weights or the rules; or the solver gave up. */
export type PlacementResult =
  Placement | { readonly status: 'no-room' } | { readonly status: 'failed'; readonly reason: string };

/**
 * Household weights placed so that the tax of a year is least: a transportation problem (Hitchcock 1941) over accounts and
 * instruments, cash among them. Weights below zero are not placed. Taxes of moving there are not counted.
 * @throws RangeError when a weight is below zero or the household makes no sense.
 */
export function placedWeights(
  problem: OptimizationProblem,
  household: Household,
  weights: Float64Array
): PlacementResult {
  requireHousehold(problem, household);
  const { accounts } = household;
  const n = problem.instruments.length;
  if (weights.length !== n || weights.some((one) => one < -1e-9))
    throw new RangeError(`weights to place: ${weights.join(', ')}`);
  const wanted = weights.map((one) => Math.max(0, one));
  const columns = n + 1;
  const size = accounts.length * columns;
  const drags = accounts.map((account) => taxDrag(problem, account, household.yields));
  const upper = new Float64Array(size).fill(Infinity);
  const linear = new Float64Array(size);
  accounts.forEach((account, a) => {
    for (let j = 0; j < n; j++) {
      linear[a * columns + j] = drags[a]?.instruments[j] ?? 0;
      const id = problem.instruments[j];
      if (id !== undefined && !mayHold(account, id)) upper[a * columns + j] = 0;
    }
    linear[a * columns + n] = drags[a]?.cash ?? 0;
  });
  const rowOf = (isIn: (at: number) => boolean, value: number) => ({
    coefficients: Float64Array.from({ length: size }, (_, at) => (isIn(at) ? 1 : 0)),
    lower: value,
    upper: value
  });
  const rows = [
    ...accounts.map(({ value }, a) => rowOf((at) => Math.floor(at / columns) === a, value)),
    ...Array.from(wanted, (value, j) => rowOf((at) => at % columns === j, value))
  ];
  const solved = linearProgram({ linear, lower: new Float64Array(size), upper, rows });
  if (solved.status === 'infeasible') return { status: 'no-room' };
  if (solved.status !== 'optimal')
    return { status: 'failed', reason: 'reason' in solved ? solved.reason : solved.status };
  const byAccount = accounts.map((_, a) => solved.x.slice(a * columns, a * columns + n));
  return placement(problem, household, byAccount);
}

/**
 * Weights and places chosen together: the most expected return after tax that the rules of a problem and its aim's limit on
 * risk allow, both for the household as a whole and before tax. The aim is one with a limit (`target-volatility`,
 * `return-at-risk`) or `maximum-return`; returns count as expected, without uncertainty or costs. Long only.
 * @throws RangeError when the aim is another, or the household makes no sense.
 */
export function jointPlacement(problem: OptimizationProblem, household: Household): PlacementResult {
  requireHousehold(problem, household);
  const { kind } = problem.objective;
  if (kind !== 'target-volatility' && kind !== 'return-at-risk' && kind !== 'maximum-return')
    throw new RangeError(`${kind} does not ask for the most return`);
  const { accounts, yields } = household;
  const n = problem.instruments.length;
  const program = ruledProgram(problem, feasibleSet(problem));
  const first = program.variables(accounts.length * n);
  const gains: Expression[] = [];
  accounts.forEach((account, a) => {
    const drag = taxDrag(problem, account, yields);
    const start = first + a * n;
    const excess = problem.expectedReturns.map(
      (one, j) => one - (drag.instruments[j] ?? 0) - (problem.riskFreeRate - drag.cash)
    );
    gains.push(combination(excess, start));
    problem.instruments.forEach((id, j) => {
      if (mayHold(account, id)) program.nonnegative(variable(start + j), account.id);
      else program.zero(variable(start + j), account.id);
    });
    const invested = combination(new Float64Array(n).fill(1), start);
    program.nonnegative(sumOf(constantOf(account.value), scaled(invested, -1)), account.id);
  });
  for (let j = 0; j < n; j++)
    program.zero(sumOf(variable(j, -1), ...accounts.map((_, a) => variable(first + a * n + j))), 'accounts');
  program.minimise(scaled(sumOf(...gains), -1), RETURN);
  const solved = program.solve();
  if (solved.status === 'infeasible') return { status: 'no-room' };
  if (solved.status !== 'optimal')
    return { status: 'failed', reason: 'reason' in solved ? solved.reason : solved.status };
  const byAccount = accounts.map((_, a) =>
    solved.variables.slice(first + a * n, first + (a + 1) * n).map((one) => (one > NEGLIGIBLE ? one : 0))
  );
  return placement(problem, household, byAccount);
}

/** Parts of the household below this are the solver's rounding. */
const NEGLIGIBLE = 1e-9;

function placement(
  problem: OptimizationProblem,
  { accounts, yields }: Household,
  byAccount: readonly Float64Array[]
): Placement {
  const weights = new Float64Array(problem.instruments.length);
  for (const held of byAccount) held.forEach((one, j) => (weights[j] = (weights[j] ?? 0) + one));
  const idle = 1 - weights.reduce((sum, one) => sum + one, 0);
  const drags = accounts.map((account) => taxDrag(problem, account, yields));
  const cash = accounts.map(({ value }, a) => Math.max(0, value - sumOver(byAccount[a] ?? weights)));
  const taxOf = (held: Float64Array, left: number, a: number): number =>
    held.reduce((sum, one, j) => sum + one * (drags[a]?.instruments[j] ?? 0), left * (drags[a]?.cash ?? 0));
  const annualTax = byAccount.reduce((sum, held, a) => sum + taxOf(held, cash[a] ?? 0, a), 0);
  const proportionalTax = accounts.reduce((sum, { value }, a) => sum + value * taxOf(weights, idle, a), 0);
  const expected = weights.reduce(
    (sum, one, j) => sum + one * (problem.expectedReturns[j] ?? 0),
    idle * problem.riskFreeRate
  );
  return {
    status: 'placed',
    weights,
    byAccount,
    cash,
    annualTax,
    proportionalTax,
    afterTaxReturn: expected - annualTax
  };
}

const sumOver = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);
