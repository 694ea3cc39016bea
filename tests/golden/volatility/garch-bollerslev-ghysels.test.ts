import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { garchFit, garchStandardErrors } from '$lib/math/stats';
import golden from './garch-bollerslev-ghysels.json';

const folder = process.env['SEXTANT_SHARED'];
const file = folder ? join(folder, 'data', 'dem2gbp.csv') : '';
const present = existsSync(file);
if (!present) console.log(`skipped ${golden.cases.length} rows: SEXTANT_SHARED is not set`);

describe.runIf(present)(golden.title, () => {
  test.each(golden.cases)('$id: parameters, likelihood, standard errors of both kinds', ({ expected, tol }) => {
    const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    const series = lines.map((line) => Number(line.split(',')[1]));
    const fit = garchFit(series);
    const errors = garchStandardErrors(series, fit);
    const near = (actual: number, wanted: number, within: number): void =>
      expect(Math.abs(actual - wanted), `${actual} for ${wanted}`).toBeLessThan(within);
    near(fit.mean, expected.mu, tol.params);
    near(fit.omega, expected.omega, tol.params);
    near(fit.alpha, expected.alpha, tol.params);
    near(fit.beta, expected.beta, tol.params);
    near(fit.logLikelihood, expected.logLikelihood, tol.logLikelihood);
    expect(errors.names).toEqual(['mean', 'omega', 'alpha', 'beta']);
    const { mu, omega, alpha, beta } = expected.seHessian;
    for (const [at, wanted] of [mu, omega, alpha, beta].entries()) {
      near(errors.hessian[at] ?? NaN, wanted, tol.se * wanted);
    }
    // Quasi-maximum likelihood errors of the same benchmark, printed with it (Bollerslev and Ghysels 1996).
    for (const [at, wanted] of [0.00918935, 0.00649319, 0.0535317, 0.0724614].entries()) {
      near(errors.robust[at] ?? NaN, wanted, tol.se * wanted);
    }
  });
});
