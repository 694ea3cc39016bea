import { dayFromNumber, plusMonths, type Day } from '$lib/domain/calendar';
import { identifierOf, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import { session } from '$lib/state/session.svelte';

/** First day that prices can have. */
const FIRST_DAY = dayFromNumber(-25567);

/** First day of so many years before a day; all there are for 'all'. */
export function spanStart(years: string, end: Day): Day {
  const count = Number(years);
  return Number.isFinite(count) ? plusMonths(end, -12 * count) : FIRST_DAY;
}

/** A choice of the address, when it is one of those offered. */
export function chosen<T extends string>(key: string, offered: Readonly<Record<T, unknown>>, otherwise: NoInfer<T>): T {
  const text = session.read(key);
  return text !== undefined && Object.hasOwn(offered, text) ? (text as T) : otherwise;
}

/** Options of a menu from names by value. */
export const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Short and full name of an instrument. */
export function instrumentNames(instruments: readonly Instrument[] | undefined) {
  const byId = new Map((instruments ?? []).map((one) => [one.id, one]));
  return {
    short: (id: InstrumentId): string => {
      const found = byId.get(id);
      return found ? identifierOf(found) : id;
    },
    full: (id: InstrumentId): string => byId.get(id)?.name ?? id,
    kind: (id: InstrumentId): string => byId.get(id)?.kind ?? ''
  };
}

/** Changes in the address how a result is told, not what is asked: a saved run that is open stays open. */
export const writeView = (texts: Readonly<Record<string, string | undefined>>): Promise<void> =>
  session.write({ ...texts, run: session.read('run') });
