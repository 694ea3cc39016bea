import { absolute, add, negate, sign, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { OpenedSource } from '../../source/source';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { addTo } from '../../values/grouping';
import { cellDecimal } from '../../values/numbers';
import { fiatCurrency, sayFileCurrency } from '../rows/coin';
import { type CoinAmount, CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, readOne, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { cashEffect, statedOn } from '../rows/stated';
import { krakenAsset, krakenPair } from './asset';

const ledgerColumns = ['refid', 'time', 'type', 'asset', 'amount', 'fee'];
const tradeColumns = ['pair', 'time', 'type', 'price', 'cost', 'fee', 'vol'];
const traded = new Set(['trade', 'spend', 'receive', 'settled', 'conversion', 'sale', 'instant']);
const given = new Set(['reward', 'rewards', 'invite bonus', 'referral', 'airdrop', 'adjustment', 'credit', 'dividend']);
const moved = /^(spotto|spotfrom|stakingto|stakingfrom|allocation|deallocation|autoallocat|migration)/;
const marginal = new Set(['margin', 'margin trade', 'rollover', 'settled']);
/** Credits that pay fees; they are given, never bought. */
const CREDITS = 'KFEE';

interface Entry {
  readonly row: Row;
  readonly type: string;
  readonly code: string;
  readonly amount: Decimal;
  readonly fee: Decimal;
}

function entryOf(row: Row): Entry {
  return {
    row,
    type: row.text('type').toLowerCase(),
    code: krakenAsset(row.symbol('asset')),
    amount: row.optional('amount', 'amount') ?? ZERO,
    fee: row.optional('fee', 'fee') ?? ZERO
  };
}

function coinsOf(sheet: Sheet, row: Row, lines: readonly number[], id: string): CoinRow {
  const { day, seconds } = row.when('time');
  const about = { ...(id === '' ? {} : { id }), ...(seconds === undefined ? {} : { seconds }), lines };
  return new CoinRow(sheet, row.line, statedOn(sheet.account(), day), about);
}

/** The rows of one trade: what went, what came, and fees in any of them. */
function readTrade(sheet: Sheet, rows: readonly Row[]): void {
  const lines = rows.map(({ line }) => line);
  readOne(sheet, lines, () => {
    const entries = rows.map(entryOf);
    const totals = new Map<string, Decimal>();
    for (const { code, amount } of entries) totals.set(code, add(totals.get(code) ?? ZERO, amount));
    const sides = [...totals].filter(([, amount]) => sign(amount) !== 0);
    const sold = sides.find(([, amount]) => amount < 0n);
    const bought = sides.find(([, amount]) => amount > 0n);
    const [first] = entries;
    const text = entries.map(({ type, code }) => `${type} ${code}`).join(', ');
    if (!first || !sold || !bought || sides.length !== 2) throw new RowRefusal({ code: 'half-missing', text }, 'refid');
    coinsOf(sheet, first.row, lines, first.row.text('refid')).trade({
      sold: { code: sold[0], amount: negate(sold[1]) },
      bought: { code: bought[0], amount: bought[1] },
      fees: feesOf(entries)
    });
  });
}

function feesOf(entries: readonly Entry[]): CoinAmount[] {
  const charged = entries.filter(({ fee, code }) => sign(fee) !== 0 && code !== CREDITS);
  return charged.map(({ code, fee }) => ({ code, amount: absolute(fee) }));
}

/** Deposits, withdrawals, rewards and what else stands in one row. */
function readEntry(sheet: Sheet, row: Row): void {
  const { type, code, amount, fee } = entryOf(row);
  const subtype = row.text('subtype').toLowerCase();
  const coins = coinsOf(sheet, row, [], row.text('txid'));
  const net = subtract(amount, fee);
  const coin = { code, amount: absolute(net) };
  if (sign(amount) === 0 && sign(fee) === 0) return sheet.passOver(row.line);
  // Rows without a txid announce a movement whose own row follows.
  if (row.text('txid') === '') return sheet.passOver(row.line);
  const within = moved.test(subtype) && !(type === 'transfer' && subtype === 'spotfromfutures');
  if (code === CREDITS || ((type === 'transfer' || type === 'earn') && within)) return sheet.passOver(row.line);
  // A plan that holds a coin for another product of the same house.
  if (/^hybridearn/.test(type)) return sheet.passOver(row.line);
  if (type === 'deposit' || type === 'withdrawal') {
    if (sign(amount) < 0 && sign(fee) > 0) {
      coins.sent({ code, amount: absolute(amount) });
      return coins.feeInKind({ code, amount: fee });
    }
    return sign(net) > 0 ? coins.received(coin) : coins.sent(coin);
  }
  if (type === 'staking' || type === 'earn' || given.has(type) || type === 'transfer') {
    const converted = subtype === 'delistingconversion';
    if (converted) sheet.note(row.line, { code: 'action-to-check', text: `${type} ${subtype} ${code}` }, 'subtype');
    if (sign(net) < 0) return coins.sent(coin);
    if (converted || (type === 'transfer' && fiatCurrency(code))) return coins.received(coin);
    const dropped = type === 'transfer' || subtype === 'airdrop';
    const source = dropped ? 'airdrop' : type === 'staking' || type === 'earn' ? 'staking' : 'bonus';
    return coins.income(coin, type === 'dividend' ? 'dividend' : source);
  }
  if (marginal.has(type)) return margin(sheet, coins, { row, type, code, amount, fee });
  throw unknownKind(row.text('type'), 'type');
}

/** Profit or loss of a position on margin is no trade of the asset: it is booked by what it does to the balance. */
function margin(sheet: Sheet, coins: CoinRow, { row, type, code, amount, fee }: Entry): void {
  const currency = fiatCurrency(code);
  if (sign(amount) !== 0) {
    if (currency) coins.post(cashEffect({ ...coins.when, note: type }, 'interest', amount, currency));
    else if (sign(amount) > 0) coins.income({ code, amount }, 'other');
    else coins.sent({ code, amount: absolute(amount) });
    sheet.note(row.line, { code: 'action-to-check', text: `${type} ${code}` }, 'type');
  }
  coins.feeInKind({ code, amount: fee });
}

/** True when a coin went from one wallet to another: out and in, of the same name but for its suffix. */
function isWithin(rows: readonly Row[]): boolean {
  const entries = rows.map((row) => ({
    code: krakenAsset(row.text('asset')),
    amount: cellDecimal(row.text('amount'), '.')
  }));
  const [first] = entries;
  const total = entries.reduce<Decimal | undefined>(
    (sum, { amount }) => (sum === undefined || amount === undefined ? undefined : add(sum, amount)),
    ZERO
  );
  return entries.length > 1 && total === ZERO && entries.every(({ code }) => code === first?.code);
}

function readLedger(source: OpenedSource, sheet: Sheet): void {
  const rows = (rowsUnder(source.table, ...ledgerColumns)?.rows ?? []).map((row) => new Row(row, { order: 'ymd' }));
  sayFileCurrency(
    sheet,
    rows.map((row) => krakenAsset(row.text('asset')))
  );
  const byReference = new Map<string, Row[]>();
  const singles: Row[] = [];
  for (const row of rows) {
    const type = row.text('type').toLowerCase();
    const joins = traded.has(type) || type === 'transfer';
    if (joins && row.text('refid') !== '') addTo(byReference, row.text('refid'), row);
    else singles.push(row);
  }
  for (const group of byReference.values()) {
    const types = group.map((row) => row.text('type').toLowerCase());
    if (types.includes('transfer')) {
      if (isWithin(group)) for (const { line } of group) sheet.passOver(line);
      else singles.push(...group);
    } else if (group.length === 1 && types[0] === 'settled') singles.push(...group);
    else readTrade(sheet, group);
  }
  readEach(sheet, singles, (row) => readEntry(sheet, row));
}

function readTrades(source: OpenedSource, sheet: Sheet): void {
  const rows = (rowsUnder(source.table, ...tradeColumns)?.rows ?? []).map((row) => new Row(row, { order: 'ymd' }));
  sayFileCurrency(
    sheet,
    rows.map((row) => krakenPair(row.text('pair'))?.[1] ?? '')
  );
  readEach(sheet, rows, (row) => {
    const pair = krakenPair(row.symbol('pair'));
    if (!pair) throw new RowRefusal({ code: 'currency-unreadable', text: row.text('pair') }, 'pair');
    const [code, quote] = pair;
    const coin = { code, amount: absolute(row.number('quantity', 'vol')) };
    const paid = { code: quote, amount: absolute(row.number('amount', 'cost')) };
    const fees = [{ code: quote, amount: absolute(row.optional('fee', 'fee') ?? ZERO) }];
    const coins = coinsOf(sheet, row, [], row.text('txid'));
    const type = row.text('type').toLowerCase();
    if (sign(row.optional('amount', 'margin') ?? ZERO) !== 0)
      sheet.note(row.line, { code: 'action-to-check', text: `margin ${row.text('pair')}` }, 'margin');
    if (type === 'buy') coins.trade({ sold: paid, bought: coin, fees });
    else if (type === 'sell') coins.trade({ sold: coin, bought: paid, fees });
    else throw unknownKind(row.text('type'), 'type');
  });
}

/** Ledgers and trades of Kraken. */
export const kraken: StatementReader = {
  id: 'kraken',
  name: 'Kraken ledgers or trades (CSV)',
  tried: true,
  recognises: (source) =>
    rowsUnder(source.table, ...ledgerColumns) !== undefined || rowsUnder(source.table, ...tradeColumns) !== undefined,
  read(source, sheet) {
    if (rowsUnder(source.table, ...ledgerColumns)) readLedger(source, sheet);
    else readTrades(source, sheet);
  }
};
