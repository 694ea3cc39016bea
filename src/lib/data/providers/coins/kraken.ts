import * as v from 'valibot';
import type { Provider, ProviderReading, ProviderReply } from '../provider';
import { pricesReading } from '../reply/bars-from-rows';
import { dayOfSeconds, decimalText, maybeText, number, seconds } from '../reply/fields';
import { fieldOf, readJson } from '../reply/json-reply';
import { foundListing, notAsked, searchReading } from '../reply/other-readings';
import { malformed, refused, throttled } from '../reply/status-reading';
import { address, secondsOf } from '../request/address';
import { symbolBy } from '../symbols/manner';

const ORIGIN = 'https://api.kraken.com';
/** Two coins have names of their own here. */
const names: Readonly<Record<string, string>> = { BTC: 'XBT', DOGE: 'XDG' };
const manner = {
  source: 'kraken',
  classMark: '.',
  markets: {},
  coin: (coin: string, currency: string) => `${names[coin] ?? coin}${currency}`
} as const;

// [time, open, high, low, close, vwap, volume, count]; a day begins at midnight in UTC.
const candle = v.tuple([seconds, decimalText, decimalText, decimalText, decimalText, decimalText, decimalText, number]);
const noError = v.pipe(v.array(v.string()), v.maxLength(0, 'reports an error'));
const candles = v.object({
  error: noError,
  result: v.objectWithRest({ last: seconds }, v.array(candle))
});
const pairs = v.object({
  error: noError,
  result: v.record(v.string(), v.object({ altname: v.string(), wsname: maybeText }))
});

/** Errors come with status 200 in {error: ["EQuery:Unknown asset pair"]}. */
function says(value: unknown, reply: ProviderReply): ProviderReading | undefined {
  const errors = fieldOf(value, 'error');
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (typeof first !== 'string') return undefined;
  if (/rate limit|too many requests|throttled/i.test(first)) return throttled(first, reply);
  if (/unknown asset pair|invalid asset pair/i.test(first)) return refused('unknown-symbol', first);
  if (/^EService|^EGeneral:Internal/i.test(first)) return { status: 'failed', text: first };
  return refused(/^EGeneral:Invalid/i.test(first) ? 'bad-question' : 'other', first);
}
const json = { says };

/** Kraken: the newest 720 daily candles of a coin pair; older ones are not given, whatever is asked. */
export const kraken: Provider = {
  id: 'kraken',
  name: 'Kraken',
  homepage: 'https://www.kraken.com',
  documentation: {
    page: 'https://docs.kraken.com/api/docs/rest-api/get-ohlc-data',
    readOn: '2026-11-29'
  },
  kinds: ['prices', 'search'],
  origins: [ORIGIN],
  browser: 'unknown',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 1, seconds: 1 }],
  parallel: 1,
  spanDays: 720,
  symbolOf: (instrument) => symbolBy(manner, instrument),
  ask(question) {
    if (question.kind === 'search') return { url: `${ORIGIN}/0/public/AssetPairs` };
    if (question.kind !== 'prices') return undefined;
    return {
      url: address(`${ORIGIN}/0/public/OHLC`, {
        pair: question.symbol,
        interval: 1440,
        // Candles after this second.
        since: secondsOf(question.from) - 1
      })
    };
  },
  read(question, reply) {
    if (question.kind === 'prices')
      return readJson(reply, json, candles, ({ result: { last: _last, ...byPair } }) => {
        const found = Object.values(byPair);
        const [rows] = found;
        if (!rows || found.length !== 1) return malformed('result', `${found.length} pairs in place of one`);
        // The last candle is always that of the running day, as its documentation says, and is no close.
        const running = Math.max(...rows.map(([time]) => time));
        const bars = rows
          .filter(([time]) => time !== running)
          .map(([time, open, high, low, close, , volume]) => ({
            day: dayOfSeconds(time),
            open,
            high,
            low,
            close,
            volume
          }));
        return pricesReading(question, bars, { adjustment: 'none', quoteUnit: 'currency' });
      });
    if (question.kind !== 'search') return notAsked(question.kind);
    return readJson(reply, json, pairs, ({ result }) => {
      const words = question.words.trim().toUpperCase();
      const found = Object.values(result).flatMap(({ altname, wsname }) => {
        const [coin = '', money] = (wsname ?? '').split('/');
        const wanted = altname.startsWith(words) || coin === words || coin === names[words];
        return wanted && money ? [{ altname, coin, money }] : [];
      });
      return searchReading(
        found.map(({ altname, coin, money }) =>
          foundListing({ symbol: altname, name: `${coin} in ${money}`, kind: 'crypto', currency: money })
        )
      );
    });
  }
};
