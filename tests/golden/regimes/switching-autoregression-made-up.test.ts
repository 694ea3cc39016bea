import { describe, expect, test } from 'vitest';
import { switchingAutoregression } from '$lib/math/stats';
import golden from './switching-autoregression-made-up.json';

const { shared, tolerance } = golden;

describe(`${golden.title} (${golden.source.work})`, () => {
  test.each(golden.cases)('$id', ({ inputs, expected }) => {
    const fit = switchingAutoregression(shared.series, inputs);
    expect(fit.status).toBe('converged');
    expect(fit.logLikelihood - expected.logLikelihood).toBeGreaterThan(-1e-6);
    expect(fit.logLikelihood - expected.logLikelihood).toBeLessThan(tolerance.logLikelihood);
    expect(Math.abs(fit.aic - expected.aic)).toBeLessThan(4 * tolerance.logLikelihood);
    expect(Math.abs(fit.bic - expected.bic)).toBeLessThan(4 * tolerance.logLikelihood);
    const near = (actual: Float64Array, wanted: number[], within: number, every = 1): void => {
      for (const [at, value] of wanted.entries()) {
        const place = Math.floor(at / 2) * 2 * every + (at % 2);
        const one = actual[every === 1 ? at : place] ?? NaN;
        expect(Math.abs(one - value), `${one} for ${value}`).toBeLessThan(within);
      }
    };
    near(fit.means, expected.means, tolerance.parameters);
    near(fit.variances, expected.variances, tolerance.parameters);
    near(fit.transition, expected.transition, tolerance.parameters);
    near(fit.autoregression, expected.autoregression, tolerance.parameters);
    near(fit.filtered, expected.filtered, tolerance.probabilities, 20);
    near(fit.smoothed, expected.smoothed, tolerance.probabilities, 20);
  });
});
