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
import { pricesReading, ratesReading, type BarRow } from '../reply/bars-from-rows';
import { eventsReading } from '../reply/events-from-rows';
import { finishedDays } from '../reply/finished-days';
import { isoDay, number, numberOrText } from '../reply/fields';
import { readJson } from '../reply/json-reply';
import {
  asSymbol,
  foundListing,
  fundamentalsReading,
  kindFromWord,
  newsReading,
  notAsked,
  searchReading
} from '../reply/other-readings';
import { dividendIn, quoteUnitOf, usualQuoteUnit } from '../reply/quote-unit';
import { throttled } from '../reply/status-reading';
import { address, iso, keyOf, pathPart } from '../request/address';
import { americanMarkets, endings, symbolBy } from '../symbols/manner';
import { articles, found, fundamentals } from './eodhd-shapes';

const ORIGIN = 'https://eodhd.com';
const abroad =
  'XETR:XETRA XFRA:F XLON:LSE XPAR:PA XAMS:AS XBRU:BR XLIS:LS XMAD:MC XSWX:SW XSTO:ST XCSE:CO XHEL:HE XOSL:OL XWBO:VI XDUB:IR XWAR:WAR XTSE:TO XTSX:V XASX:AU XHKG:HK XKRX:KO XSHG:SHG XSHE:SHE XTAI:TW XTAE:TA XJSE:JSE BVMF:SA XSTU:STU XMUN:MU XBER:BE XDUS:DU XHAM:HM';
const manner = {
  source: 'eodhd',
  classMark: '-',
  coin: (coin: string, currency: string) => `${coin}-${currency}.CC`,
  markets: { ...americanMarkets((symbol) => `${symbol}.US`), ...endings(abroad) }
} as const;

const bars = v.array(
  v.object({
    date: isoDay,
    open: v.nullable(number),
    high: v.nullable(number),
    low: v.nullable(number),
    close: v.nullable(number),
    volume: v.nullable(number)
  })
);
const dividends = v.array(v.object({ date: isoDay, unadjustedValue: numberOrText, currency: v.nullable(v.string()) }));
const splits = v.array(
  v.object({
    date: isoDay,
    split: v.pipe(
      v.string(),
      v.regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, 'is no split'),
      v.transform((text) => text.split('/').map(Number)),
      v.check(([numerator = 0, denominator = 0]) => numerator > 0 && denominator > 0, 'is no split')
    )
  })
);
/** Errors are plain text: 401 key, 402 and 429 the day's calls, 403 the plan, 404 an unknown ticker. */
function readReply<S extends v.GenericSchema<unknown, unknown>>(
  reply: ProviderReply,
  schema: S,
  read: (value: v.InferOutput<S>) => ProviderReading
): ProviderReading {
  if (reply.status === 402 && /limit|exceeded/i.test(reply.text)) return throttled(reply.text, reply);
  return readJson(reply, { statuses: { 404: 'unknown-symbol', 422: 'bad-question' } }, schema, read);
}

function request(path: string, fields: Readonly<Record<string, string | number>>, access?: Access): ProviderRequest {
  return { url: address(`${ORIGIN}/api/${path}`, { ...fields, fmt: 'json', api_token: keyOf(access) }) };
}

function range({ from, to }: { readonly from: number; readonly to: number }) {
  return { from: iso(from), to: iso(to) };
}

function readEvents(question: QuestionOf<'events'>, reply: ProviderReply, soFar?: MarketAnswer, access?: Access) {
  if (!soFar)
    return readReply(reply, dividends, (rows) => {
      const paid = rows.map((one) => dividendIn(one.currency, one.date, one.unadjustedValue));
      const next = request(`splits/${pathPart(question.symbol)}`, range(question), access);
      return eventsReading(question, { dividends: paid }, { next });
    });
  return readReply(reply, splits, (rows) => {
    const found = rows.map(({ date, split: [numerator = 1, denominator = 1] }) => ({
      day: date,
      numerator,
      denominator
    }));
    return eventsReading(question, { splits: found }, { soFar });
  });
}

