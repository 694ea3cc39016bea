import type { JobContext } from '$lib/compute/protocol';
import { dayFromNumber } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { MacroSeriesId } from '$lib/domain/market';
import {
  alignedReturns,
  estimatedMoments,
  recentredReturns,
  type AlignedReturns,
  type ExpectedReturnMethod,
  type ReturnMatrix
} from '$lib/quant/moments';
import {
  combinedPaths,
  inflationRows,
  pathsOfModel,
  simulateBlock,
  simulationInputs,
  type BlockResult,
  type PathBlock,
  type PriceObservations,
  type SimulationInputs,
  type SimulationResult,
  type SimulationSource,
  type SimulationSpec,
  type Variant
} from '$lib/quant/simulation';
import { loadMacro, loadPrices } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
import { universeOf, type Universe, type UniverseQuestion } from '../decide/universe';

const PERIODS_PER_YEAR = 252;
const ROWS_PER_MONTH = 21;

/** What to simulate over a universe; the weights go by instrument. */
export interface SimulationQuestion extends UniverseQuestion {
  readonly spec: Omit<SimulationSpec, 'weights' | 'glide'>;
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  /** Part of the weights that is left invested at the end, moved to evenly from a month on; absent: all. */
  readonly glide?: { readonly share: number; readonly fromMonth: number };
  /** How expected returns are made, under every model. */
  readonly expectation: Extract<ExpectedReturnMethod, 'shrunk' | 'historical' | 'compounded'>;
  /** What a row of the sample is: a day, or 21 days together. */
  readonly rows: 'days' | 'months';
  /** The series or the index that says how prices rose, where inflation goes along with the rows that are drawn. */
  readonly consumerPrices?: InstrumentId | MacroSeriesId;
}

/** What the paths rest on. */
export interface SimulationWindow {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly rows: number;
  readonly dropped: AlignedReturns['dropped'];
  readonly missing: Universe['missing'];
  /** Weight of the instruments that cannot be simulated; it is spread over the others in proportion. */
  readonly droppedWeight: number;
}

/** A simulation ready to be cut into blocks. */
export type PreparedSimulation =
  | {
      readonly status: 'ready';
      readonly spec: SimulationSpec;
      readonly inputs: SimulationInputs;
      readonly window: SimulationWindow;
    }
  | { readonly status: 'too-few' | 'too-short'; readonly window: SimulationWindow };

/** Reads the universe and prepares what every block needs. */
export async function prepare(asked: SimulationQuestion): Promise<PreparedSimulation> {
  const prices = asked.spec.inflation.kind === 'sampled' ? await consumerPrices(asked) : undefined;
  const question = prices ? within(asked, prices) : asked;
  if (question.end <= question.start) return { status: 'too-few', window: emptyWindow };
  const { panel, missing } = await universeOf(question);
  const returns = alignedReturns(panel);
  const { firstDay, lastDay, rows, dropped } = returns;
  const wanted = new Map(question.weights.map(({ instrument, weight }) => [instrument, weight]));
  const kept = Float64Array.from(returns.instruments, (instrument) => wanted.get(instrument) ?? 0);
  const total = question.weights.reduce((sum, { weight }) => sum + weight, 0);
  const keptTotal = kept.reduce((sum, weight) => sum + weight, 0);
  const window = { firstDay, lastDay, rows, dropped, missing, droppedWeight: total - keptTotal };
  if (returns.status === 'too-few' || (keptTotal === 0 && total > 0)) return { status: 'too-few', window };
  const scale = keptTotal > 0 ? total / keptTotal : 1;
  const weights = kept.map((weight) => weight * scale);
  const source = sourceOf(returns, question, weights, prices);
  const { months, model } = question.spec;
  const paths = pathsOfModel(model, source.returns.rows, months, source.rowsPerMonth);
  if (paths !== undefined && paths < 2) return { status: 'too-short', window };
  const { glide } = question;
  const spec: SimulationSpec = {
    ...question.spec,
    weights,
    ...(paths === undefined ? {} : { paths }),
    ...(glide
      ? { glide: { weights: weights.map((one) => one * glide.share), fromMonth: glide.fromMonth, toMonth: months } }
      : {})
  };
  return { status: 'ready', spec, inputs: simulationInputs(spec, source), window };
}

