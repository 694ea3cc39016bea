import type { JobContext } from '$lib/compute/protocol';
import { dayFromNumber } from '$lib/domain/calendar';
import { estimatedByPast, weightsOfTraining } from '$lib/quant/strategies';
import {
  gridPoint,
  outOfSample,
  purgedFoldSplits,
  seriesFigures,
  walkForwardSplits,
  type OutOfSample,
  type PurgedFoldsSpec,
  type SeriesFigures,
  type SplitPlan,
  type WalkForwardSpec,
  type WeightsOf
} from '$lib/quant/validation';
import type { ReturnMatrix } from '$lib/quant/moments';
import { simpleReturns } from '$lib/quant/returns';
import { marketWith, preparedRuns } from './market';
import { settingsTried, type SweepQuestion } from './sweep';

/** How the past is cut into what is learned from and what is judged on; lengths in trading days. */
export type Splitting =
  | ({ readonly method: 'walk-forward' } & Pick<WalkForwardSpec, 'window' | 'test' | 'purge' | 'expanding'>)
  | ({ readonly method: 'purged-folds' } & PurgedFoldsSpec);

/** Settings chosen, or weights estimated where there are no axes, on one part of the past and judged on another. */
export interface WalkForwardQuestion extends Omit<SweepQuestion, 'seed'> {
  readonly splitting: Splitting;
}

/** One window: where its test begins and ends, and what was chosen for it. */
export interface ChosenSetting {
  readonly from: number;
  readonly to: number;
  readonly point: Readonly<Record<string, number>>;
}

/** What was learned, judged on days that it was not learned from. Figures are of daily returns, without a risk-free rate. */
export interface WalkForwardAnswer {
  readonly learned: 'settings' | 'weights';
  readonly splits: number;
  readonly paths: readonly SeriesFigures[];
  /** Days and growth of one unit on the first path. */
  readonly days: Int32Array;
  readonly growth: Float64Array;
  /** The best setting in hindsight, or the weights of each test itself, on the same days. */
  readonly hindsight: SeriesFigures;
  /** By window; empty where weights were learned. */
  readonly chosen: readonly ChosenSetting[];
  readonly trials: number;
}

/** Days in a year of daily returns. */
const YEAR = 252;

/** Runs a walk-forward or purged folds. @throws RangeError when the days do not hold the splits, or nothing can be learned. */
export async function walkForward(question: WalkForwardQuestion, context: JobContext): Promise<WalkForwardAnswer> {
  return question.axes.length > 0 ? settingsLearned(question, context) : weightsLearned(question, context);
}

function planOf(rows: number, splitting: Splitting): SplitPlan {
  if (splitting.method === 'purged-folds') return purgedFoldSplits(rows, splitting);
  return walkForwardSplits(rows, { ...splitting, shortLast: true });
}

/** On each training window the setting with the best Sharpe ratio is chosen; moving from one to another costs nothing here. */
async function settingsLearned(question: WalkForwardQuestion, context: JobContext): Promise<WalkForwardAnswer> {
  const { tried } = await settingsTried(
    { ...question },
    { progress: (done, total = 1, note) => context.progress(0.9 * done, total, note) }
  );
  const { excess, cashReturn, days, grid, rowOf } = tried;
  const { values, trials, periods } = excess;
  const columns = new Float64Array(values.length);
  for (let k = 0; k < trials; k++)
    for (let t = 0; t < periods; t++) columns[t * trials + k] = values[k * periods + t] + cashReturn;
  const matrix: ReturnMatrix = { values: columns, rows: periods, columns: trials };
  const plan = planOf(periods, question.splitting);
  const best: WeightsOf = ({ returns }) => {
    const seen = returns();
    const weights = new Float64Array(trials);
    weights[bestColumn(seen)] = 1;
    return weights;
  };
  const found = outOfSample(matrix, plan, best, { trials });
  const combinationOf = new Map([...rowOf].flatMap((row, k) => (row < 0 ? [] : [[row, k] as const])));
  const chosen = plan.splits.map(({ test }, split): ChosenSetting => {
    const row = (found.weights[split] ?? new Float64Array(0)).indexOf(1);
    const [from, to] = [test[0].start, (test.at(-1) ?? test[0]).end - 1];
    return { from: days[from], to: days[to], point: gridPoint(grid, combinationOf.get(row) ?? 0) };
  });
  const hindsight = new Float64Array(found.paths[0]?.rows.length ?? 0);
  const bestOfAll = bestColumn(rowsOf(matrix, found.paths[0]?.rows ?? []));
  found.paths[0]?.rows.forEach((t, at) => (hindsight[at] = columns[t * trials + bestOfAll]));
  return { ...answerOf('settings', found, days, plan), hindsight: seriesFigures(hindsight, YEAR), chosen, trials };
}

