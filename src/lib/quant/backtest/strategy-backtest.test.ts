import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { baselineStrategies, strategies, type StrategySpec } from '$lib/quant/strategies';
import { everyStrategy, questionOf, walkMarket } from './every-strategy.fixture';
import {
  noCosts,
  type BacktestMarket,
  type ExecutionSettings,
  type RebalancingPolicy,
  type TaxSettings
} from './settings';
import { strategyBacktest } from './strategy-backtest';
import type { StrategyResult } from './strategy-result';

const LENGTH = 140;
const plainCosts = { ...noCosts, rate: 0.001, spread: 0.002, slippage: 0.0003, fixed: 1 };
const dearCosts = { ...plainCosts, perShare: 0.01, minimum: 2, impact: 0.8 };
const financing = { cashRate: 0.03, marginRate: 0.06, shortFee: 0.01 };
const taxes: TaxSettings = {
  shortRate: 0.35,
  longRate: 0.2,
  longAfter: 30,
  dividendRate: 0.25,
  method: 'hifo',
  paid: 'year-end'
};

const policies: RebalancingPolicy[] = [
  { rule: 'none' },
  { rule: 'calendar', every: 'month' },
  { rule: 'calendar', every: 'week', day: 2 },
  { rule: 'band', absolute: 0.02 },
  { rule: 'band', absolute: 0.02, back: 'edge' },
  { rule: 'volatility', tolerance: 0.05, days: 20 },
  { rule: 'benefit', every: 'week', aversion: 20, days: 20 }
];
const settings = fc.record<Partial<ExecutionSettings> & { costs: ExecutionSettings['costs'] }>({
  at: fc.constantFrom('open', 'close'),
  lag: fc.constantFrom(1, 2),
  shares: fc.constantFrom('whole', 'fractional'),
  minimumTrade: fc.constantFrom(0, 150),
  costs: fc.constantFrom(noCosts, plainCosts, dearCosts),
  financing: fc.constant(financing),
  rebalancing: fc.constantFrom(...policies),
  taxes: fc.constantFrom<TaxSettings[]>(taxes, { ...taxes, method: 'least-tax', paid: 'at-once' })
});
const cases = fc.record({ seed: fc.integer({ min: 1, max: 1e5 }), n: fc.integer({ min: 2, max: 5 }) });
const count = everyStrategy(walkMarket(2, LENGTH, 1).closes).length;
const place = fc.integer({ min: 0, max: count - 1 });

/** Gaps, late listings, splits and an end. */
function torn(market: BacktestMarket): BacktestMarket {
  const { instruments, days } = market.closes;
  const values = Float64Array.from(market.closes.values);
  instruments.forEach((_, i) => {
    if (i % 3 === 1) values.fill(NaN, i * LENGTH, i * LENGTH + 12);
    for (let t = 20 + 3 * i; t < LENGTH; t += 17) values[i * LENGTH + t] = NaN;
  });
  const on = (t: number) => days[t] as StrategyResult['events'][number]['day'];
  return {
    ...market,
    closes: { ...market.closes, values },
    dividends: instruments.map((instrument, i) => ({ instrument, day: on(50 + i), perShare: 0.4 })),
    splits: [{ instrument: instruments[0], day: on(80), ratio: 2 }],
    delistings: [{ instrument: instruments[instruments.length - 1], day: on(110), delistingReturn: -0.3 }]
  };
}

const until = (result: StrategyResult, day: number) => {
  const found = result.trades.day.findIndex((one) => one > day);
  const end = found < 0 ? result.trades.day.length : found;
  return Object.values(result.trades).map((column: ArrayLike<number>) => Array.from(column).slice(0, end));
};

describe('the catalog of strategies', () => {
  test('has a case for each member and eleven baselines at least', () => {
    const tried = new Set(everyStrategy(walkMarket(3, LENGTH, 1).closes).map(({ strategy }) => strategy));
    expect([...tried].sort()).toEqual(strategies.map(({ id }) => id).sort());
    expect(baselineStrategies.length).toBeGreaterThanOrEqual(11);
  });

  test('is plain data: a question that was text gives the same result to the bit', () => {
    const market = walkMarket(4, LENGTH, 7);
    for (const spec of everyStrategy(market.closes)) {
      const question = questionOf(market.closes, spec, { costs: plainCosts, financing });
      const again = JSON.parse(JSON.stringify(question)) as typeof question;
      expect(strategyBacktest(again, market)).toEqual(strategyBacktest(question, market));
    }
  });

  test('every strategy trades', () => {
    const market = walkMarket(4, LENGTH, 7);
    for (const spec of everyStrategy(market.closes)) {
      const result = strategyBacktest(questionOf(market.closes, spec), market);
      expect(result.trades.day.length, JSON.stringify(spec)).toBeGreaterThan(0);
    }
  });
  test('a strategy that is asked once is asked until it has answered', () => {
    const market = walkMarket(3, LENGTH, 5);
    const spec: StrategySpec = { strategy: 'inverse-volatility', days: 20, every: 'once' };
    for (const path of ['automatic', 'by-event'] as const) {
      const { rebalances } = strategyBacktest(questionOf(market.closes, spec, {}, { path }), market);
      expect([...rebalances]).toEqual([market.closes.days[21]]);
    }
  });
});