const emptyWindow: SimulationWindow = {
  ...{ firstDay: NaN, lastDay: NaN, rows: 0, droppedWeight: 0 },
  ...{ dropped: [], missing: [] }
};

/** Levels of consumer prices, of a series of the economy or of an instrument; none when neither is there. */
async function consumerPrices({ vault, consumerPrices: index }: SimulationQuestion): Promise<PriceObservations> {
  if (index === undefined) return { days: new Int32Array(0), values: new Float64Array(0) };
  const opened = await openedVault(vault);
  const [kept] = (await loadMacro(opened, [index as MacroSeriesId])).series;
  const found = kept ?? (await loadPrices(opened, [index as InstrumentId])).series[0];
  return found ?? { days: new Int32Array(0), values: new Float64Array(0) };
}

/** The question over the days alone for which consumer prices are known. */
function within(question: SimulationQuestion, { days }: PriceObservations): SimulationQuestion {
  const [first, last] = [days[0] ?? Infinity, days.at(-1) ?? -Infinity];
  if (!(first < last)) return { ...question, end: question.start };
  return {
    ...question,
    start: dayFromNumber(Math.max(question.start, first)),
    end: dayFromNumber(Math.min(question.end, last))
  };
}

function sourceOf(
  returns: AlignedReturns,
  { expectation, rows, spec }: SimulationQuestion,
  weights: Float64Array,
  prices: PriceObservations | undefined
): SimulationSource {
  const moments = estimatedMoments(returns, {
    covariance: 'ledoit-wolf',
    expectedReturns: { method: expectation },
    periodsPerYear: PERIODS_PER_YEAR
  });
  // Past days as they were only when their own means are asked for.
  const days =
    expectation === 'historical' ? returns : recentredReturns(returns, moments.expectedReturns, PERIODS_PER_YEAR);
  const inflation = prices && inflationRows(prices, returns.firstDay, returns.days);
  const inRows = (sample: ReturnMatrix): ReturnMatrix => (rows === 'days' ? sample : monthly(sample));
  return {
    returns: inRows(days),
    ...(inflation ? { inflation: inRows({ values: inflation, rows: inflation.length, columns: 1 }).values } : {}),
    rowsPerMonth: rows === 'days' ? ROWS_PER_MONTH : 1,
    weights,
    ...(spec.model.kind === 'normal' ? { moments } : {})
  };
}

/** Returns of 21 days together, counted back from the last; days that fill no month are left out at the start. */
function monthly({ values, rows, columns }: ReturnMatrix): ReturnMatrix {
  const months = Math.floor(rows / ROWS_PER_MONTH);
  const first = rows - months * ROWS_PER_MONTH;
  const out = new Float64Array(months * columns);
  for (let month = 0; month < months; month++)
    for (let i = 0; i < columns; i++) {
      let growth = 1;
      for (let day = 0; day < ROWS_PER_MONTH; day++)
        growth *= 1 + values[(first + month * ROWS_PER_MONTH + day) * columns + i];
      out[month * columns + i] = growth - 1;
    }
  return { values: out, rows: months, columns };
}

/** A share of the blocks of a plan, with variants of it. */
export interface BlocksQuestion {
  readonly spec: SimulationSpec;
  readonly inputs: SimulationInputs;
  readonly blocks: readonly PathBlock[];
  readonly variants?: readonly Variant[];
}

/** Paths of some blocks. A block's chance depends on the seed and its index alone, not on who computes it. */
export function blocks(
  { spec, inputs, blocks: share, variants }: BlocksQuestion,
  { progress }: JobContext
): BlockResult[] {
  return share.map((block, done) => {
    progress(done, share.length);
    return simulateBlock(spec, inputs, block, variants);
  });
}

/** Paths that meet everything under each variant, of some blocks. */
export function successes({ spec, inputs, blocks: share, variants }: BlocksQuestion, { progress }: JobContext) {
  const counts = new Float64Array(variants?.length ?? 0);
  share.forEach((block, done) => {
    progress(done, share.length);
    simulateBlock(spec, inputs, block, variants).variants.forEach((flags, v) => {
      counts[v] += flags.reduce((sum, flag) => sum + flag, 0);
    });
  });
  return counts;
}

/** All blocks together. */
export function combine({
  spec,
  parts
}: {
  readonly spec: SimulationSpec;
  readonly parts: BlockResult[];
}): SimulationResult {
  return combinedPaths(spec, parts);
}
