import { dayFromNumber, type Period } from '$lib/domain/calendar';
import { inLedgerOrder } from '$lib/domain/ledger';
import { currencyFromCode } from '$lib/domain/money';
import type {
  Answers,
  ColumnField,
  ColumnMapping,
  DraftSeries,
  DraftTransaction,
  ImportProblem,
  SourceTable,
  StatementContext,
  StatementCounts,
  StatementKind,
  StatementPreview
} from '$lib/domain/statements';
import { layoutOf, type Layout } from '../columns/layout';
import type { ReadingOptions } from '../reading-options';
import type { OpenedSource } from '../source/source';
import { cellsOf, lineOf, type OpenedTable } from '../source/table';
import { isCashSymbol } from '../values/symbols';
import { dialectOf } from './dialect';
import { findingsOf, type Findings } from '../compare/findings';
import { ledgerRows } from './ledger-rows';
import { priceRows } from './price-rows';
import { mappingOf, savedMapping } from './saved-mapping';
import type { Reading } from './row-reading';
import { tablePlaces } from './table-places';

const MAXIMUM_LEDGER_ROWS = 250_000;
const MAXIMUM_PRICE_CELLS = 20_000_000;
const noCounts: StatementCounts = {
  rows: 0,
  understood: 0,
  needLook: 0,
  alreadyThere: 0,
  passedOver: 0,
  leftOut: 0,
  taken: 0
};

/** Preview of any table of transactions, holdings or prices. */
export function genericStatement(
  table: OpenedTable,
  context: StatementContext,
  options: ReadingOptions = {},
  onProgress: (share: number) => void = () => undefined
): StatementPreview {
  const answers = options.answers ?? {};
  if (table.refusal) return refusedPreview(table, [table.refusal], answers);
  const layout = layoutOf(table, context.mappings, options.mapping);
  const chosenKind = answers['which-kind']?.option.replace(/^kind:/, '');
  const kind = chosenKind === 'transactions' || chosenKind === 'holdings' ? chosenKind : layout.kind;
  const rows = layout.endRow - layout.firstRow;
  const refusal = refusalOf(layout, kind, rows);
  if (refusal || kind === undefined) return refusedPreview(table, refusal ? [refusal] : [], answers, layout);
  const findings = findingsOf(tablePlaces(table, layout), answers);
  if (table.guessed > 0) findings.report('note', { code: 'encoding-guessed', characters: table.guessed });
  const cells = Array.from({ length: rows }, (_, at) => cellsOf(table, layout.firstRow + at));
  if (kind !== 'prices' && isDoubtfulKind(layout, cells) && !options.mapping && !layout.saved)
    askKind(layout, layout.kind ?? kind, cells, findings);
  const dialect = dialectOf(layout, cells, findings, context.today, table.delimiter);
  const live = inLedgerOrder(context.live);
  const reading: Reading = {
    table,
    layout,
    dialect,
    findings,
    kind,
    cells,
    saved: layout.saved,
    progress: onProgress,
    context: { ...context, live }
  };
  const preview = kind === 'prices' ? pricePreview(reading, answers) : ledgerPreview(reading, answers);
  onProgress(1);
  return preview;
}

/** True when a table of a workbook or an archive has columns that say what it is. */
export function isReadable({ table, refusal }: OpenedSource, mappings: readonly ColumnMapping[]): boolean {
  if (!table || refusal || table.refusal) return false;
  const layout = layoutOf(table, mappings);
  return refusalOf(layout, layout.kind, layout.endRow - layout.firstRow) === undefined;
}

function refusalOf(layout: Layout, kind: Layout['kind'], rows: number): ImportProblem | undefined {
  const refused = (subject: ImportProblem['subject']): ImportProblem => ({ subject, effect: 'file' });
  if (rows <= 0) return refused({ code: layout.headerRow >= 0 ? 'header-only' : 'empty-file' });
  if (kind === 'prices' && isRates(layout)) return refused({ code: 'exchange-rates' });
  if (kind === undefined) return refused({ code: 'columns-unknown', missing: missingFields(layout) });
  if (kind !== 'prices' && rows > MAXIMUM_LEDGER_ROWS)
    return refused({ code: 'too-many-rows', rows, limit: MAXIMUM_LEDGER_ROWS });
  const width = Math.max(1, layout.names.length);
  const limit = Math.floor(MAXIMUM_PRICE_CELLS / width);
  return kind === 'prices' && rows > limit ? refused({ code: 'too-many-rows', rows, limit }) : undefined;
}

/** A wide table whose columns are all named after currencies holds rates of exchange, not closes of instruments. */
function isRates(layout: Layout): boolean {
  const series = layout.columns.filter((column) => column.field === 'series');
  return series.length > 1 && series.every((column) => currencyFromCode(column.name)?.kind === 'fiat');
}

function missingFields(layout: Layout): ColumnField[] {
  const fields = new Set(layout.columns.map((column) => column.field));
  const missing: ColumnField[] = fields.has('date') ? [] : ['date'];
  if (!fields.has('symbol') && !fields.has('isin') && !fields.has('name')) missing.push('symbol');
  if (!fields.has('quantity') && !fields.has('amount') && !fields.has('close')) missing.push('quantity');
  return missing;
}

