import { plusDays, type Day } from '$lib/domain/calendar';
import { accountId, type OpeningPosition, type Transaction } from '$lib/domain/ledger';
import {
  currencyCode,
  decimal,
  money,
  negate,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { OpeningBalance } from '$lib/domain/statements';
import type { Asked } from './findings';
import { mark, rowNumbers, type Comparison, type MarkedRow, type ResolvedNames, type ShapedRow } from './marks';
import {
  daysBefore,
  differingStatements,
  missingForSales,
  type DifferingStatement,
  type MissingBefore
} from './missing-before';
import { openingCosts } from './opening-costs';
import { rowFingerprint } from './presence';
import type { ShortFound } from './timeline';

/** Openings have numbers below zero, apart from the rows of the file: those of statements, and those of sales. */
const STATED = -1;
const SOLD = -1_000_000;

/** Answer that a balance was held before: alone, or with what it cost as "opening:1234.5". */
export const isOpening = (choice: string | undefined): boolean =>
  choice === 'opening' || !!choice?.startsWith('opening:');

function costSaid(choice: string | undefined): Decimal | undefined {
  const text = choice?.slice('opening:'.length) ?? '';
  return isOpening(choice) && /^\d+(\.\d{1,18})?$/.test(text) ? decimal(text) : undefined;
}

const isCash = ({ row }: DifferingStatement): boolean => row.transactions.some(({ verb }) => verb === 'assert-cash');

/**
 * Balances that the file states and that do not come out, of accounts that the ledger knows nothing older of: their record
 * begins before the file. Asked once; what is agreed to comes back as rows that open the record the day before the first.
 */
export function askOpenings(rows: readonly ShapedRow[], resolved: ResolvedNames, reading: Comparison): ShapedRow[] {
  const stated = (row: ShapedRow): boolean =>
    row.transactions.some(({ verb }) => verb === 'assert-cash' || verb === 'assert-position');
  if (reading.whole || !rows.some(stated)) return [];
  const { live } = reading.context;
  const openings = daysBefore(rows);
  const olderKnown = new Set(
    live.flatMap(({ transaction: { account, tradeDay } }) =>
      tradeDay <= (openings.get(account) ?? -Infinity) ? [account] : []
    )
  );
  const differing = differingStatements(live, rows, openings).filter(
    ({ key, isExact }) => isExact && !olderKnown.has(accountId(key.split('|')[0] ?? ''))
  );
  if (differing.length === 0) return [];
  const positions = differing.filter((one) => !isCash(one));
  const sought = positions.flatMap((one) => {
    const stated = one.row.row.statedCost;
    return stated
      ? [{ key: one.key, opening: positionOf(one, money(ZERO, stated.currency)), stated, statedDay: one.statedDay }]
      : [];
  });
  const costs = openingCosts(
    sought,
    rows.flatMap(({ transactions }) => transactions),
    reading.context
  );
  const costOf = new Map(sought.map(({ key }, at) => [key, costs[at]]));
  const asked = reading.findings.ask({
    subject: {
      code: 'opening-missing',
      entries: differing.map((one) => openingBalance(one, costOf.get(one.key), resolved))
    },
    required: true,
    rows: rowNumbers(differing.map(({ row }) => row.row)),
    field: 'quantity',
    options: [{ id: 'opening', best: true }, { id: 'keep' }]
  });
  for (const { row, key } of differing) mark(row.row, asked, key, false);
  return differing.flatMap((one, at): ShapedRow[] => {
    const choice = asked.choice(one.key);
    if (!isOpening(choice)) return [];
    const { currency } = openingBalance(one, undefined, resolved);
    const said = costSaid(choice);
    const cost = said === undefined ? costOf.get(one.key) : money(one.amount < 0n ? negate(said) : said, currency);
    const transaction = isCash(one) ? cashOf(one, currency) : positionOf(one, cost ?? money(ZERO, currency));
    if (transaction.verb === 'opening-position' && transaction.cost.amount === ZERO && !asked.waiting(one.key))
      noteUnknownCost(one, resolved, reading);
    return [openingRow(STATED - at, one, transaction, asked, reading)];
  });
}

/**
 * Openings for sales past what is held, where that is the answer: as many units as let every sale of them be one of what was
 * held, the day before the first row of the account; the day before the first of the sales where splits in between leave no
 * such number.
 */
export function openingsForSales(
  shorts: readonly ShortFound[],
  asked: Asked,
  rows: readonly ShapedRow[],
  resolved: ResolvedNames,
  reading: Comparison
): ShapedRow[] {
  const chosen = shorts.filter(({ key }) => isOpening(asked.choice(key)) && !asked.waiting(key));
  if (chosen.length === 0) return [];
  const { live } = reading.context;
  // Openings that are there already are no first rows.
  const days = daysBefore(rows.filter(({ row }) => row.row >= 0));
  const missing = missingForSales(live, rows, days);
  return chosen.flatMap(({ key, first }, at): ShapedRow[] => {
    const [sale] = first.transactions;
    const early = missing.get(key);
    if (!sale || !early || !('gross' in sale)) return [];
    const later = plusDays(sale.tradeDay, -1);
    const one = early.isExact ? early : missingForSales(live, rows, new Map([[sale.account, later]])).get(key);
    if (!one) return [];
    const cost = costSaid(asked.choice(key));
    if (cost === undefined || cost === ZERO) noteUnknownCost(one, resolved, reading);
    const transaction = positionOf(one, money(cost ?? ZERO, sale.gross.currency));
    return [openingRow(SOLD - at, one, transaction, asked, reading)];
  });
}

/** Rows with openings among them, in the order of time: openings come first on their day. */
export function withOpenings<R extends MarkedRow>(
  openings: readonly ShapedRow[],
  rows: readonly ShapedRow<R>[]
): ShapedRow[] {
  return [...openings, ...rows].sort((a, b) => a.row.day - b.row.day);
}

function openingBalance(one: DifferingStatement, cost: Money | undefined, resolved: ResolvedNames): OpeningBalance {
  const { key, day, amount, stated, statedDay } = one;
  const [account = '', commodity = ''] = key.split('|');
  const known = resolved.accounts.all().find((entry) => entry.account.id === account)?.account;
  const named = resolved.instruments.all().find((entry) => entry.instrument.id === commodity);
  const cash = isCash(one);
  return {
    ...{ key, day, amount, stated, statedDay, cash },
    account: known?.id ?? accountId(account),
    symbol: cash ? commodity : (named?.named ?? commodity),
    currency: cash ? currencyCode(commodity) : (cost?.currency ?? currencyOf(one, named?.instrument.currency)),
    ...(cost ? { cost } : {})
  };
}

const currencyOf = ({ row }: MissingBefore, quoted: CurrencyCode | undefined): CurrencyCode =>
  row.row.statedCost?.currency ?? quoted ?? currencyCode('USD');

function dated({ key, day }: { readonly key: string; readonly day: Day }) {
  return { account: accountId(key.split('|')[0] ?? ''), tradeDay: day, settlementDay: day };
}

const cashOf = (one: DifferingStatement, currency: CurrencyCode): Transaction => ({
  ...{ verb: 'opening-cash', ...dated(one), cash: money(one.amount, currency) }
});

function positionOf(one: MissingBefore, cost: Money): OpeningPosition {
  const [transaction] = one.row.transactions.filter(
    (part) => 'instrument' in part && one.key.endsWith(`|${part.instrument ?? ''}`)
  );
  if (!transaction || !('instrument' in transaction) || transaction.instrument === undefined)
    throw new RangeError(`no instrument on line ${one.row.line}`);
  return { verb: 'opening-position', ...dated(one), instrument: transaction.instrument, quantity: one.amount, cost };
}

function openingRow(
  number: number,
  { row: shown, day, key }: MissingBefore,
  transaction: Transaction,
  asked: Asked,
  { context }: Comparison
): ShapedRow {
  const [source] = shown.transactions;
  const fingerprint = `${source ? rowFingerprint(source) : key}:opening`;
  const { line } = shown;
  const row: MarkedRow = { row: number, line, day, phase: 0, label: shown.row.label };
  mark(row, asked, key, false);
  return { row, line, transactions: [{ ...transaction, origin: { file: context.fileName, line, fingerprint } }] };
}

function noteUnknownCost({ key, row }: MissingBefore, resolved: ResolvedNames, { findings }: Comparison): void {
  const instrument = key.split('|')[1];
  const symbol = resolved.instruments.all().find((one) => one.instrument.id === instrument)?.named ?? row.row.label;
  findings.report('note', { code: 'cost-unknown', symbol }, row.row.row);
}
