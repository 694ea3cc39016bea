import * as v from 'valibot';
import type { Provider } from '../provider';
import { pricesReading } from '../reply/bars-from-rows';
import { dayOfSeconds, number, seconds } from '../reply/fields';
import { finishedDays } from '../reply/finished-days';
import { readJson } from '../reply/json-reply';
import { foundListing, notAsked, searchReading } from '../reply/other-readings';
import { address, iso, pathPart } from '../request/address';
import { symbolBy } from '../symbols/manner';

const ORIGIN = 'https://api.exchange.coinbase.com';
const manner = {
  source: 'coinbase',
  classMark: '.',
  markets: {},
  coin: (coin: string, currency: string) => `${coin}-${currency}`
} as const;

// [time, low, high, open, close, volume], newest first; a day begins at midnight in UTC. A day without a trade has no row.
const candles = v.array(v.tuple([seconds, number, number, number, number, number]));
const products = v.array(
  v.object({ id: v.string(), base_currency: v.string(), quote_currency: v.string(), status: v.string() })
);
const json = { statuses: { 404: 'unknown-symbol' } } as const;

/** Coinbase Exchange: daily candles of coin pairs, three hundred in one request. */
export const coinbase: Provider = {
  id: 'coinbase',
  name: 'Coinbase Exchange',
  homepage: 'https://exchange.coinbase.com',
  documentation: {
    page: 'https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-product-candles',
    readOn: '2026-11-29'
  },
  kinds: ['prices', 'search'],
  origins: [ORIGIN],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 10, seconds: 1 }],
  parallel: 4,
  spanDays: 300,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question) {
    if (question.kind === 'search') return { url: `${ORIGIN}/products` };
    if (question.kind !== 'prices') return undefined;
    return {
      url: address(`${ORIGIN}/products/${pathPart(question.symbol)}/candles`, {
        granularity: 86_400,
        start: `${iso(question.from)}T00:00:00Z`,
        end: `${iso(question.to)}T00:00:00Z`
      })
    };
  },
  read(question, reply) {
    if (question.kind === 'prices')
      return readJson(reply, json, candles, (rows) => {
        const found = rows.map(([time, low, high, open, close, volume]) => ({
          day: dayOfSeconds(time),
          open,
          high,
          low,
          close,
          volume
        }));
        const [, currency] = question.symbol.split('-');
        return pricesReading(question, finishedDays(found, reply), {
          adjustment: 'none',
          quoteUnit: 'currency',
          ...(currency ? { currency } : {})
        });
      });
    if (question.kind !== 'search') return notAsked(question.kind);
    return readJson(reply, json, products, (rows) => {
      const words = question.words.trim().toUpperCase().replace('/', '-');
      const found = rows.filter(
        ({ id, base_currency, status }) => status === 'online' && (base_currency === words || id.startsWith(words))
      );
      return searchReading(
        found.map(({ id, base_currency, quote_currency }) =>
          foundListing({
            symbol: id,
            name: `${base_currency} in ${quote_currency}`,
            kind: 'crypto',
            currency: quote_currency
          })
        )
      );
    });
  }
};
