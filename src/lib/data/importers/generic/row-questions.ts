import { ZERO } from '$lib/domain/money';
import { economicKey, rowFingerprint } from '../compare/presence';
import { unitsHeld } from '../compare/timeline';
import { mark } from './marks';
import type { StatementRow } from './row-facts';
import { rowNumbers, type Reading } from './row-reading';
import type { ShapedRow } from './shaping';

/** Days to come are left out unless they are meant. */
export function askFuture(rows: readonly StatementRow[], reading: Reading): void {
  const { today } = reading.context;
  const late = rows.filter((row) => row.day > today && !row.out);
  if (late.length === 0) return;
  const days = late.map((row) => row.day).sort((a, b) => a - b);
  const asked = reading.findings.ask({
    subject: { code: 'future-dates', first: days[0] ?? today, last: days.at(-1) ?? today, today },
    required: true,
    rows: rowNumbers(late),
    field: 'date',
    options: [{ id: 'leave-out', best: true }, { id: 'keep' }]
  });
  for (const row of late) mark(row, asked, undefined, asked.choice() !== 'keep');
}

/** Of several snapshots one is the opening. */
export function askSnapshot(rows: readonly StatementRow[], reading: Reading): void {
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
export function askByHand(rows: readonly ShapedRow[], present: readonly ShapedRow[], reading: Reading): void {
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
export function askHeld(rows: readonly ShapedRow[], reading: Reading): void {
  const held = unitsHeld(reading.context.live, reading.context.today);
  const kept = new Set(reading.context.live.map((one) => one.transaction.account));
  const twice = rows.flatMap((one) => {
    const [first] = one.transactions;
    if (one.row.out || !first) return [];
    if (first.verb === 'opening-cash')
      return kept.has(first.account) ? [{ one, symbol: first.cash.currency as string, held: ZERO }] : [];
    if (first.verb !== 'opening-position') return [];
    const units = held.get(`${first.account}|${first.instrument}`) ?? ZERO;
    return units === ZERO ? [] : [{ one, symbol: one.row.symbol || one.row.name, held: units }];
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
