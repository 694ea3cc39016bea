import * as v from 'valibot';
import type {
  Access,
  MarketAnswer,
  Provider,
  ProviderReading,
  ProviderReply,
  ProviderRequest,
  QuestionOf
} from '../provider';
import { pricesReading, ratesReading, type Paging } from '../reply/bars-from-rows';
import { eventsReading, splitOfRatio } from '../reply/events-from-rows';
import { finishedDays } from '../reply/finished-days';
import { isoDay, moment, number, stampedDay } from '../reply/fields';
import { readJson, wordsOf } from '../reply/json-reply';
import { asSymbol, newsReading, notAsked } from '../reply/other-readings';
import { refused } from '../reply/status-reading';
import { address, iso, keyOf } from '../request/address';
import { americanMarkets, symbolBy } from '../symbols/manner';

const ORIGIN = 'https://data.alpaca.markets';
const manner = { source: 'alpaca', classMark: '.', markets: americanMarkets() } as const;

const token = v.nullable(v.string());
// "2024-01-03T05:00:00Z" is midnight in New York, four or five hours after that of UTC: the date is the same.
const bars = v.object({
  bars: v.nullable(
    v.record(v.string(), v.array(v.object({ t: stampedDay, o: number, h: number, l: number, c: number, v: number })))
  ),
  next_page_token: token
});
const rates = v.object({
  rates: v.nullable(v.record(v.string(), v.array(v.object({ t: stampedDay, mp: number })))),
  next_page_token: token
});
const positive = v.pipe(number, v.gtValue(0));
const split = v.array(v.object({ ex_date: isoDay, new_rate: positive, old_rate: positive }));
const actions = v.object({
  corporate_actions: v.object({
    cash_dividends: v.optional(v.array(v.object({ ex_date: isoDay, rate: number })), []),
    stock_dividends: v.optional(v.array(v.object({ ex_date: isoDay, rate: positive })), []),
    forward_splits: v.optional(split, []),
    reverse_splits: v.optional(split, [])
  }),
  next_page_token: token
});
const news = v.object({
  news: v.array(
    v.object({ id: number, headline: v.string(), url: v.string(), source: v.string(), created_at: moment })
  ),
  next_page_token: token
});

/** {message}, with 401 or 403 for a wrong key, and 403 for what a subscription does not permit. */
function says(value: unknown, { status }: ProviderReply): ProviderReading | undefined {
  const text = wordsOf(value) ?? '';
  if (status === 403)
    return refused(/subscription|not permit|permitted/i.test(text) ? 'plan' : 'key', text || 'forbidden');
  if (/invalid symbol|symbol.*not found/i.test(text)) return refused('unknown-symbol', text);
  return undefined;
}
const json = { says } as const;

/** Both fields of the key go into headers: this source reads none from an address. */
function request(
  path: string,
  fields: Readonly<Record<string, string | number | undefined>>,
  access?: Access
): ProviderRequest {
  return {
    url: address(`${ORIGIN}/${path}`, fields),
    headers: {
      'APCA-API-KEY-ID': keyOf(access) ?? '',
      'APCA-API-SECRET-KEY': keyOf(access, 'secret') ?? ''
    }
  };
}

function barsRequest({ symbol, from, to }: QuestionOf<'prices'>, access?: Access, page?: string) {
  return request(
    'v2/stocks/bars',
    {
      symbols: symbol,
      timeframe: '1Day',
      start: iso(from),
      // Bars begin at midnight in New York: five in the morning of UTC is the latest start of the last day.
      end: `${iso(to)}T05:00:00Z`,
      adjustment: 'raw',
      // The consolidated tape, free when older than fifteen minutes; iex, the other choice, has a fortieth of the volume.
      feed: 'sip',
      limit: 10_000,
      sort: 'asc',
      page_token: page
    },
    access
  );
}

function ratesRequest({ base, quote, from, to }: QuestionOf<'rates'>, access?: Access, page?: string) {
  const pair = `${base}${quote}`;
  return request(
    'v1beta1/forex/rates',
    {
      currency_pairs: pair,
      timeframe: '1Day',
      start: iso(from),
      end: `${iso(to)}T23:59:59Z`,
      limit: 10_000,
      sort: 'asc',
      page_token: page
    },
    access
  );
}

