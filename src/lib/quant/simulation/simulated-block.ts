import { kernelName, type KernelName } from '$lib/math/kernels';
import { blockDraws } from './draws';
import { planRun } from './ledger/plan-run';
import type { KeptRecords } from './ledger/records';
import { growthOf } from './models/catalog';
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
  const runs = [spec, ...variants.map((variant) => ({ ...spec, ...variant }))].map((one) =>
    planRun(one, inputs, block)
  );
  const perMonth = spec.rebalancing.kind === 'step' ? inputs.rowsPerMonth : 1;
  const { columns, rowsPerMonth, meanGrowth } = inputs;
  const { paths, firstPath } = block;
  const frame = { columns, paths, firstPath, rowsPerPeriod: rowsPerMonth / perMonth, rowsPerMonth, meanGrowth };
  const next = growthOf(inputs, frame, blockDraws(spec, inputs, block));
  const growth = new Float64Array(columns * paths);
  for (let month = 0; month < spec.months; month++) {
    for (let period = 1; period <= perMonth; period++) {
      next(growth);
      for (const run of runs) run.period(growth, month, period === perMonth);
    }
  }
  const [own, ...others] = runs;
  return {
    ...own.records.kept,
    index: block.index,
    paths,
    kernel: kernelName(),
    variants: others.map(({ records }) => records.kept.success)
  };
}
