import type { MarketAnswer, MarketQuestion } from '../provider';
import { callTimes } from './estimate';
import { noCalls, type Calls, type Quotas } from './call-limits';
import type { ExchangeContext } from './exchange';
import { fetchedFrom, type Fetched } from './fallback';
import type { SourceLine } from './source-line';

/** How far a run is. */
export interface FetchProgress {
  readonly done: number;
  readonly total: number;
  readonly bySource: Readonly<Record<string, SourceProgress>>;
  readonly secondsLeft: number;
}

export interface SourceProgress {
  readonly answered: number;
  readonly waiting: number;
  readonly calls: number;
}

/** One question to be put to sources in order. */
export interface FetchJob {
  readonly id: string;
  readonly sources: readonly string[];
}

export interface RunFetchesOptions<T extends FetchJob> extends ExchangeContext {
  readonly lines: ReadonlyMap<string, SourceLine>;
  readonly quotas: Quotas;
  readonly questionFor: (job: T, line: SourceLine) => MarketQuestion | undefined;
  readonly objection?: (job: T, source: string, answer: MarketAnswer) => string | undefined;
  /** Keeps what came of a job; the next one of its source waits for it. */
  readonly onResult: (job: T, result: Fetched) => Promise<void>;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
}

/** Rounds in which jobs are tried again that a source put off for no longer than one waits. */
const ROUNDS = 3;

/** Runs jobs in parallel over sources and, within each, as many at once as it allows. A source that pauses holds up its own jobs only. */
export async function runFetches<T extends FetchJob>(jobs: readonly T[], options: RunFetchesOptions<T>): Promise<void> {
  const { lines, world, settings, signal } = options;
  const tally = new Tally(jobs, options);
  let open: readonly T[] = jobs;
  for (let round = 1; open.length > 0; round++) {
    const again: { readonly job: T; readonly at: number }[] = [];
    const settle = async (job: T): Promise<void> => {
      const asked = linesOf(job, lines);
      const result = await fetchedFrom(asked, {
        ...options,
        questionFor: (line) => options.questionFor(job, line),
        objection: options.objection && ((source, answer) => options.objection?.(job, source, answer))
      });
      if (result.status === 'later' && round < ROUNDS && result.at !== undefined) {
        if (result.at - world.now() <= settings.patience) return void again.push({ job, at: result.at });
      }
      await options.onResult(job, result);
      await tally.settled(job, result);
    };
    await Promise.all(
      [...lanesOf(open, lines)].map(([line, lane]) => runLane(lane, placesOf(line, lane, lines), settle, signal))
    );
    open = again.map(({ job }) => job);
    const soonest = Math.min(...again.map(({ at }) => at));
    if (open.length > 0) await world.sleep(Math.max(0, soonest - world.now()), signal);
  }
}

function linesOf(job: FetchJob, lines: ReadonlyMap<string, SourceLine>): SourceLine[] {
  return job.sources.flatMap((id) => lines.get(id) ?? []);
}

/** Jobs by the source that is asked first. */
function lanesOf<T extends FetchJob>(jobs: readonly T[], lines: ReadonlyMap<string, SourceLine>): Map<string, T[]> {
  const lanes = new Map<string, T[]>();
  for (const job of jobs) {
    const first = linesOf(job, lines)[0]?.id ?? '';
    const lane = lanes.get(first);
    if (lane) lane.push(job);
    else lanes.set(first, [job]);
  }
  return lanes;
}

/** As many at once as the source or one that stands in for it takes; each line keeps its own bound. */
function placesOf(first: string, lane: readonly FetchJob[], lines: ReadonlyMap<string, SourceLine>): number {
  const named = new Set([first, ...lane.flatMap(({ sources }) => sources)]);
  return Math.max(1, ...[...named].map((id) => lines.get(id)?.source.provider.parallel ?? 1));
}

async function runLane<T>(
  lane: readonly T[],
  places: number,
  settle: (job: T) => Promise<void>,
  signal: AbortSignal | undefined
): Promise<void> {
  let next = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while (next < lane.length && !stopped) {
      signal?.throwIfAborted();
      try {
        await settle(lane[next++] as T);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(places, lane.length) }, work));
}

/** Counts what is done and what it takes. */
class Tally<T extends FetchJob> {
  readonly #options: RunFetchesOptions<T>;
  readonly #total: number;
  readonly #begun: number;
  readonly #waiting = new Map<string, number>();
  readonly #answered = new Map<string, number>();
  #done = 0;

  constructor(jobs: readonly T[], options: RunFetchesOptions<T>) {
    this.#options = options;
    this.#total = jobs.length;
    this.#begun = options.world.now();
    for (const [line, lane] of lanesOf(jobs, options.lines)) this.#waiting.set(line, lane.length);
  }

  async settled(job: T, result: Fetched): Promise<void> {
    const { lines, quotas, onProgress } = this.#options;
    // Read first: what follows happens at once, so that progress never runs backwards.
    const calls = new Map<string, Calls>();
    if (onProgress) for (const id of this.#waiting.keys()) calls.set(id, await quotas.read(id));
    this.#done++;
    const first = linesOf(job, lines)[0]?.id ?? '';
    this.#waiting.set(first, (this.#waiting.get(first) ?? 1) - 1);
    if ('source' in result) this.#answered.set(result.source, (this.#answered.get(result.source) ?? 0) + 1);
    const bySource = Object.fromEntries(
      [...lines].map(([id, line]) => [
        id,
        { answered: this.#answered.get(id) ?? 0, waiting: this.#waiting.get(id) ?? 0, calls: line.calls }
      ])
    );
    onProgress?.({
      ...{ done: this.#done, total: this.#total, bySource },
      secondsLeft: this.#millisecondsLeft(calls) / 1000
    });
  }

  /** The slowest source decides: by its limits, and by the pace so far. */
  #millisecondsLeft(calls: ReadonlyMap<string, Calls>): number {
    const now = this.#options.world.now();
    let longest = 0;
    for (const [id, waiting] of this.#waiting) {
      const line = this.#options.lines.get(id);
      if (!line || waiting === 0) continue;
      const { limits, provider } = line.source;
      const parallel = Math.max(1, provider.parallel);
      const latency = (now - this.#begun) / Math.max(1, Math.ceil(line.calls / parallel));
      const times = callTimes(waiting, { limits, calls: calls.get(id) ?? noCalls, parallel, latency, now });
      longest = Math.max(longest, (times.at(-1) ?? now) - now);
    }
    return longest;
  }
}
