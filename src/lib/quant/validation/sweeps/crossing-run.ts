import type { CrossingHistory } from './crossing-history';
import { forEachHolding } from './crossings';

/** Cost of a trade as a part of its amount, and the days from a signal to its trade. */
export interface CrossingTerms {
  readonly cost: number;
  readonly delay: 0 | 1;
}

/** What one pair of windows gave on one series: the value of 1 at the end, and sums of its daily returns. */
export class CrossingRun {
  value = 1;
  trades = 0;
  /** Lowest value as a part of the highest before it. */
  lowest = 1;
  returnSum = 0;
  squareSum = 0;
  private peak = 1;

  constructor(private readonly terms: CrossingTerms) {}

  /** Runs a pair of means from the first day on which both are known. */
  run(history: CrossingHistory, fast: Float64Array, slow: Float64Array, from: number): void {
    this.reset();
    forEachHolding(fast, slow, from, this.terms.delay, (entry, exit) => this.hold(history, entry, exit));
  }

  private reset(): void {
    this.value = 1;
    this.peak = 1;
    this.lowest = 1;
    this.trades = 0;
    this.returnSum = 0;
    this.squareSum = 0;
  }

  /** Bought at the close of `entry`, sold at that of `exit`, or held to the end where that lies beyond. */
  private hold({ prices, returnSums, squareSums }: CrossingHistory, entry: number, exit: number): void {
    const { cost } = this.terms;
    const kept = 1 / (1 + cost);
    const sold = exit < prices.length;
    // The day of a sale ends with its cost paid: its close before that is neither a high nor a low.
    const last = sold ? exit - 1 : prices.length - 1;
    this.trades++;
    this.value *= kept;
    this.add(kept - 1);
    const scale = this.value / prices[entry];
    let high = this.peak / scale;
    let low = prices[entry];
    let lowest = this.lowest;
    for (let t = entry; t <= last; t++) {
      const price = prices[t];
      if (price < low) low = price;
      else if (price > high) {
        if (low < lowest * high) lowest = low / high;
        high = price;
        low = price;
      }
    }
    if (low < lowest * high) lowest = low / high;
    this.lowest = lowest;
    this.peak = high * scale;
    this.returnSum += returnSums[last] - returnSums[entry];
    this.squareSum += squareSums[last] - squareSums[entry];
    if (!sold) {
      this.value = scale * prices[last];
      return;
    }
    this.value = scale * prices[exit] * (1 - cost);
    this.add((prices[exit] / prices[last]) * (1 - cost) - 1);
    this.peak = Math.max(this.peak, this.value);
    this.lowest = Math.min(this.lowest, this.value / this.peak);
  }

  private add(change: number): void {
    this.returnSum += change;
    this.squareSum += change * change;
  }
}
