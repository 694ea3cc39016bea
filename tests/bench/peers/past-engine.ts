import { dayFromNumber } from '../../../src/lib/domain/calendar';
import { instrumentId } from '../../../src/lib/domain/instruments';
import { backtest, plainExecution, strategyBacktest } from '../../../src/lib/quant/backtest';
import {
  drawdownTable,
  endOfYearTable,
  extremeDays,
  measured,
  measuredSeries,
  measures,
  monthTable,
  performanceReport,
  seriesOf,
  type Convention,
  type MeasureInput
} from '../../../src/lib/quant/measures';
import {
  minimumVarianceWeights,
  movingAverageSweep,
  outOfSample,
  walkForwardSplits
} from '../../../src/lib/quant/validation';
import { COST, TEST_DAYS, type PastJob } from './past-inputs';

/** This engine's answer to a job: the median time of a call, and the figures that are compared; a note where there are none. */
export interface PastAnswer {
  readonly milliseconds?: number;
  readonly runs?: number;
  readonly figures?: Float64Array;
  /** Other ways to the same answer, or to more. */
  readonly also?: readonly { readonly name: string; readonly milliseconds: number }[];
  readonly note?: string;
}

const RUNS = 15;
const ENOUGH = 2000;
/** Small calls before the first that is timed: so many and so long, since code is compiled beside them, but no longer than the limit. */
const WARM_CALLS = 60;
const WARM_LEAST = 400;
const WARM_UP = 1500;

function sweep({ closes, days, pairs = [] }: PastJob): Float64Array {
  const { totalReturn, maximumDrawdown, trades, sharpe } = movingAverageSweep({
    prices: closes,
    days,
    pairs: pairs.map(([fast, slow]) => ({ fast, slow })),
    cost: COST,
    delay: 0,
    periodsPerYear: 252
  });
  return joined([totalReturn, maximumDrawdown, trades, sharpe]);
}

function monthly({ closes, columns, calendar, days }: PastJob) {
  const instruments = Array.from({ length: columns }, (_, i) => instrumentId(`i${i}`));
  const [start, end] = [dayFromNumber(calendar[0] ?? 0), dayFromNumber(calendar[days - 1] ?? 0)];
  const rebalancing = { rule: 'calendar', every: 'month' } as const;
  const panel = { days: calendar, instruments, values: closes };
  return { instruments, start, end, rebalancing, panel, initialValue: 1e6 };
}

/** As a strategy of the catalog, on the path that applies or by event. */
function rebalancing(job: PastJob, path: 'automatic' | 'by-event' = 'automatic'): Float64Array {
  const { instruments, start, end, rebalancing, panel, initialValue } = monthly(job);
  const weights = instruments.map((instrument) => ({ instrument, weight: 1 / job.columns }));
  const costs = { ...plainExecution.costs, rate: COST };
  return strategyBacktest(
    {
      strategy: { strategy: 'fixed-weights', weights },
      execution: { ...plainExecution, rebalancing, costs },
      ...{ start, end, initialValue, path }
    },
    { closes: panel }
  ).values;
}

/** By the backtest that knows fixed weights only. */
function fixedWeights(job: PastJob): Float64Array {
  const { panel, ...rest } = monthly(job);
  const weights = new Float64Array(job.columns).fill(1 / job.columns);
  return backtest({ ...rest, weights, costs: { rate: COST, spread: 0, fixed: 0 }, cashRate: 0 }, panel).values;
}

function walkForward({ returns: values, days: rows, columns, window = 0 }: PastJob): Float64Array {
  const returns = { values, rows, columns };
  const plan = walkForwardSplits(rows, { window, test: TEST_DAYS });
  const { weights, paths } = outOfSample(returns, plan, minimumVarianceWeights(returns));
  return joined([...weights, ...paths.map((path) => path.returns)]);
}

function sheetInput({ returns, days, columns, calendar }: PastJob): MeasureInput {
  const column = (at: number) => Float64Array.from({ length: days }, (_, t) => returns[t * columns + at] ?? NaN);
  return { returns: column(0), benchmark: column(1), days: calendar, periodsPerYear: 252 };
}

