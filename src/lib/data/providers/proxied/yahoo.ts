import type { FetchedSplit, Provider, ProviderReading, ProviderReply, QuestionOf } from '../provider';
import { pricesReading, ratesReading, type BarRow } from '../reply/bars-from-rows';
import { eventsReading, within } from '../reply/events-from-rows';
import { fieldOf, readJson, textField } from '../reply/json-reply';
import { foundListing, kindFromWord, newsReading, notAsked, searchReading } from '../reply/other-readings';
import { dividendIn, quoteUnitOf } from '../reply/quote-unit';
import { malformed, refused, throttled } from '../reply/status-reading';
import { address, pathPart, secondsOf } from '../request/address';
import { dayInZone } from '../reply/zoned-day';
import { americanMarkets, endings, symbolBy } from '../symbols/manner';
import { chart, type Chart, found, news } from './yahoo-shapes';

const ORIGIN = 'https://query1.finance.yahoo.com';
const abroad =
  'XETR:DE XFRA:F XLON:L XPAR:PA XAMS:AS XBRU:BR XLIS:LS XMIL:MI XMAD:MC XSWX:SW XSTO:ST XCSE:CO XHEL:HE XOSL:OL XWBO:VI XDUB:IR XWAR:WA XTSE:TO XTSX:V XASX:AX XNZE:NZ XTKS:T XHKG:HK XSHG:SS XSHE:SZ XTAI:TW XKRX:KS XSES:SI XNSE:NS XBOM:BO XTAE:TA XJSE:JO BVMF:SA XMEX:MX XIST:IS XSTU:SG XMUN:MU XBER:BE XDUS:DU XHAM:HM';
const manner = {
  source: 'yahoo',
  classMark: '-',
  coin: (coin: string, currency: string) => `${coin}-${currency}`,
  markets: { ...americanMarkets(), ...endings(abroad) }
} as const;
const american: Readonly<Record<string, string>> = {
  NMS: 'XNAS',
  NGM: 'XNAS',
  NCM: 'XNAS',
  NYQ: 'XNYS',
  PCX: 'ARCX',
  ASE: 'XASE',
  BTS: 'BATS'
};
/** After every event: those of later days are needed to undo the adjustment of dividends. */
const FOREVER = 9_999_999_999;

