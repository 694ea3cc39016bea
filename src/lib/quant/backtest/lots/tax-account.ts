import type { TaxesPaid } from '../strategy-result';
import type { TaxSettings } from '../settings';
import { LotLedger } from './lot-ledger';

/** Results of a year and losses of earlier ones, netted: what is taxed and what is carried, all >= 0. */
export interface NettedGains {
  readonly short: number;
  readonly long: number;
  readonly shortLoss: number;
  readonly longLoss: number;
}

/**
 * Each kind less the losses of its own kind that were carried, then one against the other; what is below zero then is
 * carried on as the kind it is. Source: as on Schedule D of the United States, without its deduction from other income.
 */
export function nettedGains(short: number, long: number, carried: NettedGains): NettedGains {
  let s = short - carried.shortLoss;
  let l = long - carried.longLoss;
  if (s < 0 && l > 0) {
    const used = Math.min(-s, l);
    s += used;
    l -= used;
  } else if (l < 0 && s > 0) {
    const used = Math.min(-l, s);
    l += used;
    s -= used;
  }
  return { short: Math.max(0, s), long: Math.max(0, l), shortLoss: Math.max(0, -s), longLoss: Math.max(0, -l) };
}

/** Taxes of a run: gains by lot and dividends gather until they are due. */
export class TaxAccount {
  readonly lots: LotLedger;
  private counted = 0;
  private dividends = 0;
  private carried: NettedGains = { short: 0, long: 0, shortLoss: 0, longLoss: 0 };
  private readonly paid = { short: 0, long: 0, dividends: 0 };
  private readonly days: number[] = [];
  private readonly amounts: number[] = [];

  constructor(
    n: number,
    readonly settings: TaxSettings
  ) {
    this.lots = new LotLedger(n, settings);
  }

  /** A dividend that is taxed. */
  dividend(amount: number): void {
    this.dividends += amount;
  }

  /** Settles what has gathered; answers the tax to be paid on that day. */
  settled(day: number): number {
    const { shortRate, longRate, dividendRate } = this.settings;
    let short = 0;
    let long = 0;
    for (; this.counted < this.lots.closed.length; this.counted++) {
      const { gain, longTerm } = this.lots.closed[this.counted];
      if (longTerm) long += gain;
      else short += gain;
    }
    this.carried = nettedGains(short, long, this.carried);
    const taxes = {
      short: this.carried.short * shortRate,
      long: this.carried.long * longRate,
      dividends: this.dividends * dividendRate
    };
    this.dividends = 0;
    const total = taxes.short + taxes.long + taxes.dividends;
    if (total === 0) return 0;
    this.paid.short += taxes.short;
    this.paid.long += taxes.long;
    this.paid.dividends += taxes.dividends;
    this.days.push(day);
    this.amounts.push(total);
    return total;
  }

  /** All that was paid, and what is left at the end at these prices. */
  report(prices: Float64Array): TaxesPaid {
    const { closed } = this.lots;
    return {
      shortTerm: this.paid.short,
      longTerm: this.paid.long,
      dividends: this.paid.dividends,
      total: this.paid.short + this.paid.long + this.paid.dividends,
      days: Int32Array.from(this.days),
      amounts: Float64Array.from(this.amounts),
      shortLossCarried: this.carried.shortLoss,
      longLossCarried: this.carried.longLoss,
      unrealised: this.lots.unrealised(prices),
      lots: {
        opened: Int32Array.from(closed, (lot) => lot.opened),
        closed: Int32Array.from(closed, (lot) => lot.closed),
        instrument: Int32Array.from(closed, (lot) => lot.instrument),
        quantity: Float64Array.from(closed, (lot) => lot.quantity),
        gain: Float64Array.from(closed, (lot) => lot.gain),
        longTerm: Uint8Array.from(closed, (lot) => (lot.longTerm ? 1 : 0))
      }
    };
  }
}
