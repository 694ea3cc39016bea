import type { ReturnMatrix } from '$lib/quant/moments';
import { requireRows } from '$lib/quant/moments';
import type { Progress } from '../progress';
import type { Span, SplitPlan } from '../splits/split';

/** The rows that a strategy may learn from. It is handed a copy of these and of no others. */
export interface TrainingWindow {
  readonly spans: readonly Span[];
  readonly split: number;
  /** The returns of these rows, day-major, one span after another. */
  returns(): ReturnMatrix;
}

/** Weights for the test rows of a split, one for each column; what they lack to 1 is cash without interest. */
export type WeightsOf = (window: TrainingWindow) => Float64Array;

/** Within a test span: brought back to the weights every day, or bought once and left to drift. */
export type Holding = 'rebalanced' | 'drifting';

/** One path: rows in order of time and the strategy's returns on them, each row out of sample. */
export interface OutOfSamplePath {
  readonly rows: Int32Array;
  readonly returns: Float64Array;
}

/** What a strategy would have given on rows that it had not seen. `weights` by split; `complete` is false when it was stopped. */
export interface OutOfSample {
  readonly paths: readonly OutOfSamplePath[];
  readonly weights: readonly Float64Array[];
  /** How many strategies or settings were tried before this one was chosen, itself counted. */
  readonly trials: number;
  readonly complete: boolean;
}

/** Settings; rebalanced every day and one trial when absent. */
export interface OutOfSampleOptions {
  readonly holding?: Holding;
  readonly trials?: number;
  readonly progress?: Progress;
}

/**
 * Runs a strategy over the splits of a plan: learns weights on each training window, holds them over the test spans, and
 * joins these to paths. A stopped run has only paths whose splits were all done. A missing return (NaN) makes the day's
 * return NaN where the asset is held; drifting, it makes all days after it NaN too.
 * @throws RangeError when plan and returns differ in rows, or weights are as many as there are columns not.
 */
export function outOfSample(
  returns: ReturnMatrix,
  plan: SplitPlan,
  weightsOf: WeightsOf,
  options: OutOfSampleOptions = {}
): OutOfSample {
  const { holding = 'rebalanced', trials = 1, progress } = options;
  requireRows(returns, plan.rows);
  if (returns.rows !== plan.rows) throw new RangeError(`${returns.rows} rows of returns, the plan has ${plan.rows}`);
  const weights: Float64Array[] = [];
  const total = plan.splits.length;
  for (const [split, { train }] of plan.splits.entries()) {
    const found = weightsOf({ spans: train, split, returns: () => copiedRows(returns, train) });
    if (found.length !== returns.columns)
      throw new RangeError(`${found.length} weights for ${returns.columns} columns`);
    weights.push(found);
    if (progress && !progress(split + 1, total) && split + 1 < total) break;
  }
  const held = holding === 'rebalanced' ? rebalancedReturns : driftingReturns;
  const paths = plan.paths
    .filter((path) => path.every(({ split }) => split < weights.length))
    .map((path): OutOfSamplePath => {
      const spans = path.map(({ split, test }) => plan.splits[split].test[test]);
      const length = spans.reduce((sum, { start, end }) => sum + end - start, 0);
      const rows = new Int32Array(length);
      const values = new Float64Array(length);
      let at = 0;
      spans.forEach((span, piece) => {
        for (let t = span.start; t < span.end; t++) rows[at + t - span.start] = t;
        held(returns, span, weights[path[piece].split], values.subarray(at, at + span.end - span.start));
        at += span.end - span.start;
      });
      return { rows, returns: values };
    });
  return { paths, weights, trials, complete: weights.length === total };
}

function copiedRows({ values, columns, instruments }: ReturnMatrix, spans: readonly Span[]): ReturnMatrix {
  const rows = spans.reduce((total, { start, end }) => total + end - start, 0);
  const copy = new Float64Array(rows * columns);
  let at = 0;
  for (const { start, end } of spans) {
    copy.set(values.subarray(start * columns, end * columns), at);
    at += (end - start) * columns;
  }
  return { values: copy, rows, columns, ...(instruments ? { instruments } : {}) };
}

/** Returns of weights brought back every day: sum of w r. */
function rebalancedReturns(
  { values, columns }: ReturnMatrix,
  span: Span,
  weights: Float64Array,
  out: Float64Array
): void {
  for (let t = span.start; t < span.end; t++) {
    let total = 0;
    for (let j = 0; j < columns; j++) if (weights[j] !== 0) total += weights[j] * values[t * columns + j];
    out[t - span.start] = total;
  }
}

/** Returns of weights bought once: those of the value 1 + sum of w (growth - 1). */
function driftingReturns(
  { values, columns }: ReturnMatrix,
  span: Span,
  weights: Float64Array,
  out: Float64Array
): void {
  const worth = Float64Array.from(weights);
  let value = 1;
  for (let t = span.start; t < span.end; t++) {
    let gained = 0;
    for (let j = 0; j < columns; j++) {
      if (worth[j] === 0) continue;
      const change = worth[j] * values[t * columns + j];
      worth[j] += change;
      gained += change;
    }
    out[t - span.start] = gained / value;
    value += gained;
  }
}
