import type { Day } from '$lib/domain/calendar';
import { absolute, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { ColumnField, StatementAction } from '$lib/domain/statements';
import { namedAction } from '../columns/actions';
import { phrasedAction } from '../columns/phrases';
import type { Layout } from '../columns/layout';
import type { Findings } from '../compare/findings';
import type { MarkedRow } from '../compare/marks';
import type { OpenedTable } from '../source/table';
import { writtenDate } from '../values/dates';
import { looksLikeIsin } from '../values/symbols';
import type { Dialect } from './dialect';
import { cellReader, numberFields, type CellReader, type NumberField } from './row-cells';
import type { WordsReader } from './row-words';
import { isinWithin, writtenTrade, type WrittenTrade } from './trade-text';

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
  /** Interest of a bond since its last coupon, paid along with a trade; positive. */
  readonly accrued?: Decimal;
  readonly unitCost?: Decimal;
  readonly cost?: Decimal;
  readonly soldAmount?: Decimal;
  readonly boughtAmount?: Decimal;
  /** What was got for the units of the row, where coins were exchanged for coins; the row itself is the sale. */
  readonly swap?: { readonly code: string; readonly quantity: Decimal };
  /** Value in money that the source states for units. */
  readonly worth?: Decimal;
  readonly rate?: Decimal;
  /** True when the table has a column of fees or taxes that is filled in this row. */
  readonly costed: boolean;
  /** True when quantity and price come from a sentence. */
  readonly told: boolean;
  /** What the description says happened, where no word of the kind does. */
  readonly said?: StatementAction;
  readonly text: (field: ColumnField) => string;
}

/** A row of a table on its way into the ledger. */
export interface StatementRow extends RowFacts, MarkedRow {
  /** Row that carries the transaction of both. */
  with?: StatementRow;
}

/** Facts of a row, undefined when a problem was reported that leaves the row out. */
export type FactsReader = (cells: readonly string[], row: number) => RowFacts | undefined;

type Refuse = (subject: Parameters<Findings['report']>[1], field?: ColumnField) => undefined;
type Figures = Partial<Record<NumberField, Decimal>>;

/** Reader of rows of transactions or holdings; `withoutDate` is the day of rows when the table has no date column; `orders` are statuses of orders, not of positions. */
export function factsReader(
  table: OpenedTable,
  layout: Layout,
  dialect: Dialect,
  findings: Findings,
  withoutDate: Day | undefined,
  words: WordsReader,
  orders: boolean
): FactsReader {
  const reader = cellReader(dialect);
  const { has } = reader;
  const dates = new Map<string, ReturnType<typeof writtenDate>>();
  const dateOf = (text: string): ReturnType<typeof writtenDate> => {
    if (!dates.has(text)) dates.set(text, writtenDate(text, dialect.order));
    return dates.get(text);
  };
  return (cells, row) => {
    const text = (field: ColumnField): string => reader.text(cells, field);
    const refused: Refuse = (subject, field) => {
      findings.report('row', subject, row, field);
      return undefined;
    };
    const fault = structureFault(table, layout, cells, row);
    if (fault) return refused(fault);
    const status = text('status');
    if (notBooked.test(status) || (orders && unfilled.test(status)))
      return refused({ code: 'not-booked', text: status }, 'status');
    const stated = text('settlement-date');
    const settlement = stated === '' ? undefined : dateOf(stated);
    const written = text('date');
    const date = has('date') ? (dateOf(written) ?? (written === '' ? settlement : undefined)) : undefined;
    if (has('date') && !date)
      return written === ''
        ? refused({ code: 'date-missing' }, 'date')
        : refused({ code: 'date-unreadable', text: written }, 'date');
    const day = date?.day ?? withoutDate;
    if (day === undefined) return refused({ code: 'date-missing' });
    const { word, action } = words(cells);
    const figures = figuresOf(reader, cells, action === 'split' || action === 'nothing', refused);
    if (!figures) return undefined;
    const about = namesOf(text, reader.all(cells, 'action'), figures);
    const said = action ?? saidBy(text, about);
    if (has('action') && word === '' && said === undefined) return refused({ code: 'action-missing' }, 'action');
    if (stated !== '' && !settlement)
      findings.report('cell', { code: 'date-unreadable', text: stated }, row, 'settlement-date');
    const acquired = dateOf(text('acquired'));
    return {
      row,
      line: table.index.lines[row] ?? 0,
      day,
      ...(date?.seconds === undefined ? {} : { seconds: date.seconds }),
      ...(settlement ? { settlement: settlement.day } : {}),
      ...(acquired ? { acquired: acquired.day } : {}),
      word,
      ...(action ? { action } : {}),
      ...(said ? { said } : {}),
      label: about.symbol || about.isin || about.name,
      symbol: about.symbol === about.isin ? '' : about.symbol,
      isin: about.isin,
      name: about.name,
      kindText: text('instrument-kind') || (about.symbol !== '' && about.symbol === about.name ? 'option' : ''),
      ...amountsOf(figures, about.trade),
      told: about.trade !== undefined,
      costed: figures.fee !== undefined || figures.tax !== undefined,
      text: about.trade?.currency ? withCurrency(text, about.trade.currency) : text
    };
  };
}

/** A text reader whose rows without a currency are in the one that their sentence names. */
const withCurrency =
  (text: RowFacts['text'], currency: string): RowFacts['text'] =>
  (field) =>
    text(field) || (field === 'currency' || field === 'price-currency' ? currency : '');

