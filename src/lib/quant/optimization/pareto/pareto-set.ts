import { feasibleSet, portfolioPoint, type FeasibleSet } from '../feasible-set';
import { optimizePortfolio } from '../optimal-portfolio';
import type { FailedOptimization, InfeasiblePortfolio, OptimizationProblem, PortfolioPoint } from '../problem';
import { constantOf, scaled, sumOf, variable, type Expression } from '../program/expression';
import { ruledProgram } from '../program/ruled-program';
import { isGain, measureOf, posedMeasure, type ParetoMeasure } from './measures';

/** A portfolio that no allowed one beats in every measure, with its measures in their order. */
export interface ParetoPoint extends PortfolioPoint {
  readonly measures: readonly number[];
}

/** Efficient portfolios spread evenly, with the best that each measure can be by itself and the worst within the set. */
export interface ParetoSet {
  readonly status: 'complete';
  readonly points: readonly ParetoPoint[];
  readonly best: readonly number[];
  readonly worst: readonly number[];
}

/** What sum of all measures counts beside the greatest distance: makes every solution efficient, and hardly moves it. */
const AUGMENTATION = 1e-4;
/** Ranges below this share of a measure are none: the measure does not disagree with the others. */
const SAME = 1e-7;

/**
 * Efficient portfolios by two or three convex measures under all rules of a problem, whose aim is ignored: from an even
 * lattice on the simplex between the best portfolios of each measure, the boundary in the direction of better on all of
 * them alike, each point a conic program. What is made least, the greatest normed distance and a little of the sum, grows
 * with every measure, so that no point is dominated. Points that fall together are given once.
 * @param divisions of each edge of the lattice: divisions + 1 points by two measures, (d + 1)(d + 2) / 2 by three.
 * @throws RangeError on other numbers of measures, or as the measures do.
 * Source: Das and Dennis, Normal-boundary intersection (1998); Pascoletti and Serafini (1984); Steuer and Choo (1983).
 */
export function paretoSet(
  problem: OptimizationProblem,
  measures: readonly ParetoMeasure[],
  { divisions, onProgress }: { readonly divisions: number; readonly onProgress?: (done: number, total: number) => void }
): ParetoSet | InfeasiblePortfolio | FailedOptimization {
  const count = measures.length;
  if (count < 2 || count > 3) throw new RangeError(`${count} measures`);
  if (!(Number.isInteger(divisions) && divisions >= 1)) throw new RangeError(`divisions: ${divisions}`);
  const ruled: OptimizationProblem = { ...problem, objective: { kind: 'minimum-variance' } };
  const possible = optimizePortfolio(ruled);
  if (possible.status === 'infeasible' || possible.status === 'failed') return possible;
  const set = feasibleSet(ruled);
  const lattice = latticeOf(divisions, count);
  const total = lattice.length + 2 * count;
  const signed = (weights: Float64Array): number[] =>
    measures.map((one) => (isGain(one) ? -1 : 1) * measureOf(ruled, one, weights));
  const alone = measures.map((_, k) => measures.map((__, i) => (i === k ? 1 : 0)));
  let done = 0;
  const solvedAll = (sums: readonly (readonly number[])[]): Float64Array[] | FailedOptimization => {
    const found: Float64Array[] = [];
    for (const factors of sums) {
      const weights = leastSum(ruled, set, measures, factors);
      if (typeof weights === 'string') return { status: 'failed', reason: weights };
      found.push(weights);
      onProgress?.(++done, total);
    }
    return found;
  };
  const first = solvedAll(alone);
  if ('status' in first) return first;
  const rough = rangesOf(first.map(signed));
  // The best by a measure may be many: of them the one that is best by the others.
  const ends = solvedAll(
    alone.map((factors) => factors.map((one, k) => (one + AUGMENTATION) / Math.max(rough.range[k] ?? 1, SAME)))
  );
  if ('status' in ends) return ends;
  const corners = ends.map(signed);
  const { least, range, most } = rangesOf(corners);
  const size = range.map((one, k) => Math.max(one, SAME * Math.max(1, Math.abs(least[k] ?? 0))));
  const points: ParetoPoint[] = [];
  for (const shares of lattice) {
    const from = size.map((unit, k) =>
      corners.reduce((sum, corner, i) => sum + (shares[i] ?? 0) * (((corner[k] ?? 0) - (least[k] ?? 0)) / unit), 0)
    );
    const corner = shares.indexOf(1);
    const weights = corner >= 0 ? ends[corner] : boundaryPoint(ruled, set, measures, { least, size, from });
    onProgress?.(++done, total);
    if (weights === undefined) continue;
    if (typeof weights === 'string') return { status: 'failed', reason: weights };
    const point = {
      ...portfolioPoint(ruled, weights),
      measures: measures.map((one) => measureOf(ruled, one, weights))
    };
    if (!points.some((other) => isSame(other, point, size))) points.push(point);
  }
  const shown = (values: readonly number[]): number[] =>
    values.map((value, k) => (measures[k] && isGain(measures[k]) ? -value : value));
  return { status: 'complete', points, best: shown(least), worst: shown(most) };
}

