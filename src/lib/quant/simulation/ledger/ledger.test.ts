import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../combined-paths';
import { simulationInputs } from '../inputs';
import { dailySample } from '../plain-loop.fixture';
import { FIRST_SCALE, scaleGrid, solvedScale, type ScaleAsked } from '../solved-scale';
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
const out = (monthly: number) => [{ fromMonth: 0, toMonth: 120, monthly: -monthly, indexed: false }];

describe('closed forms', () => {
  test('monthly payments compound as an annuity', () => {
    const { terminal } = run({ ...sure, flows: [{ fromMonth: 0, toMonth: 120, monthly: 500, indexed: false }] });
    expect(terminal.mean).toBeCloseTo(100000 * 1.06 ** 10 + (500 * (1.06 ** 10 - 1)) / (growth - 1), 5);
  });

  test('withdrawals run out in the month an annuity says, and stay out', () => {
    const result = run({ ...sure, flows: out(2000) });
    const lasts = -Math.log(1 - (100000 * (growth - 1)) / 2000) / Math.log(growth);
    expect(result.lasts.share).toBe(0);
    expect(result.ruinByMonth.indexOf(1)).toBe(Math.ceil(lasts));
    expect(result.terminal.mean).toBe(0);
  });

  test('a growing annuity: withdrawals that rise with prices', () => {
    const spec: SimulationSpec = {
      ...{ ...sure, inflation: { kind: 'fixed', rate: 0.03 } },
      flows: [{ fromMonth: 0, toMonth: 120, monthly: -600, indexed: true }]
    };
    const prices = 1.03 ** (1 / 12);
    const paid = (600 * prices * (1.06 ** 10 - 1.03 ** 10)) / (growth - prices);
    expect(run(spec).terminal.mean).toBeCloseTo(100000 * 1.06 ** 10 - paid, 5);
    expect(run(spec).realTerminal.mean).toBeCloseTo((100000 * 1.06 ** 10 - paid) / 1.03 ** 10, 5);
  });

  test('most spending at 90 % odds is the annuity of the start', () => {
    const spec: SimulationSpec = {
      ...sure,
      spending: { fromMonth: 0, rule: { kind: 'fixed-real', amount: 5000 } }
    };
    const asked: ScaleAsked = { of: 'spending', odds: 0.9 };
    const inputs = simulationInputs(spec, steady);
    let step = FIRST_SCALE;
    for (;;) {
      const { factors, variants } = scaleGrid(spec, asked, step);
      const odds = simulate(spec, inputs, variants).variants.map((one) => one.odds.share);
      const solved = solvedScale(asked, step, factors, odds);
      if ('next' in solved) {
        step = solved.next;
        continue;
      }
      if (solved.found.status !== 'found') throw new Error(solved.found.status);
      const monthly = (100000 * (growth - 1)) / (1 - 1.06 ** -10);
      expect((solved.found.factor * 5000) / 12).toBeLessThanOrEqual(monthly * (1 + 1e-9));
      expect((solved.found.factor * 5000) / 12).toBeGreaterThan(monthly * 0.999);
      break;
    }
  });

  test('what is asked of saving and what nothing can give', () => {
    const asked: ScaleAsked = { of: 'saving', odds: 0.9 };
    expect(solvedScale(asked, FIRST_SCALE, [0, 4], [1, 1])).toEqual({
      found: { status: 'found', factor: 0, odds: 1 }
    });
    expect(solvedScale(asked, { low: 64, high: 256, round: 0 }, [64, 256], [0, 0.1])).toEqual({
      found: { status: 'none' }
    });
    expect(solvedScale({ of: 'spending', odds: 0.9 }, FIRST_SCALE, [0, 4], [0.2, 0])).toEqual({
      found: { status: 'none' }
    });
  });
});

describe('spending rules', () => {
  const spending = (rule: NonNullable<SimulationSpec['spending']>['rule']) =>
    run({ ...sure, spending: { fromMonth: 0, rule } });

  test('a share of what is there', () => {
    let value = 100000;
    for (let year = 0; year < 10; year++) {
      const part = (0.05 * value) / 12;
      for (let month = 0; month < 12; month++) value = value * growth - part;
    }
    const result = spending({ kind: 'percent', rate: 0.05 });
    expect(result.terminal.mean).toBeCloseTo(value, 6);
    expect(result.spent?.[2].values[0]).toBeCloseTo(5000, 2);
  });

  test('remaining life pays a level annuity-due at the return it assumes, nearly to nothing', () => {
    const { spent, terminal } = spending({ kind: 'remaining-life', realReturn: 0 });
    expect(spent?.[2].values[0]).toBeCloseTo(10000, 2);
    expect(terminal.mean).toBeLessThan(1000);
  });

  test('floor and ceiling hold purchasing power', () => {
    const falling = { ...steady, returns: { ...steady.returns, values: new Float64Array(4).fill(-0.02) } };
    const spec: SimulationSpec = {
      ...sure,
      spending: { fromMonth: 0, rule: { kind: 'floor-ceiling', rate: 0.05, floor: 0.9, ceiling: 1.1 } }
    };
    const { spent } = simulate(spec, simulationInputs(spec, falling));
    expect(spent?.[2].values[1]).toBeCloseTo(4500, 2);
    const rising = { ...steady, returns: { ...steady.returns, values: new Float64Array(4).fill(0.02) } };
    expect(simulate(spec, simulationInputs(spec, rising)).spent?.[2].values[5]).toBeCloseTo(5500, 2);
  });

  test('guardrails: cut after a fall until the last 15 years, raised after a rise', () => {
    const of = (monthly: number, months: number) => {
      const spec: SimulationSpec = {
        ...{ ...sure, months },
        spending: { fromMonth: 0, rule: { kind: 'guardrails', rate: 0.05, band: 0.2, adjustment: 0.1 } }
      };
      const returns = { ...steady.returns, values: new Float64Array(4).fill(monthly) };
      return simulate(spec, simulationInputs(spec, { ...steady, returns })).spent?.[2].values ?? new Float64Array(0);
    };
    const fallen = of(-0.02, 360);
    expect(fallen[1]).toBeCloseTo(4500, 2);
    expect(fallen[2]).toBeCloseTo(4050, 2);
    expect(of(-0.02, 180)[1]).toBeCloseTo(5000, 2);
    expect(of(0.03, 360)[1]).toBeCloseTo(5500, 2);
  });
});

