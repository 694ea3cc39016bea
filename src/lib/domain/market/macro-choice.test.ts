import { expect, test } from 'vitest';
import { currencyCode } from '../money';
import { cashRateSeries, consumerPriceSeries } from './macro-choice';

const prices = { topic: 'consumer-prices', unit: 'index' } as const;
const rate = { topic: 'yield', unit: 'fraction' } as const;
const titles = (list: readonly { title: string }[]): string[] => list.map(({ title }) => title);

test('consumer prices: levels alone, those of the currency first', () => {
  const kept = [
    { ...prices, title: 'a', area: 'US' },
    { ...prices, title: 'b', area: 'EUR' },
    { ...prices, title: 'c', area: 'GB' },
    { ...prices, title: 'd', area: 'GB', unit: 'fraction' },
    { ...prices, title: 'e', topic: 'output' }
  ] as const;
  expect(titles(consumerPriceSeries(kept, currencyCode('GBP')))).toEqual(['c', 'a', 'b']);
  expect(titles(consumerPriceSeries(kept, currencyCode('EUR')))).toEqual(['b', 'a', 'c']);
});

test('rates of cash: policy rates and yields of a year at most', () => {
  const kept = [
    { ...rate, title: 'ten years', area: 'US', months: 120 },
    { ...rate, title: 'no term', area: 'US' },
    { ...rate, title: 'three months', area: 'US', months: 3 },
    { ...rate, title: 'policy', area: 'EUR', topic: 'policy-rate' },
    { ...rate, title: 'level', area: 'EUR', topic: 'policy-rate', unit: 'index' }
  ] as const;
  expect(titles(cashRateSeries(kept, currencyCode('EUR')))).toEqual(['policy', 'three months']);
});
