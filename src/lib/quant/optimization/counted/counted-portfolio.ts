import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem, OptimizationResult, SearchLimits } from '../problem';
import { searchReport } from './aim-figure';
import { countedConflict, type Continuous } from './counted-conflict';
import { chosenSet, countedSet } from './counted-set';
import { searchedChoice, type Choosing } from './counted-search';

/** Weights of a choice up to this are not held. */
const HELD = 1e-9;

/**
 * Optimal weights under rules that make a choice of which instruments are held: at most so many, each at least so large or
 * nothing. Where nothing is feasible even without these rules, that is what is said. Else a search, and the weights anew on
 * what it chose, with the reasons, multipliers and proof of that set.
 */
export function countedPortfolio(
  problem: OptimizationProblem,
  set: FeasibleSet,
  continuous: Continuous,
  limits: SearchLimits
): OptimizationResult {
  const relaxed = continuous.optimum(problem, set);
  if (relaxed.status !== 'optimal') return relaxed;
  const counted = countedSet(problem);
  const isConic = continuous.isConic(problem);
  // The engine sees at once that there is no choice, where the search would try them all.
  const isHopeless =
    !isConic && limits.engine && isNone(searchedChoice(problem, set, counted, { ...limits, isConic, first: true }));
  if (isHopeless) return unchosen(problem, continuous, limits);
  const choice = searchedChoice(problem, set, counted, { ...limits, isConic });
  if (choice.status === 'none') {
    return choice.proven
      ? unchosen(problem, continuous, limits)
      : { status: 'failed', reason: 'no portfolio under the rules was found in the time given' };
  }
  const isHeld = (j: number): boolean => Math.abs(choice.weights[j] ?? 0) > HELD;
  const found = continuous.optimum(problem, chosenSet(set, counted, isHeld));
  if (found.status !== 'optimal') {
    return { status: 'failed', reason: `the chosen instruments ended as ${found.status}` };
  }
  const weights = found.weights.map((weight, j) => (isHeld(j) ? weight : 0));
  return { ...found, weights, search: searchReport(problem, choice) };
}

const isNone = (found: Choosing): boolean => found.status === 'none' && found.proven;

/** Why there is no choice: the rules in conflict, or for a ratio that no choice is expected to earn more than cash. */
function unchosen(problem: OptimizationProblem, continuous: Continuous, limits: SearchLimits): OptimizationResult {
  const { kind } = problem.objective;
  if (kind === 'maximum-sharpe' || kind === 'maximum-ratio') {
    const most: OptimizationProblem = { ...problem, objective: { kind: 'maximum-return' } };
    const richest = continuous.optimum(most, continuous.set(most));
    const found =
      richest.status === 'optimal' ? countedPortfolio(most, continuous.set(most), continuous, limits) : richest;
    return found.status === 'optimal' ? { status: 'no-excess', greatestReturn: found.expectedReturn } : found;
  }
  return countedConflict(problem, continuous, limits);
}
