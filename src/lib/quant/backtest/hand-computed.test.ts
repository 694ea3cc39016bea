import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { ReplayTrade, StrategySpec } from '$lib/quant/strategies';
import { noCosts, plainExecution, type BacktestMarket, type ExecutionSettings, type TaxSettings } from './settings';
import { strategyBacktest } from './strategy-backtest';
import { tradeReasons, type StrategyBacktest, type StrategyResult } from './strategy-result';

// Every expected figure of this file is worked out by hand in the comment beside it.

const x = instrumentId('x');
const y = instrumentId('y');

function marketOf(days: readonly string[], rows: Readonly<Record<string, readonly number[]>>): BacktestMarket {
  return {
    closes: {
      days: Int32Array.from(days, (day) => dayFromText(day)),
      instruments: Object.keys(rows).map(instrumentId),
      values: Float64Array.from(Object.values(rows).flat())
    }
  };
}

const buy = (day: string, quantity: number, instrument = x): ReplayTrade => {
  return { day: dayFromText(day), instrument, quantity };
};

function run(
  market: BacktestMarket,
  spec: StrategySpec | readonly ReplayTrade[],
  execution: Partial<ExecutionSettings> = {},
  changes: Partial<StrategyBacktest> = {}
): StrategyResult {
  const { days } = market.closes;
  const strategy: StrategySpec = 'strategy' in spec ? spec : { strategy: 'replay', trades: spec };
  return strategyBacktest(
    {
      strategy,
      execution: { ...plainExecution, ...execution },
      start: days[0] as StrategyBacktest['start'],
      end: days[days.length - 1] as StrategyBacktest['end'],
      initialValue: 1000,
      ...changes
    },
    market
  );
}

const week = ['2021-03-01', '2021-03-02', '2021-03-03', '2021-03-04', '2021-03-05'];

describe('taxes by lot', () => {
  const years = marketOf(['2020-01-02', '2020-06-01', '2021-03-01', '2021-12-31', '2022-05-02', '2022-12-30'], {
    x: [10, 20, 30, 25, 5, 5]
  });
  const trades = [buy('2020-01-02', 10), buy('2020-06-01', 10), buy('2021-03-01', -10)];
  const rates = { shortRate: 0.35, longRate: 0.2, longAfter: 365, dividendRate: 0, paid: 'year-end' } as const;
  const taxed = (
    method: TaxSettings['method'],
    more: readonly ReplayTrade[] = [],
    paid: TaxSettings['paid'] = 'year-end'
  ) => run(years, [...trades, ...more], { taxes: { ...rates, method, paid } });

  // The first lot has gained 10 x (30 - 10) = 200 in 424 days: 20 % are 40. The second 10 x (30 - 20) = 100 in 273 days: 35 % are 35.
  test.each([
    ['fifo', 40],
    ['lofo', 40],
    ['lifo', 35],
    ['hifo', 35],
    ['least-tax', 35]
  ] as const)('%s pays %d on the last trading day of the year', (method, tax) => {
    const { taxes, cash } = taxed(method);
    expect(taxes?.total).toBeCloseTo(tax, 10);
    expect([...(taxes?.days ?? [])]).toEqual([dayFromText('2021-12-31')]);
    // 1000 - 100 - 200 + 300 = 1000 before the tax.
    expect([...cash]).toEqual([
      900,
      700,
      1000,
      expect.closeTo(1000 - tax, 10),
      expect.closeTo(1000 - tax, 10),
      expect.closeTo(1000 - tax, 10)
    ]);
  });

  test('at once pays on the day of the sale', () => {
    expect([...(taxed('fifo', [], 'at-once').taxes?.days ?? [])]).toEqual([dayFromText('2021-03-01')]);
  });

  test('a loss is carried to the next years and netted there', () => {
    // 2021: the first lot's long gain of 200. 2022: the second lot loses 10 x (5 - 20) = -150, long: nothing to net, carried on.
    const lost = taxed('fifo', [buy('2022-05-02', -10)]);
    expect(lost.taxes?.longTerm).toBeCloseTo(40, 10);
    expect(lost.taxes?.longLossCarried).toBeCloseTo(150, 10);
    expect(lost.taxes?.unrealised).toBe(0);
    // The other way round the loss of 2020 meets the gain of 2021: 5 x (20 - 10) short in 2020 after a purchase at 20 is none.
    const fall = marketOf(['2020-01-02', '2020-06-01', '2021-12-31', '2022-06-01'], { x: [20, 10, 30, 30] });
    const result = run(fall, [buy('2020-01-02', 20), buy('2020-06-01', -10), buy('2021-12-31', -10)], {
      taxes: { ...rates, method: 'fifo' }
    });
    // 2020: -100 short, carried. 2021: +100 long, used up by it: no tax at all.
    expect(result.taxes?.total).toBe(0);
    expect(result.taxes?.shortLossCarried).toBe(0);
  });

  test('costs of both trades lower the gain', () => {
    // 10 bought at 10 for 100 + 2, sold at 30 for 300 - 2: a gain of 196; 20 % are 39.2.
    const result = run(years, [buy('2020-01-02', 10), buy('2021-03-01', -10)], {
      costs: { ...noCosts, fixed: 2 },
      taxes: { ...rates, method: 'fifo' }
    });
    expect(result.taxes?.longTerm).toBeCloseTo(39.2, 10);
    expect([...(result.taxes?.lots.gain ?? [])]).toEqual([expect.closeTo(196, 10)]);
  });
});

