import { sortedQuantile } from '$lib/math/stats';
import { simulateBlock } from './simulated-block';
import { monthlyFlows, simulationPlan } from './plan';
import type { BlockResult, SimulationInputs, SimulationResult, SimulationSpec } from './spec';

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const BINS = 48;

/**
 * All blocks of a plan put together: quantiles of value at each fan date, odds, and the distribution at the end.
 * Blocks may come in any order and are sorted by index. Quantiles interpolate between order statistics (type 7); those
 * of the fan are of single-precision values (7 digits). @throws RangeError when a block of the plan is missing.
 */
export function combinedFan(spec: SimulationSpec, results: readonly BlockResult[]): SimulationResult {
  const { blocks, fanMonths } = simulationPlan(spec);
  const ordered = [...results].sort((a, b) => a.index - b.index);
  if (
    ordered.length !== blocks.length ||
    !ordered.every(({ index, paths }, k) => index === k && paths === blocks[k].paths)
  ) {
    throw new RangeError(`${ordered.length} of ${blocks.length} blocks`);
  }
  const { paths } = spec;
  const values = QUANTILES.map(() => new Float64Array(fanMonths.length));
  const column = new Float32Array(paths);
  fanMonths.forEach((_, date) => {
    ordered.forEach((block, k) =>
      column.set(block.fan.subarray(date * block.paths, (date + 1) * block.paths), blocks[k].firstPath)
    );
    column.sort();
    QUANTILES.forEach((p, q) => (values[q][date] = sortedQuantile(column, p)));
  });
  const terminal = new Float64Array(paths);
  ordered.forEach((block, k) => terminal.set(block.terminal, blocks[k].firstPath));
  terminal.sort();
  const ruinByMonth = shareRuined(spec, ordered);
  return {
    paths,
    fanMonths,
    quantiles: QUANTILES.map((p, q) => ({ p, values: values[q] })),
    ...goalOdds(spec, terminal),
    ruinOdds: ruinByMonth[spec.months],
    ruinByMonth,
    terminal: {
      ...meanOf(terminal),
      quantiles: QUANTILES.map((p) => ({ p, value: sortedQuantile(terminal, p) })),
      histogram: histogramOf(terminal)
    },
    contributed: monthlyFlows(spec).reduce((sum, flow) => sum + flow, spec.initialValue)
  };
}

/** Simulates all blocks in this thread. Same spec and inputs, same result to the bit, as from any number of threads. */
export function simulate(
  spec: SimulationSpec,
  inputs: SimulationInputs,
  onProgress?: (done: number, total: number) => void
): SimulationResult {
  const { blocks } = simulationPlan(spec);
  const results = blocks.map((block, k) => {
    const result = simulateBlock(spec, inputs, block);
    onProgress?.(k + 1, blocks.length);
    return result;
  });
  return combinedFan(spec, results);
}

function goalOdds(
  { goal, inflation, months, paths }: SimulationSpec,
  sorted: Float64Array
): { goalOdds: number; goalStandardError: number; goalAmount: number } | undefined {
  if (!goal) return undefined;
  const goalAmount = goal.amount * (goal.indexed ? (1 + inflation) ** (months / 12) : 1);
  const below = countBelow(sorted, goalAmount);
  const odds = (paths - below) / paths;
  return { goalOdds: odds, goalStandardError: Math.sqrt((odds * (1 - odds)) / paths), goalAmount };
}

function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shareRuined({ months, paths }: SimulationSpec, blocks: readonly BlockResult[]): Float64Array {
  const share = new Float64Array(months + 1);
  for (const { ruinMonth } of blocks) for (const month of ruinMonth) if (month >= 0) share[month] += 1;
  let total = 0;
  return share.map((count) => (total += count) / paths);
}

function meanOf(values: Float64Array): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : NaN };
}

function histogramOf(sorted: Float64Array): { edges: Float64Array; counts: Int32Array } {
  const low = sortedQuantile(sorted, 0.005);
  const high = Math.max(sortedQuantile(sorted, 0.995), low + Math.max(1, Math.abs(low)) * 1e-9);
  const width = (high - low) / BINS;
  const counts = new Int32Array(BINS);
  for (const value of sorted) counts[Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / width)))] += 1;
  return { edges: Float64Array.from({ length: BINS + 1 }, (_, k) => low + k * width), counts };
}
