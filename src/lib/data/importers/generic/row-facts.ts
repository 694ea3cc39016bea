import type { Day } from '$lib/domain/calendar';
import { ZERO, absolute, type Decimal } from '$lib/domain/money';
import type { ColumnField, StatementAction } from '$lib/domain/statements';
import { actionKey, namedAction } from '../columns/actions';
import { looksLikeIsin } from '../values/symbols';
import type { Layout } from '../columns/layout';
import type { OpenedTable } from '../source/table';
import { writtenDate } from '../values/dates';
import { cellDecimal, isAbsent } from '../values/numbers';
import type { Dialect } from './dialect';
import type { Findings } from '../compare/findings';
import type { MarkedRow } from '../compare/marks';

/** What the cells of a row say, before anything is looked up. */
export interface RowFacts {
  readonly row: number;
  readonly line: number;
  readonly day: Day;
  readonly seconds?: number;
  readonly settlement?: Day;
  readonly acquired?: Day;
  /** Words of the action column, empty when there is none. */
  readonly word: string;
  readonly action?: StatementAction;
  /** Symbol, else ISIN, else name. */
  readonly label: string;
  readonly symbol: string;
  readonly isin: string;
  readonly name: string;
  readonly kindText: string;
  readonly quantity?: Decimal;
  readonly price?: Decimal;
  readonly amount?: Decimal;
  readonly net?: Decimal;
  readonly fee: Decimal;
  readonly tax: Decimal;
  readonly unitCost?: Decimal;
  readonly cost?: Decimal;
  readonly boughtAmount?: Decimal;
  readonly text: (field: ColumnField) => string;
}

/** A row of a table on its way into the ledger. */
export interface StatementRow extends RowFacts, MarkedRow {
  /** Row that carries the transaction of both. */
  with?: StatementRow;
}

type NumberField =
  'quantity' | 'price' | 'amount' | 'net-amount' | 'fee' | 'tax' | 'unit-cost' | 'cost' | 'bought-amount';

/** Facts of a row, undefined when a problem was reported that leaves the row out. */
export type FactsReader = (cells: readonly string[], row: number) => RowFacts | undefined;

