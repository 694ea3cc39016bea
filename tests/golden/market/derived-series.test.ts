import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { realSeries, rolledBars, totalReturnSeries, type PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';

interface Rolled extends Record<'open' | 'high' | 'low' | 'close' | 'volume' | 'count', number[]> {
  start: string[];
}

interface Golden {
  tolerance: { rel: number };
  closes: { days: string[]; values: number[] };
  split: { day: string; numerator: number; denominator: number };
  dividends: { day: string; amount: number }[];
  totalReturn: number[];
  consumerPrices: { days: string[]; values: number[] };
  real: { baseDay: string; days: string[]; values: number[] };
  bars: Record<'open' | 'high' | 'low' | 'volume', number[]>;
  week: Rolled;
  month: Rolled;
  shiller: {
    tolerance: { rel: number };
    days: string[];
    closes: number[];
    consumerPrices: number[];
    realCloses: number[];
  };
}

const golden = JSON.parse(readFileSync(new URL('derived-series.json', import.meta.url), 'utf8')) as Golden;
const dollar = currencyCode('USD');
const daysOf = (texts: readonly string[]) => Int32Array.from(texts, dayFromText);
const seriesOf = (days: readonly string[], values: readonly number[]): PriceSeries => ({
  ...{ instrument: instrumentId('A'), currency: dollar, adjustment: 'none', quoteUnit: 'currency', source: 'golden' },
  ...{ revision: 1, days: daysOf(days), values: Float64Array.from(values) }
});

function expectClose(found: ArrayLike<number>, wanted: readonly number[], tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, at) =>
    expect(Math.abs((found[at] ?? NaN) - value)).toBeLessThanOrEqual(tolerance * Math.abs(value))
  );
}

test('total return as a holder who reinvests has it', () => {
  const split = { ...golden.split, day: dayFromText(golden.split.day) };
  const dividends = golden.dividends.map(({ day, amount }) => ({ day: dayFromText(day), amount, currency: dollar }));
  const { series, skipped } = totalReturnSeries(seriesOf(golden.closes.days, golden.closes.values), dividends, [split]);
  expect(skipped).toEqual([]);
  expectClose(series.values, golden.totalReturn, golden.tolerance.rel);
});

test('real closes on a straight price level', () => {
  const level = {
    days: daysOf(golden.consumerPrices.days),
    values: Float64Array.from(golden.consumerPrices.values)
  };
  const found = realSeries(seriesOf(golden.closes.days, golden.closes.values), level, dayFromText(golden.real.baseDay));
  expect(found.days).toEqual(daysOf(golden.real.days));
  expectClose(found.values, golden.real.values, golden.tolerance.rel);
});

test('real closes of the S&P composite as they were published', () => {
  const { days, closes, consumerPrices, realCloses, tolerance } = golden.shiller;
  const level = { days: daysOf(days), values: Float64Array.from(consumerPrices) };
  const found = realSeries(seriesOf(days, closes), level, dayFromText(days.at(-1) ?? ''));
  expectClose(found.values, realCloses, tolerance.rel);
});

test.each(['week', 'month'] as const)('bars rolled up to a %s', (span) => {
  const { days, values } = golden.closes;
  const columns = Object.fromEntries(
    Object.entries(golden.bars).map(([name, column]) => [name, Float64Array.from(column)])
  );
  const found = rolledBars({ days: daysOf(days), close: Float64Array.from(values), ...columns }, span);
  const { start, ...wanted } = golden[span];
  expect(found.start).toEqual(daysOf(start));
  for (const [name, column] of Object.entries(wanted))
    expect([name, Array.from(found[name as keyof typeof wanted])]).toEqual([name, column]);
});
