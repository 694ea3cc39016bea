import type { Constraint, OptimizationProblem, Remedy } from './problem';
import { easedProgram, type Slack } from './program/eased-program';
import { scaled, variable } from './program/expression';
import { riskOfWeights } from './program/problem-risk';
import { ownLimit } from './program/ruled-program';
import { targetReturn } from './feasible-set';
import { budgetId, ruleIds } from './relaxed-problem';

/** Changes smaller than this, in parts of a rule's usual size, are rounding. */
const NEGLIGIBLE = 1e-8;
/** By how much more each further rule counts than the one before it, so that of equal changes one is chosen. */
const PREFERENCE = 1e-3;
/** Duals below this part of the greatest are rounding of the interior point. */
const INVOLVED = 1e-5;

/** How far a rule is eased, and which of its limits. */
export interface Eased {
  readonly constraint: string;
  readonly side: keyof Slack;
  readonly by: number;
}

/** The least easing of rules with which a problem can be solved. */
export interface LeastEasing {
  /** Rules that move, none where the problem can be solved as it is. */
  readonly moved: readonly Eased[];
  /** Rules, of those eased, that the proof is made of: enough to be in conflict; absent where it does not say. */
  readonly involved?: readonly string[];
}

/**
 * The least total easing of rules, each in parts of its usual size; of changes that are as small the rules named first move.
 * Undefined where easing these is not enough.
 */
export function leastEasing(
  problem: OptimizationProblem,
  ids: readonly string[],
  least = NEGLIGIBLE
): LeastEasing | undefined {
  const { program, slacks } = easedProgram(problem, new Set(ids));
  const units = new Map(ids.map((id) => [id, usualSize(problem, id)]));
  [...slacks].forEach(([id, { lower, upper }], at) => {
    const price = (1 + PREFERENCE * at) / (units.get(id) ?? 1);
    for (const place of [lower, upper]) if (place !== undefined) program.minimise(scaled(variable(place), price));
  });
  const solved = program.least();
  if (solved.status !== 'optimal') return undefined;
  const { variables, pull } = solved;
  const by = (place: number | undefined): number => (place === undefined ? 0 : (variables[place] ?? 0));
  const moved = [...slacks].flatMap(([constraint, { lower, upper }]): Eased[] => {
    const change = { lower: by(lower), upper: by(upper) };
    const side = change.lower > change.upper ? 'lower' : 'upper';
    if (!(change[side] > least * (units.get(constraint) ?? 1))) return [];
    return [{ constraint, side, by: change[side] * unitOfRow(problem, constraint, variables) }];
  });
  const strongest = pull && Math.max(...ids.map((id) => pull.get(id) ?? 0));
  const involved = strongest && ids.filter((id) => (pull.get(id) ?? 0) > INVOLVED * strongest);
  return { moved, ...(involved && { involved }) };
}

/** The least total change of rules that is enough, as {@link leastEasing}. */
export function leastChange(problem: OptimizationProblem, ids: readonly string[]): Remedy[] | undefined {
  return leastEasing(problem, ids)?.moved.map((eased) => changeOf(problem, eased));
}

/**
 * The nearest problem that can be solved: rules with a limit moved by the least total; those that only forbid something
 * are left out where moving limits is not enough, and only as many as are in the way.
 */
export function nearestProblem(problem: OptimizationProblem): Remedy[] {
  const all = ruleIds(problem);
  const forbids = new Set(problem.constraints.filter(isWithoutLimit).map(({ id }) => id));
  const limits = all.filter((id) => !forbids.has(id));
  const moved = leastChange(problem, limits);
  if (moved || forbids.size === 0) return moved ?? [];
  const dropped = (leastChange(problem, all) ?? []).filter(({ bound }) => bound === 'drop');
  const gone = new Set(dropped.map(({ constraint }) => constraint));
  const rest = { ...problem, constraints: problem.constraints.filter(({ id }) => !gone.has(id)) };
  return [...dropped, ...(leastChange(rest, limits) ?? [])];
}

function isWithoutLimit({ kind }: Constraint): boolean {
  return kind === 'exclusion' || kind === 'no-sale' || kind === 'no-buy' || kind === 'margin';
}

/** The limit that a rule has on a side, with the name that a remedy gives it. */
export function limitOf(
  problem: OptimizationProblem,
  id: string,
  side: keyof Slack
): { readonly bound: Remedy['bound']; readonly from: number } {
  const own = ownLimit(problem);
  if (own?.rule.id === id) return { bound: 'target', from: own.level };
  const rule = problem.constraints.find((one) => one.id === id);
  if (id === budgetId(problem)) {
    const { minimum, maximum = minimum } = rule?.kind === 'cash' ? rule : { minimum: 0 };
    // What may be invested at least is what may be cash at most.
    return side === 'lower' ? { bound: 'maximum', from: maximum } : { bound: 'minimum', from: minimum };
  }
  if (!rule) return { bound: 'target', from: targetReturn(problem) ?? 0 };
  if (isWithoutLimit(rule)) return { bound: 'drop', from: 0 };
  if ('maximum' in rule && rule.maximum !== undefined) return { bound: 'maximum', from: rule.maximum };
  return { bound: side, from: (side in rule ? (rule as Partial<Record<keyof Slack, number>>)[side] : 0) ?? 0 };
}

function changeOf(problem: OptimizationProblem, { constraint, side, by }: Eased): Remedy {
  const { bound, from } = limitOf(problem, constraint, side);
  if (bound === 'drop') return { constraint, bound, from: 0, to: 0 };
  const raised = constraint === budgetId(problem) ? side === 'lower' : side === 'upper';
  return { constraint, bound, from, to: from + (raised ? by : -by) };
}

/** What counts as one whole of a rule: of a sum of weights 1, of a figure, a return or a risk how far instruments differ in it. */
function usualSize(problem: OptimizationProblem, id: string): number {
  const own = ownLimit(problem);
  const rule = own?.rule.id === id ? own.rule : problem.constraints.find((one) => one.id === id);
  if (!rule) return id === 'target-return' ? spread([...problem.expectedReturns, problem.riskFreeRate]) : 1;
  const n = problem.instruments.length;
  switch (rule.kind) {
    case 'exposure':
      return rule.average ? 1 : spread([0, ...rule.figures.map(({ value }) => value)]);
    case 'volatility':
    case 'tracking-error':
      return Math.sqrt(Math.max(...problem.covariance.filter((_, at) => at % (n + 1) === 0))) || 1;
    case 'risk-limit':
      return Math.abs(riskOfWeights(problem, new Float64Array(n).fill(1 / n), rule.risk).value) || 1;
    default:
      return 1;
  }
}

/** What a unit of a rule's row is in its limit: an average is a row of what weights differ from the limit by. */
function unitOfRow({ constraints, instruments }: OptimizationProblem, id: string, variables: Float64Array): number {
  const rule = constraints.find((one) => one.id === id);
  if (rule?.kind !== 'exposure' || !rule.average) return 1;
  const level = rule.lower ?? rule.upper ?? 0;
  const apart = Math.max(...rule.figures.map(({ value }) => Math.abs(value - level)), 0);
  const counted = new Set(rule.figures.map(({ instrument }) => instrument));
  const held = instruments.reduce((sum, one, j) => sum + (counted.has(one) ? (variables[j] ?? 0) : 0), 0);
  return held > 1e-9 && apart > 0 ? apart / held : 1;
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values) || 1;
}
