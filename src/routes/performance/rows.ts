import { dayFromNumber } from '$lib/domain/calendar';
import type { DayReturn, PerformanceReport } from '$lib/quant/measures';
import { count, date, percent, points } from '$lib/ui/format';
import { performanceTexts as texts } from '$lib/ui/texts';

const day = (value: number): string => date(dayFromNumber(value));
const change = { sign: 'change', digits: 1 } as const;
const fine = { sign: 'change', digits: 2 } as const;

/** Rows of the deepest falls as text: depth, start, lowest day, recovery, days. */
export const drawdownRows = ({ drawdowns }: PerformanceReport): string[][] =>
  drawdowns.map(({ depth, start, valley, recovery, days }) => [
    percent(depth),
    day(start),
    day(valley),
    recovery === undefined ? texts.underWater : day(recovery),
    count(days)
  ]);

/** Days and their returns. */
export const dayRows = (days: readonly DayReturn[]): string[][] =>
  days.map((one) => [day(one.day), percent(one.value, fine)]);

/** The years beside the benchmark, newest first. */
export const yearRows = ({ endOfYears }: PerformanceReport): string[][] =>
  endOfYears
    .toReversed()
    .map(({ year, value, benchmark }) => [
      String(year),
      percent(value, change),
      percent(benchmark, change),
      points(benchmark === undefined ? undefined : value - benchmark)
    ]);

/** How the returns of each span lay. */
export const distributionRows = ({ distributions }: PerformanceReport): string[][] =>
  distributions.map((one) => [
    texts.spanNames[one.span],
    ...[one.least, one.lowerQuartile, one.median, one.upperQuartile, one.greatest].map((value) =>
      percent(value, one.span === 'day' ? fine : change)
    ),
    count(one.outliers)
  ]);

/** Years and months for the heat map, newest first. */
export const monthRows = ({ years }: PerformanceReport) =>
  years.toReversed().map(({ year, months, value, benchmark }) => ({
    year,
    months: [...months],
    total: value,
    ...(benchmark === undefined ? {} : { compare: benchmark })
  }));
