import type { Answers, ColumnMapping, StatementContext, StatementPreview } from '$lib/domain/statements';
import type { OpenedTable } from './source/table';

/** How a file is read again: with answers to its questions, and with columns as a person set them. */
export interface ReadingOptions {
  readonly answers?: Answers;
  readonly mapping?: ColumnMapping;
}

/** A way of reading files. The first importer of the catalog that recognises a table reads it. */
export interface Importer {
  readonly id: string;
  readonly recognises: (table: OpenedTable) => boolean;
  readonly statement: (
    table: OpenedTable,
    context: StatementContext,
    options?: ReadingOptions,
    onProgress?: (share: number) => void
  ) => StatementPreview;
}
