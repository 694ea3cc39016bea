import { dayFromNumber } from '../../../src/lib/domain/calendar';
import { instrumentId } from '../../../src/lib/domain/instruments';
import { backtest } from '../../../src/lib/quant/backtest';
import { measured, type Convention } from '../../../src/lib/quant/measures';
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
  readonly note?: string;
}

const RUNS = 15;
const ENOUGH = 2000;
const WARM_CALLS = 60;
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

function rebalancing({ closes, columns, calendar, days }: PastJob): Float64Array {
  const instruments = Array.from({ length: columns }, (_, i) => instrumentId(`i${i}`));
  const { values } = backtest(
    {
      instruments,
      weights: new Float64Array(columns).fill(1 / columns),
      start: dayFromNumber(calendar[0] ?? 0),
      end: dayFromNumber(calendar[days - 1] ?? 0),
      initialValue: 1e6,
      rebalancing: { rule: 'calendar', every: 'month' },
      costs: { rate: COST, spread: 0, fixed: 0 },
      cashRate: 0
    },
    { days: calendar, instruments, values: closes }
  );
  return values;
}

function walkForward({ returns: values, days: rows, columns, window = 0 }: PastJob): Float64Array {
  const returns = { values, rows, columns };
  const plan = walkForwardSplits(rows, { window, test: TEST_DAYS });
  const { weights, paths } = outOfSample(returns, plan, minimumVarianceWeights(returns));
  return joined([...weights, ...paths.map((path) => path.returns)]);
}

function sheet({ returns, days, columns, calendar }: PastJob, convention: Convention) {
  const column = (at: number) => Float64Array.from({ length: days }, (_, t) => returns[t * columns + at] ?? NaN);
  return measured({ returns: column(0), benchmark: column(1), days: calendar, periodsPerYear: 252 }, convention);
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
  'tear-sheet': (job) => sheet(job, 'quantstats')
};

/** Named figures of a tear sheet under the convention of a library. */
export function sheetFigures(job: PastJob, convention: Convention, names: readonly string[]): Float64Array {
  const found = sheet(job, convention);
  return Float64Array.from(names, (name) => found[name] ?? NaN);
}

/** Times a call: on a small job until it is compiled, then the median of several. */
export async function timedAnswer<Answer>(
  call: (job: PastJob) => Answer | Promise<Answer>,
  job: PastJob,
  small: PastJob
): Promise<{ milliseconds: number; runs: number; answer: Answer }> {
  const begun = performance.now();
  for (let k = 0; k < WARM_CALLS && performance.now() - begun < WARM_UP; k++) await call(small);
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
    return { ...time, ...(answer instanceof Float64Array ? { figures: answer } : {}) };
  } catch (error) {
    return { note: error instanceof Error ? error.message : String(error) };
  }
}
