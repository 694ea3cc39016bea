import { absolute, currencyFromCode, multiply, subtract, type Decimal } from '$lib/domain/money';
import type { StatementAction } from '$lib/domain/statements';
import { peggedTo } from '../values/stablecoins';
import type { RowFacts } from './row-facts';

/** What a row gives or gets: units of a currency or of a coin. */
interface Side {
  readonly amount: Decimal;
  readonly code: string;
  readonly fiat: boolean;
}

const isFiat = (code: string): boolean => currencyFromCode(code)?.kind === 'fiat';
const isCoin = (code: string): boolean => currencyFromCode(code)?.kind === 'crypto';

/** Actions of cash that may stand for one side that came or went. */
const came: ReadonlySet<StatementAction> = new Set(['deposit', 'interest', 'dividend', 'in', 'fee', 'tax']);
const went: ReadonlySet<StatementAction> = new Set(['withdrawal', 'fee', 'tax', 'interest', 'out']);
const moving: ReadonlySet<StatementAction | undefined> = new Set([
  undefined,
  'deposit',
  'withdrawal',
  'in',
  'out',
  'interest',
  'income-in-kind'
]);

/** A row as the ledger knows it, where its source writes what was given and what was got, or units of coins as money. */
export function sidedRow(row: RowFacts, hasGiven: boolean): RowFacts {
  const got = sideOf(row.boughtAmount, row.text('bought-currency'));
  const given = hasGiven
    ? sideOf(row.soldAmount, row.text('sold-currency'))
    : got && sideOf(row.amount, row.text('currency'));
  if (given && got) return bothSides(row, given, got);
  if (hasGiven && row.boughtAmount && row.soldAmount) return openSide(row, given !== undefined);
  if (hasGiven && got) return oneSide(row, got, 'in');
  if (hasGiven && given) return oneSide(row, given, 'out');
  return coinRow(row);
}

function sideOf(amount: Decimal | undefined, written: string): Side | undefined {
  const code = (/^([A-Z0-9]{2,10})\b/.exec(written.toUpperCase())?.[1] ?? written).trim();
  if (amount === undefined || amount === 0n || code === '') return undefined;
  return { amount: absolute(amount), code, fiat: isFiat(code) };
}

function bothSides(row: RowFacts, given: Side, got: Side): RowFacts {
  if (given.fiat && got.fiat) {
    if (row.action === 'in') return cashRow(row, got, 'deposit');
    if (row.action === 'out') return cashRow(row, given, 'withdrawal');
    const { price: _, quantity: __, ...rest } = cashRow(row, given, 'exchange');
    return { ...rest, boughtAmount: got.amount };
  }
  if (given.fiat) return coinTrade(row, 'buy', got, given);
  if (got.fiat) return coinTrade(row, 'sell', given, got);
  return given.code === got.code ? movedWithin(row, given, got) : swapRow(row, given, got);
}

/** Coins moved from one wallet of their owner to another: what arrives less than left was the network's. */
function movedWithin(row: RowFacts, given: Side, got: Side): RowFacts {
  const lost = subtract(given.amount, got.amount);
  if (lost === 0n) return { ...unitsRow(row, given, 'out'), action: 'nothing' };
  return unitsRow(row, { ...given, amount: absolute(lost) }, lost > 0n ? 'out' : 'in');
}

/** A sale of what was given, at the value that the source states, with what was got for it. */
function swapRow(row: RowFacts, given: Side, got: Side): RowFacts {
  const { net: _, price: __, soldAmount: ___, amount: ____, ...rest } = row;
  const value = row.worth ? { amount: absolute(row.worth) } : {};
  const about = { symbol: given.code, label: given.code, isin: '', name: '', kindText: 'crypto' };
  return {
    ...rest,
    ...about,
    ...value,
    action: row.action === 'nothing' ? 'nothing' : 'sell',
    quantity: given.amount,
    boughtAmount: got.amount,
    swap: { code: got.code, quantity: got.amount },
    told: false,
    text: withTexts(row.text, row.worth ? row.text('worth-currency') : '')
  };
}

/** Two amounts of which one says not in what: the exchange is refused for what is missing. */
function openSide({ amount: _, ...row }: RowFacts, isGiven: boolean): RowFacts {
  return { ...row, action: 'exchange', ...(isGiven && row.soldAmount !== undefined ? { amount: row.soldAmount } : {}) };
}

