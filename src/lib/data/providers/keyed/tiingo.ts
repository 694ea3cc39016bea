import * as v from 'valibot';
import type { Access, Provider, ProviderReading, ProviderReply, ProviderRequest, QuestionOf } from '../provider';
import { pricesReading, ratesReading } from '../reply/bars-from-rows';
import { eventsReading, splitOfRatio, within } from '../reply/events-from-rows';
import { figure, maybeText, moment, number, stampedDay } from '../reply/fields';
import { finishedDays } from '../reply/finished-days';
import { readJson, wordsOf } from '../reply/json-reply';
import {
  asSymbol,
  foundListing,
  fundamentalsReading,
  kindFromWord,
  newsReading,
  notAsked,
  searchReading
} from '../reply/other-readings';
import { refused, throttled } from '../reply/status-reading';
import { address, iso, keyOf, pathPart } from '../request/address';
import { americanMarkets, symbolBy } from '../symbols/manner';

const ORIGIN = 'https://api.tiingo.com';
const manner = {
  source: 'tiingo',
  classMark: '-',
  coin: (coin: string, currency: string) => `${coin}/${currency}`.toLowerCase(),
  markets: americanMarkets()
} as const;

// "2019-01-02T00:00:00.000Z" is the day of the exchange, not a moment: its first ten characters are the day.
const day = v.object({
  date: stampedDay,
  open: v.nullable(number),
  high: v.nullable(number),
  low: v.nullable(number),
  close: v.nullable(number),
  volume: v.nullable(number),
  divCash: number,
  splitFactor: v.pipe(number, v.gtValue(0))
});
const days = v.array(day);
const coinDays = v.array(
  v.object({
    baseCurrency: v.string(),
    quoteCurrency: v.string(),
    priceData: v.array(
      v.object({ date: stampedDay, open: number, high: number, low: number, close: number, volume: number })
    )
  })
);
const rates = v.array(v.object({ date: stampedDay, close: number }));
const daily = v.array(v.object({ date: stampedDay, marketCap: figure, peRatio: figure, pbRatio: figure }));
const found = v.array(v.object({ ticker: v.string(), name: v.nullable(v.string()), assetType: maybeText }));
const articles = v.array(
  v.object({ id: number, title: v.string(), url: v.string(), source: v.string(), publishedDate: moment })
);

/** Errors are {detail}, some with status 200; limits are said in words beside 429. */
function says(value: unknown, reply: ProviderReply): ProviderReading | undefined {
  const text = Array.isArray(value) ? undefined : wordsOf(value);
  if (text === undefined) return undefined;
  if (/run over|allocation|rate limit|throttled/i.test(text)) return throttled(text, reply);
  if (/invalid token|authentication|please supply a token/i.test(text)) return refused('key', text);
  if (/not found/i.test(text)) return refused('unknown-symbol', text);
  if (/permission|subscription|upgrade|not have access/i.test(text)) return refused('plan', text);
  return reply.status === 200 ? refused('other', text) : undefined;
}
const json = { says, statuses: { 404: 'unknown-symbol' } } as const;

function request(
  path: string,
  fields: Readonly<Record<string, string | number | undefined>>,
  access: Access
): ProviderRequest {
  return { url: address(`${ORIGIN}/tiingo/${path}`, { ...fields, token: keyOf(access) }) };
}

function range({ from, to }: { readonly from: number; readonly to: number }) {
  return { startDate: iso(from), endDate: iso(to) };
}

function readPrices(question: QuestionOf<'prices'>, reply: ProviderReply): ProviderReading {
  if (question.symbol.includes('/'))
    return readJson(reply, json, coinDays, ([one]) => {
      if (!one) return refused('nothing-in-range', 'no such pair, or none in these days');
      const facts = { adjustment: 'none', quoteUnit: 'currency', currency: one.quoteCurrency.toUpperCase() } as const;
      const rows = one.priceData.map((row) => ({ ...row, day: row.date }));
      return pricesReading(question, finishedDays(rows, reply), facts);
    });
  // open to volume are as traded; adjOpen and the rest, which are not read, contain splits and dividends.
  return readJson(reply, json, days, (rows) =>
    pricesReading(
      question,
      rows
        .map((row) => ({ ...row, day: row.date }))
        .map(({ day: at, open, high, low, close, volume }) => ({ day: at, open, high, low, close, volume })),
      { adjustment: 'none', quoteUnit: 'currency', currency: 'USD', ...eventsOf(question, rows) }
    )
  );
}

