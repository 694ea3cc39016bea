import type { JobContext } from '$lib/compute/protocol';
import { exposeJobs } from '$lib/compute/worker';
import { dayFromNumber } from '$lib/domain/calendar';
import { randomStream } from '$lib/math/random';
import { gridPoint, gridSize, type ParameterGrid } from '$lib/quant/validation';
import { pairsTried } from '../../../workers/backtest/pairs';
import { judged, type SweepAnswer } from '../../../workers/backtest/sweep';

const YEAR = 252;

/** Random walks of so many instruments over so many years. */
function closes(instruments: number, years: number): Float64Array {
  const days = YEAR * years;
  const values = new Float64Array(instruments * days);
  randomStream(1907).fillNormal(values);
  for (let a = 0; a < instruments; a++) {
    let level = 100;
    for (let t = 0; t < days; t++)
      level = values[a * days + t] = level * (1 + 0.0003 + 0.011 * (values[a * days + t] ?? 0));
  }
  return values;
}

/** The sweep of a screen: 20 short windows by 50 long ones, each pair a setting. */
function sweep(
  { instruments, years }: { readonly instruments: number; readonly years: number },
  { progress }: JobContext
): Pick<SweepAnswer, 'trials' | 'rank'> & { readonly overfitting: number } {
  const days = Int32Array.from({ length: YEAR * years }, (_, t) => t);
  const grid: ParameterGrid = {
    axes: [
      { name: 'short', values: Array.from({ length: 20 }, (_, at) => 5 * (at + 1)) },
      { name: 'long', values: Array.from({ length: 50 }, (_, at) => 105 + 5 * at) }
    ]
  };
  const chosen = Array.from({ length: gridSize(grid) }, (_, k) => gridPoint(grid, k)).findIndex(
    ({ short, long }) => short === 50 && long === 200
  );
  const span = { start: dayFromNumber(355), end: dayFromNumber(YEAR * years) };
  const market = { days, values: closes(instruments, years) };
  const { tried } = pairsTried(market, { grid, chosen, cost: 0.0005, ...span }, progress);
  const { trials, rank, overfitting } = judged(tried, undefined, 1907);
  return { trials, rank, overfitting: overfitting?.probability ?? NaN };
}

exposeJobs({ sweep });