describe('properties of every strategy', () => {
  test('future prices, volumes and figures change no past trade, weight or value', () => {
    fc.assert(
      fc.property(
        cases,
        place,
        settings,
        fc.integer({ min: 15, max: LENGTH - 5 }),
        fc.boolean(),
        (one, k, execution, cut, tear) => {
          const plain = walkMarket(one.n, LENGTH, one.seed);
          const market = tear ? torn(plain) : plain;
          const later = walkMarket(one.n, LENGTH, one.seed + 1);
          const mixed = (now: Float64Array, then: Float64Array | undefined) =>
            now.map((value, at) => (at % LENGTH > cut && then ? then[at] : value));
          const changed: BacktestMarket = {
            ...market,
            closes: { ...market.closes, values: mixed(market.closes.values, later.closes.values) },
            opens: market.opens && mixed(market.opens, later.opens),
            volumes: market.volumes && mixed(market.volumes, later.volumes),
            figures: market.figures && { yield: mixed(market.figures.yield, later.figures?.yield) }
          };
          const question = questionOf(market.closes, everyStrategy(market.closes)[k], execution);
          const [first, second] = [strategyBacktest(question, market), strategyBacktest(question, changed)];
          const end = cut + 1;
          expect(second.values.subarray(0, end)).toEqual(first.values.subarray(0, end));
          expect(second.cash.subarray(0, end)).toEqual(first.cash.subarray(0, end));
          expect(until(second, first.days[cut])).toEqual(until(first, first.days[cut]));
          const rows = first.rebalances.filter((day) => day <= first.days[cut]).length * (one.n + 1);
          expect(second.weights.subarray(0, rows)).toEqual(first.weights.subarray(0, rows));
        }
      ),
      { numRuns: 300 }
    );
  });

  test('vectorized equals by event to the cent', () => {
    let vectorized = 0;
    fc.assert(
      fc.property(
        cases,
        place,
        fc.constantFrom(...policies.slice(0, 4)),
        fc.constantFrom(noCosts, plainCosts),
        (one, k, rebalancing, costs) => {
          const market = walkMarket(one.n, LENGTH, one.seed);
          const question = questionOf(market.closes, everyStrategy(market.closes)[k], {
            rebalancing,
            costs,
            financing
          });
          const fast = strategyBacktest(question, market);
          const slow = strategyBacktest({ ...question, path: 'by-event' }, market);
          if (fast.path === 'vectorized') vectorized += 1;
          expect(slow.path).toBe('by-event');
          expect([...fast.trades.day]).toEqual([...slow.trades.day]);
          expect([...fast.rebalances]).toEqual([...slow.rebalances]);
          fast.values.forEach((value, t) => expect(Math.abs(value - slow.values[t])).toBeLessThan(0.005));
          fast.cash.forEach((value, t) => expect(Math.abs(value - slow.cash[t])).toBeLessThan(0.005));
          fast.weights.forEach((value, t) => expect(Math.abs(value - slow.weights[t])).toBeLessThan(1e-9));
          expect(Math.abs(fast.costs.total - slow.costs.total)).toBeLessThan(0.005);
          expect(Math.abs(fast.costs.spread - slow.costs.spread)).toBeLessThan(0.005);
          expect(Math.abs(fast.interest.earned - slow.interest.earned)).toBeLessThan(0.005);
          expect(fast.turnover).toBeCloseTo(slow.turnover, 8);
          fast.trades.reason.forEach((reason, t) => expect(reason).toBe(slow.trades.reason[t]));
        }
      ),
      { numRuns: 250 }
    );
    expect(vectorized).toBeGreaterThan(60);
  });

  test('value is cash and positions every day, and the trades explain both', () => {
    fc.assert(
      fc.property(cases, place, settings, fc.boolean(), (one, k, execution, tear) => {
        const plain = walkMarket(one.n, LENGTH, one.seed);
        const market = tear ? torn(plain) : plain;
        const flows = [{ day: market.closes.days[40] as StrategyResult['events'][number]['day'], amount: 2500 }];
        const spec = everyStrategy(market.closes)[k];
        const result = strategyBacktest(questionOf(market.closes, spec, execution, { flows }), market);
        result.values.forEach((value, t) => expect(value).toBe(result.cash[t] + result.positions[t]));
        const { trades, interest } = result;
        const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);
        const left =
          100000 +
          result.flows -
          sum(trades.amount) -
          sum(trades.cost) +
          result.dividends +
          interest.earned -
          interest.margin -
          interest.shortFees -
          (result.taxes?.total ?? 0);
        expect(Math.abs(left - result.cash[LENGTH - 1])).toBeLessThan(1e-6);
        const kinds = [trades.commission, trades.spread, trades.slippage, trades.impact];
        trades.cost.forEach((cost, t) =>
          expect(cost).toBeCloseTo(
            kinds.reduce((total, kind) => total + kind[t], 0),
            9
          )
        );
        if (execution.shares === 'whole' && spec.strategy !== 'replay' && !tear) {
          trades.quantity.forEach((quantity) => expect(Math.abs(quantity - Math.round(quantity))).toBeLessThan(1e-6));
        }
      }),
      { numRuns: 200 }
    );
  });

  test('costs never help: with the same decisions less is left', () => {
    const free: StrategySpec['strategy'][] = ['cppi', 'optimizer', 'replay'];
    fc.assert(
      fc.property(cases, place, fc.constantFrom(...policies.slice(0, 3)), (one, k, rebalancing) => {
        const market = walkMarket(one.n, LENGTH, one.seed);
        const spec = everyStrategy(market.closes)[k];
        fc.pre(!free.includes(spec.strategy));
        const cheap = strategyBacktest(questionOf(market.closes, spec, { rebalancing }), market);
        for (const costs of [plainCosts, dearCosts]) {
          const dear = strategyBacktest(questionOf(market.closes, spec, { rebalancing, costs }), market);
          expect(dear.values[LENGTH - 1]).toBeLessThanOrEqual(cheap.values[LENGTH - 1] * (1 + 1e-9));
        }
      }),
      { numRuns: 150 }
    );
  });

  test('the order of the instruments changes nothing', () => {
    fc.assert(
      fc.property(cases, place, fc.constantFrom(...policies.slice(0, 5)), (one, k, rebalancing) => {
        const market = walkMarket(one.n, LENGTH, one.seed);
        const { instruments, days, values } = market.closes;
        const order = instruments.map((_, i) => (i + 1) % one.n).reverse();
        const turned = (array: Float64Array) => {
          const whole = new Float64Array(array.length);
          order.forEach((from, to) => whole.set(array.subarray(from * LENGTH, (from + 1) * LENGTH), to * LENGTH));
          return whole;
        };
        const other: BacktestMarket = {
          closes: { instruments: order.map((i) => instruments[i]), days, values: turned(values) },
          figures: { yield: turned(market.figures?.yield ?? values) }
        };
        const question = questionOf(market.closes, everyStrategy(market.closes)[k], { rebalancing, costs: plainCosts });
        const straight = strategyBacktest(question, market);
        const mixed = strategyBacktest(question, other);
        straight.values.forEach((value, t) => expect(Math.abs(mixed.values[t] / value - 1)).toBeLessThan(1e-9));
      }),
      { numRuns: 150 }
    );
  });
});

test('nonsense is refused by name', () => {
  const market = walkMarket(2, LENGTH, 3);
  const ask =
    (spec: StrategySpec, execution: Partial<ExecutionSettings> = {}) =>
    () =>
      strategyBacktest(questionOf(market.closes, spec, execution), market);
  expect(ask({ strategy: 'moving-averages', short: 50, long: 20 })).toThrow(RangeError);
  expect(ask({ strategy: 'inverse-volatility', days: 2.5 })).toThrow('days: 2.5');
  expect(ask({ strategy: 'carry', figure: 'nothing' })).toThrow('nothing');
  expect(ask({ strategy: 'fixed-weights', weights: [{ instrument: instrumentId('x'), weight: 1 }] })).toThrow('x');
  expect(ask({ strategy: 'buy-and-hold' }, { lag: 0 })).toThrow('lag');
  expect(ask({ strategy: 'equal-weights' }, { costs: { ...noCosts, rate: -1 } })).toThrow(RangeError);
});
