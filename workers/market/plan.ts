import {
  estimatedCost,
  everyDay,
  gapsOf,
  joinedSpans,
  settledSpan,
  type DaySpan,
  type Provider,
  type SourceEstimate,
  type SourceProblem
} from '$lib/data/providers';
import type { Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { loadPrices, loadRates, type FetchTask, type Vault, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
import { deviceQuotas } from './quotas';
import { usableSources, type UsableSources } from './sources';
import { expectationOf, questionOf } from './task-question';
import { browserWorld } from './world';

/** One series that a person wants to have. */
export interface WantedSeries {
  readonly kind: FetchTask['kind'];
  /** The instrument, the pair as "EUR/USD", the macro series, the set, the words. */
  readonly key: string;
}

/** What shall be had, from a day to a day. */
export interface PlanQuestion {
  readonly vault: VaultName;
  readonly wanted: readonly WantedSeries[];
  readonly from: Day;
  readonly to: Day;
}

/** What would be fetched, and what it costs. */
export interface FetchPlan {
  readonly tasks: readonly FetchTask[];
  /** Tasks of earlier plans that still wait. */
  readonly waiting: number;
  readonly bySource: readonly SourceEstimate[];
  /** Milliseconds until the slowest source is done. */
  readonly milliseconds: number;
  /** Series for which no source can be asked. */
  readonly withoutSource: readonly WantedSeries[];
  readonly unusable: readonly SourceProblem[];
}

/** Expected days between two gaps that are still fetched by one call; a quarter where holidays look like gaps. */
const BRIDGE = 10;
const BRIDGE_WITHOUT_HOLIDAYS = 60;

/** What would be fetched: only days that are missing, that nothing waits for, and that no source has said to have nothing on. */
export async function fetchPlan({ vault: name, wanted, from, to }: PlanQuestion): Promise<FetchPlan> {
  const vault = await openedVault(name);
  const { sources, unusable } = await usableSources();
  const instruments = new Map((await vault.db.instruments.toArray()).map((one) => [one.id as string, one]));
  const known = await knownDays(vault, wanted);
  const earlier = await earlierTasks(vault);
  const tasks: FetchTask[] = [];
  const withoutSource: WantedSeries[] = [];
  const now = browserWorld.now();
  for (const one of wanted) {
    const instrument = instruments.get(one.key);
    const order = orderFor({ ...one, from, to }, instrument, sources);
    if (order.length === 0) {
      withoutSource.push(one);
      continue;
    }
    const before = (earlier.get(`${one.kind} ${one.key}`) ?? []).filter((task) => !task.opinion);
    const days = { stored: known.get(`${one.kind} ${one.key}`) ?? none, settled: settledBy(before, order) };
    const expected = expectationOf(one, instrument);
    const bridge = expected.knowsHolidays ? BRIDGE : BRIDGE_WITHOUT_HOLIDAYS;
    for (const gap of gapsOf({ from, to }, days, expected.days, bridge))
      tasks.push({
        ...{ id: `${one.kind}:${one.key}:${gap.from}-${gap.to}`, ...one, ...gap },
        ...{ sources: order, state: 'waiting', tries: 0, createdAt: now }
      });
  }
  const bySource = await costs(tasks, instruments, sources, now);
  return {
    ...{ tasks, withoutSource, unusable, bySource },
    waiting: [...earlier.values()].flat().filter((task) => task.state === 'waiting').length,
    milliseconds: Math.max(0, ...bySource.map((one) => one.milliseconds))
  };
}

const none = new Int32Array(0);

async function earlierTasks(vault: Vault): Promise<Map<string, FetchTask[]>> {
  const bySeries = new Map<string, FetchTask[]>();
  for (const task of await vault.db.fetchTasks.toArray()) {
    const series = `${task.kind} ${task.key}`;
    const list = bySeries.get(series);
    if (list) list.push(task);
    else bySeries.set(series, [task]);
  }
  return bySeries;
}

/** Sources that can be asked, those for which the person has named the instrument first, then in the person's order. */
function orderFor(
  task: Pick<FetchTask, 'kind' | 'key' | 'from' | 'to'>,
  instrument: Instrument | undefined,
  sources: UsableSources['sources']
): string[] {
  const able = sources.map((one) => one.provider).filter((provider) => questionOf(task, provider, instrument));
  const isNamed = ({ id }: Provider): boolean => instrument?.sourceSymbols?.[id] !== undefined;
  return [...able.filter(isNamed), ...able.filter((one) => !isNamed(one))].map(({ id }) => id);
}

/** Spans that wait already, or that all these sources stood by when they were answered. */
function settledBy(tasks: readonly FetchTask[], order: readonly string[]): DaySpan[] {
  return joinedSpans(
    tasks.flatMap((task) => {
      if (task.state === 'waiting') return [{ from: task.from, to: task.to }];
      if (task.state !== 'done' || order.some((id) => !task.sources.includes(id))) return [];
      const answeredOn = Math.floor((task.finishedAt ?? 0) / 86_400_000);
      return settledSpan(task, answeredOn) ?? [];
    })
  );
}

async function knownDays(vault: Vault, wanted: readonly WantedSeries[]): Promise<Map<string, Int32Array>> {
  const known = new Map<string, Int32Array>();
  const isWanted = new Set(wanted.map(({ kind, key }) => `${kind} ${key}`));
  const note = (key: string, days: Int32Array): void => void (isWanted.has(key) && known.set(key, days));
  const instruments = wanted.filter((one) => one.kind === 'prices').map((one) => one.key as InstrumentId);
  for (const one of (await loadPrices(vault, instruments)).series) note(`prices ${one.instrument}`, one.days);
  if (wanted.some((one) => one.kind === 'rates'))
    for (const one of (await loadRates(vault)).series) note(`rates ${one.base}/${one.quote}`, one.days);
  if (wanted.some((one) => one.kind === 'macro'))
    // A period has one value, whichever day it is named by: between the first and the last nothing is missing.
    for (const one of await vault.db.macroSeries.toArray()) note(`macro ${one.id}`, everyDay(one.first, one.last));
  return known;
}

async function costs(
  tasks: readonly FetchTask[],
  instruments: ReadonlyMap<string, Instrument>,
  sources: UsableSources['sources'],
  now: number
): Promise<SourceEstimate[]> {
  const estimates: SourceEstimate[] = [];
  for (const source of sources) {
    const first = tasks.filter((task) => task.sources[0] === source.provider.id);
    const questions = first.flatMap((task) => questionOf(task, source.provider, instruments.get(task.key)) ?? []);
    estimates.push(estimatedCost(source, questions, await deviceQuotas.read(source.provider.id), now));
  }
  return estimates;
}
