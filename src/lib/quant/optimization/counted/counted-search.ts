import { cardinalityProgram, convexSelection, type SearchOptions } from '$lib/math/optimize';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem, SearchLimits } from '../problem';
import { aimProgram, quadraticAim } from './aim-program';
import type { CountedSet } from './counted-set';
import { linearChoice } from './linear-choice';

/** Which instruments to hold, the best that was found. */
export interface Choice {
  readonly status: 'chosen';
  readonly weights: Float64Array;
  readonly objective: number;
  readonly bound: number;
  readonly proven: boolean;
  readonly nodes: number;
}

/** Outcome of a search: nothing where no choice is feasible (proven), or none was found in time. */
export type Choosing = Choice | { readonly status: 'none'; readonly proven: boolean };

const NODES = 20_000;
const GAP = 1e-6;
/** Weights up to this are rounding of an interior point, or of a vertex. */
const CONIC_ZERO = 1e-6;
const ZERO = 1e-9;

/**
 * The best choice of instruments for an aim: quadratic aims over perspective relaxations, linear ones by the engine where there
 * is one, all others over the program itself. `first`: any choice that is feasible.
 */
export function searchedChoice(
  problem: OptimizationProblem,
  set: FeasibleSet,
  counted: CountedSet,
  { isConic, first = false, ...limits }: SearchLimits & { readonly isConic: boolean; readonly first?: boolean }
): Choosing {
  const { engine, maximumNodes = NODES, proceed } = limits;
  const options: SearchOptions = {
    maximumNodes,
    first,
    gap: GAP,
    absoluteGap: smallest(problem),
    ...(proceed && { progress: proceed })
  };
  const { least, counts } = counted;
  if (!isConic && engine && (first || problem.objective.kind === 'maximum-return')) {
    const linear = first ? new Float64Array(set.excess.length) : set.excess.map((value) => -value);
    const found = linearChoice(set, counted, linear, { ...limits, engine });
    if (found.status === 'infeasible') return { status: 'none', proven: true };
    if (found.status === 'optimal' || found.status === 'stopped')
      return { ...found, status: 'chosen', weights: found.x.slice(0, set.lower.length) };
    if (found.status === 'none') return { status: 'none', proven: false };
  }
  const quadratic = isConic ? undefined : quadraticAim(problem, set);
  if (quadratic) {
    const found = cardinalityProgram({ ...set, quadratic: problem.covariance, ...quadratic, least, counts }, options);
    return 'nodes' in found ? choiceOf(found) : { status: 'none', proven: found.status === 'infeasible' };
  }
  const zero = isConic ? CONIC_ZERO : ZERO;
  return choiceOf(convexSelection(set, { least, counts }, aimProgram(problem, set, isConic), { ...options, zero }));
}

function choiceOf(
  found:
    | Exclude<ReturnType<typeof convexSelection>, { status: 'none' }>
    | { readonly status: 'none'; readonly proven: boolean }
): Choosing {
  return found.status === 'none' ? found : { ...found, status: 'chosen', weights: found.x };
}

/** Differences of an objective that are a millionth of a percent of return, or nothing of a risk. */
function smallest({ objective }: OptimizationProblem): number {
  switch (objective.kind) {
    case 'utility':
      return 1e-8 / objective.riskAversion;
    case 'maximum-return':
    case 'target-volatility':
    case 'return-at-risk':
      return 1e-8;
    default:
      return 1e-14;
  }
}
