import { civilFromDay, dayFromCivil, dayFromNumber, plusDays, weekday, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, type EventId, type LiveTransaction, type Trade } from '$lib/domain/ledger';
import {
  add,
  divide,
  minorUnits,
  multiply,
  rounded,
  scaledBy,
  subtract,
  ZERO,
  type Decimal,
  type Money
} from '$lib/domain/money';
import { includesAccount } from '$lib/domain/portfolio';
import {
  annualised,
  drawdownPeriods,
  maximumDrawdown,
  periodRisk,
  rateShown,
  type PeriodRisk
} from '$lib/quant/returns';
import { holdings } from './holdings';
import { marketBook, type MarketBook, type ValuationInput } from './market';
import { portfolioReturns } from './return-summary';
import { valueHistory, type ValueHistory } from './worth';

/** Figures of one instrument in the conventions of Portfolio Performance; amounts in the base currency. */
export interface FiguresAsInPortfolioPerformance {
  readonly marketValue: Decimal;
  /** Of the units held, by the lot method of the accounts, fees and taxes included. */
  readonly cost: Decimal;
  /** The same at the moving average of all accounts. */
  readonly averageCost: Decimal;
  /** Paid in the period. */
  readonly fees: Decimal;
  readonly taxes: Decimal;
  /** Market value less cost; and over the cost. */
  readonly gain: Decimal;
  readonly gainReturn: number;
  /** Annual rate of the flows as shown, before taxes. */
  readonly irr: number;
  /** Before taxes, over the period and for a year of 365 days, of short periods too. */
  readonly timeWeighted: number;
  readonly timeWeightedAnnual: number;
  /** A fraction >= 0, and the longest time under water in days. */
  readonly maximumDrawdown: number;
  readonly drawdownDays: number;
  readonly risk: PeriodRisk;
  /** Of the units held at moving average, before fees and taxes. */
  readonly gainBeforeCosts: Decimal;
  /** Of it, what the rate did to the amounts in the instrument's currency. */
  readonly ofWhichCurrency: Decimal;
}

/**
 * The figures that Portfolio Performance shows for an instrument, to hold one program against the other. Where it differs
 * from this one: each transaction is rounded to the minor unit when it is converted; returns are before taxes, fees
 * count; a return of less than a year is annualised too; risk is that of log returns over the whole period, on weekdays
 * but its default holidays; the currency gain takes the amounts in the instrument's currency that a transaction states.
 * Splits and transfers are followed by the rest, but not by the moving average. Period and accounts are the input's.
 * @param stated amounts in the instrument's currency before costs, by event, of trades that were settled in another one.
 * @returns undefined when nothing is held at the end.
 */
export function figuresAsInPortfolioPerformance(
  input: ValuationInput,
  instrument: InstrumentId,
  stated: ReadonlyMap<EventId, Money> = new Map()
): FiguresAsInPortfolioPerformance | undefined {
  const own: ValuationInput = { ...input, filter: { ...input.filter, instruments: [instrument] } };
  const { period, base } = own;
  const row = holdings(own, period.end).rows[0];
  if (!row) return undefined;
  const history = valueHistory(own, 'withdrawn');
  const returns = portfolioReturns(own, history, 'as-shown');
  const live = inLedgerOrder(own.transactions);
  const market = marketBook(own, live);
  const average = movingAverage(live, own, market, instrument, stated);
  const back = rounded(multiply(average.local, market.rates.rate(average.currency, period.end)), minorUnits(base));
  const drawdown = drawdownPeriods(history.days, history.twrIndex);
  return {
    marketValue: row.value,
    cost: row.cost,
    averageCost: add(average.gross, average.costs),
    fees: average.fees,
    taxes: average.taxes,
    gain: row.gain,
    gainReturn: row.gainReturn ?? NaN,
    irr: rateShown(returns.moneyWeighted) ?? NaN,
    timeWeighted: returns.timeWeighted,
    timeWeightedAnnual: annualised(returns.timeWeighted, returns.years),
    maximumDrawdown: -maximumDrawdown(history.twrIndex),
    drawdownDays: drawdown.reduce((most, { length }) => Math.max(most, length), 0),
    risk: periodRisk(weekdayReturns(history)),
    gainBeforeCosts: subtract(row.value, average.gross),
    ofWhichCurrency: subtract(back, average.gross)
  };
}

