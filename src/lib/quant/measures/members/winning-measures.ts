import { monthlyReturns, yearlyReturns } from '$lib/quant/returns';
import { measure, type Measure } from '../measure';
import { growth, wealth } from '../facts/falls';
import { excess } from '../facts/moments';
import { months, quarters, years, type SpanReturns } from '../facts/spans';
import { payoff, winRate, wins, winsOf } from '../facts/wins';
import { quantileAt } from '../facts/tails';
import { fact, type Series } from '../series';

const period = { group: 'distribution', unit: 'fraction', source: 'quantstats 2019' } as const;
const ratio = { group: 'distribution', source: 'quantstats 2019' } as const;

const exposure = ({ returns }: Series): number =>
  returns.reduce((count, value) => (value === 0 ? count : count + 1), 0) / returns.length;
// quantstats rounds up to whole percents.
const roundedExposure = (series: Series): number => Math.ceil(exposure(series) * 100) / 100;

const most = (values: Float64Array): number => values.reduce((best, value) => Math.max(best, value), -Infinity);
const least = (values: Float64Array): number => values.reduce((worst, value) => Math.min(worst, value), Infinity);

/** Months and years as the calendar of the other screens has them: whole ones where there are any. */
const judged = fact((series) => {
  const { start, days, count } = series;
  if (start === undefined || count === 0) return undefined;
  const all = monthlyReturns([start, ...Array.from(days)], [1, ...wealth(series)]);
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

const profitFactor = fact((series) => {
  const { gains, losses } = wins(series);
  return losses === 0 && gains === 0 ? 0 : gains / -losses;
});
const tailRatio = fact((series) => Math.abs(quantileAt(series, 0.95)) / Math.abs(quantileAt(series, 0.05)));
const notNegative = fact(({ returns }) => {
  let [count, sum] = [0, 0];
  for (const value of returns)
    if (value >= 0) {
      count++;
      sum += value;
    }
  return { count, sum };
});
const gainToPain = (values: ArrayLike<number>): number => {
  const { gains, losses } = winsOf(values);
  return losses === 0 ? NaN : (gains + losses) / -losses;
};
const kelly = (series: Series): number => {
  const odds = payoff(wins(series));
  const rate = winRate(wins(series));
  return rate - (1 - rate) / odds;
};

/** Gains and losses, how often and how large. */
export const winningMeasures: readonly Measure[] = [
  measure(
    {
      ...{ ...period, id: 'exposure', name: 'Time in market', periodicity: 'whole' },
      formula: 'share of the periods whose return is not zero',
      sign: 'neither',
      of: exposure
    },
    { quantstats: { formula: 'the same, rounded up to a whole percent', of: roundedExposure } }
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
        formula: 'the same with the time in market rounded up, and always 252 periods a year',
        of: (series) => rate({ ...series, periodsPerYear: 252 }) / roundedExposure(series)
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
  }),
  measure({
    ...{ ...ratio, id: 'payoff-ratio', name: 'Payoff ratio' },
    formula: 'average gain / -average loss',
    of: (series) => payoff(wins(series))
  }),
  measure({
    ...{ ...ratio, id: 'profit-factor', name: 'Profit factor' },
    formula: 'sum of gains / -sum of losses',
    of: profitFactor
  }),
  measure({
    ...{ ...ratio, id: 'profit-ratio', name: 'Profit ratio' },
    formula: '(mean of r >= 0 / their number) / (-mean of r < 0 / their number)',
    of: (series) => {
      const { count, sum } = notNegative(series);
      const { down, losses } = wins(series);
      return count === 0 ? 0 : sum / count ** 2 / (-losses / down ** 2);
    }
  }),
  measure({
    ...{ ...ratio, id: 'cpc-index', name: 'CPC index' },
    formula: 'profit factor x share of periods up x payoff ratio',
    of: (series) => profitFactor(series) * winRate(wins(series)) * payoff(wins(series))
  }),
  measure({
    ...{ ...ratio, id: 'tail-ratio', name: 'Tail ratio', source: 'empyrical 2016' },
    formula: '|95 % quantile| / |5 % quantile|, linear interpolation',
    of: tailRatio
  }),
  measure({
    ...{ ...ratio, id: 'common-sense-ratio', name: 'Common sense ratio' },
    formula: 'profit factor x tail ratio',
    of: (series) => profitFactor(series) * tailRatio(series)
  }),
  measure({
    ...{ ...ratio, id: 'outlier-win-ratio', name: 'Outlier win ratio' },
    formula: '99 % quantile / mean of r >= 0',
    of: (series) => quantileAt(series, 0.99) / (notNegative(series).sum / notNegative(series).count)
  }),
  measure({
    ...{ ...ratio, id: 'outlier-loss-ratio', name: 'Outlier loss ratio', sign: 'lower-better' },
    formula: '1 % quantile / mean of r < 0',
    of: (series) => quantileAt(series, 0.01) / (wins(series).losses / wins(series).down)
  }),
  measure({
    ...{ ...ratio, id: 'gain-to-pain', name: 'Gain to pain', source: 'Schwager 2012' },
    formula: 'sum of r / -sum of r < 0',
    of: ({ returns }) => gainToPain(returns)
  }),
  measure({
    ...{
      ...ratio,
      id: 'gain-to-pain-month',
      name: 'Gain to pain, months',
      source: 'Schwager 2012',
      periodicity: 'month'
    },
    formula: 'sum of months / -sum of months below zero; a month is the sum of its returns',
    of: (series) => gainToPain(months(series).summed)
  }),
  measure({
    ...{ ...ratio, id: 'kelly-criterion', name: 'Kelly criterion', source: 'Kelly 1956', unit: 'fraction' },
    formula: 'share of periods up - share of periods down / payoff ratio',
    of: kelly
  }),
  measure({
    ...{
      ...ratio,
      id: 'risk-of-ruin',
      name: 'Risk of ruin',
      unit: 'fraction',
      sign: 'lower-better',
      periodicity: 'whole'
    },
    formula: '((1 - share of periods up) / (1 + share of periods up))^n',
    of: (series) => {
      const up = winRate(wins(series));
      return ((1 - up) / (1 + up)) ** series.count;
    }
  })
];

function rate(series: Series): number {
  const values = excess(series);
  const level =
    values === series.returns ? growth(series) : values.reduce((product, value) => product * (1 + value), 1);
  return Math.pow(level, series.periodsPerYear / series.count) - 1;
}
