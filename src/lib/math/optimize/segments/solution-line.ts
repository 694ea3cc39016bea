import { greatest } from '../polytope';
import type { SegmentedSolver } from './segmented-solver';

/** Linear costs base + t slope, and what is wanted of the solutions along them. */
export interface SolutionLine {
  readonly base: Float64Array;
  readonly slope: Float64Array;
  /**
   * A quantity that never falls as t grows, zero where it is wanted: at t + s, w moving along d and the filled parts of
   * the segments along dx, its coefficients in 1, s and s^2; exact while the working set lasts.
   */
  readonly measure: (
    t: number,
    w: Float64Array,
    d: Float64Array,
    dx: Float64Array
  ) => readonly [number, number, number];
  /** What the quantity is compared with, a positive size: its zero is found within 1e-13 of it. */
  readonly size: number;
  readonly low: number;
  /** May be infinite. */
  readonly high: number;
  /** Where to begin, between the two. */
  readonly start: number;
}

/** `found` at t; `below` and `above`: the quantity has no zero, it stays under or over it up to the end at t. */
export interface LineEnd {
  readonly status: 'found' | 'below' | 'above' | 'failed';
  readonly t: number;
}

const LIMIT = 80;
const CLOSE = 1e-13;

/**
 * The t whose solution has a wanted quantity: Newton's method, exact within one working set, kept within a bracket that
 * shrinks by half where it does not converge. The solver is left at that solution.
 */
export function solutionOnLine(solver: SegmentedSolver, line: SolutionLine): LineEnd {
  const { base, slope, measure, size } = line;
  let [low, high] = [line.low, line.high];
  let t = Math.min(high, Math.max(low, line.start));
  const linear = new Float64Array(base.length);
  let [lowKnown, highKnown] = [false, false];
  for (let round = 0; round < LIMIT; round++) {
    for (let k = 0; k < linear.length; k++) linear[k] = base[k] + t * slope[k];
    if (!solver.solve(linear)) return { status: 'failed', t };
    const { w: d, x: dx } = solver.direction(slope);
    const still = greatest(d) * Math.max(1, Math.abs(t)) <= 1e-12 * Math.max(greatest(solver.w), Number.MIN_VALUE);
    if (still) {
      d.fill(0);
      dx.fill(0);
    }
    const parts = measure(t, solver.w, d, dx);
    const value = parts[0];
    if (!Number.isFinite(value)) return { status: 'failed', t };
    if (Math.abs(value) <= CLOSE * size) return { status: 'found', t };
    if (value > 0) {
      if (t <= line.low) return { status: 'above', t };
      high = t;
      highKnown = true;
    } else {
      if (t >= line.high || (still && line.high === Infinity && solver.isLast(slope))) return { status: 'below', t };
      low = t;
      lowKnown = true;
    }
    const width = high - low;
    if (lowKnown && highKnown && width <= 4e-16 * Math.max(Math.abs(low), Math.abs(high)))
      return { status: 'found', t };
    const next = t + stepTo(parts, value > 0 ? -1 : 1);
    t = nextTrial(next, { low, high, lowKnown, highKnown }, line, round);
  }
  return { status: 'failed', t };
}

/** The nearest zero of a quadratic on one side of 0; not finite where there is none. */
function stepTo([constant, linear, square]: readonly [number, number, number], side: 1 | -1): number {
  if (Math.abs(square) <= 1e-300) return linear === 0 ? NaN : -constant / linear;
  const root = linear * linear - 4 * square * constant;
  if (root < 0) return NaN;
  const q = -0.5 * (linear + (linear < 0 ? -1 : 1) * Math.sqrt(root));
  const zeros = [q / square, q === 0 ? NaN : constant / q].filter((one) => one * side > 0);
  return zeros.length === 0 ? NaN : zeros.reduce((a, b) => (Math.abs(a) < Math.abs(b) ? a : b));
}

function nextTrial(
  next: number,
  bracket: { low: number; high: number; lowKnown: boolean; highKnown: boolean },
  line: SolutionLine,
  round: number
): number {
  const { low, high, lowKnown, highKnown } = bracket;
  if (!highKnown && line.high === Infinity) {
    const most = low > 0 ? (1 + 3 * (1 + round)) * low : Math.max(line.start, 1) * 4 ** round;
    return next > low ? Math.min(next, most) : most;
  }
  if (next >= high) return highKnown ? 0.5 * (low + high) : high;
  if (next <= low) return lowKnown ? 0.5 * (low + high) : low;
  // Every fourth trial halves the bracket whatever Newton says.
  return Number.isFinite(next) && round % 6 !== 5 ? next : 0.5 * (low + high);
}
