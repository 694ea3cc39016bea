import { dayFromNumber, type PeriodName } from '$lib/domain/calendar';
import { definitionOf, measureOf, type Convention, type PerformanceReport } from '$lib/quant/measures';
import type { PerformanceBasis } from '$lib/services/measure-performance';
import { count, date, percent, points } from '$lib/ui/format';
import { performanceTexts as texts } from '$lib/ui/texts';
import { deepest, figureText, type Whose } from './figures';

/** Writes a figure into a sentence: as it stands, or so that it opens. */
export type PutFigure = (text: string, id: string, whose?: Whose) => string;

const plain: PutFigure = (text) => text;

/** What the report says, in sentences. */
export function wordsOf(
  report: PerformanceReport,
  convention: Convention,
  period: PeriodName,
  benchmarkName: string,
  put: PutFigure = plain
): string {
  const { words } = texts;
  const figures = report.figures[convention];
  const others = report.benchmarkFigures?.[convention];
  const plainText = (id: string, whose: Whose): string =>
    figureText(definitionOf(measureOf(id), convention), (whose === 'you' ? figures : others)?.[id]);
  const text = (id: string, whose: Whose = 'you'): string => put(plainText(id, whose), id, whose);
  const aYear = Number.isFinite(figures['annual-return']) && spansYears(report);
  const id = aYear ? 'annual-return' : 'cumulative-return';
  const span = period in words.spans ? words.spans[period as keyof typeof words.spans] : words.spans.other;
  const worst = deepest(report);
  const fall = worst
    ? words.fall(
        put(plainText('maximum-drawdown', 'you').replace('−', ''), 'maximum-drawdown'),
        date(dayFromNumber(worst.valley))
      ) + (worst.recovery === undefined ? words.notBack : words.back(count(worst.recovery - worst.valley)))
    : words.noFall;
  const gap = (figures[id] ?? NaN) - (others?.[id] ?? NaN);
  return [
    words.returned(span, text(id), aYear),
    words.volatility(text('volatility')),
    fall,
    others && Number.isFinite(gap)
      ? words.ahead(benchmarkName, text(id, 'benchmark'), points(Math.abs(gap), { sign: 'level' }), gap >= 0)
      : '',
    Number.isFinite(figures['sharpe-ratio'])
      ? words.sharpe(text('sharpe-ratio'), others && text('sharpe-ratio', 'benchmark'))
      : ''
  ].join('');
}

/** What the figures rest on beside the index: what deflated it, and whose mean is the risk-free rate. */
export function basisWords({ deflation, cash }: PerformanceBasis): string[] {
  const { basisOf, series } = texts;
  return [
    ...(deflation
      ? [
          basisOf.real(
            series(deflation.title, deflation.area),
            percent(deflation.inflation),
            date(dayFromNumber(deflation.lastDay))
          ),
          ...(deflation.leftOut > 0 ? [basisOf.leftOut(count(deflation.leftOut))] : [])
        ]
      : []),
    ...(cash ? [basisOf.cash(cash.title, percent(cash.rate, { digits: 2 }))] : []),
    ...(deflation ? [basisOf.realCash] : [])
  ];
}

/** More than a year and a month: then returns are told a year. */
function spansYears({ days }: PerformanceReport): boolean {
  return (days.at(-1) ?? 0) - (days[0] ?? 0) > 395;
}
