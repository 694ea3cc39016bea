import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber, dayFromText } from '$lib/domain/calendar';
import type { ProviderReply, QuestionOf } from '../provider';
import { pricesReading, type BarRow } from './bars-from-rows';
import { splitOfRatio } from './events-from-rows';
import { dayOfSeconds } from './fields';
import { looksLikePage, wordsOf } from './json-reply';
import { quoteUnitOf } from './quote-unit';
import { retryAfterSeconds, statusReading } from './status-reading';
import { dayInZone } from './zoned-day';

const reply = (fields: Partial<ProviderReply>): ProviderReply => ({
  status: 200,
  contentType: '',
  text: '',
  ...fields
});
const question: QuestionOf<'prices'> = {
  kind: 'prices',
  symbol: 'X',
  from: dayFromNumber(100),
  to: dayFromNumber(120)
};
const facts = { adjustment: 'none', quoteUnit: 'currency' } as const;

describe('bars of a reply', () => {
  const figure = fc.oneof(fc.constantFrom(null, undefined, NaN), fc.double({ min: 1, max: 9, noNaN: true }));
  const row = fc.record({ day: fc.integer({ min: 95, max: 125 }), open: figure, close: figure, volume: figure });

  it('ascend, lie in the days asked, have a close each, and hold nothing that no row said', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows: BarRow[]) => {
        const reading = pricesReading(question, rows, facts);
        if (reading.status !== 'answered' || reading.answer.kind !== 'prices') {
          expect(reading).toMatchObject({ status: 'refused', code: 'nothing-in-range' });
          return;
        }
        const { days, close, open } = reading.answer.bars;
        days.forEach((day, at) => {
          expect(day >= 100 && day <= 120 && (at === 0 || day > (days[at - 1] ?? Infinity))).toBe(true);
          const same = rows.filter((one) => one.day === day && Number.isFinite(one.close));
          expect(same.length).toBeGreaterThan(0);
          for (const one of same) expect([one.close, one.open ?? NaN]).toEqual([close[at], open[at]]);
        });
      }),
      { numRuns: 300 }
    );
  });

  it('are the same in whatever order and over however many pages they come', () => {
    const once = fc.uniqueArray(row, { selector: ({ day }) => day, maxLength: 25 });
    fc.assert(
      fc.property(once, fc.integer({ min: 0, max: 25 }), (rows: BarRow[], cut) => {
        const whole = pricesReading(question, rows, facts);
        const next = { url: 'https://example.com' };
        const first = pricesReading(question, rows.slice(cut).reverse(), facts, { next });
        const soFar = first.status === 'answered' ? first.answer : undefined;
        const last = pricesReading(question, rows.slice(0, cut), facts, soFar ? { soFar } : {});
        expect('answer' in last ? last.answer : last.status).toEqual('answer' in whole ? whole.answer : whole.status);
      }),
      { numRuns: 200 }
    );
  });
});

describe('splits from a ratio', () => {
  it('are whole numbers for every usual split', () => {
    const part = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(part, part, (to, from) => {
        // As a source writes it: with six or more significant digits.
        const { numerator, denominator } = splitOfRatio(0, Number((to / from).toPrecision(9)));
        expect([Number.isInteger(numerator), numerator * from]).toEqual([true, denominator * to]);
      })
    );
    expect(splitOfRatio(1, 0.142857)).toEqual({ day: 1, numerator: 1, denominator: 7 });
    expect(splitOfRatio(1, 1e-9)).toEqual({ day: 1, numerator: 1e-9, denominator: 1 });
  });
});

describe('days', () => {
  it('are those of the clock where a moment is told, summer time included', () => {
    const at = (text: string, zone: string) => dayInZone(zone)?.(Date.parse(text) / 1000);
    expect(at('2024-07-01T23:00:00Z', 'Europe/London')).toBe(dayFromText('2024-07-02'));
    expect(at('2024-01-02T00:00:00Z', 'Europe/London')).toBe(dayFromText('2024-01-02'));
    expect(at('2024-01-02T23:00:00Z', 'Australia/Sydney')).toBe(dayFromText('2024-01-03'));
    expect(at('1999-12-31T14:30:00Z', 'America/New_York')).toBe(dayFromText('1999-12-31'));
    expect(dayInZone('Mars/Olympus')).toBeUndefined();
  });

  it('of midnight in New York are those of UTC', () => {
    const newYork = dayInZone('America/New_York');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
        const midnights = [4, 5]
          .map((hour) => day * 86_400 + hour * 3600)
          .filter((at) => newYork?.(at) === day && newYork(at - 1) === day - 1);
        expect(midnights.map(dayOfSeconds)).toEqual([day]);
      })
    );
  });
});

describe('what a source says', () => {
  it('is read by its status', () => {
    const code = (status: number) => {
      const reading = statusReading(reply({ status }), undefined);
      return reading?.status === 'refused' ? reading.code : reading?.status;
    };
    expect([200, 204, 301, 400, 401, 402, 403, 410, 429, 500, 503].map(code)).toEqual([
      undefined,
      undefined,
      'failed',
      'bad-question',
      'key',
      'plan',
      'plan',
      'other',
      'throttled',
      'failed',
      'failed'
    ]);
    expect(statusReading(reply({ status: 503, retryAfter: '5' }), 'busy')).toEqual({
      status: 'throttled',
      text: 'busy',
      seconds: 5
    });
  });

  it('has a time to wait in seconds, or up to a date', () => {
    const date = 'Tue, 02 Jan 2024 12:00:30 GMT';
    expect(retryAfterSeconds(reply({ retryAfter: ' 12 ' }))).toBe(12);
    expect(retryAfterSeconds(reply({ retryAfter: date, receivedAt: Date.UTC(2024, 0, 2, 12) }))).toBe(30);
    expect(retryAfterSeconds(reply({ retryAfter: date, receivedAt: Date.UTC(2024, 0, 3) }))).toBe(0);
    for (const retryAfter of [date, '-1', 'soon', '', '1e9'])
      expect(retryAfterSeconds(reply({ retryAfter }))).toBeUndefined();
  });

  it('is found in the fields that sources use, and not looked for without end', () => {
    expect(wordsOf({ error: { message: ' a \n b ' } })).toBe('a b');
    expect(wordsOf({ error: ['x', 'y'] })).toBe('x');
    expect(wordsOf({ error: true })).toBeUndefined();
    expect(wordsOf(JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)))).toBeUndefined();
    expect(wordsOf('a'.repeat(1000))).toHaveLength(300);
  });

  it('may be a page for people', () => {
    for (const text of ['<!DOCTYPE html><html>', '\n <html lang="en">', '<script>'])
      expect(looksLikePage(reply({ text }))).toBe(true);
    expect(looksLikePage(reply({ text: '{"html":"<html>"}' }))).toBe(false);
  });

  it('names hundredths of a currency in many ways', () => {
    expect(['GBp', 'GBX', 'ZAc', 'ILA'].map(quoteUnitOf)).toEqual([
      { currency: 'GBP', quoteUnit: 'hundredth' },
      { currency: 'GBP', quoteUnit: 'hundredth' },
      { currency: 'ZAR', quoteUnit: 'hundredth' },
      { currency: 'ILS', quoteUnit: 'hundredth' }
    ]);
    expect(quoteUnitOf('GBP')).toEqual({ currency: 'GBP', quoteUnit: 'currency' });
    expect(quoteUnitOf(null)).toEqual({ quoteUnit: 'currency' });
  });
});