/** Fits that no library here has: they take longer than all else. */
const fitted = /entropic|pareto/;

/** Measures of a series and of its benchmark under one convention, and the tables of a tear sheet. */
function sheet(job: PastJob, fits = false) {
  const series = seriesOf(sheetInput(job));
  const wanted = measures.filter(({ id }) => fits || !fitted.test(id));
  const alone = wanted.filter(({ relative }) => !relative);
  const ids = (members: typeof wanted) => members.map(({ id }) => id);
  return [
    measuredSeries(series, 'quantstats', ids(wanted)),
    series.benchmark && measuredSeries(series.benchmark, 'quantstats', ids(alone)),
    monthTable(series),
    endOfYearTable(series),
    drawdownTable(series, 10),
    extremeDays(series, 'worst', 10),
    extremeDays(series, 'best', 10)
  ];
}

/** The report of the app: all conventions at once, with rolling figures and distributions. */
function report(job: PastJob) {
  const { returns, benchmark = returns } = sheetInput(job);
  const index = (values: Float64Array): Float64Array => {
    const levels = new Float64Array(values.length + 1).fill(1);
    values.forEach((value, t) => (levels[t + 1] = (levels[t] ?? NaN) * (1 + value)));
    return levels;
  };
  const days = Int32Array.from([(job.calendar[0] ?? 0) - 1, ...job.calendar]);
  return performanceReport({
    days,
    index: index(returns),
    benchmark: index(benchmark),
    riskFreeRate: 0,
    window: 252
  });
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What each kind of job calls; paths are shared out to workers elsewhere. */
const calls: Readonly<Partial<Record<PastJob['kind'], (job: PastJob) => unknown>>> = {
  sweep,
  rebalancing,
  'walk-forward': walkForward,
  'tear-sheet': (job) => sheet(job)
};

/** Other calls that are timed beside it. */
const also: Readonly<Partial<Record<PastJob['kind'], Readonly<Record<string, (job: PastJob) => unknown>>>>> = {
  rebalancing: { 'fixed weights alone': fixedWeights, 'by event': (job) => rebalancing(job, 'by-event') },
  'tear-sheet': { 'with entropic and Pareto fits': (job) => sheet(job, true), 'the app’s report': report }
};

/** Named figures of a tear sheet under the convention of a library. */
export function sheetFigures(job: PastJob, convention: Convention, names: readonly string[]): Float64Array {
  const found = measured(sheetInput(job), convention);
  return Float64Array.from(names, (name) => found[name] ?? NaN);
}

/** Times a call: on a small job until it is compiled, then the median of several. */
export async function timedAnswer<Answer>(
  call: (job: PastJob) => Answer | Promise<Answer>,
  job: PastJob,
  small: PastJob
): Promise<{ milliseconds: number; runs: number; answer: Answer }> {
  const begun = performance.now();
  for (let k = 0; ; k++) {
    const warmed = performance.now() - begun;
    if ((k >= WARM_CALLS && warmed >= WARM_LEAST) || warmed >= WARM_UP) break;
    await call(small);
  }
  const times: number[] = [];
  for (let spent = 0; ;) {
    const start = performance.now();
    const answer = await call(job);
    const taken = performance.now() - start;
    times.push(taken);
    spent += taken;
    if (times.length < RUNS && spent < ENOUGH) continue;
    times.sort((a, b) => a - b);
    return { milliseconds: times[times.length >> 1] ?? NaN, runs: times.length, answer };
  }
}

/** This engine's answer to a job on one thread. */
export async function pastAnswer(job: PastJob, small: PastJob): Promise<PastAnswer> {
  const call = calls[job.kind];
  if (!call) throw new RangeError(`no call for ${job.kind}`);
  try {
    const { answer, ...time } = await timedAnswer(call, job, small);
    const others = [];
    for (const [name, other] of Object.entries(also[job.kind] ?? {})) {
      const { milliseconds } = await timedAnswer(other, job, small);
      others.push({ name, milliseconds });
    }
    return { ...time, ...(answer instanceof Float64Array ? { figures: answer } : {}), also: others };
  } catch (error) {
    return { note: error instanceof Error ? error.message : String(error) };
  }
}
