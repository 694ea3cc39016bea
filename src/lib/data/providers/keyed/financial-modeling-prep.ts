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
import { figure, isoDay, maybeText, number } from '../reply/fields';
import { readJson, textField } from '../reply/json-reply';
import { foundListing, fundamentalsReading, looksLikeIsin, notAsked, searchReading } from '../reply/other-readings';
import { quoteUnitOf, usualQuoteUnit } from '../reply/quote-unit';
import { refused, throttled } from '../reply/status-reading';
import { address, iso, keyOf } from '../request/address';
import { americanMarkets, endings, symbolBy } from '../symbols/manner';

const ORIGIN = 'https://financialmodelingprep.com';
const manner = {
  source: 'financial-modeling-prep',
  classMark: '-',
  coin: (coin: string, currency: string) => `${coin}${currency}`,
  markets: {
    ...americanMarkets(),
    ...endings(
      'XETR:DE XFRA:F XLON:L XPAR:PA XAMS:AS XBRU:BR XLIS:LS XMIL:MI XMAD:MC XSWX:SW XSTO:ST XCSE:CO XHEL:HE XOSL:OL XWBO:VI XDUB:IR XTSE:TO XTSX:V XASX:AX XTKS:T XHKG:HK XNSE:NS XKRX:KS XSES:SI XJSE:JO BVMF:SA'
    )
  }
} as const;

const bars = v.array(
  v.object({
    symbol: v.string(),
    date: isoDay,
    open: number,
    high: number,
    low: number,
    close: v.nullable(number),
    volume: number
  })
);
const dividends = v.array(v.object({ date: isoDay, dividend: number }));
const splits = v.array(
  v.object({ date: isoDay, numerator: v.pipe(number, v.gtValue(0)), denominator: v.pipe(number, v.gtValue(0)) })
);
const profiles = v.array(
  v.object({
    companyName: maybeText,
    currency: maybeText,
    country: maybeText,
    sector: maybeText,
    industry: maybeText,
    marketCap: figure,
    beta: figure
  })
);
const ratios = v.array(
  v.object({
    priceToEarningsRatioTTM: figure,
    priceToBookRatioTTM: figure,
    dividendYieldTTM: figure,
    netIncomePerShareTTM: figure
  })
);
const found = v.array(
  v.object({ symbol: v.string(), name: v.nullable(v.string()), currency: maybeText, isin: maybeText })
);

/** Errors are {"Error Message"}: limits with 429 or 403, keys with 401; what a plan lacks is plain text with 402. */
function says(value: unknown, reply: ProviderReply): ProviderReading | undefined {
  const text = textField(value, 'Error Message');
  if (text === undefined) return undefined;
  if (/limit reach/i.test(text)) return throttled(text, reply);
  if (/invalid api key/i.test(text)) return refused('key', text);
  if (/premium|subscription|exclusive|not available under|upgrade|legacy/i.test(text)) return refused('plan', text);
  return reply.status === 200 ? refused('other', text) : undefined;
}
const json = { says };

function request(path: string, fields: Readonly<Record<string, string | number>>, access?: Access): ProviderRequest {
  return { url: address(`${ORIGIN}/stable/${path}`, { ...fields, apikey: keyOf(access) }) };
}

function pricesRequest(symbol: string, { from, to }: { readonly from: number; readonly to: number }, access: Access) {
  return request('historical-price-eod/full', { symbol, from: iso(from), to: iso(to) }, access);
}

function readEvents(question: QuestionOf<'events'>, reply: ProviderReply, soFar?: MarketAnswer, access?: Access) {
  const { symbol } = question;
  if (!soFar)
    return readJson(reply, json, dividends, (rows) =>
      // "dividend" is what was paid for a unit of that day, "adjDividend" that of today. "date" is the ex-day.
      eventsReading(
        question,
        { dividends: rows.map(({ date, dividend }) => ({ day: date, amount: dividend })) },
        { next: request('splits', { symbol }, access) }
      )
    );
  return readJson(reply, json, splits, (rows) =>
    eventsReading(question, { splits: rows.map(({ date, ...ratio }) => ({ day: date, ...ratio })) }, { soFar })
  );
}

