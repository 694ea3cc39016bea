import { simpleReturns, periodicRate } from '$lib/quant/returns';
import type { StrategyResult } from '$lib/quant/backtest';
import type { StrategySpec } from '$lib/quant/strategies';
import {
  backtestOverfitting,
  gridPoint,
  gridSize,
  trialSharpes,
  type ParameterAxis,
  type ParameterGrid,
  type TrialReturns
} from '$lib/quant/validation';
import type { PreparedRuns, StrategyEntry } from './market';

/** Settings that were tried, and what each would have given. */
export interface TriedSettings {
  readonly grid: ParameterGrid;
  /** Of a combination of the grid, its row among the trials; -1 for one that makes no sense. */
  readonly rowOf: Int32Array;
  /** Daily returns above the rate of cash. */
  readonly excess: TrialReturns;
  readonly days: Int32Array;
  readonly cashReturn: number;
  readonly periodsPerYear: number;
  /** Combination of the setting as it is. */
  readonly chosen: number;
  /** By combination, NaN where none was tried. */
  readonly annualReturns: Float64Array;
  readonly worst: Float64Array;
}

/** What is told while settings are tried: place of the setting as it is among those done, and the chance of overfitting. */
export interface SweepNote {
  readonly done: number;
  readonly rank: number;
  /** NaN until it can be told. */
  readonly overfitting: number;
}

/** The note as it crosses to the page. */
export const noteText = (note: SweepNote): string => `${note.done} ${note.rank} ${note.overfitting}`;

/** Returns of a run on each of its days but the first, that of the first and its costs in the second: those of its measures. */
export function dailyReturns({ index }: StrategyResult): Float64Array {
  const level = Float64Array.from(index);
  level[0] = 1;
  return simpleReturns(level);
}

/** The days of these returns. */
export const returnDays = ({ days }: StrategyResult): Int32Array => days.slice(1);

/** A grid over number parameters of a strategy, the values as they are among them. */
export function gridAround(
  strategy: StrategySpec,
  axes: readonly ParameterAxis[],
  now: Readonly<Record<string, number>>
) {
  const wanted = axes.map(({ name, values }) => {
    const all = new Set([...values, now[name]]);
    return { name, values: [...all].sort((a, b) => a - b) };
  });
  const grid: ParameterGrid = { axes: wanted };
  let chosen = -1;
  for (let k = 0; k < gridSize(grid); k++) {
    const point = gridPoint(grid, k);
    if (wanted.every(({ name }) => point[name] === now[name])) chosen = k;
  }
  return { grid, chosen, specOf: (k: number): StrategySpec => ({ ...strategy, ...gridPoint(grid, k) }) };
}

/** Blocks in which the chance of overfitting is told on the way: few, since it is told often. */
const BLOCKS_ON_THE_WAY = 8;
const TOLD_EVERY = 400;

/** Tries every combination of a grid; the setting as it is comes first, so that its place among the others is known throughout. */
export function triedSettings(
  prepared: PreparedRuns,
  entry: StrategyEntry,
  { grid, chosen, specOf }: ReturnType<typeof gridAround>,
  tell: (done: number, total: number, note: string) => void
): TriedSettings {
  const size = gridSize(grid);
  const order = [chosen, ...Array.from({ length: size }, (_, k) => k).filter((k) => k !== chosen)];
  const rowOf = new Int32Array(size).fill(-1);
  const annualReturns = new Float64Array(size).fill(NaN);
  const worst = new Float64Array(size).fill(NaN);
  const rows: Float64Array[] = [];
  const sharpes: number[] = [];
  let days: Int32Array = new Int32Array(0);
  let [periodsPerYear, cashReturn, overfitting, told] = [252, 0, NaN, 0];
  order.forEach((k, done) => {
    try {
      const result = prepared.run(entry, { strategy: specOf(k) });
      days = returnDays(result);
      ({ periodsPerYear } = result.measures);
      cashReturn = periodicRate(entry.execution.financing.cashRate, periodsPerYear);
      rowOf[k] = rows.length;
      rows.push(dailyReturns(result).map((value) => value - cashReturn));
      sharpes.push(result.measures.sharpe);
      annualReturns[k] = result.measures.annualReturn;
      worst[k] = result.measures.worstDrawdown?.depth ?? 0;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (k === chosen) throw error;
    }
    const now = performance.now();
    if (rows.length > 2 && now - told > TOLD_EVERY) {
      overfitting = chanceOfOverfitting(joined(rows), BLOCKS_ON_THE_WAY);
      told = now;
    }
    tell(done + 1, size, noteText({ done: rows.length, rank: rankOf(sharpes, 0), overfitting }));
  });
  const excess = joined(rows);
  return { grid, rowOf, excess, days, cashReturn, periodsPerYear, chosen, annualReturns, worst };
}

/** Place of one among figures, 1 the greatest. */
export const rankOf = (figures: ArrayLike<number>, at: number): number =>
  1 + Array.from(figures).filter((figure) => figure > figures[at]).length;

function joined(rows: readonly Float64Array[]): TrialReturns {
  const periods = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * periods);
  rows.forEach((row, k) => values.set(row, k * periods));
  return { values, trials: rows.length, periods };
}

/** NaN where there are too few trials or days to tell. */
export function chanceOfOverfitting(returns: TrialReturns, blocks: number): number {
  return returns.trials < 2 || returns.periods < 2 * blocks ? NaN : backtestOverfitting(returns, blocks).probability;
}

/** Annual Sharpe ratios by combination of the grid. */
export function sharpesOf({ grid, rowOf, excess, periodsPerYear }: TriedSettings): Float64Array {
  const sharpes = trialSharpes(excess);
  return Float64Array.from({ length: gridSize(grid) }, (_, k) =>
    rowOf[k] < 0 ? NaN : sharpes[rowOf[k]] * Math.sqrt(periodsPerYear)
  );
}
