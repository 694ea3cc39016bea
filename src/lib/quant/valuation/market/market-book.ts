import { dayFromNumber } from '$lib/domain/calendar';
import { identifierOf, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import { lotMethodsOf, type LiveTransaction } from '$lib/domain/ledger';
import type { Adjustment, PriceSeries, RateSeries, SplitRatio } from '$lib/domain/market';
import { currencyFromCode, type Decimal } from '$lib/domain/money';
import { factorOf, InstrumentPrices } from './instrument-prices';
import { instrumentTraces, multiplierOf, tradePrices, type Traces } from './instrument-traces';
import { ProblemLog } from './problem-log';
import { RateBook } from './rate-book';
import { rolledValues } from './rolled-values';
import type { ValuationInput } from './valuation-input';

/** Prices and rates by day, read once for any number of valuations. */
export interface MarketBook {
  readonly rates: RateBook;
  readonly problems: ProblemLog;
  /** How the fold takes lots, by the settings of the accounts. */
  readonly lotMethod: ReturnType<typeof lotMethodsOf>;
  pricesOf(instrument: InstrumentId): InstrumentPrices;
  /** What is known of an instrument besides its id. */
  instrument(instrument: InstrumentId): Instrument | undefined;
  splitsOf(instrument: InstrumentId): readonly SplitRatio[];
}

const preference: Record<Adjustment, number> = { none: 0, splits: 1, dividends: 2, 'total-return': 3 };

/** Book of prices and rates. @param live the input's transactions in ledger order. */
export function marketBook(input: ValuationInput, live: readonly LiveTransaction[]): MarketBook {
  const problems = new ProblemLog();
  const instruments = new Map(input.instruments.map((instrument) => [instrument.id, instrument]));
  const traces = instrumentTraces(live, instruments, problems);
  const series = seriesByInstrument(input.prices);
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
    rates: new RateBook(input.base, [...input.rates, ...coinRates(input, series)], problems),
    problems,
    lotMethod: lotMethodsOf(input.accounts ?? []),
    pricesOf,
    instrument: (id) => instruments.get(id),
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
  const isPrivate = instrument?.kind === 'private';
  const good = series && withoutBadPrices(series, problems, isPrivate);
  const containsDividends = good?.adjustment === 'dividends' || good?.adjustment === 'total-return';
  if (containsDividends && traces?.dividend !== undefined)
    problems.note('dividends-twice', { instrument: id }, traces.dividend);
  const multiplier = multiplierOf(instrument);
  const rolled = isPrivate ? rolledValues(good, traces?.cash ?? []) : undefined;
  return new InstrumentPrices({
    closes: good,
    trades: () => tradePrices(traces?.trades ?? [], multiplier),
    splits: traces?.splits ?? [],
    currency: instrument?.currency ?? traces?.trades[0]?.gross.currency ?? base,
    ...(multiplier === undefined ? {} : { multiplier }),
    ...(rolled === undefined ? {} : { rolled })
  });
}

/** Closes of coins as rates, so that amounts booked in a coin have a worth; a rate that is given goes before. */
function coinRates(
  { instruments, rates }: ValuationInput,
  series: ReadonlyMap<InstrumentId, PriceSeries>
): RateSeries[] {
  const quoted = new Set(rates.flatMap(({ base, quote }) => [base, quote]));
  return instruments.flatMap((instrument): RateSeries[] => {
    const closes = instrument.kind === 'crypto' ? series.get(instrument.id) : undefined;
    const code = closes && currencyFromCode(identifierOf(instrument))?.code;
    if (!closes || !code || quoted.has(code) || closes.currency === code) return [];
    const { currency: quote, source, days, values } = closes;
    return [{ base: code, quote, source, days, values }];
  });
}

/** A private holding may be worth nothing; a close of nothing is a mistake. */
function withoutBadPrices(series: PriceSeries, problems: ProblemLog, zeroIsGood: boolean): PriceSeries {
  const isGood = (value: number): boolean => (value > 0 || (zeroIsGood && value === 0)) && value < Infinity;
  if (isAll(series.values, isGood)) return series;
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

/** A loop of its own: `every` calls back through the array, millions of times over all closes. */
function isAll(values: Float64Array, isGood: (value: number) => boolean): boolean {
  for (let at = 0; at < values.length; at++) if (!isGood(values[at] ?? NaN)) return false;
  return true;
}

/** Worth of one unit held of an instrument for one unit of a quote in its series: multiplier, pence and percent of par in one. */
export function worthOfQuote({ quoteUnit }: PriceSeries, instrument: Instrument | undefined): Decimal {
  return factorOf(quoteUnit, multiplierOf(instrument));
}
