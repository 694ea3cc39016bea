import type { JobContext } from '$lib/compute/protocol';
import {
  mayAnswerLater,
  runFetches,
  SourceLine,
  usualSettings,
  type Fetched,
  type FetchProgress,
  type MarketAnswer,
  type SourceProblem
} from '$lib/data/providers';
import type { Instrument } from '$lib/domain/instruments';
import { announceChange, saveRepairs, type FetchTask, type Vault, type VaultName } from '$lib/storage/dexie';
import { fetchChecks, type FetchChecks } from '$lib/storage/device';
import { openedVault } from '../open-vault';
import { checkedAnswer, reasonsOf, repairsOf, type CheckedAnswer } from './checked-answer';
import { FetchLog } from './fetch-log';
import { objectionTo } from './objection';
import { deviceQuotas } from './quotas';
import { usableSources } from './sources';
import { OtherSeriesError, stored } from './stored';
import { questionOf } from './task-question';
import { tidied } from './tidied';
import { browserWorld } from './world';

/** Tasks to add before those that wait are run. */
export interface FetchQuestion {
  readonly vault: VaultName;
  readonly tasks?: readonly FetchTask[];
}

/** A task that brought nothing, and what each source said. */
export interface UnansweredTask {
  readonly kind: FetchTask['kind'];
  readonly key: string;
  readonly state: 'waiting' | 'failed';
  readonly problems: readonly SourceProblem[];
}

/** What came of a run. */
export type FetchOutcome =
  | {
      readonly status: 'ran';
      readonly answered: number;
      readonly values: number;
      /** Values that the checks refused, and values that they mended. */
      readonly refused: number;
      readonly mended: number;
      readonly unanswered: readonly UnansweredTask[];
      readonly unusable: readonly SourceProblem[];
    }
  /** Another tab fetches for this vault. */
  | { readonly status: 'elsewhere' };

/** Runs in which a task may fail before it is given up. Pauses, quotas and missing networks do not count. */
const MOST_TRIES = 6;

/**
 * Runs every task of a vault that waits. Each answer is written in one transaction with the state of its task, so that a
 * worker may end at any moment: what is not written waits still, and nothing is asked twice.
 */
export async function fetchAll({ vault: name, tasks = [] }: FetchQuestion, context: JobContext): Promise<FetchOutcome> {
  const vault = await openedVault(name);
  const run = (lock: Lock | null): Promise<FetchOutcome> | FetchOutcome =>
    lock === null ? { status: 'elsewhere' } : runWaiting(vault, context);
  if (tasks.length > 0) {
    await vault.db.fetchTasks.bulkPut([...tasks]);
    announceChange(vault, ['fetches']);
  }
  return navigator.locks.request(`sextant-fetch-${name}`, { ifAvailable: true }, run);
}

async function runWaiting(vault: Vault, context: JobContext): Promise<FetchOutcome> {
  await tidied(vault, browserWorld.now());
  const tasks = (await vault.db.fetchTasks.toArray()).filter((task) => task.state === 'waiting');
  const { sources, unusable } = await usableSources();
  const instruments = new Map((await vault.db.instruments.toArray()).map((one) => [one.id as string, one]));
  const lines = new Map(
    sources.map((one) => [one.provider.id, new SourceLine(one, browserWorld, deviceQuotas, usualSettings)])
  );
  const log = new FetchLog(sources, browserWorld.now);
  log.tell('info', 'run-begun', { tasks: tasks.length, sources: sources.length });
  const unanswered: UnansweredTask[] = [];
  let [values, refused, mended] = [0, 0, 0];
  const checks = await fetchChecks();
  const objection = await objectionTo(vault, tasks, instruments);
  await runFetches(tasks, {
    ...{ world: browserWorld, settings: usualSettings, quotas: deviceQuotas, lines, objection },
    questionFor: (task, line) => questionOf(task, line.source.provider, instruments.get(task.key)),
    onEvent: log.heard,
    onProgress: (progress) => context.progress(progress.done, progress.total, noteOf(progress)),
    async onResult(task, result) {
      const ended = await settled(vault, task, result, instruments.get(task.key), checks);
      values += ended.values;
      refused += ended.refused.length;
      mended += ended.mended.length;
      for (const [event, found] of [
        ['values-refused', ended.refused],
        ['values-mended', ended.mended]
      ] as const)
        if (found.length > 0)
          log.tell('warning', event, { kind: task.kind, series: task.key, values: found.length, ...reasonsOf(found) });
      if (ended.state !== 'done')
        unanswered.push({ kind: task.kind, key: task.key, state: ended.state, problems: result.others });
      log.tell(ended.state === 'failed' ? 'warning' : 'info', events[ended.state], {
        ...{ kind: task.kind, series: task.key, values: ended.values },
        ...('source' in result ? { source: result.source } : {})
      });
      await log.written();
    }
  });
  log.tell('info', 'run-ended', { tasks: tasks.length, values, unanswered: unanswered.length });
  await log.written();
  return { status: 'ran', answered: tasks.length - unanswered.length, values, refused, mended, unanswered, unusable };
}

