import { absolute, money, negate, sign, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import type { OpenedTable } from '../../source/table';
import { writtenCurrency } from '../../values/currencies';
import { writtenDate } from '../../values/dates';
import { cellDecimal, decimalMarkOf } from '../../values/numbers';
import { RowRefusal, readEach, readOne } from '../rows/refusal';
import { cashEffect, cashMoved, statedOn, type StatedWhen } from '../rows/stated';
import { plainWords } from '../rows/words';

/** Columns by their places: their names are in the language of the account, but for the state. */
const [TYPE, PRODUCT, STARTED, COMPLETED, TEXT, AMOUNT, FEE, CURRENCY, STATE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/** Balance; older files end before it. */
const BALANCE = 9;
const UNDONE = /revert|declin|fail|cancel|annul|storn|ruckgangig|rechaz|odrzuc/;

/** The rows of a statement of a Revolut account of money; undefined when the table is none. */
export function accountTable(table: OpenedTable | undefined): RowsUnder | undefined {
  const under = rowsUnder(table, 'State');
  const [first] = under?.rows ?? [];
  if (!under || under.names[STATE] !== 'state' || under.names.length > BALANCE + 1) return undefined;
  const cell = (at: number): string => (first?.cells[at] ?? '').trim();
  const fits = first === undefined || (/^[A-Z]{3,4}$/.test(cell(CURRENCY)) && /^\d{4}-\d\d-\d\d /.test(cell(STARTED)));
  return fits ? under : undefined;
}

const words: readonly (readonly ['exchange' | 'interest' | 'fee', RegExp])[] = [
  ['exchange', /^(exchange|cambio|umtausch|wechsel|change|wissel|wymiana)/],
  ['interest', /interest|zins|interet|interess|interes|juros|\brente|odsetki/],
  ['fee', /^(fee|gebuhr|frais|commission|comis|kosten|oplata|prowizja)/]
];

/** A row that took place, read. */
interface Booked {
  readonly line: number;
  readonly when: StatedWhen;
  readonly about: PostedAbout;
  readonly kind: 'exchange' | 'interest' | 'fee' | undefined;
  readonly moment: string;
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly currency: CurrencyCode;
}

/** Books the rows of a statement: the two sides of an exchange are one, the two ends of a move within the file are none. */
export function readAccount(table: RowsUnder, sheet: Sheet): void {
  const mark = decimalMarkOf(
    table.rows.map(({ cells }) => cells[AMOUNT] ?? ''),
    '.'
  );
  const all: Booked[] = [];
  readEach(sheet, table.rows, (row) => void all.push(bookedRow(row, mark ?? '.', sheet)));
  const done = new Set<Booked>();
  for (const one of all) {
    if (done.has(one)) continue;
    const other = all.find((two) => !done.has(two) && (areSides(one, two) || areEnds(one, two)));
    if (other) done.add(one).add(other);
    const lines = other ? [one.line, other.line] : [one.line];
    readOne(sheet, lines, () => {
      if (!other) book(one, sheet);
      else if (one.kind === 'exchange') exchange(one, other, sheet);
      else move(one, other, sheet);
    });
  }
}

function bookedRow({ cells, line }: TableRow, mark: '.' | ',', sheet: Sheet): Booked {
  const cell = (at: number): string => (cells[at] ?? '').trim();
  const number = (at: number): Decimal => {
    const value = cell(at) === '' ? ZERO : cellDecimal(cell(at), mark);
    if (value === undefined) throw new RowRefusal({ code: 'number-unreadable', text: cell(at), field: 'amount' });
    return value;
  };
  // What is pending, declined or taken back was never completed, or left no balance.
  const left = cells.length <= BALANCE || cell(BALANCE) !== '';
  if (cell(COMPLETED) === '' || !left || UNDONE.test(plainWords(cell(STATE))))
    throw new RowRefusal({ code: 'not-booked', text: cell(STATE) }, 'State');
  const date = writtenDate(cell(COMPLETED), 'ymd');
  if (!date) throw new RowRefusal({ code: 'date-unreadable', text: cell(COMPLETED) });
  const currency = writtenCurrency(cell(CURRENCY))?.code;
  if (!currency) throw new RowRefusal({ code: 'currency-unreadable', text: cell(CURRENCY) });
  const account = sheet.account({ name: `Revolut ${cell(PRODUCT)}`.trim(), currency, institution: 'Revolut' });
  const type = plainWords(cell(TYPE));
  return {
    line,
    when: statedOn(account, date.day, cell(TEXT)),
    about: date.seconds === undefined ? {} : { seconds: date.seconds },
    kind: words.find(([, pattern]) => pattern.test(type))?.[0],
    moment: cell(STARTED),
    amount: number(AMOUNT),
    fee: number(FEE),
    currency
  };
}

const areSides = (one: Booked, other: Booked): boolean =>
  one !== other &&
  one.kind === 'exchange' &&
  other.kind === 'exchange' &&
  one.moment === other.moment &&
  one.currency !== other.currency &&
  sign(one.amount) === -sign(other.amount);

/** Money moved between the account and a savings account of the same file. */
const areEnds = (one: Booked, other: Booked): boolean =>
  one.kind === undefined &&
  other.kind === undefined &&
  one.moment === other.moment &&
  one.currency === other.currency &&
  one.when.account !== other.when.account &&
  sign(one.amount) !== 0 &&
  one.amount === -other.amount;

function move(one: Booked, other: Booked, sheet: Sheet): void {
  const [from, to] = sign(one.amount) < 0 ? [one, other] : [other, one];
  const cash = money(absolute(from.amount), from.currency);
  const about = { ...from.about, lines: [to.line] };
  sheet.post(from.line, { ...from.when, verb: 'transfer-cash', to: to.when.account, cash }, about);
  for (const { line, when, fee, currency } of [from, to]) {
    const charged = cashEffect(when, 'fee', negate(fee), currency);
    if (charged) sheet.post(line, charged, from.about);
  }
}

function exchange(one: Booked, other: Booked, sheet: Sheet): void {
  const [from, to] = sign(one.amount) < 0 ? [one, other] : [other, one];
  const sold = money(absolute(from.amount), from.currency);
  const bought = money(absolute(to.amount), to.currency);
  const fees = absolute(from.fee);
  const about = { ...from.about, lines: [to.line] };
  sheet.post(from.line, { ...from.when, verb: 'exchange', sold, bought, fees, taxes: ZERO }, about);
  const charged = cashEffect(to.when, 'fee', negate(to.fee), to.currency);
  if (charged) sheet.post(to.line, charged, to.about);
}

function book({ line, when, about, kind, amount, fee, currency }: Booked, sheet: Sheet): void {
  const stated: (StatedTransaction | undefined)[] = [
    kind === 'interest' || kind === 'fee'
      ? cashEffect(when, kind, amount, currency)
      : cashMoved(when, amount, currency),
    cashEffect(when, 'fee', negate(fee), currency)
  ];
  if (stated.every((one) => one === undefined)) sheet.passOver(line);
  for (const one of stated) if (one) sheet.post(line, one, about);
}
