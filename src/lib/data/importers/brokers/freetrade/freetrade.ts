import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  add,
  divide,
  minorUnits,
  money,
  multiply,
  negate,
  rounded,
  sign,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { Sheet, StatedTransaction, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { RowRefusal, readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { cashEffect, cashMoved, statedOn, tradeOf, unitsReceived, type StatedWhen } from '../rows/stated';

/** The activity feed of Freetrade: orders, dividends and cash of one account, newest first. */
export const freetrade: StatementReader = {
  id: 'freetrade',
  name: 'Freetrade (CSV)',
  tried: false,
  recognises: (source) => tableOf(source) !== undefined,
  read(source, sheet) {
    const table = tableOf(source);
    if (table) readEach(sheet, table.rows, (row) => read(new Row(row), sheet));
  }
};

const tableOf = ({ table }: OpenedSource): RowsUnder | undefined =>
  rowsUnder(table, 'Title', 'Type', 'Timestamp', 'Account Currency', 'Total Amount', 'Buy / Sell', 'Ticker');

function read(row: Row, sheet: Sheet): void {
  const type = row.text('Type').toUpperCase();
  if (type === 'MONTHLY_STATEMENT' || type === 'TAX_CERTIFICATE') return sheet.passOver(row.line);
  const date = row.when('Timestamp');
  const currency = row.currency('Account Currency');
  if (!currency) throw new RowRefusal({ code: 'currency-unreadable', text: '' }, 'Account Currency');
  const when = statedOn(sheet.account({ currency }), date.day);
  const id = row.text('Order ID');
  const about = { ...(id === '' ? {} : { id }), ...(date.seconds === undefined ? {} : { seconds: date.seconds }) };
  const post = (transaction: StatedTransaction | undefined): void =>
    transaction ? sheet.post(row.line, transaction, about) : sheet.passOver(row.line);
  const total = (): Decimal => row.number('amount', 'Total Amount');
  switch (type) {
    case 'TOP_UP':
    case 'TAX_RELIEF':
      return post(cashMoved(when, total(), currency));
    case 'WITHDRAWAL':
      return post(cashMoved(when, negate(absolute(total())), currency));
    case 'INTEREST_FROM_CASH':
    case 'INTEREST':
      return post(cashEffect(when, 'interest', total(), currency));
    case 'ORDER':
      return post(order(row, when, currency, instrumentOf(row, sheet, currency)));
    case 'FREESHARE_ORDER':
      return post(
        unitsReceived(
          when,
          'bonus',
          instrumentOf(row, sheet, currency),
          row.units('Quantity'),
          absolute(total()),
          currency
        )
      );
    case 'DIVIDEND':
    case 'SPECIAL_DIVIDEND':
      return post(dividend(row, when, currency, instrumentOf(row, sheet, currency)));
    default:
      throw unknownKind(row.text('Type'), 'Type');
  }
}

function instrumentOf(row: Row, sheet: Sheet, account: CurrencyCode): InstrumentId {
  const [isin, name] = [row.text('ISIN'), row.text('Title')];
  return sheet.instrument({
    symbol: row.symbol('Ticker'),
    ...(isin === '' ? {} : { isin }),
    ...(name === '' ? {} : { name }),
    currency: row.quoteUnit('Instrument Currency')?.code ?? account
  });
}

/** The total is after the fee of the exchange and stamp duty; the price is told in the currency of the account too. */
function order(row: Row, when: StatedWhen, currency: CurrencyCode, instrument: InstrumentId): StatedTransaction {
  const side = row.text('Buy / Sell').toUpperCase();
  if (side !== 'BUY' && side !== 'SELL') throw unknownKind(side, 'Buy / Sell');
  const total = absolute(row.number('amount', 'Total Amount'));
  const fees = row.size('fee', 'FX Fee Amount');
  const taxes = row.size('tax', 'Stamp Duty');
  const costs = add(fees, taxes);
  const gross = side === 'BUY' ? subtract(total, costs) : add(total, costs);
  const price = row.optional('price', 'Price per Share in Account Currency');
  return tradeOf(when, side === 'BUY' ? 'buy' : 'sell', {
    instrument,
    quantity: row.units('Quantity'),
    gross,
    currency,
    ...(price === undefined || sign(price) === 0 ? {} : { price: absolute(price) }),
    fees,
    taxes
  });
}

/** The total is what came after withholding; the tax is told in the currency of the share, with the rate to the account's. */
function dividend(row: Row, when: StatedWhen, currency: CurrencyCode, instrument: InstrumentId): StatedTransaction {
  const net = row.number('amount', 'Total Amount');
  const withheld = row.size('tax', 'Dividend Withheld Tax Amount');
  const taxes =
    sign(withheld) === 0 ? ZERO : rounded(multiply(withheld, rateOf(row, net, currency)), minorUnits(currency));
  const gross = money(add(net, taxes), currency);
  if (sign(gross.amount) <= 0) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Total Amount');
  return { ...when, verb: 'dividend', instrument, gross, fees: ZERO, taxes };
}

function rateOf(row: Row, net: Decimal, account: CurrencyCode): Decimal {
  const rate = row.optional('exchange-rate', 'Base FX Rate');
  if (rate !== undefined && sign(rate) > 0) return rate;
  const paid = row.optional('net-amount', 'Dividend Net Distribution Amount');
  if (paid !== undefined && sign(paid) > 0) return divide(net, paid);
  if (row.quoteUnit('Instrument Currency')?.code === account) return divide(net, net);
  throw new RowRefusal({ code: 'value-missing', field: 'exchange-rate' }, 'Base FX Rate');
}