/** Weights are estimated anew on each training window, and held over the test, brought back every day, without costs. */
async function weightsLearned(question: WalkForwardQuestion, { progress }: JobContext): Promise<WalkForwardAnswer> {
  const { entry } = question;
  if (!estimatedByPast(entry.strategy))
    throw new RangeError('nothing to learn: it has neither numbers to choose nor weights to estimate');
  const prepared = await preparedRuns(question, [entry]);
  const { closes } = marketWith(prepared.market, entry.instruments);
  const { matrix, days } = completeReturns(closes, question.start);
  const plan = planOf(matrix.rows, question.splitting);
  const weightsOf: WeightsOf = ({ returns }) => weightsOfTraining(entry.strategy, returns(), YEAR);
  const found = outOfSample(matrix, plan, weightsOf, {
    progress: (done, total) => {
      progress(done, total);
      return true;
    }
  });
  const seen = plan.splits.map(({ test }) => ({ train: test, test }));
  const after = outOfSample(matrix, { ...plan, splits: seen }, weightsOf);
  const [own] = after.paths;
  const hindsight = seriesFigures(own?.returns ?? new Float64Array(0), YEAR);
  return { ...answerOf('weights', found, days, plan), hindsight, chosen: [], trials: 1 };
}

function answerOf(learned: WalkForwardAnswer['learned'], found: OutOfSample, days: Int32Array, { splits }: SplitPlan) {
  const [first] = found.paths;
  const growth = new Float64Array(first?.returns.length ?? 0);
  let level = 1;
  first?.returns.forEach((value, t) => (growth[t] = level *= 1 + value));
  return {
    learned,
    splits: splits.length,
    paths: found.paths.map(({ returns }) => seriesFigures(returns, YEAR)),
    days: Int32Array.from(first?.rows ?? [], (t) => dayFromNumber(days[t])),
    growth
  };
}

function bestColumn({ values, rows, columns }: ReturnMatrix): number {
  let [best, most] = [0, -Infinity];
  for (let k = 0; k < columns; k++) {
    const column = Float64Array.from({ length: rows }, (_, t) => values[t * columns + k]);
    const { sharpe } = seriesFigures(column, YEAR);
    if (sharpe > most) [best, most] = [k, sharpe];
  }
  return best;
}

function rowsOf({ values, columns }: ReturnMatrix, rows: ArrayLike<number>): ReturnMatrix {
  const picked = new Float64Array(rows.length * columns);
  Array.from(rows).forEach((t, at) => picked.set(values.subarray(t * columns, (t + 1) * columns), at * columns));
  return { values: picked, rows: rows.length, columns };
}

/** Daily returns from the first day of the run on which all instruments have a close; a gap is a day without a return. */
function completeReturns({ days, instruments, values }: Parameters<typeof marketWith>[0]['closes'], start: number) {
  const n = instruments.length;
  const filled = instruments.map((_, i) => {
    let last = NaN;
    return Float64Array.from({ length: days.length }, (_, t) => {
      const close = values[i * days.length + t];
      if (close > 0 && close < Infinity) last = close;
      return last;
    });
  });
  const first = Math.max(
    days.findIndex((day) => day >= start),
    ...filled.map((row) => row.findIndex((close) => close > 0))
  );
  const series = filled.map((row) => simpleReturns(row.subarray(Math.max(0, first - 1))));
  const rows = series[0]?.length ?? 0;
  const matrix = new Float64Array(rows * n);
  series.forEach((row, i) => row.forEach((value, t) => (matrix[t * n + i] = Number.isFinite(value) ? value : 0)));
  return {
    matrix: { values: matrix, rows, columns: n, instruments } as ReturnMatrix,
    days: days.slice(days.length - rows)
  };
}
