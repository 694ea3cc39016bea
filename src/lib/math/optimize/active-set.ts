import { AT_LOWER, AT_UPPER, FIXED, FREE } from './working-set';
import type { WorkingSet } from './working-set';

/** Why the active-set method stopped; `singular` asks for a term on the diagonal. */
export type ActiveSetEnd = 'optimal' | 'singular' | 'stalled';

const DUAL = 1e-11;
const PROGRESS = 1e-9;
const PULL = 1e-11;
/** Part of the worst multiplier from which on others are freed along with it. */
const NEARLY = 0.5;
const ZERO_STEPS_BEFORE_LEAST_INDEX = 12;

interface Block {
  length: number;
  /** Position in the factor of the variable that stops the step, or -1. */
  position: number;
  row: number;
  upper: boolean;
}

interface Scratch {
  step: Float64Array;
  rowSteps: Float64Array;
  gap: Float64Array;
  reduced: Float64Array;
  barred: Uint8Array;
  /** Rows found to follow from those held: they cannot stop a step until the working set loosens. */
  implied: Uint8Array;
}

/**
 * Primal active-set method for a strictly convex quadratic program with native bounds (Gill and Murray 1978;
 * Nocedal and Wright 2006, algorithm 16.3), run on the working set in place from a feasible point.
 * After a run of steps of no length it chooses by lowest index until one has length, so that degenerate corners,
 * where rounding makes steps of 1e-16, cannot cycle; a variable thrown straight back to its bound is barred meanwhile.
 */
export function runActiveSet(
  set: WorkingSet,
  maximumIterations: number
): { readonly end: ActiveSetEnd; readonly iterations: number } {
  const { n, rows } = set.problem;
  const scratch: Scratch = {
    step: new Float64Array(n),
    rowSteps: new Float64Array(rows.count),
    gap: new Float64Array(rows.count),
    reduced: new Float64Array(n),
    barred: new Uint8Array(n),
    implied: new Uint8Array(rows.count)
  };
  let zeroSteps = 0;
  let confirmed = false;
  let released = -1;
  // How many variables are freed at once: twice as many after each step that nothing stopped, one after any other.
  let batch = 1;
  for (let iteration = 1; iteration <= maximumIterations; iteration++) {
    const least = zeroSteps > ZERO_STEPS_BEFORE_LEAST_INDEX;
    set.gaps(scratch.gap);
    const dependent = set.factor.solve(set.gradient, scratch.gap, scratch.step);
    if (dependent >= 0) {
      scratch.implied[set.factor.held[dependent]] = 1;
      set.drop(dependent);
      continue;
    }
    const block = firstBlock(set, scratch, least);
    const size = stepSize(set, scratch.step);
    const span = block.length * size;
    set.move(scratch.step, block.length, scratch.rowSteps);
    if (span > PROGRESS * pointSize(set.x)) {
      zeroSteps = 0;
      scratch.barred.fill(0);
    } else if (block.length < 1) zeroSteps++;
    if (block.length < 1) {
      confirmed = false;
      batch = 1;
      const j = block.position >= 0 ? set.factor.free[block.position] : -1;
      if (j >= 0 && j === released && zeroSteps > 0) scratch.barred[j] = 1;
      released = -1;
      if (block.position >= 0) set.fix(block.position, block.upper ? AT_UPPER : AT_LOWER);
      else if (!set.hold(block.row, block.upper ? 1 : -1)) scratch.implied[block.row] = 1;
      continue;
    }
    const choice = worstMultiplier(set, scratch, least);
    if (choice.kind === 'none') {
      if (confirmed) return { end: 'optimal', iterations: iteration };
      // One more step from a freshly computed gradient polishes the point and confirms the verdict.
      set.refresh();
      confirmed = true;
      continue;
    }
    confirmed = false;
    scratch.implied.fill(0);
    if (choice.kind === 'row') set.drop(choice.index);
    else {
      released = choice.index;
      if (!set.release(choice.index)) return { end: 'singular', iterations: iteration };
      if (zeroSteps === 0 && batch > 1) releaseOthers(set, scratch, batch - 1);
      batch *= 2;
    }
  }
  return { end: 'stalled', iterations: maximumIterations };
}

function stepSize(set: WorkingSet, step: Float64Array): number {
  let size = 0;
  for (let i = 0; i < set.factor.size; i++) size = Math.max(size, Math.abs(step[set.factor.free[i]]));
  return size;
}

