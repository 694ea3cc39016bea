import { run, runEach, type InputOf, type OutputOf } from '$lib/compute/caller';
import type { Day } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { batchId, type BatchId } from '$lib/domain/ledger';
import type { SplitRatio } from '$lib/domain/market';
import { now, today } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { storage, vaultNamed, type VaultName } from './vaults';

/** Which vault, which state of it, and the day from which values are late; that of the clock when absent. */
export interface QualityQuestion {
  readonly vault: VaultName;
  readonly revision: number;
  readonly asOf?: Day;
}

/** How good one series is, and why. */
export type SeriesReport = OutputOf<'quality', 'qualityReport'>[number];
export type SeriesId = SeriesReport['id'];
export type QualityFinding = SeriesReport['findings'][number];

/** One series with its values. */
export type SeriesDetail = NonNullable<OutputOf<'quality', 'seriesFindings'>>;

/** How a series is mended. */
export type SeriesMend = InputOf<'quality', 'mendSeries'>['mend'];

/** Every series of a vault, checked. */
export interface MarketQuality {
  readonly series: readonly SeriesReport[];
  /** Findings that a person accepted as right. */
  readonly accepted: number;
}

interface Control {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

const ACCEPTED = 'quality.accepted';

/** Values that one job reads and checks: enough to be worth a job, few enough for progress and cancelling. */
const CHUNK_VALUES = 250_000;

/** Checks every series of a vault, spread over the workers. */
export async function marketQuality(question: QualityQuestion, control: Control = {}): Promise<MarketQuality> {
  const asked = dated(question);
  const list = await run('quality', 'qualitySeries', asked, control.signal ? { signal: control.signal } : {});
  const chunks = chunked(list.series);
  const reports = await runEach(
    'quality',
    'qualityReport',
    chunks.map((series) => ({ ...asked, series, peers: list.peers })),
    control
  );
  return { series: reports.flat(), accepted: list.accepted };
}

/** One series with its findings and its values; undefined when it went meanwhile. */
export const seriesQuality = (question: QualityQuestion & { readonly series: SeriesId }, control: Control = {}) =>
  run('quality', 'seriesFindings', { ...dated(question), series: question.series }, control);

/** Mends a series in one act; answers it, so that it can be undone. Undefined when there was nothing left to mend. */
export async function seriesMended(
  question: QualityQuestion,
  series: SeriesId,
  mend: SeriesMend,
  title: string
): Promise<BatchId | undefined> {
  const batch = randomId();
  const record = await run('quality', 'mendSeries', {
    ...dated(question),
    series,
    mend,
    batch,
    recordedAt: now(),
    title
  });
  return record && batchId(record.id);
}

/** Keeps a split among the announced events of an instrument; answers how to take it back. */
export async function splitRecorded(
  vault: VaultName,
  { key }: SeriesId,
  split: SplitRatio
): Promise<() => Promise<void>> {
  const announced = { vault, instrument: instrumentId(key), split };
  await run('quality', 'recordSplit', announced);
  return () => run('quality', 'forgetSplit', announced);
}

/** Accepts findings of a series as right: the checks pass over them from now on. Answers how to take it back. */
export async function accepted(
  name: VaultName,
  { kind, key }: SeriesId,
  findings: readonly QualityFinding[]
): Promise<() => Promise<void>> {
  const marks = findings.map((one) => `${kind} ${key} ${one.key}`);
  const before = await acceptedIn(name);
  await keepAccepted(name, [...new Set([...before, ...marks])]);
  return async () => {
    const gone = new Set(marks);
    await keepAccepted(
      name,
      (await acceptedIn(name)).filter((one) => !gone.has(one))
    );
  };
}

/** Looks at everything again. */
export const nothingAccepted = (name: VaultName): Promise<void> => keepAccepted(name, []);

async function acceptedIn(name: VaultName): Promise<readonly string[]> {
  const [{ loadSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const kept = await loadSetting(vault, ACCEPTED);
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
}

async function keepAccepted(name: VaultName, marks: readonly string[]): Promise<void> {
  const [{ removeSetting, saveSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await (marks.length === 0 ? removeSetting(vault, ACCEPTED) : saveSetting(vault, ACCEPTED, marks));
}

function dated({ vault, revision, asOf = today() }: QualityQuestion) {
  return { vault, revision, today: asOf };
}

/** Series in groups of about as many values. */
function chunked(series: readonly { readonly id: SeriesId; readonly count: number }[]): SeriesId[][] {
  const chunks: SeriesId[][] = [];
  let room = 0;
  for (const { id, count } of series) {
    if (room <= 0) {
      chunks.push([]);
      room = CHUNK_VALUES;
    }
    chunks.at(-1)?.push(id);
    room -= count;
  }
  return chunks;
}
