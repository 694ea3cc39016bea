/** What is wrong with a Parquet file; nothing of it is used. */
export interface ParquetProblem {
  /**
   * 'unreadable' no Parquet, cut off or packed in a way that is not known; 'column-missing'; 'wrong-type' a column of another
   * type than it must have; 'null' a cell without a value; 'bad-value' one that cannot stand there; 'duplicate-day' two values of
   * one series on a day; 'conflict' a series that is described in two ways.
   */
  readonly code: 'unreadable' | 'column-missing' | 'wrong-type' | 'null' | 'bad-value' | 'duplicate-day' | 'conflict';
  readonly column?: string;
  /** Row counted from 1. */
  readonly row?: number;
  readonly text: string;
}

/** Most problems that are told one by one. */
export const MOST_TOLD = 20;

/** Problems on their way out of the reading of a file. */
export class ParquetRefusal extends Error {
  constructor(readonly problems: readonly ParquetProblem[]) {
    super(problems[0]?.text ?? 'The file cannot be used.');
  }
}
