import { run, runEach, type InputOf, type OutputOf } from '$lib/compute/caller';
import { transferables } from '$lib/compute/protocol';
import { plusMonths, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { MacroSeriesId } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import {
  isPlain,
  sensitivityVariants,
  simulationPlan,
  type Odds,
  type PathBlock,
  type SensitivityChange,
  type SimulationInputs,
  type SimulationResult,
  type SimulationSpec,
  type VariantOutcome
} from '$lib/quant/simulation';
import { randomSeed as freshSeed } from '$lib/platform/ids';
import type { VaultName } from './vaults';

export { freshSeed };

export type SimulationQuestion = InputOf<'simulate', 'prepare'>;
export type PreparedSimulation = OutputOf<'simulate', 'prepare'>;

/** What the paths rest on: days, rows and what could not be used. */
export type SimulationWindow = PreparedSimulation['window'];

/** What one change of the plan does to the odds of meeting everything, on the same draws. */
export interface SensitivityLine extends VariantOutcome {
  readonly kind: SensitivityChange;
  readonly up: boolean;
}

/** All paths together with what was asked and what they rest on. */
export type SimulationAnswer =
  | {
      readonly status: 'ready';
      readonly start: Day;
      readonly spec: SimulationSpec;
      readonly expectation: SimulationQuestion['expectation'];
      readonly window: SimulationWindow;
      readonly model: ModelFindings;
      /** Mean growth of the portfolio in a year, before inflation. */
      readonly meanReturn: number;
      /** Where inflation goes along with the rows: the index that says it, and its mean a year. */
      readonly sampledInflation?: { readonly index: InstrumentId | MacroSeriesId; readonly rate: number };
      readonly result: SimulationResult;
      readonly sensitivity: { readonly base: Odds; readonly paths: number; readonly lines: readonly SensitivityLine[] };
    }
  | { readonly status: 'too-few' | 'too-short'; readonly window: SimulationWindow };

/** What a model found out about the past. */
export interface ModelFindings {
  /** True when the covariance had to be replaced by the nearest usable one. */
  readonly repaired: boolean;
  readonly rowsPerMonth: number;
  readonly blockRows?: number;
  readonly degreesOfFreedom?: number;
  /** Market states. */
  readonly states?: number;
}

/** A person's plan: where, over what, and the spec without weights. */
export interface SimulationPlan {
  readonly vault: VaultName;
  readonly base: CurrencyCode;
  readonly revision: number;
  readonly asOf: Day;
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  /** Years of prices to learn from; absent: all there are. */
  readonly history?: number;
  readonly expectation: SimulationQuestion['expectation'];
  readonly rows: SimulationQuestion['rows'];
  readonly glide?: NonNullable<SimulationQuestion['glide']>;
  readonly consumerPrices?: InstrumentId | MacroSeriesId;
  readonly spec: Omit<SimulationQuestion['spec'], 'fanDates'>;
}

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

const FIRST_DAY = -25567 as Day;
const MOST_DATES = 72;
const SHARE = 4;
/** Paths on which the effect of a change is told: its error is far below that of the odds. */
const SENSITIVITY_PATHS = 4096;
/** The same where instruments are followed one by one, which takes several times as long. */
const FOLLOWED_PATHS = 1024;

/** Dates of the fan that hit the end of every year. */
export function fanDatesOf(years: number): number {
  const perYear = [12, 6, 4, 3, 2].find((count) => count * years <= MOST_DATES) ?? 1;
  return perYear * years;
}

/** The question of a plan. */
export function simulationQuestion(plan: SimulationPlan): SimulationQuestion {
  const { vault, base, revision, asOf, expectation, rows, glide, consumerPrices } = plan;
  const weights = plan.weights.filter(({ weight }) => weight > 0);
  return {
    ...{ vault, base, revision, weights, expectation, rows },
    instruments: weights.map(({ instrument }) => instrument),
    start: plan.history === undefined ? FIRST_DAY : plusMonths(asOf, -12 * plan.history),
    end: asOf,
    ...(glide ? { glide } : {}),
    ...(consumerPrices === undefined ? {} : { consumerPrices }),
    spec: { ...plan.spec, fanDates: fanDatesOf(plan.spec.months / 12) }
  };
}

/** Runs the paths, spread over the workers. The same seed gives the same answer for any number of them. */
export async function simulatedPaths(question: SimulationQuestion, control: Control): Promise<SimulationAnswer> {
  const { signal, onProgress } = control;
  const prepared = await run('simulate', 'prepare', question, { signal });
  const { window } = prepared;
  if (prepared.status !== 'ready') return { status: prepared.status, window };
  const { spec, inputs } = prepared;
  const changes = sensitivityVariants(spec);
  const variants = changes.map(({ variant }) => variant);
  const most = isPlain(spec) ? SENSITIVITY_PATHS : FOLLOWED_PATHS;
  const together = spec.paths <= most || spec.model.kind === 'history';
  const few = { ...spec, paths: Math.min(spec.paths, most) };
  const later = together ? 0 : (few.paths * (1 + 0.2 * variants.length)) / spec.paths;
  const told = (done: number, from: number, size: number): void => onProgress((from + size * done) / (1 + later));
  const main = await blocksOf(spec, inputs, together ? variants : [], signal, (done) => told(done, 0, 1));
  const result = await combined(spec, main, signal);
  const moved = together
    ? result
    : await combined(few, await blocksOf(few, inputs, variants, signal, (done) => told(done, 1, later)), signal);
  return {
    status: 'ready',
    start: question.end,
    spec,
    expectation: question.expectation,
    window,
    model: findings(inputs),
    meanReturn: meanGrowth(spec, inputs) - 1,
    ...(inputs.priced && question.consumerPrices !== undefined
      ? { sampledInflation: { index: question.consumerPrices, rate: meanInflation(inputs) } }
      : {}),
    result: { ...result, variants: [] },
    sensitivity: {
      base: moved.success,
      paths: few.paths,
      lines: changes.flatMap(({ change, up }, v) => {
        const one = moved.variants[v];
        return one ? [{ ...one, kind: change, up }] : [];
      })
    }
  };
}

/** Blocks in shares, so that a cancel or a slow worker costs little. */
export function sharesOf(spec: SimulationSpec): PathBlock[][] {
  const { blocks } = simulationPlan(spec);
  return Array.from({ length: Math.ceil(blocks.length / SHARE) }, (_, at) =>
    blocks.slice(at * SHARE, (at + 1) * SHARE)
  );
}

async function blocksOf(
  spec: SimulationSpec,
  inputs: SimulationInputs,
  variants: ReturnType<typeof sensitivityVariants>[number]['variant'][],
  signal: AbortSignal,
  onProgress: (fraction: number) => void
) {
  const shares = sharesOf(spec).map((blocks) => ({ spec, inputs, blocks, variants }));
  return (await runEach('simulate', 'blocks', shares, { signal, onProgress })).flat();
}

function combined(
  spec: SimulationSpec,
  parts: OutputOf<'simulate', 'blocks'>,
  signal: AbortSignal
): Promise<SimulationResult> {
  return run('simulate', 'combine', { spec, parts }, { signal, transfer: transferables(parts) });
}

function findings(inputs: SimulationInputs): ModelFindings {
  const { data, rowsPerMonth } = inputs;
  return {
    rowsPerMonth,
    repaired: 'repaired' in data && data.repaired,
    ...('blockRows' in data ? { blockRows: data.blockRows } : {}),
    ...('degreesOfFreedom' in data && data.degreesOfFreedom !== undefined
      ? { degreesOfFreedom: data.degreesOfFreedom }
      : {}),
    ...('states' in data ? { states: data.states } : {})
  };
}

/** Growth of the portfolio in a year at the mean of the model, weights restored every row. */
function meanGrowth({ weights, cashRate, annualCost = 0 }: SimulationSpec, inputs: SimulationInputs): number {
  const rows = 12 * inputs.rowsPerMonth;
  const invested = weights.reduce((sum, weight) => sum + weight, 0);
  const cash = Math.max(0, 1 - invested) * (1 + cashRate) ** (1 / rows);
  const row = weights.reduce((sum, weight, i) => sum + weight * (inputs.meanGrowth[i] ?? NaN), cash);
  return row ** rows * (1 - annualCost);
}

/** Growth of prices in a year at the mean of the sample; the price level is its last column. */
function meanInflation({ meanGrowth, columns, rowsPerMonth }: SimulationInputs): number {
  return (meanGrowth[columns - 1] ?? NaN) ** (12 * rowsPerMonth) - 1;
}
