import type {
  Access,
  MarketAnswer,
  Provider,
  ProviderReading,
  ProviderReply,
  ProviderRequest,
  QuestionOf
} from '../provider';
import { pricesReading, ratesReading, type BarRow, type Paging } from '../reply/bars-from-rows';
import { eventsReading } from '../reply/events-from-rows';
import { finishedDays } from '../reply/finished-days';
import { readJson, textField, wordsOf } from '../reply/json-reply';
import {
  asSymbol,
  foundListing,
  fundamentalsReading,
  kindFromWord,
  newsReading,
  notAsked,
  searchReading
} from '../reply/other-readings';
import { malformed, refused } from '../reply/status-reading';
import { address, iso, keyOf, pathPart } from '../request/address';
import { americanMarkets, symbolBy } from '../symbols/manner';
import { aggregates, dividends, splits, details, tickers, news } from './massive-shapes';

const ORIGIN = 'https://api.massive.com';
const manner = {
  source: 'massive',
  classMark: '.',
  coin: (coin: string, currency: string) => `X:${coin}${currency}`,
  markets: americanMarkets()
} as const;

/** {status, error|message}: NOT_AUTHORIZED is the plan, "Unknown API Key" the key; an unknown ticker is NOT_FOUND. */
function says(value: unknown, { status }: ProviderReply): ProviderReading | undefined {
  const state = textField(value, 'status');
  const text = wordsOf(value) ?? 'the source reports an error';
  if (state === 'NOT_AUTHORIZED') return refused('plan', text);
  if (state === 'NOT_FOUND') return refused('unknown-symbol', text);
  if (/unknown api key|api key was not provided/i.test(text)) return refused('key', text);
  return state === 'ERROR' && status === 200 ? refused('other', text) : undefined;
}
const json = { says, statuses: { 404: 'unknown-symbol' } } as const;

function request(path: string, fields: Readonly<Record<string, string | number>>, access?: Access): ProviderRequest {
  return { url: address(`${ORIGIN}/${path}`, { ...fields, apiKey: keyOf(access) }) };
}

function bars(ticker: string, { from, to }: { readonly from: number; readonly to: number }, access: Access) {
  return request(
    `v2/aggs/ticker/${pathPart(ticker)}/range/1/day/${iso(from)}/${iso(to)}`,
    { adjusted: 'true', sort: 'asc', limit: 50_000 },
    access
  );
}

