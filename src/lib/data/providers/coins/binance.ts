import * as v from 'valibot';
import type { Provider, ProviderReading } from '../provider';
import { pricesReading } from '../reply/bars-from-rows';
import { decimalText, milliseconds } from '../reply/fields';
import { finishedDays } from '../reply/finished-days';
import { fieldOf, readJson, wordsOf } from '../reply/json-reply';
import { notAsked } from '../reply/other-readings';
import { refused } from '../reply/status-reading';
import { address } from '../request/address';
import { symbolBy } from '../symbols/manner';

const ORIGIN = 'https://data-api.binance.vision';
/** Money in which Binance has pairs. Dollars are not among them: BTCUSDT is quoted in Tether, and has to be named by a person. */
const moneys = new Set(['EUR', 'TRY', 'BRL', 'ARS', 'COP', 'PLN', 'JPY', 'MXN', 'CZK', 'RON', 'ZAR', 'UAH']);
const manner = {
  source: 'binance',
  classMark: '.',
  markets: {},
  coin: (coin: string, currency: string) => (moneys.has(currency) ? `${coin}${currency}` : undefined)
} as const;

// [openTime, open, high, low, close, volume, closeTime, ...]; a candle of 1d opens at midnight in UTC.
const klines = v.array(
  v.looseTuple([milliseconds, decimalText, decimalText, decimalText, decimalText, decimalText, milliseconds])
);

/** Errors are {code, msg}: -1121 is an unknown symbol, -1003 too many requests. */
function says(value: unknown): ProviderReading | undefined {
  return fieldOf(value, 'code') === -1121 ? refused('unknown-symbol', wordsOf(value) ?? 'unknown symbol') : undefined;
}
// 418 is a ban for not heeding 429, 403 that of its firewall.
const json = { says, statuses: { 403: 'throttled', 418: 'throttled' } } as const;

/** Binance: daily candles of coin pairs from its address for public data, a thousand in one request. */
export const binance: Provider = {
  id: 'binance',
  name: 'Binance',
  homepage: 'https://www.binance.com',
  documentation: {
    page: 'https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints',
    readOn: '2026-11-29'
  },
  kinds: ['prices'],
  origins: [ORIGIN],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  // 6,000 of weight in a minute; a request of candles weighs 2.
  limits: [{ calls: 1000, seconds: 60 }],
  parallel: 4,
  spanDays: 1000,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question) {
    if (question.kind !== 'prices') return undefined;
    return {
      url: address(`${ORIGIN}/api/v3/klines`, {
        symbol: question.symbol,
        interval: '1d',
        startTime: question.from * 86_400_000,
        endTime: (question.to + 1) * 86_400_000 - 1,
        limit: 1000
      })
    };
  },
  read(question, reply) {
    if (question.kind !== 'prices') return notAsked(question.kind);
    return readJson(reply, json, klines, (rows) => {
      const found = rows.map(([opened, open, high, low, close, volume]) => ({
        day: Math.floor(opened / 86_400_000),
        open,
        high,
        low,
        close,
        volume
      }));
      return pricesReading(question, finishedDays(found, reply), { adjustment: 'none', quoteUnit: 'currency' });
    });
  }
};