/** Rows of symbol, quantity and price without a kind and without a minus may be a snapshot or purchases. */
function isDoubtfulKind(layout: Layout, cells: readonly (readonly string[])[]): boolean {
  const fields = new Map(layout.columns.map((column) => [column.field, column.index]));
  const has = (...wanted: ColumnField[]): boolean => wanted.some((field) => fields.has(field));
  const quantity = fields.get('quantity');
  if (
    quantity === undefined ||
    !has('date') ||
    !has('price') ||
    has('action', 'unit-cost', 'cost', 'acquired', 'fee', 'net-amount', 'debit', 'credit')
  )
    return false;
  const amount = fields.get('amount') ?? -1;
  return !cells.some((row) => /^\s*[-(]/.test(row[quantity] ?? '') || /^\s*[-(]/.test(row[amount] ?? ''));
}

function askKind(
  layout: Layout,
  guess: StatementKind,
  cells: readonly (readonly string[])[],
  findings: Findings
): void {
  const symbol = layout.columns.find((column) => column.field === 'symbol')?.index ?? -1;
  if (cells.some((row) => isCashSymbol(row[symbol] ?? ''))) return;
  findings.ask({
    subject: { code: 'which-kind', guess },
    required: false,
    rows: [layout.firstRow],
    options: [
      { id: 'kind:holdings', ...(guess === 'holdings' ? { best: true } : {}) },
      { id: 'kind:transactions', ...(guess === 'transactions' ? { best: true } : {}) }
    ]
  });
}

function sourceOf(table: OpenedTable, rows: number, layout?: Layout): SourceTable {
  const headerLine = layout && layout.headerRow >= 0 ? { headerLine: lineOf(table, layout.headerRow) } : {};
  return {
    name: table.name,
    bytes: table.bytes,
    encoding: table.encoding,
    delimiter: table.delimiter,
    rows,
    ...headerLine
  };
}

function refusedPreview(
  table: OpenedTable,
  problems: readonly ImportProblem[],
  answers: Answers,
  layout?: Layout
): StatementPreview {
  return {
    format: 'generic',
    source: sourceOf(table, layout ? Math.max(0, layout.endRow - layout.firstRow) : 0, layout),
    kind: 'transactions',
    counts: noCounts,
    columns: layout?.columns ?? [],
    ...(layout
      ? { mapping: { ...savedMapping(table, layout, layout.columns, 'transactions'), actions: {}, currencies: {} } }
      : {}),
    accounts: [],
    instruments: [],
    drafts: [],
    series: [],
    questions: [],
    problems,
    answers
  };
}

function ledgerPreview(reading: Reading, answers: Answers): StatementPreview {
  const read = ledgerRows(reading);
  const { rows, understood, needLook, alreadyThere, passedOver, taken } = read;
  const leftOut = Math.max(0, rows - understood - needLook - alreadyThere - passedOver);
  const span = spanOf(read.drafts);
  return {
    format: 'generic',
    source: sourceOf(reading.table, rows, reading.layout),
    kind: reading.kind,
    ...(span ? { span } : {}),
    counts: { rows, understood, needLook, alreadyThere, passedOver, leftOut, taken },
    columns: reading.dialect.columns,
    mapping: mappingOf(reading, answers, {
      dialect: reading.dialect,
      currency: read.resolved.assumedCurrency,
      signRule: read.resolved.signRule
    }),
    accounts: read.accounts,
    instruments: read.instruments,
    drafts: read.drafts,
    series: [],
    questions: reading.findings.questions,
    problems: reading.findings.problems,
    answers
  };
}

function pricePreview(reading: Reading, answers: Answers): StatementPreview {
  const read = priceRows(reading);
  const { closes, understood, needLook, leftOut, taken } = read;
  const span = spanOfSeries(read.series);
  return {
    format: 'generic',
    source: sourceOf(reading.table, reading.cells.length, reading.layout),
    kind: 'prices',
    ...(span ? { span } : {}),
    counts: { rows: closes, understood, needLook, alreadyThere: 0, passedOver: 0, leftOut, taken },
    columns: reading.dialect.columns,
    mapping: mappingOf(reading, answers, {
      dialect: reading.dialect,
      currency: read.assumedCurrency,
      adjustment: read.adjustment
    }),
    accounts: [],
    instruments: read.instruments,
    drafts: [],
    series: read.series,
    questions: reading.findings.questions,
    problems: reading.findings.problems,
    answers
  };
}

function spanOf(drafts: readonly DraftTransaction[]): Period | undefined {
  let [start, end] = [Infinity, -Infinity];
  for (const { transaction } of drafts) {
    start = Math.min(start, transaction.tradeDay);
    end = Math.max(end, transaction.tradeDay);
  }
  return start > end ? undefined : { start: dayFromNumber(start), end: dayFromNumber(end) };
}

function spanOfSeries(series: readonly DraftSeries[]): Period | undefined {
  let [start, end] = [Infinity, -Infinity];
  for (const { series: one } of series) {
    start = Math.min(start, one.days[0] ?? Infinity);
    end = Math.max(end, one.days.at(-1) ?? -Infinity);
  }
  return start > end ? undefined : { start: dayFromNumber(start), end: dayFromNumber(end) };
}
