import { dayFromText, dayText, type Day } from '../../calendar';
import { instrumentId, type InstrumentId } from '../../instruments';
import { currencyCode, decimal, decimalText, sign, type CurrencyCode, type Decimal, type Money } from '../../money';
import { accountId, type AccountId, type LotPick, type Origin } from '../transaction';

/** What JSON text can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How one field stands in canonical JSON. */
export interface Field<T> {
  readonly optional: boolean;
  write(value: T): Json;
  /** @throws RangeError when the raw value is none of the field's. */
  read(raw: unknown): T;
  /** What is wrong with a value that a new transaction brings; old ones are read as they are. */
  problem?(value: T): string | undefined;
}

/** A field for each property of a record, but its verb. */
export type FieldTable<T> = { readonly [K in keyof Omit<T, 'verb'>]-?: Field<Exclude<T[K], undefined>> };

/** Range of a decimal. */
export type Range = 'positive' | 'zero-or-positive' | 'not-zero' | 'any';

const rangeTexts: Readonly<Record<Range, string>> = {
  positive: 'must be above zero',
  'zero-or-positive': 'cannot be negative',
  'not-zero': 'cannot be zero',
  any: ''
};

function rangeProblem(value: Decimal, range: Range): string | undefined {
  const s = sign(value);
  const fits =
    range === 'any' ||
    (range === 'positive' && s > 0) ||
    (range === 'zero-or-positive' && s >= 0) ||
    (range === 'not-zero' && s !== 0);
  return fits ? undefined : rangeTexts[range];
}

function textOf(raw: unknown): string {
  if (typeof raw !== 'string') throw new RangeError(`text expected, not ${JSON.stringify(raw)}`);
  return raw;
}

function wholeNumberOf(raw: unknown): number {
  if (!Number.isSafeInteger(raw)) throw new RangeError(`whole number expected, not ${JSON.stringify(raw)}`);
  return raw as number;
}

/** True for a JSON object. */
export function isRecord(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** The same field, allowed to be absent. */
export function optional<T>(field: Field<T>): Field<T> {
  return { ...field, optional: true };
}

/** Decimal as text. */
export function decimalField(range: Range): Field<Decimal> {
  return {
    optional: false,
    write: decimalText,
    read: (raw) => decimal(textOf(raw)),
    problem: (value) => rangeProblem(value, range)
  };
}

/** Record with fields of its own; a problem names the field inside it. */
export function recordField<T extends object>(table: FieldTable<T>): Field<T> {
  return {
    optional: false,
    write: (value) => rawFromFields(table, value),
    read: (raw) => valueFromFields<T>(table, raw),
    problem(value) {
      for (const [name, field] of Object.entries(table) as [keyof T & string, Field<unknown>][]) {
        const reason = value[name] === undefined ? undefined : field.problem?.(value[name]);
        if (reason !== undefined) return `${name} ${reason}`;
      }
      return undefined;
    }
  };
}

/** List of values of one field, in order. */
export function listField<T>(field: Field<T>): Field<readonly T[]> {
  return {
    optional: false,
    write: (values) => values.map((value) => field.write(value)),
    read(raw) {
      if (!Array.isArray(raw)) throw new RangeError(`list expected, not ${JSON.stringify(raw)}`);
      return raw.map((one) => field.read(one));
    },
    problem: (values) => values.map((value) => field.problem?.(value)).find((reason) => reason !== undefined)
  };
}

/** One of a few words. */
export function choiceField<T extends string>(choices: readonly T[]): Field<T> {
  return {
    optional: false,
    write: (value) => value,
    read(raw) {
      const known = choices.find((choice) => choice === raw);
      if (known === undefined)
        throw new RangeError(`one of ${choices.join(', ')} expected, not ${JSON.stringify(raw)}`);
      return known;
    },
    problem: (value) => (choices.includes(value) ? undefined : `must be one of ${choices.join(', ')}`)
  };
}

/** Yes or no. */
export const flagField: Field<boolean> = {
  optional: false,
  write: (value) => value,
  read(raw) {
    if (typeof raw !== 'boolean') throw new RangeError(`true or false expected, not ${JSON.stringify(raw)}`);
    return raw;
  }
};

/** Amount and currency. */
export function moneyField(range: Range): Field<Money> {
  const table: FieldTable<Money> = { amount: decimalField(range), currency: currencyField };
  return { ...recordField(table), problem: (value) => rangeProblem(value.amount, range) };
}

/** Whole number in a range. */
export function wholeNumberField(range: 'positive' | 'zero-or-positive' | 'any'): Field<number> {
  return {
    optional: false,
    write: (value) => wholeNumberOf(value),
    read: wholeNumberOf,
    problem(value) {
      if (!Number.isSafeInteger(value)) return 'must be a whole number';
      const low = (range === 'positive' && value <= 0) || (range === 'zero-or-positive' && value < 0);
      return low ? rangeTexts[range] : undefined;
    }
  };
}

/** Any text. */
export const textField: Field<string> = { optional: false, write: (value) => value, read: textOf };

/** Day as ISO 8601 text. */
export const dayField: Field<Day> = { optional: false, write: dayText, read: (raw) => dayFromText(textOf(raw)) };

/** Account by its id. */
export const accountField: Field<AccountId> = { ...textField, read: (raw) => accountId(textOf(raw)) };

/** Instrument by its id. */
export const instrumentField: Field<InstrumentId> = { ...textField, read: (raw) => instrumentId(textOf(raw)) };

const currencyField: Field<CurrencyCode> = { ...textField, read: (raw) => currencyCode(textOf(raw)) };

const originFields: FieldTable<Origin> = {
  file: optional(textField),
  line: optional(wholeNumberField('any')),
  externalId: optional(textField),
  fingerprint: optional(textField)
};

/** Where a transaction came from. */
export const originField: Field<Origin> = { ...recordField(originFields), optional: true };

/** Lots that are picked. */
export const picksField: Field<readonly LotPick[]> = {
  ...listField(recordField<LotPick>({ lot: textField, quantity: decimalField('positive') })),
  optional: true
};

type AnyTable = Readonly<Record<string, Field<never> | undefined>>;

/** JSON of a record. @throws RangeError naming a field that is unknown, missing or unfit. */
export function rawFromFields(table: object, record: object): Record<string, Json> {
  const fields = table as AnyTable;
  const raw: Record<string, Json> = {};
  for (const [name, value] of Object.entries(record) as [string, never][]) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw new RangeError(`unknown field "${name}"`);
    if (value !== undefined) raw[name] = named(name, () => field.write(value));
  }
  refuseMissing(fields, raw);
  return raw;
}

/** Record of its JSON. @throws RangeError naming a field that is unknown, missing or unreadable. */
export function valueFromFields<T>(table: object, raw: unknown): T {
  const fields = table as AnyTable;
  if (!isRecord(raw)) throw new RangeError(`object expected, not ${JSON.stringify(raw)}`);
  const record: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw new RangeError(`unknown field "${name}"`);
    record[name] = named(name, () => field.read(value));
  }
  refuseMissing(fields, record);
  return record as T;
}

function refuseMissing(fields: AnyTable, record: object): void {
  for (const [name, field] of Object.entries(fields))
    if (field && !field.optional && !Object.hasOwn(record, name)) throw new RangeError(`missing field "${name}"`);
}

function named<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new RangeError(`field "${name}": ${error instanceof Error ? error.message : String(error)}`, {
      cause: error
    });
  }
}
