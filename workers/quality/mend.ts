import { batchId } from '$lib/domain/ledger';
import { offeredChange } from '$lib/quant/quality';
import {
  appendActs,
  loadPricesWithOrigins,
  loadRatesWithOrigins,
  originAt,
  originCode,
  saveRepairs,
  written,
  type BatchRecord,
  type RepairRecord,
  type WithOrigins
} from '$lib/storage/dexie';
import type { Adjustment } from '$lib/domain/market';
import { openedVault } from '../open-vault';
import type { QualityQuestion } from './checked';
import { repairId, type Run } from './market-rows';
import { findingsOf } from './report';
import { instrumentOf, pairOf, type SeriesId } from './series-ids';

/** How a series is mended: by the rules of findings, a value of a person's own, days taken out, or closes said to contain their splits. */
export type SeriesMend =
  | { readonly how: 'findings'; readonly keys: readonly string[] }
  | { readonly how: 'set'; readonly day: number; readonly value: number }
  | { readonly how: 'take-out'; readonly days: readonly number[] }
  | { readonly how: 'contains-splits' };

interface Change {
  readonly day: number;
  readonly before: number;
  readonly after: number;
  readonly why: string;
}

/**
 * Mends prices or rates in one act that can be undone, and keeps a record of each value in the same transaction. Values that
 * were mended are a person's own from then on: no fetch takes their place. Undefined when nothing was left to mend.
 * @throws RangeError for a value that is not positive, or a series of the economy, which no act covers
 */
export async function mendSeries({
  series: id,
  mend,
  batch,
  recordedAt,
  title,
  ...question
}: QualityQuestion & {
  readonly series: SeriesId;
  readonly mend: SeriesMend;
  readonly batch: string;
  readonly recordedAt: number;
  readonly title: string;
}): Promise<BatchRecord | undefined> {
  const { kind, key } = id;
  if (kind === 'macro') throw new RangeError(`${key} is a series of the economy`);
  const vault = await openedVault(question.vault);
  const [stored] =
    kind === 'prices'
      ? (await loadPricesWithOrigins(vault, [instrumentOf(id)])).series
      : (await loadRatesWithOrigins(vault, [pairOf(id)])).series;
  if (!stored) return undefined;
  const changes = await changesOf(question, id, mend, stored);
  const adjustment =
    mend.how === 'contains-splits' && 'adjustment' in stored ? containing[stored.adjustment] : undefined;
  if (changes.length === 0 && adjustment === undefined) return undefined;
  const run = changedRun(stored, changes);
  const shared = { batch: batchId(batch), recordedAt, title, origin: 'manual', replaceSeries: true } as const;
  const made =
    'instrument' in stored
      ? { prices: [{ ...stored, ...(adjustment ? { adjustment } : {}), ...run }] }
      : { rates: [{ ...stored, ...run }] };
  const records = changes.map((one): RepairRecord => ({
    ...one,
    id: repairId(batch, one.day),
    kind,
    key,
    at: recordedAt
  }));
  return written(() =>
    vault.db.transaction('rw', vault.db.tables, async () => {
      const outcome = await appendActs(vault, [], { ...shared, ...made });
      if (records.length > 0) await saveRepairs(vault, records);
      return outcome.batch;
    })
  );
}

/** What closes are that contain their splits too. */
const containing: Readonly<Partial<Record<Adjustment, Adjustment>>> = { none: 'splits', dividends: 'total-return' };

async function changesOf(question: QualityQuestion, id: SeriesId, mend: SeriesMend, stored: Run): Promise<Change[]> {
  const valueOn = (day: number): number => stored.values[stored.days.indexOf(day)] ?? NaN;
  if (mend.how === 'contains-splits') return [];
  if (mend.how === 'set') {
    const { day, value } = mend;
    if (!(value > 0 && value < Infinity)) throw new RangeError(`a price must be above zero, not ${value}`);
    const before = valueOn(day);
    return before === value ? [] : [{ day, before, after: value, why: 'hand' }];
  }
  if (mend.how === 'take-out')
    return mend.days.flatMap((day) => {
      const before = valueOn(day);
      return Number.isNaN(before) ? [] : [{ day, before, after: NaN, why: 'hand' }];
    });
  const found = await findingsOf(question, id);
  const wanted = new Set(mend.keys);
  const changes = new Map<number, Change>();
  for (const finding of found?.findings ?? []) {
    const change = wanted.has(finding.key) ? offeredChange(finding) : undefined;
    if (!change) continue;
    // Another unit is that of every day, not only of those that a second source has.
    const isWhole = finding.code === 'unit-differs';
    stored.days.forEach((day, at) => {
      const before = stored.values[at] ?? NaN;
      if (!(isWhole || (day >= finding.from && day <= finding.to)) || changes.has(day)) return;
      changes.set(day, { day, before, after: change(before), why: finding.code });
    });
  }
  return [...changes.values()];
}

/** The whole series after its changes; a changed day is of a person's own hand. */
function changedRun(stored: WithOrigins<Run>, changes: readonly Change[]): Required<WithOrigins<Run>> {
  const points = new Map<number, { readonly value: number; readonly origin: number }>();
  stored.days.forEach(
    (day, at) => void points.set(day, { value: stored.values[at] ?? NaN, origin: originAt(stored, at) })
  );
  const manual = originCode('manual');
  for (const { day, after } of changes) {
    if (Number.isNaN(after)) points.delete(day);
    else points.set(day, { value: after, origin: manual });
  }
  const days = Int32Array.from(points.keys()).sort();
  return {
    days,
    values: Float64Array.from(days, (day) => points.get(day)?.value ?? NaN),
    origins: Uint8Array.from(days, (day) => points.get(day)?.origin ?? manual)
  };
}
