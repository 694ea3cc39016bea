import type { Day } from '$lib/domain/calendar';
import { escaped, iso, secondsOf } from '../request/address';

/** How days stand in an address. */
export const addressDates = ['YYYY-MM-DD', 'YYYYMMDD', 'unix-seconds', 'unix-milliseconds'] as const;
export type AddressDates = (typeof addressDates)[number];

/** What may stand in braces; a field of a key stands as {key:name}. */
const known = ['symbol', 'base', 'quote', 'from', 'to'] as const;
const PLACE = /\{([^{}]*)\}/g;
const KEY = /^key:([A-Za-z0-9_-]{1,40})$/;
const HEAD = /^(?:https:\/\/|http:\/\/(?=(?:localhost|127\.0\.0\.1)(?:[:/?#]|$)))[^/?#{}@\s]+(?=[/?#]|$)/;

/** Names in braces of an address, each once. */
export function placesOf(template: string): string[] {
  return [...new Set(Array.from(template.matchAll(PLACE), (match) => match[1] ?? ''))];
}

/** Fields of a key that an address needs. */
export function keysOf(template: string): string[] {
  return placesOf(template).flatMap((place) => KEY.exec(place)?.[1] ?? []);
}

/** What is wrong with an address and how to mend it; undefined for a good one. */
export function addressFault(template: string): string | undefined {
  if (!HEAD.test(template)) {
    return 'begin with https:// and the name of the server, without braces, user or spaces before the first slash';
  }
  const strange = placesOf(template).find((place) => !(known as readonly string[]).includes(place) && !KEY.test(place));
  if (strange !== undefined)
    return `{${strange}} is not known: use {symbol}, {base}, {quote}, {from}, {to} or {key:name}`;
  if (/[{}]/.test(template.replace(PLACE, ''))) return 'a brace stands alone: write each place as {name}';
  return URL.canParse(template.replace(PLACE, 'x')) ? undefined : 'this is no address: copy it from the documentation';
}

/** Origin that an address asks. */
export function originOf(template: string): string {
  return new URL(template.replace(PLACE, 'x')).origin;
}

/** What an address is filled with. */
export interface AddressValues {
  readonly symbol?: string;
  readonly base?: string;
  readonly quote?: string;
  readonly from: Day;
  readonly to: Day;
  readonly keys: Readonly<Record<string, string>>;
}

/** The address with its places filled, each escaped; undefined where a value is missing or leads elsewhere. */
export function filledAddress(template: string, values: AddressValues, dates: AddressDates): string | undefined {
  let isWhole = true;
  const url = template.replace(PLACE, (_, place: string) => {
    const value = valueOf(place, values, dates);
    if (value === undefined || value === '' || STEPS_UP.test(value)) isWhole = false;
    return escaped(value ?? '');
  });
  return isWhole ? url : undefined;
}

/** A part "." or ".." between slashes would lead to another place of the server, escaped or not. */
const STEPS_UP = /(?:^|[/\\])\.{1,2}(?:$|[/\\])/;

function valueOf(place: string, values: AddressValues, dates: AddressDates): string | undefined {
  if (place === 'from') return dateText(values.from, dates, 0);
  if (place === 'to') return dateText(values.to, dates, 86_399);
  if (place === 'symbol' || place === 'base' || place === 'quote') return values[place];
  const key = KEY.exec(place)?.[1];
  return key !== undefined && Object.hasOwn(values.keys, key) ? values.keys[key] : undefined;
}

/** A day as text; in seconds of 1970 it begins at midnight of UTC and ends with its last second. */
function dateText(day: Day, dates: AddressDates, second: number): string {
  switch (dates) {
    case 'YYYY-MM-DD':
      return iso(day);
    case 'YYYYMMDD':
      return iso(day).replaceAll('-', '');
    case 'unix-seconds':
      return String(secondsOf(day) + second);
    case 'unix-milliseconds':
      return String((secondsOf(day) + second) * 1000);
  }
}
