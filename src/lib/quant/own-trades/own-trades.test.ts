import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { Transaction } from '$lib/domain/ledger';
import { panelFromSeries } from '$lib/domain/market';
import { decimal, money } from '$lib/domain/money';
import { plainExecution, strategyBacktest } from '$lib/quant/backtest';
import { closesJoined, joinsByInstrument, seriesInCurrency } from '$lib/quant/currencies';
import { valueHistory, type ValuationInput } from '$lib/quant/valuation';
import { EUR, USD, day, inputOf, live, on, ratesOf, seriesOf } from '../valuation/market.fixture';
import { ownTrades } from './own-trades';

// Nine trading days; x is split two for one on the sixth, z is quoted in euros, w is given away by y on the seventh.
const days = ['02', '03', '04', '05', '08', '09', '10', '11', '12'].map((date) => `2024-01-${date}`);
const closes = (values: readonly number[]) => Object.fromEntries(days.map((date, at) => [date, values[at] ?? NaN]));
const prices = [
  seriesOf('x', closes([100, 102, 104, 103, 105, 53, 54, 55, 56])),
  seriesOf('y', closes([50, 51, 52, 53, 54, 55, 45, 46, 47])),
  seriesOf('w', closes([20, 20, 20, 20, 20, 20, 20, 21, 22])),
  seriesOf('z', closes([10, 11, 12, 11, 10, 11, 12, 13, 14]), { currency: EUR })
];
const rates = [ratesOf(EUR, USD, closes([1.1, 1.1, 1.12, 1.11, 1.09, 1.1, 1.13, 1.14, 1.12]))];
const at = (index: number) => on(days[index] ?? '');

const transactions = live(
  at(0).deposit('20000'),
  at(0).buy('x', '50', '100', '5000', '5'),
  at(1).buy('y', '40', '50.5', '2020', '2'),
  {
    verb: 'exchange',
    ...at(1).dated,
    sold: money(decimal('1110'), USD),
    bought: money(decimal('1000'), EUR),
    fees: decimal('0'),
    taxes: decimal('0')
  } satisfies Transaction,
  at(2).buy('z', '30', '12', '360', '1', EUR),
  at(3).dividend('y', '80', '12'),
  { verb: 'fee', ...at(4).dated, cash: money(decimal('15'), USD) } satisfies Transaction,
  { verb: 'split', ...at(5).dated, instrument: instrumentId('x'), numerator: 2, denominator: 1 } satisfies Transaction,
  at(6).sell('x', '60', '54.2', '3252', '3'),
  {
    ...{ verb: 'reorganisation', kind: 'spin-off', ...at(6).dated, instrument: instrumentId('y'), keeps: true },
    retained: 4,
    receives: [{ instrument: instrumentId('w'), numerator: 1, denominator: 2, basis: 1 }]
  } as Transaction,
  {
    verb: 'delivery-in',
    ...at(7).dated,
    instrument: instrumentId('w'),
    quantity: decimal('10'),
    cost: money(decimal('150'), USD)
  } satisfies Transaction,
  at(8).withdrawal('1000')
);

function panel(start: number) {
  const joins = joinsByInstrument(transactions);
  const series = prices.flatMap(({ instrument }) => {
    const joined = closesJoined(instrument, joins, (id) => prices.find((one) => one.instrument === id))?.series;
    const converted = joined && seriesInCurrency(joined, USD, rates);
    return converted ? [converted] : [];
  });
  return panelFromSeries(series, { start: day(days[start] ?? ''), end: day('2024-01-12') });
}

const input = (start: number): ValuationInput =>
  inputOf(transactions, days[start] ?? '', '2024-01-12', { prices, rates });

describe("a ledger's trades as a run takes them", () => {
  // The first day of a run needs a close before it: instruments can be traded once one is known.
  test.each([1, 2, 3, 4, 5, 6, 7])(
    'from day %i on they are worth what the ledger is, whatever happens on the way',
    (start) => {
      const market = panel(start - 1);
      const { trades, flows, income, dividends, leftOut } = ownTrades(input(start), market);
      expect(leftOut).toEqual([]);
      const result = strategyBacktest(
        {
          strategy: { strategy: 'replay', trades, flows },
          execution: plainExecution,
          start: day(days[start] ?? ''),
          end: day('2024-01-12'),
          initialValue: 0,
          flows,
          income
        },
        { closes: market, dividends }
      );
      const history = valueHistory(input(start));
      [...result.days].forEach((number, t) => {
        const own = history.value[history.days.indexOf(number)] ?? NaN;
        expect(result.values[t], `${number}`).toBeCloseTo(own, 6);
      });
    }
  );

  test('a trade has its own price and cost, in shares of the joined series and in the base currency', () => {
    const { trades, dividends, flows } = ownTrades(input(1), panel(0));
    // 50 of x before the split are 100 of the joined series, taken over at its close of 50.
    expect(trades[0]).toMatchObject({ instrument: 'x', quantity: 100, price: 50, cost: 0 });
    const sold = trades.find(({ instrument, quantity }) => instrument === 'x' && quantity < 0);
    expect(sold).toMatchObject({ quantity: -60, cost: 3 });
    expect(sold?.price).toBeCloseTo(54.2, 9);
    // 360 euros at 1.12 for 30 shares, whose series is in dollars.
    const bought = trades.find(({ instrument }) => instrument === 'z');
    expect(bought?.price).toBeCloseTo(12 * 1.12, 9);
    expect(bought?.cost).toBeCloseTo(1.12, 9);
    expect(dividends).toHaveLength(1);
    // 20,000 - 5,005 of cash and 5,000 of x; ten of w at 21; the withdrawal.
    expect(flows.map(({ amount }) => Math.round(amount * 100) / 100)).toEqual([19_995, 210, -1000]);
  });

  test('what has no closes is left out, and its money stays as it was', () => {
    const market = panel(0);
    const known = market.instruments.filter((id) => id !== 'y');
    const rows = known.map((id) => market.instruments.indexOf(id));
    const length = market.days.length;
    const values = Float64Array.from(
      rows.flatMap((row) => [...market.values.subarray(row * length, (row + 1) * length)])
    );
    const { leftOut, trades } = ownTrades(input(1), { days: market.days, instruments: known, values });
    expect(leftOut).toEqual(['y']);
    expect(trades.some(({ instrument }) => instrument === 'y')).toBe(false);
  });
});
