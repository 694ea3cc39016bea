import type { InstrumentId, InstrumentKind } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import { money, negate, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { NamedInstrument, PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import { looksLikeIsin } from '../../values/symbols';
import { coinPair } from '../rows/coin';
import { RowRefusal } from '../rows/refusal';
import { productOf } from '../rows/trade-amounts';

/** An activity of Ghostfolio: quantity times unit price, and a fee, in one currency. */
export interface Activity {
  readonly line: number;
  readonly account: AccountId;
  readonly day: StatedTransaction['tradeDay'];
  readonly type: string;
  /** Column or field that holds the type. */
  readonly typeField: string;
  readonly quantity: Decimal;
  readonly unitPrice: Decimal;
  readonly fee: Decimal;
  readonly currency: CurrencyCode;
  /** What was bought, sold or paid; fees and debts have a name only. */
  readonly asset: NamedInstrument;
  /** Valued by hand: its symbol is no symbol of a market. */
  readonly manual: boolean;
  readonly comment: string;
  readonly about: PostedAbout;
}

/**
 * An asset by its symbol. A pair such as "BTCUSD" is the coin, quoted in the other currency; what is valued by hand is
 * known by its name, and by its id where it has one.
 */
export function assetNamed(symbol: string, currency: CurrencyCode, manual: boolean): NamedInstrument {
  if (manual) return { name: symbol, currency, kind: 'private' };
  if (looksLikeIsin(symbol)) return { isin: symbol.toUpperCase(), currency };
  const pair = coinPair(symbol);
  return pair ? { symbol: pair.coin, currency: pair.quote, kind: 'crypto' } : { symbol, currency };
}

/** Kind by the classes of Ghostfolio; undefined when they say nothing. */
export function kindOfClass(assetClass: string, subClass: string): InstrumentKind | undefined {
  const kinds: Readonly<Record<string, InstrumentKind>> = {
    BOND: 'bond',
    COLLECTIBLE: 'private',
    COMMODITY: 'commodity',
    CRYPTOCURRENCY: 'crypto',
    ETF: 'fund',
    MUTUALFUND: 'fund',
    PRECIOUS_METAL: 'commodity',
    PRIVATE_EQUITY: 'private',
    STOCK: 'equity',
    REAL_ESTATE: 'private',
    ALTERNATIVE_INVESTMENT: 'private',
    FIXED_INCOME: 'bond',
    EQUITY: 'equity'
  };
  return kinds[subClass] ?? kinds[assetClass];
}

/**
 * Books an activity as the file words it. Ghostfolio keeps cash apart from activities, so purchases take cash that
 * nothing brought in; that is asked about once for each account. An order of nothing is passed over.
 */
export function bookActivity(activity: Activity, sheet: Sheet): void {
  const { type, typeField, quantity, unitPrice, fee } = activity;
  if (quantity < 0n || unitPrice < 0n || fee < 0n)
    throw new RowRefusal({ code: 'sign-contradicts', action: type, text: '-' }, typeField);
  switch (type.toUpperCase()) {
    case 'BUY':
    case 'SELL':
      return bookOrder(activity, sheet);
    case 'DIVIDEND':
    case 'INTEREST':
      return bookIncome(activity, sheet);
    case 'FEE':
      return bookFee(activity, sheet);
    case 'ITEM':
      return bookItem(activity, sheet);
    case 'LIABILITY':
      return bookLiability(activity, sheet);
    case '':
      throw new RowRefusal({ code: 'action-missing' }, typeField);
    default:
      throw new RowRefusal({ code: 'row-kind-unknown', text: type }, typeField);
  }
}

function bookOrder(order: Activity, sheet: Sheet): void {
  const { line, quantity, unitPrice, fee, currency } = order;
  const verb = order.type.toUpperCase() === 'BUY' ? 'buy' : 'sell';
  if (quantity === 0n) return fee > 0n ? bookFee(order, sheet) : sheet.passOver(line);
  if (unitPrice === 0n && verb === 'buy') return bookItem(order, sheet);
  const gross = productOf(quantity, unitPrice, currency);
  const costs = { fees: fee, taxes: ZERO };
  const instrument = sheet.instrument(order.asset);
  post(order, sheet, { ...baseOf(order), verb, instrument, quantity, price: unitPrice, gross, ...costs });
}

const baseOf = ({ account, day, comment }: Activity) => ({
  account,
  tradeDay: day,
  settlementDay: day,
  ...(comment === '' ? {} : { note: comment })
});

function post({ line, about }: Activity, sheet: Sheet, transaction: StatedTransaction): void {
  sheet.post(line, transaction, about);
}

/** Name of what an activity without an instrument is about, beside its comment. */
function labelled({ asset, comment }: Activity): { readonly note?: string } {
  const text = [asset.name ?? asset.symbol ?? '', comment].filter((part) => part !== '').join(': ');
  return text === '' ? {} : { note: text };
}

function bookIncome(activity: Activity, sheet: Sheet): void {
  const { quantity, unitPrice, currency, manual, fee } = activity;
  const gross = productOf(quantity, unitPrice, currency);
  const costs = { fees: fee, taxes: ZERO };
  if (gross.amount === 0n) return fee > 0n ? bookFee(activity, sheet) : sheet.passOver(activity.line);
  if (activity.type.toUpperCase() === 'DIVIDEND') {
    const instrument = sheet.instrument(activity.asset);
    return post(activity, sheet, { ...baseOf(activity), verb: 'dividend', instrument, gross, ...costs });
  }
  const about: { readonly instrument?: InstrumentId } = manual ? {} : { instrument: sheet.instrument(activity.asset) };
  const note = manual ? labelled(activity) : {};
  post(activity, sheet, { ...baseOf(activity), ...note, verb: 'interest', gross, ...about, ...costs });
}

function bookFee(activity: Activity, sheet: Sheet): void {
  const { quantity, unitPrice, fee, currency, manual } = activity;
  const cash = fee > 0n ? money(fee, currency) : productOf(quantity, unitPrice, currency);
  if (cash.amount === 0n) return sheet.passOver(activity.line);
  const about: { readonly instrument?: InstrumentId } =
    manual || activity.type.toUpperCase() === 'FEE' ? {} : { instrument: sheet.instrument(activity.asset) };
  post(activity, sheet, { ...baseOf(activity), ...labelled(activity), verb: 'fee', cash, ...about });
}

/** Something owned that no cash was paid for in this account. */
function bookItem(activity: Activity, sheet: Sheet): void {
  const { line, quantity, unitPrice, currency, fee, asset } = activity;
  if (quantity === 0n) return sheet.passOver(line);
  const cost = productOf(quantity, unitPrice, currency);
  if (cost.amount === 0n) sheet.note(line, { code: 'cost-unknown', symbol: asset.symbol ?? asset.name ?? '' });
  const instrument = sheet.instrument(asset);
  post(activity, sheet, { ...baseOf(activity), verb: 'delivery-in', instrument, quantity, cost });
  if (fee > 0n) post(activity, sheet, { ...baseOf(activity), verb: 'fee', cash: money(fee, currency), instrument });
}

/** A debt: an account of its own that holds cash below zero. */
function bookLiability(activity: Activity, sheet: Sheet): void {
  const { line, quantity, unitPrice, currency, asset } = activity;
  const owed = productOf(quantity, unitPrice, currency);
  if (owed.amount === 0n) return sheet.passOver(line);
  const name = asset.name ?? asset.symbol ?? asset.isin ?? '';
  const account = sheet.account({ name, currency, kind: 'loan' });
  const cash = money(negate(owed.amount), currency);
  post(activity, sheet, { ...baseOf(activity), account, verb: 'opening-cash', cash });
}
