import type { InstrumentId } from '$lib/domain/instruments';
import type { PriceSeries } from '$lib/domain/market';
import type { PriceHeader, Revision } from './market-rows';
import type { VaultProblem } from './problems';
import { loadPrices } from './series-load';
import { KEPT_FROM } from './retention';
import type { Vault } from './vault';
import { mergedRun, type Run } from './year-parts';

/** Prices as they were known at a moment. */
export interface KnownPrices {
  readonly series: PriceSeries[];
  /** Instruments with values older than the first revision that is kept of them: what they were at the moment is not proven. */
  readonly unproven: InstrumentId[];
  readonly problems: VaultProblem[];
}

/** Revisions of one series, the oldest first. */
export function revisionsOf(vault: Vault, kind: Revision['kind'], key: string): Promise<Revision[]> {
  return vault.db.revisions.where('[kind+key]').equals([kind, key]).sortBy('number');
}

/**
 * Prices of some instruments as they were known at an instant, in milliseconds since 1970: the stored ones with every later
 * revision taken back, the last one first.
 */
export async function pricesAsKnown(
  vault: Vault,
  instruments: readonly InstrumentId[],
  instant: number
): Promise<KnownPrices> {
  const { db } = vault;
  return db.transaction('r', [db.series, db.prices, db.revisions, db.settings], async () => {
    const keptFrom = Number((await db.settings.get(KEPT_FROM))?.value ?? Infinity);
    const { series, problems } = await loadPrices(vault, instruments);
    const found: PriceSeries[] = [];
    const unproven: InstrumentId[] = [];
    for (const instrument of instruments) {
      const now = series.find((one) => one.instrument === instrument);
      const revisions = await revisionsOf(vault, 'prices', instrument);
      const known = knownAt(now, revisions, instant);
      if (!known) continue;
      found.push(known);
      if (instant < keptFrom && !revisions.some(({ recordedAt }) => recordedAt <= instant)) unproven.push(instrument);
    }
    return { series: found, unproven, problems };
  });
}

function knownAt(
  now: PriceSeries | undefined,
  revisions: readonly Revision[],
  instant: number
): PriceSeries | undefined {
  let run: Run = now ?? { days: new Int32Array(0), values: new Float64Array(0) };
  let identity: Pick<PriceHeader, 'instrument' | 'currency' | 'adjustment' | 'quoteUnit' | 'source'> | undefined = now;
  const later = revisions.filter(({ recordedAt }) => recordedAt > instant).reverse();
  for (const revision of later) {
    if (revision.was) identity = revision.was as PriceHeader;
    run = mergedRun(withoutRuns(run, revision.added), { days: revision.days, values: revision.before }, 'force');
  }
  if (!identity || run.days.length === 0) return undefined;
  const { instrument, currency, adjustment, quoteUnit } = identity;
  const { source } = revisions.findLast(({ recordedAt }) => recordedAt <= instant) ?? identity;
  const revision = Math.max(1, (now?.revision ?? later.length + 1) - later.length);
  return { instrument, currency, adjustment, quoteUnit, source, revision, days: run.days, values: run.values };
}

/** A run without the days that lie in some spans, given as pairs of first and last. */
function withoutRuns({ days, values }: Run, pairs: Int32Array): Run {
  if (pairs.length === 0) return { days, values };
  const stays = new Uint8Array(days.length).fill(1);
  let at = 0;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    while (at < days.length && (days[at] ?? 0) < (pairs[i] ?? 0)) at++;
    while (at < days.length && (days[at] ?? 0) <= (pairs[i + 1] ?? 0)) stays[at++] = 0;
  }
  const isKept = (_: number, i: number): boolean => stays[i] === 1;
  return { days: days.filter(isKept), values: values.filter(isKept) };
}
