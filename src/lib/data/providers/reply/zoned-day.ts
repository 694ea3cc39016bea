import { dayFromCivil } from '$lib/domain/calendar';

/** Day of a moment in seconds since 1970 by the clock of a time zone of the IANA database; undefined for a zone that it has not. */
export function dayInZone(timeZone: string): ((seconds: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit'
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return (seconds) => {
    const parts = new Map(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]));
    return dayFromCivil(parts.get('year') ?? NaN, parts.get('month') ?? NaN, parts.get('day') ?? NaN);
  };
}