/** Reader of rows of transactions or holdings; `withoutDate` is the day of rows when the table has no date column. */
export function factsReader(
  table: OpenedTable,
  layout: Layout,
  dialect: Dialect,
  findings: Findings,
  withoutDate: Day | undefined,
  actions: Readonly<Record<string, StatementAction>>
): FactsReader {
  const columns = new Map(dialect.columns.map((column) => [column.field, column.index]));
  const dates = new Map<string, ReturnType<typeof writtenDate>>();
  const dateOf = (text: string): ReturnType<typeof writtenDate> => {
    if (!dates.has(text)) dates.set(text, writtenDate(text, dialect.order));
    return dates.get(text);
  };
  const words = new Map<string, StatementAction | undefined>();
  const actionOf = (word: string): StatementAction | undefined => {
    if (!words.has(word)) words.set(word, actions[actionKey(word)] ?? namedAction(word));
    return words.get(word);
  };
  const has = (field: ColumnField): boolean => columns.has(field);
  return (cells, row) => {
    const text = (field: ColumnField): string => {
      const index = columns.get(field);
      const cell = index === undefined ? '' : (cells[index] ?? '');
      return isAbsent(cell) ? '' : cell;
    };
    const refused = (subject: Parameters<Findings['report']>[1], field?: ColumnField): undefined => {
      findings.report('row', subject, row, field);
      return undefined;
    };
    const expected = layout.names.length;
    if (table.index.unclosed.has(row)) return refused({ code: 'unclosed-quote' });
    if (cells.length < expected && !cells.slice(2).some(Boolean))
      return refused({ code: 'ragged-row', cells: cells.length, expected });
    if (cells.length > expected && cells.slice(expected).some(Boolean))
      return refused({ code: 'ragged-row', cells: cells.length, expected });
    const status = text('status');
    if (notBooked.test(status)) return refused({ code: 'not-booked', text: status }, 'status');
    const written = text('date');
    const date = has('date') ? dateOf(written) : undefined;
    if (has('date') && written === '') return refused({ code: 'date-missing' }, 'date');
    if (has('date') && !date) return refused({ code: 'date-unreadable', text: written }, 'date');
    const day = date?.day ?? withoutDate;
    if (day === undefined) return refused({ code: 'date-missing' });
    const word = text('action');
    if (has('action') && word === '') return refused({ code: 'action-missing' }, 'action');
    const action = word === '' ? undefined : actionOf(word);
    const numbers: Partial<Record<NumberField, Decimal>> = {};
    for (const field of numberFields) {
      // Some brokers mark units of a short position with an S.
      const cell = field === 'quantity' ? text(field).replace(/^(\d[\d.,]*)S$/, '$1') : text(field);
      if (cell === '') continue;
      const value = cellDecimal(cell, dialect.marks[columns.get(field) ?? 0] ?? '.');
      if (value !== undefined) numbers[field] = value;
      else if (action !== 'split' && action !== 'nothing') return refused(numberProblem(field, cell), field);
    }
    const stated = text('settlement-date');
    const settlement = stated === '' ? undefined : dateOf(stated);
    if (stated !== '' && !settlement)
      findings.report('cell', { code: 'date-unreadable', text: stated }, row, 'settlement-date');
    const acquired = dateOf(text('acquired'));
    const symbol = optionNamed(text('name')) && /^[A-Za-z.]{1,6}$/.test(text('symbol')) ? text('name') : text('symbol');
    const isin = text('isin') || (looksLikeIsin(symbol) ? symbol : '');
    return {
      row,
      line: table.index.lines[row] ?? 0,
      day,
      ...(date?.seconds === undefined ? {} : { seconds: date.seconds }),
      ...(settlement ? { settlement: settlement.day } : {}),
      ...(acquired ? { acquired: acquired.day } : {}),
      word,
      ...(action ? { action } : {}),
      label: symbol || isin || text('name'),
      symbol: symbol === isin ? '' : symbol,
      isin,
      name: text('name'),
      kindText: text('instrument-kind') || (symbol !== '' && symbol === text('name') ? 'option' : ''),
      ...(numbers.quantity === undefined ? {} : { quantity: numbers.quantity }),
      ...(numbers.price === undefined ? {} : { price: numbers.price }),
      ...(numbers.amount === undefined ? {} : { amount: numbers.amount }),
      ...(numbers['net-amount'] === undefined ? {} : { net: numbers['net-amount'] }),
      ...(numbers['unit-cost'] === undefined ? {} : { unitCost: numbers['unit-cost'] }),
      ...(numbers.cost === undefined ? {} : { cost: numbers.cost }),
      ...(numbers['bought-amount'] === undefined ? {} : { boughtAmount: numbers['bought-amount'] }),
      fee: absolute(numbers.fee ?? ZERO),
      tax: absolute(numbers.tax ?? ZERO),
      text
    };
  };
}

/** Words of a status that say a row did not take place. */
const notBooked =
  /^(cancell?ed|rejected|declined|failed|expired|pending|reversed|error|withdrawn|storniert|abgelehnt|annule|annulé|cancelado|rechazado|annullato)/i;

const numberFields: readonly NumberField[] = [
  'quantity',
  'price',
  'amount',
  'net-amount',
  'fee',
  'tax',
  'unit-cost',
  'cost',
  'bought-amount'
];

function numberProblem(field: NumberField, text: string): Parameters<Findings['report']>[1] {
  if (field === 'price' && /^[+-]?(nan|inf(inity)?)$/i.test(text)) return { code: 'price-not-a-number', text };
  return { code: 'number-unreadable', text, field };
}

/** True for the name of an option, as "ACME 4/19/2024 Call $190.00" or "ACME Jan 19 2024 190 Put". */
function optionNamed(name: string): boolean {
  return /\d{2,4}.*\b(call|put)\b|\b(call|put)\b.*\d{2,4}/i.test(name) && /^[A-Z][A-Z.]{0,5}\b/.test(name);
}

/** New units for old ones as "10:1", "3-for-1", "2 for 1", "1/4" or a plain number say it. */
export function writtenRatio(text: string): readonly [number, number] | undefined {
  const match = /(\d+(?:\.\d+)?)\s*(?::|\/|-?\s*for\s*-?|-?\s*zu\s*-?)\s*(\d+(?:\.\d+)?)/i.exec(text);
  if (!match) return undefined;
  const [numerator, denominator] = [Number(match[1]), Number(match[2])];
  const scale = Number.isInteger(numerator) && Number.isInteger(denominator) ? 1 : 1e6;
  const ratio = [Math.round(numerator * scale), Math.round(denominator * scale)] as const;
  return ratio[0] > 0 && ratio[1] > 0 ? ratio : undefined;
}
