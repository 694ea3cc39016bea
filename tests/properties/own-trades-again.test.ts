import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { demoLedgerFromText, seriesFromColumns } from '$lib/data/demo';
import { dayFromNumber, dayFromText, plusDays, type Day } from '$lib/domain/calendar';
import { eventId, instrumentsOf } from '$lib/domain/ledger';
import { panelFromSeries, type Panel } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { plainExecution, strategyBacktest, type StrategyResult } from '$lib/quant/backtest';
import { closesJoined, joinsByInstrument, seriesInCurrency } from '$lib/quant/currencies';
import { ownTrades } from '$lib/quant/own-trades';
import type { ReplayChange } from '$lib/quant/strategies';
import { valueHistory, type ValuationInput } from '$lib/quant/valuation';

const demo = (name: string) => readFileSync(new URL(`../../static/demo/${name}`, import.meta.url));
const { prices, rates } = seriesFromColumns(demo('recent.bin'));
const { accounts, instruments, transactions: written } = demoLedgerFromText(demo('ledger.json').toString());
const transactions = written.map((transaction, at) => ({ event: eventId(`e${at}`), sequence: at + 1, transaction }));
const base = currencyCode('USD');

function input(start: Day, end: Day): ValuationInput {
  return { accounts, instruments, transactions, prices, rates, base, filter: {}, period: { start, end } };
}

function panelOf(start: Day, end: Day): Panel {
  const joins = joinsByInstrument(transactions);
  const held = new Set(transactions.flatMap(({ transaction }) => [...instrumentsOf(transaction)]));
  const series = [...held].flatMap((id) => {
    const joined = closesJoined(id, joins, (one) => prices.find(({ instrument }) => instrument === one))?.series;
    const converted = joined && seriesInCurrency(joined, base, rates);
    return converted ? [converted] : [];
  });
  return panelFromSeries(series, { start: plusDays(start, -14), end });
}

function replayed(start: Day, end: Day, change?: ReplayChange): StrategyResult {
  const closes = panelOf(start, end);
  const { trades, flows, income, dividends } = ownTrades(input(start, end), closes);
  return strategyBacktest(
    {
      strategy: { strategy: 'replay', trades, flows, ...(change && { change }) },
      execution: plainExecution,
      start,
      end,
      initialValue: 0,
      flows,
      income
    },
    { closes, dividends }
  );
}

/** Greatest difference in value, as a part of the value, on the days of a run. */
function apart(result: StrategyResult, start: Day, end: Day): number {
  const history = valueHistory(input(start, end));
  const valueOn = new Map([...history.days].map((day, t) => [day, history.value[t] ?? NaN]));
  return Math.max(
    ...[...result.days].map((day, t) => {
      const own = valueOn.get(day) ?? NaN;
      return own === 0 ? Math.abs(result.values[t] ?? NaN) : Math.abs((result.values[t] ?? NaN) / own - 1);
    })
  );
}

const first = dayFromNumber(Math.min(...transactions.map(({ transaction }) => transaction.tradeDay)));
const last = dayFromText('2022-12-28');

describe("the demo's trades again", () => {
  test.each([
    ['from the first transaction', first],
    ['from a day on which much is held', dayFromText('2020-01-02')],
    ['from the middle of the split', dayFromText('2020-08-28')]
  ])('%s: worth the same as the portfolio, day by day', (_, start) => {
    const result = replayed(start, last);
    // Trades at their own prices, cash as the ledger has it: only the days of closes may differ.
    expect(apart(result, start, last)).toBeLessThan(1e-9);
    const history = valueHistory(input(plusDays(start, -1), last));
    const grown = (result.index.at(-1) ?? NaN) / (history.twrIndex.at(-1) ?? NaN) - 1;
    expect(Math.abs(grown)).toBeLessThan(0.004);
  });

  test('never sold leaves more shares and as much put in', () => {
    const plain = replayed(first, last);
    const kept = replayed(first, last, { change: 'never-sell' });
    expect(kept.flows).toBeCloseTo(plain.flows, 6);
    expect([...kept.trades.quantity].every((quantity) => quantity > 0)).toBe(true);
    expect([...kept.cash].every((cash) => cash > -1e-6)).toBe(true);
  });
});
