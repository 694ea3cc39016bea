import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsin, isMarketCode } from '.';

describe('an ISIN', () => {
  // Securities as their issuers and exchanges name them.
  it.each([
    'US0378331005',
    'US5949181045',
    'DE0007164600',
    'GB0002634946',
    'IE00B4L5Y983',
    'JP3633400001',
    'CH0038863350'
  ])('%s is whole', (code) => {
    expect(isIsin(code)).toBe(true);
    expect(isIsin(` ${code.toLowerCase()} `)).toBe(true);
  });

  it.each([
    '',
    'AAPL',
    'US037833100',
    'US03783310055',
    '120378331005',
    'US037833100X',
    'US0378331006',
    'US 0378331005'
  ])('"%s" is none', (code) => expect(isIsin(code)).toBe(false));

  it('has exactly one check digit for each body, and a wrong digit anywhere is noticed', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const body = fc
      .tuple(
        fc.constantFrom(...letters),
        fc.constantFrom(...letters),
        fc.string({ unit: fc.constantFrom(...letters, ...'0123456789'), minLength: 9, maxLength: 9 })
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(body, fc.nat(8), fc.integer({ min: 1, max: 9 }), (text, place, by) => {
        const whole = [...'0123456789'].map((digit) => text + digit).filter(isIsin);
        expect(whole).toHaveLength(1);
        const [code = ''] = whole;
        const at = 2 + place;
        const digit = Number(code[at]);
        if (Number.isNaN(digit)) return;
        expect(isIsin(code.slice(0, at) + String((digit + by) % 10) + code.slice(at + 1))).toBe(false);
      })
    );
  });
});

describe('a market code', () => {
  it('is told from a name and from what sources write in its place', () => {
    for (const code of ['XNAS', 'XETR', 'ARCX', 'BATS', 'XLON', 'FRAB', 'OTCM']) expect(isMarketCode(code)).toBe(true);
    for (const text of ['', 'NASDAQ', 'NMS', 'xnas', 'New York', 'US', '0XET', 'XN S'])
      expect(isMarketCode(text)).toBe(false);
  });
});
