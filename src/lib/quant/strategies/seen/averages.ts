import { FollowedCloses } from './followed-closes';

/** A short and a long average of one series that grows. */
export interface AverageGap {
  /** Short average less long one at the last close; NaN before the long one is full, or without a close lately. */
  at(closes: Float64Array): number;
}

abstract class GrowingGap extends FollowedCloses implements AverageGap {
  at(closes: Float64Array): number {
    return this.follow(closes) ? this.gap() : NaN;
  }

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
