import { dayFromNumber } from '$lib/domain/calendar';
import type { Instrument } from '$lib/domain/instruments';
import {
  totalReturnSeries,
  type Fundamentals,
  type MarketEvents,
  type PriceSeries,
  type SplitRatio,
  type TotalReturn
} from '$lib/domain/market';
import { decimalFromNumber, decimalText } from '$lib/domain/money';
import { axisMoney, date, percent, plainNumber, price, quantity } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { instrumentMarketTexts as texts } from '$lib/ui/texts';

/** Days by which sources and the ledger may differ over the day of one split. */
const SPLIT_DAYS = 5;

/** Announced splits and dividends, newest first: ex-day, what, for each unit. */
export function announcedRows({ splits, dividends }: MarketEvents): SumRow[] {
  const rows = [
    ...splits.map(({ day, numerator, denominator }) => ({
      ...{ day, what: texts.split, text: texts.ratio(numerator, denominator) }
    })),
    ...dividends.map(({ day, amount, currency }) => ({
      day,
      what: texts.dividend,
      text: `${price(amount, currency)} ${currency}`
    }))
  ];
  return rows
    .sort((a, b) => b.day - a.day)
    .map(({ day, what, text }, at) => ({ key: String(at), cells: [date(dayFromNumber(day)), what, text] }));
}

/**
 * Closes with every announced dividend reinvested; undefined where the closes contain dividends, or none was announced. A
 * split that the ledger has and sources tell a few days off counts once.
 */
export function withDividends(
  closes: PriceSeries,
  ledgerSplits: readonly SplitRatio[],
  events: MarketEvents | undefined
): TotalReturn | undefined {
  const contains = closes.adjustment === 'dividends' || closes.adjustment === 'total-return';
  if (contains || !events || events.dividends.length === 0) return undefined;
  const others = events.splits.filter(({ day }) =>
    ledgerSplits.every((split) => Math.abs(split.day - day) > SPLIT_DAYS)
  );
  const found = totalReturnSeries(closes, events.dividends, [...ledgerSplits, ...others]);
  return found.skipped.length < events.dividends.length ? found : undefined;
}

/** Fundamentals as facts; what a source does not tell is left out. */
export function fundamentalFacts(told: Fundamentals, own: string, today: number): { label: string; value: string }[] {
  const { fields } = texts;
  const currency = told.currency ?? own;
  const amount = (value: number) => axisMoney(value, currency);
  const multiple = (value: number) => plainNumber(value, { digits: 2 });
  const next = told.earningsDays?.find((day) => day >= today);
  const of = <T>(label: string, value: T | undefined, text: (value: T) => string) =>
    value === undefined ? [] : [{ label, value: text(value) }];
  const same = (text: string) => text;
  return [
    ...of(fields.name, told.name, same),
    ...of(fields.sector, told.sector, same),
    ...of(fields.industry, told.industry, same),
    ...of(fields.country, told.country, same),
    ...of(fields.marketCapitalization, told.marketCapitalization, amount),
    ...of(fields.sharesOutstanding, told.sharesOutstanding, (value) => quantity(value)),
    ...of(fields.priceToEarnings, told.priceToEarnings, multiple),
    ...of(fields.priceToBook, told.priceToBook, multiple),
    ...of(fields.dividendYield, told.dividendYield, (value) => percent(value, { digits: 2 })),
    ...of(fields.earningsPerShare, told.earningsPerShare, (value) => `${price(value, currency)} ${currency}`),
    ...of(fields.beta, told.beta, multiple),
    ...of(fields.nextEarnings, next, (day) => date(dayFromNumber(day)))
  ];
}

/**
 * The record with what a source tells, and which of it is news. A capitalization in other money than the instrument's is
 * not taken over.
 */
export function filledRecord(
  instrument: Instrument,
  told: Fundamentals
): { readonly filled: Instrument; readonly news: readonly (keyof typeof texts.fillNames)[] } {
  const { sector, country, marketCapitalization: size, dividendYield } = told;
  const inOwnMoney = told.currency === undefined || told.currency === instrument.currency;
  const text = (value: number): string => decimalText(decimalFromNumber(value));
  const figures = {
    ...(size === undefined || !inOwnMoney ? {} : { 'market-capitalization': text(size) }),
    ...(dividendYield === undefined ? {} : { 'dividend-yield': text(dividendYield) })
  };
  const filled: Instrument = {
    ...instrument,
    ...(sector ? { sector } : {}),
    ...(country ? { country } : {}),
    ...(Object.keys(figures).length > 0 ? { figures: { ...instrument.figures, ...figures } } : {})
  };
  const moved = (key: keyof typeof figures): boolean =>
    figures[key] !== undefined && figures[key] !== instrument.figures?.[key];
  return {
    filled,
    news: [
      ...(filled.sector === instrument.sector ? [] : (['sector'] as const)),
      ...(filled.country === instrument.country ? [] : (['country'] as const)),
      ...(['market-capitalization', 'dividend-yield'] as const).filter(moved)
    ]
  };
}