describe('money that is lent', () => {
  test('a share sold short costs its fee on the value of the last close', () => {
    const market = marketOf(week, { x: [10, 12, 12, 11, 11] });
    const result = run(market, [buy('2021-03-01', -100)], {
      financing: { cashRate: 0, marginRate: 0, shortFee: 0.0365 }
    });
    // 100 sold for 1000: cash 2000. A day costs 0.0365 / 365 = 1e-4 of 1000, 1200, 1200, 1100: 0.1 + 0.12 + 0.12 + 0.11 = 0.45.
    expect(result.cash[4]).toBeCloseTo(2000 - 0.45, 10);
    expect(result.interest.shortFees).toBeCloseTo(0.45, 10);
    expect(result.values[4]).toBeCloseTo(2000 - 0.45 - 1100, 10);
    // 1200 short of a value of 2000 - 0.1 - 1200 = 799.9.
    expect(result.exposure.gross[1]).toBeCloseTo(1200 / 799.9, 10);
    expect(result.exposure.net[1]).toBeCloseTo(-1200 / 799.9, 10);
  });

  test('borrowed money costs the margin rate, money at hand earns the cash rate', () => {
    const market = marketOf(['2021-01-04', '2022-01-04', '2023-01-04'], { x: [10, 10, 10] });
    const financing = { cashRate: 0.05, marginRate: 0.1, shortFee: 0 };
    // 200 bought for 2000: cash -1000, after 365 days -1100, after 730 -1210.
    const borrowed = run(market, [buy('2021-01-04', 200)], { financing });
    expect([...borrowed.cash]).toEqual([-1000, expect.closeTo(-1100, 9), expect.closeTo(-1210, 9)]);
    expect(borrowed.interest.margin).toBeCloseTo(210, 9);
    // 50 bought for 500: 500, 525, 551.25.
    const earned = run(market, [buy('2021-01-04', 50)], { financing });
    expect([...earned.cash]).toEqual([500, expect.closeTo(525, 9), expect.closeTo(551.25, 9)]);
  });
});

