import { plusDays } from '$lib/domain/calendar';
import { accountId, type Transaction } from '$lib/domain/ledger';
import { currencyCode, money, negate, ZERO } from '$lib/domain/money';
import type { DraftTransaction } from '$lib/domain/statements';
import { rowFingerprint, withParts } from './presence';
import { askOpenings, openingsForSales, withOpenings } from './openings';
import { timelineOf, type OverdraftFound, type Timeline, type TimelineRow, type TimelineRules } from './timeline';
import type { Asked } from './findings';
import { drafted, mark, type Comparison, type MarkedRow, type ResolvedNames, type ShapedRow } from './marks';

const timelineRow = ({ row: { row }, line, transactions }: ShapedRow): TimelineRow => ({ row, line, transactions });

/** Rows played into the ledger; asks about sales past what is held and about cash below zero. */
export function playedIn(rows: readonly ShapedRow[], resolved: ResolvedNames, reading: Comparison): DraftTransaction[] {
  const { live } = reading.context;
  const open = rows.filter((one) => !one.row.out);
  const begun = askOpenings(open, resolved, reading);
  const byRow = new Map([...begun, ...rows].map((one) => [one.row.row, one]));
  let included = withOpenings(begun, open);
  const keep: TimelineRules = { short: () => 'keep', overdraft: () => 'keep' };
  let played: Timeline = timelineOf(live, included.map(timelineRow), keep);
  const shorts = played.shorts.length > 0 ? askShorts(played, byRow, resolved, reading) : undefined;
  const held = shorts ? openingsForSales(played.shorts, shorts, included, resolved, reading) : [];
  if (held.length > 0) included = withOpenings(held, included);
  const shortRule = (waitingToo: boolean) => (key: string) =>
    shorts && (shorts.choice(key) === 'leave-out' || (waitingToo && shorts.waiting(key)))
      ? ('drop' as const)
      : ('keep' as const);
  const kept = (found: { readonly key: string }): boolean => shorts?.choice(found.key) === 'keep';
  if (!played.shorts.every(kept))
    played = timelineOf(live, included.map(timelineRow), { ...keep, short: shortRule(false) });
  const overdrafts = played.overdrafts.map((found) => ({
    found,
    asked: askOverdraft(found, byRow, resolved, reading)
  }));
  const overdraftOf = new Map(overdrafts.map(({ found, asked }) => [found.key, asked]));
  const taken = included.filter((one) => !one.row.hold);
  const settled =
    taken.length === included.length &&
    played.shorts.every((found) => kept(found) && !shorts?.waiting(found.key)) &&
    overdrafts.every(({ asked }) => !asked.waiting() && asked.choice() !== 'leave-out');
  const expected = new Set(played.shorts.map((found) => found.key));
  const shortHeld = shortRule(true);
  const final = settled
    ? played
    : timelineOf(live, taken.map(timelineRow), {
        // A sale that only goes short because purchases before it stand aside stands aside with them.
        short: (key) => (expected.has(key) ? shortHeld(key) : 'drop'),
        overdraft: (key) => {
          const asked = overdraftOf.get(key);
          return asked && (asked.waiting() || asked.choice() === 'leave-out') ? 'drop' : 'keep';
        }
      });
  const askedFor = ({ why, key }: Dropped): { asked: Asked | undefined; key?: string } => {
    const own = why === 'overdraft' ? overdraftOf.get(key) : expected.has(key) ? shorts : undefined;
    if (own) return { asked: own, key };
    return { asked: overdrafts.find(({ asked }) => asked.waiting())?.asked ?? overdrafts[0]?.asked ?? shorts };
  };
  const drafts = enteredRows([...begun, ...held, ...rows], final, included, askedFor);
  const deposits = final.overdrafts.flatMap((found) =>
    overdraftOf.get(found.key)?.choice() === 'deposit-before' && !overdraftOf.get(found.key)?.waiting()
      ? depositBefore(found, byRow, reading)
      : []
  );
  return [...deposits, ...drafts];
}

type Dropped = Timeline['dropped'] extends ReadonlyMap<number, infer D> ? D : never;

