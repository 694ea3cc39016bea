import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  add,
  compare,
  money,
  multiply,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { PostedAbout, Sheet, StatedTransaction, StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { mostFrequent } from '../../values/grouping';
import { looksLikeIsin } from '../../values/symbols';
import { RowRefusal, readEach } from '../rows/refusal';
import { Row } from '../rows/row';

const columns = ['price', 'shares', 'amount', 'tax', 'fee', 'type', 'assettype', 'identifier', 'currency'] as const;

/** Activities of a Parqet portfolio: semicolons, decimal commas, newest first, amounts before fee and tax. */
export const parqet: StatementReader = {
  id: 'parqet',
  name: 'Parqet (CSV)',
  tried: true,
  recognises: ({ table }) => rowsUnder(table, ...columns) !== undefined,
  read(source, sheet) {
    const under = rowsUnder(source.table, ...columns);
    if (!under) return;
    const currency = mostFrequent(under.rows.map((row) => row.get('currency')).filter((code) => code !== ''));
    // Oldest first, so that what happens on one day keeps its order.
    const rows = [...under.rows].reverse();
    readEach(sheet, rows, (row) => bookRow(activityOf(new Row(row, { mark: ',' }), sheet, currency ?? '')));
  }
};

type Base = Pick<StatedTransaction, 'account' | 'tradeDay' | 'settlementDay'>;

/** What a row says besides its kind; `taxes` are negative when they come back. */
interface Activity {
  readonly sheet: Sheet;
  readonly cells: Row;
  readonly base: Base;
  readonly about: PostedAbout;
  readonly currency: CurrencyCode;
  readonly fees: Decimal;
  readonly taxes: Decimal;
}

function activityOf(cells: Row, sheet: Sheet, fileCurrency: string): Activity {
  const { day, seconds } = cells.when('date', 'datetime');
  const time = cells.text('time');
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  const ofDay = clock ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0) : seconds;
  const currency = cells.currency('currency');
  if (currency === undefined) throw new RowRefusal({ code: 'value-missing', field: 'currency' }, 'currency');
  const account = sheet.account(currency === fileCurrency ? { currency } : undefined);
  return {
    sheet,
    cells,
    base: { account, tradeDay: day, settlementDay: day },
    about: ofDay === undefined ? {} : { seconds: ofDay },
    currency,
    fees: cells.size('fee', 'fee'),
    taxes: cells.optional('tax', 'tax') ?? ZERO
  };
}

function bookRow(activity: Activity): void {
  const { cells } = activity;
  const type = cells.text('type');
  switch (type.toLowerCase().replace(/[\s_-]/g, '')) {
    case 'buy':
      return trade(activity, 'buy');
    case 'sell':
      return trade(activity, 'sell');
    case 'dividend':
    case 'distribution':
      return dividend(activity);
    case 'interest':
      return interest(activity);
    case 'transferin':
      return delivered(activity, 'in');
    case 'transferout':
      return delivered(activity, 'out');
    case 'deposit':
      return cash(activity, 'deposit');
    case 'withdrawal':
      return cash(activity, 'withdrawal');
    case 'fee':
    case 'fees':
    case 'cost':
    case 'costs':
      return charge(activity, 'fee');
    case 'tax':
    case 'taxes':
      return charge(activity, 'tax');
    case '':
      throw new RowRefusal({ code: 'action-missing' }, 'type');
    default:
      throw new RowRefusal({ code: 'row-kind-unknown', text: type }, 'type');
  }
}

function post({ sheet, cells, about }: Activity, transaction: StatedTransaction): void {
  sheet.post(cells.line, transaction, about);
}

/** Fee and tax of an income or trade; a tax that comes back is booked on its own. */
function charged(activity: Activity, instrument?: InstrumentId): { readonly fees: Decimal; readonly taxes: Decimal } {
  const { base, currency, fees, taxes } = activity;
  if (taxes >= 0n) return { fees, taxes };
  const about = instrument === undefined ? {} : { instrument };
  post(activity, { ...base, verb: 'tax', cash: money(taxes, currency), ...about });
  return { fees, taxes: ZERO };
}

function instrumentOf({ sheet, cells, currency }: Activity): InstrumentId | undefined {
  const identifier = cells.text('identifier');
  const name = cells.text('holdingname', 'holdingnickname');
  const wkn = cells.text('wkn');
  const kind = cells.text('assettype').toLowerCase();
  if (kind === 'cash' || (identifier === '' && wkn === '' && name === '')) return undefined;
  return sheet.instrument({
    currency,
    ...(identifier === ''
      ? {}
      : looksLikeIsin(identifier)
        ? { isin: identifier.toUpperCase() }
        : { symbol: identifier }),
    ...(wkn === '' ? {} : { wkn }),
    ...(name === '' ? {} : { name }),
    ...(kind.startsWith('crypto') ? { kind: 'crypto' } : {}),
    ...(kind === 'real estate' || kind === 'realestate' || kind === 'custom' ? { kind: 'private' } : {}),
    ...(kind === 'commodity' ? { kind: 'commodity' } : {})
  });
}

