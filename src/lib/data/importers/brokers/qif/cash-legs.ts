import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { absolute, money, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';

/** Cash that an account says came from (positive) or went to (negative) another one. */
export interface CashLeg {
  readonly line: number;
  readonly account: AccountId;
  readonly other: AccountId;
  readonly day: Day;
  readonly amount: Decimal;
  readonly note?: string;
}

/** Transfers between accounts of a file: both sides tell them, they are booked once. */
export class CashLegs {
  readonly #legs: CashLeg[] = [];

  add(leg: CashLeg): void {
    this.#legs.push(leg);
  }

  /** Books every transfer, joined with its other side when the file has it. */
  book(sheet: Sheet, currency: CurrencyCode): void {
    const open = new Set(this.#legs);
    for (const leg of this.#legs) {
      if (!open.delete(leg)) continue;
      const other = [...open].find(
        (one) =>
          one.account === leg.other &&
          one.other === leg.account &&
          one.day === leg.day &&
          absolute(one.amount) === absolute(leg.amount) &&
          one.amount < 0n !== leg.amount < 0n
      );
      if (other) open.delete(other);
      const [account, to] = leg.amount < 0n ? [leg.account, leg.other] : [leg.other, leg.account];
      sheet.post(
        leg.line,
        {
          verb: 'transfer-cash',
          account,
          to,
          tradeDay: leg.day,
          settlementDay: leg.day,
          cash: money(absolute(leg.amount), currency),
          ...(leg.note === undefined ? {} : { note: leg.note })
        },
        other ? { lines: [other.line] } : {}
      );
    }
  }
}
