import { randomStream } from '$lib/math/random';
import {
  distributionOf,
  drawdownTable,
  endOfYearTable,
  extremeDays,
  measured,
  measuredSeries,
  measures,
  monthTable,
  rollingFigures,
  seriesOf,
  type MeasureInput
} from '$lib/quant/measures';
import { periodicRate } from '$lib/quant/returns';

const DAYS = 5040;
const ROUNDS = 41;
const RATE = 0.02;
const MONDAY = 12_421;

/** A made-up series of twenty years of working days, as both sides read it. */
export function madeUpSeries(): { days: number[]; returns: number[]; benchmark: number[]; riskFreeRate: number } {
  const random = randomStream(20_260_105);
  const benchmark = Array.from({ length: DAYS }, () => 0.0003 + 0.009 * random.normal());
  const returns = benchmark.map((value) => 0.8 * value + 0.0001 + 0.004 * random.normal());
  const days = returns.map((_, t) => MONDAY + t + 2 * Math.floor(t / 5));
  return { days, returns, benchmark, riskFreeRate: RATE };
}

const fitted = /entropic|pareto/;
const usual = measures.filter(({ id }) => !fitted.test(id)).map(({ id }) => id);

function median(run: () => unknown): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    run();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN;
}

/** Milliseconds of the measures, of the whole sheet with its tables and rolling figures, and of every measure; some figures. */
export function tearSheetTimes(series: ReturnType<typeof madeUpSeries>): {
  readonly measures: number;
  readonly count: number;
  readonly sheet: number;
  readonly all: number;
  readonly allCount: number;
  readonly figures: Readonly<Record<string, number>>;
} {
  const input: MeasureInput = {
    returns: Float64Array.from(series.returns),
    benchmark: Float64Array.from(series.benchmark),
    days: Float64Array.from(series.days),
    start: MONDAY - 3,
    periodsPerYear: 252,
    riskFree: periodicRate(series.riskFreeRate, 252)
  };
  const sheet = (): void => {
    const one = seriesOf(input);
    measuredSeries(one, 'quantstats', usual);
    drawdownTable(one);
    monthTable(one);
    endOfYearTable(one);
    extremeDays(one, 'worst');
    extremeDays(one, 'best');
    for (const span of ['day', 'week', 'month', 'quarter', 'year'] as const) distributionOf(one, span);
    rollingFigures(input, 126);
  };
  return {
    measures: median(() => measured(input, 'quantstats', usual)),
    count: usual.length,
    sheet: median(sheet),
    all: median(() => measured(input)),
    allCount: measures.length,
    figures: measured(input, 'quantstats', usual)
  };
}
