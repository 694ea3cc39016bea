import { expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { mean, variance } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';
import { blockDraws } from '../draws';
import { simulationInputs } from '../inputs';
import type { SimulationSpec } from '../spec';
import { growthOf } from './catalog';
import type { ModelSpec } from './model-types';

const PATHS = 256;
const BLOCKS = 40;

/** Rows of three correlated series with volatility that clusters and tails that are heavier than the normal law's. */
function clustered(rows: number): ReturnMatrix {
  const random = randomStream(77);
  const values = new Float64Array(rows * 3);
  const variances = [1e-4, 1.5e-4, 2e-4];
  const state = [...variances];
  for (let t = 0; t < rows; t++) {
    const [a, b, c] = [random.normal(), random.normal(), random.normal()];
    const heavy = random.uniform() < 0.08 ? 1.9 : 0.9;
    [a, 0.6 * a + 0.8 * b, 0.3 * a + 0.5 * b + 0.81 * c].forEach((z, i) => {
      const gap = Math.sqrt(state[i]) * heavy * z;
      values[3 * t + i] = 0.0004 * (i + 1) + gap;
      state[i] = 0.05 * variances[i] + 0.07 * gap * gap + 0.88 * state[i];
    });
  }
  return { values, rows, columns: 3 };
}

const sample = clustered(1500);
const weights = Float64Array.of(0.3, 0.3, 0.3);
const column = (of: ArrayLike<number>, i: number): number[] =>
  Array.from({ length: of.length / 3 }, (_, t) => of[3 * t + i]);

const spec = (model: ModelSpec): SimulationSpec => ({
  ...{ seed: 5, paths: PATHS, months: 12, accounts: [{ kind: 'free', value: 1 }], weights, cashRate: 0, model },
  ...{ rebalancing: { kind: 'step' }, flows: [], inflation: { kind: 'fixed', rate: 0 }, goals: [] }
});

/** Returns of single rows of many paths after `burn` rows, row-major. */
function drawn(model: ModelSpec, burn: number, periods: number): Float64Array {
  const inputs = simulationInputs(spec(model), { returns: sample, rowsPerMonth: 21 });
  const { columns, rowsPerMonth, meanGrowth } = inputs;
  const out: number[] = [];
  const growth = new Float64Array(3 * PATHS);
  for (let index = 0; index < BLOCKS; index++) {
    const block = { index, firstPath: index * PATHS, paths: PATHS };
    const frame = { columns, paths: PATHS, firstPath: block.firstPath, rowsPerPeriod: 1, rowsPerMonth, meanGrowth };
    const next = growthOf(inputs, frame, blockDraws(spec(model), inputs, block));
    for (let period = 0; period < burn + periods; period++) {
      next(growth);
      if (period < burn) continue;
      for (let p = 0; p < PATHS; p++) for (let i = 0; i < 3; i++) out.push(growth[i * PATHS + p] - 1);
    }
  }
  return Float64Array.from(out);
}

// Bands: means within 4.5 standard errors of independent rows; variances within `band` of the sample's, correlations within
// 0.03 (0.05 where they come from ranks or from the residuals of a filter).
const cases: readonly { model: ModelSpec; burn: number; band: number; correlation: number }[] = [
  { model: { kind: 'independent' }, burn: 0, band: 0.05, correlation: 0.03 },
  { model: { kind: 'block', blockRows: 10 }, burn: 30, band: 0.05, correlation: 0.03 },
  { model: { kind: 'stationary', blockRows: 5 }, burn: 30, band: 0.05, correlation: 0.03 },
  { model: { kind: 'normal' }, burn: 0, band: 0.03, correlation: 0.03 },
  { model: { kind: 'student' }, burn: 0, band: 0.08, correlation: 0.03 },
  { model: { kind: 'student', degreesOfFreedom: 12 }, burn: 0, band: 0.04, correlation: 0.03 },
  { model: { kind: 'filtered', filter: 'garch' }, burn: 400, band: 0.1, correlation: 0.05 },
  { model: { kind: 'garch' }, burn: 400, band: 0.1, correlation: 0.05 },
  { model: { kind: 'copula', law: 'normal' }, burn: 0, band: 0.05, correlation: 0.06 },
  { model: { kind: 'copula', law: 't' }, burn: 0, band: 0.05, correlation: 0.06 },
  { model: { kind: 'regimes', states: 2 }, burn: 200, band: 0.1, correlation: 0.05 }
];

test.each(cases)('$model.kind: moments of the sample come back', ({ model, burn, band, correlation }) => {
  const rows = drawn(model, burn, 3);
  const covariance = (of: ArrayLike<number>, i: number, j: number): number => {
    const [a, b] = [column(of, i), column(of, j)];
    const [ma, mb] = [mean(a), mean(b)];
    return a.reduce((sum, one, t) => sum + (one - ma) * (b[t] - mb), 0) / (a.length - 1);
  };
  for (let i = 0; i < 3; i++) {
    const [ours, theirs] = [column(rows, i), column(sample.values, i)];
    const error = Math.sqrt(variance(ours) / ours.length);
    expect(Math.abs(mean(ours) - mean(theirs))).toBeLessThan(4.5 * error * (model.kind === 'block' ? 1.5 : 1));
    expect(Math.abs(variance(ours) / variance(theirs) - 1)).toBeLessThan(band);
    for (let j = 0; j < i; j++) {
      const of = (from: ArrayLike<number>): number =>
        covariance(from, i, j) / Math.sqrt(covariance(from, i, i) * covariance(from, j, j));
      expect(Math.abs(of(rows) - of(sample.values))).toBeLessThan(correlation);
    }
  }
});

test('a t fit finds the degrees of freedom of t rows, within a fifth', () => {
  const random = randomStream(9);
  const rows = 3000;
  const values = new Float64Array(rows * 2);
  for (let t = 0; t < rows; t++) {
    let square = 0;
    for (let k = 0; k < 5; k++) square += random.normal() ** 2;
    const scale = Math.sqrt(5 / square);
    for (let i = 0; i < 2; i++) values[2 * t + i] = 0.01 * scale * random.normal();
  }
  const one = { ...spec({ kind: 'student' }), weights: Float64Array.of(0.5, 0.5) };
  const inputs = simulationInputs(one, { returns: { values, rows, columns: 2 }, rowsPerMonth: 21 });
  if (inputs.kind !== 'student') throw new Error(inputs.kind);
  expect(inputs.data.degreesOfFreedom / 5).toBeGreaterThan(0.8);
  expect(inputs.data.degreesOfFreedom / 5).toBeLessThan(1.2);
});

test('a t copula has more joint extremes than a normal one of the same margins', () => {
  const joint = (law: 'normal' | 't'): number => {
    const rows = drawn({ kind: 'copula', law }, 0, 3);
    const worst = [0, 1, 2].map((i) => Float64Array.from(column(sample.values, i)).sort()[15]);
    return column(rows, 0).filter((one, t) => one <= worst[0] && rows[3 * t + 1] <= worst[1]).length;
  };
  expect(joint('t')).toBeGreaterThan(1.15 * joint('normal'));
});

test('history walks every start, unbroken', () => {
  const one = { ...spec({ kind: 'history' }), months: 5, rebalancing: { kind: 'monthly' } as const };
  const inputs = simulationInputs(one, { returns: sample, rowsPerMonth: 21 });
  const block = { index: 0, firstPath: 0, paths: PATHS };
  const { columns, rowsPerMonth, meanGrowth } = inputs;
  const frame = { columns, paths: PATHS, firstPath: 0, rowsPerPeriod: 21, rowsPerMonth, meanGrowth };
  const next = growthOf(inputs, frame, blockDraws(one, inputs, block));
  const growth = new Float64Array(3 * PATHS);
  for (let month = 0; month < 5; month++) {
    next(growth);
    for (const p of [0, 7, 255]) {
      let product = 1;
      for (let row = p + 21 * month; row < p + 21 * (month + 1); row++) product *= 1 + sample.values[3 * row + 2];
      expect(growth[2 * PATHS + p]).toBeCloseTo(product, 12);
    }
  }
});
