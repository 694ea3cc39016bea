import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber, dayFromText } from '$lib/domain/calendar';
import type { Panel } from '$lib/domain/market';
import { backtest, transferables } from './backtest';
import { dayByDay, walkPanel } from './day-by-day.fixture';
import type { BacktestResult, BacktestSpec, RebalancingRule } from './spec';

const free = { rate: 0, spread: 0, fixed: 0 };
const dear = { rate: 0.001, spread: 0.002, fixed: 1 };

function specOf(panel: Panel, rebalancing: RebalancingRule, changes: Partial<BacktestSpec> = {}): BacktestSpec {
  const n = panel.instruments.length;
  return {
    instruments: panel.instruments,
    weights: new Float64Array(n).fill(0.9 / n),
    start: dayFromNumber(panel.days[0]),
    end: dayFromNumber(panel.days[panel.days.length - 1]),
    initialValue: 100000,
    rebalancing,
    costs: dear,
    cashRate: 0.03,
    ...changes
  };
}

const rules = fc.constantFrom<RebalancingRule>(
  { rule: 'none' },
  { rule: 'calendar', every: 'month' },
  { rule: 'calendar', every: 'quarter' },
  { rule: 'calendar', every: 'year' },
  { rule: 'band', absolute: 0.03 },
  { rule: 'band', absolute: 0.05, relative: 0.2 }
);
const setting = fc.record({ n: fc.integer({ min: 1, max: 6 }), seed: fc.integer({ min: 1, max: 1e5 }), rule: rules });

/** Gaps, late listings and endings, cut into a complete panel. */
function torn(panel: Panel): Panel {
  const length = panel.days.length;
  const values = Float64Array.from(panel.values);
  panel.instruments.forEach((_, i) => {
    if (i % 3 === 1) values.fill(NaN, i * length, i * length + 40);
    if (i % 3 === 2) values.fill(NaN, (i + 1) * length - 60, (i + 1) * length);
    for (let t = 50 + i; t < length; t += 37) values[i * length + t] = NaN;
  });
  return { ...panel, values };
}

const tradesUntil = (result: BacktestResult, day: number) => {
  const count = result.trades.day.findIndex((one) => one > day);
  const end = count < 0 ? result.trades.day.length : count;
  return Object.values(result.trades).map((column: Int32Array | Float64Array) => [...column.subarray(0, end)]);
};

describe('a backtest', () => {
  test('equals the same strategy written day by day', () => {
    const panel = walkPanel(8, 700, 3);
    const spec = specOf(panel, { rule: 'calendar', every: 'month' });
    const ours = backtest(spec, panel);
    const plain = dayByDay(spec, panel);
    expect(ours.trades.day.length).toBe(plain.trades.length);
    plain.values.forEach((value, t) => expect(ours.values[t] / value - 1).toBeCloseTo(0, 11));
    const cost = plain.trades.reduce((sum, one) => sum + one.cost, 0);
    expect(ours.costs.total).toBeCloseTo(cost, 6);
    expect(ours.costs.fixed).toBe(plain.trades.length);
  });

  test('without costs and rebalancing is buy and hold in closed form', () => {
    fc.assert(
      fc.property(setting, ({ n, seed }) => {
        const panel = walkPanel(n, 300, seed);
        const result = backtest(specOf(panel, { rule: 'none' }, { costs: free }), panel);
        for (const t of [0, 1, 150, 299]) {
          let expected = 10000 * 1.03 ** ((panel.days[t] - panel.days[0]) / 365);
          for (let i = 0; i < n; i++) expected += (90000 / n) * (panel.values[i * 300 + t] / panel.values[i * 300]);
          expect(result.values[t] / expected).toBeCloseTo(1, 11);
        }
        expect(result.trades.day.length).toBe(n);
      }),
      { numRuns: 30 }
    );
  });

  test('future prices never change a past trade or value', () => {
    fc.assert(
      fc.property(setting, fc.integer({ min: 5, max: 380 }), fc.boolean(), ({ n, seed, rule }, cut, tear) => {
        const panel = tear ? torn(walkPanel(n, 400, seed)) : walkPanel(n, 400, seed);
        const other = walkPanel(n, 400, seed + 1);
        const values = panel.values.map((value, at) => (at % 400 > cut ? other.values[at] : value));
        const one = backtest(specOf(panel, rule), panel);
        const two = backtest(specOf(panel, rule), { ...panel, values });
        expect(two.values.subarray(0, cut + 1)).toEqual(one.values.subarray(0, cut + 1));
        expect(tradesUntil(two, panel.days[cut])).toEqual(tradesUntil(one, panel.days[cut]));
      }),
      { numRuns: 120 }
    );
  });

  test('trades explain the values: cash and units add up, cash is never below zero', () => {
    fc.assert(
      fc.property(setting, ({ n, seed, rule }) => {
        const panel = torn(walkPanel(n, 400, seed));
        const result = backtest(specOf(panel, rule, { cashRate: 0 }), panel);
        const units = new Float64Array(n);
        const last = new Float64Array(n);
        let cash = 100000;
        let k = 0;
        for (let t = 0; t < 400; t++) {
          for (; result.trades.day[k] === result.days[t]; k++) {
            units[result.trades.instrument[k]] += result.trades.quantity[k];
            cash -= result.trades.amount[k] + result.trades.cost[k];
          }
          let value = cash;
          for (let i = 0; i < n; i++) {
            const price = panel.values[i * 400 + t];
            if (price > 0) last[i] = price;
            value += units[i] * last[i];
          }
          expect(result.values[t] / value).toBeCloseTo(1, 10);
          expect(result.cash[t]).toBeGreaterThan(-1e-6);
        }
        expect(k).toBe(result.trades.day.length);
      }),
      { numRuns: 60 }
    );
  });
});

