import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  add,
  compare,
  decimal,
  decimalFromInteger,
  decimalFromNumber,
  decimalFromUnits,
  decimalText,
  decimalToNumber,
  divide,
  greatest,
  least,
  multiply,
  negate,
  ONE,
  rounded,
  roundedQuotient,
  scaledBy,
  sign,
  subtract,
  sum,
  ZERO,
  type Rounding
} from '.';

const decimals = fc
  .oneof(
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
    fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }).map((n) => n * 10n ** 16n)
  )
  .map(decimalFromUnits);
const roundings: Rounding[] = ['half-even', 'half-up', 'down', 'up', 'floor', 'ceiling'];

describe('decimal text', () => {
  it('reads plain and exponent notation', () => {
    const readings: [string, string][] = [
      ['12.50', '12.5'],
      ['-0.0', '0'],
      ['+.5', '0.5'],
      ['7.', '7'],
      ['1.5e3', '1500'],
      ['25E-4', '0.0025'],
      ['  3 ', '3'],
      ['1e-18', '0.000000000000000001'],
      ['0.1000000000000000000000', '0.1'],
      ['-.25e1', '-2.5']
    ];
    for (const [text, shortest] of readings) expect(decimalText(decimal(text))).toBe(shortest);
  });

  it('refuses what is no number or has too many digits', () => {
    for (const text of ['', '.', '-', '1,5', '1e', '0x1', 'NaN', 'Infinity', '1 000', '1e-19', '1e999', '--1', '1.2.3'])
      expect(() => decimal(text)).toThrow(RangeError);
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(decimal(decimalText(value))).toBe(value);
      })
    );
  });
});

describe('decimals and floats', () => {
  it('go through the shortest text of the float', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.double({ min: 8.5e9, max: 9.1e9, noNaN: true })),
        (value) => {
          fc.pre(Math.abs(value) >= 0.1);
          expect(decimalFromNumber(value)).toBe(decimal(String(value)));
        }
      ),
      { numRuns: 2000 }
    );
    expect(decimalText(decimalFromNumber(9007199254.740991))).toBe(String(9007199254.740991));
    expect(decimalText(decimalFromNumber(8999999999.000003))).toBe(String(8999999999.000003));
    expect(decimalText(decimalFromNumber(0.1))).toBe('0.1');
    expect(decimalText(decimalFromNumber(0.1 + 0.2))).toBe('0.30000000000000004');
    expect(decimalFromNumber(1e-19)).toBe(ZERO);
    expect(decimalFromNumber(-0)).toBe(ZERO);
  });

  it('come back as the nearest float', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(decimalToNumber(value)).toBe(Number(decimalText(value)));
      })
    );
  });

  it('refuse what has no decimal', () => {
    for (const value of [NaN, Infinity, -Infinity]) expect(() => decimalFromNumber(value)).toThrow(RangeError);
    for (const value of [0.5, 2 ** 53]) expect(() => decimalFromInteger(value)).toThrow(RangeError);
    expect(decimalText(decimalFromInteger(-42))).toBe('-42');
  });
});

describe('arithmetic', () => {
  it('keeps the laws of sums', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(subtract(add(a, b), b)).toBe(a);
        expect(add(a, negate(a))).toBe(ZERO);
        expect(sum([a, b, negate(b)])).toBe(a);
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
        expect([least(a, b), greatest(a, b)]).toEqual(compare(a, b) < 0 ? [a, b] : [b, a]);
        expect(absolute(a)).toBe(sign(a) < 0 ? negate(a) : a);
        expect(multiply(a, ONE)).toBe(a);
      })
    );
  });

  it('rounds a quotient to the neighbour the rule names', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -1000n, max: 1000n }),
        fc.bigInt({ min: -20n, max: 20n }).filter((d) => d !== 0n),
        fc.constantFrom(...roundings),
        (dividend, divisor, rounding) => {
          const exact = Number(dividend) / Number(divisor);
          const nearest = (tie: number) => (Math.abs(exact - Math.trunc(exact)) === 0.5 ? tie : Math.round(exact));
          const away = Math.sign(exact) * Math.ceil(Math.abs(exact));
          const expected = {
            'half-even': nearest(2 * Math.round(exact / 2)),
            'half-up': nearest(away),
            down: Math.trunc(exact),
            up: away,
            floor: Math.floor(exact),
            ceiling: Math.ceil(exact)
          }[rounding];
          expect(Number(roundedQuotient(dividend, divisor, rounding))).toBe(expected + 0);
        }
      ),
      { numRuns: 3000 }
    );
  });

  it('rounds half to even by default', () => {
    const texts = ['0.125', '0.135', '-0.125', '0.1250001', '2.675'].map((t) => decimalText(rounded(decimal(t), 2)));
    expect(texts).toEqual(['0.12', '0.14', '-0.12', '0.13', '2.68']);
    expect(decimalText(divide(decimal('2'), decimal('3')))).toBe('0.666666666666666667');
    expect(decimalText(scaledBy(decimal('10'), 1n, 3n, 'down'))).toBe('3.333333333333333333');
    expect(decimalText(multiply(decimal('0.000000001'), decimal('0.0000000005')))).toBe('0');
    expect(decimalText(multiply(decimal('0.000000001'), decimal('0.0000000015')))).toBe('0.000000000000000002');
  });

  it('refuses division by zero and digits out of range', () => {
    expect(() => divide(ONE, ZERO)).toThrow(RangeError);
    expect(() => scaledBy(ONE, 1n, 0n)).toThrow(RangeError);
    expect(() => roundedQuotient(1n, 0n, 'down')).toThrow(RangeError);
    for (const digits of [-1, 19, 1.5]) expect(() => rounded(ONE, digits)).toThrow(RangeError);
  });
});