function actionsRequest({ symbol, from, to }: QuestionOf<'events'>, access?: Access, page?: string) {
  return request(
    'v1/corporate-actions',
    {
      symbols: symbol,
      types: 'cash_dividend,stock_dividend,forward_split,reverse_split',
      start: iso(from),
      // The range is one of process dates, which for a dividend is when it is paid, weeks after the ex-day.
      end: iso(to + 120),
      limit: 1000,
      sort: 'asc',
      page_token: page
    },
    access
  );
}

function newsRequest(symbols: string, from: number, access?: Access, page?: string) {
  return request('v1beta1/news', { symbols, start: iso(from), limit: 50, sort: 'asc', page_token: page }, access);
}

function paging(next: ProviderRequest | undefined, soFar: MarketAnswer | undefined): Paging {
  return { ...(next ? { next } : {}), ...(soFar ? { soFar } : {}) };
}

/** Alpaca's market data: raw bars of American shares from the consolidated tape, corporate actions, news, currencies. */
export const alpaca: Provider = {
  id: 'alpaca',
  name: 'Alpaca',
  homepage: 'https://alpaca.markets/data',
  documentation: { page: 'https://docs.alpaca.markets/reference/stockbars', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'news'],
  origins: [ORIGIN],
  browser: 'unknown',
  key: 'required',
  keyFields: [
    { id: 'key', label: 'Key ID' },
    { id: 'secret', label: 'Secret key' }
  ],
  limits: [{ calls: 200, seconds: 60 }],
  parallel: 4,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    if (question.kind === 'prices') return barsRequest(question, access);
    if (question.kind === 'rates') return ratesRequest(question, access);
    if (question.kind === 'events') return actionsRequest(question, access);
    const symbol = question.kind === 'news' ? asSymbol(question.words) : undefined;
    return question.kind === 'news' && symbol !== undefined ? newsRequest(symbol, question.from, access) : undefined;
  },
  read(question, reply, soFar, access) {
    switch (question.kind) {
      case 'prices':
        return readJson(reply, json, bars, ({ bars: bySymbol, next_page_token: page }) => {
          const rows = (bySymbol?.[question.symbol] ?? []).map((one) => ({
            day: one.t,
            open: one.o,
            high: one.h,
            low: one.l,
            close: one.c,
            volume: one.v
          }));
          const next = page ? barsRequest(question, access, page) : undefined;
          const facts = { adjustment: 'none', quoteUnit: 'currency', currency: 'USD' } as const;
          return pricesReading(question, rows, facts, paging(next, soFar));
        });
      case 'rates':
        return readJson(reply, json, rates, ({ rates: byPair, next_page_token: page }) => {
          const rows = byPair?.[`${question.base}${question.quote}`] ?? [];
          const next = page ? ratesRequest(question, access, page) : undefined;
          // "mp" is the middle between bid and ask.
          const values = rows.map(({ t, mp }) => ({ day: t, close: mp }));
          return ratesReading(question, finishedDays(values, reply), paging(next, soFar));
        });
      case 'events':
        return readJson(reply, json, actions, ({ corporate_actions: all, next_page_token: page }) => {
          const splits = [...all.forward_splits, ...all.reverse_splits].map((one) => ({
            day: one.ex_date,
            numerator: one.new_rate,
            denominator: one.old_rate
          }));
          // A stock dividend of 0.05 gives 1.05 units for one.
          const given = all.stock_dividends.map(({ ex_date, rate }) => splitOfRatio(ex_date, 1 + rate));
          const dividends = all.cash_dividends.map(({ ex_date, rate }) => ({
            day: ex_date,
            amount: rate,
            currency: 'USD'
          }));
          const next = page ? actionsRequest(question, access, page) : undefined;
          return eventsReading(question, { splits: [...splits, ...given], dividends }, paging(next, soFar));
        });
      case 'news':
        return readJson(reply, json, news, ({ news: articles, next_page_token: page }): ProviderReading => {
          const items = articles.map(({ id, headline, url, source, created_at }) => ({
            id: String(id),
            title: headline,
            url,
            publisher: source,
            seenAt: created_at
          }));
          const next = page ? newsRequest(question.words.trim(), question.from, access, page) : undefined;
          return newsReading(question.from, items, paging(next, soFar));
        });
      default:
        return notAsked(question.kind);
    }
  }
};