describe('rules of a backtest', () => {
  test('a calendar rule restores the targets on the first day of each period', () => {
    const panel = walkPanel(3, 260, 8);
    const result = backtest(specOf(panel, { rule: 'calendar', every: 'quarter' }), panel);
    const starts = ['2000-01-03', '2000-04-03', '2000-07-03', '2000-10-02'].map(dayFromText);
    expect([...result.rebalances]).toEqual(starts);
    const row = [...result.weightDays].indexOf(starts[2]);
    expect([...result.weights.subarray(row * 4, row * 4 + 3)]).toEqual(Array(3).fill(expect.closeTo(0.3, 10)));
  });

  test('a band trades the day after a close outside it, and not otherwise', () => {
    const panel = walkPanel(2, 200, 8);
    const price = (t: number) => (t < 100 ? 10 : 20);
    panel.values.forEach((_, at) => (panel.values[at] = at < 200 ? price(at) : 10));
    const spec = specOf(
      panel,
      { rule: 'band', absolute: 0.1 },
      { weights: Float64Array.from([0.5, 0.5]), cashRate: 0 }
    );
    const result = backtest(spec, panel);
    expect([...result.rebalances]).toEqual([panel.days[0], panel.days[101]]);
    const wide = backtest({ ...spec, rebalancing: { rule: 'band', absolute: 0.2 } }, panel);
    expect(wide.rebalances.length).toBe(1);
  });

  test('late listings wait in cash, endings are sold at the last price', () => {
    const panel = walkPanel(2, 120, 5);
    panel.values.fill(NaN, 120, 140);
    panel.values.fill(NaN, 220, 240);
    const spec = specOf(panel, { rule: 'none' }, { weights: Float64Array.from([0.5, 0.5]), cashRate: 0, costs: free });
    const result = backtest(spec, panel);
    expect(result.events.map(({ kind, day }) => [kind, day])).toEqual([
      ['listed', panel.days[21]],
      ['ended', panel.days[109]]
    ]);
    expect(result.cash[20]).toBeCloseTo(50000, 6);
    const [bought, sold] = [1, 2].map((k) => result.trades.quantity[k]);
    expect(sold).toBeCloseTo(-bought, 9);
    expect(result.trades.price[2]).toBe(panel.values[219]);
    expect(result.cash[115] - result.cash[100]).toBeCloseTo(bought * panel.values[219], 6);
  });

  test('reports measures, weights and progress; refuses nonsense', () => {
    const panel = walkPanel(2, 600, 5);
    const done: number[] = [];
    const result = backtest(specOf(panel, { rule: 'calendar', every: 'year' }), panel, (k) => done.push(k));
    expect(done.at(-1)).toBe(599);
    expect(result.measures.totalReturn).toBeCloseTo(result.values[599] / 100000 - 1, 12);
    expect(result.measures.drawdown.length).toBe(600);
    expect(result.weights.length).toBe(result.weightDays.length * 3);
    expect(transferables(result).length).toBeGreaterThan(10);
    const spec = specOf(panel, { rule: 'none' });
    expect(() => backtest({ ...spec, weights: Float64Array.from([0.9, 0.9]) }, panel)).toThrow(RangeError);
    expect(() => backtest({ ...spec, end: dayFromText('1990-01-01') }, panel)).toThrow(RangeError);
    expect(() => backtest({ ...spec, initialValue: 0 }, panel)).toThrow(RangeError);
  });
});
