import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalQuantile } from '$lib/math/distributions';
import { randomStream, shuffled } from '$lib/math/random';
import { combinedFan, simulate } from './combined-fan';
import { simulationInputs } from './inputs';
import { dailySample, plainBootstrap } from './plain-loop.fixture';
import { simulationPlan } from './plan';
import { simulateBlock } from './simulated-block';
import type { SimulationSpec } from './spec';

const base: SimulationSpec = {
  seed: 7,
  paths: 20000,
  months: 120,
  initialValue: 100000,
  weights: Float64Array.from([1]),
  cashRate: 0,
  model: { kind: 'normal' },
  flows: [],
  inflation: 0.02
};
const bootstrap = { kind: 'block-bootstrap', scheme: 'stationary', blockMonths: 6, rowsPerMonth: 21 } as const;

describe('correlated normal model against closed forms', () => {
  const mu = 0.07;
  const sigma = 0.18;
  const source = { expectedReturns: Float64Array.from([mu]), covariance: Float64Array.from([sigma ** 2]) };
  const logVariance = 10 * Math.log1p((sigma / (1 + mu)) ** 2);
  const logMean = 10 * Math.log1p(mu) - logVariance / 2;
  const result = simulate({ ...base, goal: { amount: 200000, indexed: false } }, simulationInputs(base, source));

  test('mean of a lognormal within four standard errors', () => {
    const { mean, standardError } = result.terminal;
    expect(Math.abs(mean - 100000 * 1.07 ** 10)).toBeLessThan(4 * standardError);
    expect(standardError / mean).toBeLessThan(0.006);
  });

  test('quantiles at every fan date within four standard errors', () => {
    const last = result.fanMonths.length - 1;
    for (const { p, values } of result.quantiles) {
      for (const date of [12, 30, last]) {
        const share = result.fanMonths[date] / 120;
        const deviation = Math.sqrt(share * logVariance);
        const z = normalQuantile(p);
        const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / deviation;
        const error = Math.sqrt((p * (1 - p)) / base.paths) / density;
        expect(Math.abs(Math.log(values[date] / 100000) - (share * logMean + deviation * z))).toBeLessThan(4 * error);
      }
    }
    expect(result.quantiles.map(({ values }) => values[0])).toEqual(Array(5).fill(100000));
  });

  test('odds of a goal within four standard errors', () => {
    const expected = 1 - normalCdf((Math.log(2) - logMean) / Math.sqrt(logVariance));
    expect(Math.abs((result.goalOdds ?? NaN) - expected)).toBeLessThan(4 * (result.goalStandardError ?? NaN));
    expect(result.ruinOdds).toBe(0);
  });

  test('three instruments rebalanced monthly: the mean compounds the mean month', () => {
    const weights = Float64Array.from([0.5, 0.3, 0.1]);
    const covariance = Float64Array.from([0.04, 0.01, 0, 0.01, 0.02, 0.005, 0, 0.005, 0.01]);
    const expectedReturns = Float64Array.from([0.08, 0.05, 0.03]);
    const spec = { ...base, weights, cashRate: 0.02, annualCost: 0.003 };
    const { terminal } = simulate(spec, simulationInputs(spec, { expectedReturns, covariance }));
    const month =
      0.1 * 1.02 ** (1 / 12) + expectedReturns.reduce((sum, one, i) => sum + weights[i] * (1 + one) ** (1 / 12), 0);
    const expected = 100000 * (month * 0.997 ** (1 / 12)) ** 120;
    expect(Math.abs(terminal.mean - expected)).toBeLessThan(4 * terminal.standardError);
  });

  test('a covariance that is no covariance is repaired and says so', () => {
    const spec = { ...base, weights: Float64Array.from([0.5, 0.5]) };
    const expectedReturns = Float64Array.from([0.05, 0.05]);
    const broken = simulationInputs(spec, { expectedReturns, covariance: Float64Array.from([0.04, 0.06, 0.06, 0.04]) });
    expect(broken.kind === 'normal' && broken.repaired).toBe(true);
    const riskless = simulationInputs(spec, { expectedReturns, covariance: new Float64Array(4) });
    expect(simulate({ ...spec, paths: 50 }, riskless).terminal.mean / (100000 * 1.05 ** 10)).toBeCloseTo(1, 4);
  });
});

describe('block bootstrap', () => {
  const returns = dailySample(1260, 4, 3);
  const weights = new Float64Array(4).fill(0.25);

  test('equals a plain loop over days and instruments on the same draws', () => {
    const model = { ...bootstrap, scheme: 'circular' } as const;
    const flows = [{ fromMonth: 3, toMonth: 50, monthly: -900, indexed: false }];
    const spec = { ...base, paths: 600, weights, model, flows };
    const inputs = simulationInputs(spec, { returns });
    const plain = plainBootstrap(spec, returns);
    for (const block of simulationPlan(spec).blocks) {
      simulateBlock(spec, inputs, block).terminal.forEach((value, k) => {
        expect(value / plain[block.firstPath + k]).toBeCloseTo(1, 10);
      });
    }
  });

  test('single-month blocks: the mean compounds the mean month of the sample', () => {
    const spec = { ...base, weights, model: { ...bootstrap, blockMonths: 1 } };
    const inputs = simulationInputs(spec, { returns });
    if (inputs.kind !== 'block-bootstrap') throw new Error(inputs.kind);
    const month = inputs.growth.reduce((sum, one) => sum + one, 0) / inputs.growth.length;
    const { terminal } = simulate(spec, inputs);
    expect(Math.abs(terminal.mean - 100000 * month ** 120)).toBeLessThan(4 * terminal.standardError);
  });

  test('longer blocks keep the dependence of neighbouring months', () => {
    // Months that alternate: blocks of whole pairs cancel, single months do not.
    const monthly = {
      values: Float64Array.from({ length: 120 }, (_, t) => (t % 2 === 0 ? 0.25 : -0.2)),
      rows: 120,
      columns: 1
    };
    const spread = (blockMonths: number, scheme: 'circular' | 'stationary') => {
      const spec = {
        ...base,
        paths: 4000,
        model: { kind: 'block-bootstrap', scheme, blockMonths, rowsPerMonth: 1 }
      } as const;
      const { terminal } = simulate(spec, simulationInputs(spec, { returns: monthly }));
      return Math.log(terminal.quantiles[4].value / terminal.quantiles[0].value);
    };
    expect(spread(12, 'circular')).toBeLessThan(1e-9);
    expect(spread(24, 'stationary')).toBeLessThan(spread(1, 'stationary') / 2);
  });
});

