import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalQuantile } from '$lib/math/distributions';
import { withForcedKernels } from '$lib/math/kernels';
import { randomStream, shuffled } from '$lib/math/random';
import { combinedPaths, simulate } from './combined-paths';
import { simulationInputs } from './inputs';
import type { ModelSpec } from './models/model-types';
import { dailySample, plainBootstrap, plainNormal } from './plain-loop.fixture';
import { simulationPlan } from './plan';
import { simulateBlock } from './simulated-block';
import type { SimulationSpec } from './spec';

const base: SimulationSpec = {
  seed: 7,
  paths: 20000,
  months: 120,
  accounts: [{ kind: 'free', value: 100000 }],
  weights: Float64Array.from([1]),
  cashRate: 0,
  model: { kind: 'normal' },
  rebalancing: { kind: 'monthly' },
  flows: [],
  inflation: { kind: 'fixed', rate: 0.02 },
  goals: []
};
const monthly = { values: Float64Array.from([0.01, -0.01, 0.02]), rows: 3, columns: 1 };
const mu = 0.07;
const sigma = 0.18;
const moments = { expectedReturns: Float64Array.from([mu]), covariance: Float64Array.from([sigma ** 2]) };
const source = { returns: monthly, rowsPerMonth: 1, moments };
const goal = (amount: number, indexed = false) =>
  ({ name: 'end', kind: 'reach', month: 120, amount, indexed, priority: 1 }) as const;

describe('the normal model against closed forms', () => {
  const logVariance = 10 * Math.log1p((sigma / (1 + mu)) ** 2);
  const logMean = 10 * Math.log1p(mu) - logVariance / 2;

  test.each(['independent', 'antithetic', 'sobol'] as const)('%s: mean, quantiles and odds', (sampling) => {
    const spec = { ...base, paths: 16384, sampling, goals: [goal(200000)] };
    const result = simulate(spec, simulationInputs(spec, source));
    const { mean, standardError } = result.terminal;
    expect(Math.abs(mean - 100000 * 1.07 ** 10)).toBeLessThan(4.5 * standardError);
    const last = result.fanMonths.length - 1;
    for (const { p, values } of result.quantiles)
      for (const date of [12, 30, last]) {
        const share = result.fanMonths[date] / 120;
        const deviation = Math.sqrt(share * logVariance);
        const z = normalQuantile(p);
        const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / deviation;
        const error = Math.sqrt((p * (1 - p)) / spec.paths) / density;
        expect(Math.abs(Math.log(values[date] / 100000) - (share * logMean + deviation * z))).toBeLessThan(4.5 * error);
      }
    const expected = 1 - normalCdf((Math.log(2) - logMean) / Math.sqrt(logVariance));
    expect(Math.abs(result.success.share - expected)).toBeLessThan(5 * result.success.standardError + 16 / 16384);
    expect(result.lasts.share).toBe(1);
  });

  test('opposite pairs and Sobol points err less than chance', () => {
    const error = (sampling: 'independent' | 'antithetic' | 'sobol') => {
      const spec = { ...base, paths: 16384, sampling };
      return simulate(spec, simulationInputs(spec, source)).terminal.standardError;
    };
    const plain = error('independent');
    expect(error('antithetic')).toBeLessThan(0.7 * plain);
    expect(error('sobol')).toBeLessThan(0.2 * plain);
  });

  test('three instruments rebalanced monthly: the mean compounds the mean month', () => {
    const weights = Float64Array.from([0.5, 0.3, 0.1]);
    const covariance = Float64Array.from([0.04, 0.01, 0, 0.01, 0.02, 0.005, 0, 0.005, 0.01]);
    const expectedReturns = Float64Array.from([0.08, 0.05, 0.03]);
    const spec = { ...base, weights, cashRate: 0.02, annualCost: 0.003 };
    const returns = { values: new Float64Array(9), rows: 3, columns: 3 };
    const inputs = simulationInputs(spec, { returns, rowsPerMonth: 1, moments: { expectedReturns, covariance } });
    const { terminal } = simulate(spec, inputs);
    const month =
      0.1 * 1.02 ** (1 / 12) + expectedReturns.reduce((sum, one, i) => sum + weights[i] * (1 + one) ** (1 / 12), 0);
    const expected = 100000 * (month * 0.997 ** (1 / 12)) ** 120;
    expect(Math.abs(terminal.mean - expected)).toBeLessThan(4 * terminal.standardError);
  });

  test('stepped row by row equals a plain loop on the same draws', () => {
    const weights = Float64Array.from([0.4, 0.3, 0.3]);
    const spec: SimulationSpec = { ...base, weights, paths: 300, months: 6, rebalancing: { kind: 'step' } };
    const inputs = simulationInputs(spec, { returns: dailySample(300, 3, 1), rowsPerMonth: 21 });
    if (inputs.kind !== 'normal') throw new Error(inputs.kind);
    const plain = plainNormal(spec, 21, inputs.data);
    for (const block of simulationPlan(spec).blocks)
      simulateBlock(spec, inputs, block).terminal.forEach((value, k) =>
        expect(value / plain[block.firstPath + k]).toBeCloseTo(1, 11)
      );
  });

  test('a covariance that is no covariance is repaired and says so', () => {
    const spec = { ...base, weights: Float64Array.from([0.5, 0.5]) };
    const returns = { values: new Float64Array(4), rows: 2, columns: 2 };
    const expectedReturns = Float64Array.from([0.05, 0.05]);
    const of = (covariance: Float64Array) =>
      simulationInputs(spec, { returns, rowsPerMonth: 1, moments: { expectedReturns, covariance } });
    const broken = of(Float64Array.from([0.04, 0.06, 0.06, 0.04]));
    expect(broken.kind === 'normal' && broken.data.repaired).toBe(true);
    expect(simulate({ ...spec, paths: 50 }, of(new Float64Array(4))).terminal.mean / (1e5 * 1.05 ** 10)).toBeCloseTo(
      1,
      4
    );
  });
});

