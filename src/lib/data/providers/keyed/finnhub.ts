import type {
  Access,
  MarketAnswer,
  Provider,
  ProviderReading,
  ProviderReply,
  ProviderRequest,
  QuestionOf
} from '../provider';
import { pricesReading, ratesReading, type BarRow } from '../reply/bars-from-rows';
import { eventsReading } from '../reply/events-from-rows';
import { finishedDays } from '../reply/finished-days';
import { dayOfSeconds } from '../reply/fields';
import { fieldOf, readJson, wordsOf } from '../reply/json-reply';
import {
  asSymbol,
  foundListing,
  fundamentalsReading,
  kindFromWord,
  newsReading,
  notAsked,
  searchReading
} from '../reply/other-readings';
import { dividendIn, usualQuoteUnit } from '../reply/quote-unit';
import { malformed, refused } from '../reply/status-reading';
import { address, iso, keyOf, secondsOf } from '../request/address';
import { americanMarkets, endings, symbolBy } from '../symbols/manner';
import { candles, dividends, splits, profile, metrics, found, articles } from './finnhub-shapes';

const ORIGIN = 'https://finnhub.io';
const manner = {
  source: 'finnhub',
  classMark: '.',
  // Coins are named by exchange and pair; Binance has euro pairs, Coinbase writes dollars with a dash.
  coin: (coin: string, currency: string) =>
    currency === 'USD' ? `COINBASE:${coin}-USD` : currency === 'EUR' ? `BINANCE:${coin}EUR` : undefined,
  markets: {
    ...americanMarkets(),
    ...endings(
      'XETR:DE XFRA:F XLON:L XPAR:PA XAMS:AS XBRU:BR XLIS:LS XMIL:MI XMAD:MC XSWX:SW XSTO:ST XCSE:CO XHEL:HE XOSL:OL XWBO:VI XTSE:TO XASX:AX XTKS:T'
    )
  }
} as const;

/** 401 is the key, 403 the plan ("You don't have access to this resource."), 429 the limit. No candles are s: "no_data". */
function says(value: unknown, { status }: ProviderReply): ProviderReading | undefined {
  if (fieldOf(value, 's') === 'no_data')
    return refused('nothing-in-range', 'no candles for this symbol and these days');
  const words = wordsOf(fieldOf(value, 'error'));
  return status === 200 && words !== undefined ? refused('other', words) : undefined;
}
const json = { says } as const;

function request(path: string, fields: Readonly<Record<string, string | number>>, access?: Access): ProviderRequest {
  // The key goes into the query: a request with its header is not let through by browsers.
  return { url: address(`${ORIGIN}/api/v1/${path}`, { ...fields, token: keyOf(access) }) };
}

function candlesOf(
  symbol: string,
  { from, to }: QuestionOf<'prices'> | QuestionOf<'rates'>,
  path: string,
  access: Access
) {
  return request(
    `${path}/candle`,
    { symbol, resolution: 'D', from: secondsOf(from), to: secondsOf(to) + 86_399 },
    access
  );
}

/** Bars are stamped with midnight in UTC of the day of the exchange. */
function readCandles(reply: ProviderReply, read: (rows: BarRow[]) => ProviderReading): ProviderReading {
  return readJson(reply, json, candles, ({ t, o, h, l, c, v: volume }) => {
    if ([o, h, l, c, volume].some(({ length }) => length !== t.length))
      return malformed('t', 'columns of different lengths');
    return read(
      t.map((at, row) => ({
        day: dayOfSeconds(at),
        open: o[row],
        high: h[row],
        low: l[row],
        close: c[row],
        volume: volume[row]
      }))
    );
  });
}

function readEvents(question: QuestionOf<'events'>, reply: ProviderReply, soFar?: MarketAnswer, access?: Access) {
  const { symbol, from, to } = question;
  if (!soFar)
    return readJson(reply, json, dividends, (rows) => {
      const next = request('stock/split', { symbol, from: iso(from), to: iso(to) }, access);
      const paid = rows.map(({ date, amount, currency }) => dividendIn(currency, date, amount));
      return eventsReading(question, { dividends: paid }, { next });
    });
  return readJson(reply, json, splits, (rows) =>
    // "toFactor" new units for "fromFactor" old ones: Apple's of 2020 is 1 to 4.
    eventsReading(
      question,
      { splits: rows.map((one) => ({ day: one.date, numerator: one.toFactor, denominator: one.fromFactor })) },
      { soFar }
    )
  );
}

