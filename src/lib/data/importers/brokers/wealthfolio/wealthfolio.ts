import type { InstrumentKind } from '$lib/domain/instruments';
import { absolute, decimalText, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { NamedInstrument, Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { addTo } from '../../values/grouping';
import { isCashSymbol } from '../../values/symbols';
import { looksLikeIsin } from '../../values/symbols';
import { coinPair } from '../rows/coin';
import { writtenOption } from '../rows/option-symbol';
import { RowRefusal, readEach } from '../rows/refusal';
import { Row } from '../rows/row';
import { bookActivity, bookTransfer, type Activity } from './activity';

/**
 * Activities of Wealthfolio, as it exports them and as its own import takes them. Its lists of holdings have neither a
 * type nor an activity type and go the way of every list of holdings.
 */
export const wealthfolio: StatementReader = {
  id: 'wealthfolio',
  name: 'Wealthfolio (CSV)',
  tried: true,
  recognises: (source) => tableOf(source) !== undefined,
  read(source, sheet) {
    const under = tableOf(source);
    if (!under) return;
    const activities: (Activity & { readonly line: number })[] = [];
    readEach(sheet, under.rows, (row) => {
      activities.push({ ...activityOf(new Row(row, { order: 'mdy' }), sheet), line: row.line });
    });
    const partners = partnersOf(activities);
    readEach(sheet, activities, (activity) => {
      const partner = partners.get(activity);
      if (!partner) bookActivity(activity);
      else if (activity.type === 'TRANSFER_OUT') bookTransfer(activity, partner);
    });
  }
};

function tableOf({ table }: OpenedSource): RowsUnder | undefined {
  const exported = rowsUnder(table, 'quantity', 'activityType', 'unitPrice', 'currency');
  const named = symbols.some((name) => exported?.has(name));
  if (named && (exported?.has('date') || exported?.has('activityDate'))) return exported;
  const template = rowsUnder(table, 'date', 'type', 'symbol', 'quantity', 'unit_price', 'currency');
  return template?.has('instrumentType') || template?.has('subtype') ? template : undefined;
}

const symbols = ['symbol', 'assetSymbol', 'assetId'];

const kinds: Readonly<Record<string, InstrumentKind>> = {
  EQUITY: 'equity',
  STOCK: 'equity',
  ETF: 'fund',
  FUND: 'fund',
  MUTUALFUND: 'fund',
  CRYPTO: 'crypto',
  CRYPTOCURRENCY: 'crypto',
  BOND: 'bond',
  METAL: 'commodity',
  COMMODITY: 'commodity'
};

function namedIn(cells: Row, sheet: Sheet, currency: CurrencyCode | undefined): NamedInstrument | undefined {
  const symbol = cells.text(...symbols);
  if (symbol === '' || isCashSymbol(symbol)) return undefined;
  const name = cells.text('assetName', 'name');
  const type = cells.text('instrumentType', 'assetType').toUpperCase();
  const about = { ...(currency === undefined ? {} : { currency }), ...(name === '' ? {} : { name }) };
  const option = writtenOption(symbol);
  if (option || type === 'OPTION') {
    if (!option) return { ...about, symbol, kind: 'option', multiplier: '100' };
    const { right, strike, expiry } = option;
    const underlying = sheet.instrument({ symbol: option.underlying, ...about });
    return { ...about, symbol, kind: 'option', multiplier: '100', option: { right, strike, expiry, underlying } };
  }
  const pair = coinPair(symbol);
  if (pair) return { ...about, symbol: pair.coin, currency: pair.quote, kind: 'crypto' };
  const kind = kinds[type];
  const isin = cells.text('isin');
  return {
    ...about,
    ...(looksLikeIsin(symbol) ? { isin: symbol } : { symbol, ...(looksLikeIsin(isin) ? { isin } : {}) }),
    ...(kind === undefined ? {} : { kind })
  };
}

function activityOf(cells: Row, sheet: Sheet): Activity {
  const { day, seconds } = cells.when('date', 'activityDate');
  const type = cells
    .text('activityType', 'type')
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  const stated = cells.currency('currency');
  // A split moves no money: it may leave the currency out.
  if (stated === undefined && type !== 'SPLIT')
    throw new RowRefusal({ code: 'value-missing', field: 'currency' }, 'currency');
  const own = cells.currency('accountCurrency');
  const [comment, account, id] = [
    cells.text('comment', 'notes', 'note'),
    cells.text('accountName', 'account', 'accountId'),
    cells.text('id')
  ];
  return {
    sheet,
    cells,
    base: {
      account: sheet.account(account === '' ? undefined : { name: account, ...(own ? { currency: own } : {}) }),
      tradeDay: day,
      settlementDay: day,
      ...(comment === '' ? {} : { note: comment })
    },
    about: { ...(id === '' ? {} : { id }), ...(seconds ? { seconds } : {}) },
    type,
    subtype: cells
      .text('subtype')
      .toUpperCase()
      .replace(/[\s-]+/g, '_'),
    currency: stated ?? sheet.baseCurrency,
    named: namedIn(cells, sheet, stated),
    quantity: cells.optional('quantity', 'quantity'),
    price: cells.optional('price', 'unitPrice', 'unit_price'),
    amount: cells.optional('amount', 'amount'),
    fee: cells.size('fee', 'fee'),
    tax: cells.size('tax', 'tax')
  };
}

/**
 * Halves of transfers between accounts of the file, each with its other: same day, same thing, same amount, out of one
 * account and into another. A half alone crosses the border of the file.
 */
function partnersOf<One extends Activity>(activities: readonly One[]): ReadonlyMap<One, One> {
  const arrivals = new Map<string, One[]>();
  for (const one of activities) if (one.type === 'TRANSFER_IN') addTo(arrivals, keyOf(one), one);
  const partners = new Map<One, One>();
  for (const one of activities) {
    if (one.type !== 'TRANSFER_OUT') continue;
    const list = arrivals.get(keyOf(one)) ?? [];
    const at = list.findIndex((other) => other.base.account !== one.base.account);
    const [other] = at < 0 ? [] : list.splice(at, 1);
    if (other) partners.set(one, other).set(other, one);
  }
  return partners;
}

function keyOf({ base, named, quantity, amount, currency }: Activity): string {
  const size = (value: Decimal | undefined): string => (value === undefined ? '' : decimalText(absolute(value)));
  const moved = named ? size(quantity) : size(amount ?? quantity);
  return [base.tradeDay, named?.isin ?? named?.symbol ?? '', moved, currency].join('|');
}
