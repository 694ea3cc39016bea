import { negate } from '$lib/domain/money';
import { bookExchange } from './flex-exchange';
import { bookedOptionEvents, withEnds } from './flex-options';
import type { FlexReport } from './flex-report';
import { amountIn, type FlexRow } from './flex-row';
import { bookTrade, isCancellation } from './flex-trade';

const SUMS: ReadonlySet<string> = new Set(['ASSET_SUMMARY', 'CLOSED_LOT', 'LOT', 'WASH_SALE']);

/** The rows that tell each trade once: executions, else orders, else sums by symbol. The others are passed over. */
export function tradeLevel(report: FlexReport, rows: readonly FlexRow[]): FlexRow[] {
  const level = (row: FlexRow): string => row.field('levelOfDetail').toUpperCase() || 'EXECUTION';
  const booked = ['EXECUTION', 'ORDER', 'SYMBOL_SUMMARY'].find((one) => rows.some((row) => level(row) === one));
  const kept: FlexRow[] = [];
  for (const row of rows)
    if (level(row) === booked && !SUMS.has(level(row))) kept.push(row);
    else report.sheet.passOver(row.line);
  return kept;
}

/** Plans every trade of a report. */
export function planTrades(report: FlexReport): void {
  const trades = withEnds(report, withoutCancelled(report, tradeLevel(report, report.sections.trades)));
  const settled = bookedOptionEvents(report, trades);
  for (const row of trades) {
    if (settled.has(row)) continue;
    const day = report.dayOf(row, 'tradeDate', 'dateTime', 'date');
    if (day === undefined) continue;
    const isExchange = row.field('assetCategory') === 'CASH' || isUnnamedExchange(row);
    report.plan(day, 'day', () => (isExchange ? bookExchange(report, row, day) : bookTrade(report, row)));
  }
}

/** Reports of few columns name no currency pair: an exchange is then a trade without any instrument. */
function isUnnamedExchange(row: FlexRow): boolean {
  return ['assetCategory', 'isin', 'cusip', 'symbol', 'conid'].every((name) => row.field(name) === '');
}

/** A trade and its cancellation go together; a cancellation alone is kept, and undoes what was booked before. */
function withoutCancelled(report: FlexReport, rows: readonly FlexRow[]): FlexRow[] {
  const gone = new Set<FlexRow>();
  const same = (a: FlexRow, b: FlexRow, ...names: string[]): boolean =>
    names.every((name) => a.field(name) === b.field(name));
  for (const row of rows) {
    if (!isCancellation(row)) continue;
    const original = rows.find(
      (one) =>
        one !== row &&
        !gone.has(one) &&
        !isCancellation(one) &&
        amountIn(one, 'quantity') === negate(amountIn(row, 'quantity')) &&
        (one.field('tradeID') !== '' && one.field('tradeID') === row.field('origTradeID')
          ? true
          : same(one, row, 'accountId', 'conid', 'symbol', 'tradePrice', 'tradeDate'))
    );
    if (!original) continue;
    gone.add(original).add(row);
    report.sheet.passOver(original.line);
    report.sheet.passOver(row.line);
  }
  return rows.filter((row) => !gone.has(row));
}
