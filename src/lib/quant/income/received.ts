import type { Day, Period } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { ledgerFold, type AccountId, type EventId, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { add, divide, money, subtract, ZERO, type Decimal, type Money } from '$lib/domain/money';

/** Where an income comes from. */
export type IncomeKind = 'dividend' | 'coupon' | 'interest' | 'in-kind' | 'distribution';

/** One income as booked. `net` is what arrived after fees and taxes; in kind it is the value of the units. */
export interface ReceivedIncome {
  readonly event: EventId;
  readonly day: Day;
  readonly account: AccountId;
  readonly kind: IncomeKind;
  readonly instrument?: InstrumentId;
  readonly gross: Money;
  readonly net: Money;
  /** Units held in the account just before; absent without an instrument. */
  readonly units?: Decimal;
  /** Gross by unit held; absent when nothing was held. */
  readonly perUnit?: Decimal;
}

type Earning = Omit<ReceivedIncome, 'event' | 'units' | 'perUnit'>;

function earned(transaction: Transaction): Earning | undefined {
  const { account, tradeDay: day } = transaction;
  switch (transaction.verb) {
    case 'dividend':
    case 'interest': {
      const { gross, fees, taxes, instrument } = transaction;
      const kind = transaction.verb === 'dividend' ? 'dividend' : instrument === undefined ? 'interest' : 'coupon';
      const net = money(subtract(gross.amount, add(fees, taxes)), gross.currency);
      return { day, account, kind, gross, net, ...(instrument === undefined ? {} : { instrument }) };
    }
    case 'income-in-kind': {
      const { value, fees, taxes, instrument, payer } = transaction;
      const net = money(subtract(value.amount, add(fees, taxes)), value.currency);
      return { day, account, kind: 'in-kind', gross: value, net, instrument: payer ?? instrument };
    }
    case 'distribution': {
      const { gross, returned, fees, taxes, instrument } = transaction;
      const income = subtract(gross.amount, returned);
      const net = money(subtract(income, add(fees, taxes)), gross.currency);
      return { day, account, kind: 'distribution', gross: money(income, gross.currency), net, instrument };
    }
    default:
      return undefined;
  }
}

/**
 * Every income of a period in ledger order: dividends, coupons, interest, units received as income, and what private
 * holdings pay out beyond capital. Interest that was charged is negative.
 * @param live in ledger order, from the first one, since units are counted from it.
 */
export function receivedIncome(live: readonly LiveTransaction[], { start, end }: Period): ReceivedIncome[] {
  const fold = ledgerFold();
  const received: ReceivedIncome[] = [];
  for (const one of live) {
    const { event, transaction } = one;
    if (transaction.tradeDay > end) break;
    const income = transaction.tradeDay < start ? undefined : earned(transaction);
    if (income && income.gross.amount !== ZERO) {
      const units = income.instrument === undefined ? undefined : fold.quantity(income.account, income.instrument);
      const held = units !== undefined && units > 0n ? units : undefined;
      received.push({
        ...income,
        event,
        ...(units === undefined ? {} : { units }),
        ...(held === undefined ? {} : { perUnit: divide(income.gross.amount, held) })
      });
    }
    fold.apply(one);
  }
  return received;
}
