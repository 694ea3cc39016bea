import type { Table } from 'dexie';
import type { InstrumentId } from '$lib/domain/instruments';
import type { MacroSeriesId } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import type { MacroHeader, MacroYear, PriceHeader, RateHeader } from './market-rows';
import type { PriceYear, RateYear } from './schema';
import type { SeriesStore } from './series-store';
import type { YearPart } from './year-parts';

const pairText = ({ base, quote }: { base: CurrencyCode; quote: CurrencyCode }): string => `${base}/${quote}`;

const priceKind = (header: Pick<PriceHeader, 'currency' | 'adjustment' | 'quoteUnit'>): string =>
  `${header.currency}, adjustment ${header.adjustment}, quoted in ${header.quoteUnit}`;

export const priceStore: SeriesStore<PriceHeader, InstrumentId> = {
  kind: 'prices',
  headers: (db) => db.series,
  parts: (db) => db.prices as unknown as Table<YearPart, unknown>,
  key: (header) => header.instrument,
  keyText: (header) => header.instrument,
  partKey: (header, year) => [header.instrument, year],
  ownerText: (part) => (part as PriceYear).instrument,
  part: (header, part) => ({ instrument: header.instrument, ...part }),
  kindText: priceKind,
  wordsText: priceKind
};

export const rateStore: SeriesStore<RateHeader, [CurrencyCode, CurrencyCode]> = {
  kind: 'rates',
  headers: (db) => db.rateSeries,
  parts: (db) => db.rates as unknown as Table<YearPart, unknown>,
  key: (header) => [header.base, header.quote],
  keyText: pairText,
  partKey: (header, year) => [header.base, header.quote, year],
  ownerText: (part) => pairText(part as RateYear),
  part: (header, part) => ({ base: header.base, quote: header.quote, ...part }),
  kindText: pairText,
  wordsText: pairText
};

const macroKind = ({ unit, frequency }: Pick<MacroHeader, 'unit' | 'frequency'>): string =>
  `${frequency}, unit ${unit}`;

export const macroStore: SeriesStore<MacroHeader, MacroSeriesId> = {
  kind: 'macro',
  headers: (db) => db.macroSeries,
  parts: (db) => db.macro as unknown as Table<YearPart, unknown>,
  key: (header) => header.id,
  keyText: (header) => header.id,
  partKey: (header, year) => [header.id, year],
  ownerText: (part) => (part as MacroYear).id,
  part: (header, part) => ({ id: header.id, ...part }),
  kindText: macroKind,
  wordsText: (header) =>
    JSON.stringify([macroKind(header), header.title, header.topic, header.area, header.months, header.source])
};
