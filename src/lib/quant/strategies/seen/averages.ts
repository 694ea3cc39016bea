const isPrice = (value: number): boolean => value > 0 && value < Infinity;

/** A short and a long average of one series that grows: each close is read once, days without one are left out. */
export interface AverageGap {
  /** Short average less long one at the last close; NaN before the long one is full, or without a close lately. */
  at(closes: Float64Array): number;
}

/** What both kinds share: closes taken in once, and once more from the start where a split has changed the past. */
abstract class GrowingGap implements AverageGap {
  private seen = 0;
  /** The first close that there was. */
  private firstAt = -1;
  private first = NaN;
  private stale = 0;

  at(closes: Float64Array): number {
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
    return this.stale >= 10 ? NaN : this.gap();
  }

  protected abstract restart(): void;
  protected abstract add(close: number): void;
  protected abstract gap(): number;
}

/** Arithmetic means of the last closes. */
export class SimpleGap extends GrowingGap {
  private sums: number[] = [0];
  private closes: number[] = [];

  constructor(
    private readonly short: number,
    private readonly long: number
  ) {
    super();
  }

  protected restart(): void {
    this.sums = [0];
    this.closes = [];
  }

  protected add(close: number): void {
    this.closes.push(close);
    this.sums.push(this.sums[this.sums.length - 1] + close);
  }

  protected gap(): number {
    const { short, long, sums } = this;
    const last = sums.length - 1;
    if (last < long) return NaN;
    const quick = (sums[last] - sums[last - short]) / short;
    const slow = (sums[last] - sums[last - long]) / long;
    // Differences of long sums do not tell which of two near equals is greater.
    return Math.abs(quick - slow) > 1e-9 * slow ? quick - slow : this.exactGap();
  }

  private exactGap(): number {
    const { short, long, closes } = this;
    const mean = (count: number): number => {
      let sum = 0;
      for (let t = closes.length - count; t < closes.length; t++) sum += closes[t] - closes[closes.length - long];
      return sum / count;
    };
    return mean(short) - mean(long);
  }
}

/** Exponential averages of factor 2 / (n + 1), begun with the mean of the first n closes. */
export class ExponentialGap extends GrowingGap {
  private count = 0;
  private readonly spans: readonly number[];
  private readonly values = new Float64Array(2);

  constructor(short: number, long: number) {
    super();
    this.spans = [short, long];
  }

  protected restart(): void {
    this.count = 0;
    this.values.fill(0);
  }

  protected add(close: number): void {
    this.count += 1;
    for (let k = 0; k < 2; k++) {
      const span = this.spans[k];
      const factor = this.count <= span ? 1 / this.count : 2 / (span + 1);
      this.values[k] += factor * (close - this.values[k]);
    }
  }

  protected gap(): number {
    return this.count < this.spans[1] ? NaN : this.values[0] - this.values[1];
  }
}
