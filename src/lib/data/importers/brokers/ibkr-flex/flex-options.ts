import type { Day } from '$lib/domain/calendar';
import { absolute, money, ZERO } from '$lib/domain/money';
import type { FlexReport } from './flex-report';
import { writtenOption } from '../rows/option-symbol';
import { amountIn, codesOf, currencyIn, rowWith, type FlexRow } from './flex-row';
import { bookTrade, settlementOf, tradeAbout, tradeCosts } from './flex-trade';

const isOption = (row: FlexRow): boolean => ['OPT', 'FOP', 'WAR'].includes(row.field('assetCategory'));
const ENDED = new Map([
  ['Ep', 'expiry'],
  ['A', 'assignment'],
  ['Ex', 'exercise'],
  ['AEx', 'exercise'],
  ['MEx', 'exercise']
] as const);

/** What ended the contracts of a row, if anything did. */
function endOf(row: FlexRow): 'expiry' | 'assignment' | 'exercise' | undefined {
  if (!/book/i.test(row.field('transactionType'))) return undefined;
  for (const code of codesOf(row)) {
    const end = ENDED.get(code as 'Ep');
    if (end !== undefined) return end;
  }
  return undefined;
}

const codeOfEvent: Readonly<Record<string, string>> = { expiration: 'Ep', assignment: 'A', exercise: 'Ex' };
const eventCode = (event: FlexRow): string => codeOfEvent[event.field('transactionType').toLowerCase()] ?? 'A;Ex';

/** True when an option event and a trade tell the same. */
function isEventOf(report: FlexReport, event: FlexRow, trade: FlexRow): boolean {
  return (
    (trade.field('tradeID') !== '' && trade.field('tradeID') === event.field('tradeID')) ||
    (trade.field('conid') === event.field('conid') &&
      /book/i.test(trade.field('transactionType')) &&
      absolute(amountIn(trade, 'quantity')) === absolute(amountIn(event, 'quantity')) &&
      report.dates.day(trade, 'tradeDate', 'dateTime') === report.dates.day(event, 'date', 'tradeDate', 'dateTime'))
  );
}

/**
 * Trades by the books, of reports without the column of codes, with what ended them: as the section of option events
 * says, else contracts closed for nothing expired.
 */
export function withEnds(report: FlexReport, trades: readonly FlexRow[]): FlexRow[] {
  return trades.map((row) => {
    if (!/book/i.test(row.field('transactionType')) || codesOf(row).length > 0) return row;
    const event = report.sections.optionEvents.find((one) => isEventOf(report, one, row));
    if (event) return rowWith(row, { notes: eventCode(event) });
    const forNothing = ['tradePrice', 'proceeds', 'tradeMoney'].every((name) => amountIn(row, name) === 0n);
    return isOption(row) && forNothing ? rowWith(row, { notes: 'Ep' }) : row;
  });
}

/**
 * Plans the contracts that expired or were exercised or assigned, joined with the trade in the underlying that this
 * brought about; says which trades are thereby told.
 */
export function bookedOptionEvents(report: FlexReport, trades: readonly FlexRow[]): ReadonlySet<FlexRow> {
  const rows = [...trades, ...eventsWithoutTrade(report, trades)];
  const told = new Set<FlexRow>();
  for (const row of rows) {
    const end = isOption(row) ? endOf(row) : undefined;
    if (end === undefined) continue;
    const day = report.dayOf(row, 'tradeDate', 'dateTime', 'date');
    told.add(row);
    if (day === undefined) continue;
    const shares = end === 'expiry' ? undefined : sharesOf(report, row, rows, told);
    if (shares) told.add(shares);
    report.plan(day, 'day', () => bookEnd(report, row, shares, end, day));
  }
  // Events whose contracts are not in the report at all: the shares are bought or sold all the same.
  for (const row of rows.slice(trades.length)) {
    if (told.has(row)) continue;
    const day = report.dayOf(row, 'tradeDate', 'dateTime', 'date');
    if (day !== undefined) report.plan(day, 'day', () => bookTrade(report, row));
  }
  return told;
}