/** Errors stand in {chart|finance: {error: {code, description}}}; limits are plain text with 429. */
function says(value: unknown, reply: ProviderReply): ProviderReading | undefined {
  const error = fieldOf(fieldOf(value, 'chart') ?? fieldOf(value, 'finance'), 'error');
  const text = textField(error, 'description');
  if (text === undefined) return undefined;
  const code = textField(error, 'code') ?? '';
  if (/too many requests/i.test(`${code} ${text}`)) return throttled(text, reply);
  if (/not found/i.test(code)) return refused('unknown-symbol', text);
  if (/doesn't exist for/i.test(text)) return refused('nothing-in-range', text);
  if (/unauthorized|crumb|cookie/i.test(`${code} ${text}`)) return refused('key', text);
  return reply.status === 200 ? refused('other', text) : undefined;
}
const json = { says, statuses: { 403: 'throttled', 404: 'unknown-symbol' } } as const;

function chartRequest(symbol: string, period1: number, period2: number) {
  const query = { period1, period2, interval: '1d', events: 'div,splits' };
  return { url: address(`${ORIGIN}/v8/finance/chart/${pathPart(symbol)}`, query) };
}

function readChart(reply: ProviderReply, read: (one: Chart, dayOf: (at: number) => number) => ProviderReading) {
  return readJson(
    reply,
    json,
    chart,
    ({
      chart: {
        result: [one]
      }
    }) => {
      const dayOf = dayInZone(one.meta.exchangeTimezoneName);
      return dayOf ? read(one, dayOf) : malformed('chart.result.0.meta.exchangeTimezoneName', 'is no time zone');
    }
  );
}

/**
 * Bars are stamped with the opening of their day, the last one with the newest trade: the day is that of the clock in the
 * exchange's own zone, summer time included. The bar of a session that had not ended is left out.
 */
function readBars(
  { meta, timestamp = [], indicators }: Chart,
  dayOf: (at: number) => number,
  reply: ProviderReply,
  read: (rows: BarRow[]) => ProviderReading
): ProviderReading {
  const [{ open, high, low, close, volume }] = indicators.quote;
  if ([open, high, low, close, volume].some(({ length }) => length !== timestamp.length))
    return malformed('chart.result.0.indicators.quote.0', 'columns of different lengths');
  const session = meta.currentTradingPeriod.regular;
  const seen = Math.max(meta.regularMarketTime ?? 0, (reply.receivedAt ?? 0) / 1000);
  const running = seen < session.end ? session.start : Infinity;
  const rows = timestamp.map((at, row) => ({
    day: dayOf(at),
    open: open[row],
    high: high[row],
    low: low[row],
    close: close[row],
    volume: volume[row]
  }));
  return read(rows.filter((_, row) => (timestamp[row] ?? 0) < running));
}

function splitsOf({ events }: Chart, dayOf: (at: number) => number): FetchedSplit[] {
  return Object.values(events?.splits ?? {}).map(({ date, numerator, denominator }) => ({
    day: dayOf(date),
    numerator,
    denominator
  }));
}

/** Amounts are adjusted for every later split; they are given as paid, for a unit of their day. */
function readEvents(question: QuestionOf<'events'>, one: Chart, dayOf: (at: number) => number): ProviderReading {
  const splits = splitsOf(one, dayOf);
  const dividends = Object.values(one.events?.dividends ?? {}).map(({ date, amount }) => {
    const day = dayOf(date);
    const later = splits.filter((split) => split.day > day);
    const factor = later.reduce((product, split) => (product * split.numerator) / split.denominator, 1);
    return dividendIn(one.meta.currency, day, amount * factor);
  });
  return eventsReading(question, { splits, dividends });
}

/** Yahoo Finance, whose charts no page of another origin may read: it is asked only through a person's own proxy. */
export const yahoo: Provider = {
  id: 'yahoo',
  name: 'Yahoo Finance',
  homepage: 'https://finance.yahoo.com',
  documentation: { page: 'https://github.com/gadicc/yahoo-finance2', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'events', 'news', 'search'],
  origins: [ORIGIN],
  browser: 'no',
  key: 'none',
  keyFields: [],
  // Nothing is promised: what others were let through with.
  limits: [{ calls: 60, seconds: 60 }],
  parallel: 2,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question) {
    switch (question.kind) {
      case 'prices':
        return chartRequest(question.symbol, secondsOf(question.from) - 86_400, secondsOf(question.to) + 172_800);
      case 'rates':
        return chartRequest(
          `${question.base}${question.quote}=X`,
          secondsOf(question.from) - 86_400,
          secondsOf(question.to) + 172_800
        );
      case 'events':
        return chartRequest(question.symbol, secondsOf(question.from) - 86_400, FOREVER);
      case 'search':
        return { url: address(`${ORIGIN}/v1/finance/search`, { q: question.words, quotesCount: 30, newsCount: 0 }) };
      case 'news':
        return { url: address(`${ORIGIN}/v1/finance/search`, { q: question.words, quotesCount: 0, newsCount: 50 }) };
      default:
        return undefined;
    }
  },
  read(question, reply) {
    switch (question.kind) {
      case 'prices':
        // quote.close contains splits; adjclose, which is not read, contains dividends too.
        return readChart(reply, (one, dayOf) =>
          readBars(one, dayOf, reply, (rows) =>
            pricesReading(question, rows, {
              adjustment: 'splits',
              ...quoteUnitOf(one.meta.currency),
              splits: within(question, splitsOf(one, dayOf))
            })
          )
        );
      case 'rates':
        return readChart(reply, (one, dayOf) =>
          one.meta.currency === question.quote
            ? readBars(one, dayOf, reply, (rows) => ratesReading(question, rows))
            : malformed('chart.result.0.meta.currency', `${one.meta.currency} in place of ${question.quote}`)
        );
      case 'events':
        return readChart(reply, (one, dayOf) => readEvents(question, one, dayOf));
      case 'search':
        return readJson(reply, json, found, ({ quotes }) =>
          searchReading(
            quotes.map(({ symbol, shortname, longname, exchange, quoteType }) =>
              foundListing({
                symbol,
                name: longname ?? shortname ?? symbol,
                kind: kindFromWord(quoteType),
                exchange: american[exchange ?? ''] ?? marketOf(symbol)
              })
            )
          )
        );
      case 'news':
        return readJson(reply, json, news, (value) =>
          newsReading(
            question.from,
            value.news.map(({ uuid, title, publisher, link, providerPublishTime }) => ({
              id: uuid,
              title,
              url: link,
              publisher,
              seenAt: providerPublishTime * 1000
            }))
          )
        );
      default:
        return notAsked(question.kind);
    }
  }
};

/** Market of a symbol by its ending. */
function marketOf(symbol: string): string | undefined {
  const ending = /\.([A-Z]{1,2})$/.exec(symbol)?.[1];
  return ending === undefined
    ? undefined
    : abroad
        .split(' ')
        .find((entry) => entry.endsWith(`:${ending}`))
        ?.split(':')[0];
}