/** divCash is the dividend on its ex-day, splitFactor new units for one old on the morning of the day; 0 and 1 are none. */
function eventsOf(question: { readonly from: number; readonly to: number }, rows: v.InferOutput<typeof days>) {
  return {
    dividends: within(
      question,
      rows
        .filter(({ divCash }) => divCash !== 0)
        .map((row) => ({ day: row.date, amount: row.divCash, currency: 'USD' }))
    ),
    splits: within(
      question,
      rows.filter(({ splitFactor }) => splitFactor !== 1).map((row) => splitOfRatio(row.date, row.splitFactor))
    )
  };
}

/** Tiingo: raw prices of American shares and funds with their splits and dividends on the day. */
export const tiingo: Provider = {
  id: 'tiingo',
  name: 'Tiingo',
  homepage: 'https://www.tiingo.com',
  documentation: { page: 'https://www.tiingo.com/documentation/end-of-day', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'fundamentals', 'news', 'search'],
  origins: [ORIGIN],
  browser: 'unknown',
  key: 'required',
  keyFields: [{ id: 'key', label: 'Token' }],
  limits: [
    { calls: 50, seconds: 3600 },
    { calls: 1000, seconds: 86_400 }
  ],
  parallel: 2,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    switch (question.kind) {
      case 'prices': {
        const { symbol } = question;
        const coin = { tickers: symbol.replace('/', ''), ...range(question), resampleFreq: '1day' };
        return symbol.includes('/')
          ? request('crypto/prices', coin, access)
          : request(`daily/${pathPart(symbol)}/prices`, range(question), access);
      }
      case 'events':
        return request(`daily/${pathPart(question.symbol)}/prices`, range(question), access);
      case 'rates': {
        const pair = pathPart(`${question.base}${question.quote}`.toLowerCase());
        return request(`fx/${pair}/prices`, { ...range(question), resampleFreq: '1day' }, access);
      }
      case 'fundamentals':
        return request(`fundamentals/${pathPart(question.symbol)}/daily`, { sort: '-date' }, access);
      case 'search':
        return request('utilities/search', { query: question.words, limit: 50 }, access);
      case 'news': {
        const tickers = asSymbol(question.words);
        return tickers === undefined
          ? undefined
          : request('news', { tickers, startDate: iso(question.from), limit: 100 }, access);
      }
      default:
        return undefined;
    }
  },
  read(question, reply) {
    switch (question.kind) {
      case 'prices':
        return readPrices(question, reply);
      case 'events':
        return readJson(reply, json, days, (rows) => eventsReading(question, eventsOf(question, rows)));
      case 'rates':
        return readJson(reply, json, rates, (rows) =>
          ratesReading(
            question,
            finishedDays(
              rows.map(({ date, close }) => ({ day: date, close })),
              reply
            )
          )
        );
      case 'fundamentals':
        return readJson(reply, json, daily, (rows) => {
          const newest = rows.reduce<(typeof rows)[number] | undefined>(
            (best, one) => (best && best.date >= one.date ? best : one),
            undefined
          );
          return fundamentalsReading({
            marketCapitalization: newest?.marketCap,
            priceToEarnings: newest?.peRatio,
            priceToBook: newest?.pbRatio
          });
        });
      case 'search':
        return readJson(reply, json, found, (rows) =>
          searchReading(
            rows.map(({ ticker, name, assetType }) =>
              foundListing({ symbol: ticker, name: name ?? ticker, kind: kindFromWord(assetType) })
            )
          )
        );
      case 'news':
        return readJson(reply, json, articles, (rows) =>
          newsReading(
            question.from,
            rows.map((one) => ({
              id: String(one.id),
              title: one.title,
              url: one.url,
              publisher: one.source,
              seenAt: one.publishedDate
            }))
          )
        );
      default:
        return notAsked(question.kind);
    }
  }
};