/** EODHD: open to close are raw; adjusted_close, which is not read, contains splits and dividends. Volume is in units of today. */
export const eodhd: Provider = {
  id: 'eodhd',
  name: 'EODHD',
  homepage: 'https://eodhd.com',
  documentation: {
    page: 'https://eodhd.com/financial-apis/api-for-historical-data-and-volumes',
    readOn: '2026-11-29'
  },
  kinds: ['prices', 'rates', 'events', 'fundamentals', 'news', 'search'],
  origins: [ORIGIN],
  browser: 'unknown',
  key: 'required',
  keyFields: [{ id: 'key', label: 'API token' }],
  limits: [{ calls: 20, seconds: 86_400 }],
  parallel: 2,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    switch (question.kind) {
      case 'prices':
        return request(`eod/${pathPart(question.symbol)}`, { period: 'd', ...range(question) }, access);
      case 'rates':
        return request(
          `eod/${pathPart(`${question.base}${question.quote}`)}.FOREX`,
          { period: 'd', ...range(question) },
          access
        );
      case 'events':
        return request(`div/${pathPart(question.symbol)}`, range(question), access);
      case 'fundamentals':
        return request(
          `fundamentals/${pathPart(question.symbol)}`,
          { filter: 'General,Highlights,Valuation,SharesStats,Technicals' },
          access
        );
      case 'search':
        return request(`search/${pathPart(question.words)}`, { limit: 50 }, access);
      case 'news': {
        const symbol = asSymbol(question.words);
        return symbol === undefined
          ? undefined
          : request('news', { s: symbol, from: iso(question.from), limit: 100 }, access);
      }
      default:
        return undefined;
    }
  },
  read(question, reply, soFar, access) {
    switch (question.kind) {
      case 'prices':
        // The day is that of the exchange. The unit is not said: pence in London, by the rule of that exchange.
        return readReply(reply, bars, (rows) =>
          pricesReading(question, barRows(rows, question.symbol.endsWith('.CC') ? reply : undefined), {
            adjustment: 'none',
            quoteUnit: usualQuoteUnit(question.instrument)
          })
        );
      case 'rates':
        return readReply(reply, bars, (rows) =>
          ratesReading(
            question,
            finishedDays(
              rows.map(({ date, close }) => ({ day: date, close })),
              reply
            )
          )
        );
      case 'events':
        return readEvents(question, reply, soFar, access);
      case 'fundamentals':
        return readReply(reply, fundamentals, ({ General: one, Highlights, Valuation, SharesStats, Technicals }) =>
          fundamentalsReading({
            name: one.Name,
            currency: quoteUnitOf(one.CurrencyCode).currency,
            country: one.CountryISO,
            sector: one.Sector,
            industry: one.Industry,
            marketCapitalization: Highlights?.MarketCapitalization,
            priceToEarnings: Highlights?.PERatio,
            earningsPerShare: Highlights?.EarningsShare,
            dividendYield: Highlights?.DividendYield,
            priceToBook: Valuation?.PriceBookMRQ,
            sharesOutstanding: SharesStats?.SharesOutstanding,
            beta: Technicals?.Beta
          })
        );
      case 'search':
        return readReply(reply, found, (rows) =>
          searchReading(
            rows.map((one) =>
              foundListing({
                symbol: `${one.Code}.${one.Exchange}`,
                name: one.Name,
                kind: kindFromWord(one.Type),
                currency: quoteUnitOf(one.Currency).currency,
                exchange: marketOf(one.Exchange),
                isin: one.ISIN
              })
            )
          )
        );
      case 'news':
        return readReply(reply, articles, (rows) =>
          newsReading(
            question.from,
            rows.map(({ date, title, link }) => ({
              id: link,
              title,
              url: link,
              publisher: /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(link)?.[1] ?? '',
              seenAt: date
            }))
          )
        );
      default:
        return notAsked(question.kind);
    }
  }
};

/** Market code of an exchange as EODHD writes it; "US" is several. */
function marketOf(exchange: string): string | undefined {
  return abroad
    .split(' ')
    .find((entry) => entry.endsWith(`:${exchange}`))
    ?.split(':')[0];
}

/** Rows by day; those of a coin only up to the last day that was over. */
function barRows(rows: v.InferOutput<typeof bars>, coin: ProviderReply | undefined): readonly BarRow[] {
  const all = rows.map((one) => ({ ...one, day: one.date }));
  return coin ? finishedDays(all, coin) : all;
}
