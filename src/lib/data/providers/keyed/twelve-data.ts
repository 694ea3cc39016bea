import { plusDays } from '$lib/domain/calendar';
import type {
  Access,
  MarketAnswer,
  Provider,
  ProviderReading,
  ProviderReply,
  ProviderRequest,
  QuestionOf
} from '../provider';
import { pricesReading, ratesReading } from '../reply/bars-from-rows';
import { eventsReading } from '../reply/events-from-rows';
import { finishedDays } from '../reply/finished-days';
import { fieldOf, readJson, wordsOf } from '../reply/json-reply';
import {
  foundListing,
  fundamentalsReading,
  kindFromWord,
  looksLikeIsin,
  notAsked,
  searchReading
} from '../reply/other-readings';
import { dividendIn, quoteUnitOf } from '../reply/quote-unit';
import { malformed, refused, throttled } from '../reply/status-reading';
import { address, iso, keyOf } from '../request/address';
import { americanMarkets, symbolBy } from '../symbols/manner';
import { series, dividends, splits, statistics, found } from './twelve-data-shapes';

const ORIGIN = 'https://api.twelvedata.com';
// Symbols of other markets are written here as "SAP:XETR" and asked with mic_code=XETR, which leaves no doubt about the market.
const abroad =
  'XETR XFRA XLON XPAR XAMS XBRU XLIS XMIL XMAD XSWX XSTO XCSE XHEL XOSL XWBO XDUB XWAR XTSE XTSX XASX XTKS XHKG XNSE XBOM XKRX XSES XJSE BVMF XTAE';
const manner = {
  source: 'twelve-data',
  classMark: '.',
  coin: (coin: string, currency: string) => `${coin}/${currency}`,
  markets: {
    ...americanMarkets(),
    ...Object.fromEntries(abroad.split(' ').map((code) => [code, (symbol: string) => `${symbol}:${code}`]))
  }
} as const;

/** Errors of Twelve Data come as {code, message, status: "error"}, of old with status 200. */
function says(value: unknown, reply: ProviderReply): ProviderReading | undefined {
  if (fieldOf(value, 'status') !== 'error') return undefined;
  const code = fieldOf(value, 'code');
  const text = wordsOf(value) ?? 'the source reports an error';
  if (code === 429) return throttled(text, reply);
  if (code === 401) return refused('key', text);
  if (code === 403) return refused('plan', text);
  if (/no data is available/i.test(text)) return refused('nothing-in-range', text);
  if (code === 404 || /symbol.*(not found|invalid)|not found.*symbol/i.test(text))
    return /plan/i.test(text) ? refused('plan', text) : refused('unknown-symbol', text);
  if (typeof code === 'number' && code >= 500) return { status: 'failed', text };
  return refused(code === 400 ? 'bad-question' : 'other', text);
}
const json = { says };

function listing(symbol: string): { symbol: string; mic_code?: string } {
  const [name = '', market] = symbol.split(':');
  return { symbol: name, ...(market ? { mic_code: market } : {}) };
}

/** A market code, which pairs and coins have not: theirs are words. */
function isMarket(code: string): boolean {
  return /^[A-Z0-9]{4}$/.test(code);
}

/** A bare symbol is an American listing: any other is named with its market. */
function onMarket(symbol: string, code: string): string {
  return isMarket(code) && !(code in americanMarkets()) ? `${symbol}:${code}` : symbol;
}

/** Of one series; the last day is asked one day further, because whether it is included is said differently in places. */
function seriesRequest(
  question: QuestionOf<'prices'> | QuestionOf<'rates'>,
  symbol: string,
  access: Access
): ProviderRequest {
  return {
    url: address(`${ORIGIN}/time_series`, {
      ...listing(symbol),
      interval: '1day',
      start_date: iso(question.from),
      end_date: iso(plusDays(question.to, 1)),
      outputsize: 5000,
      adjust: 'splits',
      apikey: keyOf(access)
    })
  };
}

function eventsRequest(path: string, { symbol, from, to }: QuestionOf<'events'>, access?: Access): ProviderRequest {
  const adjust = path === 'dividends' ? { adjust: 'false' } : {};
  return {
    url: address(`${ORIGIN}/${path}`, {
      ...listing(symbol),
      start_date: iso(from),
      end_date: iso(to),
      ...adjust,
      apikey: keyOf(access)
    })
  };
}

