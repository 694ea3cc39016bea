import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, ReorganisationKind } from '$lib/domain/ledger';
import {
  absolute,
  add,
  divide,
  greatest,
  money,
  multiply,
  negate,
  rounded,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { PostedAbout } from '../../sheet/reader';
import { addTo } from '../../values/grouping';
import { type UnitRatio, exactRatio, splitThatAdds, statedRatio } from '../rows/ratio';
import { instrumentAtHead } from './flex-instruments';
import { detailOf, type FlexReport } from './flex-report';
import { amountIn, currencyIn, type FlexRow } from './flex-row';

/** Units of one instrument that an event moves. */
interface Moved {
  readonly row: FlexRow;
  readonly instrument: InstrumentId;
  /** Received less given. */
  readonly units: Decimal;
  readonly received: Decimal;
  readonly cash: Decimal;
  readonly value: Decimal;
}

/** A corporate action: all rows of one event in one account. */
interface Action {
  readonly row: FlexRow;
  readonly lines: readonly number[];
  readonly account: AccountId;
  readonly day: Day;
  readonly currency: CurrencyCode;
  readonly text: string;
  readonly type: string;
  readonly moved: readonly Moved[];
  readonly about: PostedAbout;
}

const kindsOfType: Readonly<Record<string, ReorganisationKind>> = {
  SO: 'spin-off',
  CO: 'spin-off',
  TC: 'merger',
  HI: 'rights',
  RI: 'rights',
  DI: 'rights',
  PI: 'rights',
  SD: 'stock-dividend'
};
const WORTHLESS = /^(DW|ED)$/;

/** Plans the corporate actions of a report, rows of one event together. */
export function planActions(report: FlexReport): void {
  const groups = new Map<string, FlexRow[]>();
  for (const row of detailOf(report, report.sections.actions)) {
    const text = row.field('description').replace(/\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*$/, '');
    const event = row.field('actionID') || `${row.field('dateTime')} ${text}`;
    addTo(groups, `${row.field('accountId')}|${event}`, row);
  }
  for (const rows of groups.values()) {
    const action = actionOf(report, rows);
    if (action) report.plan(action.day, 'morning', () => bookAction(report, action));
  }
}

function actionOf(report: FlexReport, rows: readonly FlexRow[]): Action | undefined {
  const [row] = rows;
  if (!row) return undefined;
  const day = report.dayOf(row, 'reportDate', 'dateTime', 'date');
  const currency = rows.map((one) => currencyIn(one, 'currency')).find((one) => one !== undefined);
  if (day === undefined) return undefined;
  if (currency === undefined) {
    report.sheet.refuse(row.line, { code: 'currency-unreadable', text: row.field('currency') }, 'currency');
    return undefined;
  }
  const byInstrument = new Map<InstrumentId, Moved>();
  for (const one of rows) {
    const instrument = report.instruments.of(one);
    if (instrument === undefined) continue;
    const known = byInstrument.get(instrument);
    byInstrument.set(instrument, {
      row: known?.row ?? one,
      instrument,
      units: add(known?.units ?? ZERO, amountIn(one, 'quantity')),
      received: add(known?.received ?? ZERO, greatest(amountIn(one, 'quantity'), ZERO)),
      cash: add(known?.cash ?? ZERO, amountIn(one, 'proceeds')),
      value: add(known?.value ?? ZERO, amountIn(one, 'value'))
    });
  }
  const id = row.field('actionID') || row.field('transactionID');
  const lines = rows.slice(1).map((one) => one.line);
  return {
    row,
    lines,
    account: report.account(row),
    day,
    currency,
    text: row.field('description'),
    type: row.field('type'),
    moved: [...byInstrument.values()].filter(({ units, cash }) => units !== 0n || cash !== 0n),
    about: { ...(id === '' ? {} : { id }), ...(lines.length === 0 ? {} : { lines }) }
  };
}

function bookAction(report: FlexReport, action: Action): void {
  const { moved, row, lines } = action;
  const head = instrumentAtHead(action.text);
  const parent = head && report.instruments.named(head);
  // Of a short position the signs are turned round: what it owes of the old is bought back.
  const outs = moved.filter(({ units }) => units < 0n);
  const ins = moved.filter(({ units }) => units > 0n);
  const cash = moved.reduce((sum, one) => add(sum, one.cash), ZERO);
  const [out, ...otherOuts] = outs;
  const [into, ...otherIns] = ins;
  const ratio = ownRatio(action);
  if (ratio && moved[0])
    report.post(row, { ...dated(action), verb: 'split', instrument: moved[0].instrument, ...ratio }, action.about);
  else if (moved.length === 0) for (const line of [row.line, ...lines]) report.sheet.passOver(line);
  else if (!out && !into) bookCashOnly(report, action, parent, cash);
  else if (out && !into && otherOuts.length === 0) bookEnded(report, action, out);
  else if (into && !out && otherIns.length === 0) bookAdded(report, action, into, parent);
  else if (out && into && otherOuts.length === 0 && cash >= 0n) bookExchanged(report, action, out, ins, cash);
  else bookApart(report, action);
}

/** The ratio of a split whose rows give the old units of one instrument and bring its new ones. */
function ownRatio({ moved }: Action): UnitRatio | undefined {
  const [only, another] = moved;
  if (!only || another || only.cash !== 0n || only.received === 0n) return undefined;
  const given = subtract(only.received, only.units);
  return given > 0n ? exactRatio(only.received, given) : undefined;
}

function dated({ account, day }: Action): { account: AccountId; tradeDay: Day; settlementDay: Day } {
  return { account, tradeDay: day, settlementDay: day };
}

function toCheck(report: FlexReport, { row, text }: Action): void {
  report.sheet.note(row.line, { code: 'action-to-check', text }, 'description');
}

/** Units that end for cash are sold; without cash, worthless ones and rights expire. */
function bookEnded(report: FlexReport, action: Action, out: Moved): void {
  const { currency, about, row, type, text, account } = action;
  const quantity = absolute(out.units);
  const base = { ...dated(action), instrument: out.instrument, quantity };
  if (out.cash > 0n) {
    const price = divide(out.cash, quantity);
    const sold = { price, gross: money(out.cash, currency), fees: ZERO, taxes: ZERO };
    return report.post(row, { ...base, verb: 'sell', ...sold, note: text }, about);
  }
  if (out.cash === 0n && (WORTHLESS.test(type) || /expire|worthless/i.test(text)))
    return report.post(row, { ...base, verb: 'expiry' }, about);
  // A split of a short position comes in one row too.
  const ratio = isSplit(action) ? statedRatio(text) : undefined;
  if (ratio && report.units.held(account, out.instrument) < 0n)
    return report.post(row, { ...dated(action), instrument: out.instrument, verb: 'split', ...ratio }, about);
  bookApart(report, action);
}

const isSplit = ({ type, text }: Action): boolean => /^(FS|RS|FI)$/.test(type) || /\bSPLIT\b/i.test(text);

/** Units added: a split or a stock dividend of the same instrument, or a new one beside its parent. */
function bookAdded(report: FlexReport, action: Action, into: Moved, parent: InstrumentId | undefined): void {
  const { account, text, type, row, about } = action;
  const stated = statedRatio(text);
  const isOwn = parent === into.instrument;
  const held = parent === undefined ? ZERO : report.units.held(account, parent);
  const whole = parent !== undefined && report.units.isWhole(account, parent) && held > 0n;
  if (isOwn && into.cash === 0n) {
    const isStockDividend = type === 'SD' || /STOCK DIVIDEND/i.test(text);
    const announced =
      stated && isStockDividend
        ? { numerator: stated.numerator + stated.denominator, denominator: stated.denominator }
        : stated;
    const told = isSplit(action) || isStockDividend ? announced : undefined;
    const known = whole ? (exactRatio(add(held, into.units), held) ?? splitThatAdds(held, into.units)) : undefined;
    const fits = told && known && told.numerator * known.denominator === known.numerator * told.denominator;
    const ratio = told ?? known;
    if (ratio) {
      if (known && told && !fits) toCheck(report, action);
      return report.post(row, { ...dated(action), verb: 'split', instrument: into.instrument, ...ratio }, about);
    }
    return bookApart(report, action);
  }
  const ratio = unitsFor(into.units, whole ? held : ZERO, stated);
  if (parent === undefined || isOwn || !ratio || into.cash !== 0n) return bookApart(report, action);
  toCheck(report, action);
  const receives = [{ instrument: into.instrument, ...ratio, basis: 0 }];
  const kind = kindsOfType[type] ?? (/RIGHTS/i.test(text) ? 'rights' : 'spin-off');
  report.post(
    row,
    { ...dated(action), verb: 'reorganisation', kind, instrument: parent, keeps: true, retained: 1, receives },
    about
  );
}

/** Ratio that gives just these units for the units held; the announced one when the file does not know what was held. */
function unitsFor(units: Decimal, held: Decimal, stated: UnitRatio | undefined): UnitRatio | undefined {
  return held > 0n ? exactRatio(units, held) : stated;
}

/** Old units for new ones, with cash or without. Part of a position only: what the event says moves, to be checked. */
function bookExchanged(report: FlexReport, action: Action, out: Moved, ins: readonly Moved[], cash: Decimal): void {
  const { account, currency, type, row, about, text } = action;
  const held = report.units.held(account, out.instrument);
  const partial = held > absolute(out.units);
  const ratios = ins.map(({ units }) => exactRatio(units, negate(out.units)));
  if (partial || ratios.includes(undefined)) return bookApart(report, action);
  const weights = basisWeights(ins, cash);
  const receives = ins.flatMap(({ instrument }, at) => {
    const ratio = ratios[at];
    return ratio ? [{ instrument, ...ratio, basis: weights.units[at] ?? 1 }] : [];
  });
  const boot = cash > 0n ? { boot: { amount: money(cash, currency), basis: weights.boot } } : {};
  if (cash > 0n || ins.length > 1) toCheck(report, action);
  const kind = kindsOfType[type] ?? (/MERGED/i.test(text) ? 'merger' : 'exchange');
  const event = { verb: 'reorganisation', kind, instrument: out.instrument, keeps: false, retained: 0 } as const;
  report.post(row, { ...dated(action), ...event, receives, ...boot }, about);
}

/** Weights of the old basis by what the report says the new units were worth; equal ones when it does not say. */
function basisWeights(ins: readonly Moved[], cash: Decimal): { units: number[]; boot: number } {
  const cents = (value: Decimal): number => Number(rounded(multiply(absolute(value), HUNDRED), 0) / UNIT);
  if (cash === 0n && ins.length === 1) return { units: [1], boot: 0 };
  const values = ins.map(({ value }) => cents(value));
  if ([...values, cents(cash)].some((value) => !Number.isSafeInteger(value)) || values.includes(0))
    return { units: ins.map(() => 1), boot: cash > 0n ? 1 : 0 };
  return { units: values, boot: cents(cash) };
}

const UNIT = 10n ** 18n;
const HUNDRED = (100n * UNIT) as Decimal;

/** Cash of an event without units: income of its instrument. */
function bookCashOnly(report: FlexReport, action: Action, parent: InstrumentId | undefined, cash: Decimal): void {
  const { row, currency, about, text, moved } = action;
  toCheck(report, action);
  const instrument = moved[0]?.instrument ?? parent;
  const base = { ...dated(action), gross: money(cash, currency), fees: ZERO, taxes: ZERO, note: text };
  if (instrument === undefined) report.post(row, { ...base, verb: 'interest' }, about);
  else report.post(row, { ...base, verb: 'dividend', instrument }, about);
}

/** What the event moves, each by itself: units paid for are bought, units paid out are sold, the rest comes and goes at no cost. */
function bookApart(report: FlexReport, action: Action): void {
  const { currency, text, about, moved } = action;
  toCheck(report, action);
  const paid = moved.reduce((sum, { cash, units }) => (cash < 0n || units < 0n ? add(sum, cash) : sum), ZERO);
  let toPay = paid < 0n ? absolute(paid) : ZERO;
  for (const { row, instrument, units, cash } of moved) {
    const quantity = absolute(units);
    const base = { ...dated(action), instrument, quantity, note: text };
    const gross = units > 0n ? toPay : cash;
    const amounts = { gross: money(gross, currency), fees: ZERO, taxes: ZERO };
    if (units > 0n && gross > 0n) {
      toPay = subtract(toPay, gross);
      report.post(row, { ...base, ...amounts, verb: 'buy', price: divide(gross, quantity) }, about);
    } else if (units > 0n) report.post(row, { ...base, verb: 'delivery-in', cost: money(ZERO, currency) }, about);
    else if (units < 0n && cash > 0n)
      report.post(row, { ...base, ...amounts, verb: 'sell', price: divide(cash, quantity) }, about);
    else if (units < 0n) report.post(row, { ...base, verb: /RIGHT/i.test(text) ? 'expiry' : 'delivery-out' }, about);
    else if (cash !== 0n)
      report.post(
        row,
        { ...dated(action), verb: 'dividend', instrument, gross: money(cash, currency), fees: ZERO, taxes: ZERO },
        about
      );
  }
  if (toPay > 0n)
    report.post(action.row, { ...dated(action), verb: 'fee', cash: money(toPay, currency), note: text }, about);
}
