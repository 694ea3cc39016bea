import type { Day } from '$lib/domain/calendar';
import {
  absolute,
  decimal,
  divide,
  money,
  multiply,
  negate,
  rounded,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { PostedAbout } from '../../sheet/reader';
import { tradeAmounts } from '../rows/trade-amounts';
import type { FlexReport } from './flex-report';
import { amountIn, codesOf, currencyIn, type FlexRow } from './flex-row';

/** True for the undoing of a trade that was booked before. */
export function isCancellation(row: FlexRow): boolean {
  return (
    /\(Ca\.?\)/.test(row.field('buySell')) || /Cancel/.test(row.field('transactionType')) || codesOf(row).includes('Ca')
  );
}

/** Id of a trade, the same in every report. */
export function tradeAbout(report: FlexReport, row: FlexRow, lines: readonly number[] = []): PostedAbout {
  const id = [row.field('tradeID'), row.field('transactionID'), row.field('ibExecID'), row.field('ibOrderID')].find(
    (one) => one !== '' && one !== '0'
  );
  const seconds = report.dates.seconds(row);
  return {
    ...(id === undefined ? {} : { id }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(lines.length === 0 ? {} : { lines })
  };
}

/** Costs of a trade within its own currency; what is charged in another one, or paid back, is booked by itself. */
export function tradeCosts(
  report: FlexReport,
  row: FlexRow,
  currency: CurrencyCode
): { fees: Decimal; taxes: Decimal; bookOthers: () => void } {
  const commission = amountIn(row, 'ibCommission');
  const taxes = amountIn(row, 'taxes');
  const charged = currencyIn(row, 'ibCommissionCurrency') ?? currency;
  const ownFees = charged === currency && commission <= 0n;
  const bookOthers = (): void => {
    const day = report.dates.day(row, 'tradeDate', 'dateTime', 'date');
    if (day === undefined) return;
    const instrument = row.field('assetCategory') === 'CASH' ? undefined : report.instruments.of(row);
    const about = instrument === undefined ? {} : { instrument };
    const dated = {
      account: report.account(row),
      tradeDay: day,
      settlementDay: settlementOf(report, row, day),
      ...about
    };
    if (!ownFees && commission !== 0n)
      report.post(row, { ...dated, verb: 'fee', cash: money(negate(commission), charged) }, tradeAbout(report, row));
    if (taxes > 0n)
      report.post(row, { ...dated, verb: 'tax', cash: money(negate(taxes), currency) }, tradeAbout(report, row));
  };
  return { fees: ownFees ? absolute(commission) : ZERO, taxes: taxes < 0n ? absolute(taxes) : ZERO, bookOthers };
}

/** Settlement day of a trade; never before the trade. */
export function settlementOf(report: FlexReport, row: FlexRow, tradeDay: Day): Day {
  const settles = report.dates.day(row, 'settleDateTarget', 'settleDate');
  return settles !== undefined && settles >= tradeDay ? settles : tradeDay;
}

/** Books a purchase or sale of an instrument. */
export function bookTrade(report: FlexReport, row: FlexRow): void {
  const { sheet } = report;
  const day = report.dates.day(row, 'tradeDate', 'dateTime', 'date');
  const instrument = report.instruments.of(row);
  const currency = currencyIn(row, 'currency');
  const quantity = amountIn(row, 'quantity');
  if (day === undefined) return;
  if (instrument === undefined) return sheet.refuse(row.line, { code: 'symbol-missing' }, 'symbol');
  if (currency === undefined)
    return sheet.refuse(row.line, { code: 'currency-unreadable', text: row.field('currency') }, 'currency');
  if (quantity === 0n) return sheet.refuse(row.line, { code: 'quantity-zero' }, 'quantity');
  if (isCancellation(row))
    sheet.note(row.line, { code: 'action-to-check', text: `${row.field('buySell')} · ${row.field('symbol')}` });
  const written = row.field('buySell').replace(/\s*\(Ca\.?\)/, '');
  const bought = isCancellation(row) || written === '' ? quantity > 0n : /^B/i.test(written);
  const opening = row.field('openCloseIndicator');
  const verb = bought ? (opening === 'C' ? 'buy-to-cover' : 'buy') : opening === 'O' ? 'sell-short' : 'sell';
  const units = absolute(quantity);
  const price = absolute(amountIn(row, 'tradePrice') || amountIn(row, 'price'));
  const gross = grossOf(row, units, price);
  if (row.field('assetCategory') === 'BOND' || row.field('assetCategory') === 'BILL') {
    const quote = tradeAmounts('buy', { quantity: units, price, net: gross, fees: ZERO, taxes: ZERO, accrued: ZERO });
    if (quote?.multiplier === '0.01') report.instruments.quotedInPercent(row);
  }
  const { fees, taxes, bookOthers } = tradeCosts(report, row, currency);
  const accrued = accruedOf(report, row, fees, taxes);
  report.post(
    row,
    {
      verb,
      account: report.account(row),
      tradeDay: day,
      settlementDay: settlementOf(report, row, day),
      instrument: report.instruments.of(row) ?? instrument,
      quantity: units,
      price: price === 0n && gross > 0n ? divide(gross, units) : price,
      gross: money(gross, currency),
      fees,
      taxes,
      ...(accrued > 0n ? { accrued } : {})
    },
    tradeAbout(report, row)
  );
  bookOthers();
}

/**
 * Amount before costs as the report states it, else quantity times price times multiplier. A future, whose gains are
 * paid day by day, is booked at its notional: value and gain are right, cash is once the position is closed.
 */
function grossOf(row: FlexRow, units: Decimal, price: Decimal): Decimal {
  const stated = absolute(amountIn(row, 'proceeds') || amountIn(row, 'tradeMoney'));
  if (stated !== 0n) return stated;
  const multiplier = row.field('multiplier');
  return rounded(
    multiply(multiply(units, price), decimal(/^\d{1,12}(\.\d{1,9})?$/.test(multiplier) ? multiplier : '1')),
    2
  );
}

/**
 * Interest accrued that the trade itself moves. Reports tell it again as a movement of cash ("PURCHASE ACCRUED INT");
 * the net cash of the trade, or that movement, shows which of the two it is.
 */
function accruedOf(report: FlexReport, row: FlexRow, fees: Decimal, taxes: Decimal): Decimal {
  const accrued = amountIn(row, 'accruedInt');
  if (accrued === 0n) return ZERO;
  const apart = report.sections.cash.some(
    (one) =>
      /bond interest/i.test(one.field('type')) &&
      absolute(amountIn(one, 'amount')) === absolute(accrued) &&
      one.field('conid') === row.field('conid')
  );
  if (apart) return ZERO;
  const net = row.field('netCash');
  if (net === '') return absolute(accrued);
  const without = (amountIn(row, 'proceeds') - fees - taxes) as Decimal;
  return amountIn(row, 'netCash') === without ? ZERO : absolute(accrued);
}
