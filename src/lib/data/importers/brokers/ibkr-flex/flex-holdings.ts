import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import { add, money, type Decimal } from '$lib/domain/money';
import type { FlexReport } from './flex-report';
import { amountIn, currencyIn, rowWith, type FlexRow } from './flex-row';

/** Last day of the report, as a field of every row. */
function closeOf(report: FlexReport, row: FlexRow, ...names: readonly string[]): Day | undefined {
  return (
    report.dates.day(row, ...names) ?? report.dates.day(rowWith(row, { toDate: report.sections.toDay ?? '' }), 'toDate')
  );
}

/** States the cash of each currency at the close of the last day; sums in the base currency are passed over. */
export function assertCash(report: FlexReport): void {
  for (const row of report.sections.cashReport) {
    const currency = currencyIn(row, 'currency');
    const day = closeOf(report, row, 'toDate');
    const isSum = /BASE/i.test(`${row.field('levelOfDetail')} ${row.field('currency')}`);
    if (isSum || currency === undefined || day === undefined || row.field('endingCash') === '') {
      report.sheet.passOver(row.line);
      continue;
    }
    const dated = { account: report.account(row), tradeDay: day, settlementDay: day } as const;
    report.sheet.post(row.line, { ...dated, verb: 'assert-cash', cash: money(amountIn(row, 'endingCash'), currency) });
  }
}

interface Stated {
  units: Decimal;
  /** What all of it cost; undefined when a row does not say. */
  cost: Decimal | undefined;
  readonly row: FlexRow;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly day: Day;
  readonly lines: number[];
}

/** States the units of each position at the close of its day; lots are added up when there are no sums of them. */
export function assertPositions(report: FlexReport): void {
  const rows = report.sections.positions;
  const isLot = (row: FlexRow): boolean => /LOT/i.test(row.field('levelOfDetail'));
  const hasSums = rows.some((row) => !isLot(row));
  const held = new Map<string, Stated>();
  for (const row of rows) {
    const day = closeOf(report, row, 'reportDate', 'toDate');
    const instrument = report.instruments.of(row);
    if (
      (hasSums && isLot(row)) ||
      day === undefined ||
      instrument === undefined ||
      row.field('assetCategory') === 'CASH'
    ) {
      report.sheet.passOver(row.line);
      continue;
    }
    const account = report.account(row);
    const units = row.field('position') === '' ? amountIn(row, 'quantity') : amountIn(row, 'position');
    const cost = row.field('costBasisMoney') === '' ? undefined : amountIn(row, 'costBasisMoney');
    const key = [account, instrument, day].join('|');
    const known = held.get(key);
    if (known) {
      known.units = add(known.units, units);
      known.cost = known.cost === undefined || cost === undefined ? undefined : add(known.cost, cost);
      known.lines.push(row.line);
    } else held.set(key, { units, cost, row, account, instrument, day, lines: [] });
  }
  for (const { units, cost, row, account, instrument, day, lines } of held.values()) {
    const dated = { account, tradeDay: day, settlementDay: day } as const;
    const currency = currencyIn(row, 'currency');
    const about = {
      ...(lines.length === 0 ? {} : { lines }),
      ...(cost === undefined || currency === undefined ? {} : { cost: money(cost, currency) })
    };
    report.sheet.post(row.line, { ...dated, verb: 'assert-position', instrument, quantity: units }, about);
  }
}
