import type { Answers, ColumnMapping } from '$lib/domain/statements';

/** How a file is read again: with answers to its questions, and with columns as a person set them. */
export interface ReadingOptions {
  readonly answers?: Answers;
  readonly mapping?: ColumnMapping;
  /** True to read a table by its columns even where its format is recognised. */
  readonly asTable?: boolean;
}