function pointSize(x: Float64Array): number {
  let size = 0;
  for (let j = 0; j < x.length; j++) size = Math.max(size, Math.abs(x[j]));
  return size > 0 ? size : 1;
}

/** The first bound or row that the step meets, at full length 1 when it meets none. */
function firstBlock(set: WorkingSet, { step, rowSteps, implied }: Scratch, least: boolean): Block {
  const { lower, upper, rows } = set.problem;
  const { factor, x } = set;
  const block: Block = { length: 1, position: -1, row: -1, upper: false };
  const size = stepSize(set, step);
  // A step lost in the rounding of x meets nothing: let it block and corners would be entered and left for ever.
  // At a vertex, as many rows held as variables free, the step is nothing but rounding.
  const lost = size <= (set.problem.delta > 0 ? 1e-10 : 1e-12) * pointSize(x) || factor.size === factor.held.length;
  let strength = 0;
  let order = Infinity;
  const offer = (length: number, pull: number, index: number, position: number, row: number, up: boolean): void => {
    const tied = length <= block.length + 1e-14;
    if (length < block.length - 1e-14 || (tied && (least ? index < order : pull > strength))) {
      block.length = Math.min(length, block.length);
      block.position = position;
      block.row = row;
      block.upper = up;
      strength = pull;
      order = index;
    }
  };
  for (let i = 0; i < factor.size; i++) {
    const j = factor.free[i];
    const p = step[j];
    if (lost || !(Math.abs(p) > PULL * size)) continue;
    const bound = p < 0 ? lower[j] : upper[j];
    const length = (bound - x[j]) / p;
    if (length < 1) offer(Math.max(0, length), Math.abs(p), j, i, -1, p > 0);
  }
  for (let i = 0; i < rows.count; i++) {
    const a = rows.coefficients[i];
    let change = 0;
    for (let k = 0; k < factor.size; k++) change += a[factor.free[k]] * step[factor.free[k]];
    rowSteps[i] = change;
    if (lost || set.side[i] !== 0 || implied[i] === 1 || !(Math.abs(change) > PULL * size)) continue;
    const side = change < 0 ? rows.lower[i] : rows.upper[i];
    const length = (side - set.values[i]) / change;
    if (length < 1) offer(Math.max(0, length), Math.abs(change), set.problem.n + i, -1, i, change > 0);
  }
  return block;
}

type Choice = { kind: 'none' } | { kind: 'row' | 'variable'; index: number };

/**
 * Frees up to `most` more variables whose multipliers are nearly as wrong as the worst, which is free already: where many
 * are held in the end, one step serves for all of them. Those that would make the free block singular stay.
 */
function releaseOthers(set: WorkingSet, { reduced, barred }: Scratch, most: number): void {
  const { status, factor } = set;
  const wrong = (j: number): number =>
    barred[j] === 1 ? 0 : status[j] === AT_LOWER ? -reduced[j] : status[j] === AT_UPPER ? reduced[j] : 0;
  const least = NEARLY * Math.abs(reduced[factor.free[factor.size - 1]]);
  const others: number[] = [];
  for (let j = 0; j < reduced.length; j++) if (wrong(j) > least) others.push(j);
  others.sort((a, b) => wrong(b) - wrong(a));
  for (const j of others.slice(0, most)) if (set.mayRelease(j)) set.release(j);
}

/** The constraint whose multiplier has the wrong sign by most, or the first such by index. */
function worstMultiplier(set: WorkingSet, { reduced, barred }: Scratch, least: boolean): Choice {
  const { factor, status, side } = set;
  set.reducedGradient(factor.multipliers, reduced);
  let worst = DUAL * set.scale;
  let choice: Choice = { kind: 'none' };
  for (let j = 0; j < reduced.length; j++) {
    const s = status[j];
    if (s === FREE || s === FIXED || barred[j] === 1) continue;
    const wrong = s === AT_LOWER ? -reduced[j] : reduced[j];
    if (wrong > worst && set.mayRelease(j)) {
      choice = { kind: 'variable', index: j };
      if (least) return choice;
      worst = wrong;
    }
  }
  for (let w = 0; w < factor.held.length; w++) {
    const held = side[factor.held[w]];
    if (held === 2) continue;
    const wrong = held === -1 ? -factor.multipliers[w] : factor.multipliers[w];
    if (wrong > worst) {
      choice = { kind: 'row', index: w };
      if (least) return choice;
      worst = wrong;
    }
  }
  return choice;
}
