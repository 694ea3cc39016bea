import {
  absolute,
  currencyCode,
  money,
  sign,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { addTo } from '../../values/grouping';
import { fiatCurrency } from '../rows/coin';
import { CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { cashEffect, statedOn } from '../rows/stated';
import { nexoKind, type NexoKind } from './kinds';

const TIME = ['Date / Time (UTC)', 'Date / Time', 'Date/Time (UTC)'];
const LONGEST_TICKER = 7;
const USD: CurrencyCode = currencyCode('USD');

/** A row with its amounts: one for the older columns, what went in and what came out for the newer ones. */
interface NexoRow {
  readonly row: Row;
  readonly type: string;
  readonly kind: NexoKind;
  readonly given: { readonly code: string; readonly amount: Decimal };
  readonly got: { readonly code: string; readonly amount: Decimal };
  readonly value: Money | undefined;
}

/** Nexo's own tokens of a currency (EURX, GBPX, USDX) are that currency. */
function nexoCode(row: Row, ...columns: string[]): string {
  const code = row.text(...columns).toUpperCase();
  const bare = code.length === 4 && code.endsWith('X') && fiatCurrency(code.slice(0, 3)) ? code.slice(0, 3) : code;
  if (!/^[A-Z0-9]+$/.test(bare) || bare.length > LONGEST_TICKER)
    throw new RowRefusal({ code: 'currency-unreadable', text: code }, columns[0]);
  return bare;
}

function nexoRow(row: Row): NexoRow {
  const details = row.text('Details');
  if (/^(rejected|cancell?ed|pending|processing|failed|declined)/i.test(details))
    throw new RowRefusal({ code: 'not-booked', text: details.split('/')[0]?.trim() ?? details }, 'Details');
  const type = row.text('Type');
  const kind = nexoKind(type);
  if (kind === undefined) throw unknownKind(type, 'Type');
  row.when(...TIME);
  const worth = absolute(row.optional('amount', 'USD Equivalent') ?? ZERO);
  const value = sign(worth) > 0 ? money(worth, USD) : undefined;
  const given = {
    code: nexoCode(row, 'Input Currency', 'Currency'),
    amount: row.number('amount', 'Input Amount', 'Amount')
  };
  const output = row.text('Output Currency');
  const amount = row.optional('amount', 'Output Amount') ?? ZERO;
  // Interest and bonuses may leave the output empty: the input is what came.
  const got = output === '' || sign(amount) === 0 ? given : { code: nexoCode(row, 'Output Currency'), amount };
  return { row, type, kind, given, got, value };
}

const DAYS_BETWEEN_HALVES = 10;

/** Rows by their kind and amount, to find the other half of a movement. */
class NexoRows {
  readonly #byAmount = new Map<string, NexoRow[]>();

  constructor(rows: readonly NexoRow[]) {
    for (const row of rows) addTo(this.#byAmount, `${row.kind} ${absolute(row.got.amount)}`, row);
  }

  /** Another row that moves the same amount within some days. */
  partner(one: NexoRow, kind: NexoKind, code?: string): NexoRow | undefined {
    const { day } = one.row.when(...TIME);
    return this.#byAmount
      .get(`${kind} ${absolute(one.got.amount)}`)
      ?.find(
        (other) =>
          (code === undefined || other.got.code === code) &&
          Math.abs(other.row.when(...TIME).day - day) <= DAYS_BETWEEN_HALVES
      );
  }
}

function book(sheet: Sheet, one: NexoRow, rows: NexoRows): void {
  const { row, type, kind, given, got, value } = one;
  const { day, seconds } = row.when(...TIME);
  const id = row.text('Transaction');
  const about = { ...(id === '' ? {} : { id: `${id} ${type}` }), ...(seconds === undefined ? {} : { seconds }) };
  const coins = new CoinRow(sheet, row.line, statedOn(sheet.account(), day), about);
  const coin = { code: got.code, amount: absolute(got.amount) };
  const paid = { code: given.code, amount: absolute(given.amount) };
  if (kind === 'nothing' || sign(got.amount) === 0) return sheet.passOver(row.line);
  const fee = absolute(row.optional('fee', 'Fee') ?? ZERO);
  if (sign(fee) > 0) coins.feeInKind({ code: nexoCode(row, 'Fee Currency'), amount: fee });
  const airdrop = /airdrop/i.test(row.text('Details'));
  switch (kind) {
    case 'in':
      return airdrop ? coins.income(coin, 'airdrop', value) : coins.received(coin, value);
    case 'deposited':
      // The money first, and what it was changed into when that is a coin.
      coins.received(paid, value);
      return given.code === got.code ? undefined : coins.trade({ sold: paid, bought: coin });
    case 'announced':
      return rows.partner(one, 'deposited') ? sheet.passOver(row.line) : coins.received(paid, value);
    case 'out':
      return coins.sent(paid);
    case 'to-withdraw':
      return toWithdraw(sheet, one, rows, coins);
    case 'income':
      return income(coins, one);
    case 'trade':
      if (given.code === got.code) return sheet.passOver(row.line);
      return coins.trade({ sold: paid, bought: coin, ...(value ? { value } : {}) });
    case 'repayment':
      return repayment(coins, one);
    case 'card':
      return card(sheet, one, rows, coins);
    case 'fee':
      return coins.feeInKind(paid);
  }
}

/** Income by what was received; below zero it is interest charged on the credit line. */
function income(coins: CoinRow, { type, got, value }: NexoRow): void {
  const currency = fiatCurrency(got.code);
  if (currency) return coins.post(cashEffect(coins.when, 'interest', got.amount, currency));
  const coin = { code: got.code, amount: absolute(got.amount) };
  if (sign(got.amount) < 0) return coins.feeInKind(coin);
  coins.income(coin, /interest/i.test(type) ? 'interest' : /dividend/i.test(type) ? 'dividend' : 'bonus', value);
}

/** Coins changed into money on their way out: the older columns name the coin alone, its withdrawal says the money. */
function toWithdraw(sheet: Sheet, one: NexoRow, rows: NexoRows, coins: CoinRow): void {
  const { row, given, got, value } = one;
  if (fiatCurrency(given.code)) return sheet.passOver(row.line);
  const sold = { code: given.code, amount: absolute(given.amount) };
  const withdrawn = rows.partner(one, 'out')?.got;
  const target = fiatCurrency(got.code) ? got : withdrawn && fiatCurrency(withdrawn.code) ? withdrawn : undefined;
  const stated = target ?? (value ? { code: value.currency, amount: value.amount } : undefined);
  if (!stated) throw new RowRefusal({ code: 'half-missing', text: one.type }, 'Type');
  coins.trade({ sold, bought: { code: stated.code, amount: absolute(stated.amount) } });
}

/** Coins sold to pay back the credit line: dollars that offset what it charged and lent. */
function repayment(coins: CoinRow, { given, value, type }: NexoRow): void {
  if (!value || given.code === 'USD') throw new RowRefusal({ code: 'half-missing', text: type }, 'USD Equivalent');
  coins.trade({
    sold: { code: given.code, amount: absolute(given.amount) },
    bought: { code: value.currency, amount: value.amount }
  });
}

/** A card payment on credit: dollars owed for the currency of the shop, whose withdrawal may have a row of its own. */
function card(sheet: Sheet, one: NexoRow, rows: NexoRows, coins: CoinRow): void {
  const { row, given, got } = one;
  const paid = { code: given.code, amount: absolute(given.amount) };
  if (!rows.partner(one, 'out', got.code)) return coins.sent(paid);
  if (given.code === got.code) return sheet.passOver(row.line);
  coins.trade({ sold: paid, bought: { code: got.code, amount: absolute(got.amount) } });
}

function tableOf(source: OpenedSource): RowsUnder | undefined {
  return (
    rowsUnder(source.table, 'Transaction', 'Type', 'Input Currency', 'Input Amount', 'Output Amount') ??
    rowsUnder(source.table, 'Transaction', 'Type', 'Currency', 'Amount', 'USD Equivalent', 'Details')
  );
}

/** Transactions of Nexo, in the older columns (one amount) and the newer ones (input and output). */
export const nexo: StatementReader = {
  id: 'nexo',
  name: 'Nexo transactions (CSV)',
  tried: true,
  recognises: (source) => tableOf(source) !== undefined,
  read(source, sheet) {
    const rows = (tableOf(source)?.rows ?? []).map((row) => new Row(row, { order: 'ymd' }));
    const read: NexoRow[] = [];
    const seen = new Set<string>();
    readEach(sheet, rows, (row) => {
      // Nexo numbers every movement: a row that comes again with its number is a copy.
      const id = row.text('Transaction');
      const copy = [id, row.text('Type'), row.text('Input Amount', 'Amount'), row.text(...TIME)].join('|');
      if (id !== '' && seen.has(copy)) return sheet.passOver(row.line);
      seen.add(copy);
      read.push(nexoRow(row));
    });
    const all = new NexoRows(read);
    readEach(
      sheet,
      read.map((one) => ({ line: one.row.line, one })),
      ({ one }) => book(sheet, one, all)
    );
  }
};