function rangesOf(corners: readonly (readonly number[])[]): { least: number[]; most: number[]; range: number[] } {
  const least = (corners[0] ?? []).map((_, k) => Math.min(...corners.map((one) => one[k] ?? 0)));
  const most = (corners[0] ?? []).map((_, k) => Math.max(...corners.map((one) => one[k] ?? 0)));
  return { least, most, range: most.map((one, k) => one - (least[k] ?? 0)) };
}

const isSame = (a: ParetoPoint, b: ParetoPoint, size: readonly number[]): boolean =>
  a.measures.every((one, k) => Math.abs(one - (b.measures[k] ?? 0)) < 1e-5 * (size[k] ?? 1));

/** All ways to share one in `divisions` equal parts among so many, in order of the first. */
function latticeOf(divisions: number, count: number): number[][] {
  if (count === 1) return [[1]];
  return Array.from({ length: divisions + 1 }, (_, k) => k).flatMap((k) => {
    const rest = divisions - k;
    if (count === 2) return [[rest / divisions, k / divisions]];
    return Array.from({ length: k + 1 }, (_, i) => [rest / divisions, (k - i) / divisions, i / divisions]);
  });
}

function leastSum(
  problem: OptimizationProblem,
  set: FeasibleSet,
  measures: readonly ParetoMeasure[],
  factors: readonly number[]
): Float64Array | string {
  const program = ruledProgram(problem, set);
  measures.forEach((measure, k) => {
    const factor = factors[k] ?? 0;
    if (factor > 0)
      program.minimise(scaled(posedMeasure(problem, program, measure, measure.kind), factor), measure.kind);
  });
  const solved = program.solve();
  return solved.status === 'optimal' ? solved.weights : reasonOf(solved);
}

function boundaryPoint(
  problem: OptimizationProblem,
  set: FeasibleSet,
  measures: readonly ParetoMeasure[],
  { least, size, from }: { least: readonly number[]; size: readonly number[]; from: readonly number[] }
): Float64Array | string {
  const program = ruledProgram(problem, set);
  const distance = variable(program.variables(1));
  program.minimise(distance);
  measures.forEach((measure, k) => {
    const posed = posedMeasure(problem, program, measure, measure.kind);
    const normed: Expression = scaled(sumOf(posed, constantOf(-(least[k] ?? 0))), 1 / (size[k] ?? 1));
    program.nonnegative(sumOf(constantOf(from[k] ?? 0), distance, scaled(normed, -1)), measure.kind);
    program.minimise(scaled(normed, AUGMENTATION), measure.kind);
  });
  const solved = program.solve();
  return solved.status === 'optimal' ? solved.weights : reasonOf(solved);
}

const reasonOf = (outcome: { readonly status: string; readonly reason?: string }): string =>
  outcome.reason ?? outcome.status;
