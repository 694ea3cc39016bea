import { expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { noCosts, plainExecution, strategyBacktest } from '$lib/quant/backtest';
import { choosable, entryOf } from './entries';
import { cashSpans, costParts, deflation } from './figures';
import { weightTable } from './inside';
import { numbersOf, pointText, usualRange, valuesBetween } from './numbers';

const [x, y] = [instrumentId('x'), instrumentId('y')];
const days = Int32Array.from({ length: 400 }, (_, t) => 18_000 + t);
const values = Float64Array.from({ length: 800 }, (_, at) => {
  const t = at % 400;
  return at < 400 ? 100 + 0.1 * t + 3 * Math.sin(t) : 50 + 2 * Math.sin(t / 9);
});
const market = { closes: { days, instruments: [x, y], values } };
const span = { start: dayFromNumber(18_000), end: dayFromNumber(18_399), initialValue: 1000 };
const execution = {
  ...plainExecution,
  costs: { ...noCosts, rate: 0.001, spread: 0.002 },
  rebalancing: { rule: 'calendar', every: 'month' } as const
};
const weights = [
  { instrument: x, weight: 0.2 },
  { instrument: y, weight: 0.2 }
];
const result = strategyBacktest({ ...span, execution, strategy: { strategy: 'fixed-weights', weights } }, market);

test('one try leaves a Sharpe ratio as it is, more of them take from it what luck is worth', () => {
  const { sharpe } = result.measures;
  expect(deflation(result, {}, 0)).toMatchObject({ count: 1, sharpe });
  const few = deflation(result, { a: 0.1, b: 0.5, c: NaN }, 0);
  expect(few.count).toBe(2);
  const many = deflation(result, { a: 0.1, b: 0.5, c: 0.9, d: -0.4 }, 0);
  expect(many.sharpe).toBeLessThan(few.sharpe);
  expect(few.sharpe).toBeLessThan(sharpe);
  expect(many.probability).toBeLessThan(few.probability);
});

test('parts of the costs add up to all of them', () => {
  const { commission, spread, impact, tax, borrowing, total } = costParts(result);
  expect(commission + spread + impact + tax + borrowing).toBeCloseTo(total, 9);
  expect(total).toBeCloseTo(result.costs.total, 9);
});

test('weights are shown from the first time to the last, and add up', () => {
  const table = weightTable(result, (id) => id);
  expect(table.shown).toBe(6);
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(['x', 'y', 'Cash']);
  expect(table.total.cells.slice(1)).toEqual(Array.from({ length: 6 }, () => '100.0%'));
});

test('days mostly in cash are one span', () => {
  expect(cashSpans(result)).toEqual([{ from: 18_000, to: 18_399 }]);
});

test('numbers of a strategy are tried around what they are, within their bounds', () => {
  const numbers = numbersOf({ strategy: 'moving-averages', short: 20 });
  expect(numbers.map(({ name, now }) => [name, now])).toEqual([
    ['short', 20],
    ['long', 200]
  ]);
  const [short] = numbers;
  if (!short) throw new Error('no number');
  expect(usualRange(short)).toEqual({ from: 10, to: 40, count: 6 });
  expect(valuesBetween(short.field, 1, 4, 7)).toEqual([1, 2, 3, 4]);
  expect(valuesBetween(short.field, 400, 800, 3)).toEqual([400]);
  expect(pointText(numbers, { short: 5, long: 50 })).toBe('Short 5, Long 50');
});

test('every entry that can be chosen can be made', () => {
  const kept = { id: 'k', name: 'Mine', strategy: { strategy: 'equal-weights' }, execution } as const;
  const portfolio = { current: weights, suggested: weights, benchmark: y, book: [kept], execution };
  for (const { id } of choosable([kept], 'Index', true)) {
    const entry = entryOf(id, portfolio);
    expect(entry?.id, id).toBe(id);
    if (!entry || id === 'own') continue;
    const run = strategyBacktest({ ...span, execution: entry.execution, strategy: entry.strategy }, market);
    expect(
      run.values.every((value) => value > 0),
      id
    ).toBe(true);
  }
  expect(entryOf('benchmark', portfolio)?.execution.costs).toEqual(noCosts);
  expect(entryOf('kept-gone', portfolio)).toBeUndefined();
});
