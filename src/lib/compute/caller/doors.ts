import type { JobInput, JobOutput } from '$lib/compute/protocol';
import type { BacktestJobs } from '$workers/backtest.worker';
import type { AnalyseJobs } from '$workers/analyse.worker';
import type { ConsoleJobs } from '$workers/console.worker';
import type { DecideJobs } from '$workers/decide.worker';
import type { ImportJobs } from '$workers/import.worker';
import type { LedgerJobs } from '$workers/ledger.worker';
import type { MarketJobs } from '$workers/market.worker';
import type { QualityJobs } from '$workers/quality.worker';
import type { RefreshJobs } from '$workers/refresh.worker';
import type { SimulateJobs } from '$workers/simulate.worker';
import type { TablesJobs } from '$workers/tables.worker';
import type { ValueJobs } from '$workers/value.worker';
import type { VaultJobs } from '$workers/vault.worker';
import { WorkerPool, type PoolOptions, type RunOptions } from './pool';
import { spread } from './spread';

/** The jobs behind each door, as the workers themselves declare them: a new job is one line in its worker. */
interface DoorJobs {
  readonly backtest: BacktestJobs;
  readonly analyse: AnalyseJobs;
  readonly console: ConsoleJobs;
  readonly decide: DecideJobs;
  readonly import: ImportJobs;
  readonly ledger: LedgerJobs;
  readonly market: MarketJobs;
  readonly quality: QualityJobs;
  readonly refresh: RefreshJobs;
  readonly simulate: SimulateJobs;
  readonly tables: TablesJobs;
  readonly value: ValueJobs;
  readonly vault: VaultJobs;
}

/** Name of a door. */
export type Door = keyof DoorJobs;

/** Name of a job behind a door. */
export type JobName<D extends Door> = keyof DoorJobs[D] & string;

/** Input of a job. */
export type InputOf<D extends Door, J extends JobName<D>> = JobInput<DoorJobs[D][J]>;

/** Output of a job. */
export type OutputOf<D extends Door, J extends JobName<D>> = JobOutput<DoorJobs[D][J]>;

const MOST_WORKERS = 8;
const MINUTE = 60_000;

const cores = (): number => Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1));

// Vite finds a worker by this very form of its making, so it stands once for each door.
const makers: Readonly<Record<Door, () => Worker>> = {
  backtest: () => new Worker(new URL('../../../../workers/backtest.worker.ts', import.meta.url), { type: 'module' }),
  analyse: () => new Worker(new URL('../../../../workers/analyse.worker.ts', import.meta.url), { type: 'module' }),
  console: () => new Worker(new URL('../../../../workers/console.worker.ts', import.meta.url), { type: 'module' }),
  decide: () => new Worker(new URL('../../../../workers/decide.worker.ts', import.meta.url), { type: 'module' }),
  import: () => new Worker(new URL('../../../../workers/import.worker.ts', import.meta.url), { type: 'module' }),
  ledger: () => new Worker(new URL('../../../../workers/ledger.worker.ts', import.meta.url), { type: 'module' }),
  market: () => new Worker(new URL('../../../../workers/market.worker.ts', import.meta.url), { type: 'module' }),
  quality: () => new Worker(new URL('../../../../workers/quality.worker.ts', import.meta.url), { type: 'module' }),
  refresh: () => new Worker(new URL('../../../../workers/refresh.worker.ts', import.meta.url), { type: 'module' }),
  simulate: () => new Worker(new URL('../../../../workers/simulate.worker.ts', import.meta.url), { type: 'module' }),
  tables: () => new Worker(new URL('../../../../workers/tables.worker.ts', import.meta.url), { type: 'module' }),
  value: () => new Worker(new URL('../../../../workers/value.worker.ts', import.meta.url), { type: 'module' }),
  vault: () => new Worker(new URL('../../../../workers/vault.worker.ts', import.meta.url), { type: 'module' })
};

