import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  allCurrencies,
  currencyCode,
  currencyFromCode,
  decimal,
  decimalFromUnits,
  decimalText,
  minorUnits,
  money,
  negateMoney,
  rounded,
  roundedParts,
  roundedToMinorUnit,
  subtractMoney,
  sum
} from '.';

const usd = currencyCode('USD');
const eur = currencyCode('EUR');

describe('currencies', () => {
  it('have the digits of ISO 4217 and of their networks', () => {
    const digits = {
      USD: 2,
      EUR: 2,
      JPY: 0,
      KRW: 0,
      CLP: 0,
      KWD: 3,
      TND: 3,
      CLF: 4,
      XCG: 2,
      ITL: 0,
      DEM: 2,
      BTC: 8,
      ETH: 18,
      XLM: 7,
      DOT: 10
    };
    for (const [code, expected] of Object.entries(digits))
      expect([code, minorUnits(currencyCode(code))]).toEqual([code, expected]);
  });

  it('are found in any case and refused when unknown', () => {
    expect(currencyFromCode(' usd ')).toEqual({ code: 'USD', minorUnits: 2, kind: 'fiat' });
    expect(currencyFromCode('XYZ')).toBeUndefined();
    expect(currencyFromCode('constructor')).toBeUndefined();
    expect(() => currencyCode('EURO')).toThrow(RangeError);
  });

  it('are listed once, fiat first, by code', () => {
    const all = allCurrencies();
    const codes = all.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const isCrypto = all.map(({ kind }) => kind === 'crypto');
    expect(isCrypto.indexOf(true)).toBe(isCrypto.lastIndexOf(false) + 1);
    const fiat = codes.slice(0, isCrypto.indexOf(true));
    expect(fiat).toEqual([...fiat].sort());
    expect(codes.every((code) => /^[A-Z]{3,5}$/.test(code))).toBe(true);
  });
});

describe('money', () => {
  it('adds within one currency only', () => {
    const a = money(decimal('1.50'), usd);
    expect(addMoney(a, negateMoney(a)).amount).toBe(0n);
    expect(subtractMoney(a, money(decimal('2'), usd))).toEqual(money(decimal('-0.5'), usd));
    expect(() => addMoney(a, money(decimal('1'), eur))).toThrow(new TypeError('cannot combine USD with EUR'));
  });

  it('rounds to the minor unit', () => {
    const shown = (text: string, code: string) =>
      decimalText(roundedToMinorUnit(money(decimal(text), currencyCode(code))).amount);
    expect([shown('1.005', 'USD'), shown('2.5', 'JPY'), shown('3.5', 'JPY'), shown('1.0005', 'KWD')]).toEqual([
      '1',
      '2',
      '4',
      '1'
    ]);
  });
});

describe('rounded parts', () => {
  it('add up to the rounded total, none further than one step from its own value', () => {
    const part = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }).map(decimalFromUnits);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 0, max: 18 }), (parts, digits) => {
        const shares = roundedParts(parts, digits);
        expect(sum(shares)).toBe(rounded(sum(parts), digits));
        const step = 10n ** BigInt(18 - digits);
        shares.forEach((share, index) => {
          expect(share % step).toBe(0n);
          const off = share - (parts[index] ?? 0n);
          expect(off < step && off > -step).toBe(true);
        });
      })
    );
  });

  it('give the missing cent to the largest remainder, the earlier one of equals', () => {
    const shares = (...texts: string[]) => roundedParts(texts.map(decimal), 2).map(decimalText);
    expect(shares('33.334', '33.333', '33.333')).toEqual(['33.34', '33.33', '33.33']);
    expect(shares('0.005', '0.005', '0.01')).toEqual(['0.01', '0', '0.01']);
    expect(shares('-0.005', '-0.005')).toEqual(['0', '-0.01']);
    expect(shares()).toEqual([]);
    expect(() => roundedParts([decimal('1')], 19)).toThrow(RangeError);
  });
});