/** The address of the next page has no key; one that leads to another host gets none either, and is not followed. */
function nextPage(url: string | null | undefined, access?: Access): ProviderRequest | undefined {
  if (!url) return undefined;
  const sameHost = /^https:\/\/api\.(massive\.com|polygon\.io)(\/[^#]*)$/.exec(url);
  if (!sameHost) return undefined;
  const path = sameHost[2] ?? '';
  const key = keyOf(access);
  return { url: `${ORIGIN}${path}${key ? `${path.includes('?') ? '&' : '?'}apiKey=${encodeURIComponent(key)}` : ''}` };
}

/**
 * Daily bars are stamped with the start of their day: midnight in New York for shares, which is four or five in the morning
 * in UTC, and midnight in UTC for pairs and coins. Both have the date of UTC.
 */
function readBars(
  reply: ProviderReply,
  access: Access | undefined,
  read: (rows: BarRow[], next: Paging) => ProviderReading
): ProviderReading {
  return readJson(reply, json, aggregates, ({ results, resultsCount, next_url }) => {
    if (!results && resultsCount !== 0) return malformed('results', 'is missing');
    const rows = (results ?? []).map((one) => ({
      day: Math.floor(one.t / 86_400_000),
      open: one.o,
      high: one.h,
      low: one.l,
      close: one.c,
      volume: one.v
    }));
    const next = nextPage(next_url, access);
    if (next_url && !next) return malformed('next_url', 'leads to another host');
    return read(rows, next ? { next } : {});
  });
}

function readEvents(question: QuestionOf<'events'>, reply: ProviderReply, soFar?: MarketAnswer, access?: Access) {
  const { symbol, from, to } = question;
  if (!soFar)
    return readJson(reply, json, dividends, ({ results }) => {
      // "cash_amount" is as paid; the amount in units of today stands beside it.
      const rows = results.map((one) => ({
        day: one.ex_dividend_date,
        amount: one.cash_amount,
        ...(one.currency ? { currency: one.currency.toUpperCase() } : {})
      }));
      const range = { 'execution_date.gte': iso(from), 'execution_date.lte': iso(to) };
      const next = request('stocks/v1/splits', { ticker: symbol, ...range, limit: 5000 }, access);
      return eventsReading(question, { dividends: rows }, { next });
    });
  return readJson(reply, json, splits, ({ results }) => {
    const rows = results.map((one) => ({
      day: one.execution_date,
      numerator: one.split_to,
      denominator: one.split_from
    }));
    return eventsReading(question, { splits: rows }, { soFar });
  });
}

function readSearch(reply: ProviderReply): ProviderReading {
  return readJson(reply, json, tickers, ({ results }) =>
    searchReading(
      (results ?? []).map((one) =>
        foundListing({
          symbol: one.ticker,
          name: one.name,
          kind: one.market === 'crypto' ? 'crypto' : kindFromWord(one.type),
          currency: one.currency_name?.length === 3 ? one.currency_name.toUpperCase() : undefined,
          exchange: one.primary_exchange,
          country: one.locale === 'us' ? 'US' : undefined
        })
      )
    )
  );
}

/** Massive, formerly Polygon: American shares, currencies and coins, adjusted for splits, with pages. */
export const massive: Provider = {
  id: 'massive',
  name: 'Massive',
  homepage: 'https://massive.com',
  documentation: { page: 'https://massive.com/docs/rest/stocks/aggregates/custom-bars', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'fundamentals', 'news', 'search'],
  origins: [ORIGIN],
  browser: 'unknown',
  key: 'required',
  keyFields: [{ id: 'key', label: 'API key' }],
  limits: [{ calls: 5, seconds: 60 }],
  parallel: 2,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    switch (question.kind) {
      case 'prices':
        return bars(question.symbol, question, access);
      case 'rates':
        return bars(`C:${question.base}${question.quote}`, question, access);
      case 'events': {
        const range = { 'ex_dividend_date.gte': iso(question.from), 'ex_dividend_date.lte': iso(question.to) };
        return request('stocks/v1/dividends', { ticker: question.symbol, ...range, limit: 5000 }, access);
      }
      case 'fundamentals':
        return request(`v3/reference/tickers/${pathPart(question.symbol)}`, {}, access);
      case 'search':
        return request('v3/reference/tickers', { search: question.words, active: 'true', limit: 50 }, access);
      case 'news': {
        const ticker = asSymbol(question.words);
        const since = { 'published_utc.gte': iso(question.from), order: 'asc', limit: 1000 };
        return ticker === undefined ? undefined : request('v2/reference/news', { ticker, ...since }, access);
      }
      default:
        return undefined;
    }
  },
  read(question, reply, soFar, access) {
    const paging = soFar ? { soFar } : {};
    switch (question.kind) {
      case 'prices': {
        const isPair = question.symbol.includes(':');
        const facts = { adjustment: 'splits', quoteUnit: 'currency', ...(isPair ? {} : { currency: 'USD' }) } as const;
        return readBars(reply, access, (rows, next) =>
          pricesReading(question, isPair ? finishedDays(rows, reply) : rows, facts, { ...paging, ...next })
        );
      }
      case 'rates':
        return readBars(reply, access, (rows, next) =>
          ratesReading(question, finishedDays(rows, reply), { ...paging, ...next })
        );
      case 'events':
        return readEvents(question, reply, soFar, access);
      case 'fundamentals':
        return readJson(reply, json, details, ({ results: one }) =>
          fundamentalsReading({
            name: one.name,
            currency: one.currency_name?.length === 3 ? one.currency_name.toUpperCase() : undefined,
            country: one.locale === 'us' ? 'US' : undefined,
            industry: one.sic_description,
            marketCapitalization: one.market_cap,
            sharesOutstanding: one.weighted_shares_outstanding
          })
        );
      case 'search':
        return readSearch(reply);
      case 'news':
        return readJson(reply, json, news, ({ results }) =>
          newsReading(
            question.from,
            results.map((one) => ({
              id: one.id,
              title: one.title,
              url: one.article_url,
              publisher: one.publisher.name,
              seenAt: one.published_utc
            })),
            paging
          )
        );
      default:
        return notAsked(question.kind);
    }
  }
};
