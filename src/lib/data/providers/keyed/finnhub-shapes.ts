import * as v from 'valibot';
import { number, figure, maybeText, seconds, isoDay } from '../reply/fields';

// Shapes of the replies of Finnhub, as documented. Fields that are not read are not looked at.

const column = v.array(number);
export const candles = v.object({
  s: v.literal('ok'),
  t: v.array(seconds),
  o: column,
  h: column,
  l: column,
  c: column,
  v: column
});
export const dividends = v.array(v.object({ date: isoDay, amount: number, currency: v.string() }));
export const splits = v.array(
  v.object({ date: isoDay, fromFactor: v.pipe(number, v.gtValue(0)), toFactor: v.pipe(number, v.gtValue(0)) })
);
export const profile = v.object({
  name: maybeText,
  currency: maybeText,
  country: maybeText,
  finnhubIndustry: maybeText,
  marketCapitalization: figure,
  shareOutstanding: figure
});
export const metrics = v.object({
  metric: v.object({
    peTTM: figure,
    pbQuarterly: figure,
    epsTTM: figure,
    beta: figure,
    dividendYieldIndicatedAnnual: figure
  })
});
export const found = v.object({
  result: v.array(v.object({ symbol: v.string(), description: v.string(), type: maybeText }))
});
export const articles = v.array(
  v.object({ id: number, datetime: seconds, headline: v.string(), url: v.string(), source: v.string() })
);
