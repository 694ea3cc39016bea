import * as v from 'valibot';
import { number, figure, maybeText, milliseconds, isoDay, moment } from '../reply/fields';

// Shapes of the replies of Massive, as documented. Fields that are not read are not looked at.

export const aggregates = v.object({
  adjusted: v.literal(true),
  resultsCount: number,
  results: v.optional(v.array(v.object({ t: milliseconds, o: number, h: number, l: number, c: number, v: number }))),
  next_url: maybeText
});
export const dividends = v.object({
  results: v.array(v.object({ ex_dividend_date: isoDay, cash_amount: number, currency: maybeText }))
});
const positive = v.pipe(number, v.gtValue(0));
export const splits = v.object({
  results: v.array(v.object({ execution_date: isoDay, split_from: positive, split_to: positive }))
});
export const details = v.object({
  results: v.object({
    ticker: v.string(),
    name: maybeText,
    currency_name: maybeText,
    locale: maybeText,
    sic_description: maybeText,
    market_cap: figure,
    weighted_shares_outstanding: figure
  })
});
export const tickers = v.object({
  results: v.optional(
    v.array(
      v.object({
        ticker: v.string(),
        name: v.string(),
        type: maybeText,
        market: maybeText,
        locale: maybeText,
        currency_name: maybeText,
        primary_exchange: maybeText
      })
    )
  )
});
export const news = v.object({
  results: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      article_url: v.string(),
      published_utc: moment,
      publisher: v.object({ name: v.string() })
    })
  )
});