function requiredInstrument(activity: Activity): InstrumentId {
  const instrument = instrumentOf(activity);
  if (instrument === undefined) throw new RowRefusal({ code: 'symbol-missing' }, 'identifier');
  return instrument;
}

/** Amount before costs. Where price times shares fits the amount after costs better, the amount was that. */
function grossOf({ cells, fees, taxes }: Activity, side: 'buy' | 'sell', quantity: Decimal, price?: Decimal): Decimal {
  const stated = cells.optional('amount', 'amount');
  if (stated === undefined) {
    if (price === undefined) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'amount');
    return multiply(quantity, price);
  }
  const gross = absolute(stated);
  if (price === undefined) return gross;
  const costs = add(fees, taxes);
  const other = side === 'buy' ? subtract(gross, costs) : add(gross, costs);
  const computed = multiply(quantity, price);
  const gap = (value: Decimal): Decimal => absolute(subtract(value, computed));
  return compare(gap(other), gap(gross)) < 0 ? other : gross;
}

function trade(activity: Activity, verb: 'buy' | 'sell'): void {
  const { cells, base, currency } = activity;
  const instrument = requiredInstrument(activity);
  const quantity = cells.units('shares');
  const price = cells.number('price', 'price');
  const gross = money(grossOf(activity, verb, quantity, price), currency);
  post(activity, { ...base, verb, instrument, quantity, price, gross, ...charged(activity, instrument) });
}

function dividend(activity: Activity): void {
  const instrument = requiredInstrument(activity);
  const gross = money(activity.cells.number('amount', 'amount'), activity.currency);
  post(activity, { ...activity.base, verb: 'dividend', instrument, gross, ...charged(activity, instrument) });
}

function interest(activity: Activity): void {
  const instrument = instrumentOf(activity);
  const gross = money(activity.cells.number('amount', 'amount'), activity.currency);
  const about = instrument === undefined ? {} : { instrument };
  post(activity, { ...activity.base, verb: 'interest', gross, ...about, ...charged(activity, instrument) });
}

/** Securities from or to another depot, at the price of the row; without a security it is cash that moved. */
function delivered(activity: Activity, way: 'in' | 'out'): void {
  const { sheet, cells, base, currency } = activity;
  const instrument = instrumentOf(activity);
  if (instrument === undefined) return cash(activity, way === 'in' ? 'deposit' : 'withdrawal');
  const quantity = cells.units('shares');
  if (way === 'out') post(activity, { ...base, verb: 'delivery-out', instrument, quantity });
  else {
    const stated = cells.optional('amount', 'amount') ?? multiply(quantity, cells.size('price', 'price'));
    const cost = money(absolute(stated), currency);
    if (cost.amount === 0n) sheet.note(cells.line, { code: 'cost-unknown', symbol: cells.text('identifier') });
    post(activity, { ...base, verb: 'delivery-in', instrument, quantity, cost });
  }
  const { fees, taxes } = activity;
  if (fees > 0n) post(activity, { ...base, verb: 'fee', cash: money(fees, currency), instrument });
  if (taxes !== 0n) post(activity, { ...base, verb: 'tax', cash: money(taxes, currency), instrument });
}

function cash(activity: Activity, verb: 'deposit' | 'withdrawal'): void {
  const { cells, base, currency, fees } = activity;
  const amount = absolute(cells.number('amount', 'amount'));
  if (amount === 0n) return activity.sheet.passOver(cells.line);
  post(activity, { ...base, verb, cash: money(amount, currency) });
  if (fees > 0n) post(activity, { ...base, verb: 'fee', cash: money(fees, currency) });
}

function charge(activity: Activity, verb: 'fee' | 'tax'): void {
  const { cells, base, currency, fees, taxes } = activity;
  const own = verb === 'fee' ? fees : taxes;
  const stated = cells.optional('amount', 'amount') ?? ZERO;
  // A cost is written with either sign; only a tax can come back.
  const amount = own !== 0n ? own : verb === 'fee' ? absolute(stated) : stated;
  if (amount === 0n) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'amount');
  const instrument = instrumentOf(activity);
  const about = instrument === undefined ? {} : { instrument };
  post(activity, { ...base, verb, cash: money(amount, currency), ...about });
}