describe('accounts, taxes and rebalancing', () => {
  test('a sale of gains is taxed, a deferred account wholly, a free one not at all', () => {
    const taxes = { gains: 0.25, income: 0.4 };
    const after = (account: SimulationSpec['accounts'][number]) => {
      const spec = { ...sure, accounts: [account], taxes, months: 1, flows: out(1000) };
      const { meanTaxes, terminal } = run(spec);
      return { meanTaxes, left: terminal.mean };
    };
    const value = 100000 * growth;
    expect(after({ kind: 'free', value: 100000 }).left).toBeCloseTo(value - 1000, 6);
    expect(after({ kind: 'deferred', value: 100000 }).left).toBeCloseTo(value - 1000 / 0.6, 6);
    const gainShare = 1 - 60000 / value;
    const gross = 1000 / (1 - 0.25 * gainShare);
    const taxed = after({ kind: 'taxable', value: 100000, cost: 60000 });
    expect(taxed.left).toBeCloseTo(value - gross, 6);
    expect(taxed.meanTaxes).toBeCloseTo(gross - 1000, 6);
    expect(after({ kind: 'taxable', value: 100000, cost: 200000 }).meanTaxes).toBe(0);
  });

  test('accounts are emptied in their order', () => {
    const accounts = [
      { kind: 'free', value: 500 },
      { kind: 'deferred', value: 1000 }
    ] as const;
    const { terminal, meanTaxes } = run({
      ...sure,
      accounts,
      taxes: { gains: 0, income: 0.5 },
      months: 1,
      flows: out(600)
    });
    expect(meanTaxes).toBeCloseTo(600 - 500 * growth, 9);
    expect(terminal.mean).toBeCloseTo(1000 * growth - 2 * (600 - 500 * growth), 9);
  });

  test('followed line by line and restored each month, untaxed, gives what the short way gives', () => {
    const returns = dailySample(400, 3, 2);
    const spec: SimulationSpec = {
      ...{ ...sure, paths: 300, weights: Float64Array.of(0.5, 0.2, 0.2), cashRate: 0.02, annualCost: 0.01 },
      accounts: [{ kind: 'taxable', value: 100000 }],
      flows: out(500)
    };
    const source = { returns, rowsPerMonth: 21 };
    const short = simulate(spec, simulationInputs(spec, source));
    const banded: SimulationSpec = { ...spec, rebalancing: { kind: 'bands', band: 1e-15 } };
    const long = simulate(banded, simulationInputs(banded, source));
    short.terminal.quantiles.forEach(({ value }, q) =>
      expect(long.terminal.quantiles[q].value / value).toBeCloseTo(1, 10)
    );
  });

  test('without rebalancing or flows weights drift: the sum of what each instrument becomes', () => {
    const returns = { values: Float64Array.of(0.01, -0.005), rows: 1, columns: 2 };
    const spec: SimulationSpec = {
      ...{ ...sure, weights: Float64Array.of(0.6, 0.3), cashRate: 0.03 },
      rebalancing: { kind: 'none' }
    };
    const { terminal } = simulate(spec, simulationInputs(spec, { returns, rowsPerMonth: 1 }));
    expect(terminal.mean).toBeCloseTo(60000 * 1.01 ** 120 + 30000 * 0.995 ** 120 + 10000 * 1.03 ** 10, 5);
  });

  test('costs and taxes never help, whatever the plan', () => {
    const returns = dailySample(300, 2, 8);
    fc.assert(
      fc.property(
        fc.constantFrom('monthly', 'yearly', 'none'),
        fc.constantFrom('taxable', 'deferred'),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.integer({ min: 0, max: 1500 }),
        (kind, account, rate, monthly) => {
          const spec: SimulationSpec = {
            ...{ ...sure, paths: 100, months: 60, weights: Float64Array.of(0.5, 0.4) },
            ...{ rebalancing: { kind }, accounts: [{ kind: account, value: 50000, cost: 30000 }], flows: out(monthly) }
          };
          const inputs = simulationInputs(spec, { returns, rowsPerMonth: 21 });
          const free = simulate({ ...spec, taxes: { gains: 0, income: 0 } }, inputs);
          const taxed = simulate({ ...spec, taxes: { gains: rate, income: rate }, annualCost: 0.002 }, inputs);
          expect(taxed.success.share).toBeLessThanOrEqual(free.success.share);
          taxed.terminal.quantiles.forEach(({ value }, q) =>
            expect(value).toBeLessThanOrEqual(free.terminal.quantiles[q].value * (1 + 1e-9))
          );
        }
      ),
      { numRuns: 30 }
    );
  });

  test('a glide path moves weights evenly', () => {
    const spec: SimulationSpec = {
      ...{ ...sure, months: 4, cashRate: 0 },
      glide: { weights: Float64Array.of(0), fromMonth: 0, toMonth: 4 }
    };
    const r = growth - 1;
    expect(run(spec).terminal.mean).toBeCloseTo(100000 * (1 + r) * (1 + 0.75 * r) * (1 + 0.5 * r) * (1 + 0.25 * r), 7);
  });
});
