import { describe, expect, test } from 'vitest';
import { hiddenMarkov } from '$lib/math/stats';
import golden from './hidden-markov-made-up.json';

const { tolerance } = golden;
const series: Record<string, number[]> = golden.shared;

describe(`${golden.title} (${golden.source.work})`, () => {
  test.each(golden.cases)('$id', ({ inputs, expected }) => {
    const fit = hiddenMarkov(series[inputs.series] ?? [], inputs.states, { tolerance: 1e-12 });
    expect(fit.status).toBe('converged');
    expect(Math.abs(fit.logLikelihood - expected.logLikelihood)).toBeLessThan(tolerance.logLikelihood);
    expect(Math.abs(fit.aic - expected.aic)).toBeLessThan(4 * tolerance.logLikelihood);
    expect(Math.abs(fit.bic - expected.bic)).toBeLessThan(4 * tolerance.logLikelihood);
    const near = (actual: ArrayLike<number>, wanted: number[], within: number): void => {
      for (const [at, value] of wanted.entries()) {
        const one = actual[at] ?? NaN;
        expect(Math.abs(one - value), `${one} for ${value}`).toBeLessThan(within);
      }
    };
    near(fit.means, expected.means, tolerance.means);
    near(fit.variances.map(Math.sqrt), expected.volatilities, tolerance.volatilities);
    near(fit.transition, expected.transition, tolerance.transition);
    const rows = fit.smoothed.filter((_, at) => Math.floor(at / inputs.states) % 50 === 0);
    near(rows, expected.smoothed, tolerance.smoothed);
  });
});