function readEvents(
  question: QuestionOf<'events'>,
  reply: ProviderReply,
  soFar?: MarketAnswer,
  access?: Access
): ProviderReading {
  if (!soFar)
    return readJson(reply, json, dividends, (value) => {
      const rows = value.dividends.map(({ ex_date, amount }) => dividendIn(value.meta.currency, ex_date, amount));
      return eventsReading(question, { dividends: rows }, { next: eventsRequest('splits', question, access) });
    });
  return readJson(reply, json, splits, (value) => {
    // "4-for-1" is from_factor 4, to_factor 1, ratio 0.25: the names say the price, not the units. The ratio must agree.
    const odd = value.splits.findIndex(
      ({ ratio, from_factor, to_factor }) =>
        !(from_factor > 0 && to_factor > 0) || Math.abs((ratio * from_factor) / to_factor - 1) > 0.01
    );
    if (odd >= 0) return malformed(`splits.${odd}`, 'ratio and factors of a split disagree');
    const rows = value.splits.map((one) => ({
      day: one.date,
      numerator: one.from_factor,
      denominator: one.to_factor
    }));
    return eventsReading(question, { splits: rows }, { soFar });
  });
}

/** Twelve Data: prices adjusted for splits, as adjust=splits asks; currency of London is GBp. */
export const twelveData: Provider = {
  id: 'twelve-data',
  name: 'Twelve Data',
  homepage: 'https://twelvedata.com',
  documentation: { page: 'https://twelvedata.com/docs', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'fundamentals', 'search'],
  origins: [ORIGIN],
  browser: 'yes',
  key: 'required',
  keyFields: [{ id: 'key', label: 'API key' }],
  limits: [
    { calls: 8, seconds: 60 },
    { calls: 800, seconds: 86_400 }
  ],
  parallel: 2,
  // 5,000 bars: 19 years of a market with 260 days a year; 13 of one that never closes.
  spanDays: 4900,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    if (question.kind === 'prices') return seriesRequest(question, question.symbol, access);
    if (question.kind === 'rates') return seriesRequest(question, `${question.base}/${question.quote}`, access);
    if (question.kind === 'events') return eventsRequest('dividends', question, access);
    if (question.kind === 'fundamentals')
      return { url: address(`${ORIGIN}/statistics`, { ...listing(question.symbol), apikey: keyOf(access) }) };
    if (question.kind === 'search')
      return {
        url: address(`${ORIGIN}/symbol_search`, {
          symbol: question.words,
          outputsize: 30,
          apikey: keyOf(access)
        })
      };
    return undefined;
  },
  read(question, reply, soFar, access) {
    if (question.kind === 'prices')
      return readJson(reply, json, series, ({ meta: { currency }, values }) => {
        // A pair names its currencies in words; all else says a code, without which the unit would be a guess.
        if (!currency && !question.symbol.includes('/')) return malformed('meta.currency', 'is missing');
        const rows = values.map((one) => ({ ...one, day: one.datetime }));
        const over = question.symbol.includes('/') ? finishedDays(rows, reply) : rows;
        return pricesReading(question, over, { adjustment: 'splits', ...quoteUnitOf(currency) });
      });
    if (question.kind === 'rates')
      return readJson(reply, json, series, ({ values }) =>
        ratesReading(
          question,
          finishedDays(
            values.map(({ datetime, close }) => ({ day: datetime, close })),
            reply
          )
        )
      );
    if (question.kind === 'events') return readEvents(question, reply, soFar, access);
    if (question.kind === 'fundamentals')
      return readJson(reply, json, statistics, ({ meta: { name, currency }, statistics: all }) =>
        fundamentalsReading({
          name,
          currency: quoteUnitOf(currency).currency,
          marketCapitalization: all.valuations_metrics.market_capitalization,
          sharesOutstanding: all.stock_statistics?.shares_outstanding,
          priceToEarnings: all.valuations_metrics.trailing_pe,
          priceToBook: all.valuations_metrics.price_to_book_mrq,
          dividendYield: all.dividends_and_splits?.trailing_annual_dividend_yield,
          earningsPerShare: all.financials?.income_statement?.diluted_eps_ttm,
          beta: all.stock_price_summary?.beta
        })
      );
    if (question.kind === 'search')
      return readJson(reply, json, found, ({ data }) =>
        searchReading(
          data.map((one) =>
            foundListing({
              symbol: onMarket(one.symbol, one.mic_code),
              name: one.instrument_name,
              kind: kindFromWord(one.instrument_type),
              currency: quoteUnitOf(one.currency).currency,
              exchange: isMarket(one.mic_code) ? one.mic_code : undefined,
              country: one.country,
              isin: looksLikeIsin(question.words) ? question.words.trim().toUpperCase() : undefined
            })
          )
        )
      );
    return notAsked(question.kind);
  }
};
