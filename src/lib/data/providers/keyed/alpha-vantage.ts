import type * as v from 'valibot';
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
import { eventsReading, splitOfRatio } from '../reply/events-from-rows';
import { dayOfText } from '../reply/fields';
import { finishedDays } from '../reply/finished-days';
import { fieldOf, readJson, textField } from '../reply/json-reply';
import {
  asSymbol,
  foundListing,
  fundamentalsReading,
  kindFromWord,
  newsReading,
  notAsked,
  searchReading
} from '../reply/other-readings';
import { quoteUnitOf, usualQuoteUnit } from '../reply/quote-unit';
import { malformed, refused, throttled } from '../reply/status-reading';
import { address, keyOf } from '../request/address';
import { americanMarkets, endings, symbolBy } from '../symbols/manner';
import {
  type bars,
  stockBars,
  coinBars,
  rateBars,
  dividends,
  splits,
  overview,
  matches,
  feed
} from './alpha-vantage-shapes';

const ORIGIN = 'https://www.alphavantage.co';
// The endings of its own examples: TSCO.LON, SHOP.TRT, GPV.TRV, MBG.DEX, RELIANCE.BSE, 600104.SHH, 000002.SHZ.
const manner = {
  source: 'alpha-vantage',
  classMark: '-',
  coin: (coin: string, currency: string) => `${coin}/${currency}`,
  markets: {
    ...americanMarkets(),
    ...endings('XLON:LON XTSE:TRT XTSX:TRV XETR:DEX XBOM:BSE XSHG:SHH XSHE:SHZ')
  }
} as const;
/** Trading days that outputsize=compact covers; more is of a paid plan. In calendar days with a margin for holidays. */
const COMPACT_DAYS = 140;

/** Limits, missing plans and errors all come with status 200: "Note", "Information", "Error Message". The key it repeats is taken out. */
function says(value: unknown, reply: ProviderReply): ProviderReading | undefined {
  const note = textField(value, 'Note') ?? textField(value, 'Information');
  const text = (note ?? textField(value, 'Error Message'))?.replace(/(api ?key\W+(?:as|is)?\W*)[A-Z0-9]{8,}/gi, '$1…');
  if (text === undefined) {
    const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    return empty && reply.status === 200 ? refused('unknown-symbol', 'an empty reply: no such symbol') : undefined;
  }
  if (
    /rate limit|requests per (day|minute)|call frequency|per second|spreading out/i.test(text) &&
    !/^.{0,40}premium endpoint/i.test(text)
  )
    return throttled(text, reply);
  if (/premium/i.test(text)) return refused('plan', text);
  if (/apikey|api key/i.test(text)) return refused('key', text);
  if (/invalid api call/i.test(text)) return refused('unknown-symbol', text);
  return fieldOf(value, 'feed') === undefined ? refused('other', text) : undefined;
}
const json = { says };

function query(of: string, fields: Readonly<Record<string, string>>, access?: Access): ProviderRequest {
  return { url: address(`${ORIGIN}/query`, { function: of, ...fields, apikey: keyOf(access) }) };
}

function outputsize({ from, to }: { readonly from: number; readonly to: number }): string {
  return to - from > COMPACT_DAYS ? 'full' : 'compact';
}

function rowsOf(found: v.InferOutput<typeof bars>): BarRow[] {
  return Object.entries(found).map(([date, one]) => ({
    day: dayOfText(date) ?? NaN,
    open: one['1. open'],
    high: one['2. high'],
    low: one['3. low'],
    close: one['4. close'],
    volume: one['5. volume']
  }));
}

function readPrices(question: QuestionOf<'prices'>, reply: ProviderReply): ProviderReading {
  const [, money] = question.symbol.split('/');
  // TIME_SERIES_DAILY is documented as raw, as traded; coins are never split.
  if (money === undefined)
    return readJson(reply, json, stockBars, (found) =>
      pricesReading(question, rowsOf(found), { adjustment: 'none', quoteUnit: usualQuoteUnit(question.instrument) })
    );
  return readJson(reply, json, coinBars, (found) =>
    pricesReading(question, finishedDays(rowsOf(found), reply), {
      adjustment: 'none',
      quoteUnit: 'currency',
      currency: money
    })
  );
}

