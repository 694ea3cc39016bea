import { describe, expect, test } from 'vitest';
import { plusDays } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, type Transaction } from '$lib/domain/ledger';
import { decimal, decimalText, money } from '$lib/domain/money';
import {
  accountReturns,
  benchmarkComparison,
  historyMeasures,
  holdings,
  portfolioReturns,
  positionReturns,
  timingEffect,
  valueHistory,
  wholePeriod
} from '.';
import { day, EUR, inputOf, live, on, ratesOf, seriesOf, USD } from './market.fixture';

const prices = [seriesOf('ABC', { '2024-01-02': 100, '2024-01-03': 110, '2024-01-04': 99, '2024-01-05': 108.9 })];

describe('returns', () => {
  test('the portfolio, its accounts and its positions', () => {
    const transactions = live(
      on('2024-01-02').deposit('1000'),
      on('2024-01-02').buy('ABC', '10', '100', '1000'),
      on('2024-01-03', 'bank').deposit('500')
    );
    const input = inputOf(transactions, '2024-01-01', '2024-01-05', { prices });
    const whole = portfolioReturns(input);
    // 1.0 on the day of purchase, then +100 on 1,000 + 500, -110 on 1,600, +99 on 1,490.
    const expected = (1600 / 1500) * (1490 / 1600) * (1589 / 1490) - 1;
    expect(whole.timeWeighted).toBeCloseTo(expected, 12);
    expect(whole.netFlows).toBe(1500);
    expect(whole.timeWeightedAnnual).toBeNaN();
    const byAccount = accountReturns(input).map(({ account, timeWeighted }) => [account, timeWeighted]);
    expect(byAccount).toEqual([
      ['broker', expect.closeTo(0.089, 12)],
      ['bank', 0]
    ]);
    const [position] = positionReturns(input);
    expect(position?.timeWeighted).toBeCloseTo(0.089, 12);
    expect(position?.moneyWeightedPeriod).toBeCloseTo(1.089 ** (4 / 3) - 1, 9);
  });

  test('CFA curriculum, exhibit 11: 15 % and 6.67 %, 10.76 % a year', () => {
    const transactions = live(
      on('2021-01-01').buy('ABC', '1', '200', '200'),
      on('2022-01-01').dividend('ABC', '5'),
      on('2022-01-02').buy('ABC', '1', '225', '225'),
      on('2023-01-01').dividend('ABC', '10')
    );
    const closes = { '2021-01-01': 200, '2022-01-01': 225, '2022-01-02': 225, '2023-01-01': 235 };
    const filter = { instruments: [instrumentId('ABC')] };
    const input = inputOf(transactions, '2021-01-01', '2023-01-01', { prices: [seriesOf('ABC', closes)], filter });
    expect(portfolioReturns(input).timeWeightedAnnual).toBeCloseTo(0.1076, 3);
    expect(portfolioReturns(input).timeWeighted).toBeCloseTo((230 / 200) * (480 / 450) - 1, 12);
  });

  test('the whole period opens before the first flow', () => {
    const transactions = live(on('2024-01-02').deposit('1000'));
    expect(wholePeriod(transactions, day('2024-02-01'))).toEqual({ start: day('2024-01-01'), end: day('2024-02-01') });
    expect(wholePeriod(transactions, day('2023-02-01'))).toBeUndefined();
  });

  test('no flow, no timing; a large flow before a fall hurts', () => {
    const quiet = inputOf(live(on('2024-01-02').deposit('10')), '2024-01-01', '2024-01-05', { prices });
    expect(timingEffect(valueHistory(quiet), portfolioReturns(quiet))).toBeUndefined();
    const closes = { '2022-01-03': 100, '2023-01-03': 150, '2024-01-03': 75 };
    const transactions = live(
      on('2022-01-03').buy('ABC', '10', '100', '1000'),
      on('2023-01-03').buy('ABC', '40', '150', '6000'),
      on('2023-06-03').buy('ABC', '1', '150', '150')
    );
    const filter = { instruments: [instrumentId('ABC')] };
    const input = inputOf(transactions, '2022-01-01', '2024-01-03', { prices: [seriesOf('ABC', closes)], filter });
    const history = valueHistory(input);
    const effect = timingEffect(history, portfolioReturns(input, history));
    expect(effect).toMatchObject({ effect: 'hurt', largestFlow: 6000, day: day('2023-01-03'), annual: true });
    expect(effect?.shareOfValue).toBeCloseTo(6, 12);
    expect((1 + (effect?.returnBefore ?? NaN)) * (1 + (effect?.returnAfter ?? NaN))).toBeCloseTo(
      history.twrIndex.at(-1) ?? NaN,
      12
    );
    expect(historyMeasures(history).worstDrawdown?.depth).toBeCloseTo(-0.5, 1);
  });
});

