import type { Day } from '$lib/domain/calendar';
import { ZERO } from '$lib/domain/money';
import type { QuestionSubject } from '$lib/domain/statements';
import { mark, rowNumbers, type Comparison, type MarkedRow, type ShapedRow } from './marks';
import { economicKey, rowFingerprint } from './presence';
import { unitsHeld } from './timeline';

/** Before this day no record of the kind that programs export begins: 1 January 1970. */
const EARLIEST = 0;

/** Days to come, and days before 1970, are left out unless they are meant. */
export function askFarDays(rows: readonly MarkedRow[], { findings, context }: Comparison): void {
  const { today } = context;
  const ask = (far: readonly MarkedRow[], subjectOf: (first: Day, last: Day) => QuestionSubject): void => {
    const days = far.map((row) => row.day).sort((a, b) => a - b);
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return;
    const asked = findings.ask({
      subject: subjectOf(first, last),
      required: true,
      rows: rowNumbers(far),
      field: 'date',
      options: [{ id: 'leave-out', best: true }, { id: 'keep' }]
    });
    for (const row of far) mark(row, asked, undefined, asked.choice() !== 'keep');
  };
  const open = rows.filter((row) => !row.out);
  ask(
    open.filter((row) => row.day > today),
    (first, last) => ({ code: 'future-dates', first, last, today })
  );
  ask(
    open.filter((row) => row.day < EARLIEST),
    (first, last) => ({ code: 'old-dates', first, last })
  );
}

/** Of several snapshots one is the opening. */
export function askSnapshot(rows: readonly MarkedRow[], reading: Comparison): void {
  const days = [...new Set(rows.map((row) => row.day))].sort((a, b) => a - b);
  const latest = days.filter((day) => day <= reading.context.today).at(-1) ?? days.at(-1);
  if (days.length < 2) return;
  const asked = reading.findings.ask({
    subject: { code: 'which-snapshot', days },
    required: false,
    rows: rowNumbers(rows),
    field: 'date',
    options: days.map((day) => ({ id: `day:${day}`, ...(day === latest ? { best: true } : {}) }))
  });
  for (const row of rows) if (asked.choice() !== `day:${row.day}`) mark(row, asked, undefined, true);
}

/** Rows that look like transactions that came to the ledger in another way, each of those matched once. */
export function askByHand(rows: readonly ShapedRow[], present: readonly ShapedRow[], reading: Comparison): void {
  const { live } = reading.context;
  if (live.length === 0) return;
  const others = new Map<string, number>();
  const matched = new Set(present.flatMap((one) => one.transactions.map((transaction) => rowFingerprint(transaction))));
  for (const { transaction } of live) {
    if (transaction.origin?.fingerprint && matched.has(rowFingerprint(transaction))) continue;
    const key = economicKey(transaction);
    others.set(key, (others.get(key) ?? 0) + 1);
  }
  const same = rows.filter((one) => {
    if (one.row.out) return false;
    const keys = one.transactions.map(economicKey);
    if (!keys.every((key) => (others.get(key) ?? 0) > 0)) return false;
    for (const key of keys) others.set(key, (others.get(key) ?? 1) - 1);
    return true;
  });
  if (same.length === 0) return;
  const asked = reading.findings.ask({
    subject: {
      code: 'already-by-hand',
      entries: same.map((one) => ({ key: String(one.line), line: one.line, day: one.row.day }))
    },
    required: true,
    rows: rowNumbers(same.map((one) => one.row)),
    options: [{ id: 'leave-out', best: true }, { id: 'add' }]
  });
  for (const one of same) mark(one.row, asked, String(one.line), asked.choice(String(one.line)) !== 'add');
}

/** Holdings of what an account holds already would count twice. */
export function askHeld(rows: readonly ShapedRow[], reading: Comparison): void {
  const held = unitsHeld(reading.context.live, reading.context.today);
  const kept = new Set(reading.context.live.map((one) => one.transaction.account));
  const twice = rows.flatMap((one) => {
    const [first] = one.transactions;
    if (one.row.out || !first) return [];
    if (first.verb === 'opening-cash')
      return kept.has(first.account) ? [{ one, symbol: first.cash.currency as string, held: ZERO }] : [];
    if (first.verb !== 'opening-position') return [];
    const units = held.get(`${first.account}|${first.instrument}`) ?? ZERO;
    return units === ZERO ? [] : [{ one, symbol: one.row.label, held: units }];
  });
  if (twice.length === 0) return;
  const asked = reading.findings.ask({
    subject: {
      code: 'already-held',
      entries: twice.map(({ one, symbol, held: units }) => ({ key: String(one.line), symbol, held: units }))
    },
    required: true,
    rows: rowNumbers(twice.map(({ one }) => one.row)),
    field: 'symbol',
    options: [{ id: 'leave-out', best: true }, { id: 'add' }]
  });
  for (const { one } of twice) mark(one.row, asked, String(one.line), asked.choice(String(one.line)) !== 'add');
}
