import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromDay,
  dayFromCivil,
  dayFromNumber,
  dayFromText,
  dayText,
  daysInMonth,
  namedPeriod,
  periodNames,
  plusDays,
  plusMonths,
  weekday,
  yearFraction,
  type DayCount
} from '.';

const days = fc.integer({ min: -719_162, max: 2_932_896 }).map(dayFromNumber);

describe('days', () => {
  it('count as the calendar of the platform does, from year 1 to 9999', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 86_400_000);
        expect(dayText(day)).toBe(date.toISOString().slice(0, 10));
        expect(weekday(day)).toBe(date.getUTCDay() || 7);
        expect(dayFromText(dayText(day))).toBe(day);
        const { year, month, day: ofMonth } = civilFromDay(day);
        expect(dayFromCivil(year, month, ofMonth)).toBe(day);
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate());
      }),
      { numRuns: 2000 }
    );
    expect([dayFromText('1970-01-01'), dayFromText('2000-03-01'), dayFromText('1969-12-31')]).toEqual([0, 11_017, -1]);
  });

  it('refuse dates the calendar has not', () => {
    for (const text of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '2024-1-1',
      '20240101',
      '2024-01-01T00:00',
      ''
    ])
      expect(() => dayFromText(text)).toThrow(RangeError);
    for (const [y, m, d] of [
      [2024, 1.5, 1],
      [2024, 1, 1.5],
      [2024.5, 1, 1],
      [2024, NaN, 1]
    ] as const)
      expect(() => dayFromCivil(y, m, d)).toThrow(RangeError);
    expect(() => dayFromNumber(0.5)).toThrow(RangeError);
    expect(() => plusDays(dayFromNumber(0), NaN)).toThrow(RangeError);
    expect(dayText(dayFromText('2000-02-29'))).toBe('2000-02-29');
    expect(() => dayFromText('1900-02-29')).toThrow(RangeError);
  });

  it('shift by months and stop at the end of the month', () => {
    const shifted = (text: string, months: number) => dayText(plusMonths(dayFromText(text), months));
    expect(shifted('2024-01-31', 1)).toBe('2024-02-29');
    expect(shifted('2024-03-31', -1)).toBe('2024-02-29');
    expect(shifted('2024-02-29', 12)).toBe('2025-02-28');
    expect(shifted('2024-01-15', -13)).toBe('2022-12-15');
    expect(shifted('2024-12-31', 0)).toBe('2024-12-31');
  });
});

describe('periods', () => {
  it('count back from their last day and never before the first of the record', () => {
    const end = dayFromText('2024-03-31');
    const first = dayFromText('2020-06-15');
    const starts = periodNames.map((name) => dayText(namedPeriod(name, end, first).start));
    expect(starts).toEqual([
      '2024-03-30',
      '2024-02-29',
      '2023-12-31',
      '2023-12-31',
      '2023-03-31',
      '2021-03-31',
      '2020-06-15',
      '2020-06-15'
    ]);
    expect(periodNames.every((name) => namedPeriod(name, end, first).end === end)).toBe(true);
  });
});

describe('day counts', () => {
  const fraction = (from: string, to: string, convention?: DayCount) =>
    yearFraction(dayFromText(from), dayFromText(to), convention);

  it('count actual days over 365 by default', () => {
    expect(fraction('2024-01-01', '2025-01-01')).toBe(366 / 365);
    expect(fraction('2025-01-01', '2024-01-01')).toBe(-366 / 365);
  });

  // ISDA, "30/360 day count conventions" (2008): rows of its table of examples.
  it('count months of thirty days', () => {
    expect(fraction('2006-08-31', '2007-02-28', '30/360 ISDA') * 360).toBeCloseTo(178, 9);
    expect(fraction('2007-02-28', '2007-08-31', '30/360 ISDA') * 360).toBeCloseTo(183, 9);
    expect(fraction('2007-02-28', '2007-08-31', '30E/360') * 360).toBeCloseTo(182, 9);
  });

  const shared = process.env['SEXTANT_SHARED'];
  const path = shared && join(shared, 'golden', 'fixed-income', 'daycount-30-360.json');
  const known: Record<string, DayCount> = { '30/360 BondBasis': '30/360 ISDA', '30/360 EurobondBasis': '30E/360' };
  interface Row {
    readonly inputs: { readonly convention: string; readonly start: string; readonly end: string };
    readonly expected: { readonly days: number };
  }
  const rows = path && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { cases: Row[] }).cases : [];
  if (rows.length === 0) console.log('skipped without SEXTANT_SHARED: 39 rows of daycount-30-360');

  it.skipIf(rows.length === 0)('agree with the workbook of ISDA (39 rows, to the day)', () => {
    const ours = rows.filter(({ inputs }) => inputs.convention in known);
    expect(ours).toHaveLength(39);
    for (const { inputs, expected } of ours)
      expect(Math.round(fraction(inputs.start, inputs.end, known[inputs.convention]) * 360)).toBe(expected.days);
  });
});
