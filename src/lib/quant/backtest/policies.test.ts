import { describe, expect, test } from 'vitest';
import { dayFromNumber, dayFromText, dayText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { StrategySpec } from '$lib/quant/strategies';
import { walkPanel } from './day-by-day.fixture';
import { calendarDays } from './rebalancing/calendar-days';
import {
  noCosts,
  plainExecution,
  type BacktestMarket,
  type ExecutionSettings,
  type RebalancingPolicy
} from './settings';
import { strategyBacktest } from './strategy-backtest';

const x = instrumentId('x');
const y = instrumentId('y');
const half: StrategySpec = {
  strategy: 'fixed-weights',
  weights: [
    { instrument: x, weight: 0.5 },
    { instrument: y, weight: 0.5 }
  ]
};

/** Two instruments on weekdays from 2021-03-01; one price for all days where a row has one only. */
function market(rowX: readonly number[], rowY: readonly number[]): BacktestMarket {
  const length = Math.max(rowX.length, rowY.length);
  const days: number[] = [];
  for (let day: number = dayFromText('2021-03-01'); days.length < length; day++) if ((day + 3) % 7 < 5) days.push(day);
  const values = [rowX, rowY].flatMap((row) => Array.from({ length }, (_, t) => row[t] ?? row[row.length - 1] ?? NaN));
  return { closes: { days: Int32Array.from(days), instruments: [x, y], values: Float64Array.from(values) } };
}

function run(data: BacktestMarket, rebalancing: RebalancingPolicy, more: Partial<ExecutionSettings> = {}) {
  const { days } = data.closes;
  const [start, end] = [days[0], days[days.length - 1]].map((day) => dayFromNumber(day ?? NaN));
  const execution = { ...plainExecution, rebalancing, ...more };
  return strategyBacktest({ strategy: half, execution, start, end, initialValue: 1000 }, data);
}

const last = (weights: Float64Array) => [...weights.slice(-3)];

describe('rebalancing', () => {
  test('on the n-th trading day of a period, the last where it has fewer', () => {
    const { days } = walkPanel(1, 70, 1);
    const text = (found: readonly number[]) => found.map((at) => dayText(dayFromNumber(days[at] ?? NaN)));
    expect(text(calendarDays('month', 1, days, 1))).toEqual(['2000-02-01', '2000-03-01', '2000-04-03']);
    expect(text(calendarDays('month', 3, days, 1))).toEqual(['2000-01-05', '2000-02-03', '2000-03-03', '2000-04-05']);
    // The last month has not ended.
    expect(text(calendarDays('month', -1, days, 1))).toEqual(['2000-01-31', '2000-02-29', '2000-03-31']);
    expect(text(calendarDays('week', 9, days, 1)).slice(0, 2)).toEqual(['2000-01-07', '2000-01-14']);
    expect(text(calendarDays('quarter', 2, days, 1))).toEqual(['2000-01-04', '2000-04-04']);
    expect(() => calendarDays('month', 0, days, 1)).toThrow(RangeError);
  });

  test('a band goes back to the target or only to its edge', () => {
    // x doubles on the second day: 1000 of 1500 is 2/3, more than 0.5 + 0.1; traded the day after.
    const data = market([10, 20, 20, 20], [10]);
    const target = run(data, { rule: 'band', absolute: 0.1 });
    expect(last(target.weights)).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.5, 12), expect.closeTo(0, 12)]);
    expect([...target.rebalances]).toEqual([data.closes.days[0], data.closes.days[2]]);
    const edge = run(data, { rule: 'band', absolute: 0.1, back: 'edge' });
    expect(last(edge.weights)).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.4, 12), expect.closeTo(0, 12)]);
    expect(edge.rebalances.length).toBe(2);
    // A relative band of a tenth of 0.5 is narrower.
    expect(last(run(data, { rule: 'band', absolute: 0.1, relative: 0.1, back: 'edge' }).weights)[0]).toBeCloseTo(
      0.55,
      12
    );
  });

  test('by volatility when the holdings have become wilder than the targets', () => {
    // x moves, y does not: a weight of x that has grown by a fifth is a volatility that has grown by a fifth.
    const wild = Array.from({ length: 40 }, (_, t) => (t < 20 ? 10 + (t % 2) : 20 + 2 * (t % 2)));
    const data = market(wild, [10]);
    expect(run(data, { rule: 'volatility', tolerance: 0.1, days: 10 }).rebalances.length).toBeGreaterThan(1);
    expect(run(data, { rule: 'volatility', tolerance: 0.9, days: 10 }).rebalances.length).toBe(1);
  });

  test('by benefit only when the variance taken away is worth the cost', () => {
    const wild = Array.from({ length: 60 }, (_, t) => (10 + (t % 2)) * 1.03 ** t);
    const data = market(wild, [10]);
    const policy = (aversion: number): RebalancingPolicy => ({ rule: 'benefit', every: 'week', aversion, days: 20 });
    const costs = { ...noCosts, rate: 0.002 };
    const never = run(data, policy(0), { costs });
    const often = run(data, policy(1000), { costs });
    const seldom = run(data, policy(1), { costs });
    expect(never.rebalances.length).toBe(1);
    expect(often.rebalances.length).toBeGreaterThan(seldom.rebalances.length);
    // Free trades are worth any benefit.
    expect(run(data, policy(1e-6)).rebalances.length).toBeGreaterThan(5);
  });
});
