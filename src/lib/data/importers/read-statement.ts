import type {
  ColumnField,
  ColumnMapping,
  ImportProblem,
  ProblemSubject,
  StatementContext,
  StatementFormat,
  StatementPreview
} from '$lib/domain/statements';
import { readers } from './brokers/catalog';
import { severalColumns } from './columns/recognise';
import { looksLikeTemplate } from './columns/template';
import { genericStatement, isReadable } from './generic/statement';
import type { ReadingOptions } from './reading-options';
import { BrokenFileError, type StatementReader } from './sheet/reader';
import { statementFromSheet } from './sheet/statement-from-sheet';
import { StatementSheet } from './sheet/statement-sheet';
import type { OpenedFile } from './source/file';
import { openSource, type OpenedSource } from './source/source';

type Report = (share: number) => void;
const silent: Report = () => undefined;
const READING = 0.5;

/** Formats of brokers, trackers and banks that are read, in the order of their names. */
export function knownFormats(): StatementFormat[] {
  return readers.map(({ id, name, tried }) => ({ id, name, tried })).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Preview of an opened file by the first reader that recognises it, else by its columns; run again with every answer. */
export function statementFrom(
  file: OpenedFile,
  context: StatementContext,
  options: ReadingOptions = {},
  onProgress: Report = silent
): StatementPreview {
  const [only] = file.parts;
  if (!only) throw new RangeError('an opened file has a part');
  if (file.container === undefined) return previewOf(only, context, options, onProgress);
  const usable = file.parts.filter(
    (part) => readerOf(part, options) !== undefined || isReadable(part, context.mappings)
  );
  if (usable.length === 0) {
    const format = file.container;
    return file.parts.length === 1
      ? previewOf(only, context, options, onProgress)
      : refusedPreview(only, { code: 'not-a-table', format });
  }
  const rows = (part: OpenedSource): number => part.table?.index.starts.length ?? 0;
  const likeliest = [...usable].sort(
    (a, b) =>
      Number(readerOf(b, options) !== undefined) - Number(readerOf(a, options) !== undefined) || rows(b) - rows(a)
  )[0];
  const answer = options.answers?.['which-part'];
  const chosen = usable.find((part) => answer?.option === `part:${part.name}`) ?? likeliest ?? only;
  const preview = previewOf(chosen, context, options, onProgress);
  const others = file.parts.filter((part) => part !== chosen).map((part) => part.name);
  const source = { ...preview.source, name: file.name, ...(file.parts.length > 1 ? { part: chosen.name } : {}) };
  if (others.length === 0) return { ...preview, source };
  const note: ImportProblem = { subject: { code: 'parts-not-read', read: chosen.name, others }, effect: 'note' };
  const question: StatementPreview['questions'][number] = {
    id: 'which-part',
    subject: {
      code: 'which-part',
      container: file.container,
      parts: usable.map((part) => ({ name: part.name, rows: rows(part) }))
    },
    required: false,
    lines: [],
    excerpts: [],
    options: usable.map((part) => ({ id: `part:${part.name}`, ...(part === likeliest ? { best: true } : {}) })),
    ...(answer ? { answer } : {})
  };
  return {
    ...preview,
    source,
    questions: usable.length > 1 ? [question, ...preview.questions] : preview.questions,
    problems: [...preview.problems, note]
  };
}

/** Preview of a file that holds one statement, or of pasted text. Bad files come back with a problem of effect 'file'. */
export function readStatement(
  source: Uint8Array | string,
  context: StatementContext,
  options: ReadingOptions = {},
  onProgress: Report = silent
): StatementPreview {
  const opened = openSource(source, context.fileName, (share) => onProgress(share * 0.3));
  return previewOf(opened, context, options, (share) => onProgress(0.3 + share * 0.7));
}

/** The mapping of a preview with its answers, to be saved; undefined when the file has no columns. */
export function mappingFrom(preview: StatementPreview): ColumnMapping | undefined {
  return preview.mapping;
}

/** Mapping with another field for one column; a field that only one column can have is taken from the other. */
export function changedMapping(mapping: ColumnMapping, column: string, field: ColumnField): ColumnMapping {
  const columns: Record<string, ColumnField> = {};
  const single = field !== 'series' && field !== 'ignored' && !severalColumns.has(field);
  for (const [name, known] of Object.entries(mapping.columns))
    columns[name] = single && known === field ? 'ignored' : known;
  columns[column] = field;
  return { ...mapping, columns };
}

function readerOf(source: OpenedSource, { asTable, mapping }: ReadingOptions): StatementReader | undefined {
  if (source.content === 'table' && (asTable || mapping)) return undefined;
  return readers.find((one) => one.recognises(source));
}

function previewOf(
  source: OpenedSource,
  context: StatementContext,
  options: ReadingOptions,
  onProgress: Report
): StatementPreview {
  const reader = readerOf(source, options);
  const { table } = source;
  if (!reader) {
    if (table && !source.refusal) return genericStatement(table, context, options, onProgress);
    if (looksLikeTemplate(source.text)) return refusedPreview(source, { code: 'is-template' });
    return refusedPreview(source, source.refusal?.subject ?? { code: 'not-a-table', format: formatOf(source) });
  }
  try {
    const sheet = filledSheet(reader, source, context, (share) => onProgress(share * READING));
    if (sheet.posted.length + sheet.problems.length + sheet.series.length + sheet.lines.size === 0)
      return refusedPreview(source, { code: 'header-only' }, reader);
    return statementFromSheet(sheet, source, reader, context, options.answers ?? {});
  } catch (error) {
    if (error instanceof BrokenFileError) return refusedPreview(source, error.subject, reader, error.line);
    if (!(error instanceof Error)) throw error;
    return refusedPreview(source, { code: 'file-broken', detail: error.message }, reader);
  }
}

const filled = new WeakMap<OpenedSource, { readonly reader: StatementReader; readonly sheet: StatementSheet }>();

/** What a reader writes for a source; kept, because every answer asks for it again. */
function filledSheet(
  reader: StatementReader,
  source: OpenedSource,
  { fileName, today, baseCurrency }: StatementContext,
  progress: Report
): StatementSheet {
  const known = filled.get(source);
  if (known?.reader === reader && known.sheet.today === today && known.sheet.baseCurrency === baseCurrency)
    return known.sheet;
  const sheet = new StatementSheet({ fileName, today, baseCurrency, progress });
  reader.read(source, sheet);
  filled.set(source, { reader, sheet });
  return sheet;
}

const formatOf = ({ content }: OpenedSource): 'xml' | 'json' | 'ofx' | 'qif' | 'unknown' =>
  content === 'xml' || content === 'json' || content === 'ofx' || content === 'qif' ? content : 'unknown';

function refusedPreview(
  source: OpenedSource,
  subject: ProblemSubject,
  reader?: StatementReader,
  line?: number
): StatementPreview {
  const { name, bytes, encoding, table, content } = source;
  return {
    format: reader?.id ?? 'generic',
    ...(reader ? { reader: { id: reader.id, name: reader.name, tried: reader.tried } } : {}),
    alsoTable: reader !== undefined && content === 'table',
    source: { name, bytes, encoding, ...(table ? { delimiter: table.delimiter } : {}), rows: 0 },
    kind: 'transactions',
    counts: { rows: 0, understood: 0, needLook: 0, alreadyThere: 0, passedOver: 0, leftOut: 0, taken: 0 },
    columns: [],
    accounts: [],
    instruments: [],
    drafts: [],
    series: [],
    questions: [],
    problems: [{ subject, effect: 'file', ...(line === undefined ? {} : { line }) }],
    answers: {}
  };
}
