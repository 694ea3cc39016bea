import * as v from 'valibot';
import type { Access, Provider, ProviderReading, ProviderReply } from '../provider';
import { pricesReading } from '../reply/bars-from-rows';
import { figure, milliseconds, number } from '../reply/fields';
import { fieldOf, readJson, wordsOf } from '../reply/json-reply';
import { foundListing, fundamentalsReading, notAsked, searchReading } from '../reply/other-readings';
import { refused, throttled } from '../reply/status-reading';
import { address, keyOf, pathPart, secondsOf } from '../request/address';
import { symbolBy } from '../symbols/manner';

const ORIGIN = 'https://api.coingecko.com';
/** Names of the largest coins; thousands share a symbol, so that of any other has to be found by a search. */
const ids: Readonly<Record<string, string>> = {
  BTC: 'bitcoin',
  ETH: 'ethereum',
  USDT: 'tether',
  USDC: 'usd-coin',
  BNB: 'binancecoin',
  SOL: 'solana',
  XRP: 'ripple',
  ADA: 'cardano',
  DOGE: 'dogecoin',
  TRX: 'tron',
  AVAX: 'avalanche-2',
  DOT: 'polkadot',
  LTC: 'litecoin',
  BCH: 'bitcoin-cash',
  LINK: 'chainlink',
  XLM: 'stellar',
  ATOM: 'cosmos',
  UNI: 'uniswap',
  ETC: 'ethereum-classic',
  XMR: 'monero',
  NEAR: 'near',
  ALGO: 'algorand',
  XTZ: 'tezos',
  AAVE: 'aave'
};
const manner = {
  source: 'coin-gecko',
  classMark: '.',
  markets: {},
  coin: (coin: string, currency: string) => {
    const id = ids[coin];
    return id === undefined ? undefined : `${id}/${currency.toLowerCase()}`;
  }
} as const;
const DAY = 86_400_000;
/** How long after midnight a point still stands for it. */
const MIDNIGHT = 600_000;

const point = v.tuple([milliseconds, v.nullable(number)]);
const chart = v.object({ prices: v.array(point), total_volumes: v.array(point) });
const markets = v.array(v.object({ id: v.string(), name: v.string(), market_cap: figure }));
const found = v.object({ coins: v.array(v.object({ id: v.string(), name: v.string(), symbol: v.string() })) });

/** {status: {error_code, error_message}}, bare or within "error": 429 limits, 10005 and 10012 the plan, 10002 and 10010 to 10011 the key. */
function says(value: unknown, reply: ProviderReply): ProviderReading | undefined {
  const status = fieldOf(fieldOf(value, 'error'), 'status') ?? fieldOf(value, 'status');
  const code = fieldOf(status, 'error_code') ?? fieldOf(value, 'error_code');
  const text = wordsOf(status) ?? wordsOf(value) ?? 'the source reports an error';
  if (code === 429) return throttled(text, reply);
  if (code === 10005 || code === 10012) return refused('plan', text);
  if (code === 10002 || code === 10010 || code === 10011) return refused('key', text);
  return /coin not found/i.test(text) ? refused('unknown-symbol', text) : undefined;
}
const json = { says, statuses: { 403: 'throttled', 404: 'unknown-symbol' } } as const;

function pair(symbol: string, currency = 'usd'): { coin: string; money: string } {
  const [coin = '', money = currency.toLowerCase()] = symbol.split('/');
  return { coin, money };
}

function url(path: string, query: Readonly<Record<string, string | number>>, access: Access) {
  return { url: address(`${ORIGIN}/api/v3/${path}`, { ...query, x_cg_demo_api_key: keyOf(access) }) };
}

/** CoinGecko: one price a day of coins over all exchanges; a year back without a paid plan. */
export const coinGecko: Provider = {
  id: 'coin-gecko',
  name: 'CoinGecko',
  homepage: 'https://www.coingecko.com',
  documentation: {
    page: 'https://docs.coingecko.com/demo/reference/coins-id-market-chart-range',
    readOn: '2026-11-29'
  },
  kinds: ['prices', 'fundamentals', 'search'],
  origins: [ORIGIN],
  browser: 'yes',
  key: 'optional',
  keyFields: [{ id: 'key', label: 'Demo API key' }],
  limits: [
    { calls: 30, seconds: 60 },
    { calls: 10_000, seconds: 2_592_000 }
  ],
  parallel: 2,
  spanDays: 365,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question, access) {
    if (question.kind === 'search') return url('search', { query: question.words }, access);
    if (question.kind === 'fundamentals') {
      const { coin, money } = pair(question.symbol);
      return url('coins/markets', { vs_currency: money, ids: coin }, access);
    }
    if (question.kind !== 'prices') return undefined;
    const { coin, money } = pair(question.symbol, question.instrument?.currency);
    const range = { from: secondsOf(question.from) + 86_400, to: secondsOf(question.to) + 86_400 + MIDNIGHT / 1000 };
    return url(
      `coins/${pathPart(coin)}/market_chart/range`,
      { vs_currency: money, ...range, interval: 'daily' },
      access
    );
  },
  read(question, reply) {
    if (question.kind === 'prices')
      return readJson(reply, json, chart, ({ prices, total_volumes }) => {
        // A point stands at midnight in UTC, which ends the day before: its price is that day's close, its volume that of the
        // twenty-four hours before. A point of another time is that of now, and no close.
        const volumes = new Map(total_volumes);
        const rows = prices
          .filter(([at]) => at % DAY < MIDNIGHT)
          .map(([at, close]) => ({ day: Math.floor(at / DAY) - 1, close, volume: inCoins(volumes.get(at), close) }));
        const { money } = pair(question.symbol, question.instrument?.currency);
        return pricesReading(question, rows, {
          adjustment: 'none',
          quoteUnit: 'currency',
          currency: money.toUpperCase()
        });
      });
    if (question.kind === 'fundamentals')
      return readJson(reply, json, markets, ([one]) =>
        one
          ? fundamentalsReading({
              name: one.name,
              currency: pair(question.symbol).money.toUpperCase(),
              marketCapitalization: one.market_cap
            })
          : refused('unknown-symbol', 'no coin of this name')
      );
    if (question.kind !== 'search') return notAsked(question.kind);
    return readJson(reply, json, found, ({ coins }) =>
      searchReading(
        coins.map(({ id, name, symbol }) => foundListing({ symbol: id, name: `${name} (${symbol})`, kind: 'crypto' }))
      )
    );
  }
};

/** The source gives turnover in money; bars count units. */
function inCoins(turnover: number | null | undefined, price: number | null): number | undefined {
  return typeof turnover === 'number' && price !== null && price > 0 ? turnover / price : undefined;
}