describe('block bootstraps', () => {
  const returns = dailySample(1260, 4, 3);
  const weights = new Float64Array(4).fill(0.25);

  test('equal a plain loop over days and instruments on the same draws', () => {
    const flows = [{ fromMonth: 3, toMonth: 50, monthly: -900, indexed: false }];
    const spec: SimulationSpec = { ...base, paths: 600, weights, model: { kind: 'block', blockRows: 50 }, flows };
    const inputs = simulationInputs(spec, { returns, rowsPerMonth: 21 });
    const plain = plainBootstrap(spec, returns, 21);
    for (const block of simulationPlan(spec).blocks)
      simulateBlock(spec, inputs, block).terminal.forEach((value, k) =>
        expect(value / plain[block.firstPath + k]).toBeCloseTo(1, 10)
      );
  });

  test('longer blocks keep the dependence of neighbouring months', () => {
    // Months that alternate: blocks of whole pairs cancel, single months do not.
    const alternating = {
      values: Float64Array.from({ length: 120 }, (_, t) => (t % 2 === 0 ? 0.25 : -0.2)),
      rows: 120,
      columns: 1
    };
    const spread = (model: ModelSpec) => {
      const spec = { ...base, paths: 4000, model };
      const { terminal } = simulate(spec, simulationInputs(spec, { returns: alternating, rowsPerMonth: 1 }));
      return Math.log(terminal.quantiles[4].value / terminal.quantiles[0].value);
    };
    const alone = spread({ kind: 'stationary', blockRows: 1 });
    expect(spread({ kind: 'block', blockRows: 12 })).toBeLessThan(1e-9);
    expect(spread({ kind: 'stationary', blockRows: 24 })).toBeLessThan(alone / 2);
    expect(spread({ kind: 'independent' }) / alone).toBeCloseTo(1, 1);
  });

  test('prices of the sample go along with its rows', () => {
    const paired = { values: Float64Array.of(0.02, 0.04), rows: 2, columns: 1 };
    const spec: SimulationSpec = {
      ...{ ...base, paths: 500, inflation: { kind: 'sampled' } },
      model: { kind: 'independent' }
    };
    const inputs = simulationInputs(spec, { returns: paired, rowsPerMonth: 1, inflation: Float64Array.of(0.02, 0.04) });
    const { realTerminal } = simulate(spec, inputs);
    for (const { value } of realTerminal.quantiles) expect(value).toBeCloseTo(100000, 6);
  });
});

