import type { InstrumentId } from '$lib/domain/instruments';

/** A weight beside its target and the band around it. `drift` is weight - target; `band` the allowed size of it. */
export interface DriftRow {
  readonly instrument: InstrumentId;
  readonly weight: number;
  readonly target: number;
  readonly drift: number;
  readonly band: number;
  readonly outside: boolean;
}

interface Weight {
  readonly instrument: InstrumentId;
  readonly weight: number;
}

/**
 * Which weights have left their bands. The band is the narrower of the absolute one and the relative one times the
 * target; a target of 0 knows the absolute band only. Instruments in either list count, absent ones with 0.
 * @throws RangeError on a negative band. Source: the 5/25 rule, Swedroe (2005).
 */
export function driftBands(
  weights: readonly Weight[],
  targets: readonly Weight[],
  { absolute = Infinity, relative = Infinity }: { absolute?: number; relative?: number }
): DriftRow[] {
  if (!(absolute >= 0 && relative >= 0)) throw new RangeError(`bands: ${absolute}, ${relative}`);
  const weightOf = new Map(weights.map(({ instrument, weight }) => [instrument, weight]));
  const targetOf = new Map(targets.map(({ instrument, weight }) => [instrument, weight]));
  return [...new Set([...targetOf.keys(), ...weightOf.keys()])].map((instrument) => {
    const weight = weightOf.get(instrument) ?? 0;
    const target = targetOf.get(instrument) ?? 0;
    const band = Math.min(absolute, target > 0 ? relative * target : Infinity);
    const drift = weight - target;
    return { instrument, weight, target, drift, band, outside: Math.abs(drift) > band + 1e-12 };
  });
}

/**
 * Weights after a period without trades: each grows by its simple return; what is left to 1 is cash without return.
 * @throws RangeError when the lengths differ or everything is lost.
 */
export function driftedWeights(weights: Float64Array, returns: Float64Array): Float64Array {
  if (weights.length !== returns.length) throw new RangeError(`${weights.length} weights, ${returns.length} returns`);
  let total = 1;
  for (let i = 0; i < weights.length; i++) total += weights[i] * returns[i];
  if (!(total > 0)) throw new RangeError(`value left: ${total}`);
  return weights.map((weight, i) => (weight * (1 + returns[i])) / total);
}
