import { afterEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decimal, decimalFromUnits, decimalText } from '$lib/domain/money';
import {
  axisMoney,
  exactMoney,
  money,
  moneyParts,
  percent,
  plainNumber,
  points,
  price,
  privacy,
  quantity,
  ratio,
  decimalFromTyped
} from './index';

describe('money', () => {
  it('stands without cents in tables, with a sign on changes only', () => {
    expect(money(1285181.49, 'USD')).toBe('$1,285,181');
    expect(money(3002, 'USD', { sign: 'change' })).toBe('+$3,002');
    expect(money(-207.4, 'USD', { sign: 'change' })).toBe('−$207');
    expect(money(-207.4, 'USD')).toBe('−$207');
  });

  it('has no sign when it rounds to zero', () => {
    expect(money(0.3, 'USD', { sign: 'change' })).toBe('$0');
    expect(money(-0.3, 'USD')).toBe('$0');
    expect(percent(-0.0004, { sign: 'change' })).toBe('0.0%');
  });

  it('is exact past the reach of floats', () => {
    expect(exactMoney(decimal('90071992547409931.07'), 'USD')).toBe('$90,071,992,547,409,931.07');
    expect(exactMoney(decimal('-1234.005'), 'USD')).toBe('−$1,234.00');
    expect(exactMoney(decimal('2914'), 'JPY')).toBe('¥2,914');
  });

  it('splits the headline at the cents', () => {
    expect(moneyParts(decimal('1285181.49'), 'USD')).toEqual({ whole: '$1,285,181', cents: '.49' });
    expect(moneyParts(decimal('1285181.49'), 'EUR', { locale: 'de-DE' })).toEqual({
      whole: '1.285.181',
      cents: ',49\u00a0€'
    });
    expect(moneyParts(decimal('2914'), 'JPY')).toEqual({ whole: '¥2,914', cents: '' });
  });

  it('is short on an axis', () => {
    expect(axisMoney(1_200_000, 'USD')).toBe('$1.2M');
    expect(axisMoney(300_000, 'USD')).toBe('$300k');
    expect(axisMoney(-5_000, 'EUR')).toBe('−€5k');
  });

  it('shows crypto by its ticker and quotes small prices with more digits', () => {
    expect(exactMoney(decimal('0.5'), 'USDT')).toContain('USDT');
    expect(price(842.6, 'EUR')).toBe('842.60');
    expect(price(decimal('0.01234'), 'USD')).toBe('0.01234');
    expect(price(2914, 'JPY')).toBe('2,914');
  });
});

describe('other figures', () => {
  it('writes percents, points, ratios and quantities', () => {
    expect(percent(0.113)).toBe('11.3%');
    expect(percent(-0.0021, { digits: 2, sign: 'change' })).toBe('−0.21%');
    expect(points(0.014)).toBe('+1.4 pts');
    expect(ratio(0.63)).toBe('0.63');
    expect(quantity(decimal('1693.5'))).toBe('1,693.5');
  });

  it('shows a dash for what is missing', () => {
    expect(percent(Number.NaN)).toBe('–');
    expect(money(undefined, 'USD')).toBe('–');
    expect(points(null)).toBe('–');
  });
});

describe('hidden amounts', () => {
  afterEach(() => {
    privacy.hidden = false;
  });

  it('become dots of the same length while percents stay', () => {
    privacy.hidden = true;
    expect(money(1285181, 'USD')).toBe('$•••••••••');
    expect(percent(0.113)).toBe('11.3%');
  });
});

describe('typed numbers', () => {
  const text = (typed: string, locale?: string) => {
    const value = decimalFromTyped(typed, locale);
    return value === undefined ? undefined : decimalText(value);
  };

  it('are read with signs, groups and suffixes', () => {
    expect(text('$20,000')).toBe('20000');
    expect(text('11.2%')).toBe('11.2');
    expect(text('1.285,50 €', 'de-DE')).toBe('1285.5');
    expect(text('−$300k')).toBe('-300000');
    expect(text('(12.50)')).toBe('-12.5');
    expect(text('1.2M')).toBe('1200000');
    expect(text('.5')).toBe('0.5');
  });

  it('are refused when they are no number', () => {
    for (const typed of ['', 'abc', '1,2,3', '1.2.3', '12-3', '-', '.']) expect(text(typed)).toBeUndefined();
  });

  it('read back what the formatter wrote', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'sv-SE', 'en-IN'),
        (units, locale) => {
          const value = decimalFromUnits(units);
          expect(decimalFromTyped(plainNumber(value, { locale, digits: 18 }), locale)).toBe(value);
        }
      )
    );
  });
});
