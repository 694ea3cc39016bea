import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closedBecause,
  dayFromNumber,
  dayFromText,
  exchangeCalendars,
  holidaysBetween,
  isTradingDay,
  lastCompletedSession,
  localTime,
  missingDays,
  sessionOf,
  tradingDayOnOrAfter,
  tradingDayOnOrBefore,
  tradingDays,
  weekday
} from '$lib/domain/calendar';
import './seed';

const calendars = fc.constantFrom(...exchangeCalendars);
const days = fc.integer({ min: dayFromText('1953-01-01'), max: dayFromText('2090-12-31') }).map(dayFromNumber);
const spans = fc
  .tuple(days, fc.integer({ min: 0, max: 1200 }))
  .map(([from, length]) => ({ from, to: dayFromNumber(from + length) }));

describe('exchange calendars', () => {
  test('the days of a span are those on which there is a session, in order', () => {
    fc.assert(
      fc.property(calendars, spans, (calendar, { from, to }) => {
        const expected: number[] = [];
        for (let day = from; day <= to; day = dayFromNumber(day + 1))
          if (isTradingDay(calendar, day)) expected.push(day);
        expect(Array.from(tradingDays(calendar, from, to))).toEqual(expected);
      })
    );
  });

  test('every day is a session, a weekend or a holiday with a name, and only one of them', () => {
    fc.assert(
      fc.property(calendars, spans, (calendar, { from, to }) => {
        const holidays = new Set(holidaysBetween(calendar, from, to));
        for (let day = from; day <= to; day = dayFromNumber(day + 1)) {
          const weekend = calendar.weekend.includes(weekday(day));
          const states = [isTradingDay(calendar, day), weekend, holidays.has(day)].filter(Boolean);
          expect(states.length).toBe(1);
          expect(closedBecause(calendar, day) !== undefined).toBe(holidays.has(day));
        }
      }),
      { numRuns: 40 }
    );
  });

  test('a span is the sum of its parts', () => {
    fc.assert(
      fc.property(calendars, spans, fc.nat(1200), (calendar, { from, to }, cut) => {
        const middle = dayFromNumber(Math.min(from + cut, to));
        const parts = [tradingDays(calendar, from, middle), tradingDays(calendar, dayFromNumber(middle + 1), to)];
        expect(parts.flatMap((part) => Array.from(part))).toEqual(Array.from(tradingDays(calendar, from, to)));
      })
    );
  });

  test('missing days are the trading days less the days of the series', () => {
    fc.assert(
      fc.property(
        calendars,
        spans,
        fc.array(fc.integer({ min: -30, max: 1230 })),
        (calendar, { from, to }, offsets) => {
          const series = Int32Array.from(offsets, (offset) => from + offset).sort();
          const held = new Set(series);
          const expected = Array.from(tradingDays(calendar, from, to)).filter((day) => !held.has(day));
          expect(Array.from(missingDays(calendar, series, from, to))).toEqual(expected);
        }
      )
    );
  });

  test('nearest trading days: a session, and none between it and the day', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, day) => {
        const before = tradingDayOnOrBefore(calendar, day);
        const after = tradingDayOnOrAfter(calendar, day);
        expect(before <= day && day <= after).toBe(true);
        const between = new Set([before, after]);
        expect(Array.from(tradingDays(calendar, before, after))).toEqual([...between]);
      })
    );
  });

  test('the last completed session has closed and the one after it has not', () => {
    const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(calendars, instants, (calendar, instant) => {
        const { day, minute } = localTime(calendar.zone, instant);
        const last = lastCompletedSession(calendar, instant);
        const next = tradingDayOnOrAfter(calendar, dayFromNumber(last + 1));
        const closed = (session: number) => {
          const close = sessionOf(calendar, dayFromNumber(session))?.close ?? NaN;
          return (session - day) * 1440 + close <= minute;
        };
        expect(closed(last)).toBe(true);
        expect(closed(next)).toBe(false);
      })
    );
  });

  test('sessions open before they close, and early means before the usual close', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, day) => {
        const session = sessionOf(calendar, day);
        expect(session !== undefined).toBe(isTradingDay(calendar, day));
        if (!session) return;
        expect(session.open).toBeLessThan(session.close);
        if (session.early) expect(calendar.hours.some(({ close }) => close > session.close)).toBe(true);
      })
    );
  });
});
