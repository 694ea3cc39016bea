import { monthlyReturns, yearlyReturns } from '$lib/quant/returns';
import { measure, type Measure } from '../measure';
import { growth } from '../facts/falls';
import { excess } from '../facts/moments';
import { months, quarters, years, type SpanReturns } from '../facts/spans';
import { winRate, wins, winsOf } from '../facts/wins';
import { fact, type Series } from '../series';

const period = { group: 'distribution', unit: 'fraction', source: 'quantstats 2019' } as const;
const ratio = { group: 'distribution', source: 'quantstats 2019' } as const;

const shareAtWork = (values: Float64Array): number =>
  values.reduce((count, value) => (value === 0 ? count : count + 1), 0) / values.length;
const exposure = ({ returns }: Series): number => shareAtWork(returns);
// quantstats rounds up to whole percents.
const roundedUp = (share: number): number => Math.ceil(share * 100) / 100;

const most = (values: Float64Array): number => values.reduce((best, value) => Math.max(best, value), -Infinity);
const least = (values: Float64Array): number => values.reduce((worst, value) => Math.min(worst, value), Infinity);

/** Months and years as the calendar of the other screens has them: whole ones where there are any. */
const judged = fact((series) => {
  const { start, count } = series;
  if (start === undefined || count === 0) return undefined;
  // The last level of each month says all.
  const { ends, compounded } = months(series);
  const levels = [1];
  for (const value of compounded) levels.push((levels.at(-1) ?? 1) * (1 + value));
  const all = monthlyReturns([start, ...ends], levels);
  const whole = <T extends { complete: boolean; value: number }>(spans: readonly T[]): Float64Array => {
    const complete = spans.filter((one) => one.complete);
    return Float64Array.from(complete.length > 0 ? complete : spans, (one) => one.value);
  };
  return { month: whole(all), year: whole(yearlyReturns(all)) };
});

function extremeSpan(
  id: string,
  name: string,
  span: 'month' | 'year',
  spans: (series: Series) => SpanReturns,
  pick: (values: Float64Array) => number
): Measure {
  const all = (series: Series): number => (series.count === 0 ? NaN : pick(spans(series).compounded));
  const word = pick === most ? 'greatest' : 'least';
  return measure(
    {
      ...{ ...period, id, name, periodicity: span },
      formula: `${word} return of a calendar ${span}; of whole ones where there are any`,
      of: (series) => (judged(series) ? pick(judged(series)?.[span] ?? new Float64Array()) : all(series))
    },
    { quantstats: { formula: `${word} return of a calendar ${span}, parts included`, of: all } }
  );
}

const share = (
  id: string,
  name: string,
  periodicity: Measure['periodicity'],
  values: (series: Series) => ArrayLike<number>
): Measure =>
  measure({
    ...{ ...period, id, name, periodicity },
    formula: 'number above zero / number not zero',
    of: (series) => (series.count === 0 ? NaN : winRate(winsOf(values(series))))
  });

/** Gains and losses, how often and how large. */
export const winningMeasures: readonly Measure[] = [
  measure(
    {
      ...{ ...period, id: 'exposure', name: 'Time in market', periodicity: 'whole' },
      formula: 'share of the periods whose return is not zero',
      sign: 'neither',
      of: exposure
    },
    { quantstats: { formula: 'the same, rounded up to a whole percent', of: (series) => roundedUp(exposure(series)) } }
  ),
  measure(
    {
      ...{ ...period, id: 'risk-adjusted-return', name: 'Return for the time in market', periodicity: 'annual' },
      riskFree: 'each-period',
      formula: '((product of (1 + r - risk-free))^(periods per year / n) - 1) / time in market',
      of: (series) => rate(series) / exposure(series)
    },
    {
      quantstats: {
        formula: 'the same with 252 periods a year and the time in which r - risk-free is not zero, rounded up',
        of: (series) => rate({ ...series, periodsPerYear: 252 }) / roundedUp(shareAtWork(excess(series)))
      }
    }
  ),
  measure({
    ...{ ...period, id: 'average-return', name: 'Average return' },
    formula: 'mean of the returns that are not zero',
    of: (series) => (wins(series).gains + wins(series).losses) / (wins(series).up + wins(series).down)
  }),
  measure({
    ...{ ...period, id: 'average-gain', name: 'Average gain' },
    formula: 'mean of the returns above zero',
    of: (series) => wins(series).gains / wins(series).up
  }),
  measure({
    ...{ ...period, id: 'average-loss', name: 'Average loss', sign: 'loss-negative' },
    formula: 'mean of the returns below zero',
    of: (series) => wins(series).losses / wins(series).down
  }),
  measure({
    ...{ ...period, id: 'average-month-up', name: 'Average month up', periodicity: 'month' },
    formula: 'mean of the calendar months above zero',
    of: (series) => winsOf(months(series).compounded).gains / winsOf(months(series).compounded).up
  }),
  measure({
    ...{ ...period, id: 'average-month-down', name: 'Average month down', periodicity: 'month', sign: 'loss-negative' },
    formula: 'mean of the calendar months below zero',
    of: (series) => winsOf(months(series).compounded).losses / winsOf(months(series).compounded).down
  }),
  measure({
    ...{ ...period, id: 'best-period', name: 'Best period' },
    formula: 'greatest return of a period',
    of: ({ returns, count }) => (count === 0 ? NaN : most(returns))
  }),
  measure({
    ...{ ...period, id: 'worst-period', name: 'Worst period', sign: 'loss-negative' },
    formula: 'least return of a period',
    of: ({ returns, count }) => (count === 0 ? NaN : least(returns))
  }),
  extremeSpan('best-month', 'Best month', 'month', months, most),
  extremeSpan('worst-month', 'Worst month', 'month', months, least),
  extremeSpan('best-year', 'Best year', 'year', years, most),
  extremeSpan('worst-year', 'Worst year', 'year', years, least),
  share('win-rate', 'Periods up', 'period', ({ returns }) => returns),
  share('win-month', 'Months up', 'month', (series) => months(series).compounded),
  share('win-quarter', 'Quarters up', 'quarter', (series) => quarters(series).compounded),
  share('win-year', 'Years up', 'year', (series) => years(series).compounded),
  measure({
    ...{ ...ratio, id: 'consecutive-gains', name: 'Longest run of gains', unit: 'count' },
    formula: 'greatest number of periods above zero in a row',
    of: (series) => wins(series).longestUp
  }),
  measure({
    ...{ ...ratio, id: 'consecutive-losses', name: 'Longest run of losses', unit: 'count', sign: 'lower-better' },
    formula: 'greatest number of periods below zero in a row',
    of: (series) => wins(series).longestDown
  })
];

function rate(series: Series): number {
  const values = excess(series);
  const level =
    values === series.returns ? growth(series) : values.reduce((product, value) => product * (1 + value), 1);
  return Math.pow(level, series.periodsPerYear / series.count) - 1;
}
