import type { Account } from '../by-event/account';

/** What is written down at each close, and the weights on days of rebalancing. */
export class DailyRecord {
  readonly values: Float64Array;
  readonly cash: Float64Array;
  readonly positions: Float64Array;
  readonly gross: Float64Array;
  readonly net: Float64Array;
  readonly flows: Float64Array;
  readonly rebalances: number[] = [];
  readonly rows: Float64Array[] = [];

  constructor(
    readonly days: Int32Array,
    private readonly n: number
  ) {
    const length = days.length;
    this.values = new Float64Array(length);
    this.cash = new Float64Array(length);
    this.positions = new Float64Array(length);
    this.gross = new Float64Array(length);
    this.net = new Float64Array(length);
    this.flows = new Float64Array(length);
  }

  /** The close of the day of an index of the run. */
  day(at: number, { units, cash }: Account, prices: Float64Array, flow: number): void {
    let positions = 0;
    let gross = 0;
    for (let i = 0; i < units.length; i++) {
      const value = units[i] * prices[i];
      positions += value;
      gross += Math.abs(value);
    }
    const value = cash + positions;
    this.values[at] = value;
    this.cash[at] = cash;
    this.positions[at] = positions;
    this.gross[at] = value === 0 ? 0 : gross / value;
    this.net[at] = value === 0 ? 0 : positions / value;
    this.flows[at] = flow;
  }

  /** Weights at that close, after its trades. */
  rebalanced(at: number, { units, cash }: Account, prices: Float64Array): void {
    const value = this.values[at];
    const row = new Float64Array(this.n + 1);
    if (value !== 0) {
      for (let i = 0; i < this.n; i++) row[i] = (units[i] * prices[i]) / value;
      row[this.n] = cash / value;
    }
    this.rebalances.push(this.days[at]);
    this.rows.push(row);
  }
}
