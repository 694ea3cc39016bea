import {
  absolute,
  add,
  money,
  multiply,
  rounded,
  sign,
  subtract,
  decimal,
  divide,
  minorUnits,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { RowsUnder } from '../../sheet/table-rows';
import { writtenCurrency, type WrittenCurrency } from '../../values/currencies';
import { cellDecimal, isAbsent } from '../../values/numbers';
import { wholeUnits } from '../../values/currencies';
import { RowRefusal } from '../rows/refusal';
import type { Row } from '../rows/row';

const taxNames = [
  'stamp duty',
  'stamp duty reserve tax',
  'french transaction tax',
  'italian transaction tax',
  'spanish transaction tax',
  'ptm levy',
  'transaction tax'
];
const feeNames = [
  'currency conversion fee',
  'transaction fee',
  'finra fee',
  'deposit fee',
  'fx fee',
  'sec fee',
  'commission',
  'fee'
];

/** A column of amounts: its currency stands in its own name in old files, in a column beside it in newer ones. */
interface AmountColumn {
  readonly column: string;
  readonly beside: string | undefined;
  readonly named: WrittenCurrency | undefined;
}

const columnsOf = new WeakMap<RowsUnder, Map<string, AmountColumn[]>>();

function amountColumns(table: RowsUnder, name: string): readonly AmountColumn[] {
  const known = columnsOf.get(table) ?? new Map<string, AmountColumn[]>();
  columnsOf.set(table, known);
  const found = known.get(name);
  if (found) return found;
  const prefix = `${name.toLowerCase()} (`;
  const columns = table.names.flatMap((column): AmountColumn[] => {
    if (column === name.toLowerCase()) return [{ column, beside: `Currency (${name})`, named: undefined }];
    if (!column.startsWith(prefix) || !column.endsWith(')')) return [];
    const named = writtenCurrency(column.slice(prefix.length, -1).toUpperCase());
    return named ? [{ column, beside: undefined, named }] : [];
  });
  known.set(name, columns);
  return columns;
}

/** An amount of a row, in whole units of its currency. */
export function amountOf(table: RowsUnder, row: Row, name: string): Money | undefined {
  for (const { column, beside, named } of amountColumns(table, name)) {
    const amount = row.optional('amount', column);
    if (amount === undefined) continue;
    const currency = named ?? writtenCurrency(row.text(beside ?? ''));
    if (currency) return money(wholeUnits(amount, currency), currency.code);
    if (sign(amount) === 0) return undefined;
    throw new RowRefusal({ code: 'currency-unreadable', text: row.text(beside ?? '') }, beside);
  }
  return undefined;
}

/** Fees and taxes of a row in one currency; those in another stand apart. */
export interface RowCosts {
  readonly fees: Decimal;
  readonly taxes: Decimal;
  readonly others: readonly Money[];
}

/** How many units of another currency one unit of the account's was, in a trade. */
export interface CostRate {
  readonly currency: CurrencyCode;
  readonly rate: Decimal;
}

/** The currency of the price with what one unit of the account's buys of it, as the row says. */
export function rateOf(row: Row): CostRate | undefined {
  const unit = writtenCurrency(row.text('Currency (Price / share)'));
  const written = row.text('Exchange rate');
  const rate = isAbsent(written) ? undefined : cellDecimal(written, '.');
  return unit && rate !== undefined && sign(rate) > 0
    ? { currency: unit.code, rate: wholeUnits(rate, unit) }
    : undefined;
}

/** "0.01 GBP -> 0.01 EUR", where older files have no columns for the two amounts. */
export function toldIn(note: string): readonly [Money, Money] | undefined {
  const match = /^([\d.,]+) ([A-Z]{3}) -> ([\d.,]+) ([A-Z]{3})$/.exec(note);
  const [, sold = '', from = '', bought = '', to = ''] = match ?? [];
  const [given, got] = [cellDecimal(sold, '.'), cellDecimal(bought, '.')];
  const [own, other] = [writtenCurrency(from)?.code, writtenCurrency(to)?.code];
  return given !== undefined && got !== undefined && own && other ? [money(given, own), money(got, other)] : undefined;
}

/** What the columns of costs add up to; those in the currency of the quote by the rate of the trade. */
export function costsOf(table: RowsUnder, row: Row, currency: CurrencyCode, quote?: CostRate): RowCosts {
  let [fees, taxes]: [Decimal, Decimal] = [ZERO, ZERO];
  const others: Money[] = [];
  const take = (name: string, verb: 'fee' | 'tax'): void => {
    const cost = amountOf(table, row, name);
    if (!cost || sign(cost.amount) === 0) return;
    const isQuoted = cost.currency !== currency && cost.currency === quote?.currency;
    const amount = isQuoted
      ? rounded(divide(absolute(cost.amount), quote.rate), minorUnits(currency), 'half-up')
      : absolute(cost.amount);
    if (cost.currency !== currency && !isQuoted) others.push({ ...cost, amount });
    else if (verb === 'fee') fees = add(fees, amount);
    else taxes = add(taxes, amount);
  };
  for (const name of feeNames) take(name, 'fee');
  for (const name of taxNames) take(name, 'tax');
  return { fees, taxes, others };
}

const HALF_CENT = decimal('0.005');
const CENT = decimal('0.01');

/**
 * The tax withheld from a dividend in the currency it was paid out in: as stated, or by the rate that follows from the
 * row (units times the net amount of each, over the total paid). Undefined when the cents of the total leave it open.
 */
export function withheldIn(paid: Money, tax: Money, net: Money | undefined): Decimal | undefined {
  if (tax.currency === paid.currency) return absolute(tax.amount);
  if (sign(tax.amount) === 0) return ZERO;
  if (!net || net.currency !== tax.currency || sign(net.amount) === 0) return undefined;
  const at = (total: Decimal): Decimal => absolute(rounded(multiply(tax.amount, divide(total, net.amount)), 2));
  const spread = absolute(subtract(at(add(paid.amount, HALF_CENT)), at(subtract(paid.amount, HALF_CENT))));
  return spread <= CENT ? at(paid.amount) : undefined;
}
