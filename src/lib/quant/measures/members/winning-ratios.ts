import { measure, type Measure } from '../measure';
import { months } from '../facts/spans';
import { quantileAt } from '../facts/tails';
import { payoff, winRate, wins, winsOf } from '../facts/wins';
import { fact, type Series } from '../series';

const ratio = { group: 'distribution', source: 'quantstats 2019' } as const;

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

/** Gains set against losses. */
export const winningRatios: readonly Measure[] = [
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
