import * as v from 'valibot';
import { figure, maybeText, moment } from '../reply/fields';

// Shapes of the longer replies of EODHD, as documented. Fields that are not read are not looked at.

export const fundamentals = v.object({
  General: v.object({
    Name: maybeText,
    CurrencyCode: maybeText,
    CountryISO: maybeText,
    Sector: maybeText,
    Industry: maybeText
  }),
  Highlights: v.optional(
    v.object({ MarketCapitalization: figure, PERatio: figure, EarningsShare: figure, DividendYield: figure })
  ),
  Valuation: v.optional(v.object({ PriceBookMRQ: figure })),
  SharesStats: v.optional(v.object({ SharesOutstanding: figure })),
  Technicals: v.optional(v.object({ Beta: figure }))
});
export const found = v.array(
  v.object({
    Code: v.string(),
    Exchange: v.string(),
    Name: v.string(),
    Type: maybeText,
    Currency: maybeText,
    ISIN: maybeText
  })
);
export const articles = v.array(v.object({ date: moment, title: v.string(), link: v.string() }));
