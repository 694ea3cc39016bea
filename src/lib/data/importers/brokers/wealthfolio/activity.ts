import type { InstrumentId } from '$lib/domain/instruments';
import type { DividendKind } from '$lib/domain/ledger';
import {
  absolute,
  decimal,
  divide,
  minorUnits,
  money,
  multiply,
  negate,
  ONE,
  rounded,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { NamedInstrument, PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import { exactRatio, statedRatio } from '../rows/ratio';
import { RowRefusal } from '../rows/refusal';
import type { Row } from '../rows/row';

/** A row of Wealthfolio, read but not yet understood. */
export interface Activity {
  readonly sheet: Sheet;
  readonly cells: Row;
  readonly base: Pick<StatedTransaction, 'account' | 'tradeDay' | 'settlementDay' | 'note'>;
  readonly about: PostedAbout;
  readonly type: string;
  readonly subtype: string;
  readonly currency: CurrencyCode;
  readonly named: NamedInstrument | undefined;
  readonly quantity: Decimal | undefined;
  readonly price: Decimal | undefined;
  readonly amount: Decimal | undefined;
  readonly fee: Decimal;
  readonly tax: Decimal;
}

/** Books a row by its type and subtype. */
export function bookActivity(activity: Activity): void {
  const { type, subtype, named } = activity;
  switch (type) {
    case 'BUY':
      return trade(activity, subtype === 'POSITION_CLOSE' ? 'buy-to-cover' : 'buy');
    case 'SELL':
      return trade(activity, subtype === 'POSITION_OPEN' ? 'sell-short' : 'sell');
    case 'DIVIDEND':
      return dividend(activity);
    case 'INTEREST':
      return interest(activity);
    case 'DEPOSIT':
      return cash(activity, 'deposit');
    case 'WITHDRAWAL':
      return cash(activity, 'withdrawal');
    case 'TRANSFER_IN':
      return named ? delivered(activity, 'in') : cash(activity, 'deposit');
    case 'TRANSFER_OUT':
      return named ? delivered(activity, 'out') : cash(activity, 'withdrawal');
    case 'ADD_HOLDING':
      return delivered(activity, 'in');
    case 'REMOVE_HOLDING':
      return delivered(activity, 'out');
    case 'FEE':
      return charge(activity, 'fee', 1n);
    case 'TAX':
      return charge(activity, 'tax', 1n);
    case 'CREDIT':
      return credit(activity);
    case 'SPLIT':
      return split(activity);
    case 'ADJUSTMENT':
      return adjustment(activity);
    case '':
      throw new RowRefusal({ code: 'action-missing' }, 'type');
    default:
      throw new RowRefusal({ code: 'row-kind-unknown', text: type }, 'type');
  }
}

/** Cash or units that left one account of the file for another. */
export function bookTransfer(out: Activity, into: Activity): void {
  const { sheet, cells, base, about, named, fee, currency } = out;
  const joined = { ...about, lines: [into.cells.line] };
  const to = into.base.account;
  if (named) {
    const units = { instrument: instrumentOf(out), quantity: unitsOf(out) };
    sheet.post(cells.line, { ...base, verb: 'transfer-securities', to, ...units }, joined);
  } else sheet.post(cells.line, { ...base, verb: 'transfer-cash', to, cash: moneyOf(out) }, joined);
  if (fee > 0n) post(out, { ...base, verb: 'fee', cash: money(fee, currency) });
  if (into.fee > 0n) post(into, { ...into.base, verb: 'fee', cash: money(into.fee, into.currency) });
}

function post({ sheet, cells, about }: Activity, transaction: StatedTransaction): void {
  sheet.post(cells.line, transaction, about);
}

function instrumentOf({ sheet, named }: Activity): InstrumentId {
  if (!named) throw new RowRefusal({ code: 'symbol-missing' }, 'symbol');
  return sheet.instrument(named);
}

const aboutInstrument = (activity: Activity): { readonly instrument?: InstrumentId } =>
  activity.named ? { instrument: instrumentOf(activity) } : {};

function unitsOf({ quantity }: Activity): Decimal {
  if (quantity === undefined) throw new RowRefusal({ code: 'value-missing', field: 'quantity' }, 'quantity');
  if (quantity === 0n) throw new RowRefusal({ code: 'quantity-zero' }, 'quantity');
  return absolute(quantity);
}

/** Price times quantity, times what a contract stands for, in whole cents. */
function valueOf({ price, currency, named }: Activity, quantity: Decimal): Money | undefined {
  if (price === undefined) return undefined;
  const product = multiply(multiply(quantity, absolute(price)), decimal(named?.multiplier ?? '1'));
  return money(rounded(product, minorUnits(currency), 'half-up'), currency);
}

/** The amount that the row states, else price times quantity. Wealthfolio writes quantity 1 and price 1 beside cash. */
function moneyOf(activity: Activity, column = 'amount'): Money {
  const { amount, quantity, currency } = activity;
  if (amount !== undefined) return money(absolute(amount), currency);
  const value = quantity === undefined ? undefined : valueOf(activity, absolute(quantity));
  if (!value) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, column);
  return value;
}

/** Price and value of a trade; without a price the amount is the value. */
function priced(activity: Activity, quantity: Decimal): { readonly price: Decimal; readonly gross: Money } {
  const { price, amount, currency, named } = activity;
  const value = valueOf(activity, quantity);
  if (price !== undefined && value) return { price: absolute(price), gross: value };
  if (amount === undefined || amount === 0n)
    throw new RowRefusal({ code: 'value-missing', field: 'price' }, 'unit_price');
  const units = multiply(quantity, decimal(named?.multiplier ?? '1'));
  return { price: divide(absolute(amount), units), gross: money(absolute(amount), currency) };
}

function trade(activity: Activity, verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover'): void {
  const { base, fee, tax } = activity;
  const instrument = instrumentOf(activity);
  const quantity = unitsOf(activity);
  const { price, gross } = priced(activity, quantity);
  const costs = { fees: fee, taxes: tax };
  post(activity, { ...base, verb, instrument, quantity, price, gross, ...costs });
}

const dividendKinds: Readonly<Record<string, DividendKind>> = {
  QUALIFIED: 'qualified',
  SHORT_TERM_CAPITAL_GAIN: 'short-term-gain',
  LONG_TERM_CAPITAL_GAIN: 'long-term-gain'
};

/** Cash, units of the same instrument bought with it at once (DRIP), or units instead of cash. */
function dividend(activity: Activity): void {
  const { base, subtype, fee, tax } = activity;
  if (subtype === 'DIVIDEND_IN_KIND') return inKind(activity, 'dividend');
  const instrument = instrumentOf(activity);
  const gross = moneyOf(activity);
  const costs = { fees: fee, taxes: tax };
  if (subtype === 'RETURN_OF_CAPITAL')
    return post(activity, { ...base, verb: 'return-of-capital', instrument, gross, ...costs });
  // What is bought with it must be readable before anything is booked.
  const quantity = subtype === 'DRIP' ? unitsOf(activity) : undefined;
  const bought = quantity === undefined ? undefined : { quantity, ...priced(activity, quantity) };
  const kind = dividendKinds[subtype];
  post(activity, { ...base, verb: 'dividend', instrument, gross, ...costs, ...(kind ? { kind } : {}) });
  if (bought) post(activity, { ...base, verb: 'buy', instrument, ...bought, fees: ZERO, taxes: ZERO });
}

function interest(activity: Activity): void {
  const { base, subtype, fee, tax } = activity;
  if (subtype === 'STAKING_REWARD' && activity.named) return inKind(activity, 'staking');
  const { amount, currency } = moneyOf(activity);
  const charged = subtype === 'INTEREST_CHARGE' || (activity.amount ?? ZERO) < 0n;
  const gross = money(charged ? negate(amount) : amount, currency);
  post(activity, { ...base, verb: 'interest', gross, fees: fee, taxes: tax, ...aboutInstrument(activity) });
}

function inKind(activity: Activity, source: 'dividend' | 'staking' | 'bonus'): void {
  const { base, fee, tax, sheet, cells } = activity;
  const instrument = instrumentOf(activity);
  const quantity = unitsOf(activity);
  const stated = activity.amount === undefined && activity.price === undefined ? undefined : moneyOf(activity);
  const value = stated ?? money(ZERO, activity.currency);
  if (value.amount === 0n)
    sheet.note(cells.line, { code: 'cost-unknown', symbol: activity.named?.symbol ?? activity.named?.name ?? '' });
  post(activity, { ...base, verb: 'income-in-kind', source, instrument, quantity, value, fees: fee, taxes: tax });
}

function cash(activity: Activity, verb: 'deposit' | 'withdrawal'): void {
  const { base, fee, currency } = activity;
  const moved = moneyOf(activity);
  if (moved.amount === 0n && fee === 0n) return activity.sheet.passOver(activity.cells.line);
  if (moved.amount > 0n) post(activity, { ...base, verb, cash: moved });
  if (fee > 0n) post(activity, { ...base, verb: 'fee', cash: money(fee, currency) });
}

function delivered(activity: Activity, way: 'in' | 'out'): void {
  const { base, fee, currency, sheet, cells, named } = activity;
  const instrument = instrumentOf(activity);
  const quantity = unitsOf(activity);
  if (way === 'out') post(activity, { ...base, verb: 'delivery-out', instrument, quantity });
  else {
    const cost = valueOf(activity, quantity) ?? money(absolute(activity.amount ?? ZERO), currency);
    if (cost.amount === 0n)
      sheet.note(cells.line, { code: 'cost-unknown', symbol: named?.symbol ?? named?.name ?? '' });
    post(activity, { ...base, verb: 'delivery-in', instrument, quantity, cost });
  }
  if (fee > 0n) post(activity, { ...base, verb: 'fee', cash: money(fee, currency), instrument });
}

/** A fee or tax; it stands under its amount or under its own column. A negative amount came back. */
function charge(activity: Activity, verb: 'fee' | 'tax', direction: 1n | -1n): void {
  const { base, amount, fee, tax, currency } = activity;
  const own = verb === 'fee' ? fee : tax;
  const size = amount ?? (own > 0n ? own : moneyOf(activity).amount);
  if (size === 0n) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'amount');
  const cashPaid = money(direction < 0n ? negate(absolute(size)) : size, currency);
  post(activity, { ...base, verb, cash: cashPaid, ...aboutInstrument(activity) });
}

