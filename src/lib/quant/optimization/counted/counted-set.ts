import type { Selection } from '$lib/math/optimize';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem } from '../problem';
import { ruleKind } from '../rules/catalog';

/** Rules on the number and the least size of positions as a search sees them, with the rules that ask for each. */
export interface CountedSet extends Required<Selection> {
  /** Id of the rule that sets each least size. */
  readonly leastRules: readonly (string | undefined)[];
  /** Id of the rule that may leave each instrument out. */
  readonly outRules: readonly (string | undefined)[];
}

/** True when a rule of the problem counts positions or asks for a least size of them. */
export function isCounted(problem: OptimizationProblem): boolean {
  return problem.constraints.some((rule) => ruleKind(rule).counted !== undefined);
}

/** The problem without the rules that make it a choice, and their ids. */
export function withoutCounts(problem: OptimizationProblem): {
  readonly problem: OptimizationProblem;
  readonly leftOut: readonly string[];
} {
  const counted = problem.constraints.filter((rule) => ruleKind(rule).counted !== undefined);
  const constraints = problem.constraints.filter((rule) => !counted.includes(rule));
  return { problem: { ...problem, constraints }, leftOut: counted.map(({ id }) => id) };
}

/** Counts and least sizes of a problem's rules; of several least sizes the greatest counts. */
export function countedSet(problem: OptimizationProblem): CountedSet {
  const n = problem.instruments.length;
  const least = new Float64Array(n);
  const leastRules = new Array<string | undefined>(n).fill(undefined);
  const outRules = new Array<string | undefined>(n).fill(undefined);
  const counts: CountedSet['counts'][number][] = [];
  for (const rule of problem.constraints) {
    const found = ruleKind(rule).counted?.(rule, problem);
    if (!found) continue;
    const { members, least: size = 0, fewest, most } = found;
    if (fewest !== undefined || most !== undefined) {
      counts.push({ members, ...(fewest === undefined ? {} : { fewest }), ...(most === undefined ? {} : { most }) });
    }
    for (let j = 0; j < n; j++) {
      if (members[j] !== 1) continue;
      if (most !== undefined || outRules[j] === undefined) outRules[j] = rule.id;
      if (size <= (least[j] ?? 0)) continue;
      least[j] = size;
      leastRules[j] = rule.id;
    }
  }
  return { least, counts, leastRules, outRules };
}

/** The solver's view with the choice made: nothing but what is held, that at its least size at least. */
export function chosenSet(set: FeasibleSet, counted: CountedSet, isHeld: (j: number) => boolean): FeasibleSet {
  const sized = (j: number): boolean => isHeld(j) && (counted.least[j] ?? 0) > (set.lower[j] ?? 0);
  return {
    ...set,
    lower: set.lower.map((value, j) => (isHeld(j) ? Math.max(value, counted.least[j] ?? 0) : 0)),
    upper: set.upper.map((value, j) => (isHeld(j) ? value : 0)),
    floors: set.floors.map((id, j) => (sized(j) ? counted.leastRules[j] : id)),
    caps: set.caps.map((id, j) => (isHeld(j) || set.upper[j] === 0 ? id : counted.outRules[j]))
  };
}
