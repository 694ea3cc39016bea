import {
  absolute,
  currencyFromCode,
  money,
  negate,
  sign,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { OpenedTable } from '../../source/table';
import { cellsOf, lineOf } from '../../source/table';
import type { Sheet, StatedTransaction } from '../../sheet/reader';
import { writtenDate } from '../../values/dates';
import { cellDecimal, decimalMarkOf, isAbsent } from '../../values/numbers';
import { plainName } from '../../sheet/table-rows';
import { RowRefusal, readOne, unknownKind } from '../rows/refusal';
import { cashEffect, cashMoved, statedOn, tradeOf } from '../rows/stated';

const ISIN = /\b[A-Z]{2}[A-Z0-9]{9}\d\b/;

/** Columns of one section of a savings statement: each currency has a header of its own. */
interface Section {
  readonly currency: CurrencyCode;
  readonly value: number;
  readonly price: number;
  readonly quantity: number;
}

function sectionOf(cells: readonly string[]): Section | undefined {
  const names = cells.map(plainName);
  if (names[0] !== 'date' || names[1] !== 'description') return undefined;
  const code = /^value,? \(?([a-z]{3})\)?$/.exec(names[2] ?? '')?.[1];
  const currency = code === undefined ? undefined : currencyFromCode(code)?.code;
  const [price, quantity] = [names.indexOf('price per share'), names.indexOf('quantity of shares')];
  return currency && quantity > 0 ? { currency, value: 2, price, quantity } : undefined;
}

/** True when one of the first rows heads a savings statement. */
export function isSavings(table: OpenedTable | undefined): boolean {
  if (!table) return false;
  for (let at = 0; at < Math.min(20, table.index.starts.length); at++) if (sectionOf(cellsOf(table, at))) return true;
  return false;
}

/** Flexible cash funds: shares of one unit of currency, interest each day, fees, interest put back or paid out. */
export function readSavings(table: OpenedTable, sheet: Sheet): void {
  let section: Section | undefined;
  const all = table.index.starts.map((_, at) => cellsOf(table, at));
  const mark =
    decimalMarkOf(
      all.map((cells) => cells[2] ?? ''),
      '.'
    ) ?? '.';
  all.forEach((cells, at) => {
    const line = lineOf(table, at);
    const header = sectionOf(cells);
    if (header) section = header;
    const within = section;
    if (header || !within || cells.every((cell) => cell === '')) return;
    readOne(sheet, [line], () => savingsRow({ cells, line, within, sheet, mark }));
  });
}

interface SavingsRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly within: Section;
  readonly sheet: Sheet;
  readonly mark: '.' | ',';
}

function savingsRow({ cells, line, within, sheet, mark }: SavingsRow): void {
  const number = (at: number): Decimal | undefined => {
    const text = (cells[at] ?? '').trim();
    if (isAbsent(text)) return undefined;
    const value = cellDecimal(text, mark);
    if (value === undefined) throw new RowRefusal({ code: 'number-unreadable', text, field: 'amount' });
    return value;
  };
  const date = writtenDate(cells[0] ?? '', 'dmy');
  if (!date) throw new RowRefusal({ code: 'date-unreadable', text: cells[0] ?? '' }, 'Date');
  const description = cells[1] ?? '';
  const { currency } = within;
  const amount = number(within.value);
  if (amount === undefined) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Value');
  const when = statedOn(sheet.account({ name: 'Revolut flexible cash', currency, institution: 'Revolut' }), date.day);
  const about = date.seconds === undefined ? {} : { seconds: date.seconds };
  const post = (transaction: StatedTransaction | undefined): void =>
    transaction ? sheet.post(line, transaction, about) : sheet.passOver(line);
  const isin = ISIN.exec(description)?.[0];
  if (/^(buy|sell)\b/i.test(description)) {
    const quantity = absolute(number(within.quantity) ?? amount);
    if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, 'Quantity of shares');
    const named = { name: `Revolut flexible cash ${currency}`, kind: 'fund', currency } as const;
    const instrument = sheet.instrument({ ...named, ...(isin === undefined ? {} : { isin }) });
    const way = /^buy/i.test(description) ? 'buy' : 'sell';
    const gross = absolute(amount);
    if (sign(gross) === 0) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Value');
    // The money comes from the current account with a purchase and goes back to it with a sale.
    const cash = { ...when, cash: money(gross, currency) };
    if (way === 'buy') post({ ...cash, verb: 'deposit' });
    post(tradeOf(when, way, { instrument, quantity, gross, currency }));
    if (way === 'sell') post({ ...cash, verb: 'withdrawal' });
    return;
  }
  if (/interest paid|^interest earned/i.test(description)) {
    if (sign(amount) === 0) return sheet.passOver(line);
    return post({ ...when, verb: 'interest', gross: money(amount, currency), fees: ZERO, taxes: ZERO });
  }
  if (/fee/i.test(description)) return post(cashEffect(when, 'fee', amount, currency));
  if (/interest (reinvested|withdrawn)/i.test(description))
    return post(cashMoved({ ...when, note: description }, negate(absolute(amount)), currency));
  throw unknownKind(description, 'Description');
}
