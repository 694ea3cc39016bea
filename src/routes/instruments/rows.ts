import {
  calendarOfExchange,
  dayFromNumber,
  isTradingDay,
  lastCompletedSession,
  type Day,
  type ExchangeCalendar
} from '$lib/domain/calendar';
import { tradingCalendarOf, type Instrument } from '$lib/domain/instruments';
import { freshnessOf, isWeekday, type Freshness } from '$lib/domain/market';
import type { InstrumentStanding } from '$lib/services/instrument-list';
import { usualSymbol } from '$lib/services/instrument-market';
import type { MarketSource } from '$lib/services/market-sources';
import { price } from '$lib/ui/format';
import { instrumentTexts, instrumentsTexts as texts } from '$lib/ui/texts';

/** One instrument as the table lists it. */
export interface Row {
  readonly instrument: Instrument;
  readonly standing: InstrumentStanding;
  readonly symbol: string;
  readonly isin: string;
  readonly calendar: ExchangeCalendar | undefined;
  readonly fresh: Freshness | undefined;
  /** What each source of closes that is on calls it. */
  readonly named: readonly { readonly source: string; readonly symbol: string }[];
}

export type Shown = 'all' | 'held' | 'followed';

/** The newest identifier of a scheme; empty when it has none. */
export const newest = ({ identifiers }: Instrument, scheme: 'symbol' | 'isin'): string =>
  identifiers.findLast((one) => one.scheme === scheme)?.value ?? '';

/** Sources of closes that are on. */
export const priceSources = (sources: readonly MarketSource[]): MarketSource[] =>
  sources.filter(({ row, provider }) => row?.enabled && provider.asked !== false && provider.kinds.includes('prices'));

/** Sources that are on and can be searched. */
export const searchable = (sources: readonly MarketSource[]): MarketSource[] =>
  sources.filter(({ row, provider }) => row?.enabled && provider.kinds.includes('search'));

/** Last day whose close could be known: `asOf` where that is given, else the last session that has ended. */
export function lastSession(calendar: ExchangeCalendar | undefined, asOf: Day | undefined, instant: number): Day {
  if (asOf !== undefined) return asOf;
  if (calendar) return lastCompletedSession(calendar, instant);
  let day = Math.floor(instant / 86_400_000) - 1;
  while (!isWeekday(day)) day -= 1;
  return dayFromNumber(day);
}

/** Instruments with how they stand. `asOf` is set where the portfolio lives in the days of its prices. */
export function rowsOf(
  instruments: readonly Instrument[],
  standings: readonly InstrumentStanding[],
  sources: readonly MarketSource[],
  { asOf, instant }: { readonly asOf: Day | undefined; readonly instant: number }
): Row[] {
  const byId = new Map(standings.map((one) => [one.id, one]));
  const asked = priceSources(sources);
  return instruments.map((instrument) => {
    const standing = byId.get(instrument.id) ?? { id: instrument.id, held: false, named: false };
    const calendar = tradingCalendarOf(instrument);
    const { last } = standing;
    const isOpen = calendar && ((day: number) => isTradingDay(calendar, dayFromNumber(day)));
    return {
      ...{ instrument, standing, calendar },
      symbol: newest(instrument, 'symbol'),
      isin: newest(instrument, 'isin'),
      fresh: last && freshnessOf(last.day, lastSession(calendar, asOf, instant), isOpen),
      named: asked.flatMap((source) => {
        const symbol = instrument.sourceSymbols?.[source.provider.id] ?? usualSymbol(source, instrument);
        return symbol === undefined ? [] : [{ source: source.provider.name, symbol }];
      })
    };
  });
}

/** Rows of which some name holds what was typed. */
export function fitting(rows: readonly Row[], shown: Shown, typed: string): Row[] {
  const words = typed.trim().toLowerCase();
  return rows.filter(({ instrument, standing, named }) => {
    if (shown !== 'all' && standing.held !== (shown === 'held')) return false;
    const texts = [instrument.name, ...instrument.identifiers.map(({ value }) => value)];
    const symbols = [...Object.values(instrument.sourceSymbols ?? {}), ...named.map(({ symbol }) => symbol)];
    return words === '' || [...texts, ...symbols].some((text) => text.toLowerCase().includes(words));
  });
}

export const kindText = ({ kind }: Pick<Instrument, 'kind'>): string => instrumentTexts.kinds[kind];

/** The exchange with the name of its calendar. */
export function exchangeText({ exchange }: Instrument): string {
  if (exchange === undefined) return texts.noExchange;
  const title = calendarOfExchange(exchange)?.title;
  return title === undefined ? exchange : `${exchange} ${title}`;
}

/** What its trading days follow from. */
export function calendarText({ instrument, calendar }: Pick<Row, 'instrument' | 'calendar'>): string {
  if (instrument.exchange !== undefined && instrument.kind !== 'crypto')
    return calendar ? texts.calendarOf(calendar.title) : texts.noCalendar;
  return calendar ? texts.byRule(calendar.title) : texts.workdays;
}

/** The last close as it is quoted, in whole currency. */
export function priceText({ standing: { last } }: Row): string {
  if (!last) return '–';
  if (last.quoteUnit === 'percent-of-par') return `${last.value}%`;
  return price(last.quoteUnit === 'hundredth' ? last.value / 100 : last.value, last.currency);
}

/** The last close with its currency. */
export function pricedText(row: Row): string {
  const { last } = row.standing;
  return last && last.quoteUnit !== 'percent-of-par' ? `${priceText(row)} ${last.currency}` : priceText(row);
}

export function freshText({ fresh }: Row): string {
  if (!fresh) return '–';
  return fresh.age === 0 ? texts.fresh : texts.behind(fresh.age);
}
