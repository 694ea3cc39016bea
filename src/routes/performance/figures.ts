import {
  conventions,
  definitionOf,
  measureOf,
  measures,
  type Convention,
  type Measure,
  type MeasureGroup,
  type PerformanceReport
} from '$lib/quant/measures';
import { count, MISSING, percent, plainNumber, ratio } from '$lib/ui/format';
import { performanceTexts as texts } from '$lib/ui/texts';
import type { DefinedAsk, FigureDefinition } from '../asks';

/** Groups in the order of the screen, and the measures that are shown of each before all are asked for. */
const usual: Readonly<Record<MeasureGroup, readonly string[]>> = {
  return: [
    'cumulative-return',
    'annual-return',
    'year-to-date',
    'month-to-date',
    'three-months',
    'one-year',
    'three-years',
    'five-years',
    'expected-month'
  ],
  risk: [
    'volatility',
    'downside-deviation',
    'value-at-risk',
    'expected-shortfall',
    'pareto-expected-shortfall',
    'gini-mean-difference'
  ],
  'risk-adjusted': [
    'sharpe-ratio',
    'probabilistic-sharpe',
    'sortino-ratio',
    'omega-ratio',
    'calmar-ratio',
    'martin-ratio',
    'pain-ratio',
    'upside-potential-ratio'
  ],
  drawdown: [
    'maximum-drawdown',
    'longest-drawdown',
    'average-drawdown',
    'average-drawdown-days',
    'pain-index',
    'ulcer-index',
    'conditional-drawdown-at-risk',
    'drawdown-count'
  ],
  benchmark: [
    'beta',
    'alpha',
    'correlation',
    'tracking-error',
    'information-ratio',
    'active-premium',
    'treynor-ratio',
    'm-squared',
    'up-capture',
    'down-capture',
    'batting-average'
  ],
  distribution: [
    'win-rate',
    'win-month',
    'average-month-up',
    'average-month-down',
    'best-month',
    'worst-month',
    'best-period',
    'worst-period',
    'skewness',
    'excess-kurtosis',
    'tail-ratio',
    'profit-factor',
    'payoff-ratio'
  ]
};

/** How many measures there are. */
export const measureCount = measures.length;

/** The groups with their measures: the usual ones, or all. */
export function measureGroups(all: boolean): { group: MeasureGroup; shown: readonly Measure[] }[] {
  return (Object.keys(usual) as MeasureGroup[]).map((group) => ({
    group,
    shown: all ? measures.filter((one) => one.group === group) : usual[group].map(measureOf)
  }));
}

const SMALL = 1e-3;

/** A figure as its unit is written. */
export function figureText({ unit, group, periodicity }: Measure, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return MISSING;
  if (unit === 'days' || unit === 'count') return count(value);
  if (unit === 'fraction') {
    const digits = periodicity === 'period' && Math.abs(value) < 0.1 ? 2 : 1;
    return percent(value, { digits, sign: group === 'return' ? 'change' : 'level' });
  }
  if (value !== 0 && Math.abs(value) < SMALL) return value.toExponential(2).replace('-', '−').replace('e-', 'e−');
  return ratio(value);
}

/** A formula with the signs of mathematics. */
export const formulaText = (formula: string): string => formula.replaceAll(' x ', ' × ').replaceAll(' - ', ' − ');

/** The name of a measure of a series of days. */
export const nameOf = ({ name }: Measure): string => name.replace(/\bPeriods\b/g, 'Days').replace(/\bperiod\b/g, 'day');

/** Whose figure it is. */
export type Whose = 'you' | 'benchmark';

/** What stands behind a figure: formula, convention, source, and what other programs make of the same days. */
export function definedAsk(
  report: PerformanceReport,
  id: string,
  convention: Convention,
  whose: Whose,
  name: string
): DefinedAsk {
  return { defined: () => definitionText(report, id, convention, whose, name) };
}

function definitionText(
  report: PerformanceReport,
  id: string,
  convention: Convention,
  whose: Whose,
  name: string
): FigureDefinition {
  const plain = measureOf(id);
  const one = definitionOf(plain, convention);
  const figures = whose === 'you' ? report.figures : report.benchmarkFigures;
  const value = figures?.[convention][id] ?? NaN;
  const words = texts.explained;
  const others = conventions.filter((each) => each !== convention && differs(plain, convention, each));
  return {
    name: nameOf(plain),
    formula: formulaText(one.formula),
    lines: [
      { label: words.exact, value: Number.isFinite(value) ? plainNumber(value, { digits: 8 }) : MISSING },
      { label: words.of, value: name },
      { label: words.convention, value: texts.conventions[convention] },
      { label: words.periodicity, value: texts.periodicities[one.periodicity] },
      { label: words.riskFree, value: texts.riskFreeUses[one.riskFree] },
      { label: words.sign, value: texts.signs[one.sign] },
      { label: words.source, value: one.source }
    ],
    elsewhere: others.map((each) => ({
      label: texts.conventions[each],
      value: figureText(definitionOf(plain, each), figures?.[each][id]),
      formula: formulaText(definitionOf(plain, each).formula)
    })),
    ...(Number.isFinite(value) ? {} : { note: texts.notDefined })
  };
}

// Programs without a definition of their own go by the house's.
function differs({ as }: Measure, shown: Convention, other: Convention): boolean {
  const [a, b] = [shown, other].map((each) => (each === 'sextant' ? undefined : as[each]));
  return a !== b;
}

/** The lowest point of the deepest fall, and the way back. */
export const deepest = (report: PerformanceReport) => report.drawdowns[0];
