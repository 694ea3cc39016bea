import fc from 'fast-check';
import { expect } from 'vitest';
import { randomStream, shuffled } from '$lib/math/random';
import type { CovarianceSpec, ExpectedReturnSpec, ReturnMatrix } from '.';

export interface World {
  readonly returns: ReturnMatrix;
  readonly market: Float64Array;
  readonly factors: ReturnMatrix;
  readonly order: Int32Array;
}

/** Returns with a market in them, two factors, and an order in which to put the columns. */
export function worldOf({ seed, rows, columns }: { seed: number; rows: number; columns: number }): World {
  const random = randomStream(seed);
  const factors = new Float64Array(rows * 2);
  random.fillNormal(factors);
  const values = new Float64Array(rows * columns);
  for (let at = 0; at < values.length; at++) {
    const [t, j] = [Math.floor(at / columns), at % columns];
    const market = factors[t * 2] ?? 0;
    const other = factors[t * 2 + 1] ?? 0;
    values[at] = 0.01 * ((0.5 + j / 5) * market + (j % 3) * 0.3 * other + (0.7 + j / 4) * random.normal()) + j / 5000;
  }
  return {
    returns: { values, rows, columns },
    market: Float64Array.from({ length: rows }, (_, t) => 0.01 * (factors[t * 2] ?? 0)),
    factors: { values: factors.map((value) => value * 0.01), rows, columns: 2 },
    order: shuffled(columns, random)
  };
}
/** What a world is made from: small enough to be printed when a property fails. */
export const seeds = fc.record({
  seed: fc.nat(1e9),
  rows: fc.integer({ min: 40, max: 90 }),
  columns: fc.integer({ min: 3, max: 6 })
});

export const covarianceSpecs = ({ market, factors }: World): CovarianceSpec[] => [
  { method: 'ledoit-wolf' },
  { method: 'ledoit-wolf', target: 'constant-correlation' },
  { method: 'ledoit-wolf', target: 'single-factor' },
  { method: 'ledoit-wolf', target: 'single-factor', market },
  { method: 'oas' },
  { method: 'sample' },
  { method: 'pairwise' },
  { method: 'maximum-likelihood' },
  { method: 'exponential', halfLife: 20 },
  { method: 'exponential', halfLife: 20, centre: 'weighted-mean' },
  { method: 'exponential', halfLife: 20, centre: 'zero' },
  { method: 'semicovariance' },
  { method: 'gerber' },
  { method: 'gerber', statistic: 2 },
  { method: 'gerber', statistic: 0, threshold: 0.9 },
  { method: 'minimum-determinant', starts: 60 },
  { method: 'denoised' },
  { method: 'denoised', residual: 'shrinkage', kept: 0.5 },
  { method: 'detoned' },
  { method: 'graphical-lasso', penalty: 0.2 },
  { method: 'statistical-factors', factors: 2 },
  { method: 'given-factors', factors },
  { method: 'garch' },
  { method: 'garch', correlation: 'exponential', horizon: 20 }
];
// Iterations end within their own rule: the lasso at a duality gap of 1e-9, the likelihood of GARCH at 1e-12.
export const relative = ({ method }: CovarianceSpec): number =>
  method === 'graphical-lasso' || method === 'garch' ? 1e-4 : 1e-7;

export const returnSpecs = ({ returns, market, factors }: World): ExpectedReturnSpec[] => {
  const weights = Float64Array.from({ length: returns.columns }, (_, j) => (j + 1) / 10);
  return [
    { method: 'shrunk' },
    { method: 'shrunk', target: 'grand-mean' },
    { method: 'james-stein' },
    { method: 'james-stein', target: 'minimum-variance' },
    { method: 'bodnar-okhrin-parolya' },
    { method: 'bodnar-okhrin-parolya', target: 'minimum-variance' },
    { method: 'capm', compounding: false },
    { method: 'capm', market, marketReturn: 0.08 },
    { method: 'factor-model', factors },
    { method: 'factor-model', factors, premia: Float64Array.of(0.05, 0.02), intercept: true },
    { method: 'historical' },
    { method: 'exponential', halfLife: 30, compounding: false },
    { method: 'maximum-likelihood' },
    { method: 'compounded' },
    { method: 'implied', weights, riskAversion: 2, riskFreeRate: 0.02 }
  ];
};

export const scaledBy = (returns: ReturnMatrix, factor: number): ReturnMatrix => ({
  ...returns,
  values: returns.values.map((value) => value * factor)
});
export const permuted = ({ values, rows, columns }: ReturnMatrix, order: Int32Array): ReturnMatrix => ({
  values: values.map((_, at) => values[at - (at % columns) + (order[at % columns] ?? 0)] ?? NaN),
  rows,
  columns
});
export const estimationOf = (returns: ReturnMatrix) => ({ returns, periodsPerYear: 252 });

export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, rel: number, what: string): void {
  const wanted = Array.from(expected);
  const scale = Math.max(...wanted.map(Math.abs));
  const worst = Math.max(...wanted.map((value, at) => Math.abs(value - (actual[at] ?? NaN))));
  expect(worst / scale, what).toBeLessThan(rel);
}
