import { dayFromNumber } from '$lib/domain/calendar';
import type { HeldPortfolio, Window } from '$lib/quant/strategies';
import type { MarketSpan } from './market-span';

/**
 * What strategies see of a market: figures are copied into arrays of its own as their days pass, so that no array that is
 * handed out ever holds a day to come. Closes before a split that has happened are divided by its ratio.
 */
export class RevealedHistory {
  private readonly closes: RevealedRow[];
  private readonly figures = new Map<string, RevealedRow[]>();
  private readonly days: Int32Array;
  private seen = 0;

  constructor(private readonly span: MarketSpan) {
    const { market, instruments, days, splits } = span;
    this.days = new Int32Array(days.length);
    const rowsOf = (values: Float64Array, split: boolean): RevealedRow[] =>
      instruments.map((_, i) => {
        const row = values.subarray(i * days.length, (i + 1) * days.length);
        return new RevealedRow(row, split ? splits.filter(({ column }) => column === i) : []);
      });
    this.closes = rowsOf(market.closes.values, true);
    for (const [name, values] of Object.entries(market.figures ?? {})) this.figures.set(name, rowsOf(values, false));
  }

  /** The days before index `end`; the answer is traded on the day of that index. */
  window(end: number, held: HeldPortfolio): Window {
    const { span, closes, figures } = this;
    for (; this.seen < end; this.seen++) this.days[this.seen] = span.days[this.seen];
    return {
      instruments: span.instruments,
      days: this.days.subarray(0, end),
      tradingDay: dayFromNumber(span.days[end]),
      start: dayFromNumber(span.days[span.from]),
      closes: (column) => closes[column].until(end),
      figures: (name, column) => figures.get(name)?.[column].until(end),
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
