import type { Progress } from '../progress';
import { gridPoint, gridSize } from './parameter-grid';
import type { ParameterGrid } from './parameter-grid';

/** Every combination of a grid with its measures: `values[m][k]` is measure m of combination k, NaN where it was left out. */
export interface ParameterSweep {
  readonly grid: ParameterGrid;
  readonly measures: readonly string[];
  readonly values: readonly Float64Array[];
  /** Combinations tried: what deflating the best of them has to know. */
  readonly trials: number;
  readonly complete: boolean;
}

/** Settings: which combinations make sense (all when absent), and progress, told after each. */
export interface ParameterSweepOptions {
  readonly admits?: (point: Readonly<Record<string, number>>) => boolean;
  readonly progress?: Progress;
}

/**
 * Tries every combination of a grid. `measure` gives as many figures as there are names of measures.
 * @throws RangeError when it does not.
 */
export function parameterSweep(
  grid: ParameterGrid,
  measures: readonly string[],
  measure: (point: Readonly<Record<string, number>>) => ArrayLike<number>,
  options: ParameterSweepOptions = {}
): ParameterSweep {
  const { admits = () => true, progress } = options;
  const size = gridSize(grid);
  const values = measures.map(() => new Float64Array(size).fill(NaN));
  let trials = 0;
  for (let k = 0; k < size; k++) {
    const point = gridPoint(grid, k);
    if (admits(point)) {
      const found = measure(point);
      if (found.length !== measures.length)
        throw new RangeError(`${found.length} figures for ${measures.length} measures`);
      for (let m = 0; m < measures.length; m++) values[m][k] = found[m];
      trials++;
    }
    if (progress && !progress(k + 1, size) && k + 1 < size) return { grid, measures, values, trials, complete: false };
  }
  return { grid, measures, values, trials, complete: true };
}

/** The combination with the greatest value of a measure, by index; -1 when all are NaN. @throws RangeError on no such measure. */
export function bestCombination({ measures, values }: ParameterSweep, measure: string): number {
  const of = values[measures.indexOf(measure)];
  if (!of) throw new RangeError(`no measure ${measure}`);
  let best = -1;
  for (let k = 0; k < of.length; k++) if (of[k] > (best < 0 ? -Infinity : of[best])) best = k;
  return best;
}
