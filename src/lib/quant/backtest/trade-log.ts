import type { TradeColumns } from './spec';

const CHUNK = 8192;

/** Trades being recorded, in columns of chunks that are joined once at the end. */
export class TradeLog {
  private readonly full: TradeColumns[] = [];
  private current = emptyColumns(CHUNK);
  private size = 0;

  /** Adds a trade; sales have a negative quantity and amount. */
  record(day: number, instrument: number, quantity: number, price: number, amount: number, cost: number): void {
    if (this.size === CHUNK) {
      this.full.push(this.current);
      this.current = emptyColumns(CHUNK);
      this.size = 0;
    }
    const { current } = this;
    const at = this.size++;
    current.day[at] = day;
    current.instrument[at] = instrument;
    current.quantity[at] = quantity;
    current.price[at] = price;
    current.amount[at] = amount;
    current.cost[at] = cost;
  }

  /** The trades so far. */
  finished(): TradeColumns {
    const joined = emptyColumns(this.full.length * CHUNK + this.size);
    [...this.full, this.current].forEach((chunk, k) => {
      const count = k < this.full.length ? CHUNK : this.size;
      const at = k * CHUNK;
      joined.day.set(chunk.day.subarray(0, count), at);
      joined.instrument.set(chunk.instrument.subarray(0, count), at);
      joined.quantity.set(chunk.quantity.subarray(0, count), at);
      joined.price.set(chunk.price.subarray(0, count), at);
      joined.amount.set(chunk.amount.subarray(0, count), at);
      joined.cost.set(chunk.cost.subarray(0, count), at);
    });
    return joined;
  }
}

function emptyColumns(length: number): TradeColumns {
  return {
    day: new Int32Array(length),
    instrument: new Int32Array(length),
    quantity: new Float64Array(length),
    price: new Float64Array(length),
    amount: new Float64Array(length),
    cost: new Float64Array(length)
  };
}
