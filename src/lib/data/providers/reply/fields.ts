import * as v from 'valibot';
import { isCivilDate, dayFromCivil } from '$lib/domain/calendar';

const DECIMAL = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const ABSENT = new Set(['', 'None', '-', 'N/A', 'NA', 'null', 'NaN']);

/** A finite number. JSON has no other, but a text like 1e999 becomes infinite. */
export const number = v.pipe(v.number(), v.finite());

/** Decimal text, read strictly: a point, no grouping, no unit. */
export const decimalText = v.pipe(
  v.string(),
  v.check((text) => DECIMAL.test(text) && Number.isFinite(Number(text)), 'is no decimal number'),
  v.transform(Number)
);

/** A number that a source writes now as a number, now as text. */
export const numberOrText = v.union([number, decimalText], 'is no number');

/** A figure that a source may lack: null, absent, or one of its words for nothing. */
export const figure = v.optional(
  v.nullable(
    v.union(
      [
        number,
        v.pipe(
          v.string(),
          v.check((text) => ABSENT.has(text)),
          v.transform(() => undefined)
        ),
        decimalText
      ],
      'is no number'
    )
  )
);

/** Text that may be absent. */
export const maybeText = v.optional(v.nullable(v.string()));

/** Whole seconds since 1970. */
export const seconds = v.pipe(v.number(), v.integer(), v.minValue(-1e10), v.maxValue(1e10));

/** Whole milliseconds since 1970. */
export const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(-1e13), v.maxValue(1e13));

/** "2024-11-01", as a day. */
export const isoDay = v.pipe(
  v.string(),
  v.check((text) => text.length === 10 && dayOfText(text) !== undefined, 'is no date'),
  v.transform((text) => dayOfText(text) ?? NaN)
);

/** A date with a time after it ("2024-11-01T00:00:00.000Z", "2024-11-01 15:30:00"), as the day it begins with. */
export const stampedDay = v.pipe(
  v.string(),
  v.check((text) => /^.{10}([T ].*)?$/s.test(text) && dayOfText(text) !== undefined, 'is no date'),
  v.transform((text) => dayOfText(text) ?? NaN)
);

/** A moment with its offset or Z, as milliseconds since 1970. */
export const moment = v.pipe(
  v.string(),
  v.check((text) => /(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)), 'is no moment'),
  v.transform((text) => Date.parse(text))
);

/** Day of the first ten characters of a text; undefined when they are no date of the calendar. */
export function dayOfText(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isCivilDate(year, month, day) ? dayFromCivil(year, month, day) : undefined;
}

/** Day of a moment in seconds since 1970, in UTC. */
export function dayOfSeconds(value: number): number {
  return Math.floor(value / 86_400);
}

/** A figure of a company, or undefined where the source has none. */
export function known(value: number | null | undefined): number | undefined {
  return value ?? undefined;
}

/** The object without fields that are undefined, null or empty text. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], null | undefined> };
}