/** Rows of the section of exercises, assignments and expirations that the trades do not tell, as trades. */
function eventsWithoutTrade(report: FlexReport, trades: readonly FlexRow[]): FlexRow[] {
  const asTrades: FlexRow[] = [];
  for (const row of report.sections.optionEvents) {
    const known = trades.some((one) => isEventOf(report, row, one));
    if (known || amountIn(row, 'quantity') === 0n) {
      report.sheet.passOver(row.line);
      continue;
    }
    const ibCommission = row.field('ibCommission') || row.field('commisionsAndTax') || row.field('commissionsAndTax');
    asTrades.push(rowWith(row, { transactionType: 'BookTrade', notes: eventCode(row), ibCommission, buySell: '' }));
  }
  return asTrades;
}

/** The shares that contracts turned into: of the underlying, on the same day, the contracts' size times as many. */
function sharesOf(
  report: FlexReport,
  row: FlexRow,
  rows: readonly FlexRow[],
  told: ReadonlySet<FlexRow>
): FlexRow | undefined {
  const day = report.dates.day(row, 'tradeDate', 'dateTime', 'date');
  const underlying = row.field('underlyingConid');
  const symbol = row.field('underlyingSymbol') || (writtenOption(row.field('symbol'))?.underlying ?? '');
  const candidates = rows.filter(
    (one) =>
      !isOption(one) &&
      !told.has(one) &&
      endOf(one) !== undefined &&
      amountIn(one, 'quantity') !== 0n &&
      one.field('accountId') === row.field('accountId') &&
      report.dates.day(one, 'tradeDate', 'dateTime', 'date') === day &&
      ((underlying !== '' && one.field('conid') === underlying) || (symbol !== '' && one.field('symbol') === symbol))
  );
  const size = Number(row.field('multiplier')) || 100;
  const contracts = absolute(amountIn(row, 'quantity'));
  return (
    candidates.find((one) => Number(absolute(amountIn(one, 'quantity'))) === Number(contracts) * size) ?? candidates[0]
  );
}

function bookEnd(
  report: FlexReport,
  row: FlexRow,
  shares: FlexRow | undefined,
  end: 'expiry' | 'assignment' | 'exercise',
  day: Day
): void {
  const instrument = report.instruments.of(row);
  const quantity = absolute(amountIn(row, 'quantity'));
  if (instrument === undefined) return report.sheet.refuse(row.line, { code: 'symbol-missing' }, 'symbol');
  if (quantity === 0n) return report.sheet.refuse(row.line, { code: 'quantity-zero' }, 'quantity');
  const dated = {
    account: report.account(row),
    tradeDay: day,
    settlementDay: settlementOf(report, shares ?? row, day)
  } as const;
  const bookCosts = (): void => {
    const own = currencyIn(row, 'currency');
    if (own === undefined) return;
    const { fees, bookOthers } = tradeCosts(report, row, own);
    const fee = { ...dated, verb: 'fee', cash: money(fees, own), instrument } as const;
    if (fees > ZERO) report.post(row, fee, tradeAbout(report, row));
    bookOthers();
  };
  const underlying = shares && report.instruments.of(shares);
  const currency = shares && currencyIn(shares, 'currency');
  if (end === 'expiry' || !shares || underlying === undefined || currency === undefined) {
    // Contracts settled in cash are closed at what they were worth.
    if (amountIn(row, 'proceeds') !== 0n) return bookTrade(report, row);
    if (end !== 'expiry') report.sheet.note(row.line, { code: 'half-missing', text: `${end} ${row.field('symbol')}` });
    report.post(row, { ...dated, verb: 'expiry', instrument, quantity }, tradeAbout(report, row));
    return bookCosts();
  }
  const units = amountIn(shares, 'quantity');
  const gross = absolute(amountIn(shares, 'proceeds') || amountIn(shares, 'tradeMoney'));
  const { fees, taxes, bookOthers } = tradeCosts(report, shares, currency);
  const settled = { underlying, units: absolute(units), gross: money(gross, currency), fees, taxes };
  const way = units > 0n ? 'receive' : 'deliver';
  report.post(
    row,
    { ...dated, verb: end, instrument, quantity, way, ...settled },
    tradeAbout(report, row, [shares.line])
  );
  bookOthers();
  bookCosts();
}
