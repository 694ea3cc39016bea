import { plusDays, plusMonths, type Day } from '$lib/domain/calendar';
import type { Instrument } from '$lib/domain/instruments';
import {
  comparedCloses,
  type ComparedCloses,
  type Fundamentals,
  type MarketEvents,
  type NewsItem
} from '$lib/domain/market';
import { today } from '$lib/platform/clock';
import {
  compareSources,
  fetchPlanned,
  planFetches,
  type ComparedSources,
  type FetchOutcome,
  type FetchPlan,
  type FetchProgress
} from './fetch-market-data';
import type { MarketSource } from './market-sources';
import { storage, vaultNamed, type VaultName } from './vaults';

/** What is kept of the market for one instrument, beside its closes. */
export interface KeptFacts {
  readonly fundamentals?: Fundamentals;
  readonly events?: MarketEvents;
  readonly news: readonly NewsItem[];
  /** Sources that were asked to be compared, against the closes that are served. */
  readonly compared: readonly ComparedSource[];
}

/** A second source against what is served. */
export interface ComparedSource {
  readonly source: string;
  readonly result: ComparedCloses;
}

/** Closes are the same within this relative difference: sources round to cents. */
export const SAME_CLOSE = 5e-4;

/** Fundamentals, splits and dividends, news and second opinions as they are kept. */
export async function keptFacts(name: VaultName, { id }: Pick<Instrument, 'id'>): Promise<KeptFacts> {
  const [dexie, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const [fundamentals, events, news, opinions, prices] = await Promise.all([
    dexie.loadFundamentals(vault, [id]),
    dexie.loadEvents(vault, [id]),
    dexie.loadNews(vault, id),
    dexie.loadOpinions(vault, { kind: 'prices', key: id }),
    dexie.loadPrices(vault, [id])
  ]);
  const [figures] = fundamentals.rows;
  const [told] = events.rows;
  const [served] = prices.series;
  return {
    ...(figures ? { fundamentals: figures } : {}),
    ...(told ? { events: told } : {}),
    news: news.rows,
    compared: served
      ? opinions.opinions.map((one) => ({ source: one.source, result: comparedCloses(served, one, SAME_CLOSE) }))
      : []
  };
}

/** What can be fetched for one instrument. */
export type InstrumentFetch = 'history' | 'fundamentals' | 'news';

/** The plan of what is fetched for an instrument; nothing is asked of anybody. */
export function planFor(
  vault: VaultName,
  { id }: Instrument,
  what: InstrumentFetch,
  years: number
): Promise<FetchPlan> {
  const to = plusDays(today(), -1);
  const key = id as string;
  if (what === 'history')
    return planFetches({
      ...{ vault, from: plusMonths(to, -12 * years), to },
      wanted: [
        { kind: 'prices', key },
        { kind: 'events', key }
      ]
    });
  const from: Day = what === 'news' ? plusMonths(to, -1) : to;
  return planFetches({ vault, from, to, wanted: [{ kind: what, key }] });
}

/** Plans and fetches; undefined when nothing is missing, or no source can be asked. */
export async function fetchedFor(
  vault: VaultName,
  instrument: Instrument,
  what: InstrumentFetch,
  {
    years = 20,
    ...control
  }: {
    readonly years?: number;
    readonly signal: AbortSignal;
    readonly onProgress?: (progress: FetchProgress) => void;
  }
): Promise<{ readonly plan: FetchPlan; readonly outcome: FetchOutcome | undefined }> {
  const plan = await planFor(vault, instrument, what, years);
  return { plan, outcome: plan.tasks.length > 0 ? await fetchPlanned(vault, plan, control) : undefined };
}

/** Asks the sources for the last year of closes and keeps what they say beside what is served. */
export function comparedOverYear(
  vault: VaultName,
  { id }: Instrument,
  control: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void }
): Promise<ComparedSources> {
  const to = plusDays(today(), -1);
  return compareSources({ vault, kind: 'prices', key: id, from: plusMonths(to, -12), to }, control);
}

/** What a source calls an instrument unless the person says otherwise; undefined where it cannot know. */
export function usualSymbol({ provider }: MarketSource, instrument: Instrument): string | undefined {
  const { [provider.id]: _, ...others } = instrument.sourceSymbols ?? {};
  const plain: Instrument = { ...instrument, sourceSymbols: others };
  if (provider.symbolOf) return provider.symbolOf(plain);
  return plain.identifiers.findLast(({ scheme }) => scheme === 'symbol')?.value;
}
