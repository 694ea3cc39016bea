import { dayText, type Day } from '$lib/domain/calendar';
import type { Access } from '../provider';

/** An address with its query in the order given; what is undefined or empty is left out. */
export function address(base: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${escaped(String(value))}`);
  return parts.length === 0 ? base : `${base}?${parts.join('&')}`;
}

/** A part of an address, escaped: what a person typed can add neither a path nor a field. Colon, comma and slash of a query stay readable. */
export function escaped(text: string): string {
  return pathPart(text).replace(/%2C/g, ',').replace(/%2F/g, '/');
}

/** A part of a path. */
export function pathPart(text: string): string {
  // A lone half of a surrogate pair is no text that an address can carry.
  const part = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/%3A/g, ':');
  return part === '.' || part === '..' ? part.replaceAll('.', '%2E') : part;
}

/** A field of the key; empty where a person has not given it. */
export function keyOf(access: Access | undefined, field = 'key'): string | undefined {
  return access?.keys[field];
}

/** Seconds since 1970 at the start of a day in UTC. */
export function secondsOf(day: Day): number {
  return day * 86_400;
}

/** ISO text of a day. */
export function iso(day: number): string {
  return dayText(day as Day);
}
