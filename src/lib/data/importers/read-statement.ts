import type { ColumnField, ColumnMapping, StatementContext, StatementPreview } from '$lib/domain/statements';
import { importers } from './catalog';
import { genericStatement } from './generic/statement';
import type { ReadingOptions } from './importer';
import { openTable, type OpenedTable } from './source/table';

/** Preview of an opened table by the importer that recognises it; run again with every answer. */
export function statementFrom(
  table: OpenedTable,
  context: StatementContext,
  options: ReadingOptions = {},
  onProgress?: (share: number) => void
): StatementPreview {
  const importer = importers.find((one) => one.recognises(table));
  return (importer?.statement ?? genericStatement)(table, context, options, onProgress);
}

/** Preview of a file, or of pasted text. Bad files come back with a problem of effect 'file'. */
export function readStatement(
  source: Uint8Array | string,
  context: StatementContext,
  options: ReadingOptions = {},
  onProgress: (share: number) => void = () => undefined
): StatementPreview {
  const table = openTable(source, context.fileName, (share) => onProgress(share * 0.3));
  return statementFrom(table, context, options, (share) => onProgress(0.3 + share * 0.7));
}

/** The mapping of a preview with its answers, to be saved; undefined when the file could not be read. */
export function mappingFrom(preview: StatementPreview): ColumnMapping | undefined {
  return preview.mapping;
}

/** Mapping with another field for one column; a field that only one column can have is taken from the other. */
export function changedMapping(mapping: ColumnMapping, column: string, field: ColumnField): ColumnMapping {
  const columns: Record<string, ColumnField> = {};
  const single = field !== 'series' && field !== 'ignored';
  for (const [name, known] of Object.entries(mapping.columns))
    columns[name] = single && known === field ? 'ignored' : known;
  columns[column] = field;
  return { ...mapping, columns };
}
