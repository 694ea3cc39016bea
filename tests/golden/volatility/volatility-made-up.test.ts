import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { garchFit, garchStandardErrors, garchVariances, type GarchFit, type GarchOptions } from '$lib/math/stats';

interface Expected {
  readonly parameters: Record<string, number>;
  readonly hessian: Record<string, number>;
  readonly robust: Record<string, number>;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly lastVariance: number;
  readonly ahead: number[];
}
interface Table {
  readonly title: string;
  readonly source: { readonly work: string };
  readonly tolerance: Record<'parameters' | 'logLikelihood' | 'errors' | 'variances', number>;
  readonly shared: Record<string, number[]>;
  readonly cases: { id: string; inputs: GarchOptions & { series: string }; expected: Expected }[];
}
const table = JSON.parse(readFileSync(new URL('./volatility-made-up.json', import.meta.url), 'utf8')) as Table;
const { shared, tolerance } = table;

describe(`${table.title} (${table.source.work})`, () => {
  test.each(table.cases)('$id', ({ inputs, expected }) => {
    const series = shared[inputs.series] ?? [];
    const fit = garchFit(series, inputs);
    expect(fit.status).toBe('converged');
    // Never a worse likelihood than the peer's, nor one that its own parameters cannot have.
    expect(fit.logLikelihood - expected.logLikelihood).toBeGreaterThan(-1e-6);
    expect(fit.logLikelihood - expected.logLikelihood).toBeLessThan(tolerance.logLikelihood);
    expect(Math.abs(fit.aic - expected.aic)).toBeLessThan(4 * tolerance.logLikelihood);
    expect(Math.abs(fit.bic - expected.bic)).toBeLessThan(4 * tolerance.logLikelihood);
    const near = (actual: number, wanted: number, within: number, name: string): void =>
      expect(Math.abs(actual - wanted), `${name}: ${actual} for ${wanted}`).toBeLessThan(
        within * (0.05 + Math.abs(wanted))
      );
    for (const [name, wanted] of Object.entries(expected.parameters)) {
      // The likelihood of egarch has a kink in the mean at each observation: peers agree to a part of its standard error.
      if (name === 'mean' && inputs.model === 'egarch') {
        expect(Math.abs(fit.mean - wanted)).toBeLessThan(0.1 * (expected.hessian[name] ?? NaN));
        continue;
      }
      const within = name === 'degreesOfFreedom' ? 10 * tolerance.parameters : tolerance.parameters;
      near(fit[name as keyof GarchFit] as number, wanted, within, name);
    }
    const errors = garchStandardErrors(series, fit, inputs.mean);
    expect([...errors.names].sort()).toEqual(Object.keys(expected.parameters).sort());
    for (const [at, name] of errors.names.entries()) {
      const relative = (actual = NaN, wanted = NaN): number => Math.abs(actual / wanted - 1);
      expect(relative(errors.hessian[at], expected.hessian[name]), `hessian ${name}`).toBeLessThan(tolerance.errors);
      expect(relative(errors.robust[at], expected.robust[name]), `robust ${name}`).toBeLessThan(tolerance.errors);
    }
    near(fit.variances[series.length - 1] ?? NaN, expected.lastVariance, tolerance.variances, 'last variance');
    const ahead = garchVariances(fit, expected.ahead.length);
    for (const [at, wanted] of expected.ahead.entries()) near(ahead[at] ?? NaN, wanted, tolerance.variances, 'ahead');
  });
});
