import { describe, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimalText } from '$lib/domain/money';
import type { DateOrder, DecimalMark } from '$lib/domain/statements';
import { writtenCurrency } from './currencies';
import { orderEvidence, writtenDate } from './dates';
import { cellDecimal, decimalMarkOf, evidentMark } from './numbers';

const number = (text: string, mark: DecimalMark): string | undefined => {
  const value = cellDecimal(text, mark);
  return value === undefined ? undefined : decimalText(value);
};
const day = (text: string, order: DateOrder): string | undefined => {
  const found = writtenDate(text, order);
  return found && dayText(found.day);
};

describe('numbers', () => {
  test.each([
    ['1234.5', '.', '1234.5'],
    ['1,234.50', '.', '1234.5'],
    ['1.234,50', ',', '1234.5'],
    ['1 234,50', ',', '1234.5'],
    ['1\u00a0234,50 €', ',', '1234.5'],
    ["1'234.50", '.', '1234.5'],
    ['$1,978.90', '.', '1978.9'],
    ['-$3,320.10', '.', '-3320.1'],
    ['(25.00)', '.', '-25'],
    ['($1,000)', '.', '-1000'],
    ['12.50-', '.', '-12.5'],
    ['+7', '.', '7'],
    ['1,234', '.', '1234'],
    ['1,234', ',', '1.234'],
    ['0,76672417', '.', '0.76672417'],
    ['-24.999996', ',', '-24.999996'],
    ['1e-7', '.', '0.0000001'],
    ['3102.3217898325970226955', '.', '3102.321789832597022695'],
    ['12,34,567.5', '.', '1234567.5']
  ] as const)('%s with %s is %s', (text, mark, expected) => {
    expect(number(text, mark)).toBe(expected);
  });

  test.each(['abc', '1.2.3', '1,23,4', '--5', '<invalid>', 'NaN', '12 apples', ''])('%s is no number', (text) => {
    expect(number(text, '.')).toBeUndefined();
  });

  test('the mark of a column follows from values that can be read in one way', () => {
    expect(evidentMark('1,234')).toBeUndefined();
    expect(decimalMarkOf(['1,234', '2,5'], '.')).toBe(',');
    expect(decimalMarkOf(['1.234', '1.234,5'], '.')).toBe(',');
    expect(decimalMarkOf(['1,234', '1,234,567'], undefined)).toBe('.');
    expect(decimalMarkOf(['1,234'], undefined)).toBeUndefined();
  });
});

describe('dates', () => {
  test.each([
    ['2024-02-29', 'ymd', '2024-02-29'],
    ['2024/2/9', 'ymd', '2024-02-09'],
    ['20240209', 'ymd', '2024-02-09'],
    ['20230403;095853', 'ymd', '2023-04-03'],
    ['09.02.2024', 'mdy', '2024-02-09'],
    ['03/04/2024', 'dmy', '2024-04-03'],
    ['03/04/2024', 'mdy', '2024-03-04'],
    ['25/12/2024', 'mdy', '2024-12-25'],
    ['12/25/24', 'dmy', '2024-12-25'],
    ['05/06/2025 as of 05/05/2025', 'mdy', '2025-05-06'],
    ['2004-01-09 00:00:00+00:00', 'ymd', '2004-01-09'],
    ['2024-08-02T23:30:00.001Z', 'ymd', '2024-08-02'],
    ['Jan 1 2000', 'ymd', '2000-01-01'],
    ['15-Mär-24', 'dmy', '2024-03-15'],
    ['Wed, Dec 4, 2024', 'dmy', '2024-12-04'],
    ['2 octobre 2023', 'dmy', '2023-10-02']
  ] as const)('%s in %s is %s', (text, order, expected) => {
    expect(day(text, order)).toBe(expected);
  });

  test.each(['not-a-date', '2024-02-30', '192607', '31/31/2024', '12345', '10:30', ''])('%s is no date', (text) => {
    expect(day(text, 'dmy')).toBeUndefined();
  });

  test('the time of day is kept for the order of rows', () => {
    expect(writtenDate('2024-01-02 2:30:05 PM', 'ymd')?.seconds).toBe(14 * 3600 + 30 * 60 + 5);
    expect(writtenDate('20230403;095853', 'ymd')?.seconds).toBe(9 * 3600 + 58 * 60 + 53);
    expect(writtenDate('2024-01-02', 'ymd')?.seconds).toBeUndefined();
  });

  test('dates that can be read in one order only are evidence', () => {
    expect(orderEvidence(['13/01/2024', '02/03/2024'])).toEqual({
      dayFirst: 1,
      monthFirst: 0,
      ambiguous: '02/03/2024'
    });
    expect(orderEvidence(['02/02/2024'])).toEqual({ dayFirst: 0, monthFirst: 0 });
  });
});

test('currencies by code, sign and hundredths', () => {
  expect(writtenCurrency('eur')).toEqual({ code: 'EUR', hundredths: false });
  expect(writtenCurrency('€')?.code).toBe('EUR');
  expect(writtenCurrency('GBX')).toEqual({ code: 'GBP', hundredths: true });
  expect(writtenCurrency('GBp')).toEqual({ code: 'GBP', hundredths: true });
  expect(writtenCurrency('GBP')).toEqual({ code: 'GBP', hundredths: false });
  expect(writtenCurrency('<invalid>')).toBeUndefined();
});