function readFundamentals(
  question: QuestionOf<'fundamentals'>,
  reply: ProviderReply,
  soFar?: MarketAnswer,
  access?: Access
) {
  if (!soFar)
    return readJson(reply, json, profiles, ([one]) => {
      if (!one) return refused('unknown-symbol', 'no company of this symbol');
      return fundamentalsReading(
        {
          name: one.companyName,
          currency: quoteUnitOf(one.currency).currency,
          country: one.country,
          sector: one.sector,
          industry: one.industry,
          marketCapitalization: one.marketCap,
          beta: one.beta
        },
        { next: request('ratios-ttm', { symbol: question.symbol }, access) }
      );
    });
  return readJson(reply, json, ratios, ([one]) =>
    fundamentalsReading(
      {
        priceToEarnings: one?.priceToEarningsRatioTTM,
        priceToBook: one?.priceToBookRatioTTM,
        dividendYield: one?.dividendYieldTTM,
        earningsPerShare: one?.netIncomePerShareTTM
      },
      { soFar }
    )
  );
}

function searchRequest(words: string, access: Access): ProviderRequest {
  if (looksLikeIsin(words)) return request('search-isin', { isin: words.trim().toUpperCase() }, access);
  const symbolLike = /^[A-Z0-9.-]{1,10}$/.test(words.trim());
  return request(symbolLike ? 'search-symbol' : 'search-name', { query: words.trim(), limit: 50 }, access);
}

/** Financial Modeling Prep: closes of the full endpoint are adjusted for splits, not for dividends. News carry no time zone and are not asked. */
export const financialModelingPrep: Provider = {
  id: 'financial-modeling-prep',
  name: 'Financial Modeling Prep',
  homepage: 'https://site.financialmodelingprep.com',
  documentation: { page: 'https://site.financialmodelingprep.com/developer/docs/stable', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'fundamentals', 'search'],
  origins: [ORIGIN],
  browser: 'yes',
  key: 'required',
  keyFields: [{ id: 'key', label: 'API key' }],
  limits: [{ calls: 250, seconds: 86_400 }],
  parallel: 3,
  // A request is answered with at most 5,000 bars.
  spanDays: 4900,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    switch (question.kind) {
      case 'prices':
        return pricesRequest(question.symbol, question, access);
      case 'rates':
        return pricesRequest(`${question.base}${question.quote}`, question, access);
      case 'events':
        return request('dividends', { symbol: question.symbol }, access);
      case 'fundamentals':
        return request('profile', { symbol: question.symbol }, access);
      case 'search':
        return searchRequest(question.words, access);
      default:
        return undefined;
    }
  },
  read(question, reply, soFar, access) {
    switch (question.kind) {
      case 'prices':
        return readJson(reply, json, bars, (rows) =>
          pricesReading(question, barRows(rows, question.instrument?.kind === 'crypto' ? reply : undefined), {
            adjustment: 'splits',
            quoteUnit: usualQuoteUnit(question.instrument)
          })
        );
      case 'rates':
        return readJson(reply, json, bars, (rows) =>
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
        return readFundamentals(question, reply, soFar, access);
      case 'search':
        return readJson(reply, json, found, (rows) =>
          searchReading(
            rows.map(({ symbol, name, currency, isin }) =>
              foundListing({ symbol, name: name ?? symbol, currency: quoteUnitOf(currency).currency, isin })
            )
          )
        );
      default:
        return notAsked(question.kind);
    }
  }
};

/** Rows by day; those of a coin only up to the last day that was over. */
function barRows(rows: v.InferOutput<typeof bars>, coin: ProviderReply | undefined): readonly BarRow[] {
  const all = rows.map((one) => ({ ...one, day: one.date }));
  return coin ? finishedDays(all, coin) : all;
}
