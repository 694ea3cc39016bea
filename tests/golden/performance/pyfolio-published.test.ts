import { describe, expect, test } from 'vitest';
import {
  dailyTurnover,
  drawdownTable,
  joinedTrades,
  measured,
  positionConcentration,
  roundTrips,
  seriesOf
} from '$lib/quant/measures';
import { simpleReturns } from '$lib/quant/returns';
import { expectFigure, inputOf, table } from './performance.fixture';

interface Table {
  readonly tolerance: { abs: number };
  readonly drawdowns: readonly { prices: number[]; start: number; valley: number; recovery: number | null }[];
  readonly concentration: readonly { positions: (number | null)[]; cash: number; expected: (number | null)[] }[];
  readonly turnover: readonly { traded: number; cash: number; expected: number }[];
  readonly roundTrips: readonly {
    trades: [number, number][];
    expected: [number, number, boolean, number, number][];
  }[];
  readonly statistics: readonly { id: string; periodsPerYear: number; expected: number }[];
}

const rows = table<Table>('pyfolio-published');
const { abs } = rows.tolerance;

describe('pyfolio, its own tests', () => {
  test.each(rows.drawdowns)('the drawdown of $prices', ({ prices, start, valley, recovery }) => {
    const returns = simpleReturns(prices);
    const series = seriesOf({ ...inputOf(returns), days: returns.map((_, t) => t + 1), start: 0 });
    const [deepest] = drawdownTable(series, 1);
    expect([deepest?.start, deepest?.valley, deepest?.recovery ?? null]).toEqual([start, valley, recovery]);
  });

  test.each(rows.concentration)('concentration of $positions', ({ positions, cash, expected }) => {
    const values = Float64Array.from(positions, (value) => value ?? NaN);
    const { maxLong, medianLong, medianShort, maxShort } = positionConcentration({
      values,
      cash: Float64Array.of(cash),
      rows: 1,
      columns: values.length
    });
    [maxLong, medianLong, medianShort, maxShort].forEach(([value], k) => expectFigure(value, expected[k], abs));
  });

  test.each(rows.turnover)('turnover of $traded', ({ traded, cash, expected }) => {
    const book = { values: new Float64Array(1), cash: Float64Array.of(cash), rows: 1, columns: 1 };
    expectFigure(dailyTurnover(Float64Array.of(traded), book, 'net-worth')[0] / 2, expected, abs);
  });

  test.each(rows.roundTrips)('round trips of $trades', ({ trades, expected }) => {
    const trips = roundTrips(trades.map(([amount, price], time) => ({ symbol: 'A', time, amount, price })));
    expect(trips).toHaveLength(expected.length);
    trips.forEach((trip, k) => {
      const [opened, closed, long, profit, rate] = expected[k];
      expect([trip.opened, trip.closed, trip.long]).toEqual([opened, closed, long]);
      expectFigure(trip.profit, profit, abs);
      expectFigure(trip.return, rate, abs);
    });
  });

  test('trades of one order become one at their mean price', () => {
    const trade = (hours: number, amount: number, price: number) => ({ symbol: 'A', time: hours / 24, amount, price });
    const joined = joinedTrades([trade(9, 2, 10), trade(11, 2, 20), trade(13, -2, 20), trade(15, -2, 10)]);
    expect(joined.map(({ amount, price }) => [amount, price])).toEqual([
      [4, 15],
      [-4, 15]
    ]);
  });

  test.each(rows.statistics)('$id at $periodsPerYear a year', ({ id, periodsPerYear, expected }) => {
    const returns = Array.from({ length: 500 }, (_, t) => (t < 3 ? 0.1 : 0));
    expectFigure(measured(inputOf(returns, { periodsPerYear }), 'empyrical', [id])[id] ?? NaN, expected, abs);
  });
});
