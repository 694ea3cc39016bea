import type { TaxLotMethod, TaxSettings } from '../settings';

/** Shares of one purchase, or below zero of one short sale: cost (or proceeds) of a share after costs. */
export interface OpenLot {
  quantity: number;
  perShare: number;
  readonly day: number;
}

/** A lot or a part of one that was closed. */
export interface ClosedLot {
  readonly opened: number;
  readonly closed: number;
  readonly instrument: number;
  readonly quantity: number;
  readonly gain: number;
  readonly longTerm: boolean;
}

/** Shares below which a lot is nothing, relative to the trade. */
const DUST = 1e-12;

/**
 * Lots of every instrument. A trade against the position closes lots in the order of the method, what is left opens one.
 * The gain of a short sale is short-term.
 */
export class LotLedger {
  private readonly open: OpenLot[][];
  readonly closed: ClosedLot[] = [];

  constructor(
    n: number,
    private readonly taxes: TaxSettings
  ) {
    const { shortRate, longRate, dividendRate, longAfter } = taxes;
    if (![shortRate, longRate, dividendRate].every((rate) => rate >= 0 && rate < 1) || !(longAfter >= 0)) {
      throw new RangeError('tax rates are between 0 and 1');
    }
    this.open = Array.from({ length: n }, () => []);
  }

  /** Books a trade; `money` is what it cost (bought) or brought (sold, below zero) with all its costs. */
  trade(instrument: number, day: number, quantity: number, money: number): void {
    if (quantity === 0) return;
    const perShare = money / quantity;
    let left = quantity;
    const lots = this.open[instrument];
    if (lots.length > 0 && Math.sign(lots[0].quantity) !== Math.sign(quantity)) {
      for (const lot of this.ordered(lots, day, perShare)) {
        const part = Math.min(Math.abs(left), Math.abs(lot.quantity)) * Math.sign(lot.quantity);
        this.close(instrument, lot, part, day, perShare);
        left += part;
        if (Math.abs(left) <= DUST * Math.abs(quantity)) break;
      }
      this.open[instrument] = lots.filter((lot) => Math.abs(lot.quantity) > DUST * Math.abs(quantity));
    }
    if (Math.abs(left) > DUST * Math.abs(quantity)) this.open[instrument].push({ quantity: left, perShare, day });
  }

  /** New shares for old: the money stays. */
  split(instrument: number, ratio: number): void {
    for (const lot of this.open[instrument]) {
      lot.quantity *= ratio;
      lot.perShare /= ratio;
    }
  }

  /** Gain that selling everything at these prices would bring. */
  unrealised(prices: Float64Array): number {
    let gain = 0;
    this.open.forEach((lots, i) => lots.forEach((lot) => (gain += lot.quantity * (prices[i] - lot.perShare))));
    return gain;
  }

  private close(instrument: number, lot: OpenLot, part: number, day: number, perShare: number): void {
    lot.quantity -= part;
    this.closed.push({
      opened: lot.day,
      closed: day,
      instrument,
      quantity: part,
      gain: part * (perShare - lot.perShare),
      longTerm: part > 0 && day - lot.day > this.taxes.longAfter
    });
  }

  private ordered(lots: readonly OpenLot[], day: number, price: number): OpenLot[] {
    const { shortRate, longRate, longAfter } = this.taxes;
    const taxOf = (lot: OpenLot): number =>
      (lot.quantity > 0 && day - lot.day > longAfter ? longRate : shortRate) *
      Math.sign(lot.quantity) *
      (price - lot.perShare);
    const orders: Record<TaxLotMethod, (a: OpenLot, b: OpenLot) => number> = {
      fifo: () => 0,
      lifo: () => 0,
      hifo: (a, b) => b.perShare - a.perShare,
      lofo: (a, b) => a.perShare - b.perShare,
      'least-tax': (a, b) => taxOf(a) - taxOf(b)
    };
    const { method } = this.taxes;
    return (method === 'lifo' ? [...lots].reverse() : [...lots]).sort(orders[method]);
  }
}
