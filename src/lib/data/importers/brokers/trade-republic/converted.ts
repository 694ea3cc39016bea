import { absolute, add, currencyCode, money, sign, subtract, ZERO, type Decimal } from '$lib/domain/money';
import { decimalMarkOf } from '../../values/numbers';
import type { Sheet } from '../../sheet/reader';
import type { RowsUnder, TableRow } from '../../sheet/table-rows';
import { RowRefusal, readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { cashEffect, cashMoved, statedOn, tradeOf } from '../rows/stated';
import { convertedKind } from './kinds';

const EUR = currencyCode('EUR');
// Names of the columns in nl, de, en, fr, it, es.
const columns = {
  date: ['Datum', 'Date', 'Data', 'Fecha'],
  type: ['Transactietype', 'Typ', 'Type', 'Transaction type', 'Tipo'],
  value: [
    'Waarde (netto)',
    'Wert (netto)',
    'Wert',
    'Value (net)',
    'Value',
    'Valeur (net)',
    'Valeur',
    'Valore (netto)',
    'Valore',
    'Valor (neto)',
    'Valor'
  ],
  note: ['Opmerking', 'Notiz', 'Note', 'Nota'],
  isin: ['ISIN'],
  units: ['Aantal', 'Stück', 'Anzahl', 'Shares', 'Parts', 'Nombre', 'Quote', 'Azioni', 'Acciones', 'Quantità'],
  fees: ['Kosten', 'Gebühren', 'Fees', 'Frais', 'Commissioni', 'Comisiones', 'Tasas'],
  taxes: ['Belasting', 'Steuern', 'Taxes', 'Impôts', 'Tasse', 'Imposte', 'Impuestos']
} as const;

/** True for the eight columns that converters of the app's timeline write. */
export function isConverted(table: RowsUnder | undefined): boolean {
  if (table === undefined || table.names.length < 8 || table.names.length > 10) return false;
  // With a column of currencies it is another tracker's file.
  if (table.names.some((name) => /curr|wahr|währ|valuta|devise|divisa/.test(name))) return false;
  return Object.values(columns).every((names) => names.some((name) => table.has(name)));
}

/** Rows of a converted export: net amounts, one currency. */
export function readConverted(table: RowsUnder, sheet: Sheet): void {
  const numbers = [columns.value, columns.units, columns.fees, columns.taxes];
  const cellsOf = (row: TableRow): string[] => numbers.map((names) => row.get(...names));
  const mark = decimalMarkOf(table.rows.flatMap(cellsOf), '.') ?? '.';
  sheet.account({ currency: EUR });
  // Files put together from several converters mix the marks: what a row betrays holds for all of it.
  const rows = table.rows.map((row) => new Row(row, { mark: decimalMarkOf(cellsOf(row), mark) ?? mark, order: 'dmy' }));
  readEach(sheet, rows, (row) => bookConverted(row, sheet));
}

function bookConverted(row: Row, sheet: Sheet): void {
  const type = row.text(...columns.type);
  const kind = convertedKind(type);
  if (kind === undefined) throw unknownKind(type, columns.type[0]);
  const { day, seconds } = row.when(...columns.date);
  const about = seconds === undefined ? {} : { seconds };
  const amount = row.number('amount', ...columns.value);
  const charge = (names: readonly string[], field: 'fee' | 'tax'): Decimal =>
    absolute(row.optional(field, ...names) ?? ZERO);
  const [fees, taxes] = [charge(columns.fees, 'fee'), charge(columns.taxes, 'tax')];
  const [note, isin] = [row.text(...columns.note), row.text(...columns.isin)];
  const secured =
    kind === 'buy' || kind === 'sell' || kind === 'dividend' || kind === 'units-in' || kind === 'units-out';
  const when = statedOn(sheet.account(), day, secured ? undefined : note);
  const post = (transaction: ReturnType<typeof cashMoved>): void =>
    transaction ? sheet.post(row.line, transaction, about) : sheet.passOver(row.line);
  if (!secured) {
    if (kind === 'cash-in' || kind === 'cash-out') return post(cashMoved(when, amount, EUR));
    if (kind === 'fee' || kind === 'tax') return post(cashEffect(when, kind, amount, EUR));
    if (sign(amount) === 0) return sheet.passOver(row.line);
    if (sign(add(amount, taxes)) === 0) return post(cashEffect(when, 'tax', amount, EUR));
    return post({ ...when, verb: 'interest', gross: money(add(amount, taxes), EUR), fees: ZERO, taxes });
  }
  if (isin === '' && note === '') throw new RowRefusal({ code: 'symbol-missing' }, 'ISIN');
  const named = { ...(isin === '' ? {} : { isin }), ...(note === '' ? {} : { name: note }) };
  const instrument = sheet.instrument({ ...named, currency: EUR });
  // The value is net: what left or came, costs within it.
  const paid = absolute(amount);
  if (kind === 'dividend') {
    if (sign(amount) === 0) return sheet.passOver(row.line);
    if (sign(add(amount, add(fees, taxes))) === 0) return post(cashEffect(when, 'tax', amount, EUR, instrument));
    return post({
      ...when,
      verb: 'dividend',
      instrument,
      gross: money(add(amount, add(fees, taxes)), EUR),
      fees,
      taxes
    });
  }
  const quantity = absolute(row.number('quantity', ...columns.units));
  if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, columns.units[0]);
  if (kind === 'units-in') return post({ ...when, verb: 'delivery-in', instrument, quantity, cost: money(paid, EUR) });
  if (kind === 'units-out') return post({ ...when, verb: 'delivery-out', instrument, quantity });
  const costs = add(fees, taxes);
  const gross = kind === 'buy' ? subtract(paid, costs) : add(paid, costs);
  if (sign(gross) < 0)
    throw new RowRefusal(
      { code: 'sign-contradicts', action: type, text: row.text(...columns.value) },
      columns.value[0]
    );
  post(tradeOf(when, kind, { instrument, quantity, gross, currency: EUR, fees, taxes }));
}
