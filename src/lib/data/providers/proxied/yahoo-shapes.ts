import * as v from 'valibot';
import { number, maybeText, seconds } from '../reply/fields';

// Shapes of the replies of Yahoo Finance, as documented. Fields that are not read are not looked at.

const column = v.optional(v.array(v.nullable(number)), []);
const positive = v.pipe(number, v.gtValue(0));
const result = v.object({
  meta: v.object({
    currency: v.string(),
    exchangeTimezoneName: v.string(),
    regularMarketTime: v.optional(seconds),
    currentTradingPeriod: v.object({ regular: v.object({ start: seconds, end: seconds }) })
  }),
  timestamp: v.optional(v.array(seconds)),
  events: v.optional(
    v.object({
      dividends: v.optional(v.record(v.string(), v.object({ date: seconds, amount: number })), {}),
      splits: v.optional(
        v.record(v.string(), v.object({ date: seconds, numerator: positive, denominator: positive })),
        {}
      )
    })
  ),
  indicators: v.object({
    quote: v.tuple([v.object({ open: column, high: column, low: column, close: column, volume: column })])
  })
});
export const chart = v.object({ chart: v.object({ result: v.tuple([result]) }) });
export type Chart = v.InferOutput<typeof result>;

export const found = v.object({
  quotes: v.array(
    v.object({
      symbol: v.string(),
      shortname: maybeText,
      longname: maybeText,
      exchange: maybeText,
      quoteType: maybeText
    })
  )
});
export const news = v.object({
  news: v.array(
    v.object({
      uuid: v.string(),
      title: v.string(),
      publisher: v.string(),
      link: v.string(),
      providerPublishTime: seconds
    })
  )
});
