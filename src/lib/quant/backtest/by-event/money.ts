import { exp, log1p } from '$lib/math/elementary';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Financing } from '../settings';
import type { Account } from './account';

/** Interest and fees of a run, by day (actual/365). */
export class MoneyMarket {
  readonly paid = { earned: 0, margin: 0, shortFees: 0 };
  private readonly earning: number;
  private readonly borrowing: number;
  private readonly fees: Float64Array;

  constructor(financing: Financing, instruments: readonly InstrumentId[]) {
    const { cashRate, marginRate, shortFee, shortFees = [] } = financing;
    this.earning = log1p(cashRate) / 365;
    this.borrowing = log1p(marginRate) / 365;
    const own = new Map(shortFees.map(({ instrument, fee }) => [instrument, fee]));
    this.fees = Float64Array.from(instruments, (instrument) => own.get(instrument) ?? shortFee);
  }

  /** Interest on cash, compounded over the days passed, and fees on shares sold short, on their value of the last close. */
  accrue(account: Account, prices: Float64Array, passed: number): void {
    const { paid, fees } = this;
    const rate = account.cash > 0 ? this.earning : this.borrowing;
    const before = account.cash;
    if (rate !== 0) account.cash *= exp(rate * passed);
    if (before > 0) paid.earned += account.cash - before;
    else paid.margin += before - account.cash;
    for (let i = 0; i < fees.length; i++) {
      if (!(account.units[i] < 0) || fees[i] === 0) continue;
      const fee = (-account.units[i] * prices[i] * fees[i] * passed) / 365;
      account.cash -= fee;
      paid.shortFees += fee;
    }
  }
}
