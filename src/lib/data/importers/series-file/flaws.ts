/** What is amiss with a file of series, and was mended or is only told. */
export type SeriesFlawCode =
  /** The text begins with a byte-order mark. */
  | 'byte-order-mark'
  /** Dates are written month first. */
  | 'month-first'
  /** Which of day and month comes first was found by the order of the rows alone. */
  | 'order-guessed'
  /** The newest row is the first: rows were turned round. */
  | 'newest-first'
  /** Rows do not follow each other in time: they were put in order. */
  | 'not-in-order'
  /** A day comes more than once; its last row counts. */
  | 'repeated-day'
  /** Every line ends with a separator: the empty last column was left out. */
  | 'trailing-column'
  | 'empty-column'
  /** A text that says "no value". */
  | 'missing-text'
  /** Cells left empty between values. */
  | 'missing-cells'
  /** A zero that stands for a missing value; it was taken as missing. */
  | 'zero-for-missing'
  /** Equal to another column wherever both have a value; it was left out. */
  | 'repeated-column'
  | 'bad-number'
  | 'bad-date'
  /** A row with another number of cells than the header. */
  | 'cell-count'
  /** Begins later than the table does. */
  | 'late-start'
  /** Ends before the table does. */
  | 'ended'
  /** Days become closer or wider within the series. */
  | 'spacing-changes'
  /** A jump by a power of ten, as when a currency drops zeros. */
  | 'redenomination'
  /** A jump shaped like a split. */
  | 'split-shaped'
  /** Values a hundred times those beside them: pence among pounds. */
  | 'hundredfold';

/** One flaw: in which column, how many cells, on which line first (1 is the first of the file), and what stands there. */
export interface SeriesFlaw {
  readonly code: SeriesFlawCode;
  readonly column?: string;
  readonly count?: number;
  readonly line?: number;
  readonly text?: string;
  readonly day?: number;
}
