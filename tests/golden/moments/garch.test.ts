import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { garchFit, garchVarianceAhead } from '$lib/math/stats';

interface Table {
  source: { work: string };
  tolerance: { rel: number; logLikelihood: number };
  shared: { series: number[] };
  cases: { id: string; expected: Record<'omega' | 'alpha' | 'beta' | 'logLikelihood' | 'next' | 'ahead20', number> }[];
}
const table = JSON.parse(readFileSync(new URL('./garch.json', import.meta.url), 'utf8')) as Table;

describe(`GARCH(1,1) of ${table.source.work}`, () => {
  for (const { id, expected } of table.cases) {
    test(id, () => {
      const fit = garchFit(table.shared.series, { mean: 'zero' });
      expect(fit.status).toBe('converged');
      const near = (actual: number, wanted: number) =>
        expect(Math.abs(actual / wanted - 1)).toBeLessThan(table.tolerance.rel);
      near(fit.omega, expected.omega);
      near(fit.alpha, expected.alpha);
      near(fit.beta, expected.beta);
      near(fit.next, expected.next);
      near(garchVarianceAhead(fit, 20), expected.ahead20);
      expect(fit.logLikelihood).toBeGreaterThan(expected.logLikelihood - table.tolerance.logLikelihood);
    });
  }
});

const folder = process.env['SEXTANT_SHARED'];
const file = folder && join(folder, 'data', 'dem2gbp.csv');
if (!file || !existsSync(file)) console.log('skipped 1 row: SEXTANT_SHARED is not set');

// Bollerslev and Ghysels (1996), benchmark of Fiorentini, Calzolari and Panattoni (1996); tolerances of that table.
describe.runIf(file && existsSync(file))('GARCH(1,1) benchmark DEM/GBP', () => {
  test('parameters and likelihood as published', () => {
    const lines = readFileSync(file ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const fit = garchFit(lines.map((line) => Number(line.split(',')[1])));
    expect(Math.abs(fit.mean - -0.00619041)).toBeLessThan(2e-5);
    expect(Math.abs(fit.omega - 0.0107613)).toBeLessThan(2e-5);
    expect(Math.abs(fit.alpha - 0.153134)).toBeLessThan(2e-5);
    expect(Math.abs(fit.beta - 0.805974)).toBeLessThan(2e-5);
    expect(Math.abs(fit.logLikelihood - -1106.608)).toBeLessThan(0.01);
  });
});
