import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { rateBetween, seriesInCurrency } from '.';

const [eur, usd, gbp, jpy] = ['EUR', 'USD', 'GBP', 'JPY'].map(currencyCode) as [never, never, never, never];
const rate = (base: typeof eur, quote: typeof eur, values: number[]): RateSeries => ({
  base,
  quote,
  source: 'test',
  days: Int32Array.from(values, (_, at) => 10 + at),
  values: Float64Array.from(values)
});
const rates = [rate(eur, usd, [1.1, 1.2]), rate(eur, gbp, [0.9, 0.8])];

describe('rates between currencies', () => {
  it('reads a series, its inverse and the cross through the common currency', () => {
    expect(rateBetween(eur, usd, rates)?.(10)).toBe(1.1);
    expect(rateBetween(usd, eur, rates)?.(11)).toBeCloseTo(1 / 1.2, 15);
    expect(rateBetween(usd, gbp, rates)?.(11)).toBeCloseTo(0.8 / 1.2, 15);
  });

  it('holds the last fixing and knows nothing before the first', () => {
    expect(rateBetween(eur, usd, rates)?.(400)).toBe(1.2);
    expect(rateBetween(eur, usd, rates)?.(9)).toBeNaN();
    expect(rateBetween(usd, jpy, rates)).toBeUndefined();
  });

  it('leaves out closes before the first fixing', () => {
    const series: PriceSeries = {
      instrument: instrumentId('X'),
      currency: usd,
      adjustment: 'none',
      quoteUnit: 'currency',
      source: 'test',
      revision: 1,
      days: Int32Array.of(9, 10, 11),
      values: Float64Array.of(50, 55, 60)
    };
    const converted = seriesInCurrency(series, eur, rates);
    expect([...(converted?.days ?? [])]).toEqual([10, 11]);
    expect(converted?.values[1]).toBeCloseTo(50, 12);
    expect(seriesInCurrency(series, jpy, rates)).toBeUndefined();
  });
});
