import type { Transaction, Verb } from '../transaction';
import { descriptorOf } from './catalog';
import { isRecord, rawFromFields, valueFromFields, type Field, type Json } from './fields';
import type { FieldProblem } from './verb';

/** JSON text with the keys of every object sorted and no space: equal values have equal text. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const record = value as Readonly<Record<string, Json>>;
  const members = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(record[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** What is wrong with a transaction that is to be posted; empty when it may be. */
export function fieldProblems(transaction: Transaction): FieldProblem[] {
  const { fields, problems } = descriptorOf(transaction.verb);
  const found: FieldProblem[] = [];
  const values = transaction as unknown as Readonly<Record<string, never>>;
  for (const [name, field] of Object.entries(fields) as [string, Field<never>][]) {
    const value: unknown = values[name];
    const reason = value === undefined ? missingReason(field) : field.problem?.(value as never);
    if (reason !== undefined) found.push({ field: name, reason });
  }
  return found.length > 0 ? found : (problems?.(transaction) ?? []);
}

function missingReason(field: Field<never>): string | undefined {
  return field.optional ? undefined : 'is missing';
}

/** JSON of a transaction. @throws RangeError naming a field that is unknown, missing or out of its range. */
export function rawFromTransaction(transaction: Transaction): Record<string, Json> {
  const { verb, ...values } = transaction;
  const [problem] = fieldProblems(transaction);
  if (problem) throw new RangeError(`field "${problem.field}": ${problem.reason}`);
  return { verb, ...rawFromFields(descriptorOf(verb).fields, values) };
}

/** Transaction of its parsed JSON. @throws RangeError naming a field that is unknown, missing or unreadable. */
export function transactionFromRaw(raw: unknown): Transaction {
  if (!isRecord(raw)) throw new RangeError('a transaction is an object');
  const { verb, ...values } = raw;
  if (typeof verb !== 'string') throw new RangeError('missing field "verb"');
  const fields = descriptorOf(verb as Verb).fields;
  return { verb, ...valueFromFields<object>(fields, values) } as Transaction;
}

/** Canonical JSON text of a transaction. @throws RangeError naming a field that is unknown, missing or out of its range. */
export function transactionText(transaction: Transaction): string {
  return canonicalText(rawFromTransaction(transaction));
}

/** Transaction of its JSON text. @throws RangeError when it is no JSON or a field is unknown, missing or unreadable. */
export function transactionFromText(text: string): Transaction {
  return transactionFromRaw(parsed(text));
}

/** Value of JSON text. @throws RangeError when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new RangeError(`not JSON: ${text.slice(0, 60)}`, { cause: error });
  }
}
