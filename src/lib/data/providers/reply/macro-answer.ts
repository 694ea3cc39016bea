import {
  macroSeriesId,
  type MacroFrequency,
  type MacroSeries,
  type MacroTopic,
  type MacroUnit
} from '$lib/domain/market';
import type { MarketAnswer, ProviderReading } from '../provider';
import { knownSeries } from '../macro-catalog';
import { ascending, frequencyOfDays, nothingInRange, type DatedValue } from './dated-values';
import { isMalformed, type Malformed } from './malformed';

/** What a source itself says of a series; the catalog's word goes first. */
export interface ToldSeries {
  readonly key: string;
  readonly title?: string;
  readonly topic?: MacroTopic;
  readonly unit?: MacroUnit;
  /** True where the source writes percent: the values become fractions. */
  readonly inPercent?: boolean;
  readonly frequency?: MacroFrequency;
}

/**
 * A macro series from its points. Percent becomes fraction where the catalog or the source says that the values are
 * percent; where nobody says it they stay as they are and the unit is 'other'.
 */
export function macroSeries(
  source: string,
  told: ToldSeries,
  points: readonly DatedValue[]
): Omit<MacroSeries, 'source'> | Malformed {
  const series = ascending(points);
  if (isMalformed(series)) return series;
  const known = knownSeries(source, told.key);
  const inPercent = known ? known.inPercent : (told.inPercent ?? false);
  const unit = known?.unit ?? (inPercent ? 'fraction' : (told.unit ?? 'other'));
  return {
    id: macroSeriesId(`${source}/${told.key}`),
    title: known?.title ?? told.title ?? told.key,
    topic: known?.topic ?? told.topic ?? 'other',
    unit,
    frequency: told.frequency ?? frequencyOfDays(series.days),
    ...(known?.area === undefined ? {} : { area: known.area }),
    ...(known?.months === undefined ? {} : { months: known.months }),
    days: series.days,
    values: inPercent ? series.values.map((value) => value / 100) : series.values
  };
}

/** Reading of macro series or of the yields of a curve; series without values are left out. */
export function seriesReading(
  kind: 'macro' | 'yields',
  series: readonly (Omit<MacroSeries, 'source'> | Malformed)[]
): ProviderReading {
  const wrong = series.find(isMalformed);
  if (wrong) return wrong;
  const sound = series.filter((one): one is Omit<MacroSeries, 'source'> => !isMalformed(one) && one.days.length > 0);
  return sound.length === 0 ? nothingInRange : { status: 'answered', answer: { kind, series: sound } };
}

/** Series of two pages of an answer, each page's days after those of the page before. */
export function joinedPages(
  soFar: MarketAnswer | undefined,
  series: readonly Omit<MacroSeries, 'source'>[]
): Omit<MacroSeries, 'source'>[] {
  const before = soFar?.kind === 'macro' || soFar?.kind === 'yields' ? soFar.series : [];
  const ids = [...new Set([...before, ...series].map((one) => one.id))];
  return ids.flatMap((id) => {
    const early = before.find((one) => one.id === id);
    const late = series.find((one) => one.id === id);
    if (!early || !late) return early ?? late ?? [];
    const last = early.days.at(-1) ?? -Infinity;
    const from = late.days.findIndex((day) => day > last);
    if (from < 0) return early;
    return {
      ...early,
      days: Int32Array.from([...early.days, ...late.days.subarray(from)]),
      values: Float64Array.from([...early.values, ...late.values.subarray(from)])
    };
  });
}
