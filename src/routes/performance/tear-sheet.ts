import { dayFromNumber, type PeriodName } from '$lib/domain/calendar';
import { definitionOf, measureOf, type Convention, type PerformanceReport } from '$lib/quant/measures';
import type { SheetBlock, SheetCell, SheetDocument, SheetPart } from '$lib/services/save-tear-sheet';
import { count, date, dateSpan, monthName, percent, plainNumber, pointsFigure, ratio } from '$lib/ui/format';
import { chartTexts, performanceTexts as texts } from '$lib/ui/texts';
import { growthDrawing, lineDrawing } from './drawings';
import { figureText, measureGroups, nameOf } from './figures';
import { dayRows, distributionRows, drawdownRows, monthRows, yearRows } from './rows';
import { wordsOf } from './words';

/** What a tear sheet is made of. */
export interface TearSheetInput {
  readonly report: PerformanceReport;
  readonly convention: Convention;
  readonly period: PeriodName;
  /** What the figures rest on beside the index, in sentences. */
  readonly basisLines: readonly string[];
  readonly benchmarkName: string;
  /** Names of the accounts; none stands for all. */
  readonly accounts: readonly string[];
  readonly currency: string;
  readonly asOf: number;
}

const number = (value: number): string => plainNumber(value, { digits: 1 });
const hundred = (values: Float64Array): Float64Array => values.map((value) => value * 100);

/** The report as a sheet to keep. */
export function tearSheet(input: TearSheetInput): SheetDocument {
  const { report, convention, period, benchmarkName, accounts, currency, asOf } = input;
  const { sheet } = texts;
  const from = dayFromNumber(report.days[0] ?? NaN);
  const to = dayFromNumber(report.days.at(-1) ?? NaN);
  const scope = accounts.length === 0 ? sheet.allAccounts : sheet.accounts(accounts);
  const compared = report.benchmark ? `, ${sheet.against(benchmarkName)}` : '';
  return {
    title: sheet.title,
    subtitle: `${sheet.subtitle(scope, dateSpan(from, to), currency)}${compared}`,
    language: 'en',
    foot: sheet.foot(date(dayFromNumber(asOf))),
    parts: [
      facts(input),
      { kind: 'words', text: wordsOf(report, convention, period, benchmarkName) },
      ...input.basisLines.map((text): SheetPart => ({ kind: 'note', text })),
      { kind: 'heading', text: texts.growth, hint: texts.growthHint },
      growth(input),
      ...rolling(report),
      { kind: 'heading', text: texts.monthly, hint: texts.monthlyHint },
      heatMap(report, benchmarkName),
      { kind: 'heading', text: texts.measures, hint: sheet.definitions(texts.conventions[convention]) },
      { kind: 'cells', cells: [...measureCells(input), ...tableCells(report, benchmarkName)] },
      {
        kind: 'note',
        text: texts.basis(
          count(report.days.length - 1),
          count(report.periodsPerYear),
          percent(report.riskFreeRate, { digits: 1 })
        )
      }
    ]
  };
}

function facts({ report, convention }: TearSheetInput): SheetBlock {
  const ids = ['cumulative-return', 'annual-return', 'volatility', 'sharpe-ratio', 'maximum-drawdown'];
  return {
    kind: 'facts',
    items: ids.map((id) => ({
      label: measureOf(id).name,
      value: figureText(definitionOf(measureOf(id), convention), report.figures[convention][id])
    }))
  };
}

function growth({ report, benchmarkName }: TearSheetInput): SheetBlock {
  const own = { name: texts.you, values: hundred(report.index), ink: 'ink' } as const;
  const other = report.benchmark && {
    name: benchmarkName,
    values: hundred(report.benchmark),
    ink: 'benchmark' as const
  };
  const end = (values: Float64Array): string => number(values.at(-1) ?? NaN);
  const label = texts.chart(end(own.values), other ? texts.chartOther(benchmarkName, end(other.values)) : '');
  return {
    kind: 'drawing',
    drawing: growthDrawing({ label, days: report.days, text: number }, other ? [own, other] : [own], report.drawdown)
  };
}

