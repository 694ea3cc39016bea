import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadingAttribution } from '$lib/quant/factors';

const folder = process.env['SEXTANT_SHARED'];
const lines = (name: string): string[][] =>
  readFileSync(join(folder ?? '', 'data', `empyrical_${name}.csv`), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

// The example of empyrical's attribution: every position holds one of each factor and has no residual, so that all
// returns are the factors' own. What the file leaves out of its digits is 1e-11.
test('the example of empyrical is explained by its factors alone, day by day', () => {
  if (!folder || !existsSync(join(folder, 'data', 'empyrical_returns.csv')))
    return void console.log('skipped 1 rows: SEXTANT_SHARED is not set');
  const held = lines('positions').slice(1);
  const factorLines = lines('factor_returns');
  const loaded = lines('factor_loadings').slice(1);
  const residuals = lines('residuals').slice(1);
  const rows = held.length;
  const days = held.map(([day]) => day);
  expect(factorLines.slice(1).map(([day]) => day)).toEqual(days);
  const returns = Float64Array.from(lines('returns'), ([, value]) => Number(value));
  const weights = Float64Array.from(
    held.flatMap(([, ...cells]) => {
      const values = cells.map(Number);
      const whole = values.reduce((sum, value) => sum + value, 0);
      return values.slice(0, 2).map((value) => value / whole);
    })
  );
  const factors = {
    names: factorLines[0].slice(1),
    values: Float64Array.from(factorLines.slice(1).flatMap(([, ...cells]) => cells.map(Number))),
    rows
  };
  const loadings = Float64Array.from(loaded.flatMap(([, , ...cells]) => cells.map(Number)));
  const found = loadingAttribution(returns, factors, { positions: 2, weights, loadings });
  for (let t = 0; t < rows; t++) {
    const left = residuals[t].slice(1).reduce((sum, value, i) => sum + weights[t * 2 + i] * Number(value), 0);
    expect(Math.abs(found.specific[t] - left)).toBeLessThan(1.1e-11);
    expect(found.exposures[t * 2]).toBe(1);
    expect(found.common[t] + found.specific[t]).toBeCloseTo(returns[t], 14);
  }
});
