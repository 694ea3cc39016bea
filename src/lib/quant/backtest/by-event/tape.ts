import type { MarketSpan } from '../market/market-span';
import { isPrice } from '../market/market-span';

const none: readonly number[] = [];

/**
 * Prices as they come in, day after day. `last` is the last close known (0 before the first), after splits; `traded` marks
 * those with a close on the day itself. An instrument is `listed`, and can be ordered, once a close of an earlier day is
 * known (on the very first day of all: with a close that day) until it has ended or was delisted.
 */
export class Tape {
  readonly last: Float64Array;
  readonly traded: Uint8Array;
  readonly listed: Uint8Array;
  private readonly missing: Int32Array;
  private readonly seen: Uint8Array;
  private readonly gone: Uint8Array;

  constructor(
    private readonly span: MarketSpan,
    private readonly endedAfter: number
  ) {
    const { instruments, days, from, splits, delistings, market } = span;
    const n = instruments.length;
    this.last = new Float64Array(n);
    this.traded = new Uint8Array(n);
    this.listed = Uint8Array.from({ length: n }, (_, i) => (isPrice(market.closes.values[i * days.length]) ? 1 : 0));
    this.missing = new Int32Array(n);
    this.seen = new Uint8Array(n);
    this.gone = new Uint8Array(n);
    let split = 0;
    for (let t = 0; t < from; t++) {
      for (; splits[split]?.at === t; split++) this.split(splits[split].column, splits[split].value);
      this.advance(t);
    }
    for (const { at, column } of delistings) if (at < from) this.delist(column);
  }

  /** Takes in the closes of a day; the columns that came to market or were found to have ended. */
  advance(t: number): { readonly listed: readonly number[]; readonly ended: readonly number[] } {
    const { last, traded, listed, missing, seen, gone, endedAfter } = this;
    const { values, days } = this.span.market.closes;
    const stride = days.length;
    const n = last.length;
    let came = none;
    let ended = none;
    for (let i = 0, at = t; i < n; i++, at += stride) {
      const close = values[at];
      if (close > 0 && close < Infinity && gone[i] === 0) {
        last[i] = close;
        traded[i] = 1;
        missing[i] = 0;
        if (listed[i] === 0 && seen[i] === 1) {
          listed[i] = 1;
          came = [...came, i];
        }
        seen[i] = 1;
        continue;
      }
      traded[i] = 0;
      missing[i] += 1;
      if (listed[i] === 1 && missing[i] === endedAfter) {
        listed[i] = 0;
        ended = [...ended, i];
      }
      if (missing[i] >= endedAfter) seen[i] = 0;
    }
    return { listed: came, ended };
  }

  split(column: number, ratio: number): void {
    this.last[column] /= ratio;
  }

  /** Ends an instrument for ever. */
  delist(column: number): void {
    this.listed[column] = 0;
    this.traded[column] = 0;
    this.gone[column] = 1;
  }

  isGone(column: number): boolean {
    return this.gone[column] === 1;
  }
}
