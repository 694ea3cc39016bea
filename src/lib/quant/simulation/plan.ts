import { exp, log1p } from '$lib/math/elementary';
import type { PathBlock, SimulationSpec } from './spec';

/** Paths of a block: fixed, so that the blocks and their streams do not depend on how many threads share them. */
export const BLOCK_PATHS = 256;

/** Independent shifts of the Sobol points, from whose spread their error is told. */
export const RANDOMISATIONS = 16;

/** What a rate a year grows to over some months. */
export function compounded(annual: number, months: number): number {
  return annual === 0 || months === 0 ? 1 : exp((log1p(annual) * months) / 12);
}

function requireCount(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most) throw new RangeError(`${name}: ${value}`);
}

function requireShares(name: string, weights: Float64Array): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!weights.every((weight) => weight >= 0) || !(total <= 1 + 1e-9))
    throw new RangeError(`${name} add up to ${total}`);
}

/** Throws unless a spec makes sense. @throws RangeError with the figure. */
export function requireSpec(spec: SimulationSpec): void {
  requireCount('paths', spec.paths, 1_000_000);
  requireCount('months', spec.months, 1200);
  requireCount('fan dates', spec.fanDates ?? 60, 1200);
  requireCount('accounts', spec.accounts.length, 8);
  for (const { value, cost } of spec.accounts)
    if (!(value >= 0 && value < Infinity && (cost ?? 0) >= 0)) throw new RangeError(`account: ${value}, ${cost}`);
  if (!(spec.cashRate > -1)) throw new RangeError(`cash rate: ${spec.cashRate}`);
  if (spec.inflation.kind !== 'sampled' && !(spec.inflation.rate > -1))
    throw new RangeError(`inflation: ${spec.inflation.rate}`);
  if (spec.inflation.kind === 'autoregressive') {
    const { persistence, deviation } = spec.inflation;
    if (!(persistence >= 0 && persistence < 1 && deviation >= 0)) throw new RangeError(`inflation: ${persistence}`);
  }
  const cost = spec.annualCost ?? 0;
  if (!(cost >= 0 && cost < 1)) throw new RangeError(`annual cost: ${cost}`);
  for (const rate of [spec.taxes?.gains ?? 0, spec.taxes?.income ?? 0])
    if (!(rate >= 0 && rate < 1)) throw new RangeError(`tax rate: ${rate}`);
  requireShares('weights', spec.weights);
  if (spec.glide) {
    requireShares('weights at the end', spec.glide.weights);
    if (spec.glide.weights.length !== spec.weights.length) throw new RangeError('weights of another universe');
    if (!(spec.glide.fromMonth <= spec.glide.toMonth)) throw new RangeError('a glide path ends before it begins');
  }
  if (spec.rebalancing.kind === 'bands' && !(spec.rebalancing.band > 0)) throw new RangeError('a band has no width');
  for (const { monthly, account } of spec.flows)
    if (!Number.isFinite(monthly) || !((account ?? 0) < spec.accounts.length)) throw new RangeError(`flow: ${monthly}`);
  for (const { month, amount } of spec.goals)
    if (!(month >= 1 && month <= spec.months && amount >= 0)) throw new RangeError(`goal: ${amount} in month ${month}`);
  const sampling = spec.sampling ?? 'independent';
  if (sampling === 'sobol' && (spec.model.kind !== 'normal' || spec.rebalancing.kind === 'step'))
    throw new RangeError('Sobol points are for the normal model with monthly steps');
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

/** Weights of the instruments in a month. */
export function weightsAt({ weights, glide }: SimulationSpec, month: number): Float64Array {
  if (!glide || month <= glide.fromMonth) return weights;
  if (month >= glide.toMonth) return glide.weights;
  const share = (month - glide.fromMonth) / (glide.toMonth - glide.fromMonth);
  return weights.map((weight, i) => weight + share * (glide.weights[i] - weight));
}
