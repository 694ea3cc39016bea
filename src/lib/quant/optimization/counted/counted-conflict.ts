import type { FeasibleSet } from '../feasible-set';
import type {
  Constraint,
  FailedOptimization,
  InfeasiblePortfolio,
  OptimizationProblem,
  OptimizationResult,
  Remedy,
  SearchLimits
} from '../problem';
import { ownLimit } from '../program/ruled-program';
import { ruleKind } from '../rules/catalog';
import { countedSet, isCounted } from './counted-set';
import { searchedChoice } from './counted-search';

/** The optimizer without choices, handed in: it comes to this one where a problem has them. */
export interface Continuous {
  set(problem: OptimizationProblem): FeasibleSet;
  optimum(problem: OptimizationProblem, set: FeasibleSet): OptimizationResult;
  isConic(problem: OptimizationProblem): boolean;
}

/** Programs that one question of whether a choice is feasible may take. */
const NODES = 3000;
const CONIC_NODES = 200;
/** Fractions of the whole that remedies are told in. */
const GRID = 1e3;

/** A problem as rules that can be left out one by one, what its aim asks among them. */
interface Ruled {
  readonly problem: OptimizationProblem;
  readonly rules: readonly Constraint[];
  readonly target: number | undefined;
}

const TARGET = 'target-return';

function ruledOf(problem: OptimizationProblem): Ruled {
  const { objective, constraints } = problem;
  const own = ownLimit(problem);
  const target = 'annualReturn' in objective ? objective.annualReturn : undefined;
  return { problem, rules: own ? [...constraints, own.rule] : constraints, target };
}

/** A rule on cash that is left out lets any part be cash; all others go. */
function freed(rule: Constraint): readonly Constraint[] {
  return rule.kind === 'cash' ? [{ ...rule, minimum: 0, maximum: 1 }] : [];
}

/** Whether rules leave a portfolio, those named left out; undefined where that was not settled in time. */
function isPossible(
  { problem, rules, target }: Ruled,
  left: ReadonlySet<string>,
  continuous: Continuous,
  limits: SearchLimits
): boolean | undefined {
  const asks: OptimizationProblem = {
    ...problem,
    constraints: rules.flatMap((rule) => (left.has(rule.id) ? freed(rule) : [rule])),
    objective:
      target === undefined || left.has(TARGET)
        ? { kind: 'minimum-variance' }
        : { kind: 'target-return', annualReturn: target }
  };
  const set = continuous.set(asks);
  const isConic = continuous.isConic(asks);
  if (isConic && limits.engine) {
    const linear = { ...asks, constraints: asks.constraints.filter((rule) => !isCompiled(rule)) };
    if (linear.constraints.length < asks.constraints.length && !continuous.isConic(linear)) {
      const without = searchedChoice(linear, set, countedSet(linear), { ...limits, isConic: false, first: true });
      if (without.status === 'none' && without.proven) return false;
    }
  }
  if (isConic || !limits.engine) {
    const relaxed = continuous.optimum(asks, set).status;
    if (relaxed === 'infeasible') return false;
    if (!isCounted(asks)) return relaxed === 'optimal' ? true : undefined;
  }
  const found = searchedChoice(asks, set, countedSet(asks), {
    ...limits,
    maximumNodes: isConic ? CONIC_NODES : NODES,
    isConic,
    first: true
  });
  return found.status === 'chosen' ? true : found.proven ? false : undefined;
}

/**
 * Rules in conflict where only a choice of positions makes them conflict: a set that cannot hold together and can once any one
 * is left out (deletion filter, Chinneck 2008), with the least changes that help. A rule whose part could not be settled in
 * time stays in the set.
 */
export function countedConflict(
  problem: OptimizationProblem,
  continuous: Continuous,
  limits: SearchLimits
): InfeasiblePortfolio | FailedOptimization {
  const ruled = ruledOf(problem);
  const names = [...ruled.rules.map(({ id }) => id), ...(ruled.target === undefined ? [] : [TARGET])];
  const counts = new Set(names.filter((id) => ruled.rules.some((rule) => rule.id === id && isCountRule(rule))));
  const left = new Set<string>();
  // What costs most to ask of goes first, so that the rest is asked without it; counts go last: they are what matters here.
  const compiled = new Set(ruled.rules.filter(isCompiled).map(({ id }) => id));
  const rank = (id: string): number => (compiled.has(id) ? 0 : counts.has(id) ? 2 : 1);
  for (const id of [...names].sort((a, b) => rank(a) - rank(b))) {
    left.add(id);
    if (isPossible(ruled, left, continuous, limits) !== false) left.delete(id);
  }
  const conflict = names.filter((id) => !left.has(id));
  if (conflict.length === 0) return { status: 'failed', reason: 'no conflict could be named' };
  const remedies = conflict
    .flatMap((id) => remedyOf(ruled, id, continuous, limits) ?? [])
    .sort((a, b) => Number(a.bound === 'drop') - Number(b.bound === 'drop'));
  return { status: 'infeasible', conflict, attainable: [], remedies, nearest: [] };
}

const isCompiled = (rule: Constraint): boolean => ruleKind(rule).compiled !== undefined;
const isCountRule = ({ kind }: Constraint): boolean => kind === 'cardinality' || kind === 'minimum-position';

/** The least change of one rule that makes the whole solvable, or that leaving it out does. */
function remedyOf(ruled: Ruled, id: string, continuous: Continuous, limits: SearchLimits): Remedy | undefined {
  const rule = ruled.rules.find((one) => one.id === id);
  const helps = (changed: Constraint): boolean => {
    const rules = ruled.rules.map((one) => (one.id === id ? changed : one));
    return isPossible({ ...ruled, rules }, new Set(), continuous, limits) === true;
  };
  const n = ruled.problem.instruments.length;
  if (rule?.kind === 'cardinality') {
    const to = firstOf(rule.maximum + 1, n, (maximum) => helps({ ...rule, maximum }));
    return to === undefined ? undefined : { constraint: id, bound: 'maximum', from: rule.maximum, to };
  }
  if (rule?.kind === 'minimum-position') {
    const highest = Math.ceil(rule.minimum * GRID) - 1;
    const down = firstOf(1, highest, (step) => helps({ ...rule, minimum: (highest + 1 - step) / GRID }));
    if (down !== undefined) {
      return { constraint: id, bound: 'minimum', from: rule.minimum, to: (highest + 1 - down) / GRID };
    }
  }
  if (rule?.kind === 'position-cap') {
    const lowest = Math.floor(rule.upper * GRID) + 1;
    const to = firstOf(lowest, GRID, (step) => helps({ ...rule, upper: step / GRID }));
    if (to !== undefined) return { constraint: id, bound: 'upper', from: rule.upper, to: to / GRID };
  }
  if (rule?.kind === 'cash') {
    const from = rule.maximum ?? rule.minimum;
    const to = firstOf(Math.floor(from * GRID) + 1, GRID, (step) => helps({ ...rule, maximum: step / GRID }));
    return to === undefined ? undefined : { constraint: id, bound: 'maximum', from, to: to / GRID };
  }
  const alone = isPossible(ruled, new Set([id]), continuous, limits);
  return alone === true ? { constraint: id, bound: 'drop', from: 0, to: 0 } : undefined;
}

/** The first whole number of a range from which on a condition holds; undefined where it never does. */
function firstOf(low: number, high: number, holds: (at: number) => boolean): number | undefined {
  if (low > high || !holds(high)) return undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
