import { dayText, type Day } from '$lib/domain/calendar';
import {
  fieldProblems,
  inLedgerOrder,
  ledgerFold,
  type AccountId,
  type EventId,
  type LedgerFold,
  type LiveTransaction,
  type Transaction
} from '$lib/domain/ledger';
import { decimalText, type Decimal } from '$lib/domain/money';
import type { InstrumentId } from '$lib/domain/instruments';
import type { PostedTransaction, StatementSheet } from '../../sheet/statement-sheet';

const dayFields = new Set(['tradeDay', 'settlementDay', 'acquired', 'expiry']);
const ownPlace = new Set(['verb', 'tradeDay', 'instrument', 'account']);

function text(name: string, value: unknown): string {
  if (typeof value === 'bigint') return decimalText(value as Decimal);
  if (dayFields.has(name)) return dayText(value as Day);
  if (Array.isArray(value)) return `[${value.map((one) => text(name, one)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value).replace(/^\?(account|instrument):/, '');
  if ('amount' in value && 'currency' in value && Object.keys(value).length === 2)
    return `${decimalText(value.amount as Decimal)} ${String(value.currency)}`;
  return Object.entries(value)
    .map(([key, one]) => `${key} ${text(key, one)}`)
    .join(' ');
}

/** A posted transaction in one line: day, verb, instrument, then every field that is not zero, absent or the trade day again. */
export function statedText({ transaction }: PostedTransaction): string {
  const fields = Object.entries(transaction).filter(
    ([name, value]) =>
      !ownPlace.has(name) && value !== 0n && !(name === 'settlementDay' && value === transaction.tradeDay)
  );
  const instrument = 'instrument' in transaction ? ` ${text('', transaction.instrument)}` : '';
  const rest = fields.map(([name, value]) => `${name === 'settlementDay' ? 'settles' : name} ${text(name, value)}`);
  return [`${dayText(transaction.tradeDay)} ${transaction.verb}${instrument}`, ...rest].join(' | ');
}

/** Everything posted, a line each. */
export function statedTexts(sheet: StatementSheet): string[] {
  return sheet.posted.map(statedText);
}

/** Problems as "line: code". */
export function problemTexts(sheet: StatementSheet): string[] {
  return sheet.problems.map(({ line, subject, effect }) => `${line ?? '-'} ${effect} ${subject.code}`);
}

/** How many transactions of each verb were posted. */
export function verbCounts(sheet: StatementSheet): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { transaction } of sheet.posted) counts[transaction.verb] = (counts[transaction.verb] ?? 0) + 1;
  return counts;
}

/** What is wrong with the fields of what was posted. */
export function brokenFields(sheet: StatementSheet): string[] {
  return sheet.posted.flatMap(({ line, transaction }) =>
    fieldProblems(transaction as Transaction).map(
      ({ field, reason }) => `${line} ${transaction.verb} ${field} ${reason}`
    )
  );
}

/** The ledger after everything posted. */
export function replayed(sheet: StatementSheet): LedgerFold {
  const live = sheet.posted.map(({ transaction, line, about }, at): LiveTransaction => {
    const order = at + 1;
    return {
      event: `${line}.${at}.${about.id ?? ''}` as EventId,
      sequence: order,
      transaction: transaction as Transaction
    };
  });
  const fold = ledgerFold();
  for (const one of inLedgerOrder(live)) fold.apply(one);
  return fold;
}

/** Units held after everything posted, by the key of the instrument, all accounts together; zeros left out. */
export function heldUnits(sheet: StatementSheet): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const { instrument, quantity } of replayed(sheet).holdings)
    sums.set(keyOf(instrument), (sums.get(keyOf(instrument)) ?? 0n) + quantity);
  return Object.fromEntries(
    [...sums].filter(([, units]) => units !== 0n).map(([key, units]) => [key, decimalText(units as Decimal)])
  );
}

/** Cash after everything posted, by currency, all accounts together unless one is named. */
export function cashHeld(sheet: StatementSheet, account?: AccountId): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const one of replayed(sheet).cashBalances())
    if (account === undefined || one.account === account)
      sums.set(one.currency, (sums.get(one.currency) ?? 0n) + one.amount);
  return Object.fromEntries([...sums].map(([currency, amount]) => [currency, decimalText(amount as Decimal)]));
}

/** The name under which a sheet keeps an instrument. */
export function keyOf(instrument: InstrumentId): string {
  return instrument.replace(/^\?instrument:/, '');
}