test('positions are closed when they have used up all the money', () => {
  const market = marketOf(week, { x: [10, 10, 5, 20, 20] });
  // 3 x 1000 buy 300 for 3000: cash -2000. At 5 they are worth 1500: -500 in all, sold, and a debt of 500 stays.
  const result = run(market, { strategy: 'fixed-weights', weights: [{ instrument: x, weight: 3 }], every: 'day' });
  expect([...result.values]).toEqual([1000, 1000, -500, -500, -500]);
  expect([...result.positions].slice(2)).toEqual([0, 0, 0]);
});

describe('what happens to instruments', () => {
  test('dividends go to cash on the ex-day, a short position pays them', () => {
    const market = { ...marketOf(week, { x: [10, 10, 10, 10, 10], y: [5, 5, 5, 5, 5] }) };
    const dividends = [x, y].map((instrument) => ({ instrument, day: dayFromText('2021-03-03'), perShare: 0.5 }));
    const trades = [buy('2021-03-01', 50), buy('2021-03-01', -20, y), buy('2021-03-03', 10)];
    const result = run({ ...market, dividends }, trades, {
      taxes: { shortRate: 0.3, longRate: 0.2, longAfter: 365, dividendRate: 0.25, method: 'fifo', paid: 'at-once' }
    });
    // 50 x 0.5 - 20 x 0.5 = 15: what is bought on the ex-day gets none. Taxed are 25 at 25 %: 6.25.
    expect(result.dividends).toBeCloseTo(15, 10);
    expect(result.taxes?.dividends).toBeCloseTo(6.25, 10);
    // 1000 - 500 + 100 = 600, then + 15 - 100 - 6.25.
    expect([...result.cash].slice(1, 3)).toEqual([600, expect.closeTo(508.75, 10)]);
  });

  test('a split changes shares, lots and what strategies see, not the value', () => {
    const market = marketOf(week, { x: [50, 50, 25, 25, 25] });
    const splits = [{ instrument: x, day: dayFromText('2021-03-03'), ratio: 2 }];
    const taxes = {
      shortRate: 0.3,
      longRate: 0.2,
      longAfter: 365,
      dividendRate: 0,
      method: 'fifo',
      paid: 'at-once'
    } as const;
    const result = run({ ...market, splits }, [buy('2021-03-01', 10), buy('2021-03-05', -20)], { taxes });
    expect([...result.values]).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect([...(result.taxes?.lots.gain ?? [])]).toEqual([0]);
    // Seen after the split the closes are 25, 25, 25: no return, nothing to sell.
    const rule = {
      when: [{ instrument: x, signal: { signal: 'return', days: 2 }, is: 'below', than: -0.1 } as const],
      hold: []
    };
    const spec: StrategySpec = { strategy: 'rules', rules: [rule], otherwise: [{ instrument: x, weight: 1 }] };
    expect(run({ ...market, splits }, spec).trades.day.length).toBe(1);
    expect(run(market, spec).trades.day.length).toBe(2);
  });

  test('a delisting pays the last price and its return', () => {
    const market = marketOf(week, { x: [50, 50, 40, NaN, NaN] });
    const delistings = [{ instrument: x, day: dayFromText('2021-03-04'), delistingReturn: -0.3 }];
    const result = run({ ...market, delistings }, [buy('2021-03-01', 10)]);
    // 500 left, 10 x 40 x 0.7 = 280.
    expect(result.cash[3]).toBeCloseTo(780, 10);
    expect(tradeReasons[result.trades.reason[1] ?? 0]).toBe('delisted');
    expect(result.events.map(({ kind }) => kind)).toEqual(['delisted']);
  });

  test('without a price an order waits for the next one', () => {
    const market = marketOf(week, { x: [50, NaN, NaN, 40, 40], y: [10, 10, 10, 10, 10] });
    const spec: StrategySpec = {
      strategy: 'rules',
      rules: [
        {
          when: [{ instrument: y, signal: { signal: 'close' }, is: 'above', than: 0 }],
          hold: [{ instrument: x, weight: 0.5 }]
        }
      ]
    };
    // Decided after the first close, due on the second day; the first price is that of the fourth: 500 / 40 = 12.5 shares.
    const result = run(market, spec);
    expect([...result.trades.day]).toEqual([dayFromText('2021-03-04')]);
    expect([...result.trades.quantity]).toEqual([12.5]);
    expect(tradeReasons[result.trades.reason[0] ?? 0]).toBe('waited');
    expect(result.events.map(({ kind }) => kind)).toEqual(['halted']);
  });
});

