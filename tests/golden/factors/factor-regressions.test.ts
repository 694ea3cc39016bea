import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { factorRegression, rollingExposures, type ErrorKind, type FactorReturns } from '$lib/quant/factors';

const table = JSON.parse(readFileSync(new URL('./factor-regressions-made-up.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number };
  shared: { y: number[]; factors: number[][] };
  cases: {
    id: string;
    inputs: { errors: ErrorKind; lags?: number };
    expected: Record<string, number> & { coefficients: number[]; standardErrors: number[]; t: number[]; p: number[] };
  }[];
  rolling: {
    id: string;
    inputs: { row: number; window: number };
    expected: { alpha: number; betas: number[]; rSquared: number };
  }[];
};
const series = Float64Array.from(table.shared.y);
const factors: FactorReturns = {
  names: ['one', 'two', 'three'],
  values: Float64Array.from(table.shared.factors.flat()),
  rows: series.length
};
const near = (actual: number, wanted: number) =>
  expect(Math.abs(actual / wanted - 1), `${actual} for ${wanted}`).toBeLessThan(table.tolerance.rel);

describe(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected } of table.cases) {
    test(id, () => {
      const found = factorRegression(series, factors, { periodsPerYear: 12, ...inputs });
      if (found.status !== 'ok') throw new Error(found.status);
      [found.alpha, ...found.betas].forEach((one, k) => {
        near(one.value, expected.coefficients[k]);
        near(one.standardError, expected.standardErrors[k]);
        near(one.t, expected.t[k]);
        near(one.pValue, expected.p[k]);
      });
      if (id !== 'classical') return;
      near(found.rSquared, expected['rSquared']);
      near(found.adjustedRSquared, expected['adjRSquared']);
      near(found.residualDeviation, expected['residStd']);
      near(found.durbinWatson, expected['durbinWatson']);
      near(found.conditionNumber, expected['conditionNumber']);
    });
  }

  for (const { id, inputs, expected } of table.rolling) {
    test(`rolling, ${id}`, () => {
      const { alphas, betas, rSquared } = rollingExposures(series, factors, inputs.window);
      near(alphas[inputs.row], expected.alpha);
      near(rSquared[inputs.row], expected.rSquared);
      expected.betas.forEach((beta, k) => near(betas[inputs.row * 3 + k], beta));
      expect(alphas[inputs.window - 2]).toBeNaN();
    });
  }
});
