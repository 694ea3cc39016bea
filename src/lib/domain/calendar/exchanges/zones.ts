import { civilFromDay, dayFromCivil, dayFromNumber } from '../day';
import type { Day } from '../day';
import { last, nth, weekdayOnOrAfter } from './rules';

/** Time zones of the calendars (IANA names). */
export type ZoneName =
  | 'America/New_York'
  | 'America/Toronto'
  | 'Asia/Hong_Kong'
  | 'Asia/Tokyo'
  | 'Australia/Sydney'
  | 'Europe/Amsterdam'
  | 'Europe/Berlin'
  | 'Europe/Brussels'
  | 'Europe/Dublin'
  | 'Europe/Lisbon'
  | 'Europe/London'
  | 'Europe/Oslo'
  | 'Europe/Paris'
  | 'Europe/Rome'
  | 'Europe/Zurich'
  | 'UTC';

/** Start and end of summer time in a year, in minutes UTC since 1970-01-01; in the south the start follows the end. */
type Summer = (year: number, standard: number) => { readonly start: number; readonly end: number } | undefined;

interface Zone {
  /** Minutes east of Greenwich in winter. */
  readonly standard: number;
  readonly summer: Summer;
}

const minutesOfDay = 1440;
const never: Summer = () => undefined;

/** North America: at 02:00 local time. Uniform Time Act of 1966, its amendments of 1986 and 2005, and the energy crisis of 1974. */
const american: Summer = (year, standard) => {
  const start =
    year >= 2007
      ? nth(2, 7, 3)(year)
      : year >= 1987
        ? nth(1, 7, 4)(year)
        : year === 1974
          ? [dayFromCivil(1974, 1, 6)]
          : year === 1975
            ? [dayFromCivil(1975, 2, 23)]
            : last(7, 4)(year);
  const end = year >= 2007 ? nth(1, 7, 11)(year) : last(7, year >= 1955 ? 10 : 9)(year);
  return { start: minutes(start, 120 - standard), end: minutes(end, 60 - standard) };
};

/** European Union: at 01:00 UTC, ending in September until 1995. Directive 2000/84/EC and those before it. */
const european: Summer = (year) =>
  year < 1981
    ? undefined
    : { start: minutes(last(7, 3)(year), 60), end: minutes(last(7, year >= 1996 ? 10 : 9)(year), 60) };

/** United Kingdom and Ireland: as the Union, but until 1995 ending on the Sunday after the fourth Saturday of October. */
const british: Summer = (year) => {
  if (year < 1981) return undefined;
  const end = year >= 1996 ? last(7, 10)(year) : [weekdayOnOrAfter(7, dayFromCivil(year, 10, year >= 1990 ? 22 : 23))];
  return { start: minutes(last(7, 3)(year), 60), end: minutes(end, 60) };
};

/** New South Wales: at 02:00 standard time; longer for the Olympic Games of 2000 and the Commonwealth Games of 2006. */
const sydney: Summer = (year, standard) => {
  if (year < 1990) return undefined;
  const start = year === 2000 ? last(7, 8)(year) : year >= 2008 ? nth(1, 7, 10)(year) : last(7, 10)(year);
  const end = year >= 2008 || year === 2006 ? nth(1, 7, 4)(year) : year >= 1996 ? last(7, 3)(year) : nth(1, 7, 3)(year);
  return { start: minutes(start, 120 - standard), end: minutes(end, 120 - standard) };
};

const central: Zone = { standard: 60, summer: european };
const zones: Readonly<Record<ZoneName, Zone>> = {
  'America/New_York': { standard: -300, summer: american },
  'America/Toronto': { standard: -300, summer: american },
  'Asia/Hong_Kong': { standard: 480, summer: never },
  'Asia/Tokyo': { standard: 540, summer: never },
  'Australia/Sydney': { standard: 600, summer: sydney },
  'Europe/Amsterdam': central,
  'Europe/Berlin': central,
  'Europe/Brussels': central,
  'Europe/Dublin': { standard: 0, summer: british },
  'Europe/Lisbon': { standard: 0, summer: european },
  'Europe/London': { standard: 0, summer: british },
  'Europe/Oslo': central,
  'Europe/Paris': central,
  'Europe/Rome': central,
  'Europe/Zurich': central,
  UTC: { standard: 0, summer: never }
};

/**
 * Offset of a zone from UTC at an instant.
 * @param instant milliseconds since 1970-01-01 UTC
 * @returns minutes east of Greenwich. Checked against the IANA database from 1996 on for every zone (from 1990 for all but
 * Lisbon, which kept Central European Time from 1992 to 1996); earlier years follow the oldest rule here.
 */
export function zoneOffset(zone: ZoneName, instant: number): number {
  const { standard, summer } = zones[zone];
  const minute = Math.floor(instant / 60_000);
  const { year } = civilFromDay(dayFromNumber(Math.floor((minute + standard) / minutesOfDay)));
  const season = summer(year, standard);
  if (!season) return standard;
  const { start, end } = season;
  const inSummer = start < end ? minute >= start && minute < end : minute >= start || minute < end;
  return inSummer ? standard + 60 : standard;
}

/** Local day and minute of the day at an instant (milliseconds UTC). */
export function localTime(zone: ZoneName, instant: number): { readonly day: Day; readonly minute: number } {
  const local = Math.floor(instant / 60_000) + zoneOffset(zone, instant);
  const day = Math.floor(local / minutesOfDay);
  return { day: dayFromNumber(day), minute: local - day * minutesOfDay };
}

function minutes(days: readonly Day[], minute: number): number {
  return (days[0] ?? 0) * minutesOfDay + minute;
}