function oneSide(row: RowFacts, side: Side, way: 'in' | 'out'): RowFacts {
  const said = row.action ?? row.said;
  if (side.fiat) {
    if (row.action === 'deposit' || row.action === 'withdrawal') return cashRow(row, side, row.action);
    const fits = said !== undefined && (way === 'in' ? came : went).has(said);
    return cashRow(row, side, fits ? said : way === 'in' ? 'deposit' : 'withdrawal');
  }
  const income = way === 'in' && (said === 'income-in-kind' || said === 'interest' || said === 'dividend');
  return unitsRow(row, side, income ? 'income-in-kind' : way);
}

/** Rows of coins in tables for money: the coin stands in the place of the currency, or the currency in that of the coin. */
function coinRow(row: RowFacts): RowFacts {
  const symbol = row.symbol.toUpperCase();
  const currency = row.text('currency').toUpperCase();
  const money = row.amount ?? row.net;
  if (isFiat(symbol) && row.quantity !== undefined && !money && moving.has(row.action))
    return cashRow(row, { amount: row.quantity, code: symbol, fiat: true }, row.action);
  const units = { amount: row.quantity ?? money ?? (0n as Decimal), code: row.symbol || currency, fiat: false };
  const bare = symbol === '' && row.isin === '' && row.name === '' && isCoin(currency) && row.quantity === undefined;
  if (units.amount !== 0n && moving.has(row.action) && (bare || (row.symbol !== '' && row.quantity && !money))) {
    const action = unitsAction(row.action, units.amount);
    if (bare) return unitsRow(row, units, action);
    return row.action === 'deposit' || row.action === 'withdrawal' || row.action === 'interest'
      ? { ...row, action }
      : row;
  }
  const pair =
    /^([A-Z0-9]{2,10})[-/_]([A-Z]{3,5})$/.exec(symbol) ?? /^([A-Z]{3,5})(USD|EUR|GBP|USDT|USDC)$/.exec(symbol);
  const [, first = '', second = ''] = pair ?? [];
  if (isCoin(first) && isCoin(second) && !peggedTo(second) && (row.action === 'buy' || row.action === 'sell'))
    return pairRow(row, first, second);
  if (isCoin(first) && currencyFromCode(second) && (currency === '' || currency === second))
    return { ...row, symbol: first, label: first, text: withTexts(row.text, second) };
  return row;
}

/** A trade of a pair of coins as their exchange: the price counts units of the second. */
function pairRow(row: RowFacts, first: string, second: string): RowFacts {
  const paid = row.amount ?? row.net ?? (row.price && row.quantity && multiply(row.quantity, row.price));
  if (!row.quantity || !paid) return row;
  const units: Side = { amount: absolute(row.quantity), code: first, fiat: false };
  const price: Side = { amount: absolute(paid), code: second, fiat: false };
  return row.action === 'buy' ? swapRow(row, price, units) : swapRow(row, units, price);
}

function unitsAction(action: StatementAction | undefined, amount: Decimal): StatementAction {
  if (action === 'interest' || action === 'income-in-kind') return 'income-in-kind';
  return action === 'withdrawal' || action === 'out' || amount < 0n ? 'out' : 'in';
}

function cashRow(row: RowFacts, { amount, code }: Side, action: StatementAction | undefined): RowFacts {
  const { quantity: _, price: __, net: ___, boughtAmount: ____, ...rest } = row;
  const about = { symbol: '', isin: '', name: '', label: '', amount, text: withTexts(row.text, code) };
  return { ...rest, ...about, ...(action === undefined ? {} : { action }) };
}

function unitsRow(row: RowFacts, { amount, code }: Side, action: StatementAction): RowFacts {
  const { amount: _, net: __, price: ___, boughtAmount: ____, soldAmount: _____, ...rest } = row;
  const worth = row.worth === undefined ? {} : { amount: absolute(row.worth) };
  const text = withTexts(row.text, row.text('worth-currency'));
  return { ...rest, ...worth, action, symbol: code, label: code, isin: '', name: '', quantity: amount, text };
}

function coinTrade(row: RowFacts, action: 'buy' | 'sell', units: Side, money: Side): RowFacts {
  const { net: _, price: __, boughtAmount: ___, soldAmount: ____, ...rest } = row;
  const about = { symbol: units.code, label: units.code, isin: '', name: '' };
  const text = withTexts(row.text, money.code);
  return { ...rest, ...about, action, quantity: units.amount, amount: money.amount, told: false, text };
}

const withTexts =
  (text: RowFacts['text'], currency: string): RowFacts['text'] =>
  (field) =>
    field === 'currency'
      ? currency
      : field === 'price-currency' || field === 'bought-currency'
        ? kept(text, field)
        : text(field);

const kept = (text: RowFacts['text'], field: 'price-currency' | 'bought-currency'): string =>
  field === 'bought-currency' ? (/^([A-Za-z0-9]{2,10})\b/.exec(text(field))?.[1] ?? '') : '';
