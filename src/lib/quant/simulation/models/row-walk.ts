import { exp, exponentials, log } from '$lib/math/elementary';
import type { BlockFrame, PeriodGrowth, Sample } from './model';
import type { RowData } from './model-types';

/** Runs up to this many rows are multiplied; longer ones are differences of running sums. */
const SHORT = 3;

/** Growth factors of the sample with running sums of their logarithms. */
export function rowData({ rows, columns, growth }: Sample): RowData {
  const sums = new Float64Array((rows + 1) * columns);
  for (let at = 0; at < rows * columns; at++) sums[at + columns] = sums[at] + log(growth[at]);
  return { rows, growth, sums };
}

/** Row where the next run of a path begins, and how many rows it has. */
export type NextRun = (path: number) => { readonly row: number; readonly length: number };

/** Growth over periods whose rows come in runs that wrap round the end of the sample and go on from period to period. */
export function walkedGrowth({ rows, growth, sums }: RowData, frame: BlockFrame, nextRun: NextRun): PeriodGrowth {
  const { columns, paths, rowsPerPeriod } = frame;
  const place = new Int32Array(paths);
  const left = new Int32Array(paths);
  const logs = new Float64Array(columns * paths);
  return (into) => {
    into.fill(1);
    logs.fill(0);
    let summed = false;
    for (let path = 0; path < paths; path++) {
      for (let wanted = rowsPerPeriod; wanted > 0;) {
        if (left[path] === 0) {
          const run = nextRun(path);
          place[path] = run.row;
          left[path] = run.length;
        }
        const from = place[path];
        const length = Math.min(wanted, left[path], rows - from);
        if (length <= SHORT) {
          for (let row = from; row < from + length; row++)
            for (let i = 0, at = path; i < columns; i++, at += paths) into[at] *= growth[row * columns + i];
        } else {
          summed = true;
          const [low, high] = [from * columns, (from + length) * columns];
          for (let i = 0, at = path; i < columns; i++, at += paths) logs[at] += sums[high + i] - sums[low + i];
        }
        place[path] = from + length === rows ? 0 : from + length;
        left[path] -= length;
        wanted -= length;
      }
    }
    if (!summed) return;
    exponentials(logs);
    for (let at = 0; at < into.length; at++) into[at] *= logs[at];
  };
}

/**
 * Growth of a portfolio over the same walk, cash of this growth added: a period within one run is one look-up, others are
 * made of their runs. Equal to the bit to the weighted sum of {@link walkedGrowth}.
 */
export function walkedMix(
  data: RowData,
  { columns, paths, rowsPerPeriod }: BlockFrame,
  nextRun: NextRun,
  weights: Float64Array,
  cash: number
): PeriodGrowth {
  const { rows, growth, sums } = data;
  const starts = Math.max(0, rows - rowsPerPeriod + 1);
  const whole = new Float64Array(starts);
  const parts = new Float64Array(starts * columns);
  if (rowsPerPeriod > SHORT) {
    for (let at = 0; at < parts.length; at++) parts[at] = sums[at + rowsPerPeriod * columns] - sums[at];
    exponentials(parts);
  } else {
    parts.fill(1);
    for (let row = 0; row < rowsPerPeriod; row++)
      for (let at = 0; at < parts.length; at++) parts[at] *= growth[at + row * columns];
  }
  const mixed = (of: Float64Array, from: number): number => {
    let sum = cash;
    for (let i = 0; i < columns; i++) sum += weights[i] * of[from + i];
    return sum;
  };
  for (let row = 0; row < starts; row++) whole[row] = mixed(parts, row * columns);
  const place = new Int32Array(paths);
  const left = new Int32Array(paths);
  const [factors, logs] = [new Float64Array(columns), new Float64Array(columns)];
  /** A period that is made of several runs, or goes round the end. */
  const pieced = (path: number): number => {
    factors.fill(1);
    logs.fill(0);
    for (let wanted = rowsPerPeriod; wanted > 0;) {
      if (left[path] === 0) {
        const run = nextRun(path);
        place[path] = run.row;
        left[path] = run.length;
      }
      const from = place[path];
      const length = Math.min(wanted, left[path], rows - from);
      if (length <= SHORT) {
        for (let row = from; row < from + length; row++)
          for (let i = 0; i < columns; i++) factors[i] *= growth[row * columns + i];
      } else {
        for (let i = 0; i < columns; i++) logs[i] += sums[(from + length) * columns + i] - sums[from * columns + i];
      }
      place[path] = from + length === rows ? 0 : from + length;
      left[path] -= length;
      wanted -= length;
    }
    for (let i = 0; i < columns; i++) factors[i] *= exp(logs[i]);
    return mixed(factors, 0);
  };
  return (into) => {
    for (let path = 0; path < paths; path++) {
      if (left[path] === 0) {
        const run = nextRun(path);
        place[path] = run.row;
        left[path] = run.length;
      }
      const from = place[path];
      if (left[path] < rowsPerPeriod || from >= starts) {
        into[path] = pieced(path);
        continue;
      }
      into[path] = whole[from];
      place[path] = from + rowsPerPeriod === rows ? 0 : from + rowsPerPeriod;
      left[path] -= rowsPerPeriod;
    }
  };
}