describe('any division of the work', () => {
  const sample = dailySample(300, 3, 5);
  const models: ModelSpec[] = [
    { kind: 'normal' },
    { kind: 'independent' },
    { kind: 'stationary', blockRows: 'auto' },
    { kind: 'student' },
    { kind: 'filtered', filter: 'garch' },
    { kind: 'garch' },
    { kind: 'copula', law: 't' },
    { kind: 'regimes', states: 2 }
  ];
  const withFlows = (model: ModelSpec, paths: number, seed: number): SimulationSpec => ({
    ...{ ...base, months: 24, paths, seed, model, weights: new Float64Array(3).fill(0.3) },
    inflation: { kind: 'autoregressive', rate: 0.02, persistence: 0.6, deviation: 0.002 },
    flows: [{ fromMonth: 0, toMonth: 24, monthly: -2500, indexed: true }]
  });

  test('gives the same result to the bit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1200 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...models),
        (paths, seed, model) => {
          const spec = withFlows(model, paths, seed);
          const inputs = simulationInputs(spec, { returns: sample, rowsPerMonth: 3 });
          const { blocks } = simulationPlan(spec);
          const order = shuffled(blocks.length, randomStream(seed, 9));
          const shared = Array.from(order, (k) =>
            simulateBlock(structuredClone(spec), structuredClone(inputs), blocks[k])
          );
          expect(combinedPaths(spec, shared)).toEqual(simulate(spec, inputs));
        }
      ),
      { numRuns: 24 }
    );
  });

  test.each(models)('$kind: both kernels give the same paths to the bit', (model) => {
    const spec = withFlows(model, 700, 3);
    const run = () => {
      const inputs = simulationInputs(spec, { returns: sample, rowsPerMonth: 3 });
      return simulationPlan(spec).blocks.map((block) => simulateBlock(spec, inputs, block));
    };
    const plain = withForcedKernels('typescript', run);
    const compiled = withForcedKernels('wasm-simd-1', run);
    expect(compiled.map(({ kernel }) => kernel)).toEqual(['wasm-simd-1', 'wasm-simd-1', 'wasm-simd-1']);
    compiled.forEach((block, k) => expect({ ...block, kernel: 'typescript' }).toEqual(plain[k]));
  });

  const whole: ModelSpec[] = [
    { kind: 'normal' },
    { kind: 'block', blockRows: 14 },
    { kind: 'stationary', blockRows: 9 },
    { kind: 'history' }
  ];

  test('a portfolio drawn whole has the bits of the sum of its parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.boolean(), fc.constantFrom(...whole), (paths, daily, model) => {
        const spec: SimulationSpec = {
          ...withFlows(model, paths, 5),
          rebalancing: { kind: daily ? 'step' : 'monthly' },
          weights: Float64Array.of(0.3, 0.25, 0.2)
        };
        const inputs = simulationInputs(spec, { returns: sample, rowsPerMonth: 6 });
        const { variants, ...parts } = simulate(spec, inputs, [{}]);
        expect(variants).toHaveLength(1);
        expect({ ...simulate(spec, inputs), variants: [] }).toEqual({ ...parts, variants: [] });
      }),
      { numRuns: 40 }
    );
  });

  test('another seed gives other paths, the same seed the same', () => {
    const inputs = simulationInputs(base, source);
    const few = { ...base, paths: 300 };
    expect(simulate(few, inputs)).toEqual(simulate(few, inputs));
    expect(simulate({ ...few, seed: 8 }, inputs).terminal.mean).not.toBe(simulate(few, inputs).terminal.mean);
  });

  test('missing blocks and senseless plans are refused', () => {
    expect(() => combinedPaths(base, [])).toThrow(RangeError);
    expect(() => simulationPlan({ ...base, paths: 0 })).toThrow(RangeError);
    expect(() =>
      simulationInputs({ ...base, months: 24, model: { kind: 'filtered', filter: 'ewma' } }, source)
    ).toThrow();
    expect(() =>
      simulationInputs({ ...base, model: { kind: 'independent' }, sampling: 'antithetic' }, source)
    ).toThrow();
    expect(() => simulationInputs({ ...base, inflation: { kind: 'sampled' } }, source)).toThrow(RangeError);
  });
});
