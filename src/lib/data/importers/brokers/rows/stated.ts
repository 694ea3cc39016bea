import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import {
  absolute,
  decimalText,
  divide,
  money,
  negate,
  sign,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { StatedTransaction } from '../../sheet/reader';
import { RowRefusal } from './refusal';

/** Where and when, of every transaction of a row. */
export interface StatedWhen {
  readonly account: AccountId;
  readonly tradeDay: Day;
  readonly settlementDay: Day;
  readonly note?: string;
}

/** Account and day of a row that settles on its day. */
export function statedOn(account: AccountId, day: Day, note?: string): StatedWhen {
  return { account, tradeDay: day, settlementDay: day, ...(note ? { note } : {}) };
}

/** Cash across the border of the account by its sign: positive comes in. Undefined when nothing moved. */
export function cashMoved(when: StatedWhen, amount: Decimal, currency: CurrencyCode): StatedTransaction | undefined {
  if (sign(amount) === 0) return undefined;
  return { ...when, verb: sign(amount) > 0 ? 'deposit' : 'withdrawal', cash: money(absolute(amount), currency) };
}

/** What a trade of a row says; gross positive, before costs. */
export interface StatedTrade {
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly gross: Decimal;
  readonly currency: CurrencyCode;
  /** In the currency of the gross amount; gross over quantity when absent. */
  readonly price?: Decimal;
  readonly fees?: Decimal;
  readonly taxes?: Decimal;
  readonly accrued?: Decimal;
}

/** A purchase or a sale of quantity above zero. */
export function tradeOf(when: StatedWhen, way: 'buy' | 'sell', trade: StatedTrade): StatedTransaction {
  const { instrument, quantity, gross, currency, price, fees = ZERO, taxes = ZERO, accrued } = trade;
  // Costs above the amount, or an amount against the way of the trade.
  if (sign(gross) < 0) throw new RowRefusal({ code: 'sign-contradicts', action: way, text: decimalText(gross) });
  if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' });
  return {
    ...when,
    verb: way,
    instrument,
    quantity: absolute(quantity),
    price: price ?? divide(gross, absolute(quantity)),
    gross: money(gross, currency),
    fees,
    taxes,
    ...(accrued === undefined || sign(accrued) === 0 ? {} : { accrued })
  };
}

/** A fee, a tax or interest by what it does to the cash (negative is paid). Undefined when nothing moved. */
export function cashEffect(
  when: StatedWhen,
  verb: 'fee' | 'tax' | 'interest',
  effect: Decimal,
  currency: CurrencyCode,
  instrument?: InstrumentId
): StatedTransaction | undefined {
  if (sign(effect) === 0) return undefined;
  const about = instrument === undefined ? {} : { instrument };
  if (verb === 'interest') return { ...when, verb, gross: money(effect, currency), fees: ZERO, taxes: ZERO, ...about };
  return { ...when, verb, cash: money(negate(effect), currency), ...about };
}

/** Units for nothing paid, at their market value as far as the file says it. */
export function unitsReceived(
  when: StatedWhen,
  source: 'dividend' | 'staking' | 'airdrop' | 'bonus' | 'interest' | 'other',
  instrument: InstrumentId,
  quantity: Decimal,
  value: Decimal,
  currency: CurrencyCode
): StatedTransaction {
  return {
    ...when,
    verb: 'income-in-kind',
    source,
    instrument,
    quantity,
    value: money(value, currency),
    fees: ZERO,
    taxes: ZERO
  };
}
