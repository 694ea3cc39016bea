import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import {
  dailyTurnover,
  drawdownTable,
  grossLeverage,
  measured,
  positionConcentration,
  roundTrips,
  seriesOf,
  withClosingTrades,
  type MeasureInput,
  type PositionValues,
  type Trade
} from '$lib/quant/measures';
import { expectFigure, table } from './performance.fixture';

interface Table {
  readonly tolerance: { readonly rel: number };
  readonly cases: readonly { readonly id: string; readonly expected: Record<string, unknown> }[];
}

const { cases, tolerance } = table<Table>('pyfolio-strategy');
const folder = process.env['SEXTANT_SHARED'];
const there = folder !== undefined && existsSync(join(folder, 'data', 'pyfolio_test_pos.csv'));
const lines = (name: string): string[][] =>
  there
    ? readFileSync(join(folder, 'data', `pyfolio_test_${name}.csv`), 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(','))
    : [];
const dayOf = (text = ''): number => dayFromText(text.slice(0, 10));

if (!there) console.log(`skipped ${cases.length + 1} rows: SEXTANT_SHARED is not set`);

describe.runIf(there)('a strategy of seven stocks, as pyfolio measures it', () => {
  const returns = lines('returns');
  const input: MeasureInput = {
    returns: Float64Array.from(returns, (line) => Number(line[1])),
    days: returns.map((line) => dayOf(line[0])),
    periodsPerYear: 252
  };
  const [head = [], ...rows] = lines('pos');
  const symbols = head.slice(1, -1);
  const days = rows.map((row) => dayOf(row[0]));
  const positions: PositionValues = {
    values: Float64Array.from(rows.flatMap((row) => row.slice(1, -1).map(Number))),
    cash: Float64Array.from(rows, (row) => Number(row.at(-1))),
    rows: rows.length,
    columns: symbols.length
  };
  const [names = [], ...deals] = lines('txn');
  const at = (name: string): number => names.indexOf(name);
  const timeOf = (text = ''): number => Date.parse(text.replace(' ', 'T')) / 86_400_000;
  const trades = deals.map((deal): Trade => {
    const [amount, price] = [Number(deal[at('amount')]), Number(deal[at('price')])];
    return { symbol: deal[at('symbol')] ?? '', time: timeOf(deal[0]), amount, price };
  });

  const expected = (id: string): Record<string, unknown> => cases.find((one) => one.id === id)?.expected ?? {};
  const near = (found: number, wanted: unknown): void =>
    expectFigure(found, wanted as number, Math.max(1e-12, tolerance.rel * Math.abs(wanted as number)));
  const mean = (values: Float64Array): number => {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const most = (values: Float64Array): number =>
    values.reduce((best, value) => (value > best ? value : best), -Infinity);
  const least = (values: Float64Array): number => -most(values.map((value) => -value));

  test('performance', () => {
    const wanted = expected('performance');
    const figures = measured(input, 'empyrical', Object.keys(wanted));
    for (const [id, value] of Object.entries(wanted)) near(figures[id] ?? NaN, value);
  });

  test('the five deepest drawdowns', () => {
    const wanted = expected('drawdowns')['rows'] as (number | null)[][];
    drawdownTable(seriesOf(input), 5).forEach(({ start, valley, recovery, depth }, k) => {
      expect([start, valley, recovery ?? null]).toEqual(wanted[k].slice(0, 3));
      near(depth, wanted[k][3]);
    });
  });

  test('concentration and leverage', () => {
    const { maxLong, medianLong, medianShort, maxShort } = positionConcentration(positions);
    const wanted = expected('concentration') as Record<string, number[]>;
    for (const [name, values] of Object.entries({ maxLong, medianLong }))
      [mean(values), most(values)].forEach((value, k) => near(value, wanted[name]?.[k]));
    for (const [name, values] of Object.entries({ medianShort, maxShort }))
      [mean(values), least(values)].forEach((value, k) => near(value, wanted[name]?.[k]));
    expect(maxShort.filter((value) => !Number.isNaN(value))).toHaveLength(Number(wanted['shortDays']));
    near(mean(grossLeverage(positions)), expected('leverage')['mean']);
    near(most(grossLeverage(positions)), expected('leverage')['max']);
  });

  test('turnover', () => {
    const byDay = new Map<number, number>();
    for (const { time, amount, price } of trades) {
      const day = Math.floor(time);
      byDay.set(day, (byDay.get(day) ?? 0) + Math.abs(amount) * price);
    }
    const traded = Float64Array.from(days, (day) => byDay.get(day) ?? 0);
    for (const over of ['gross-book', 'net-worth'] as const) {
      const turnover = dailyTurnover(traded, positions, over);
      near(mean(turnover), expected(`turnover-${over}`)['mean']);
      near(most(turnover), expected(`turnover-${over}`)['max']);
    }
  });

  test('round trips, and their profit is the money of the trades', () => {
    const last = rows.at(-1) ?? [];
    const values = new Map(symbols.map((symbol, j) => [symbol, Number(last[j + 1])]));
    const closed = withClosingTrades(trades, values, timeOf(last[0]));
    const trips = roundTrips(closed);
    const wanted = expected('round-trips');
    const profit = trips.reduce((sum, trip) => sum + trip.profit, 0);
    expect(trips).toHaveLength(Number(wanted['count']));
    expect(trips.filter(({ long }) => long)).toHaveLength(Number(wanted['long']));
    expect(trips.filter((trip) => trip.profit > 1e-6)).toHaveLength(Number(wanted['won']));
    near(profit, wanted['profit']);
    near(
      profit,
      closed.reduce((sum, { amount, price }) => sum - amount * price, 0)
    );
    near(
      trips.reduce((sum, trip) => sum + trip.return, 0),
      wanted['returns']
    );
    near(
      trips.reduce((sum, { opened, closed: end }) => sum + end - opened, 0),
      wanted['days']
    );
    for (const [symbol, value] of Object.entries(wanted['bySymbol'] as Record<string, number>))
      near(
        trips.filter((trip) => trip.symbol === symbol).reduce((sum, trip) => sum + trip.profit, 0),
        value
      );
  });

  test('there are positions for 1,506 days of seven stocks and cash', () => {
    expect([positions.rows, positions.columns + 1]).toEqual([1506, 8]);
  });
});
