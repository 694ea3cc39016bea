import { describe, expect, test } from 'vitest';
import {
  basisOf,
  calendarById,
  calendarOfExchange,
  closedBecause,
  dayFromNumber,
  dayFromText,
  dayText,
  exchangeCalendars,
  isTradingDay,
  lastCompletedSession,
  missingDays,
  sessionOf,
  tradingDayOnOrAfter,
  tradingDayOnOrBefore,
  tradingDays,
  zoneOffset
} from '..';

const newYork = calendarById('XNYS');

describe('catalog', () => {
  test('ids and market identifier codes are told once', () => {
    const codes = exchangeCalendars.flatMap(({ id, alsoExchanges }) => [id, ...(alsoExchanges ?? [])]);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { id, alsoExchanges } of exchangeCalendars) {
      for (const mic of [id, ...(alsoExchanges ?? [])]) expect(calendarOfExchange(mic)?.id).toBe(id);
    }
  });

  test('a code without a calendar has none, an unknown id is an error', () => {
    expect(calendarOfExchange('XKRX')).toBeUndefined();
    expect(() => calendarById('XKRX')).toThrow('no such calendar: XKRX');
  });

  test('hours are in order and lie within the session', () => {
    for (const { hours } of exchangeCalendars) {
      const starts = hours.map(({ from }) => from ?? '');
      expect(starts).toEqual([...new Set(starts)].sort());
      expect(starts[0]).toBe('');
      for (const { open, close, lunch } of hours) {
        const edges = [open, ...(lunch ?? []), close];
        expect(edges).toEqual([...edges].sort((one, other) => one - other));
      }
    }
  });
});

describe('sessions', () => {
  test('the day after Thanksgiving ends early', () => {
    expect(sessionOf(newYork, dayFromText('2025-11-28'))).toEqual({
      open: 570,
      close: 780,
      lunch: undefined,
      early: true,
      basis: 'announced'
    });
  });

  test('Tokyo rests at noon and closes later since November 2024', () => {
    const tokyo = calendarById('XTKS');
    expect(sessionOf(tokyo, dayFromText('2024-11-01'))).toMatchObject({ open: 540, close: 900, lunch: [690, 750] });
    expect(sessionOf(tokyo, dayFromText('2024-11-05'))).toMatchObject({ close: 930, early: false });
  });

  test('a half day in Hong Kong ends before the break', () => {
    expect(sessionOf(calendarById('XHKG'), dayFromText('2025-12-24'))).toMatchObject({
      close: 720,
      lunch: undefined,
      early: true
    });
  });

  test('a closed day has none and says why', () => {
    const day = dayFromText('2012-10-29');
    expect(sessionOf(newYork, day)).toBeUndefined();
    expect(closedBecause(newYork, day)).toBe('Hurricane');
    expect(closedBecause(newYork, dayFromText('2012-10-28'))).toBeUndefined();
    expect(closedBecause(newYork, dayFromText('2012-10-26'))).toBeUndefined();
  });

  test('beyond what was announced, and before what is known, answers are by rule', () => {
    expect(basisOf(newYork, newYork.announcedThrough)).toBe('announced');
    expect(basisOf(newYork, dayFromNumber(newYork.announcedThrough + 1))).toBe('by rule');
    expect(basisOf(newYork, dayFromNumber(newYork.knownFrom - 1))).toBe('by rule');
    expect(sessionOf(newYork, dayFromText('2040-01-03'))?.basis).toBe('by rule');
  });
});

describe('days', () => {
  test('a federal holiday of the next year may close the last day of this one', () => {
    expect(isTradingDay(calendarById('US-SETTLEMENT'), dayFromText('2010-12-31'))).toBe(false);
    expect(isTradingDay(newYork, dayFromText('2010-12-31'))).toBe(true);
  });

  test('nearest trading days step over Christmas and the year', () => {
    const london = calendarById('XLON');
    expect(dayText(tradingDayOnOrAfter(london, dayFromText('2021-12-25')))).toBe('2021-12-29');
    expect(dayText(tradingDayOnOrBefore(london, dayFromText('2022-01-03')))).toBe('2021-12-31');
  });

  test('missing days of a series', () => {
    const series = Int32Array.from(['2025-12-22', '2025-12-24', '2025-12-27', '2025-12-29'], dayFromText);
    const missing = missingDays(newYork, series, dayFromText('2025-12-20'), dayFromText('2025-12-31'));
    expect(Array.from(missing, (day) => dayText(dayFromNumber(day)))).toEqual([
      '2025-12-23',
      '2025-12-26',
      '2025-12-30',
      '2025-12-31'
    ]);
  });

  test('a span that ends before it starts is empty', () => {
    expect(tradingDays(newYork, dayFromText('2025-02-01'), dayFromText('2025-01-01'))).toEqual(new Int32Array(0));
  });

  test('markets that never close trade every day', () => {
    const days = tradingDays(calendarById('CONTINUOUS'), dayFromText('2024-01-01'), dayFromText('2024-12-31'));
    expect(days.length).toBe(366);
  });
});

describe('last completed session', () => {
  const last = (id: string, instant: string) => dayText(lastCompletedSession(calendarById(id), Date.parse(instant)));

  test('New York in winter and in summer', () => {
    expect(last('XNYS', '2025-01-15T20:59:59Z')).toBe('2025-01-14');
    expect(last('XNYS', '2025-01-15T21:00:00Z')).toBe('2025-01-15');
    expect(last('XNYS', '2025-07-15T19:59:59Z')).toBe('2025-07-14');
    expect(last('XNYS', '2025-07-15T20:00:00Z')).toBe('2025-07-15');
  });

  test('half days, weekends and holidays', () => {
    expect(last('XNYS', '2025-11-28T18:00:00Z')).toBe('2025-11-28');
    expect(last('XNYS', '2025-07-06T12:00:00Z')).toBe('2025-07-03');
    expect(last('XASX', '2026-01-01T00:00:00Z')).toBe('2025-12-31');
  });

  test('east of Greenwich the day ends before it does here', () => {
    expect(last('XTKS', '2025-06-10T06:29:59Z')).toBe('2025-06-09');
    expect(last('XTKS', '2025-06-10T06:30:00Z')).toBe('2025-06-10');
  });

  test('a day without end ends at midnight', () => {
    expect(last('CONTINUOUS', '2025-06-10T23:59:59Z')).toBe('2025-06-09');
    expect(last('CONTINUOUS', '2025-06-11T00:00:00Z')).toBe('2025-06-10');
  });
});

describe('zones', () => {
  const names = [...new Set(exchangeCalendars.map(({ zone }) => zone))];
  test.each(names)('%s follows the IANA database to 2037: week by week, and to the hour where it changes', (zone) => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const wrong: string[] = [];
    const hour = 3_600_000;
    const from = Date.UTC(zone === 'Europe/Lisbon' ? 1996 : 1990, zone === 'Europe/Lisbon' ? 3 : 0);
    let before = zoneOffset(zone, from);
    for (let instant = from; instant < Date.UTC(2038, 0); instant += hour) {
      const ours = zoneOffset(zone, instant);
      const changed = ours !== before;
      before = ours;
      if (changed && ianaOffset(format, instant - 1) === ours) wrong.push(`early ${new Date(instant).toISOString()}`);
      if ((changed || instant % (168 * hour) === 0) && ianaOffset(format, instant) !== ours) {
        wrong.push(new Date(instant).toISOString());
      }
    }
    expect(wrong).toEqual([]);
  });
});

function ianaOffset(format: Intl.DateTimeFormat, instant: number): number {
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name);
  if (!match) throw new RangeError(`no offset: ${name}`);
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}
