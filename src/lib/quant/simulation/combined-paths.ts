import { exp, log, log1p } from '$lib/math/elementary';
import { EARLY_MONTHS } from './ledger/records';
import type { SimulationInputs } from './models/model-types';
import { distributionOf, quantileLines, type QuantileLine } from './outcome/distribution';
import { estimateOf, oddsOf, type Design } from './outcome/odds';
import type { EarlyFifth, GoalOutcome, SimulationResult, VariantOutcome } from './outcome/result';
import { simulationPlan } from './plan';
import { simulateBlock, type BlockResult } from './simulated-block';
import type { SimulationSpec, Variant } from './spec';

const FIFTHS = 5;

/** Values of one kind of all blocks in the order of the paths. */
function gathered<A extends Float64Array | Uint8Array | Int32Array>(
  blocks: readonly BlockResult[],
  into: A,
  of: (block: BlockResult) => A
): A {
  let at = 0;
  for (const block of blocks) {
    into.set(of(block), at);
    at += block.paths;
  }
  return into;
}

/** Quantile lines of what blocks keep date after date. */
function linesOf(
  blocks: readonly BlockResult[],
  dates: number,
  paths: number,
  of: (block: BlockResult) => Float32Array
): QuantileLine[] {
  return quantileLines(dates, paths, (date, into) => {
    let at = 0;
    for (const block of blocks) {
      into.set(of(block).subarray(date * block.paths, (date + 1) * block.paths), at);
      at += block.paths;
    }
  });
}

/**
 * All blocks of a plan put together. Blocks may come in any order and are sorted by index. Quantiles of dates are of
 * single-precision values (7 digits). @throws RangeError when a block of the plan is missing.
 */
export function combinedPaths(spec: SimulationSpec, results: readonly BlockResult[]): SimulationResult {
  const { blocks: plan, fanMonths } = simulationPlan(spec);
  const blocks = [...results].sort((a, b) => a.index - b.index);
  if (blocks.length !== plan.length || !blocks.every(({ index, paths }, k) => index === k && paths === plan[k].paths))
    throw new RangeError(`${blocks.length} of ${plan.length} blocks`);
  const { paths, months } = spec;
  const design: Design = spec.model.kind === 'history' ? 'all' : (spec.sampling ?? 'independent');
  const numbers = (of: (block: BlockResult) => Float64Array) => gathered(blocks, new Float64Array(paths), of);
  const terminal = numbers((block) => block.terminal);
  const level = numbers((block) => block.level);
  const success = gathered(blocks, new Uint8Array(paths), (block) => block.success);
  const ruined = gathered(blocks, new Int32Array(paths), (block) => block.ruinMonth);
  const unmet = numbers((block) => block.unmet).filter((one) => one > 0);
  const quantiles = linesOf(blocks, fanMonths.length, paths, (block) => block.fan);
  const kernels = new Set(blocks.map(({ kernel }) => kernel));
  const years = blocks[0].spent.length / blocks[0].paths;
  return {
    paths,
    kernel: kernels.size === 1 ? blocks[0].kernel : 'mixed',
    fanMonths,
    quantiles,
    realQuantiles: realLines(spec, blocks, fanMonths, quantiles),
    terminal: distributionOf(terminal, design),
    realTerminal: distributionOf(
      terminal.map((value, path) => value / level[path]),
      design
    ),
    success: oddsOf(success, design),
    lasts: oddsOf(
      ruined.map((month) => (month < 0 ? 1 : 0)),
      design
    ),
    ruinByMonth: shareRuined(ruined, months),
    meanUnmet: unmet.length > 0 ? estimateOf(unmet, 'all').mean : NaN,
    goals: goalOutcomes(spec, blocks, design),
    ...(years > 0 ? { spent: linesOf(blocks, years, paths, (block) => block.spent) } : {}),
    earlyFifths: earlyFifths(
      spec,
      numbers((block) => block.early),
      success
    ),
    meanTaxes: estimateOf(
      numbers((block) => block.taxes),
      'all'
    ).mean,
    variants: blocks[0].variants.map((_, v) =>
      variantOutcome(
        gathered(blocks, new Uint8Array(paths), (block) => block.variants[v]),
        success,
        design
      )
    )
  };
}

/** Simulates all blocks in this thread. Same spec and inputs, same result to the bit, as from any number of threads. */
export function simulate(
  spec: SimulationSpec,
  inputs: SimulationInputs,
  variants: readonly Variant[] = []
): SimulationResult {
  return combinedPaths(
    spec,
    simulationPlan(spec).blocks.map((block) => simulateBlock(spec, inputs, block, variants))
  );
}

function realLines(
  spec: SimulationSpec,
  blocks: readonly BlockResult[],
  fanMonths: Int32Array,
  nominal: readonly QuantileLine[]
): QuantileLine[] {
  const { inflation, shift } = spec;
  if (inflation.kind !== 'fixed')
    return linesOf(blocks, fanMonths.length, spec.paths, (block) => block.realFan ?? block.fan);
  const monthly = (log1p(inflation.rate) + (shift?.inflation ?? 0)) / 12;
  return nominal.map(({ p, values }) => ({
    p,
    values: values.map((value, date) => value * exp(-fanMonths[date] * monthly))
  }));
}

function shareRuined(ruined: Int32Array, months: number): Float64Array {
  const share = new Float64Array(months + 1);
  for (const month of ruined) if (month >= 0) share[month] += 1;
  let total = 0;
  return share.map((count) => (total += count) / ruined.length);
}

function goalOutcomes({ goals, paths }: SimulationSpec, blocks: readonly BlockResult[], design: Design): GoalOutcome[] {
  return goals.map(({ name }, g) => {
    const short = gathered(blocks, new Float64Array(paths), (block) =>
      block.goalShort.subarray(g * block.paths, (g + 1) * block.paths)
    );
    const missed = short.filter((one) => one > 0);
    const odds = oddsOf(
      short.map((one) => (one > 0 ? 0 : 1)),
      design
    );
    return { name, odds, meanShortfall: missed.length > 0 ? estimateOf(missed, 'all').mean : NaN };
  });
}

/** Paths by the luck of their first years, worst fifth first. */
function earlyFifths({ months, spending }: SimulationSpec, early: Float64Array, success: Uint8Array): EarlyFifth[] {
  const years = Math.min(EARLY_MONTHS, months - (spending?.fromMonth ?? 0)) / 12;
  if (early.length < FIFTHS || !(years > 0)) return [];
  const order = Array.from(early.keys()).sort((a, b) => early[a] - early[b] || a - b);
  return Array.from({ length: FIFTHS }, (_, fifth) => {
    const part = order.slice(
      Math.floor((fifth * order.length) / FIFTHS),
      Math.floor(((fifth + 1) * order.length) / FIFTHS)
    );
    const growth = part.reduce((sum, path) => sum + log(Math.max(early[path], 1e-300)), 0) / part.length;
    return {
      meanGrowth: exp(growth / years) - 1,
      success: part.reduce((sum, path) => sum + success[path], 0) / part.length
    };
  });
}

function variantOutcome(flags: Uint8Array, base: Uint8Array, design: Design): VariantOutcome {
  const { mean, standardError } = estimateOf(
    Float64Array.from(flags, (flag, path) => flag - base[path]),
    design
  );
  return { odds: oddsOf(flags, design), change: mean, changeError: standardError };
}
