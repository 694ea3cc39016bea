import type { JobContext } from '$lib/compute/protocol';
import { crossingsApply } from '$lib/quant/backtest';
import { drawdowns, periodicRate, periodsPerYearOf } from '$lib/quant/returns';
import {
  crossingReturns,
  gridPoint,
  gridSize,
  movingAverageSweep,
  type CrossingSpec,
  type ParameterGrid,
  type TrialReturns,
  type WindowPair
} from '$lib/quant/validation';
import { preparedRuns, type PreparedRuns, type StrategyEntry } from './market';
import { judged, numbersNow, type SweepAnswer, type SweepQuestion } from './sweep';
import { chanceOfOverfitting, dailyReturns, gridAround, noteText, rankOf, type TriedSettings } from './tried-settings';

/** Crosses of two averages for every pair of windows, each instrument on its own. */
export interface PairsAnswer extends SweepAnswer {
  readonly instruments: number;
  /** Mean of the Sharpe ratios that a pair has on each instrument alone. */
  readonly alone: Float64Array;
}

const BLOCKS_ON_THE_WAY = 8;

/**
 * A thousand pairs of averages at once: an equal part of the money in each instrument, moved wholly in and out of it and never
 * shared out again, cash without interest. The axes are `short` and `long`. @throws RangeError where the settings ask for more.
 */
export async function pairs(question: SweepQuestion, { progress }: JobContext): Promise<PairsAnswer> {
  const { entry, against, axes, seed, start, end } = question;
  if (!crossingsApply(entry.strategy, entry.execution))
    throw new RangeError('costs or orders that the fast sweep does not know');
  const around = gridAround(entry.strategy, axes, numbersNow(entry.strategy));
  const longest = Math.max(...axes.flatMap(({ values }) => values));
  const entries = against ? [entry, against] : [entry];
  const prepared = await preparedRuns(question, entries, [
    { ...entry, strategy: { strategy: 'moving-averages', long: longest } }
  ]);
  const market = filledRows(prepared, entry.instruments);
  const { costs } = entry.execution;
  const cost = costs.rate + costs.spread / 2 + costs.slippage;
  const { tried, alone } = pairsTried(market, { ...around, cost, start, end }, progress);
  const answer = judged(tried, against && dailyReturns(prepared.run(against)), seed);
  return { ...answer, instruments: market.values.length / market.days.length, alone };
}

