import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import { add, scaledBy, ZERO, type Decimal } from '$lib/domain/money';
import type { StatedTransaction } from '../../sheet/reader';
import type { UnitRatio } from './ratio';

/** Units by account and instrument that the rows of a file account for, while they are read in the order of days. */
export class UnitsSoFar {
  readonly #units = new Map<string, Decimal>();
  readonly #partial = new Set<string>();

  /** Units so far; the file may begin after the first purchase, so these may be too few. */
  held(account: AccountId, instrument: InstrumentId): Decimal {
    return this.#units.get(`${account}|${instrument}`) ?? ZERO;
  }

  /** False when more left than came in: the file does not begin with the first purchase. */
  isWhole(account: AccountId, instrument: InstrumentId): boolean {
    return !this.#partial.has(`${account}|${instrument}`);
  }

  move(account: AccountId, instrument: InstrumentId, units: Decimal, opensShort = false): void {
    const key = `${account}|${instrument}`;
    const after = add(this.#units.get(key) ?? ZERO, units);
    if (units < 0n && after < 0n && !opensShort) this.#partial.add(key);
    this.#units.set(key, after);
  }

  scale(account: AccountId, instrument: InstrumentId, { numerator, denominator }: UnitRatio): void {
    const key = `${account}|${instrument}`;
    const held = this.#units.get(key);
    if (held !== undefined) this.#units.set(key, scaledBy(held, BigInt(numerator), BigInt(denominator)));
  }

  /** Follows a transaction of one instrument. */
  follow(stated: StatedTransaction): void {
    switch (stated.verb) {
      case 'buy':
      case 'buy-to-cover':
      case 'delivery-in':
      case 'income-in-kind':
      case 'opening-position':
        return this.move(stated.account, stated.instrument, stated.quantity);
      case 'sell':
      case 'delivery-out':
        return this.move(stated.account, stated.instrument, -stated.quantity as Decimal);
      case 'sell-short':
        return this.move(stated.account, stated.instrument, -stated.quantity as Decimal, true);
      case 'split':
        return this.scale(stated.account, stated.instrument, stated);
      case 'expiry': {
        const held = this.held(stated.account, stated.instrument);
        return this.move(
          stated.account,
          stated.instrument,
          (held < 0n ? stated.quantity : -stated.quantity) as Decimal
        );
      }
      case 'reorganisation': {
        const held = this.held(stated.account, stated.instrument);
        if (!stated.keeps) this.#units.set(`${stated.account}|${stated.instrument}`, ZERO);
        for (const { instrument, numerator, denominator } of stated.receives)
          this.move(stated.account, instrument, scaledBy(held, BigInt(numerator), BigInt(denominator)), held < 0n);
        return;
      }
      case 'exercise':
      case 'assignment': {
        const held = this.held(stated.account, stated.instrument);
        this.move(stated.account, stated.instrument, (held < 0n ? stated.quantity : -stated.quantity) as Decimal);
        const units = stated.way === 'receive' ? stated.units : (-stated.units as Decimal);
        return this.move(stated.account, stated.underlying, units);
      }
      case 'transfer-securities':
        this.move(stated.account, stated.instrument, -stated.quantity as Decimal);
        return this.move(stated.to, stated.instrument, stated.quantity);
      default:
        return;
    }
  }
}
