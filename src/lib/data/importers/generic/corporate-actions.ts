import type { Instrument } from '$lib/domain/instruments';
import type { ReorganisationKind, Transaction } from '$lib/domain/ledger';
import { absolute, money, negate, ZERO, type Decimal } from '$lib/domain/money';
import type { QuestionOption, QuestionSubject } from '$lib/domain/statements';
import { exactRatio, type UnitRatio } from '../brokers/rows/ratio';
import { mark, rowNumbers, type ShapedRow } from '../compare/marks';
import { addTo } from '../values/grouping';
import { heldBefore, type HeldBefore } from './held-before';
import { writtenRatio, type StatementRow } from './row-facts';
import type { Reading } from './row-reading';
import type { ResolvedRows } from './row-resolution';
import type { Accept } from './shape-questions';

/** A corporate action as one row, or the two rows of what went and what came, tell it. */
interface Event {
  /** Row that carries the transactions. */
  readonly row: StatementRow;
  readonly out?: StatementRow;
  readonly instrument: Instrument;
  readonly quantity: Decimal;
  /** What it can be booked as, the likeliest first. */
  readonly ways: readonly Way[];
}

interface Way {
  readonly id: 'reorganise' | 'split' | 'sold' | 'delivered' | 'as-dividend' | 'as-capital' | 'leave-out';
  readonly transactions: readonly Transaction[];
}

type Entry = Extract<QuestionSubject, { code: 'corporate-actions' }>['entries'][number];

const kinds: readonly (readonly [ReorganisationKind, RegExp])[] = [
  ['merger', /merg|acqui|takeover|fusion|tender/i],
  ['spin-off', /spin|abspaltung|scission|demerger/i],
  ['rights', /right|bezug/i]
];

/** Books corporate actions whose units follow from the rows, as a question each; the others are reported. */
export function bookCorporateActions(
  rows: readonly StatementRow[],
  shaped: readonly ShapedRow<StatementRow>[],
  resolved: ResolvedRows,
  reading: Reading,
  accept: Accept
): void {
  const so: ShapedRow<StatementRow>[] = [...shaped];
  const held: HeldBefore = (...what) => heldBefore(reading.context.live, so)(...what);
  const inOrder = [...rows].sort((a, b) => a.day - b.day);
  const events = eventsOf(inOrder, held, resolved).flatMap(({ row, out }): Event[] => {
    const event = eventOf(row, out, held, resolved, reading);
    const transactions = event?.ways[0]?.transactions ?? [];
    if (transactions.length > 0) so.push({ row, line: row.line, transactions });
    if (!event) reading.findings.report('row', { code: 'action-to-check', text: wordingOf(row) }, row.row, 'action');
    return event ? [event] : [];
  });
  if (events.length === 0) return;
  const entries = events.map(({ row, out, instrument, quantity }): Entry => ({
    key: String(row.line),
    line: row.line,
    text: wordingOf(row),
    symbol: row.label || instrument.name,
    quantity,
    ...(out ? { given: out.label } : {})
  }));
  const concerned = events.flatMap(({ row, out }) => (out ? [out, row] : [row]));
  const asked = reading.findings.ask({
    subject: { code: 'corporate-actions', entries },
    required: true,
    rows: rowNumbers(concerned),
    field: 'action',
    options: [
      { id: 'leave-out', best: true },
      ...events.flatMap(({ row, ways }) =>
        ways.map(({ id }, at): QuestionOption => ({ id, entry: String(row.line), ...(at === 0 ? { best: true } : {}) }))
      )
    ]
  });
  for (const { row, out, ways } of events) {
    const key = String(row.line);
    const chosen = ways.find(({ id }) => id === asked.choice(key));
    const left = chosen === undefined || chosen.id === 'leave-out';
    mark(row, asked, key, left);
    if (out) {
      mark(out, asked, key, left);
      out.with = row;
    }
    accept(row, (left ? ways.find(({ id }) => id !== 'leave-out') : chosen)?.transactions ?? []);
  }
}

const wordingOf = (row: StatementRow): string =>
  [row.word, row.symbol, row.name || row.text('note')].filter((part) => part !== '').join(' · ');

/** Rows of one day and account: one that gave units and one that received them are one event. */
function eventsOf(
  rows: readonly StatementRow[],
  held: HeldBefore,
  resolved: ResolvedRows
): { readonly row: StatementRow; readonly out?: StatementRow }[] {
  const days = new Map<string, StatementRow[]>();
  for (const row of rows) addTo(days, `${row.day}|${resolved.accounts.peek(row).account.id}`, row);
  return [...days.values()].flatMap((list) => {
    const outs = list.filter((row) => (row.quantity ?? ZERO) < ZERO || saysGiven(row));
    const ins = list.filter((row) => (row.quantity ?? ZERO) > ZERO && !saysGiven(row));
    const [first, second] = ins;
    if (outs.length === 0 && ins.length === 2 && first && second) {
      const [one, other] = [resolved.instrumentOf(first), resolved.instrumentOf(second)];
      const before = one && one === other ? held(resolved.accounts.peek(first).account.id, one.id, first.day) : ZERO;
      if (before > ZERO && before === first.quantity) return [{ row: second, out: first }];
      if (before > ZERO && before === second.quantity) return [{ row: first, out: second }];
    }
    const [out] = outs;
    const [row] = ins;
    const paired = outs.length === 1 && ins.length === 1 && out && row;
    const rest = paired ? list.filter((one) => one !== out && one !== row) : list;
    return [...(paired ? [{ row, out }] : []), ...rest.map((one) => ({ row: one }))];
  });
}

