import * as v from 'valibot';
import type { Provider, ProviderReading, ProviderReply } from '../provider';
import { pricesReading } from '../reply/bars-from-rows';
import { dayOfSeconds, number, seconds } from '../reply/fields';
import { fieldOf, readJson, wordsOf } from '../reply/json-reply';
import { asSymbol, newsReading, notAsked } from '../reply/other-readings';
import { malformed, refused } from '../reply/status-reading';
import { address, iso, keyOf, pathPart } from '../request/address';
import { americanMarkets, symbolBy } from '../symbols/manner';

const ORIGIN = 'https://api.marketdata.app';
const manner = { source: 'market-data-app', classMark: '.', markets: americanMarkets() } as const;

const column = v.array(v.nullable(number));
const candles = v.object({
  s: v.literal('ok'),
  t: v.array(seconds),
  o: column,
  h: column,
  l: column,
  c: column,
  v: column
});
const news = v.object({
  s: v.literal('ok'),
  headline: v.array(v.string()),
  source: v.array(v.string()),
  publicationDate: v.array(seconds)
});

/** Answers say their state in "s": ok, no_data (with 404 too), error with errmsg. */
function says(value: unknown, { status }: ProviderReply): ProviderReading | undefined {
  const state = fieldOf(value, 's');
  if (state === 'no_data') return refused('nothing-in-range', 'no data for this symbol and these days');
  const text = wordsOf(value);
  if (state !== 'error' || text === undefined) return undefined;
  if (/symbol/i.test(text) && (status === 200 || status === 400 || status === 404))
    return refused('unknown-symbol', text);
  return status >= 200 && status < 300 ? refused('other', text) : undefined;
}
const json = { says, statuses: { 402: 'plan', 403: 'key', 404: 'unknown-symbol' } } as const;

/** marketdata.app: candles of American shares, asked raw of dividends and adjusted for splits. */
export const marketDataApp: Provider = {
  id: 'market-data-app',
  name: 'marketdata.app',
  homepage: 'https://www.marketdata.app',
  documentation: { page: 'https://www.marketdata.app/docs/api/stocks/candles', readOn: '2026-11-29' },
  kinds: ['prices', 'news'],
  origins: [ORIGIN],
  browser: 'yes',
  key: 'required',
  keyFields: [{ id: 'key', label: 'Token' }],
  limits: [{ calls: 100, seconds: 86_400 }],
  parallel: 4,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    if (question.kind === 'prices')
      return {
        url: address(`${ORIGIN}/v1/stocks/candles/D/${pathPart(question.symbol)}/`, {
          from: iso(question.from),
          // Its own pages say of "to" both that it is included and that it is not: one day more is asked and left out.
          to: iso(question.to + 1),
          adjustsplits: 'true',
          adjustdividends: 'false',
          token: keyOf(access)
        })
      };
    const symbol = question.kind === 'news' ? asSymbol(question.words) : undefined;
    if (question.kind !== 'news' || symbol === undefined) return undefined;
    return {
      url: address(`${ORIGIN}/v1/stocks/news/${pathPart(symbol)}/`, {
        from: iso(question.from),
        token: keyOf(access)
      })
    };
  },
  read(question, reply) {
    if (question.kind === 'prices')
      return readJson(reply, json, candles, ({ t, o, h, l, c, v: volume }) => {
        if ([o, h, l, c, volume].some(({ length }) => length !== t.length))
          return malformed('t', 'columns of different lengths');
        // Midnight in New York is four or five in the morning in UTC: the day of the exchange is that of UTC.
        const rows = t.map((at, row) => ({
          day: dayOfSeconds(at),
          open: o[row],
          high: h[row],
          low: l[row],
          close: c[row],
          volume: volume[row]
        }));
        return pricesReading(question, rows, { adjustment: 'splits', quoteUnit: 'currency', currency: 'USD' });
      });
    if (question.kind === 'news')
      return readJson(reply, json, news, ({ headline, source, publicationDate }) => {
        if (source.length !== headline.length || publicationDate.length !== headline.length)
          return malformed('headline', 'columns of different lengths');
        const items = headline.map((title, at) => ({
          id: source[at] ?? title,
          title,
          url: source[at] ?? '',
          publisher: hostOf(source[at] ?? ''),
          seenAt: (publicationDate[at] ?? 0) * 1000
        }));
        return newsReading(question.from, items);
      });
    return notAsked(question.kind);
  }
};

/** The source of an article is its address; its host stands for the publisher. */
function hostOf(url: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(url)?.[1] ?? '';
}
