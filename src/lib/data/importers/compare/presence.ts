import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { dayText } from '$lib/domain/calendar';
import type { AccountId, LiveTransaction, Transaction } from '$lib/domain/ledger';
import { decimalText, type Decimal } from '$lib/domain/money';
import type { RowFacts } from '../generic/row-facts';

const written = (value: Decimal | undefined): string => (value === undefined ? '' : decimalText(value));

/** Canonical content of a row: the same for every file that says the same thing in the same columns. */
function rowContent(row: RowFacts): string {
  return [
    dayText(row.day),
    row.seconds ?? '',
    row.word.toLowerCase(),
    row.symbol.toUpperCase(),
    row.isin.toUpperCase(),
    row.symbol || row.isin ? '' : row.name,
    written(row.quantity),
    written(row.price),
    written(row.amount),
    written(row.net),
    written(row.fee),
    written(row.tax),
    row.text('currency').toUpperCase(),
    row.text('account'),
    row.text('to-account'),
    row.text('id'),
    row.text('ratio'),
    written(row.boughtAmount),
    written(row.unitCost),
    written(row.cost),
    ...(row.swap ? [row.swap.code] : [])
  ].join('\u001f');
}

/** Fingerprint of each row: hash of its content and its ordinal among equal rows of the file, as "hash:ordinal". */
export function rowFingerprints(rows: readonly RowFacts[]): string[] {
  const times = new Map<string, number>();
  return rows.map((row) => {
    const hash = bytesToHex(sha256(utf8ToBytes(rowContent(row)))).slice(0, 24);
    const ordinal = times.get(hash) ?? 0;
    times.set(hash, ordinal + 1);
    return `${hash}:${ordinal}`;
  });
}

/** A row can make two transactions; theirs is the row's fingerprint with a letter. */
export function partFingerprint(fingerprint: string, part: number, parts: number): string {
  return parts === 1 ? fingerprint : `${fingerprint}${String.fromCharCode(97 + part)}`;
}

/** Fingerprint of the row a transaction came from, without the letter of its part; empty when it has none. */
export function rowFingerprint(transaction: Transaction): string {
  return transaction.origin?.fingerprint?.replace(/(:\d+)[a-z]$/, '$1') ?? '';
}

/** Each transaction of a row gets a fingerprint of its own. */
export function withParts(transactions: readonly Transaction[]): readonly Transaction[] {
  if (transactions.length < 2) return transactions;
  return transactions.map((one, part) => {
    const fingerprint = partFingerprint(rowFingerprint(one), part, transactions.length);
    return { ...one, origin: { ...one.origin, fingerprint } };
  });
}

/** Fingerprints of rows in the ledger, with the accounts they are in. Voided transactions are not live and do not count. */
export function presentFingerprints(live: readonly LiveTransaction[]): Map<string, AccountId[]> {
  const present = new Map<string, AccountId[]>();
  for (const { transaction } of live) {
    const fingerprint = rowFingerprint(transaction);
    if (fingerprint === '') continue;
    const accounts = present.get(fingerprint);
    if (!accounts) present.set(fingerprint, [transaction.account]);
    else if (!accounts.includes(transaction.account)) accounts.push(transaction.account);
  }
  return present;
}

const direction: Partial<Record<Transaction['verb'], string>> = { 'buy-to-cover': 'buy', 'sell-short': 'sell' };

/** What makes two transactions look like one: account, day, direction, instrument, units and money. */
export function economicKey(transaction: Transaction): string {
  const verb = direction[transaction.verb] ?? transaction.verb;
  const parts: string[] = [transaction.account, String(transaction.tradeDay), verb];
  if ('instrument' in transaction && transaction.instrument) parts.push(transaction.instrument);
  if ('quantity' in transaction) parts.push(decimalText(transaction.quantity));
  if ('gross' in transaction) parts.push(decimalText(transaction.gross.amount), transaction.gross.currency);
  if ('cash' in transaction) parts.push(decimalText(transaction.cash.amount), transaction.cash.currency);
  if ('value' in transaction) parts.push(decimalText(transaction.value.amount));
  if ('cost' in transaction) parts.push(decimalText(transaction.cost.amount));
  if ('sold' in transaction) parts.push(decimalText(transaction.sold.amount), decimalText(transaction.bought.amount));
  if ('numerator' in transaction) parts.push(`${transaction.numerator}:${transaction.denominator}`);
  return parts.join('|');
}
