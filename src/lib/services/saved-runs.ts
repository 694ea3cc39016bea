import type { Instrument } from '$lib/domain/instruments';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import type { Convention, PerformanceReport } from '$lib/quant/measures';
import type { RiskLimit } from '$lib/quant/risk';
import type { listResults } from '$lib/storage/dexie';
import type { StrategiesAnswer, StrategiesQuestion } from './backtest-strategies';
import type { CorrelationQuestion, Correlations } from './correlate-portfolio';
import type { ExplainedByFactors, FactorsQuestion } from './explain-by-factors';
import type { OwnIndex, PerformanceBasis, PerformanceQuestion } from './measure-performance';
import type { HeldSizes, HitsAnswer, HitsQuestion, MeasuredRisk, RiskQuestion } from './measure-risk';
import type { Optimizable, OptimizeAnswer, OptimizeQuestion, WeightRange } from './optimize-portfolio';
import type { SimulationAnswer, SimulationQuestion } from './simulate-portfolio';
import { storage, vaultNamed, type VaultName } from './vaults';

/** Version of the calculations, kept with every saved run; raised when an answer to the same question may change. */
export const ENGINE_VERSION = '0.3.0';

/** What each kind of run asks and answers. */
export interface RunContents {
  readonly optimize: {
    readonly question: OptimizeQuestion;
    readonly output: {
      readonly answer: Extract<OptimizeAnswer, { status: 'answered' }>;
      readonly over: Optimizable;
      readonly range?: NonNullable<WeightRange>;
    };
  };
  readonly backtest: {
    readonly question: StrategiesQuestion;
    readonly output: { readonly answer: StrategiesAnswer; readonly names: Readonly<Record<string, string>> };
  };
  readonly simulate: {
    readonly question: SimulationQuestion;
    readonly output: Extract<SimulationAnswer, { status: 'ready' }>;
  };
  readonly correlation: { readonly question: CorrelationQuestion; readonly output: Correlations };
  readonly factors: { readonly question: FactorsQuestion; readonly output: ExplainedByFactors };
  readonly risk: {
    /** What was asked about the risk, and of the past forecasts what is theirs alone. */
    readonly question: RiskQuestion & Pick<HitsQuestion, 'method' | 'days'>;
    /** With what was held, its records and the limits of then: figures are told in their money and names. */
    readonly output: {
      readonly answer: MeasuredRisk;
      readonly hits: HitsAnswer;
      readonly held: HeldSizes;
      readonly instruments: readonly Instrument[];
      readonly limits: readonly RiskLimit[];
    };
  };
  readonly performance: {
    readonly question: PerformanceQuestion;
    readonly output: {
      readonly report: PerformanceReport;
      /** Absent in runs of before it was told. */
      readonly basis?: PerformanceBasis;
      readonly convention: Convention;
      readonly benchmarkName: string;
      readonly accounts: readonly string[];
      /** The index of all days, of which indicators are made; absent where there is none that is unbroken. */
      readonly whole?: OwnIndex;
    };
  };
}

/** What kind of run a record is of. */
export type RunKind = keyof RunContents;

export const runKinds: readonly RunKind[] = [
  'optimize',
  'backtest',
  'simulate',
  'correlation',
  'factors',
  'risk',
  'performance'
];

/** A saved run without its output. */
export interface RunSummary {
  readonly id: string;
  readonly kind: RunKind;
  readonly title: string;
  readonly createdAt: number;
  readonly seed?: number;
  readonly engineVersion: string;
  /** The address, after the `?`, that asks for the run again. */
  readonly address: string;
  /** True while nothing that the run was made of has changed. */
  readonly sameData: boolean;
  /** True for a run kept without being asked to; it gives way to later ones. */
  readonly recent: boolean;
}

/** A saved run whole. */
export type SavedRun<K extends RunKind> = RunSummary & RunContents[K];

/** What a run is saved with, besides what is added: id, time, engine version and hash of the data. */
export type NewRun = {
  [K in RunKind]: RunContents[K] & {
    readonly kind: K;
    readonly title: string;
    readonly address: string;
    readonly seed?: number;
  };
}[RunKind];

const RECENT = 'recent-';
const RECENT_KEPT = 20;

type Stored = Awaited<ReturnType<typeof listResults>>[number];

/** Keeps a run with its inputs, seed, engine version and the hash of the data it was made on. Answers its id. */
export async function saveRun(name: VaultName, run: NewRun): Promise<string> {
  const [{ saveResult, vaultFingerprint }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const id = randomId();
  await saveResult(vault, stored(run, id, await vaultFingerprint(vault)));
  return id;
}

/**
 * Keeps a run that nobody asked to keep among the latest of its vault: the same question on the same data stands
 * there once, and the oldest of its kind give way.
 */
export async function keepRecentRun(name: VaultName, run: NewRun): Promise<void> {
  const [dexie, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const dataHash = await dexie.vaultFingerprint(vault);
  const asked = JSON.stringify([run.kind, { ...run.question, revision: 0 }, run.seed, dataHash]);
  await dexie.saveResult(vault, stored(run, `${RECENT}${await digest(asked)}`, dataHash));
  const recent = (await dexie.listResults(vault, run.kind)).filter((one) => one.id.startsWith(RECENT));
  for (const old of recent.slice(RECENT_KEPT)) await dexie.removeResult(vault, old.id);
}

function stored({ question, address, output, ...rest }: NewRun, id: string, dataHash: string) {
  const inputs = { question, address };
  return { ...rest, inputs, output, id, createdAt: now(), engineVersion: ENGINE_VERSION, dataHash };
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Saved runs, newest first, each with whether the data is still the same. */
export async function savedRuns(name: VaultName): Promise<RunSummary[]> {
  const [{ listResults, vaultFingerprint }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const [runs, hash] = await Promise.all([listResults(vault), vaultFingerprint(vault)]);
  return runs.flatMap((run) => summaryOf(run, hash) ?? []);
}

/** A saved run of a kind, undefined when it is gone, cannot be read or was made by calculations that answer otherwise. */
export async function savedRun<K extends RunKind>(
  name: VaultName,
  id: string,
  kind: K
): Promise<SavedRun<K> | undefined> {
  const [{ openResult, vaultFingerprint }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const [found, hash] = await Promise.all([openResult(vault, id), vaultFingerprint(vault)]);
  const summary = found && summaryOf(found, hash);
  if (!summary || summary.kind !== kind || summary.engineVersion !== ENGINE_VERSION) return undefined;
  const question: unknown = field(found.inputs, 'question');
  if (!isRecord(question) || !isRecord(found.output)) return undefined;
  // The engine version of the record is this one's, which wrote these very types.
  return { ...summary, question, output: found.output } as SavedRun<K>;
}

/** Forgets a saved run. */
export async function forgetRun(name: VaultName, id: string): Promise<void> {
  const [{ removeResult }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await removeResult(vault, id);
}

function summaryOf(run: Stored, hash: string): RunSummary | undefined {
  const kind = runKinds.find((one) => one === run.kind);
  if (kind === undefined) return undefined;
  const { id, title, createdAt, engineVersion, seed } = run;
  const address: unknown = field(run.inputs, 'address');
  return {
    id,
    kind,
    title,
    createdAt,
    engineVersion,
    ...(seed === undefined ? {} : { seed }),
    address: typeof address === 'string' ? address : '',
    sameData: run.dataHash === hash,
    recent: id.startsWith(RECENT)
  };
}

function field(inputs: unknown, key: string): unknown {
  return isRecord(inputs) ? Reflect.get(inputs, key) : undefined;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
