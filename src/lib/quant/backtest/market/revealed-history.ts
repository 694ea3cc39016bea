import { dayFromNumber } from '$lib/domain/calendar';
import type { HeldPortfolio, Window } from '$lib/quant/strategies';
import type { MarketSpan } from './market-span';

/**
 * What strategies see of a market: figures are copied into arrays of its own as their days pass, so that no array that is
 * handed out ever holds a day to come. Closes before a split that has happened are divided by its ratio.
 */
export class RevealedHistory {
  private readonly closes: (RevealedRow | undefined)[] = [];
  private readonly figures = new Map<string, (RevealedRow | undefined)[]>();
  private readonly days: Int32Array;
  private seen = 0;

  constructor(private readonly span: MarketSpan) {
    this.days = new Int32Array(span.days.length);
  }

  /** Rows are made when they are first looked at: many strategies look at none. */
  private closeRow(column: number): RevealedRow {
    const { market, splits } = this.span;
    return (this.closes[column] ??= this.row(
      market.closes.values,
      column,
      splits.filter((split) => split.column === column)
    ));
  }

  private figureRow(name: string, column: number): RevealedRow | undefined {
    const values = this.span.market.figures?.[name];
    if (!values) return undefined;
    const rows = this.figures.get(name) ?? [];
    this.figures.set(name, rows);
    return (rows[column] ??= this.row(values, column, []));
  }

  private row(values: Float64Array, column: number, splits: MarketSpan['splits']): RevealedRow {
    const { length } = this.days;
    return new RevealedRow(values.subarray(column * length, (column + 1) * length), splits);
  }

  /** The days before index `end`; the answer is traded on the day of that index. */
  window(end: number, held: HeldPortfolio): Window {
    const { span } = this;
    for (; this.seen < end; this.seen++) this.days[this.seen] = span.days[this.seen];
    return {
      instruments: span.instruments,
      days: this.days.subarray(0, end),
      tradingDay: dayFromNumber(span.days[end]),
      start: dayFromNumber(span.days[span.from]),
      closes: (column) => this.closeRow(column).until(end),
      figures: (name, column) => this.figureRow(name, column)?.until(end),
      held
    };
  }
}

/** One row of figures, of which only the past was copied. */
class RevealedRow {
  private seen = 0;
  private nextSplit = 0;
  private past: Float64Array | undefined;

  constructor(
    private readonly source: Float64Array,
    private readonly splits: readonly { readonly at: number; readonly value: number }[]
  ) {}

  until(end: number): Float64Array {
    const past = (this.past ??= new Float64Array(this.source.length));
    for (; this.nextSplit < this.splits.length && this.splits[this.nextSplit].at < end; this.nextSplit++) {
      const { at, value } = this.splits[this.nextSplit];
      this.reveal(past, at);
      for (let t = 0; t < at; t++) past[t] /= value;
    }
    this.reveal(past, end);
    return past.subarray(0, end);
  }

  private reveal(past: Float64Array, end: number): void {
    const { source } = this;
    for (; this.seen < end; this.seen++) past[this.seen] = source[this.seen];
  }
}
