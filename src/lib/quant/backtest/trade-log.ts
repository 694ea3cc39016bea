import type { TradeColumns } from './spec';

/** Trades that room is made for at the start, at most. */
const MOST_AT_FIRST = 1 << 18;

/** Trades being recorded, in columns that grow as they fill. */
export class TradeLog {
  private columns: TradeColumns;
  /** Trades so far. */
  size = 0;

  /** `expected`: how many trades there may be; columns of just as many are handed out without a copy. */
  constructor(expected: number) {
    this.columns = columnsOf(Math.min(Math.max(expected, 1), MOST_AT_FIRST));
  }

  /** Columns with room for so many trades more, to be written from `size` on. */
  room(more: number): TradeColumns {
    const needed = this.size + more;
    const { length } = this.columns.day;
    if (needed > length) this.columns = resized(this.columns, this.size, Math.max(needed, 2 * length));
    return this.columns;
  }

  /** Adds a trade; sales have a negative quantity and amount. */
  record(day: number, instrument: number, quantity: number, price: number, amount: number, cost: number): void {
    const columns = this.room(1);
    const at = this.size++;
    columns.day[at] = day;
    columns.instrument[at] = instrument;
    columns.quantity[at] = quantity;
    columns.price[at] = price;
    columns.amount[at] = amount;
    columns.cost[at] = cost;
  }

  /** The trades so far. */
  finished(): TradeColumns {
    const { columns, size } = this;
    return columns.day.length === size ? columns : resized(columns, size, size);
  }
}

function columnsOf(length: number): TradeColumns {
  return {
    day: new Int32Array(length),
    instrument: new Int32Array(length),
    quantity: new Float64Array(length),
    price: new Float64Array(length),
    amount: new Float64Array(length),
    cost: new Float64Array(length)
  };
}

/** The first trades of columns in columns of another length. */
function resized(columns: TradeColumns, size: number, length: number): TradeColumns {
  const others = columnsOf(length);
  others.day.set(columns.day.subarray(0, size));
  others.instrument.set(columns.instrument.subarray(0, size));
  others.quantity.set(columns.quantity.subarray(0, size));
  others.price.set(columns.price.subarray(0, size));
  others.amount.set(columns.amount.subarray(0, size));
  others.cost.set(columns.cost.subarray(0, size));
  return others;
}
