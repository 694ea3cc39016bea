import { isPrice, STALE } from './recent';

/** One series that grows: each close is taken in once, days without one are left out; all anew where a split has changed the past. */
export abstract class FollowedCloses {
  private seen = 0;
  /** The first close that there was. */
  private firstAt = -1;
  private first = NaN;
  private stale = 0;

  /** Takes in what is new; false without a close lately. */
  protected follow(closes: Float64Array): boolean {
    if (this.firstAt >= 0 && closes[this.firstAt] !== this.first) {
      this.seen = 0;
      this.restart();
    }
    for (; this.seen < closes.length; this.seen++) {
      const close = closes[this.seen];
      if (isPrice(close)) {
        if (this.seen <= this.firstAt || this.firstAt < 0) {
          this.firstAt = this.seen;
          this.first = close;
        }
        this.add(close);
        this.stale = 0;
      } else this.stale += 1;
    }
    return this.stale < STALE;
  }

  protected abstract restart(): void;
  protected abstract add(close: number): void;
}
