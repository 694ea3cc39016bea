import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factorAttribution } from '$lib/quant/attribution';

interface Table {
  readonly tolerance: { readonly abs: number };
  readonly cases: readonly {
    readonly id: string;
    readonly inputs: { readonly weights: number[] };
    readonly expected: Record<string, number>;
  }[];
}

const text = readFileSync(new URL('./factor-attribution.json', import.meta.url), 'utf8');
const { cases, tolerance } = JSON.parse(text) as Table;
const folder = process.env['SEXTANT_SHARED'];
const there = folder !== undefined && existsSync(join(folder, 'data', 'empyrical_positions.csv'));
const rowsOf = (name: string, head = 1): string[][] =>
  there
    ? readFileSync(join(folder, 'data', `empyrical_${name}.csv`), 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(head)
        .map((line) => line.split(','))
    : [];
if (!there) console.log('skipped 5 rows: SEXTANT_SHARED is not set');

describe('attribution to factors, published by empyrical', () => {
  test.each(cases)('$id', ({ inputs: { weights }, expected }) => {
    const result = factorAttribution({
      returns: Float64Array.of(0.1, 0.1),
      weights: Float64Array.from([...weights, ...weights]),
      loadings: new Float64Array(8).fill(0.25),
      factorReturns: new Float64Array(4).fill(0.1),
      instruments: 2,
      factors: 2
    });
    const named = { ...result, exposure: result.exposures, factor: result.byFactor };
    for (const [name, value] of Object.entries(expected))
      for (const found of named[name as keyof typeof named])
        expect(Math.abs(found - value), name).toBeLessThanOrEqual(tolerance.abs);
  });
});

describe.runIf(there)('attribution to factors of 504 days, where all returns are factor returns', () => {
  const positions = rowsOf('positions').map((row) => row.slice(1).map(Number));
  const loadings = rowsOf('factor_loadings');
  const result = factorAttribution({
    returns: Float64Array.from(rowsOf('returns', 0), (row) => Number(row[1])),
    weights: Float64Array.from(
      positions.flatMap((row) => {
        const worth = row.reduce((sum, value) => sum + value, 0);
        return row.slice(0, -1).map((value) => value / worth);
      })
    ),
    loadings: Float64Array.from(loadings.flatMap((row) => row.slice(2).map(Number))),
    factorReturns: Float64Array.from(rowsOf('factor_returns').flatMap((row) => row.slice(1).map(Number))),
    instruments: 2,
    factors: 2
  });
  // Returns and factor returns are printed with twelve digits.
  const digits = 1e-10;

  test('common returns are the returns and nothing is specific', () => {
    expect(result.common).toHaveLength(504);
    for (const value of result.specific) expect(Math.abs(value)).toBeLessThan(digits);
  });
  test('residuals and intercepts are zero, as what is specific', () => {
    const residuals = rowsOf('residuals').flatMap((row) => row.slice(1).map(Number));
    const intercepts = rowsOf('intercepts', 0).map((row) => Number(row[1]));
    for (const value of [...residuals, ...intercepts]) expect(Math.abs(value)).toBeLessThan(digits);
  });
  test('loadings of one are exposures of one', () => {
    for (const value of result.exposures) expect(Math.abs(value - 1)).toBeLessThan(digits);
  });
  test('exposure times factor return is the common return', () => {
    result.common.forEach((value, t) =>
      expect(Math.abs(result.byFactor[2 * t] + result.byFactor[2 * t + 1] - value)).toBeLessThan(digits)
    );
  });
  test('tilt and timing add up to the common return', () => {
    result.common.forEach((value, t) =>
      expect(Math.abs(result.tilt[t] + result.timing[t] - value)).toBeLessThan(digits)
    );
  });
});
