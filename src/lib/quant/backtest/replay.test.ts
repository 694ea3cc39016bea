import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { ReplayChange, ReplayTrade } from '$lib/quant/strategies';
import { noCosts, plainExecution } from './settings';
import { strategyBacktest } from './strategy-backtest';
import type { StrategyResult } from './strategy-result';

// Expected figures are worked out by hand in the comments.

const x = instrumentId('x');
const y = instrumentId('y');
const days = ['2020-12-28', '2020-12-29', '2020-12-30', '2020-12-31', '2021-01-04', '2021-01-05'];
const closes = {
  days: Int32Array.from(days, (day) => dayFromText(day)),
  instruments: [x, y],
  values: Float64Array.of(10, 11, 12, 13, 14, 15, 20, 20, 20, 20, 20, 20)
};
const on = (at: number) => dayFromText(days[at] ?? '');
const trades: ReplayTrade[] = [
  { day: on(0), instrument: x, quantity: 50, price: 9.5, cost: 3 },
  { day: on(1), instrument: y, quantity: 20 },
  { day: on(2), instrument: x, quantity: -20, price: 12.5, cost: 2 }
];
const flows = [
  { day: on(0), amount: 1000 },
  { day: on(3), amount: 200 }
];

function replayed(change?: ReplayChange): StrategyResult {
  return strategyBacktest(
    {
      strategy: { strategy: 'replay', trades, flows, ...(change && { change }) },
      execution: { ...plainExecution, costs: { ...noCosts, fixed: 1 } },
      start: on(0),
      end: on(5),
      initialValue: 0,
      flows
    },
    { closes }
  );
}

describe("one's own trades again", () => {
  test('unchanged: at their own prices and costs, the market and the settings where they have none', () => {
    const result = replayed();
    // 1000 - 475 - 3 = 522; - 400 - 1 = 121; + 250 - 2 = 369; + 200 = 569.
    expect([...result.cash]).toEqual([522, 121, 369, 569, 569, 569]);
    // 50 x 10, + 20 x 20, then 30 shares.
    expect([...result.positions]).toEqual([500, 950, 760, 790, 820, 850]);
    expect(result.costs.total).toBeCloseTo(6, 12);
    // The first day gives 1022 / 1000; the deposit of the fourth is no return: 1359 / (1129 + 200).
    expect(result.index[0]).toBeCloseTo(1.022, 12);
    expect((result.index[3] ?? NaN) / (result.index[2] ?? NaN)).toBeCloseTo(1359 / 1329, 12);
  });

  test('never sold', () => {
    const result = replayed({ change: 'never-sell' });
    expect(result.cash[5]).toBe(321);
    // 50 x 15 + 400.
    expect(result.positions[5]).toBe(1150);
  });

  test('each trade days later, at the closes of then', () => {
    const result = replayed({ change: 'delay', days: 2 });
    // Bought at 12 on the third day, y on the fourth, 20 sold at 14 on the fifth; 1 each.
    expect([...result.trades.day]).toEqual([on(2), on(3), on(4)]);
    expect([...result.trades.price]).toEqual([12, 20, 14]);
    expect([...result.cash]).toEqual([1000, 1000, 399, 198, 477, 477]);
  });

  test('each deposit into one instrument', () => {
    const result = replayed({ change: 'deposits-into', instrument: x });
    // (1000 - 1) / 10 = 99.9 shares and (200 - 1) / 13.
    expect([...result.trades.quantity]).toEqual([expect.closeTo(99.9, 9), expect.closeTo(199 / 13, 9)]);
    expect(result.values[5]).toBeCloseTo(15 * (99.9 + 199 / 13), 8);
  });

  test('without costs', () => {
    expect(replayed({ change: 'no-costs' }).values[5]).toBeCloseTo((replayed().values[5] ?? NaN) + 6, 10);
  });

  test('without one instrument', () => {
    const result = replayed({ change: 'skip', instrument: y });
    expect(result.cash[5]).toBe(970);
    expect(result.positions[5]).toBe(450);
  });

  test('brought back once a year to the shares in which money was put in', () => {
    const result = replayed({ change: 'rebalance-yearly' });
    // Put in: 475 - 2/5 of it = 285 in x, 400 in y. On 2021-01-04 x (30 at 14 = 420) and y (400) become 285 : 400 of 820 less costs of 2.
    expect([...result.trades.day]).toEqual([on(0), on(1), on(2), on(4), on(4)]);
    const weights = result.weights.slice(-3);
    expect((weights[0] ?? NaN) / (weights[1] ?? NaN)).toBeCloseTo(285 / 400, 9);
  });
});