/** Rows as they enter, those that are dropped under the question that decides over them. */
function enteredRows(
  rows: readonly ShapedRow[],
  played: Timeline,
  included: readonly ShapedRow[],
  askedFor: (dropped: Dropped) => { readonly asked: Asked | undefined; readonly key?: string }
): DraftTransaction[] {
  return rows.flatMap((one) => {
    const dropped = played.dropped.get(one.row.row);
    if (dropped) {
      const { asked, key } = askedFor(dropped);
      if (asked) mark(one.row, asked, key, !asked.waiting(key));
      else standAside(one.row, included);
    }
    return drafted(one.row, withParts(played.entered.get(one.row.row) ?? one.transactions));
  });
}

function askShorts(
  played: Timeline,
  byRow: ReadonlyMap<number, ShapedRow>,
  resolved: ResolvedNames,
  reading: Comparison
): Asked {
  const names = new Map(resolved.instruments.all().map((one) => [one.instrument.id as string, one.named]));
  const concerned = played.shorts.flatMap((found) => found.rows);
  const asked = reading.findings.ask({
    subject: {
      code: 'opens-short',
      entries: played.shorts.map((found) => {
        const [account = '', instrument = ''] = found.key.split('|');
        const [first] = found.first.transactions;
        if (!first) throw new RangeError(`no transaction on line ${found.first.line}`);
        return {
          key: found.key,
          account: resolved.accounts.all().find((one) => one.account.id === account)?.account.id ?? first.account,
          symbol: names.get(instrument) ?? instrument,
          day: first.tradeDay,
          line: found.first.line,
          rows: found.rows.length,
          short: found.deepest,
          currency: 'gross' in first ? first.gross.currency : currencyCode('USD')
        };
      })
    },
    required: true,
    rows: [...new Set(concerned)].sort((a, b) => a - b),
    field: 'quantity',
    options: [{ id: 'keep', best: true }, { id: 'opening' }, { id: 'leave-out' }]
  });
  for (const found of played.shorts)
    for (const row of found.rows) {
      const one = byRow.get(row);
      if (one) one.row.asked ??= asked.id;
    }
  return asked;
}

function askOverdraft(
  found: OverdraftFound,
  byRow: ReadonlyMap<number, ShapedRow>,
  resolved: ResolvedNames,
  reading: Comparison
): Asked {
  const [account = '', currency = ''] = found.key.split('|');
  const known = resolved.accounts.all().find((one) => one.account.id === account)?.account;
  const asked = reading.findings.ask({
    id: `cash-below-zero:${found.key}`,
    subject: {
      code: 'cash-below-zero',
      account: known?.id ?? accountId(account),
      accountName: known?.name ?? account,
      currency: currencyCode(currency),
      first: found.firstDay,
      lowest: found.lowest,
      lowestDay: found.lowestDay
    },
    required: true,
    // Openings are no rows of the file.
    rows: [...new Set(found.rows)].filter((row) => row >= 0).sort((a, b) => a - b),
    options: [{ id: 'accept', best: true }, { id: 'deposit-before' }, { id: 'leave-out' }]
  });
  for (const row of found.rows) {
    const one = byRow.get(row);
    if (one) one.row.asked ??= asked.id;
  }
  return asked;
}

/** A deposit the day before cash would go below zero, of what is missing at the lowest. */
function depositBefore(
  found: OverdraftFound,
  byRow: ReadonlyMap<number, ShapedRow>,
  reading: Comparison
): DraftTransaction[] {
  const first = byRow.get(found.rows[0] ?? -1);
  const [, currency = ''] = found.key.split('|');
  const opening = first?.transactions[0];
  if (!first || !opening || found.lowest >= ZERO) return [];
  const day = plusDays(found.firstDay, -1);
  const fingerprint = `${rowFingerprint(opening)}z`;
  const deposit: Transaction = {
    verb: 'deposit',
    account: opening.account,
    tradeDay: day,
    settlementDay: day,
    cash: money(negate(found.lowest), currencyCode(currency)),
    origin: { file: reading.context.fileName, line: first.line, fingerprint }
  };
  return [{ line: first.line, transaction: deposit, standing: 'taken', question: `cash-below-zero:${found.key}` }];
}

/** A row that needs rows which wait for an answer waits with them. */
function standAside(row: MarkedRow, rows: readonly ShapedRow[]): void {
  const waiting = rows.find((one) => one.row.hold !== undefined)?.row.hold;
  if (waiting === undefined) return;
  row.asked ??= waiting;
  row.hold ??= waiting;
}