// An import keeps the opened file and the tables keep their database: one worker each, and not soon let go. Values
// keep what was read from the vault: another period asked for meanwhile must not cost them that. Market data may be searched
// while a long fetch runs; calls are counted in the database and one fetch runs at a time, so two workers break nothing.
// keep what was read from the vault: another period asked for meanwhile must not cost them that. The console keeps
// tables that a person made, and stops a run by itself.
const manners: Readonly<Record<Door, () => Omit<PoolOptions, 'name'>>> = {
  backtest: () => ({ size: cores(), cancel: 'terminate', idle: MINUTE }),
  analyse: () => ({ size: Math.min(2, cores()), cancel: 'terminate', idle: 5 * MINUTE }),
  console: () => ({ size: 1, cancel: 'ignore', idle: 60 * MINUTE }),
  decide: () => ({ size: cores(), cancel: 'terminate', idle: MINUTE }),
  import: () => ({ size: 1, cancel: 'terminate', idle: 20 * MINUTE }),
  ledger: () => ({ size: 1, cancel: 'ignore', idle: 5 * MINUTE }),
  market: () => ({ size: 2, cancel: 'terminate', idle: 5 * MINUTE }),
  quality: () => ({ size: cores(), cancel: 'terminate', idle: MINUTE }),
  refresh: () => ({ size: 1, cancel: 'terminate', idle: MINUTE }),
  simulate: () => ({ size: cores(), cancel: 'terminate', idle: MINUTE }),
  tables: () => ({ size: 1, cancel: 'ignore', idle: 5 * MINUTE }),
  value: () => ({ size: Math.min(2, cores()), cancel: 'ignore', idle: 5 * MINUTE }),
  vault: () => ({ size: 1, cancel: 'terminate', idle: 10 * MINUTE })
};

const pools = new Map<Door, WorkerPool>();

function poolOf(door: Door): WorkerPool {
  const known = pools.get(door);
  if (known) return known;
  const fresh = new WorkerPool(makers[door], { name: door, ...manners[door]() });
  pools.set(door, fresh);
  return fresh;
}

/** A job that failed by itself: neither cancelled nor let go. */
export interface JobFailure {
  readonly door: Door;
  readonly job: string;
  readonly error: unknown;
}

const followers = new Set<(failure: JobFailure) => void>();

/** Tells of every job that fails; returns how to stop. */
export function onJobFailed(listener: (failure: JobFailure) => void): () => void {
  followers.add(listener);
  return () => void followers.delete(listener);
}

/**
 * Runs a job in a worker. Arrays of the output come as they are; those of the input are copied unless named in `transfer`.
 * @throws JobError with the code and data of the failure, WorkerDiedError, or the reason of the signal.
 */
export function run<D extends Door, J extends JobName<D>>(
  door: D,
  job: J,
  input: InputOf<D, J>,
  options: RunOptions = {}
): Promise<OutputOf<D, J>> {
  const output = poolOf(door).run(job, input, options) as Promise<OutputOf<D, J>>;
  output.catch((error: unknown) => {
    if (!options.signal?.aborted) for (const tell of followers) tell({ door, job, error });
  });
  return output;
}

/** Runs a job for every input, spread over the workers of the door; outputs in the order of the inputs. */
export function runEach<D extends Door, J extends JobName<D>>(
  door: D,
  job: J,
  inputs: readonly InputOf<D, J>[],
  options: Pick<RunOptions, 'signal' | 'onProgress'> & { readonly workers?: number } = {}
): Promise<OutputOf<D, J>[]> {
  const { workers = poolOf(door).size, ...rest } = options;
  return spread(inputs, (input, one) => run(door, job, input, one), { ...rest, workers });
}

/** Ends the workers of one door, as a new content policy wants it; those of a job under way end with it. */
export function release(door: Door): void {
  pools.get(door)?.release();
}

/** Ends every worker. Jobs under way are rejected; the next run starts anew. */
export function releaseWorkers(): void {
  for (const pool of pools.values()) pool.release();
}