function readFundamentals(
  question: QuestionOf<'fundamentals'>,
  reply: ProviderReply,
  soFar?: MarketAnswer,
  access?: Access
) {
  if (!soFar)
    return readJson(reply, json, profile, (one) => {
      if (!one.name) return refused('unknown-symbol', 'no company of this symbol');
      // Capitalization and shares are in millions.
      return fundamentalsReading(
        {
          name: one.name,
          currency: one.currency,
          country: one.country,
          industry: one.finnhubIndustry,
          marketCapitalization: millions(one.marketCapitalization),
          sharesOutstanding: millions(one.shareOutstanding)
        },
        { next: request('stock/metric', { symbol: question.symbol, metric: 'all' }, access) }
      );
    });
  return readJson(reply, json, metrics, ({ metric }) => {
    const percent = metric.dividendYieldIndicatedAnnual;
    return fundamentalsReading(
      {
        priceToEarnings: metric.peTTM,
        priceToBook: metric.pbQuarterly,
        earningsPerShare: metric.epsTTM,
        beta: metric.beta,
        dividendYield: typeof percent === 'number' ? percent / 100 : undefined
      },
      { soFar }
    );
  });
}

function millions(value: number | null | undefined): number | undefined {
  return typeof value === 'number' ? value * 1e6 : undefined;
}

/** Finnhub: candles need a paid plan; company figures, news and search do not. */
export const finnhub: Provider = {
  id: 'finnhub',
  name: 'Finnhub',
  homepage: 'https://finnhub.io',
  documentation: { page: 'https://finnhub.io/docs/api', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'fundamentals', 'news', 'search'],
  origins: [ORIGIN],
  browser: 'yes',
  key: 'required',
  keyFields: [{ id: 'key', label: 'API key' }],
  limits: [
    { calls: 60, seconds: 60 },
    { calls: 30, seconds: 1 }
  ],
  parallel: 4,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    switch (question.kind) {
      case 'prices':
        return candlesOf(question.symbol, question, question.symbol.includes(':') ? 'crypto' : 'stock', access);
      case 'rates':
        return candlesOf(`OANDA:${question.base}_${question.quote}`, question, 'forex', access);
      case 'events':
        return request(
          'stock/dividend',
          { symbol: question.symbol, from: iso(question.from), to: iso(question.to) },
          access
        );
      case 'fundamentals':
        return request('stock/profile2', { symbol: question.symbol }, access);
      case 'search':
        return request('search', { q: question.words }, access);
      case 'news': {
        const symbol = asSymbol(question.words);
        // It wants a last day; one year on is after every article.
        return symbol === undefined
          ? undefined
          : request('company-news', { symbol, from: iso(question.from), to: iso(question.from + 365) }, access);
      }
      default:
        return undefined;
    }
  },
  read(question, reply, soFar, access) {
    switch (question.kind) {
      case 'prices':
        // Daily candles are adjusted for splits, says its documentation of stock candles.
        return readCandles(reply, (rows) =>
          pricesReading(question, question.symbol.includes(':') ? finishedDays(rows, reply) : rows, {
            adjustment: 'splits',
            quoteUnit: usualQuoteUnit(question.instrument)
          })
        );
      case 'rates':
        return readCandles(reply, (rows) => ratesReading(question, finishedDays(rows, reply)));
      case 'events':
        return readEvents(question, reply, soFar, access);
      case 'fundamentals':
        return readFundamentals(question, reply, soFar, access);
      case 'search':
        return readJson(reply, json, found, ({ result }) =>
          searchReading(
            result.map(({ symbol, description, type }) =>
              foundListing({ symbol, name: description, kind: kindFromWord(type) })
            )
          )
        );
      case 'news':
        return readJson(reply, json, articles, (list) =>
          newsReading(
            question.from,
            list.map(({ id, datetime, headline, url, source }) => ({
              id: String(id),
              title: headline,
              url,
              publisher: source,
              seenAt: datetime * 1000
            }))
          )
        );
      default:
        return notAsked(question.kind);
    }
  }
};
