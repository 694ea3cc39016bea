import { expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { RateSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import type { AlignedReturns } from '$lib/quant/moments';
import { currencySplit, riskContributions } from '$lib/quant/risk';
import { heldColumns } from './held-columns';

const [usd, eur, gbp] = [currencyCode('USD'), currencyCode('EUR'), currencyCode('GBP')];
const [home, abroad, gone] = ['home', 'abroad', 'gone'].map(instrumentId) as [
  ReturnType<typeof instrumentId>,
  ReturnType<typeof instrumentId>,
  ReturnType<typeof instrumentId>
];
const rows = 60;
const days = Int32Array.from({ length: rows }, (_, t) => 18_001 + t);
const rate = Float64Array.from({ length: rows + 1 }, (_, t) => 1.1 * Math.exp(0.004 * Math.sin(1.7 * t)));
const rates = [
  { base: eur, quote: usd, days: Int32Array.from([18_000, ...days]), values: rate }
] as unknown as RateSeries[];
const values = Float64Array.from({ length: 2 * rows }, (_, at) => 0.01 * Math.sin(0.9 * at));
const returns = {
  status: 'ok',
  values,
  rows,
  columns: 2,
  instruments: [home, abroad],
  days,
  firstDay: 18_000,
  lastDay: 18_000 + rows
} as unknown as AlignedReturns;

test('cash abroad moves with its rate, cash at home not at all, and what is not measured is told', () => {
  const held = {
    base: usd,
    weights: [
      { instrument: home, weight: 0.4 },
      { instrument: abroad, weight: 0.3 },
      { instrument: gone, weight: 0.08 }
    ],
    cash: [
      { currency: usd, weight: 0.1 },
      { currency: eur, weight: 0.07 },
      { currency: gbp, weight: 0.05 }
    ]
  };
  const currencyOf = new Map([
    [home, usd],
    [abroad, eur]
  ]);
  const found = heldColumns(returns, held, currencyOf, rates);
  expect(found.columns.map(({ instrument, currency }) => instrument ?? currency)).toEqual(['home', 'abroad', 'EUR']);
  // No rate joins pounds to dollars, and one holding has no returns.
  expect(found.withoutRate).toEqual([gbp]);
  expect(found.unmeasured).toBeCloseTo(0.13, 12);
  const cash = Array.from({ length: rows }, (_, t) => found.sample.returns.values[3 * t + 2] ?? NaN);
  cash.forEach((value, t) => expect(value).toBeCloseTo((rate[t + 1] ?? NaN) / (rate[t] ?? NaN) - 1, 14));
  expect(found.rateReturns.values.filter((_, at) => at % 3 === 0).every((one) => one === 0)).toBe(true);

  // Cash abroad has no price of its own: all that it adds is its rate's.
  const split = riskContributions(currencySplit(found.sample, found.rateReturns), {
    method: 'normal',
    measure: 'value-at-risk',
    confidence: 0.95
  });
  expect(Math.abs(split.component[2] ?? NaN)).toBeLessThan(1e-16);
  expect(Math.abs(split.component[3] ?? NaN)).toBe(0);
  expect(split.component.reduce((sum, one) => sum + one, 0)).toBeCloseTo(split.total, 12);
});