function rolling({ rolling: figures, window }: PerformanceReport): SheetPart[] {
  if (!figures) return [];
  const hint = texts.rollingHint(texts.windows[String(window)] ?? '');
  const { days } = figures;
  const shown = [
    {
      name: texts.rollingNames.volatility,
      values: figures.volatility,
      text: (value: number) => percent(value, { digits: 0 })
    },
    { name: texts.rollingNames.sharpe, values: figures.sharpe, text: (value: number) => ratio(value, { digits: 1 }) },
    ...(figures.beta
      ? [{ name: texts.rollingNames.beta, values: figures.beta, text: (value: number) => ratio(value) }]
      : [])
  ];
  return shown.flatMap(({ name, values, text }): SheetPart[] => {
    const known = Array.from(values).filter((value) => Number.isFinite(value));
    if (known.length < 2) return [];
    const label = texts.rollingLabel(name, text(Math.min(...known)), text(Math.max(...known)));
    return [
      { kind: 'heading', text: name, hint },
      { kind: 'drawing', drawing: lineDrawing({ label, days, text }, [{ name, values, ink: 'ink' }]) }
    ];
  });
}

// The diverging colours of the light theme, from the greatest loss to the greatest gain.
const grounds = ['#e08e78', '#edb4a5', '#f7dad1', '#ffffff', '#d2e2e0', '#a6c5c2', '#79a8a4'];

function heatMap(report: PerformanceReport, benchmarkName: string): SheetBlock {
  const rows = monthRows(report);
  const sizes = rows
    .flatMap(({ months }) => months.filter((value) => Number.isFinite(value)).map(Math.abs))
    .sort((a, b) => a - b);
  const reach = Math.max(0.01, sizes[Math.floor(sizes.length * 0.97)] ?? 0.01);
  const cell = (value: number): SheetCell => {
    if (!Number.isFinite(value)) return '';
    const step = Math.max(-3, Math.min(3, Math.round((value / reach) * 3)));
    return { text: pointsFigure(value, { sign: 'level' }), fill: grounds[3 + step] ?? '#ffffff' };
  };
  const beside = report.benchmark !== undefined && report.comparedFrom === undefined;
  return {
    kind: 'table',
    label: texts.monthly,
    middle: true,
    left: 1,
    shares: [1.1, ...new Array<number>(12).fill(1), 1.4, ...(beside ? [1.4] : [])],
    heads: [
      '',
      ...Array.from({ length: 12 }, (_, at) => monthName(at + 1)),
      chartTexts.year,
      ...(beside ? [benchmarkName] : [])
    ],
    rows: rows.map(({ year, months, total, compare }) => [
      String(year),
      ...months.map(cell),
      percent(total, { sign: 'change' }),
      ...(beside ? [percent(compare, { sign: 'change' })] : [])
    ])
  };
}

function measureCells({ report, convention, benchmarkName }: TearSheetInput): SheetBlock[][] {
  const others = report.benchmarkFigures?.[convention];
  return measureGroups(false)
    .filter(({ group }) => group !== 'benchmark' || others)
    .map(({ group, shown }): SheetBlock[] => {
      const beside = others && group !== 'benchmark' ? others : undefined;
      return [
        { kind: 'heading', text: texts.groups[group] },
        {
          kind: 'table',
          label: texts.groups[group],
          left: 1,
          ...(beside ? { heads: ['', texts.you, benchmarkName], shares: [2.6, 1, 1] } : {}),
          rows: shown.map((one) => {
            const definition = definitionOf(one, convention);
            return [
              nameOf(one),
              figureText(definition, report.figures[convention][one.id]),
              ...(beside ? [{ text: figureText(definition, beside[one.id]), ink: 'soft' as const }] : [])
            ];
          })
        }
      ];
    });
}

function tableCells(report: PerformanceReport, benchmarkName: string): SheetBlock[][] {
  const beside = report.benchmark !== undefined && report.comparedFrom === undefined;
  const cell = (
    text: string,
    heads: readonly string[],
    rows: readonly string[][],
    shares?: readonly number[],
    left = 1
  ): SheetBlock[] => [
    { kind: 'heading', text },
    { kind: 'table', label: text, heads, rows, left, ...(shares ? { shares } : {}) }
  ];
  return [
    report.drawdowns.length === 0
      ? [
          { kind: 'heading', text: texts.drawdowns },
          { kind: 'note', text: texts.noDrawdowns }
        ]
      : cell(texts.drawdowns, texts.drawdownHeads, drawdownRows(report), [1, 1.6, 1.6, 1.6, 0.8]),
    cell(
      texts.years,
      texts.yearHeads(benchmarkName).slice(0, beside ? 4 : 2),
      yearRows(report).map((row) => (beside ? row : row.slice(0, 2))),
      beside ? [1, 1, 1, 1] : [1, 1]
    ),
    cell(texts.worst, texts.dayHeads, dayRows(report.worst), [1, 1]),
    cell(texts.best, texts.dayHeads, dayRows(report.best), [1, 1]),
    cell(texts.distribution, texts.distributionHeads, distributionRows(report), [1.2, 1, 1, 1, 1, 1.1, 0.6])
  ];
}
