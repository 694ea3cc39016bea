import type { JobContext } from '$lib/compute/protocol';
import type { InstrumentId } from '$lib/domain/instruments';
import {
  alignedReturns,
  estimatedMoments,
  recentredReturns,
  type AlignedReturns,
  type ExpectedReturnMethod
} from '$lib/quant/moments';
import {
  combinedFan,
  simulateBlock,
  simulationInputs,
  type BlockResult,
  type PathBlock,
  type SimulationInputs,
  type SimulationResult,
  type SimulationSpec
} from '$lib/quant/simulation';
import { universeOf, type Universe, type UniverseQuestion } from '../decide/universe';

const PERIODS_PER_YEAR = 252;

/** What to simulate over a universe; the weights go by instrument. */
export interface SimulationQuestion extends UniverseQuestion {
  readonly spec: Omit<SimulationSpec, 'weights'>;
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  /** How expected returns are made, under either model. */
  readonly expectation: Extract<ExpectedReturnMethod, 'shrunk' | 'historical' | 'compounded'>;
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
  | { readonly status: 'too-few'; readonly window: SimulationWindow };

/** Reads the universe and prepares what every block needs. */
export async function prepare(question: SimulationQuestion): Promise<PreparedSimulation> {
  const { panel, missing } = await universeOf(question);
  const returns = alignedReturns(panel);
  const { firstDay, lastDay, rows, dropped } = returns;
  const asked = new Map(question.weights.map(({ instrument, weight }) => [instrument, weight]));
  const kept = Float64Array.from(returns.instruments, (instrument) => asked.get(instrument) ?? 0);
  const total = question.weights.reduce((sum, { weight }) => sum + weight, 0);
  const keptTotal = kept.reduce((sum, weight) => sum + weight, 0);
  const window = { firstDay, lastDay, rows, dropped, missing, droppedWeight: total - keptTotal };
  if (returns.status === 'too-few' || (keptTotal === 0 && total > 0)) return { status: 'too-few', window };
  const scale = keptTotal > 0 ? total / keptTotal : 1;
  const spec: SimulationSpec = { ...question.spec, weights: kept.map((weight) => weight * scale) };
  const inputs = simulationInputs(spec, source(spec, returns, question));
  return { status: 'ready', spec, inputs, window };
}

function source(spec: SimulationSpec, returns: AlignedReturns, { expectation }: SimulationQuestion) {
  const moments = estimatedMoments(returns, {
    covariance: 'ledoit-wolf',
    expectedReturns: { method: expectation },
    periodsPerYear: PERIODS_PER_YEAR
  });
  if (spec.model.kind === 'normal') return moments;
  // Past days as they were only when their own means are asked for.
  if (expectation === 'historical') return { returns };
  return { returns: recentredReturns(returns, moments.expectedReturns, PERIODS_PER_YEAR) };
}

/** A share of the blocks of a plan. */
export interface BlocksQuestion {
  readonly spec: SimulationSpec;
  readonly inputs: SimulationInputs;
  readonly blocks: readonly PathBlock[];
}

/** Paths of some blocks. A block's chance depends on the seed and its index alone, not on who computes it. */
export function blocks({ spec, inputs, blocks: share }: BlocksQuestion, { progress }: JobContext): BlockResult[] {
  return share.map((block, done) => {
    progress(done, share.length);
    return simulateBlock(spec, inputs, block);
  });
}

/** All blocks together. */
export function combine({
  spec,
  parts
}: {
  readonly spec: SimulationSpec;
  readonly parts: BlockResult[];
}): SimulationResult {
  return combinedFan(spec, parts);
}
