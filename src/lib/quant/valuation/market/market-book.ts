import { dayFromNumber, type Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { LiveTransaction, Trade } from '$lib/domain/ledger';
import type { Adjustment, PriceSeries, SplitRatio } from '$lib/domain/market';
import { ONE, absolute, divide, minorUnits, multiply, scaledBy, subtract, type Decimal } from '$lib/domain/money';
import { InstrumentPrices, type TradePrice } from './instrument-prices';
import { ProblemLog } from './problem-log';
import { RateBook } from './rate-book';
import type { ValuationInput } from './valuation-input';

/** Prices and rates by day, read once for any number of valuations. */
export interface MarketBook {
  readonly rates: RateBook;
  readonly problems: ProblemLog;
  pricesOf(instrument: InstrumentId): InstrumentPrices;
  splitsOf(instrument: InstrumentId): readonly SplitRatio[];
}

/** What the ledger knows of one instrument's market. */
interface Traces {
  readonly trades: TradePrice[];
  readonly splits: SplitRatio[];
  dividend: Day | undefined;
}

const preference: Record<Adjustment, number> = { none: 0, splits: 1, dividends: 2, 'total-return': 3 };

/** Book of prices and rates. @param live the input's transactions in ledger order. */
export function marketBook(input: ValuationInput, live: readonly LiveTransaction[]): MarketBook {
  const problems = new ProblemLog();
  const traces = tracesOf(live, problems);
  const series = seriesByInstrument(input.prices);
  const instruments = new Map(input.instruments.map((instrument) => [instrument.id, instrument]));
  const books = new Map<InstrumentId, InstrumentPrices>();
  const pricesOf = (id: InstrumentId): InstrumentPrices => {
    let prices = books.get(id);
    if (!prices) {
      prices = instrumentPrices(id, series.get(id), traces.get(id), instruments.get(id), input, problems);
      books.set(id, prices);
    }
    return prices;
  };
  return {
    rates: new RateBook(input.base, input.rates, problems),
    problems,
    pricesOf,
    splitsOf: (id) => traces.get(id)?.splits ?? []
  };
}

function instrumentPrices(
  id: InstrumentId,
  series: PriceSeries | undefined,
  traces: Traces | undefined,
  instrument: Instrument | undefined,
  { base }: ValuationInput,
  problems: ProblemLog
): InstrumentPrices {
  const good = series && withoutBadPrices(series, problems);
  const containsDividends = good?.adjustment === 'dividends' || good?.adjustment === 'total-return';
  if (containsDividends && traces?.dividend !== undefined)
    problems.note('dividends-twice', { instrument: id }, traces.dividend);
  const currency = instrument?.currency ?? traces?.trades[0]?.currency ?? base;
  return new InstrumentPrices(good, traces?.trades ?? [], traces?.splits ?? [], currency);
}

function withoutBadPrices(series: PriceSeries, problems: ProblemLog): PriceSeries {
  const isGood = (value: number): boolean => value > 0 && value < Infinity;
  if (series.values.every(isGood)) return series;
  series.values.forEach((value, at) => {
    if (!isGood(value))
      problems.note('bad-price', { instrument: series.instrument }, dayFromNumber(series.days[at] ?? 0));
  });
  return {
    ...series,
    days: series.days.filter((_, at) => isGood(series.values[at] ?? NaN)),
    values: series.values.filter(isGood)
  };
}

function seriesByInstrument(prices: readonly PriceSeries[]): Map<InstrumentId, PriceSeries> {
  const chosen = new Map<InstrumentId, PriceSeries>();
  for (const series of prices) {
    const known = chosen.get(series.instrument);
    if (!known || isBetter(series, known)) chosen.set(series.instrument, series);
  }
  return chosen;
}

function isBetter(a: PriceSeries, b: PriceSeries): boolean {
  const byKind = preference[a.adjustment] - preference[b.adjustment];
  return byKind !== 0 ? byKind < 0 : a.days.length > b.days.length;
}

function tracesOf(live: readonly LiveTransaction[], problems: ProblemLog): Map<InstrumentId, Traces> {
  const byInstrument = new Map<InstrumentId, Traces>();
  const tracesFor = (id: InstrumentId): Traces => {
    let traces = byInstrument.get(id);
    if (!traces) byInstrument.set(id, (traces = { trades: [], splits: [], dividend: undefined }));
    return traces;
  };
  for (const { transaction } of live) {
    switch (transaction.verb) {
      case 'buy':
      case 'sell':
      case 'sell-short':
      case 'buy-to-cover':
        noteTrade(tracesFor(transaction.instrument).trades, transaction);
        break;
      case 'dividend':
        tracesFor(transaction.instrument).dividend ??= transaction.tradeDay;
        break;
      case 'split': {
        const { tradeDay: day, numerator, denominator, instrument } = transaction;
        const { splits } = tracesFor(instrument);
        const known = splits.find((split) => split.day === day);
        if (!known) splits.push({ day, numerator, denominator });
        else if (known.numerator * denominator !== numerator * known.denominator)
          problems.note('conflicting-splits', { instrument }, day);
        break;
      }
      default:
    }
  }
  return byInstrument;
}

function noteTrade(trades: TradePrice[], trade: Trade): void {
  const price = unitPrice(trade);
  if (price <= 0n) return;
  const point = { day: trade.tradeDay, price, currency: trade.gross.currency };
  if (trades.at(-1)?.day === point.day) trades[trades.length - 1] = point;
  else trades.push(point);
}

/** Price per unit in whole units of currency: the stated one where it explains the gross amount, else gross / quantity. */
function unitPrice({ quantity, price, gross: { amount, currency } }: Trade): Decimal {
  const difference = absolute(subtract(multiply(quantity, price), amount));
  const minorUnit = scaledBy(ONE, 1n, 10n ** BigInt(minorUnits(currency)));
  return difference <= minorUnit || difference * 1000n <= amount ? price : divide(amount, quantity);
}
