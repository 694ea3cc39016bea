import { describe, expect, test } from 'vitest';
import { switchingAutoregression, switchingErrors } from '$lib/math/stats';
import golden from './hamilton-1989-gnp.json';

const fit = switchingAutoregression(golden.shared.growth, { states: 2, lags: 4 });
const near = (actual: number | undefined, wanted: number, within: number): void =>
  expect(Math.abs((actual ?? NaN) - wanted), `${actual} for ${wanted}`).toBeLessThan(within);
const row = (id: string) => {
  const found = golden.cases.find((one) => one.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};
/** Probability of the second state, the expansion. */
const expansion = (byState: Float64Array): Float64Array => byState.filter((_, at) => at % 2 === 1);

describe(`${golden.title} (${golden.source.work})`, () => {
  test('parameters-and-likelihood', () => {
    const { expected, tol } = row('parameters-and-likelihood');
    const { params, logLikelihood } = tol as { params: number; logLikelihood: number };
    expect(fit.status).toBe('converged');
    near(fit.transition[0], expected.p00 ?? NaN, params);
    near(fit.transition[2], expected.p10 ?? NaN, params);
    near(fit.means[0], expected.mu0 ?? NaN, params);
    near(fit.means[1], expected.mu1 ?? NaN, params);
    near(fit.variances[0], expected.sigma2 ?? NaN, params);
    for (const [at, wanted] of (expected.ar ?? []).entries()) near(fit.autoregression[at], wanted, params);
    near(fit.logLikelihood, expected.logLikelihood ?? NaN, logLikelihood);
    const { transition, means, autoregression } = switchingErrors(golden.shared.growth, fit);
    const errors = [transition[0], transition[2], means[0], means[1], null, ...autoregression];
    for (const [at, wanted] of (expected.standardErrors ?? []).entries()) {
      if (wanted !== null) near(errors[at] ?? NaN, wanted, params);
    }
  });

  test('filtered-expansion-probability', () => {
    const { expected, tol } = row('filtered-expansion-probability');
    const found = expansion(fit.filtered);
    expect(found.length).toBe(expected.filtered?.length);
    for (const [t, wanted] of (expected.filtered ?? []).entries()) near(found[t], wanted, tol as number);
  });

  test('smoothed-expansion-probability', () => {
    const { expected, tol } = row('smoothed-expansion-probability');
    const found = expansion(fit.smoothed);
    expect(found.length).toBe(expected.smoothed?.length);
    for (const [t, wanted] of (expected.smoothed ?? []).entries()) near(found[t], wanted, tol as number);
  });
});