/** Money that came for nothing bought: a rebate or refund lowers what was paid, a bonus comes from outside. */
function credit(activity: Activity): void {
  if (activity.subtype === 'BONUS') return cash(activity, 'deposit');
  return charge(activity, activity.subtype.includes('TAX') ? 'tax' : 'fee', -1n);
}

/** The ratio stands under amount or quantity ("3"), or in words in the comment ("3-for-1"). */
function split(activity: Activity): void {
  const { base, amount, quantity } = activity;
  const factor = amount !== undefined && amount > 0n ? amount : quantity;
  const ratio =
    factor !== undefined && factor > 0n && factor !== ONE ? exactRatio(factor, ONE) : statedRatio(base.note ?? '');
  if (!ratio) throw new RowRefusal({ code: 'ratio-missing' }, 'amount');
  post(activity, { ...base, verb: 'split', instrument: instrumentOf(activity), ...ratio });
}

function adjustment(activity: Activity): void {
  const { base, type, subtype, quantity } = activity;
  if (/EXPIR/.test(subtype) && quantity !== undefined && quantity !== 0n) {
    const instrument = instrumentOf(activity);
    return post(activity, { ...base, verb: 'expiry', instrument, quantity: absolute(quantity) });
  }
  if (subtype === 'RETURN_OF_CAPITAL') {
    const gross = moneyOf(activity);
    const costs = { fees: activity.fee, taxes: activity.tax };
    return post(activity, { ...base, verb: 'return-of-capital', instrument: instrumentOf(activity), gross, ...costs });
  }
  throw new RowRefusal({ code: 'row-kind-unknown', text: subtype === '' ? type : `${type} ${subtype}` }, 'type');
}