function readEvents(question: QuestionOf<'events'>, reply: ProviderReply, soFar?: MarketAnswer, access?: Access) {
  if (!soFar)
    return readJson(reply, json, dividends, ({ data }) => {
      const rows = data.map(({ ex_dividend_date, amount }) => ({ day: ex_dividend_date, amount }));
      return eventsReading(
        question,
        { dividends: rows },
        { next: query('SPLITS', { symbol: question.symbol }, access) }
      );
    });
  return readJson(reply, json, splits, ({ data }) => {
    const rows = data.map(({ effective_date, split_factor }) => splitOfRatio(effective_date, split_factor));
    return eventsReading(question, { splits: rows }, { soFar });
  });
}

function readNews(question: QuestionOf<'news'>, reply: ProviderReply): ProviderReading {
  return readJson(reply, json, feed, ({ feed: articles }) => {
    const items = articles.map(({ title, url, source, time_published: at }) => {
      // "20240410T0130", in UTC.
      const text = `${at.slice(0, 4)}-${at.slice(4, 6)}-${at.slice(6, 11)}:${at.slice(11, 13)}:${at.slice(13) || '00'}Z`;
      return { id: url, title, url, publisher: source, seenAt: Date.parse(text) };
    });
    const odd = items.findIndex(({ seenAt }) => Number.isNaN(seenAt));
    return odd < 0 ? newsReading(question.from, items) : malformed(`feed.${odd}.time_published`, 'is no time');
  });
}

/** Alpha Vantage: raw prices of shares, coins and currencies; the last hundred days without a paid plan. */
export const alphaVantage: Provider = {
  id: 'alpha-vantage',
  name: 'Alpha Vantage',
  homepage: 'https://www.alphavantage.co',
  documentation: { page: 'https://www.alphavantage.co/documentation/', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'fundamentals', 'news', 'search'],
  origins: [ORIGIN],
  browser: 'unknown',
  key: 'required',
  keyFields: [{ id: 'key', label: 'API key' }],
  limits: [
    { calls: 1, seconds: 1 },
    { calls: 25, seconds: 86_400 }
  ],
  parallel: 1,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    switch (question.kind) {
      case 'prices': {
        const [symbol = '', market] = question.symbol.split('/');
        return market === undefined
          ? query('TIME_SERIES_DAILY', { symbol, outputsize: outputsize(question) }, access)
          : query('DIGITAL_CURRENCY_DAILY', { symbol, market }, access);
      }
      case 'rates':
        return query(
          'FX_DAILY',
          { from_symbol: question.base, to_symbol: question.quote, outputsize: outputsize(question) },
          access
        );
      case 'events':
        return query('DIVIDENDS', { symbol: question.symbol }, access);
      case 'fundamentals':
        return query('OVERVIEW', { symbol: question.symbol }, access);
      case 'search':
        return query('SYMBOL_SEARCH', { keywords: question.words }, access);
      case 'news': {
        const tickers = asSymbol(question.words);
        return tickers === undefined
          ? undefined
          : query('NEWS_SENTIMENT', { tickers, sort: 'LATEST', limit: '200' }, access);
      }
      default:
        return undefined;
    }
  },
  read(question, reply, soFar, access) {
    switch (question.kind) {
      case 'prices':
        return readPrices(question, reply);
      case 'rates':
        return readJson(reply, json, rateBars, (found) => ratesReading(question, finishedDays(rowsOf(found), reply)));
      case 'events':
        return readEvents(question, reply, soFar, access);
      case 'fundamentals':
        return readJson(reply, json, overview, (one) =>
          fundamentalsReading({
            name: one.Name,
            currency: quoteUnitOf(one.Currency).currency,
            country: one.Country,
            sector: one.Sector,
            industry: one.Industry,
            marketCapitalization: one.MarketCapitalization,
            sharesOutstanding: one.SharesOutstanding,
            priceToEarnings: one.PERatio,
            priceToBook: one.PriceToBookRatio,
            dividendYield: one.DividendYield,
            earningsPerShare: one.EPS,
            beta: one.Beta
          })
        );
      case 'search':
        return readJson(reply, json, matches, ({ bestMatches }) =>
          searchReading(
            bestMatches.map((one) =>
              foundListing({
                symbol: one['1. symbol'],
                name: one['2. name'],
                kind: kindFromWord(one['3. type']),
                currency: quoteUnitOf(one['8. currency']).currency
              })
            )
          )
        );
      case 'news':
        return readNews(question, reply);
      default:
        return notAsked(question.kind);
    }
  }
};