interface Average {
  readonly currency: Money['currency'];
  quantity: Decimal;
  /** Cost before fees and taxes, and these, in the base currency. */
  gross: Decimal;
  costs: Decimal;
  /** Cost before fees and taxes in the instrument's currency. */
  local: Decimal;
  fees: Decimal;
  taxes: Decimal;
}

function movingAverage(
  live: readonly LiveTransaction[],
  { filter, period, base }: ValuationInput,
  market: MarketBook,
  instrument: InstrumentId,
  stated: ReadonlyMap<EventId, Money>
): Average {
  const currency = market.pricesOf(instrument).currency;
  const held: Average = { currency, quantity: ZERO, gross: ZERO, costs: ZERO, local: ZERO, fees: ZERO, taxes: ZERO };
  for (const { event, transaction } of live) {
    if (!('price' in transaction) || transaction.instrument !== instrument) continue;
    const { tradeDay, account, gross, fees, taxes } = transaction;
    if (tradeDay > period.end || !includesAccount(filter, account)) continue;
    const inBase = (amount: Decimal): Decimal =>
      rounded(multiply(amount, market.rates.rate(gross.currency, tradeDay)), minorUnits(base));
    if (tradeDay > period.start) {
      held.fees = add(held.fees, inBase(fees));
      held.taxes = add(held.taxes, inBase(taxes));
    }
    if (transaction.verb === 'buy') {
      held.quantity = add(held.quantity, transaction.quantity);
      held.gross = add(held.gross, inBase(gross.amount));
      held.costs = add(held.costs, subtract(inBase(add(gross.amount, add(fees, taxes))), inBase(gross.amount)));
      held.local = add(held.local, stated.get(event)?.amount ?? inLocal(transaction, market, currency));
    } else if (transaction.verb === 'sell') sell(held, transaction.quantity);
  }
  return held;
}

function inLocal({ gross, tradeDay }: Trade, { rates }: MarketBook, currency: Money['currency']): Decimal {
  const rate = rates.rate(currency, tradeDay);
  if (gross.currency === currency || rate === 0n) return gross.amount;
  return divide(multiply(gross.amount, rates.rate(gross.currency, tradeDay)), rate);
}

function sell(held: Average, quantity: Decimal): void {
  if (held.quantity <= 0n) return;
  const left = quantity > held.quantity ? ZERO : subtract(held.quantity, quantity);
  for (const part of ['gross', 'costs', 'local'] as const) held[part] = scaledBy(held[part], left, held.quantity);
  held.quantity = left;
}

/** Returns of weekdays that are no holiday, between two days on which something is held. */
function weekdayReturns({ days, value, twrIndex }: ValueHistory): number[] {
  const returns: number[] = [];
  let at = 0;
  for (let day = dayFromNumber((days[0] ?? 0) + 1); day <= (days.at(-1) ?? -1); day = plusDays(day, 1)) {
    const before = at;
    if (days[at + 1] === day) at += 1;
    if (value[at] === 0 || value[before] === 0 || weekday(day) > 5 || isHoliday(day)) continue;
    returns.push((twrIndex[at] ?? NaN) / (twrIndex[before] ?? NaN) - 1);
  }
  return returns;
}

/** New Year, Good Friday, Easter Monday, Labour Day, Christmas Eve, Christmas and the day after. */
function isHoliday(day: Day): boolean {
  const { year, month, day: date } = civilFromDay(day);
  const easter = easterSunday(year);
  if (day === easter - 2 || day === easter + 1) return true;
  return (date === 1 && (month === 1 || month === 5)) || (month === 12 && date >= 24 && date <= 26);
}

/** Easter Sunday of the Gregorian calendar. Source: the anonymous computus of Nature 13, 487 (1876), as in Meeus (1991), ch. 8. */
function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leap = Math.floor(century / 4);
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leap - shift + 15) % 30;
  const yearOfCentury = year % 100;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const place = epact + sunday - 7 * correction + 114;
  return dayFromCivil(year, Math.floor(place / 31), (place % 31) + 1);
}