describe('orders', () => {
  const market = marketOf(week, { x: [300, 310, 305, 305, 305] });
  const all: StrategySpec = { strategy: 'buy-and-hold' };

  test('whole shares are cut towards zero, the rest stays cash', () => {
    const result = run(market, all, { shares: 'whole' });
    expect([...result.trades.quantity]).toEqual([3]);
    expect(result.cash[0]).toBe(100);
  });

  test('at the open, or days later', () => {
    const opens = Float64Array.of(250, 310, 305, 305, 305);
    expect([...run({ ...market, opens }, all, { at: 'open' }).trades.price]).toEqual([250]);
    const late = run(market, all, { lag: 3 });
    expect([...late.trades.day]).toEqual([dayFromText('2021-03-03')]);
    expect([...late.trades.price]).toEqual([305]);
    expect(run(market, all, { at: 'open' }).leftOut).toEqual(['open-without-opens']);
  });

  test('costs by kind', () => {
    const costs = { ...noCosts, rate: 0.001, perShare: 0.1, fixed: 1, minimum: 5, spread: 0.004, slippage: 0.001 };
    const result = run(market, [buy('2021-03-01', 2), buy('2021-03-02', -1)], { costs }, { initialValue: 10000 });
    // Commissions of 600 x 0.001 + 2 x 0.1 + 1 = 1.8 and 1.41 are less than 5. Spread: 600 and 310 x 0.002. Slippage: x 0.001.
    expect([...result.trades.commission]).toEqual([5, 5]);
    expect([...result.trades.spread]).toEqual([expect.closeTo(1.2, 12), expect.closeTo(0.62, 12)]);
    expect([...result.trades.slippage]).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.31, 12)]);
    expect(result.costs.total).toBeCloseTo(12.73, 10);
  });

  test('impact grows with the square root of what is traded', () => {
    const days = ['2021-03-01', '2021-03-02', '2021-03-03', '2021-03-04', '2021-03-05', '2021-03-08'];
    // Returns 0.1, -0.1, 0.1, -0.1: a standard deviation of sqrt(4 x 0.01 / 3) = 0.11547...; a volume of 10,000.
    const prices = marketOf(days, { x: [100, 110, 99, 108.9, 98.01, 100] });
    const costs = { ...noCosts, impact: 1, impactDays: 5 };
    const trades = [buy('2021-03-08', 100)];
    const volumes = new Float64Array(6).fill(10000);
    const result = run({ ...prices, volumes }, trades, { costs }, { initialValue: 20000 });
    // 10,000 x 0.11547 x sqrt(100 / 10,000) = 115.47.
    expect(result.costs.impact).toBeCloseTo(10000 * Math.sqrt(0.04 / 3) * 0.1, 8);
    expect(result.leftOut).toEqual([]);
    const blind = run(prices, trades, { costs }, { initialValue: 20000 });
    expect(blind.costs.impact).toBe(0);
    expect(blind.leftOut).toEqual(['impact-without-volume']);
  });

  test('a trade below the least amount is not made', () => {
    const two = marketOf(week, { x: [10, 10, 10, 10, 10], y: [10, 10, 10, 10, 10] });
    const spec: StrategySpec = {
      strategy: 'fixed-weights',
      weights: [
        { instrument: x, weight: 0.95 },
        { instrument: y, weight: 0.05 }
      ]
    };
    const result = run(two, spec, { minimumTrade: 60 });
    expect([...result.trades.amount]).toEqual([950]);
    expect(result.cash[0]).toBe(50);
  });
});
