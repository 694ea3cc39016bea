import { costKinds } from '../costs/cost-model';
import { tradeReasons, type StrategyResult, type StrategyTrades, type TradeReason } from '../strategy-result';

const CHUNK = 4096;
/** Figures of a trade: quantity, price, amount, then its costs by kind. */
const WIDTH = 3 + costKinds.length;

interface Chunk {
  readonly days: Int32Array;
  readonly instruments: Int32Array;
  readonly reasons: Int8Array;
  /** Row by row. */
  readonly figures: Float64Array;
}

const emptyChunk = (): Chunk => ({
  days: new Int32Array(CHUNK),
  instruments: new Int32Array(CHUNK),
  reasons: new Int8Array(CHUNK),
  figures: new Float64Array(CHUNK * WIDTH)
});

/** Trades being recorded, in chunks that are joined once at the end. */
export class StrategyTradeLog {
  private readonly chunks: Chunk[] = [];
  private current = emptyChunk();
  /** Rows in the current chunk. */
  private size = 0;
  private readonly paid = new Float64Array(costKinds.length);
  /** Absolute amounts of all trades. */
  traded = 0;

  /** Adds a trade; sales have a negative quantity and amount, costs are in the order of their kinds. */
  record(
    day: number,
    instrument: number,
    quantity: number,
    price: number,
    amount: number,
    charged: Float64Array,
    reason: TradeReason
  ): void {
    if (this.size === CHUNK) {
      this.chunks.push(this.current);
      this.current = emptyChunk();
      this.size = 0;
    }
    const { current, paid } = this;
    const at = this.size++;
    current.days[at] = day;
    current.instruments[at] = instrument;
    current.reasons[at] = tradeReasons.indexOf(reason);
    const base = at * WIDTH;
    current.figures[base] = quantity;
    current.figures[base + 1] = price;
    current.figures[base + 2] = amount;
    for (let k = 0; k < paid.length; k++) {
      current.figures[base + 3 + k] = charged[k];
      paid[k] += charged[k];
    }
    this.traded += Math.abs(amount);
  }

  /** The trades so far. */
  finished(): StrategyTrades {
    const all = [...this.chunks, this.current];
    const size = this.chunks.length * CHUNK + this.size;
    const trades = {
      day: new Int32Array(size),
      instrument: new Int32Array(size),
      quantity: new Float64Array(size),
      price: new Float64Array(size),
      amount: new Float64Array(size),
      commission: new Float64Array(size),
      spread: new Float64Array(size),
      slippage: new Float64Array(size),
      impact: new Float64Array(size),
      cost: new Float64Array(size),
      reason: new Int8Array(size)
    };
    const columns = (['quantity', 'price', 'amount', ...costKinds] as const).map((name) => trades[name]);
    all.forEach((chunk, c) => {
      const first = c * CHUNK;
      const count = Math.min(CHUNK, size - first);
      trades.day.set(chunk.days.subarray(0, count), first);
      trades.instrument.set(chunk.instruments.subarray(0, count), first);
      trades.reason.set(chunk.reasons.subarray(0, count), first);
      columns.forEach((column, k) => {
        for (let at = 0; at < count; at++) column[first + at] = chunk.figures[at * WIDTH + k];
      });
    });
    return trades;
  }

  /** Sums by kind. */
  costs(): StrategyResult['costs'] {
    const [commission, spread, slippage, impact, total] = this.paid;
    return { commission, spread, slippage, impact, total };
  }
}
