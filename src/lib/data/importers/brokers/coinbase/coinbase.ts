import { absolute, compare, money, sign, subtract, ZERO, type Decimal, type Money } from '$lib/domain/money';
import { fiatCurrency, sayFileCurrency } from '../rows/coin';
import { type CoinAmount, CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import { cellDecimal } from '../../values/numbers';
import { coinbaseKinds } from './kinds';

const columns = ['Timestamp', 'Transaction Type', 'Asset', 'Quantity Transacted'];
const TYPE = 'Transaction Type';
const CONVERTED =
  /(?:converted|wrapped|unwrapped|exchanged)\s+([\d.,]+)\s+(\S+)\s+(?:to|for|into)\s+([\d.,]+)\s+(\S+)/i;
const PAIR = /\b(?:for|on)\s+([\d.,]+)\s+([A-Z0-9]{2,8})\s+on\s+[A-Z0-9]{2,8}-([A-Z0-9]{2,8})\b/;

/** Staked ether was named ETH2 until 2025: it is ether. */
function coinName(code: string): string {
  const name = code.toUpperCase().replace(/[.,;]+$/, '');
  return name === 'ETH2' || name === 'ETH2S' || name === 'ETHS' ? 'ETH' : name;
}

function figures(row: Row): { total: Decimal; subtotal: Decimal; fees: Decimal; value: Money | undefined } {
  const subtotal = absolute(row.optional('amount', 'Subtotal') ?? ZERO);
  const names = ['Total (inclusive of fees and/or spread)', 'Total (inclusive of fees)', 'Total'];
  const total = absolute(row.optional('net-amount', ...names) ?? subtotal);
  const fees = row.optional('fee', 'Fees and/or Spread', 'Fees');
  const currency = fiatCurrency(row.text('Price Currency', 'Spot Price Currency'));
  const worth = sign(subtotal) > 0 ? subtotal : total;
  const value = currency && sign(worth) > 0 ? money(worth, currency) : undefined;
  return { total, subtotal: worth, fees: absolute(fees ?? subtract(total, worth)), value };
}

/** What an order was paid or filled in: the second coin of its pair, else the currency of the prices, with its fee. */
function counter(row: Row): { other: CoinAmount; fees: CoinAmount[] } {
  const { subtotal, fees } = figures(row);
  const pair = PAIR.exec(row.text('Notes'));
  const stated = pair?.[2] === pair?.[3] ? cellDecimal(pair?.[1] ?? '', '.') : undefined;
  // Notes of a pair state the amount with its fee, so the fee is no second charge there.
  if (pair?.[2] && stated && !fiatCurrency(pair[2]))
    return { other: { code: coinName(pair[2]), amount: stated }, fees: [] };
  const code = coinName(row.symbol('Price Currency', 'Spot Price Currency'));
  return { other: { code, amount: subtotal }, fees: [{ code, amount: fees }] };
}

function order(row: Row, coin: CoinAmount, way: 'buy' | 'sell', coins: CoinRow): void {
  const { value } = figures(row);
  const { other, fees } = counter(row);
  if (sign(other.amount) === 0) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Subtotal');
  const worth = value === undefined ? {} : { value };
  if (way === 'buy') coins.trade({ sold: other, bought: coin, fees, ...worth });
  else coins.trade({ sold: coin, bought: other, fees, ...worth });
}

function converted(row: Row, coins: CoinRow): void {
  const match = CONVERTED.exec(row.text('Notes'));
  const [given, got] = [cellDecimal(match?.[1] ?? '', '.'), cellDecimal(match?.[3] ?? '', '.')];
  if (!match?.[2] || !match[4] || !given || !got)
    throw new RowRefusal({ code: 'half-missing', text: row.text('Notes') || row.text(TYPE) }, 'Notes');
  const [from, to] = [coinName(match[2]), coinName(match[4])];
  if (from === to) return coins.post(undefined);
  const { total, subtotal, value } = figures(row);
  const sold = { code: from, amount: given };
  const bought = { code: to, amount: got };
  const spread = subtract(total, subtotal);
  if (!value || fiatCurrency(from) || fiatCurrency(to) || compare(spread, ZERO) <= 0)
    return coins.trade({ sold, bought, ...(value ? { value } : {}) });
  // Sold at what the coins were worth, bought for what the spread left of it.
  coins.trade({
    sold,
    bought: { code: value.currency, amount: total },
    fees: [{ code: value.currency, amount: spread }]
  });
  coins.trade({ sold: { code: value.currency, amount: value.amount }, bought });
}

function readRow(row: Row, sheet: Sheet, wrapped: ReadonlySet<number>): void {
  const type = row.text(TYPE).toLowerCase();
  const { day, seconds } = row.when('Timestamp');
  const id = row.text('ID');
  const about = { ...(id === '' ? {} : { id }), ...(seconds === undefined ? {} : { seconds }) };
  const note = row.text('Notes');
  const coins = new CoinRow(sheet, row.line, statedOn(sheet.account(), day, note), about);
  const quantity = row.number('quantity', 'Quantity Transacted');
  const coin = { code: coinName(row.symbol('Asset')), amount: absolute(quantity) };
  const kind = coinbaseKinds.get(type);
  if (kind === undefined) throw unknownKind(row.text(TYPE), TYPE);
  if (kind === 'nothing' || wrapped.has(row.line) || sign(quantity) === 0) return sheet.passOver(row.line);
  const { value } = figures(row);
  switch (kind) {
    case 'buy':
    case 'sell':
      return order(row, coin, kind, coins);
    case 'convert':
      return converted(row, coins);
    case 'staking':
    case 'interest':
    case 'bonus':
    case 'airdrop':
      return coins.income(coin, kind, value);
    case 'in':
    case 'receive':
      if (sign(quantity) < 0) return coins.sent(coin);
      if (kind === 'receive' && /\b(earn|rewards?|referral|learn)/i.test(note))
        return coins.income(coin, 'bonus', value);
      return coins.received(coin, value);
    case 'out':
      return type.includes('withdrawal') && sign(quantity) > 0 && !fiatCurrency(coin.code) && type !== 'withdrawal'
        ? coins.received(coin, value)
        : coins.sent(coin);
    case 'spend':
      if (!value || fiatCurrency(coin.code)) return coins.sent(coin);
      coins.trade({ sold: coin, bought: { code: value.currency, amount: value.amount } });
      return coins.sent({ code: value.currency, amount: value.amount });
    case 'fee':
      return coins.feeInKind(coin);
  }
}

/** Rows that only rename staked ether: the same quantity of ETH2 sent and ETH received, or the other way, at one time. */
function renamings(rows: readonly Row[]): Set<number> {
  const open = new Map<string, Row>();
  const found = new Set<number>();
  for (const row of rows) {
    const asset = row.text('Asset').toUpperCase();
    if (!/^ETH2?$/.test(asset) || !/^(send|receive)$/i.test(row.text(TYPE))) continue;
    const moved = [row.text('Timestamp'), row.text('Quantity Transacted').replace('-', '')].join('|');
    const other = open.get(`${moved}|${asset === 'ETH' ? 'ETH2' : 'ETH'}`);
    if (other) found.add(row.line).add(other.line);
    else open.set(`${moved}|${asset}`, row);
  }
  return found;
}

/** Files until 2021 name the currency at the head of columns, "EUR Spot Price at Transaction": rows as newer files have them. */
function named({ names, rows }: RowsUnder): readonly TableRow[] {
  const code = names.flatMap((name) => /^([a-z]{3}) spot price at transaction$/.exec(name)?.[1] ?? [])[0];
  if (code === undefined) return rows;
  const currency = code.toUpperCase();
  return rows.map((row) => ({
    ...row,
    get: (...wanted) =>
      wanted.includes('Price Currency') ? currency : row.get(...wanted, ...wanted.map((name) => `${code} ${name}`))
  }));
}

/** Transaction history of Coinbase, with or without the lines before its header. */
export const coinbase: StatementReader = {
  id: 'coinbase',
  name: 'Coinbase transaction history (CSV)',
  tried: true,
  recognises: (source) => rowsUnder(source.table, ...columns) !== undefined,
  read(source, sheet) {
    const table = rowsUnder(source.table, ...columns);
    const rows = (table ? named(table) : []).map((row) => new Row(row));
    sayFileCurrency(
      sheet,
      rows.map((row) => row.text('Price Currency', 'Spot Price Currency'))
    );
    const wrapped = renamings(rows);
    readEach(sheet, rows, (row) => readRow(row, sheet, wrapped));
  }
};
