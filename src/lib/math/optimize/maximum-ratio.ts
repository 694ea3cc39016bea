import { dot, quadraticForm } from '$lib/math/linalg';
import { walkPath } from './path-walk';
import { greatest, meanDiagonal, quadraticUnit } from './polytope';
import { rootByBrent } from './brent';
import { greatestGain, solutionAt } from './path-sweep';
import { quadraticProgram } from './quadratic-program';
import type { Failed, Infeasible, OptimalPoint, ParametricProblem, Unbounded } from './types';

/** The point of greatest ratio; `solution` proves it as the minimum of 1/2 x'Qx - t gain'x. */
export interface GreatestRatio {
  readonly status: 'optimal';
  readonly ratio: number;
  readonly t: number;
  readonly x: Float64Array;
  readonly solution: OptimalPoint;
}

/** Outcome of a ratio maximisation; `no-excess` when no feasible gain exceeds the offset. */
export type RatioResult =
  GreatestRatio | { readonly status: 'no-excess'; readonly greatestGain: number } | Infeasible | Unbounded | Failed;

/** Part of mean diagonal times |x|^2 below which x'Qx is rounding. */
const RISKLESS = 1e-15;

const FAILED = { status: 'failed', reason: 'no point where the ratio is greatest was found' } as const;

interface Found {
  t: number;
  x: Float64Array;
}

/**
 * Greatest (gain'x - offset) / sqrt(x'Qx) over a polytope, exactly. The maximiser lies on the parametric path where
 * t (gain'x - offset) = x'Qx (Tobin 1958's tangency), and on each straight piece of the path the difference of the two
 * sides is linear in t. `unbounded` when the ratio has no maximum: x'Qx is zero at a positive excess (direction is
 * that point), or the ratio grows for ever along the direction. Throws RangeError when shapes disagree.
 */
export function maximumRatio(problem: ParametricProblem, offset: number): RatioResult {
  if (!Number.isFinite(offset)) throw new RangeError(`offset ${offset} is not finite`);
  const { gain, quadratic } = problem;
  const n = gain.length;
  let found: Found | undefined;
  let riskless: Float64Array | undefined;
  let ray: Float64Array | undefined;
  const end = walkPath(problem, ({ t, length, x, direction }) => {
    const excess = dot(gain, x) - offset;
    const variance = quadraticForm(quadratic, n, x);
    const growth = dot(gain, direction);
    if (excess > 0 && isRiskless(problem, x)) {
      riskless = x;
      return true;
    }
    const denominator = excess - t * growth;
    const root = (variance - growth * t * t) / denominator;
    if (denominator > 0 && root <= t + length) {
      const step = Math.max(0, root - t);
      found = { t: t + step, x: x.map((value, j) => value + step * direction[j]) };
      return true;
    }
    if (length === Infinity && growth > 0) ray = direction;
    return false;
  });
  if (end.status === 'infeasible') return end;
  const { iterations } = end;
  if (riskless) return { status: 'unbounded', direction: riskless, iterations };
  if (ray) return { status: 'unbounded', direction: ray, iterations };
  const proven = found ? provenRatio(problem, offset, found) : undefined;
  if (proven) return proven;
  const most = greatestGain(problem);
  if (most !== undefined && most <= offset) return { status: 'no-excess', greatestGain: most };
  const free = risklessExcess(problem, offset, most ?? Infinity);
  if (free) return { status: 'unbounded', direction: free, iterations };
  return searchedRatio(problem, offset) ?? { ...FAILED, x: new Float64Array(n), iterations };
}

function isRiskless({ quadratic }: ParametricProblem, x: Float64Array): boolean {
  return quadraticForm(quadratic, x.length, x) <= RISKLESS * quadraticUnit(quadratic, x) * greatest(x);
}

/** A point of no variance whose excess is at least a thousandth of the greatest; undefined when there is none. */
function risklessExcess(problem: ParametricProblem, offset: number, most: number): Float64Array | undefined {
  const margin = 1e-3 * (Number.isFinite(most) ? most - offset : Math.max(1, Math.abs(offset)));
  const row = { coefficients: problem.gain, lower: offset + margin, upper: Infinity };
  const linear = new Float64Array(problem.gain.length);
  const least = quadraticProgram({ ...problem, linear, rows: [...problem.rows, row] });
  return least.status === 'optimal' && isRiskless(problem, least.x) ? least.x : undefined;
}

/** t (gain'x - offset) - x'Qx, rising with t along the path: negative before the tangency, positive after. */
function balance(problem: ParametricProblem, offset: number, t: number, x: Float64Array): number {
  return t * (dot(problem.gain, x) - offset) - quadraticForm(problem.quadratic, x.length, x);
}

/** The tangency by root search over t, each point solved by itself, for where the path cannot be walked. */
function searchedRatio(problem: ParametricProblem, offset: number): RatioResult | undefined {
  let start: Float64Array | undefined;
  const at = (t: number): number => {
    const solution = solutionAt(problem, t, start);
    if (!solution) return NaN;
    start = solution.x;
    return balance(problem, offset, t, solution.x);
  };
  let high = meanDiagonal(problem.quadratic, problem.gain.length) / greatest(problem.gain);
  for (let k = 0; k < 60 && !(at(high) > 0); k++) high *= 4;
  // From just above zero: at zero the balance may vanish without an excess.
  const root = rootByBrent(at, 1e-12 * high, high, { tolerance: 1e-13 * high });
  if (root.status !== 'found') return undefined;
  const solution = solutionAt(problem, root.root, start);
  return solution && provenRatio(problem, offset, { t: root.root, x: solution.x });
}

function ratioOf(problem: ParametricProblem, offset: number, t: number, solution: OptimalPoint): GreatestRatio {
  const { x } = solution;
  const ratio = (dot(problem.gain, x) - offset) / Math.sqrt(quadraticForm(problem.quadratic, x.length, x));
  return { status: 'optimal', ratio, t, x, solution };
}

/** The found point solved and checked against the tangency condition; undefined where it does not hold. */
function provenRatio(problem: ParametricProblem, offset: number, { t, x }: Found): RatioResult | undefined {
  const solution = solutionAt(problem, t, x);
  if (!solution) return undefined;
  const variance = quadraticForm(problem.quadratic, x.length, solution.x);
  const holds = Math.abs(balance(problem, offset, t, solution.x)) <= 1e-6 * variance;
  if (!holds || !(dot(problem.gain, solution.x) > offset)) return undefined;
  return ratioOf(problem, offset, t, solution);
}
