import type { Day } from '$lib/domain/calendar';
import { absolute, money, ZERO, type CurrencyCode } from '$lib/domain/money';
import type { PostedAbout } from '../../sheet/reader';
import type { FlexReport } from './flex-report';
import { amountIn, currencyIn, type FlexRow } from './flex-row';

/** Plans what came from and went to other accounts; the two sides of a move within the report are one. */
export function planTransfers(report: FlexReport): void {
  const rows = report.sections.transfers.filter((row) => {
    const isLot = /LOT/i.test(row.field('levelOfDetail'));
    if (isLot) report.sheet.passOver(row.line);
    return !isLot;
  });
  const told = new Set<FlexRow>();
  for (const row of rows) {
    if (told.has(row)) continue;
    const day = report.dayOf(row, 'date', 'dateTime', 'reportDate', 'settleDate');
    const currency = currencyIn(row, 'currency');
    if (day === undefined) continue;
    if (currency === undefined) {
      report.sheet.refuse(row.line, { code: 'currency-unreadable', text: row.field('currency') }, 'currency');
      continue;
    }
    const other = rows.find((one) => !told.has(one) && isOtherSide(report, row, one));
    if (other) told.add(other);
    report.plan(day, 'day', () => bookTransfer(report, row, other, day, currency));
  }
}

const isOut = (row: FlexRow): boolean =>
  row.field('direction') === ''
    ? amountIn(row, 'quantity') < 0n || amountIn(row, 'cashTransfer') < 0n
    : /out/i.test(row.field('direction'));

function isOtherSide(report: FlexReport, row: FlexRow, other: FlexRow): boolean {
  return (
    other !== row &&
    isOut(other) !== isOut(row) &&
    report.account(other) !== report.account(row) &&
    other.field('conid') === row.field('conid') &&
    other.field('currency') === row.field('currency') &&
    report.dates.day(other, 'date', 'dateTime', 'reportDate') ===
      report.dates.day(row, 'date', 'dateTime', 'reportDate') &&
    absolute(amountIn(other, 'quantity')) === absolute(amountIn(row, 'quantity')) &&
    absolute(amountIn(other, 'cashTransfer')) === absolute(amountIn(row, 'cashTransfer'))
  );
}

function bookTransfer(
  report: FlexReport,
  row: FlexRow,
  other: FlexRow | undefined,
  day: Day,
  currency: CurrencyCode
): void {
  const [from, to] = isOut(row) ? [row, other] : [other, row];
  const id = row.field('transactionID');
  const about: PostedAbout = { ...(id === '' ? {} : { id }), ...(other ? { lines: [other.line] } : {}) };
  const account = report.account(row);
  const dated = { account, tradeDay: day, settlementDay: day } as const;
  const quantity = absolute(amountIn(row, 'quantity'));
  const cash = money(absolute(amountIn(row, 'cashTransfer')), currency);
  const instrument = quantity === 0n ? undefined : report.instruments.of(row);
  const between = from && to ? { account: report.account(from), to: report.account(to) } : undefined;
  if (instrument !== undefined) {
    if (between) report.post(row, { ...dated, ...between, verb: 'transfer-securities', instrument, quantity }, about);
    else if (isOut(row)) report.post(row, { ...dated, verb: 'delivery-out', instrument, quantity }, about);
    else {
      // A report tells what the units were worth on that day, and seldom what they had cost.
      const basis = absolute(amountIn(row, 'costBasis') || amountIn(row, 'positionAmount'));
      const symbol = row.field('symbol');
      if (amountIn(row, 'costBasis') === 0n)
        report.sheet.note(
          row.line,
          basis === 0n ? { code: 'cost-unknown', symbol } : { code: 'cost-from-price', symbol },
          'positionAmount'
        );
      report.post(row, { ...dated, verb: 'delivery-in', instrument, quantity, cost: money(basis, currency) }, about);
    }
  }
  if (cash.amount !== ZERO) {
    if (between) report.post(row, { ...dated, ...between, verb: 'transfer-cash', cash }, about);
    else report.post(row, { ...dated, verb: isOut(row) ? 'withdrawal' : 'deposit', cash }, about);
  }
  if (instrument === undefined && cash.amount === ZERO) report.sheet.passOver(row.line);
}
