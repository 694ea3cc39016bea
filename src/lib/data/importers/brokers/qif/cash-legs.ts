import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { absolute, money, negate, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import { addTo } from '../../values/grouping';

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
    const waiting = new Map<string, CashLeg[]>();
    for (const leg of this.#legs) addTo(waiting, keyOf(leg), leg);
    const told = new Set<CashLeg>();
    for (const leg of this.#legs) {
      if (told.has(leg)) continue;
      told.add(leg);
      const other = waiting.get(keyOfOther(leg))?.find((one) => !told.has(one));
      if (other) told.add(other);
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

const keyOf = ({ account, other, day, amount }: CashLeg): string => [account, other, day, amount].join('|');
const keyOfOther = ({ account, other, day, amount }: CashLeg): string =>
  [other, account, day, negate(amount)].join('|');
