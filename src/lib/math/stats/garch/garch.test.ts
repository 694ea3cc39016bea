import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { garchFit, garchStandardErrors, garchVarianceAhead, garchVariances, type GarchFit } from './index';

/** Returns whose falls raise the variance more than rises. */
function returns(rows: number, seed: number): Float64Array {
  const random = randomStream(seed);
  let variance = 1;
  return Float64Array.from({ length: rows }, () => {
    const value = Math.sqrt(variance) * random.normal();
    variance = 0.05 + (value < 0 ? 0.15 : 0.03) * value * value + 0.85 * variance;
    return value;
  });
}
const series = returns(1_500, 1);

describe('volatility models', () => {
  test.each(['garch', 'gjr', 'egarch'] as const)('%s: another unit changes units alone', (model) => {
    const plain = garchFit(series, { model, mean: 'zero' });
    const percent = garchFit(
      series.map((value) => value / 100),
      { model, mean: 'zero' }
    );
    expect(percent.alpha).toBeCloseTo(plain.alpha, 5);
    expect(percent.gamma).toBeCloseTo(plain.gamma, 5);
    expect(percent.beta).toBeCloseTo(plain.beta, 5);
    expect((percent.next * 1e4) / plain.next).toBeCloseTo(1, 5);
    expect(percent.logLikelihood).toBeCloseTo(plain.logLikelihood + series.length * Math.log(100), 4);
  });

  test('a wider model never has a lower likelihood', () => {
    for (const seed of [2, 3, 4]) {
      const sample = returns(600, seed);
      const plain = garchFit(sample);
      const asymmetric = garchFit(sample, { model: 'gjr' });
      const heavy = garchFit(sample, { model: 'gjr', innovations: 'student' });
      expect(asymmetric.logLikelihood).toBeGreaterThan(plain.logLikelihood - 1e-6);
      // Student's t comes within a thousandth of the normal law as its degrees grow.
      expect(heavy.logLikelihood).toBeGreaterThan(asymmetric.logLikelihood - 0.05);
    }
  });

  test('forecasts of garch and gjr go to the long-run variance', () => {
    for (const model of ['garch', 'gjr'] as const) {
      const fit = garchFit(series, { model });
      const longRun = fit.omega / (1 - fit.alpha - fit.gamma / 2 - fit.beta);
      const ahead = garchVariances(fit, 2_000);
      expect(ahead[0]).toBe(fit.next);
      expect((ahead[1_999] ?? NaN) / longRun).toBeCloseTo(1, 6);
      expect(garchVarianceAhead(fit, 1)).toBe(fit.next);
    }
  });

  test('forecasts of egarch are the mean of simulated variances', () => {
    const fit: GarchFit = {
      ...garchFit(series, { model: 'egarch' }),
      omega: 0.01,
      alpha: 0.25,
      gamma: -0.15,
      beta: 0.9,
      next: 2
    };
    const ahead = garchVariances(fit, 6);
    const random = randomStream(5);
    const totals = new Float64Array(6);
    const paths = 100_000;
    for (let path = 0; path < paths; path++) {
      let level = Math.log(2);
      for (let t = 0; t < 6; t++) {
        totals[t] = (totals[t] ?? NaN) + Math.exp(level) / paths;
        const z = random.normal();
        level = 0.01 + 0.25 * (Math.abs(z) - Math.sqrt(2 / Math.PI)) - 0.15 * z + 0.9 * level;
      }
    }
    // A thousandth or so is the standard error of these means.
    for (const [t, value] of totals.entries()) expect((ahead[t] ?? NaN) / value).toBeCloseTo(1, 2);
    expect([...garchVariances({ ...fit, innovations: 'student' }, 2)]).toEqual([2, Infinity]);
  });

  test('standard errors shrink with the root of the length', () => {
    const ratio = (rows: number): number => {
      const sample = returns(rows, 6);
      const { hessian, names } = garchStandardErrors(sample, garchFit(sample));
      expect(names).toEqual(['mean', 'omega', 'alpha', 'beta']);
      return hessian[0] ?? NaN;
    };
    expect(ratio(1_000) / ratio(4_000)).toBeGreaterThan(1.6);
    expect(ratio(1_000) / ratio(4_000)).toBeLessThan(2.4);
  });

  test('refuses what it cannot answer', () => {
    expect(() => garchFit(series.slice(0, 9))).toThrow(RangeError);
    expect(() => garchFit(new Float64Array(50))).toThrow(RangeError);
    expect(() => garchFit(series.map((value, t) => (t === 7 ? NaN : value)))).toThrow(RangeError);
    expect(() => garchVariances(garchFit(series), 0)).toThrow(RangeError);
  });
});
