import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { binomialCdf, binomialMass } from '$lib/math/distributions';
import { generalizedParetoFit } from '$lib/math/stats';
import {
  peaksOverThreshold,
  riskContributions,
  seriesSample,
  tailRisk,
  tailSample,
  type TailSpec
} from '$lib/quant/risk';

interface Row {
  id: string;
  spec: TailSpec;
  confidence: number;
  expected: { valueAtRisk?: number; expectedShortfall?: number };
  parameters?: Record<string, number>;
  tol?: number;
}

function table<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
}

const relative = (found: number, expected: number): number => Math.abs(found - expected) / Math.abs(expected);

const made = table<{ source: { work: string }; shared: { returns: number[] }; cases: Row[] }>('tail-methods-made-up');

describe(made.source.work, () => {
  test.each(made.cases)('$id', ({ spec, confidence, expected, parameters, tol = 0 }) => {
    const found = tailRisk(seriesSample(Float64Array.from(made.shared.returns)), { confidence, horizon: 1 }, spec);
    expect(relative(found.valueAtRisk, expected.valueAtRisk ?? NaN)).toBeLessThan(tol);
    expect(relative(found.expectedShortfall, expected.expectedShortfall ?? NaN)).toBeLessThan(tol);
    for (const [name, value] of Object.entries(parameters ?? {})) {
      expect(relative(found.parameters[name] ?? NaN, value), name).toBeLessThan(1e-4);
    }
  });
});

const edhec = table<{ source: { work: string }; shared: { returns: number[] }; cases: Row[] }>('var-es-edhec');

describe(`${edhec.source.work}, to the six places given`, () => {
  test.each(edhec.cases)('$id', ({ spec, confidence, expected }) => {
    const found = tailRisk(seriesSample(Float64Array.from(edhec.shared.returns)), { confidence, horizon: 1 }, spec);
    if (expected.valueAtRisk) expect(Math.abs(found.valueAtRisk - expected.valueAtRisk)).toBeLessThan(5.01e-7);
    if (expected.expectedShortfall)
      expect(Math.abs(found.expectedShortfall - expected.expectedShortfall)).toBeLessThan(5.01e-7);
  });
});

const laws = table<{
  source: { work: string };
  binomial: { k: number; n: number; p: number; mass: number; cdf: number }[];
  pareto: { id: string; values: number[]; shape: number; scale: number; logLikelihood: number }[];
}>('tail-laws');

describe(laws.source.work, () => {
  test.each(laws.binomial)('binomial law at $k of $n, $p: 1e-10 relative', ({ k, n, p, mass, cdf }) => {
    expect(relative(binomialMass(k, n, p), mass)).toBeLessThan(1e-10);
    expect(relative(binomialCdf(k, n, p), cdf)).toBeLessThan(1e-10);
  });

  test.each(laws.pareto)('generalized Pareto fit $id', ({ values, shape, scale, logLikelihood }) => {
    const fit = generalizedParetoFit(values);
    expect(Math.abs(fit.shape - shape)).toBeLessThan(2e-6);
    expect(relative(fit.scale, scale)).toBeLessThan(2e-6);
    expect(fit.logLikelihood).toBeGreaterThan(logLikelihood - 1e-9 * Math.abs(logLikelihood));
  });
});

const folder = process.env['SEXTANT_SHARED'];
const fileOf = (name: string): string | undefined => {
  const file = folder && join(folder, 'data', name);
  return file && existsSync(file) ? file : undefined;
};
const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const danish = table<{
  source: { work: string };
  cases: {
    id: string;
    inputs: { threshold: number };
    expected: { exceedances: number; xi: number; beta: number };
    tol: { xi: number; beta: number };
  }[];
}>('evt-gpd-danish');
const fire = fileOf('danish_fire.csv');
const hedge = fileOf('edhec_hedge_fund_indices.csv');
const indices = table<{ source: { work: string }; cases: (Row & { series: string })[] }>('edhec-performance-analytics');
if (!fire || !hedge) console.log(`skipped ${4 + indices.cases.length} rows: SEXTANT_SHARED is not set`);

describe.runIf(fire)(danish.source.work, () => {
  test.each(danish.cases)('$id', ({ inputs, expected, tol }) => {
    const losses = Float64Array.from(rowsOf(fire ?? ''), ([, loss]) => Number(loss));
    const fit = peaksOverThreshold(losses, inputs.threshold);
    expect(fit.exceedances).toBe(expected.exceedances);
    expect(Math.abs(fit.shape - expected.xi)).toBeLessThan(tol.xi);
    expect(Math.abs(fit.scale - expected.beta)).toBeLessThan(tol.beta);
  });
});

describe.runIf(hedge)(indices.source.work, () => {
  const [head = '', ...lines] = hedge ? readFileSync(hedge, 'utf8').trim().split('\n') : [];
  const names = head.split(',').map((name) => name.replaceAll('"', ''));

  test.each(indices.cases)('$id', ({ series, spec, confidence, expected, tol = 0 }) => {
    const column = names.indexOf(series);
    const returns = Float64Array.from(lines, (line) => Number(line.split(',')[column]));
    const found = tailRisk(seriesSample(returns), { confidence, horizon: 1 }, spec);
    for (const part of ['valueAtRisk', 'expectedShortfall'] as const) {
      const wanted = expected[part];
      if (wanted !== undefined) expect(Math.abs(found[part] - wanted)).toBeLessThan(tol);
    }
  });
});

describe.runIf(hedge)('PerformanceAnalytics, component value at risk of three EDHEC indices', () => {
  test('total as published to six places, and components that add up to it', () => {
    const rows = rowsOf(hedge ?? '').slice(0, 100);
    const values = Float64Array.from(rows.flatMap((row) => row.slice(1, 4).map(Number)));
    const sample = tailSample({ values, rows: 100, columns: 3 }, Float64Array.of(0.3, 0.4, 0.3));
    const { total, component } = riskContributions(sample, {
      measure: 'value-at-risk',
      method: 'normal',
      confidence: 0.95,
      deviation: 'sample'
    });
    // tests/testthat/test-VaR_archive_baseline.R, commit c079aea.
    expect(Math.abs(total - 0.012916)).toBeLessThan(5.01e-7);
    expect(component.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total, 14);
  });
});
