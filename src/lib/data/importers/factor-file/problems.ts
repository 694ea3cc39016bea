/** What is wrong with a file of factor returns. */
export type FactorFileCode =
  /** Nothing can be read: empty, too large, not a table. */
  | 'unreadable'
  /** No line begins with a date and has another cell. */
  | 'no-rows'
  /** The line before the first row names no columns. */
  | 'no-header'
  | 'unnamed-column'
  | 'repeated-name'
  | 'bad-date'
  /** Dates such as 3/4/2024 may mean two days. */
  | 'date-order'
  | 'repeated-day'
  | 'column-count'
  | 'bad-number'
  | 'empty-column'
  /** Rows lie neither days, weeks nor months apart. */
  | 'frequency'
  | 'too-few-rows';

/** One thing that is wrong: on which line (1 first), in which column, and what stands there. */
export interface FactorFileProblem {
  readonly code: FactorFileCode;
  readonly line?: number;
  readonly field?: string;
  readonly text?: string;
}
