import { attainableBy } from './attainable';
import type { FailedOptimization, InfeasiblePortfolio, OptimizationProblem } from './problem';
import { withOnly, ruleIds } from './relaxed-problem';
import { leastChange, leastEasing, nearestProblem } from './remedies';

/** Rules that miss each other by less than this, in parts of their usual size, do not conflict. */
const TOGETHER = 1e-8;

/**
 * Why a problem has no solution: a set of rules that cannot hold together and can when any one of them is left out, what
 * each could be given the others, the least change of one rule that helps, and the least of all rules together. Long
 * positions and money between nothing and the whole stay as they are.
 * @param suspects rules that the solver's proof names: looked at first. Source: deletion filter, Chinneck (2008).
 */
export function infeasiblePortfolio(
  problem: OptimizationProblem,
  suspects: readonly string[]
): InfeasiblePortfolio | FailedOptimization {
  const conflict = conflictOf(problem, suspects);
  if (!conflict) return { status: 'failed', reason: 'no conflict could be named' };
  const remedies = conflict
    .flatMap((id) => leastChange(problem, [id]) ?? [])
    .sort(
      (a, b) =>
        Number(a.bound === 'drop') - Number(b.bound === 'drop') || Math.abs(a.to - a.from) - Math.abs(b.to - b.from)
    );
  const alone = withOnly(problem, conflict);
  return {
    status: 'infeasible',
    conflict,
    attainable: conflict.flatMap((id) => attainableBy(alone, id) ?? []),
    remedies,
    nearest: nearestProblem(problem)
  };
}

function conflictOf(problem: OptimizationProblem, suspects: readonly string[]): string[] | undefined {
  const all = ruleIds(problem);
  const named = all.filter((id) => suspects.includes(id));
  const start = involvedOf(problem, named) ?? involvedOf(problem, all);
  if (!start) return undefined;
  let kept = start;
  for (const id of start) {
    const rest = kept.filter((one) => one !== id);
    if (rest.length < kept.length) kept = involvedOf(problem, rest) ?? kept;
  }
  return kept;
}

/** Of rules that cannot hold together a part that cannot either, all of them where none is known; undefined where they can. */
function involvedOf(problem: OptimizationProblem, ids: readonly string[]): string[] | undefined {
  const eased = ids.length === 0 ? undefined : leastEasing(withOnly(problem, ids), ids, TOGETHER);
  if (!eased || eased.moved.length === 0) return undefined;
  const { involved } = eased;
  if (!involved || involved.length === 0 || involved.length === ids.length) return [...ids];
  return involvedOf(problem, involved) ?? [...ids];
}
