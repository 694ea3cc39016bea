import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { rateShown } from '$lib/quant/returns';
import { mean, standardDeviation } from '$lib/math/stats';
import { privateEquityMeasures, smoothingOf, unsmoothedReturns } from '.';

const flow = (day: string, amount: number) => ({ day: dayFromText(day), amount });

describe('a private fund', () => {
  // pe2insight.com, "Understanding Private Equity Fund Multiples", a simple example: exact.
  test('multiples', () => {
    const measures = privateEquityMeasures({
      contributions: [flow('2020-01-01', 60), flow('2021-01-01', 40)],
      distributions: [flow('2022-06-30', 50)],
      residualValue: 150,
      asOf: dayFromText('2024-12-31'),
      commitment: 120
    });
    expect([measures.paidIn, measures.dpi, measures.rvpi, measures.tvpi]).toEqual([100, 0.5, 1.5, 2]);
    expect([measures.unfunded, measures.paidInShare]).toEqual([20, 100 / 120]);
  });

  test('an internal rate in closed form', () => {
    const { internalRates, tvpi } = privateEquityMeasures({
      contributions: [flow('2022-01-01', 100_000)],
      distributions: [],
      residualValue: 150_000,
      asOf: dayFromText('2024-01-01')
    });
    expect(rateShown(internalRates)).toBeCloseTo(Math.sqrt(1.5) - 1, 10);
    expect(tvpi).toBe(1.5);
  });

  test('nothing paid in, flows of another day, amounts of the wrong sign', () => {
    const asOf = dayFromText('2022-01-01');
    const empty = { contributions: [flow('2022-01-02', 5)], distributions: [], residualValue: 0, asOf, commitment: 10 };
    expect(privateEquityMeasures(empty)).toMatchObject({ paidIn: 0, dpi: NaN, tvpi: NaN, unfunded: 10 });
    expect(() => privateEquityMeasures({ ...empty, contributions: [flow('2021-01-01', -5)] })).toThrow(RangeError);
    expect(() => privateEquityMeasures({ ...empty, residualValue: NaN })).toThrow(RangeError);
  });
});

const returns = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 3, maxLength: 60 });

describe('unsmoothed returns', () => {
  test('undo the smoothing they assume', () => {
    fc.assert(
      fc.property(returns, fc.double({ min: 0, max: 0.9, noNaN: true }), (truth, smoothing) => {
        const observed: number[] = [];
        truth.forEach((each, t) =>
          observed.push(t === 0 ? each : (1 - smoothing) * each + smoothing * (observed[t - 1] ?? 0))
        );
        const found = unsmoothedReturns(observed, smoothing).returns;
        found.forEach((each, t) => expect(each).toBeCloseTo(truth[t + 1] ?? NaN, 10));
      })
    );
  });

  test('without smoothing are the returns after the first; smoothing is an autocorrelation', () => {
    fc.assert(
      fc.property(returns, (observed) => {
        unsmoothedReturns(observed, 0).returns.forEach((each, t) =>
          expect(each).toBeCloseTo(observed[t + 1] ?? NaN, 15)
        );
        const smoothing = smoothingOf(observed);
        expect(smoothing >= 0 && smoothing < 1).toBe(true);
        const scaled = observed.map((each) => 3 * each + 0.01);
        if (standardDeviation(observed) > 1e-3) expect(smoothingOf(scaled)).toBeCloseTo(smoothing, 6);
      })
    );
    expect(() => unsmoothedReturns([0.1], 1)).toThrow(RangeError);
  });

  test('keep the mean and raise the deviation of a slow series', () => {
    const truth = Array.from({ length: 400 }, (_, t) => 0.02 + 0.05 * Math.sin(t * t));
    const observed: number[] = [];
    truth.forEach((each, t) => observed.push(t === 0 ? each : 0.4 * each + 0.6 * (observed[t - 1] ?? 0)));
    const { returns: found, smoothing } = unsmoothedReturns(observed);
    expect(smoothing).toBeGreaterThan(0.3);
    expect(mean(found)).toBeCloseTo(mean(observed), 3);
    expect(standardDeviation(found)).toBeGreaterThan(1.3 * standardDeviation(observed));
  });
});
