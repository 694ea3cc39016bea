import { readFileSync } from 'node:fs';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type EventId, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import { currencyCode, decimal, divide, money, subtract, sum, type CurrencyCode, type Money } from '$lib/domain/money';
import type { ValuationInput } from '$lib/quant/valuation';

/** Figures of the scenario, as far as they are used. */
export interface ScenarioFigures {
  readonly eurUsd: Record<string, string>;
  readonly 'from2015-01-02to2015-01-14': { initialValue: string; finalValue: string; irr: number };
  readonly 'appleOn2015-08-09': { shares: string; fifoCost: string; lots: string[] };
  readonly 'appleFrom2014-12-31to2015-08-10': {
    marketValue: string;
    fifoCost: string;
    movingAverageCost: string;
    fees: string;
    taxes: string;
    gain: string;
    gainPercent: number;
    irr: number;
    timeWeightedReturn: number;
    timeWeightedReturnAnnualized: number;
    maxDrawdown: number;
    maxDrawdownDays: number;
    volatility: number;
    semiDeviation: number;
    unrealizedGainWithoutFees: string;
    ofWhichCurrency: string;
  };
}

const EUR = currencyCode('EUR');
const USD = currencyCode('USD');
export const apple = instrumentId('AAPL');
export const basf = instrumentId('BAS');

function instrumentOf(id: InstrumentId, currency: CurrencyCode): Instrument {
  return { id, kind: 'equity', name: id, currency, identifiers: [] };
}

const cents = (text: string) => divide(decimal(text), decimal('100'));
const found = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

/** Amounts in the currency of the security that purchases settled in another one state, by event. */
export function statedAmounts(folder: string): Map<EventId, Money> {
  const xml = readFileSync(`${folder}/samples/portfolio-performance/currency_sample.xml`, 'utf8');
  const stated = new Map<EventId, Money>();
  const deposits = transactionsOf(xml).filter(({ transaction }) => transaction.verb === 'deposit').length;
  xml
    .split('<portfolio-transaction>')
    .slice(1)
    .forEach((text, at) => {
      const unit = /<forex currency="(\w+)" amount="(\d+)"/.exec(text);
      // Events of the fixture are named by the order in which transactions are given: deposits first.
      if (unit) stated.set(eventId(`e${deposits + at}`), money(cents(unit[2] ?? '0'), currencyCode(unit[1] ?? '')));
    });
  return stated;
}

/** The scenario's ledger, closes and rates out of the sample file in a folder, and its known figures. */
export function scenario(folder: string): { input: ValuationInput; figures: ScenarioFigures } {
  const path = `${folder}/samples/portfolio-performance/currency_sample`;
  const xml = readFileSync(`${path}.xml`, 'utf8');
  const figures = JSON.parse(readFileSync(`${path}.expected.json`, 'utf8')) as ScenarioFigures;
  const input: ValuationInput = {
    transactions: transactionsOf(xml),
    instruments: [instrumentOf(apple, USD), instrumentOf(basf, EUR)],
    prices: [seriesIn(xml, 0), seriesIn(xml, 1)],
    rates: [ratesFrom(figures.eurUsd)],
    base: EUR,
    filter: {},
    period: { start: dayFromText('2014-12-31'), end: dayFromText('2015-08-10') }
  };
  return { input, figures };
}

function ratesFrom(eurUsd: Record<string, string>): RateSeries {
  const days = Int32Array.from(Object.keys(eurUsd), (day) => dayFromText(day));
  return { base: EUR, quote: USD, source: 'scenario', days, values: Float64Array.from(Object.values(eurUsd), Number) };
}

/** Closes of a security with its latest quote; quotes count hundredths. */
function seriesIn(xml: string, at: 0 | 1): PriceSeries {
  const part = xml.split('<security>')[at + 1] ?? '';
  const points = [...part.matchAll(/<(?:price|latest) t="([^"]+)" v="(\d+)"/g)];
  const closes = new Map(points.map(([, day = '', quote = '']) => [Number(dayFromText(day)), Number(quote) / 100]));
  const days = Int32Array.from(closes.keys()).sort();
  return {
    instrument: at === 0 ? apple : basf,
    currency: at === 0 ? USD : EUR,
    adjustment: 'splits',
    quoteUnit: 'currency',
    source: 'scenario',
    revision: 1,
    days,
    values: Float64Array.from(days, (day) => closes.get(day) ?? NaN)
  };
}

function transactionsOf(xml: string): LiveTransaction[] {
  const deposit =
    /<date>(\S+)<\/date>\s*<currencyCode>(\w+)<\/currencyCode>\s*<amount>(\d+)<\/amount>\s*<shares>0<\/shares>\s*<type>DEPOSIT/g;
  const deposits = [...xml.matchAll(deposit)].map(([, day = '', currency = '', amount = '']): Transaction => ({
    verb: 'deposit',
    ...datedOn(day, currency),
    cash: money(cents(amount), currencyCode(currency))
  }));
  const buys = xml.split('<portfolio-transaction>').slice(1).map(buyOf);
  return inLedgerOrder(
    [...deposits, ...buys].map((transaction, at) => ({ event: eventId(`e${at}`), sequence: at + 1, transaction }))
  );
}

function datedOn(day: string, currency: string) {
  return { account: accountId(currency), tradeDay: dayFromText(day), settlementDay: dayFromText(day) };
}

/** A purchase of the scenario; the portfolio of a currency settles in the account of that currency. */
function buyOf(text: string): Transaction {
  const currency = found(text, /<currencyCode>(\w+)</);
  const unit = (type: string) =>
    cents(found(text, new RegExp(`type="${type}">\\s*<amount currency="\\w+" amount="(\\d+)"`)) || '0');
  const [fees, taxes] = [unit('FEE'), unit('TAX')];
  const gross = subtract(cents(found(text, /<amount>(\d+)</)), sum([fees, taxes]));
  const quantity = divide(decimal(found(text, /<shares>([1-9]\d*)</)), decimal('1000000'));
  return {
    verb: 'buy',
    ...datedOn(found(text, /<date>(\S+)<\/date>/) || '2015-01-01', currency),
    instrument: /securities\/security\[2\]/.test(text.slice(0, text.indexOf('<crossEntry'))) ? basf : apple,
    quantity,
    price: divide(gross, quantity),
    gross: money(gross, currencyCode(currency)),
    fees,
    taxes
  };
}
