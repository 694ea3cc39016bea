import type { InstrumentId } from '$lib/domain/instruments';
import { absolute, currencyCode, money, sign, ZERO, type Decimal } from '$lib/domain/money';
import type { Sheet, StatedTransaction, StatementReader } from '../../sheet/reader';
import { plainName, rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import type { OpenedTable } from '../../source/table';
import { cellDecimal } from '../../values/numbers';
import { readEach, RowRefusal, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { cashEffect, cashMoved, statedOn, tradeOf } from '../rows/stated';

const columns = ['Date', 'Details', 'Amount', 'Balance'];
const POUND = currencyCode('GBP');
/** "Bought 1,550 Foo ETF Distributing (FOO)"; funds have no ticker. */
const TRADE = /^(bought|sold)\s+([\d,]*\.?\d+)\s+(.+?)(?:\s+\(([A-Z0-9.]{2,8})\))?$/i;
/** "DIV: FOO.XLON.GB @ GBP 0.4106". */
const DIVIDEND = /^(reversal of )?div(?:idend)?:?\s+([A-Z0-9]{2,8})(?:\.[A-Z]{4})?(?:\.[A-Z]{2})?\s+@/i;

/** The list of cash movements; its columns are common ones, so that a purchase in its words must be among them. */
function cashTable(table: OpenedTable | undefined): RowsUnder | undefined {
  const under = rowsUnder(table, ...columns);
  const told = under?.rows.some((row) => TRADE.test(row.get('Details')) || DIVIDEND.test(row.get('Details')));
  return told ? under : undefined;
}

/** Cash transactions of a client of Vanguard in the United Kingdom, with its purchases and sales by their words. */
export const vanguardUk: StatementReader = {
  id: 'vanguard-uk',
  name: 'Vanguard United Kingdom (CSV, XLSX)',
  tried: true,
  recognises: ({ table }) => cashTable(table) !== undefined,
  read({ table }, sheet) {
    const under = cashTable(table);
    if (!under) return;
    sheet.account({ currency: POUND });
    const rows = cashRows(under, sheet);
    const known = new Map<string, InstrumentId>();
    readEach(sheet, rows, (row) => {
      const stated = statedBy(row, sheet, known);
      if (stated) sheet.post(row.line, stated);
      else sheet.passOver(row.line);
    });
  }
};

/** Cash of every account in the file; below each list stands the same once more, by investment. */
function cashRows({ rows }: RowsUnder, sheet: Sheet): TableRow[] {
  let isCash = true;
  return rows.filter(({ line, cells }) => {
    const [first, second] = [plainName(cells[0] ?? ''), plainName(cells[1] ?? '')];
    const isHeader = first === 'date';
    if (isHeader) isCash = second === 'details';
    else if (first === 'balance' || first === 'investment transactions') isCash = false;
    const isRead = isCash && !isHeader;
    if (!isRead) sheet.passOver(line);
    return isRead;
  });
}

function statedBy(tableRow: TableRow, sheet: Sheet, known: Map<string, InstrumentId>): StatedTransaction | undefined {
  const row = new Row(tableRow, { order: 'dmy' });
  const details = row.text('Details');
  const amount = row.number('amount', 'Amount');
  const when = statedOn(sheet.account(), row.when('Date').day, details);
  const trade = TRADE.exec(details);
  if (trade) {
    const [, way = '', units = '', name = '', symbol] = trade;
    const quantity: Decimal | undefined = cellDecimal(units, '.');
    if (quantity === undefined || sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, 'Details');
    const instrument = sheet.instrument({ name, currency: POUND, ...(symbol === undefined ? {} : { symbol }) });
    if (symbol !== undefined) known.set(symbol, instrument);
    const stated = { instrument, quantity, gross: absolute(amount), currency: POUND };
    return tradeOf(when, /^bought/i.test(way) ? 'buy' : 'sell', stated);
  }
  const symbol = DIVIDEND.exec(details)?.[2];
  if (symbol !== undefined) {
    const instrument = known.get(symbol) ?? sheet.instrument({ symbol, currency: POUND });
    return { ...when, verb: 'dividend', instrument, gross: money(amount, POUND), fees: ZERO, taxes: ZERO };
  }
  if (/interest/i.test(details)) return cashEffect(when, 'interest', amount, POUND);
  if (/\bfee\b|charge/i.test(details)) return cashEffect(when, 'fee', amount, POUND);
  if (/deposit|payment|withdraw|transfer|contribution|tax relief|direct debit|faster|regular|isa|cash/i.test(details))
    return cashMoved(when, amount, POUND);
  throw unknownKind(details, 'Details');
}