const events = { done: 'series-stored', waiting: 'series-put-off', failed: 'series-refused' } as const;

/** Progress as it crosses to the page. */
const noteOf = ({ bySource, secondsLeft, done, total }: FetchProgress): string =>
  JSON.stringify({ done, total, bySource, secondsLeft });

interface Settled extends Pick<CheckedAnswer, 'refused' | 'mended'> {
  readonly state: FetchTask['state'];
  readonly values: number;
}

/** Writes what came of a task and its state, both or neither. */
async function settled(
  vault: Vault,
  task: FetchTask,
  result: Fetched,
  instrument: Instrument | undefined,
  checks: FetchChecks
): Promise<Settled> {
  const { db } = vault;
  const at = browserWorld.now();
  const next = taskAfter(task, result, at);
  const part = 'part' in result ? result.part : undefined;
  const given = result.status === 'answered' ? result : part;
  const about = given && { key: task.key, source: given.source, instrument };
  const checked = given && about && checkedAnswer(given.answer, checks, about);
  const { refused = [], mended = [] } = checked ?? {};
  const written = (): Promise<Settled> =>
    db.transaction('rw', db.tables, async () => {
      let values = 0;
      if (given && checked)
        values = await stored(vault, { task, source: given.source, answer: checked.answer, instrument, at });
      if (mended.length > 0) await saveRepairs(vault, repairsOf(mended, task, at));
      await db.fetchTasks.put(part ? { ...next, from: part.to + 1 } : next);
      return { state: next.state, values, refused, mended };
    });
  try {
    return await written();
  } catch (error) {
    if (!(error instanceof OtherSeriesError)) throw error;
    await db.fetchTasks.put({ ...next, state: 'failed', finishedAt: at, note: error.message });
    return { state: 'failed', values: 0, refused: [], mended: [] };
  } finally {
    announceChange(vault, ['fetches']);
  }
}

function taskAfter(task: FetchTask, result: Fetched, at: number): FetchTask {
  const note = result.others.map(({ source, code, text }) => `${source}: ${code} (${text})`).join('; ');
  const rest = { ...task, ...(note ? { note } : {}) };
  if (result.status === 'answered' || result.status === 'nothing')
    return { ...rest, ...settledDays(result), state: 'done', tries: task.tries + 1, finishedAt: at };
  const isTried = result.others.some((one) => mayAnswerLater(one) && !patient.has(one.code));
  const tries = task.tries + (isTried ? 1 : 0);
  if (result.status === 'later' && tries < MOST_TRIES) return { ...rest, state: 'waiting', tries };
  return { ...rest, state: 'failed', tries, finishedAt: at };
}

/**
 * Days between the first and the last value are settled. Before and after, the source may have nothing, or its answer was cut
 * where nobody could see it: asked once more it says so.
 */
function settledDays(result: Fetched): Partial<Pick<FetchTask, 'from' | 'to'>> {
  const days = result.status === 'answered' ? daysOf(result.answer) : undefined;
  const [from, to] = [days?.[0], days?.at(-1)];
  return from === undefined || to === undefined ? {} : { from, to };
}

function daysOf(answer: MarketAnswer): Int32Array | undefined {
  if (answer.kind === 'prices') return answer.bars.days;
  return answer.kind === 'rates' ? answer.days : undefined;
}

const patient: ReadonlySet<SourceProblem['code']> = new Set(['quota', 'throttled', 'resting', 'offline'] as const);
