import { kernelName, type KernelName } from '$lib/math/kernels';
import { blockDraws } from './draws';
import { isPlain, planRun } from './ledger/plan-run';
import type { KeptRecords } from './ledger/records';
import type { BlockDraws, BlockFrame, PeriodGrowth } from './models/model';
import { growthOf, mixedGrowthOf } from './models/catalog';
import { compounded } from './plan';
import type { SimulationInputs } from './models/model-types';
import type { PathBlock, SimulationSpec, Variant } from './spec';

/** Paths of one block, and which paths of each variant of the plan met everything. */
export interface BlockResult extends KeptRecords {
  readonly index: number;
  readonly paths: number;
  readonly kernel: KernelName;
  readonly variants: readonly Uint8Array[];
}

/**
 * Simulates the paths of one block. Chance comes from a stream of (seed, model, block) alone, so that a result is the same
 * to the bit whoever computes which block. Variants of the plan live through the very same growth.
 */
export function simulateBlock(
  spec: SimulationSpec,
  inputs: SimulationInputs,
  block: PathBlock,
  variants: readonly Variant[] = []
): BlockResult {
  const perMonth = spec.rebalancing.kind === 'step' ? inputs.rowsPerMonth : 1;
  const { columns, rowsPerMonth, meanGrowth } = inputs;
  const { paths, firstPath } = block;
  const frame = { columns, paths, firstPath, rowsPerPeriod: rowsPerMonth / perMonth, rowsPerMonth, meanGrowth };
  const draws = blockDraws(spec, inputs, block);
  const mixed = variants.length === 0 ? mixedGrowth(spec, inputs, frame, draws, perMonth) : undefined;
  const next = mixed ?? growthOf(inputs, frame, draws);
  // A portfolio whose growth comes whole is one instrument to its plan.
  const own = mixed ? { ...spec, weights: Float64Array.of(1) } : spec;
  const plans = [own, ...variants.map((variant) => ({ ...spec, ...variant }))];
  const runs = plans.map((plan) => planRun(plan, inputs, block));
  const growth = new Float64Array((mixed ? 1 : columns) * paths);
  for (let month = 0; month < spec.months; month++) {
    for (let period = 1; period <= perMonth; period++) {
      next(growth);
      for (const run of runs) run.period(growth, month, period === perMonth);
    }
  }
  const [first, ...others] = runs;
  return {
    ...first.records.kept,
    index: block.index,
    paths,
    kernel: kernelName(),
    variants: others.map(({ records }) => records.kept.success)
  };
}

/** Growth of the whole portfolio, where nothing asks for its parts. */
function mixedGrowth(
  spec: SimulationSpec,
  inputs: SimulationInputs,
  frame: BlockFrame,
  draws: BlockDraws,
  perMonth: number
): PeriodGrowth | undefined {
  if (!isPlain(spec) || spec.glide || spec.shift || inputs.priced || inputs.columns === 0) return undefined;
  let rest = 1;
  for (let i = 0; i < spec.weights.length; i++) rest -= spec.weights[i];
  const cash = Math.max(0, rest) * compounded(spec.cashRate, 1 / perMonth);
  return mixedGrowthOf(inputs, frame, draws, spec.weights, cash);
}