function structureFault(
  table: OpenedTable,
  layout: Layout,
  cells: readonly string[],
  row: number
): Parameters<Findings['report']>[1] | undefined {
  const expected = layout.names.length;
  if (table.index.unclosed.has(row)) return { code: 'unclosed-quote' };
  const short = cells.length < expected && !cells.slice(2).some(Boolean);
  const long = cells.length > expected && cells.slice(expected).some(Boolean);
  return short || long ? { code: 'ragged-row', cells: cells.length, expected } : undefined;
}

function figuresOf(
  reader: CellReader,
  cells: readonly string[],
  tolerant: boolean,
  refused: Refuse
): Figures | undefined {
  const figures: Figures = {};
  for (const field of numberFields) {
    const value = reader.figure(cells, field);
    if (typeof value !== 'string') {
      if (value !== undefined) figures[field] = value;
    } else if (!tolerant && field !== 'exchange-rate' && field !== 'worth')
      return refused(numberProblem(field, value), field);
  }
  return figures;
}

interface Names {
  readonly symbol: string;
  readonly isin: string;
  readonly name: string;
  readonly trade?: WrittenTrade;
}

/** What the row is about; a sentence in its words, name or note may tell the trade. */
function namesOf(text: RowFacts['text'], words: readonly string[], { quantity, price }: Figures): Names {
  const named = text('name');
  const option = optionNamed(named) && /^[A-Za-z.]{1,6}$/.test(text('symbol'));
  const sentence = [text('note'), named, ...words].find((one) => writtenTrade(one) !== undefined);
  const trade = sentence === undefined ? undefined : writtenTrade(sentence);
  const within = text('isin') === '' ? isinWithin(named) : undefined;
  const coin = /^([A-Z0-9]{2,10}) \((.+)\)$/.exec(text('symbol'));
  const symbol = option ? named : coin?.[1] || text('symbol') || (trade?.symbol ?? '');
  const plain = words.length === 0 && symbol !== '' && !option ? withoutVerb(named) : named;
  const name = trade && sentence === named ? trade.name : (within?.rest ?? plain) || (coin?.[2] ?? trade?.name ?? '');
  const isin = text('isin') || within?.isin || (looksLikeIsin(symbol) ? symbol : '');
  const used = trade && (quantity === undefined || quantity === ZERO) && !price ? { trade } : {};
  return { symbol, isin, name, ...used };
}

/** A description without the verb at its head: "Purchase ACME CORP" names ACME CORP. */
function withoutVerb(name: string): string {
  const [head = '', ...rest] = name.split(/\s+/);
  return rest.length > 0 && namedAction(head) !== undefined ? rest.join(' ') : name;
}

/** What the description says happened: the note, the name, or words in the place of a number. */
function saidBy(text: RowFacts['text'], { trade }: Names): StatementAction | undefined {
  if (trade?.action) return trade.action;
  const id = text('id');
  // "Best Buy Co" is a name: within one, only its first word can be the verb.
  const named = text('name') || (text('symbol').includes(' ') ? text('symbol') : '');
  const [head = '', ...rest] = named.split(' ');
  const name = [head, ...rest.filter((word) => !/^(buy|sell|sale)$/i.test(word))].join(' ');
  for (const words of [text('note'), name, /\d/.test(id) ? '' : id]) {
    const found = words === '' ? undefined : phrasedAction(words);
    if (found) return found;
  }
  return undefined;
}

function amountsOf(
  figures: Figures,
  trade: WrittenTrade | undefined
): Partial<RowFacts> & Pick<RowFacts, 'fee' | 'tax'> {
  const { debit, credit, cost, worth } = figures;
  const moved =
    debit === undefined && credit === undefined
      ? undefined
      : subtract(absolute(credit ?? ZERO), absolute(debit ?? ZERO));
  const net = figures['net-amount'] ?? moved;
  const quantity = trade?.quantity ?? figures.quantity;
  const price = trade?.price ?? figures.price;
  const [unitCost, rate] = [figures['unit-cost'], figures['exchange-rate']];
  const [soldAmount, boughtAmount] = [figures['sold-amount'], figures['bought-amount']];
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
    ...(figures.amount === undefined ? {} : { amount: figures.amount }),
    ...(net === undefined ? {} : { net }),
    ...(unitCost === undefined ? {} : { unitCost }),
    ...(cost === undefined ? {} : { cost }),
    ...(soldAmount === undefined ? {} : { soldAmount }),
    ...(boughtAmount === undefined ? {} : { boughtAmount }),
    ...(worth === undefined ? {} : { worth }),
    ...(figures.accrued ? { accrued: absolute(figures.accrued) } : {}),
    ...(rate === undefined ? {} : { rate }),
    fee: absolute(figures.fee ?? ZERO),
    tax: absolute(figures.tax ?? ZERO)
  };
}

/** Words of a status that say a row did not take place. */
const notBooked =
  /^(cancell?ed|rejected|declined|failed|expired|pending|reversed|error|withdrawn|storniert|abgelehnt|annule|annulé|cancelado|rechazado|annullato|refunded|voided|gestrichen|gelöscht|abgelaufen|verfallen|refusé|rejeté|makulerad|geannuleerd|in bearbeitung|queued|working|unfilled|active$|inactive$)/i;

/** Words of a status that say an order is not done; of a position they say that it is held. */
const unfilled =
  /^(open|new|accepted|submitted|presubmitted|placed|offen|aktiv|ouvert|abierta|aperto|on hold|scheduled)$/i;

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
