import * as v from 'valibot';
import { decimalText, number, figure, maybeText, isoDay, dayOfText } from '../reply/fields';

// Shapes of the replies of Alpha Vantage, as documented. Fields that are not read are not looked at.

const bar = v.object({
  '1. open': decimalText,
  '2. high': decimalText,
  '3. low': decimalText,
  '4. close': decimalText,
  '5. volume': v.optional(decimalText)
});
const dayKey = v.pipe(
  v.string(),
  v.check((text) => text.length === 10 && dayOfText(text) !== undefined, 'is no date')
);
export const bars = v.record(dayKey, bar);
const seriesOf = (name: string) =>
  v.pipe(
    v.object({ [name]: bars }),
    v.transform((reply) => reply[name] ?? {})
  );
export const stockBars = seriesOf('Time Series (Daily)');
export const coinBars = seriesOf('Time Series (Digital Currency Daily)');
export const rateBars = seriesOf('Time Series FX (Daily)');
export const dividends = v.object({
  data: v.array(v.object({ ex_dividend_date: isoDay, amount: v.union([number, decimalText]) }))
});
export const splits = v.object({
  data: v.array(v.object({ effective_date: isoDay, split_factor: v.pipe(decimalText, v.gtValue(0)) }))
});
export const overview = v.object({
  Symbol: v.string(),
  Name: maybeText,
  Currency: maybeText,
  Country: maybeText,
  Sector: maybeText,
  Industry: maybeText,
  MarketCapitalization: figure,
  SharesOutstanding: figure,
  PERatio: figure,
  PriceToBookRatio: figure,
  DividendYield: figure,
  EPS: figure,
  Beta: figure
});
export const matches = v.object({
  bestMatches: v.array(
    v.object({ '1. symbol': v.string(), '2. name': v.string(), '3. type': maybeText, '8. currency': maybeText })
  )
});
export const feed = v.object({
  feed: v.array(
    v.object({
      title: v.string(),
      url: v.string(),
      source: v.string(),
      time_published: v.pipe(v.string(), v.regex(/^\d{8}T\d{4}(\d{2})?$/, 'is no time'))
    })
  )
});