describe('any division of the work', () => {
  test('gives the same result to the bit', () => {
    const returns = dailySample(300, 3, 5);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.boolean(),
        (paths, seed, normal) => {
          const weights = new Float64Array(3).fill(0.3);
          const flows = [{ fromMonth: 0, toMonth: 24, monthly: -2500, indexed: true }];
          const spec = { ...base, months: 24, paths, seed, weights, flows, model: normal ? base.model : bootstrap };
          const moments = {
            expectedReturns: new Float64Array(3).fill(0.06),
            covariance: Float64Array.from([0.04, 0.01, 0.01, 0.01, 0.04, 0.01, 0.01, 0.01, 0.04])
          };
          const inputs = simulationInputs(spec, normal ? moments : { returns });
          const { blocks } = simulationPlan(spec);
          const order = shuffled(blocks.length, randomStream(seed, 9));
          const shared = Array.from(order, (k) =>
            simulateBlock(structuredClone(spec), structuredClone(inputs), blocks[k])
          );
          expect(combinedFan(spec, shared)).toEqual(simulate(spec, inputs));
        }
      ),
      { numRuns: 25 }
    );
  });

  test('another seed gives other paths, the same seed the same', () => {
    const source = { expectedReturns: Float64Array.from([0.05]), covariance: Float64Array.from([0.03]) };
    const inputs = simulationInputs(base, source);
    const few = { ...base, paths: 300 };
    expect(simulate(few, inputs)).toEqual(simulate(few, inputs));
    expect(simulate({ ...few, seed: 8 }, inputs).terminal.mean).not.toBe(simulate(few, inputs).terminal.mean);
  });
});

describe('flows, goals and ruin', () => {
  const riskless = { expectedReturns: Float64Array.from([0.06]), covariance: new Float64Array(1) };
  const sure = { ...base, weights: new Float64Array(1), cashRate: 0.06, paths: 3 };
  const growth = 1.06 ** (1 / 12);

  test('monthly payments compound as an annuity', () => {
    const spec = { ...sure, flows: [{ fromMonth: 0, toMonth: 120, monthly: 500, indexed: false }] };
    const result = simulate(spec, simulationInputs(spec, riskless));
    const expected = 100000 * 1.06 ** 10 + (500 * (1.06 ** 10 - 1)) / (growth - 1);
    expect(result.terminal.mean).toBeCloseTo(expected, 5);
    expect(result.contributed).toBeCloseTo(160000, 8);
  });

  test('withdrawals run out in the month an annuity says, and stay out', () => {
    const spec = { ...sure, flows: [{ fromMonth: 0, toMonth: 120, monthly: -2000, indexed: false }] };
    const result = simulate(spec, simulationInputs(spec, riskless));
    const lasts = -Math.log(1 - (100000 * (growth - 1)) / 2000) / Math.log(growth);
    expect(result.ruinOdds).toBe(1);
    expect(result.ruinByMonth.indexOf(1)).toBe(Math.ceil(lasts));
    expect(result.terminal.mean).toBe(0);
  });

  test('an indexed goal is met exactly at the edge', () => {
    const spec = { ...sure, inflation: 0.06, goal: { amount: 100000 * (1 - 1e-9), indexed: true } };
    const met = simulate(spec, simulationInputs(spec, riskless));
    expect(met.goalOdds).toBe(1);
    expect(met.goalAmount).toBeCloseTo(100000 * 1.06 ** 10, 2);
    const missed = { ...spec, goal: { amount: 100001, indexed: true } };
    expect(simulate(missed, simulationInputs(spec, riskless)).goalOdds).toBe(0);
  });

  test('the histogram counts every path, the fan ascends, missing blocks are refused', () => {
    const source = { expectedReturns: Float64Array.from([0.05]), covariance: Float64Array.from([0.03]) };
    const spec = { ...base, paths: 1000 };
    const result = simulate(spec, simulationInputs(spec, source));
    expect(result.terminal.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(result.fanMonths[0]).toBe(0);
    expect(result.fanMonths.at(-1)).toBe(120);
    result.fanMonths.forEach((_, date) => {
      for (let q = 1; q < 5; q++) {
        expect(result.quantiles[q].values[date]).toBeGreaterThanOrEqual(result.quantiles[q - 1].values[date]);
      }
    });
    expect(() => combinedFan(spec, [])).toThrow(RangeError);
    expect(() => simulationPlan({ ...spec, paths: 0 })).toThrow(RangeError);
    expect(() => simulationInputs({ ...spec, model: bootstrap }, source)).toThrow(RangeError);
  });
});