/** True when the words say that units were given up though their number has no sign. */
const saysGiven = (row: StatementRow): boolean =>
  (row.quantity ?? ZERO) > ZERO &&
  /redeem|removal|\bout\b|ausbuchung|exchanged from/i.test(`${row.word} ${movedBy(row)}`);
const movedBy = (row: StatementRow): string => row.text('note');

function eventOf(
  row: StatementRow,
  out: StatementRow | undefined,
  held: HeldBefore,
  resolved: ResolvedRows,
  reading: Reading
): Event | undefined {
  const account = resolved.accounts.of(row);
  const instrument = resolved.instrumentOf(row);
  if (!instrument) return undefined;
  const quantity = row.quantity ?? ZERO;
  const cash = row.net || row.amount || ZERO;
  const code = resolved.currencyOf(row, account, instrument).code;
  const dated = {
    account: account.id,
    tradeDay: row.day,
    settlementDay: row.day,
    note: wordingOf(row),
    origin: {
      file: reading.context.fileName,
      line: row.line,
      fingerprint: resolved.fingerprints.get(row.row) ?? ''
    }
  };
  const about = { row, instrument, quantity };
  const moved = (id: Instrument['id'], units: Decimal): Transaction =>
    units < ZERO
      ? { ...dated, verb: 'delivery-out', instrument: id, quantity: negate(units) }
      : { ...dated, verb: 'delivery-in', instrument: id, quantity: units, cost: money(ZERO, code) };
  const given = out ? absolute(out.quantity ?? ZERO) : ZERO;
  const source = out ? resolved.instrumentOf(out) : renamedFrom(row, instrument, resolved);
  const before = source ? held(account.id, source.id, row.day) : ZERO;
  if (source && source.id === instrument.id && out) {
    const ratio = exactRatio(quantity, given);
    return ratio && before === given
      ? {
          ...about,
          out,
          ways: [{ id: 'split', transactions: [{ ...dated, verb: 'split', instrument: source.id, ...ratio }] }]
        }
      : undefined;
  }
  if (source && source.id !== instrument.id) {
    const ratio =
      before > ZERO && quantity > ZERO && (!out || before === given) ? exactRatio(quantity, before) : undefined;
    const delivered = [moved(source.id, negate(out ? given : before)), moved(instrument.id, quantity)];
    const ways: Way[] =
      ratio && !cash ? [{ id: 'reorganise', transactions: [reorganised(dated, row, source, instrument, ratio)] }] : [];
    if (out || ratio)
      return { ...about, ...(out ? { out } : {}), ways: [...ways, { id: 'delivered', transactions: delivered }] };
  }
  const split = /split/i.test(wordingOf(row)) ? writtenRatio(wordingOf(row)) : undefined;
  if (split) {
    const [numerator, denominator] = split;
    return {
      ...about,
      ways: [
        { id: 'split', transactions: [{ ...dated, verb: 'split', instrument: instrument.id, numerator, denominator }] }
      ]
    };
  }
  return { ...about, ways: aloneWays(row, instrument, quantity, cash) };

  /** A row alone: cash for units is a sale, units alone are delivered, cash alone is income or capital. */
  function aloneWays(one: StatementRow, what: Instrument, units: Decimal, paid: Decimal): Way[] {
    const gross = money(absolute(paid), code);
    const { fee: fees, tax: taxes } = one;
    if (units !== ZERO && paid > ZERO && held(account.id, what.id, one.day) >= absolute(units)) {
      const size = absolute(units);
      const price = ((gross.amount * 10n ** 18n) / size) as Decimal;
      const sold: Transaction = {
        ...dated,
        verb: 'sell',
        instrument: what.id,
        quantity: size,
        price,
        gross,
        fees,
        taxes
      };
      return [{ id: 'sold', transactions: [sold] }];
    }
    if (units !== ZERO) return [{ id: 'delivered', transactions: [moved(what.id, units)] }];
    if (paid <= ZERO) return [{ id: 'leave-out', transactions: [] }];
    const income = { ...dated, instrument: what.id, gross, fees, taxes };
    return [
      { id: 'leave-out', transactions: [] },
      { id: 'as-dividend', transactions: [{ ...income, verb: 'dividend' }] },
      { id: 'as-capital', transactions: [{ ...income, verb: 'return-of-capital' }] }
    ];
  }
}

function reorganised(
  dated: Pick<Transaction, 'account' | 'tradeDay' | 'settlementDay' | 'note' | 'origin'>,
  row: StatementRow,
  source: Instrument,
  target: Instrument,
  ratio: UnitRatio
): Transaction {
  const kind = kinds.find(([, words]) => words.test(wordingOf(row)))?.[0] ?? 'exchange';
  return {
    ...dated,
    verb: 'reorganisation',
    kind: kind === 'spin-off' || kind === 'rights' ? 'exchange' : kind,
    instrument: source.id,
    keeps: false,
    retained: 0,
    receives: [{ instrument: target.id, ...ratio, basis: 1 }]
  };
}

/** The instrument that a change of name or symbol names in its text, as "OLDC to NEWC". */
function renamedFrom(row: StatementRow, into: Instrument, resolved: ResolvedRows): Instrument | undefined {
  if (!/change|rename|converted|exchange/i.test(row.word)) return undefined;
  const words = `${row.name} ${row.text('note')}`.toUpperCase().split(/[^A-Z0-9.]+/);
  return resolved.instruments
    .all()
    .find(
      ({ instrument, named }) => instrument.id !== into.id && named.length > 1 && words.includes(named.toUpperCase())
    )?.instrument;
}
