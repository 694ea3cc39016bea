import { quadraticProgram } from '../quadratic-program';
import { ConvexBound, type ConvexAnswer } from './convex-bound';
import { Counts, HELD, OPEN, OUT } from './counts';
import { PerspectiveBound } from './perspective-bound';
import { SelectionSearch } from './selection-search';
import type {
  CardinalityProblem,
  CardinalityResult,
  SearchOptions,
  SearchPoint,
  Selection,
  SelectionResult
} from './selection-types';

interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Quadratic program with limits on the number of variables other than zero, over all or some of them, and least sizes of
 * those: branch and bound over perspective relaxations solved by the active set; a variable that cannot gain by being held,
 * or by being left out, is decided at once. The answer says whether it is proven, and how far from the best it can be.
 * Throws RangeError when shapes disagree.
 */
export function cardinalityProgram(problem: CardinalityProblem, options: SearchOptions = {}): CardinalityResult {
  const counts = requireSelection(problem, problem);
  const root = quadraticProgram(problem);
  if (root.status !== 'optimal') return root;
  const fate = decidedByBounds(problem, problem.least);
  if (!fate) return { status: 'none', proven: true, nodes: 0 };
  return new SelectionSearch(new PerspectiveBound(problem, counts), counts, options).run(fate, root.x);
}

/**
 * The same of any convex program that can be solved within bounds: `program` answers the best point between the bounds given.
 * Its relaxations are the program itself, so that bounds are weaker and searches longer.
 * @param zero sizes up to this are rounding of the program.
 */
export function convexSelection<P extends SearchPoint>(
  bounds: Bounds,
  selection: Selection,
  program: (lower: Float64Array, upper: Float64Array) => ConvexAnswer<P>,
  options: SearchOptions & { readonly zero: number }
): SelectionResult<P> {
  const counts = requireSelection(selection, bounds);
  const least = selection.least ?? new Float64Array(bounds.lower.length);
  const fate = decidedByBounds(bounds, least);
  if (!fate) return { status: 'none', proven: true, nodes: 0 };
  const oracle = new ConvexBound(bounds, least, program, options.zero);
  return new SelectionSearch(oracle, counts, options).run(fate, new Float64Array(bounds.lower.length));
}

function requireSelection({ least, counts }: Selection, { lower }: Bounds): Counts {
  const n = lower.length;
  if (least && least.length !== n) throw new RangeError(`least sizes have length ${least.length}, expected ${n}`);
  least?.forEach((size, j) => {
    if (!(size >= 0)) throw new RangeError(`least size of variable ${j} is ${size}`);
    if (size > 0 && lower[j] < 0) {
      throw new RangeError(`variable ${j} has a least size and a lower bound of ${lower[j]}`);
    }
  });
  return new Counts(counts, n);
}

/** What bounds decide by themselves: held what cannot be zero, left out what cannot reach its least size; undefined where both. */
function decidedByBounds({ lower, upper }: Bounds, least?: Float64Array): Uint8Array | undefined {
  const fate = new Uint8Array(lower.length).fill(OPEN);
  for (let j = 0; j < fate.length; j++) {
    const isForced = lower[j] > 0 || upper[j] < 0;
    const isShort = (least?.[j] ?? 0) > upper[j];
    if (isForced && isShort) return undefined;
    if (isForced) fate[j] = HELD;
    else if (isShort || (lower[j] === 0 && upper[j] === 0)) fate[j] = OUT;
  }
  return fate;
}
