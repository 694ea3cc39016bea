import { describe, expect, test } from 'vitest';
import { simulate } from '../combined-paths';
import { simulationInputs } from '../inputs';
import { dailySample } from '../plain-loop.fixture';
import { sensitivityVariants } from '../sensitivity';
import type { SimulationSpec } from '../spec';

const growth = 1.06 ** (1 / 12);

/** A plan all of whose money grows 6 % a year without chance, as an instrument. */
const sure: SimulationSpec = {
  seed: 1,
  paths: 3,
  months: 120,
  accounts: [{ kind: 'free', value: 100000 }],
  weights: Float64Array.of(1),
  cashRate: 0,
  model: { kind: 'independent' },
  rebalancing: { kind: 'monthly' },
  flows: [],
  inflation: { kind: 'fixed', rate: 0 },
  goals: []
};
const steady = { returns: { values: new Float64Array(4).fill(growth - 1), rows: 4, columns: 1 }, rowsPerMonth: 1 };
const run = (spec: SimulationSpec) => simulate(spec, simulationInputs(spec, steady));

describe('goals, prices and sensitivity', () => {
  const goal = (name: string, month: number, amount: number, priority: number, kind: 'spend' | 'reach' = 'spend') => ({
    ...{ name, month, amount, priority, kind },
    indexed: false
  });

  test('an earlier wish gives way to a later need, and what it lacks is told', () => {
    const spec: SimulationSpec = {
      ...{ ...sure, weights: Float64Array.of(0), cashRate: 0 },
      goals: [goal('boat', 12, 60000, 2), goal('school', 60, 70000, 1), goal('left', 120, 5000, 3, 'reach')]
    };
    const [boat, school, left] = run(spec).goals;
    expect([boat.odds.share, school.odds.share, left.odds.share]).toEqual([0, 1, 0]);
    expect(boat.meanShortfall).toBeCloseTo(30000, 6);
    expect(left.meanShortfall).toBeCloseTo(5000, 6);
    const equal = run({ ...spec, goals: [goal('boat', 12, 60000, 1), goal('school', 60, 70000, 1)] });
    expect(equal.goals.map(({ odds }) => odds.share)).toEqual([1, 0]);
  });

  test('an indexed goal is met exactly at the edge', () => {
    const of = (amount: number) =>
      run({
        ...{ ...sure, inflation: { kind: 'fixed', rate: 0.06 } },
        goals: [{ ...goal('end', 120, amount, 1, 'reach'), indexed: true }]
      }).success.share;
    expect([of(100000 * (1 - 1e-9)), of(100001)]).toEqual([1, 0]);
  });

  test('autoregressive inflation: mean and spread of the log price level within their bands', () => {
    const spec: SimulationSpec = {
      ...{ ...sure, paths: 8192, accounts: [{ kind: 'free', value: 1 }] },
      inflation: { kind: 'autoregressive', rate: 0.03, persistence: 0.5, deviation: 0.003 }
    };
    const { realTerminal } = run(spec);
    const level = (p: number): number =>
      10 * Math.log(1.06) - Math.log(realTerminal.quantiles.find((one) => one.p === p)?.value ?? NaN);
    let variance = 0;
    for (let k = 1; k <= 120; k++) variance += ((0.003 * (1 - 0.5 ** k)) / 0.5) ** 2;
    const deviation = Math.sqrt(variance);
    expect(Math.abs(level(0.5) - 10 * Math.log(1.03))).toBeLessThan((4.5 * 1.2533 * deviation) / Math.sqrt(8192));
    expect((level(0.05) - level(0.95)) / (2 * 1.6449 * deviation)).toBeCloseTo(1, 1);
  });

  test('sensitivity points the way it must, with an error below that of the odds', () => {
    const spec: SimulationSpec = {
      ...{ ...sure, paths: 2048, months: 360, flows: [{ fromMonth: 0, toMonth: 60, monthly: 300, indexed: true }] },
      spending: { fromMonth: 60, rule: { kind: 'fixed-real', amount: 9500 } },
      inflation: { kind: 'fixed', rate: 0.02 }
    };
    const returns = dailySample(900, 1, 4);
    const changes = sensitivityVariants(spec);
    const result = simulate(
      spec,
      simulationInputs(spec, { returns, rowsPerMonth: 21 }),
      changes.map(({ variant }) => variant)
    );
    expect(changes).toHaveLength(11);
    changes.forEach(({ change, up }, v) => {
      const helps = change === 'returns' || change === 'saving' || change === 'later' ? up : !up;
      const { change: moved, changeError } = result.variants[v];
      if (helps) expect(moved).toBeGreaterThanOrEqual(0);
      else expect(moved).toBeLessThanOrEqual(0);
      expect(changeError).toBeLessThan(result.success.standardError * 1.5);
    });
    const [worst, best] = [result.earlyFifths[0], result.earlyFifths[4]];
    expect(worst.success).toBeLessThan(best.success);
  });
});
