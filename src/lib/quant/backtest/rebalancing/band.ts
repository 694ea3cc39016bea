import type { RebalancingPolicy } from '../settings';

type Band = Extract<RebalancingPolicy, { rule: 'band' }>;

/** Leeway for rounding, so that a weight on the edge is within. */
const LEEWAY = 1e-12;

/** How far a weight may be from its target: the narrower of the two bands. */
function bandOf({ absolute = Infinity, relative = Infinity }: Band, target: number): number {
  return Math.min(absolute, target !== 0 ? relative * Math.abs(target) : Infinity);
}

/**
 * Weights to go back to, when a watched one is outside its band; undefined otherwise. At the edge: those outside go to the
 * nearest edge, and the others share what is left in proportion to what they are.
 */
export function bandReturn(
  band: Band,
  targets: Float64Array,
  weights: Float64Array,
  watched: (column: number) => boolean
): Float64Array | undefined {
  const outside = targets.map((target, i) =>
    watched(i) && Math.abs(weights[i] - target) > bandOf(band, target) + LEEWAY ? Math.sign(weights[i] - target) : 0
  );
  if (!outside.some((side) => side !== 0)) return undefined;
  if (band.back !== 'edge') return targets;
  const edges = targets.map((target, i) => target + outside[i] * bandOf(band, target));
  let wanted = 0;
  let fixed = 0;
  let others = 0;
  targets.forEach((target, i) => {
    if (Number.isNaN(target)) return;
    wanted += target;
    if (outside[i] !== 0) fixed += edges[i];
    else others += weights[i];
  });
  const scale = others > 0 ? (wanted - fixed) / others : 0;
  return targets.map((target, i) => (Number.isNaN(target) ? NaN : outside[i] !== 0 ? edges[i] : weights[i] * scale));
}
