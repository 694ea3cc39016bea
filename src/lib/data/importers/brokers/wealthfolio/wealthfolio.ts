import type { InstrumentKind } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import type { NamedInstrument, Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { isCashSymbol } from '../../values/symbols';
import { writtenOption } from '../row-parts/option-symbol';
import { coinPair, isIsin, readEach, RowCells, RowRefusal } from '../row-parts/row-cells';
import { bookActivity, type Activity } from './activity';

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
    readEach(sheet, under.rows, (row) => bookActivity(activityOf(new RowCells(under, row, '.'), sheet)));
  }
};

function tableOf({ table }: OpenedSource): RowsUnder | undefined {
  const exported = rowsUnder(table, 'symbol', 'quantity', 'activityType', 'unitPrice', 'currency');
  if (exported?.has('date') || exported?.has('activityDate')) return exported;
  const template = rowsUnder(table, 'date', 'type', 'symbol', 'quantity', 'unit_price', 'currency');
  return template?.has('instrumentType') || template?.has('subtype') ? template : undefined;
}

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

function namedIn(cells: RowCells, sheet: Sheet, currency: CurrencyCode | undefined): NamedInstrument | undefined {
  const symbol = cells.text('symbol', 'assetSymbol');
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
    ...(isIsin(symbol) ? { isin: symbol } : { symbol, ...(isIsin(isin) ? { isin } : {}) }),
    ...(kind === undefined ? {} : { kind })
  };
}

function activityOf(cells: RowCells, sheet: Sheet): Activity {
  const { day, seconds } = cells.date('mdy', 'date', 'activityDate');
  const type = cells
    .text('activityType', 'type')
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  const stated = cells.currency('currency');
  // A split moves no money: it may leave the currency out.
  if (stated === undefined && type !== 'SPLIT')
    throw new RowRefusal({ code: 'value-missing', field: 'currency' }, 'currency');
  const [comment, account, id] = [
    cells.text('comment', 'notes', 'note'),
    cells.text('accountName', 'account', 'accountId'),
    cells.text('id')
  ];
  return {
    sheet,
    cells,
    base: {
      account: sheet.account(account === '' ? undefined : { name: account }),
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
    quantity: cells.number('quantity', 'quantity'),
    price: cells.number('price', 'unitPrice', 'unit_price'),
    amount: cells.number('amount', 'amount'),
    fee: cells.size('fee', 'fee'),
    tax: cells.size('tax', 'tax')
  };
}
