import { batchId } from '$lib/domain/ledger';
import { offeredChange } from '$lib/quant/quality';
import {
  announceChange,
  appendActs,
  loadPrices,
  loadRates,
  written,
  type BatchRecord,
  type RepairRecord
} from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
import type { QualityQuestion } from './checked';
import { repairId, type Run } from './market-rows';
import { findingsOf } from './report';
import { instrumentOf, pairOf, type SeriesId } from './series-ids';

/** How a series is mended: by the rules of findings, a value of a person's own, or days taken out. */
export type SeriesMend =
  | { readonly how: 'findings'; readonly keys: readonly string[] }
  | { readonly how: 'set'; readonly day: number; readonly value: number }
  | { readonly how: 'take-out'; readonly days: readonly number[] };

interface Change {
  readonly day: number;
  readonly before: number;
  readonly after: number;
  readonly why: string;
}

/**
 * Mends prices or rates in one act that can be undone, and keeps a record of each value. Undefined when nothing was left to mend.
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
      ? (await loadPrices(vault, [instrumentOf(id)])).series
      : (await loadRates(vault, [pairOf(id)])).series;
  if (!stored) return undefined;
  const changes = await changesOf(question, id, mend, stored);
  if (changes.length === 0) return undefined;
  const run = changedRun(stored, changes);
  const shared = { batch: batchId(batch), recordedAt, title, replaceSeries: true };
  const outcome = await appendActs(vault, [], {
    ...shared,
    ...('instrument' in stored ? { prices: [{ ...stored, ...run }] } : { rates: [{ ...stored, ...run }] })
  });
  const records = changes.map((one): RepairRecord => ({
    ...one,
    id: repairId(batch, one.day),
    kind,
    key,
    at: recordedAt
  }));
  await written(() => vault.db.repairs.bulkPut(records));
  announceChange(vault, ['market']);
  return outcome.batch;
}

async function changesOf(question: QualityQuestion, id: SeriesId, mend: SeriesMend, stored: Run): Promise<Change[]> {
  const valueOn = (day: number): number => stored.values[stored.days.indexOf(day)] ?? NaN;
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

function changedRun({ days, values }: Run, changes: readonly Change[]): Run {
  const points = new Map<number, number>();
  days.forEach((day, at) => void points.set(day, values[at] ?? NaN));
  for (const { day, after } of changes) points.set(day, after);
  const kept = Int32Array.from([...points].flatMap(([day, value]) => (Number.isNaN(value) ? [] : [day]))).sort();
  return { days: kept, values: Float64Array.from(kept, (day) => points.get(day) ?? NaN) };
}
