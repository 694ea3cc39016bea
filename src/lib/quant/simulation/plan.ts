import type { PathBlock, SimulationSpec } from './spec';

/** Paths of a block: fixed, so that the blocks and their streams do not depend on how many threads share them. */
export const BLOCK_PATHS = 256;

/** Throws unless a spec makes sense. @throws RangeError with the figure. */
export function requireSpec(spec: SimulationSpec): void {
  const count = (name: string, value: number, most: number): void => {
    if (!Number.isInteger(value) || value < 1 || value > most) throw new RangeError(`${name}: ${value}`);
  };
  count('paths', spec.paths, 1_000_000);
  count('months', spec.months, 1200);
  count('fan dates', spec.fanDates ?? 60, 1200);
  if (!(spec.initialValue >= 0 && spec.initialValue < Infinity))
    throw new RangeError(`initial value: ${spec.initialValue}`);
  if (!(spec.cashRate > -1 && spec.inflation > -1)) throw new RangeError(`rates: ${spec.cashRate}, ${spec.inflation}`);
  const cost = spec.annualCost ?? 0;
  if (!(cost >= 0 && cost < 1)) throw new RangeError(`annual cost: ${cost}`);
  const total = spec.weights.reduce((sum, weight) => sum + weight, 0);
  if (!spec.weights.every((weight) => weight >= 0) || !(total <= 1 + 1e-9))
    throw new RangeError(`weights add up to ${total}`);
  if (spec.model.kind === 'block-bootstrap') {
    count('rows in a month', spec.model.rowsPerMonth, 366);
    count('months in a block', spec.model.blockMonths, 1200);
  }
  if (!spec.flows.every(({ monthly }) => Number.isFinite(monthly))) throw new RangeError('a flow is not finite');
}

/** The blocks of paths of a spec, and the months of its fan: 0, then at most `fanDates` even steps to the end. */
export function simulationPlan(spec: SimulationSpec): { blocks: PathBlock[]; fanMonths: Int32Array } {
  requireSpec(spec);
  const blocks = Array.from({ length: Math.ceil(spec.paths / BLOCK_PATHS) }, (_, index) => {
    const firstPath = index * BLOCK_PATHS;
    return { index, firstPath, paths: Math.min(BLOCK_PATHS, spec.paths - firstPath) };
  });
  return { blocks, fanMonths: fanMonths(spec) };
}

/** Months of the fan dates. */
export function fanMonths({ months, fanDates = 60 }: SimulationSpec): Int32Array {
  const steps = Math.min(fanDates, months);
  return Int32Array.from({ length: steps + 1 }, (_, k) => Math.round((k * months) / steps));
}

/** Flow at the end of each month, index 1 for the first; index 0 is unused. */
export function monthlyFlows({ months, flows, inflation }: SimulationSpec): Float64Array {
  const total = new Float64Array(months + 1);
  for (const { fromMonth, toMonth, monthly, indexed } of flows) {
    for (let month = Math.max(0, fromMonth); month < Math.min(months, toMonth); month++) {
      total[month + 1] += monthly * (indexed ? (1 + inflation) ** ((month + 1) / 12) : 1);
    }
  }
  return total;
}
