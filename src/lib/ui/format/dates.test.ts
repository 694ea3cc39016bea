import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dayFromNumber, dayFromText, dayText } from '$lib/domain/calendar';
import { date, dateSpan, dayAndMonth, dayFromTyped, monthAndYear, monthName, weekdayDate } from './index';

const day = dayFromText('2026-11-20');

describe('dates', () => {
  it('are written day first, without commas, in English', () => {
    expect(weekdayDate(day)).toBe('Fri 20 Nov 2026');
    expect(date(day)).toBe('20 Nov 2026');
    expect(dayAndMonth(day)).toBe('20 Nov');
    expect(monthAndYear(day)).toBe('Nov 2026');
    expect(monthName(9)).toBe('Sep');
    expect(dateSpan(dayFromText('2026-01-03'), day)).toBe('3 Jan – 20 Nov 2026');
    expect(dateSpan(dayFromText('2025-01-03'), day)).toBe('3 Jan 2025 – 20 Nov 2026');
  });

  it('follow Intl elsewhere', () => {
    expect(date(day, 'de-DE')).toBe('20. Nov. 2026');
  });

  it('are read as people type them', () => {
    const read = (text: string, locale?: string) => {
      const value = dayFromTyped(text, locale);
      return value === undefined ? undefined : dayText(value);
    };
    expect(read('2026-11-20')).toBe('2026-11-20');
    expect(read('Fri 20 Nov 2026')).toBe('2026-11-20');
    expect(read('Nov 20, 2026')).toBe('2026-11-20');
    expect(read('11/20/26')).toBe('2026-11-20');
    expect(read('20.11.2026', 'de-DE')).toBe('2026-11-20');
    expect(read('2026-02-30')).toBeUndefined();
    expect(read('yesterday')).toBeUndefined();
    expect(read('20 13 2026')).toBeUndefined();
  });

  it('read back what was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (value) => {
        const some = dayFromNumber(value);
        expect(dayFromTyped(weekdayDate(some))).toBe(some);
        expect(dayFromTyped(dayText(some))).toBe(some);
      })
    );
  });
});
