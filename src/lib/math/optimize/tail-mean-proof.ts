import { dot } from '$lib/math/linalg';
import { certifiedPoint } from './optimality';
import type { OptimalPoint, Polytope } from './types';

/** Equally likely affine functions of x, values_t'x + constants_t, T x n row-major, and the share of the greatest that counts. */
export interface TailMeanProblem extends Polytope {
  readonly values: Float64Array;
  readonly constants: Float64Array;
  readonly tail: number;
}

/**
 * The least mean of the greatest share, with the proof: `mixture` weighs the functions, each at most 1 / (tail T) and one
 * together, and no point of the polytope makes the mixed function less than `bound`. Multipliers are those of the mixed
 * function's linear program.
 */
export interface TailMeanOptimum extends Omit<OptimalPoint, 'method'> {
  readonly method: 'generation';
  readonly bound: number;
  readonly mixture: Float64Array;
}

/** Most that one function weighs in a mixture. */
export function mostOfOne({ tail, constants }: TailMeanProblem): number {
  return Math.min(1, 1 / (tail * constants.length));
}

/** A point with what proves it, as the search left them. */
interface Candidate {
  readonly x: Float64Array;
  readonly mixture: Float64Array;
  readonly rowMultipliers: Float64Array;
  readonly iterations: number;
}

/** The point with its tail mean, of the functions' `values` there, and the bound that mixture and multipliers prove. */
export function provenTailMean(
  problem: TailMeanProblem,
  values: Float64Array,
  { x, mixture, rowMultipliers, iterations }: Candidate
): TailMeanOptimum {
  const n = x.length;
  const linear = new Float64Array(n);
  mixture.forEach((part, t) => {
    if (part !== 0) for (let j = 0; j < n; j++) linear[j] += part * problem.values[t * n + j];
  });
  const point = certifiedPoint({ ...problem, linear }, { x, rowMultipliers, iterations, method: 'simplex' });
  let bound = dot(mixture, problem.constants);
  const rest = linear.slice();
  problem.rows.forEach((row, i) => {
    const price = point.rowMultipliers[i];
    if (price === 0) return;
    bound += price * (price > 0 ? row.lower : row.upper);
    for (let j = 0; j < n; j++) rest[j] -= price * row.coefficients[j];
  });
  // Rounding against an endless bound is held against twice the greatest coordinate.
  const reach = 2 * x.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  for (let j = 0; j < n; j++) {
    const side = rest[j] > 0 ? problem.lower[j] : problem.upper[j];
    bound += rest[j] * (Number.isFinite(side) ? side : reach);
  }
  return { ...point, method: 'generation', objective: tailMean(problem, values), bound, mixture };
}

/** Mean of the greatest share, the border counted with the fraction that fills it. */
function tailMean(problem: TailMeanProblem, values: Float64Array): number {
  const most = mostOfOne(problem);
  const ordered = Float64Array.from(values).sort();
  let sum = 0;
  let left = 1;
  for (let k = ordered.length - 1; k >= 0 && left > 0; k--) {
    const part = Math.min(left, most);
    sum += part * ordered[k];
    left -= part;
  }
  return sum;
}