/** Closes by instrument, missing before the first alone. */
interface FilledCloses {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** Every pair of a grid on some instruments; tells progress after each chunk of pairs and after each instrument. */
export function pairsTried(
  market: FilledCloses,
  asked: Pick<TriedSettings, 'grid' | 'chosen'> & Pick<SweepQuestion, 'start' | 'end'> & { readonly cost: number },
  progress: JobContext['progress']
): { readonly tried: TriedSettings; readonly alone: Float64Array } {
  const { grid, chosen, cost, start, end } = asked;
  const { rowOf, pairs: list } = pairsOf(grid);
  // The first day has no return of its own, as in every other run.
  const first = market.days.findIndex((day) => day >= start) + 1;
  const spec: CrossingSpec = {
    prices: market.values,
    days: market.days.length,
    pairs: list,
    cost,
    delay: 1,
    periodsPerYear: periodsPerYearOf(market.days)
  };
  const row = rowOf[chosen];
  const alone = aloneSharpes(spec, row, (done, total, note) => progress(done, 2 * total, note));
  const together = sleeves(spec, first, row, (done, total, note) => progress(total + done, 2 * total, note));
  const days = market.days.slice(first).filter((day) => day <= end);
  const periodsPerYear = periodsPerYearOf(days);
  return {
    tried: {
      ...{ grid, rowOf, excess: together, days, periodsPerYear, chosen },
      cashReturn: periodicRate(0, periodsPerYear),
      ...figuresOf(together, rowOf, periodsPerYear)
    },
    alone: Float64Array.from(rowOf, (at) => (at < 0 ? NaN : alone[at]))
  };
}

function pairsOf(grid: ParameterGrid): { readonly rowOf: Int32Array; readonly pairs: WindowPair[] } {
  const list: WindowPair[] = [];
  const rowOf = Int32Array.from({ length: gridSize(grid) }, (_, k) => {
    const { short: fast = NaN, long: slow = NaN } = gridPoint(grid, k);
    return fast < slow ? list.push({ fast, slow }) - 1 : -1;
  });
  return { rowOf, pairs: list };
}

/** Mean Sharpe ratio of each pair over the instruments, each alone; tells the place of one pair after every chunk. */
function aloneSharpes(spec: CrossingSpec, row: number, tell: (done: number, total: number, note: string) => void) {
  const series = spec.prices.length / spec.days;
  const count = spec.pairs.length;
  const sum = new Float64Array(count);
  for (let a = 0; a < series; a++) {
    const prices = spec.prices.subarray(a * spec.days, (a + 1) * spec.days);
    const { sharpe } = movingAverageSweep({ ...spec, prices }, (done) => {
      tell(
        a * count + done,
        series * count,
        noteText({ done: a === 0 ? done : count, rank: rankOf(sum, row), overfitting: NaN })
      );
      return true;
    });
    sharpe.forEach((value, k) => (sum[k] += Number.isNaN(value) ? 0 : value / series));
  }
  return sum;
}

/** Daily returns of equal parts of the money, one in each instrument, from a day on. */
function sleeves(
  spec: CrossingSpec,
  first: number,
  row: number,
  tell: (done: number, total: number, note: string) => void
): TrialReturns {
  const series = spec.prices.length / spec.days;
  const count = spec.pairs.length;
  const periods = spec.days - first;
  const values = new Float64Array(count * (periods + 1));
  let overfitting = NaN;
  for (let a = 0; a < series; a++) {
    const found = crossingReturns(spec, a);
    const before = spec.days - found.periods;
    for (let k = 0; k < count; k++) {
      let level = 1 / series;
      const base = k * (periods + 1);
      values[base] += level;
      for (let t = 0; t < periods; t++) {
        const at = first + t - before;
        if (at >= 0) level *= 1 + found.values[k * found.periods + at];
        values[base + t + 1] += level;
      }
    }
    const ends = Float64Array.from({ length: count }, (_, k) => values[k * (periods + 1) + periods]);
    const rank = rankOf(ends, row);
    if (a === series - 1 || a % 10 === 9)
      overfitting = chanceOfOverfitting(returnsOf(values, count, periods), BLOCKS_ON_THE_WAY);
    tell((a + 1) * count, series * count, noteText({ done: count, rank, overfitting }));
  }
  return returnsOf(values, count, periods);
}

function returnsOf(levels: Float64Array, trials: number, periods: number): TrialReturns {
  const values = new Float64Array(trials * periods);
  for (let k = 0; k < trials; k++)
    for (let t = 0; t < periods; t++) {
      const at = k * (periods + 1) + t;
      values[k * periods + t] = levels[at + 1] / levels[at] - 1;
    }
  return { values, trials, periods };
}

function figuresOf({ values, periods }: TrialReturns, rowOf: Int32Array, periodsPerYear: number) {
  const annualReturns = new Float64Array(rowOf.length).fill(NaN);
  const worst = new Float64Array(rowOf.length).fill(NaN);
  const index = new Float64Array(periods + 1);
  rowOf.forEach((row, k) => {
    if (row < 0) return;
    index[0] = 1;
    for (let t = 0; t < periods; t++) index[t + 1] = index[t] * (1 + values[row * periods + t]);
    annualReturns[k] = index[periods] ** (periodsPerYear / periods) - 1;
    worst[k] = drawdowns(index).reduce((least, value) => Math.min(least, value), 0);
  });
  return { annualReturns, worst };
}

/** Closes carried over gaps, missing before the first alone. */
function filledRows({ market }: PreparedRuns, instruments: StrategyEntry['instruments']): FilledCloses {
  const { days, values, instruments: all } = market.closes;
  const rows = instruments.flatMap((id) => {
    const row = all.indexOf(id);
    return row < 0 ? [] : [row];
  });
  const filled = new Float64Array(rows.length * days.length);
  rows.forEach((row, a) => {
    let last = NaN;
    for (let t = 0; t < days.length; t++) {
      const close = values[row * days.length + t];
      if (close > 0 && close < Infinity) last = close;
      filled[a * days.length + t] = last;
    }
  });
  return { days, values: filled };
}