describe('benchmark', () => {
  const closes = { '2024-01-02': 50, '2024-01-03': 55, '2024-01-04': 44, '2024-01-05': 60 };
  const benchmark = seriesOf('IDX', closes, { currency: EUR });
  const rates = [ratesOf(EUR, USD, { '2024-01-02': 1.1, '2024-01-04': 1.2 })];

  test('a portfolio that is its benchmark is worth the same every day', () => {
    const transactions = live(
      on('2024-01-02').buy('IDX', '10', '50', '500', '0', EUR),
      on('2024-01-04').sell('IDX', '3', '44', '132', '0', EUR)
    );
    const filter = { instruments: [instrumentId('IDX')] };
    const input = inputOf(transactions, '2024-01-02', '2024-01-05', { prices: [benchmark], rates, filter });
    const history = valueHistory(input);
    const comparison = benchmarkComparison(input, history, benchmark);
    history.value.forEach((value, t) => expect(comparison.sameFlows[t]).toBeCloseTo(value, 9));
    expect(comparison.timeWeighted).toBeCloseTo((60 * 1.2) / (50 * 1.1) - 1, 12);
    expect(comparison.timeWeighted).toBeCloseTo((history.twrIndex.at(-1) ?? NaN) - 1, 12);
    expect(comparison.difference).toBeCloseTo(0, 9);
    expect(comparison.overdrawnOn).toBeUndefined();
  });

  test('withdrawing more than it would hold is said', () => {
    const transactions = live(
      on('2024-01-02').deposit('100'),
      on('2024-01-02').buy('ABC', '1', '10', '10'),
      on('2024-01-05').withdrawal('180')
    );
    const rich = [seriesOf('ABC', { '2024-01-02': 10, '2024-01-04': 200 })];
    const input = inputOf(transactions, '2024-01-01', '2024-01-05', { prices: rich, rates });
    expect(benchmarkComparison(input, valueHistory(input), benchmark).overdrawnOn).toBe(day('2024-01-05'));
  });
});

test('a row of holdings by hand', () => {
  const transactions = live(
    on('2022-06-01').dividend('ABC', '99'),
    on('2023-06-01').dividend('ABC', '20', '3'),
    on('2023-12-01').buy('ABC', '2', '80', '160', '1'),
    on('2023-12-04', 'bank').buy('ABC', '1', '90', '90', '1.5'),
    on('2024-01-02').deposit('100', EUR),
    {
      verb: 'transfer-securities',
      ...on('2024-01-03').dated,
      to: accountId('bank'),
      instrument: instrumentId('ABC'),
      quantity: decimal('0.5')
    } satisfies Transaction,
    { verb: 'fee', ...on('2024-01-03').dated, cash: money(decimal('7'), USD) }
  );
  const rates = [ratesOf(EUR, USD, { '2023-11-30': 1.1, '2024-01-04': 1.25 })];
  const input = inputOf(transactions, '2022-01-01', '2024-01-07', { prices, rates, base: EUR });
  const held = holdings(input, plusDays(day('2024-01-05'), 2));
  const [row] = held.rows;
  expect(row).toMatchObject({
    quantity: decimal('3'),
    accounts: ['broker', 'bank'],
    price: { value: decimal('108.9'), currency: 'USD', age: 2, source: 'close' },
    valueLocal: decimal('326.7'),
    value: decimal('261.36'),
    dayChange: decimal('23.76'), // 3 * (108.9 - 99) / 1.25
    cost: decimal('229.55'), // (161 + 91.5) / 1.1 = 229.545...
    gain: decimal('31.81'),
    income: decimal('18.18') // 20 / 1.1
  });
  expect(row?.dayReturn).toBeCloseTo(0.1, 12);
  expect(row?.lots.map(({ account, quantity, daysHeld }) => [account, decimalText(quantity), daysHeld])).toEqual([
    ['broker', '1.5', 37],
    ['bank', '0.5', 37],
    ['bank', '1', 34]
  ]);
  // Cash: EUR 100 and USD 99 + 17 - 161 - 91.5 - 7 = -143.5, of which the bank owes 91.5.
  expect(decimalText(held.cashTotal)).toBe('-14.8');
  expect(decimalText(held.total)).toBe('246.56');
  expect(held.rows.concat().reduce((total, each) => total + each.weight, 0) + sumOf(held.cash)).toBeCloseTo(1, 12);
});

function sumOf(rows: readonly { weight: number }[]): number {
  return rows.reduce((total, { weight }) => total + weight, 0);
}
