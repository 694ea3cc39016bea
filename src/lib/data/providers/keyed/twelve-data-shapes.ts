import * as v from 'valibot';
import { decimalText, number, figure, maybeText, isoDay } from '../reply/fields';

// Shapes of the replies of Twelve Data, as documented. Fields that are not read are not looked at.

// A day of the exchange, as its "exchange_timezone" counts it: "2024-11-01" for daily bars.
const row = v.object({
  datetime: isoDay,
  open: decimalText,
  high: decimalText,
  low: decimalText,
  close: v.nullable(decimalText),
  volume: v.optional(v.nullable(decimalText))
});
export const series = v.object({
  meta: v.object({ symbol: v.string(), currency: maybeText }),
  values: v.array(row)
});
const meta = v.object({ currency: v.string() });
export const dividends = v.object({ meta, dividends: v.array(v.object({ ex_date: isoDay, amount: number })) });
export const splits = v.object({
  meta,
  splits: v.array(v.object({ date: isoDay, ratio: number, from_factor: number, to_factor: number }))
});
export const statistics = v.object({
  meta: v.object({ name: maybeText, currency: maybeText }),
  statistics: v.object({
    valuations_metrics: v.object({ market_capitalization: figure, trailing_pe: figure, price_to_book_mrq: figure }),
    financials: v.optional(
      v.object({ income_statement: v.optional(v.nullable(v.object({ diluted_eps_ttm: figure }))) })
    ),
    stock_statistics: v.optional(v.object({ shares_outstanding: figure })),
    stock_price_summary: v.optional(v.object({ beta: figure })),
    dividends_and_splits: v.optional(v.object({ trailing_annual_dividend_yield: figure }))
  })
});
export const found = v.object({
  data: v.array(
    v.object({
      symbol: v.string(),
      instrument_name: v.string(),
      mic_code: v.string(),
      instrument_type: maybeText,
      country: maybeText,
      currency: maybeText
    })
  )
});
