import type { JobContext } from '$lib/compute/protocol';
import type { MacroFrequency, SplitRatio } from '$lib/domain/market';
import {
  laggingBy,
  qualityScore,
  seriesFindings as findingsIn,
  seriesView,
  visibleSplits,
  type Opinion,
  type QualityFinding,
  type QualityScore
} from '$lib/quant/quality';
import { loadSetting } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
import type { JudgedBy } from '../series-calendar';
import { headersOf, keptSeries, peersOf, type KeptSeries, type Peers, type QualityQuestion } from './checked';
import { seriesText, type SeriesId } from './series-ids';

export type { QualityQuestion };

/** Setting with the findings that a person accepts as right, as series and key. */
export const ACCEPTED = 'quality.accepted';

/** What there is to be checked: every series, and what is usual among them. */
export interface SeriesList {
  readonly series: readonly { readonly id: SeriesId; readonly count: number }[];
  readonly peers: Peers;
  readonly accepted: number;
}

/** How good one series is, and why. */
export interface SeriesReport extends QualityScore {
  readonly id: SeriesId;
  readonly title: string;
  readonly name: string;
  readonly source: string;
  /** Currency of prices, unit of a macro series. */
  readonly unit: string;
  /** True when the quotes are hundredths of the currency. */
  readonly hundredths: boolean;
  readonly held: boolean;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly frequency: MacroFrequency;
  /** By which days gaps, lateness and days without a session are judged. */
  readonly judgedBy: JudgedBy;
  readonly missing: number;
  readonly gaps: number;
  /** Trading days or periods from the last value to today. */
  readonly late: number;
  readonly repaired: number;
  readonly sources: readonly string[];
  readonly findings: readonly QualityFinding[];
}

/** One series with its values, for a chart and for mending. */
export interface SeriesDetail extends SeriesReport {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly opinions: readonly Opinion[];
  /** Splits that are known and still visible in the values. */
  readonly splits: readonly SplitRatio[];
}

/** Every series of a vault. */
export async function qualitySeries({ vault: name }: QualityQuestion): Promise<SeriesList> {
  const vault = await openedVault(name);
  const [all, accepted] = await Promise.all([headersOf(vault), acceptedIn(name)]);
  return { series: all.map(({ id, count }) => ({ id, count })), peers: peersOf(all), accepted: accepted.size };
}

/** Reports of some series; the page spreads all of them over workers. */
export async function qualityReport(
  {
    series: wanted,
    peers,
    ...question
  }: QualityQuestion & { readonly series: readonly SeriesId[]; readonly peers: Peers },
  context: JobContext
): Promise<SeriesReport[]> {
  const accepted = await acceptedIn(question.vault);
  const kept = await keptSeries(question, wanted, peers);
  return kept.map((one, at) => {
    context.progress(at + 1, kept.length);
    return reportOf(one, accepted);
  });
}

/** One series with its values; undefined when it went meanwhile. */
export async function seriesFindings({
  series,
  ...question
}: QualityQuestion & { readonly series: SeriesId }): Promise<SeriesDetail | undefined> {
  const vault = await openedVault(question.vault);
  const [accepted, all] = await Promise.all([acceptedIn(question.vault), headersOf(vault)]);
  const [kept] = await keptSeries(question, [series], peersOf(all));
  if (!kept) return undefined;
  const { days, values } = kept.series;
  return {
    ...reportOf(kept, accepted),
    days,
    values,
    opinions: kept.context.opinions ?? [],
    splits: visibleSplits(seriesView(kept.series, kept.context))
  };
}

/** Findings of a series that a person did not accept as right. */
export async function findingsOf(question: QualityQuestion, id: SeriesId) {
  const all = await headersOf(await openedVault(question.vault));
  const [kept] = await keptSeries(question, [id], peersOf(all));
  return (
    kept && {
      kept,
      findings: findingsIn(kept.series, kept.context, keysOf(await acceptedIn(question.vault), id)).findings
    }
  );
}

function reportOf(
  { id, header, title, name, held, judgedBy, series, context }: KeptSeries,
  accepted: ReadonlySet<string>
): SeriesReport {
  const { view, findings } = findingsIn(series, context, keysOf(accepted, id));
  return {
    id,
    title,
    name,
    held,
    source: header.source,
    unit: 'currency' in header ? header.currency : 'unit' in header ? header.unit : '',
    hundredths: 'quoteUnit' in header && header.quoteUnit === 'hundredth',
    first: series.days[0] ?? 0,
    last: series.days.at(-1) ?? 0,
    count: series.days.length,
    frequency: view.frequency,
    // What is quoted on weekends is judged by every day, whatever its exchange.
    judgedBy: view.fit.continuous ? { days: 'every-day' } : judgedBy,
    missing: view.fit.missing,
    gaps: view.fit.gaps.length,
    late: laggingBy(view, context.today),
    repaired: context.repaired ?? 0,
    sources: (context.opinions ?? []).map(({ source }) => source),
    findings,
    ...qualityScore(view, findings)
  };
}

async function acceptedIn(name: QualityQuestion['vault']): Promise<ReadonlySet<string>> {
  const kept = await loadSetting(await openedVault(name), ACCEPTED);
  return new Set(Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []);
}

function keysOf(accepted: ReadonlySet<string>, id: SeriesId): ReadonlySet<string> {
  const prefix = `${seriesText(id)} `;
  return new Set([...accepted].flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : [])));
}
