import { rowValue, scaledRows } from './polytope';
import { BoundedSimplex } from './simplex';
import type { SimplexResult } from './simplex';
import type { Conflict, Infeasible, LinearRow, Polytope } from './types';

const BOUND_FILTER_LIMIT = 200;
const SIGNIFICANT = 1e-9;

interface Bounds {
  lower: Float64Array;
  upper: Float64Array;
}

function phaseOne(bounds: Bounds, rows: readonly LinearRow[]): SimplexResult {
  return new BoundedSimplex(bounds.lower, bounds.upper, scaledRows({ ...bounds, rows })).solve();
}

/** Rows without which the rest still conflict are dropped one by one (deletion filter, Chinneck and Dravnieks 1991). */
function irreducibleRows(problem: Polytope, candidates: readonly number[]): number[] {
  let kept = [...candidates];
  for (const row of candidates) {
    if (kept.length === 1) break;
    const rest = kept.filter((k) => k !== row);
    const outcome = phaseOne(
      problem,
      rest.map((k) => problem.rows[k])
    );
    if (outcome.status === 'infeasible') kept = rest;
  }
  return kept;
}

/** The bounds that the rows conflict with: those of the certificate, thinned one by one while they are few. */
function conflictingBounds(problem: Polytope, rows: readonly LinearRow[]): { lower: number[]; upper: number[] } {
  const n = problem.lower.length;
  const certificate = phaseOne(problem, rows);
  const bounds = { lower: new Float64Array(n).fill(-Infinity), upper: new Float64Array(n).fill(Infinity) };
  const steepest = certificate.reducedCosts.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
  const places: { side: 'lower' | 'upper'; j: number }[] = [];
  certificate.reducedCosts.forEach((d, j) => {
    if (Math.abs(d) <= SIGNIFICANT * steepest) return;
    const side = d > 0 ? 'lower' : 'upper';
    bounds[side][j] = problem[side][j];
    places.push({ side, j });
  });
  let kept = places;
  if (places.length <= BOUND_FILTER_LIMIT) {
    for (const place of places) {
      const value = bounds[place.side][place.j];
      bounds[place.side][place.j] = place.side === 'lower' ? -Infinity : Infinity;
      if (phaseOne(bounds, rows).status === 'infeasible') kept = kept.filter((k) => k !== place);
      else bounds[place.side][place.j] = value;
    }
  }
  return {
    lower: kept.filter((k) => k.side === 'lower').map((k) => k.j),
    upper: kept.filter((k) => k.side === 'upper').map((k) => k.j)
  };
}

/** Least and greatest value of a row over the bounds and other rows; undefined when those conflict among themselves. */
function attainableRange(
  problem: Polytope,
  row: number,
  others: readonly number[]
): { row: number; lower: number; upper: number } | undefined {
  const rows = scaledRows({ ...problem, rows: others.map((k) => problem.rows[k]) });
  const { coefficients } = problem.rows[row];
  const ends = [1, -1].map((sign) => {
    const cost = coefficients.map((value) => sign * value);
    const end = new BoundedSimplex(problem.lower, problem.upper, rows).solve(cost);
    if (end.status === 'unbounded') return -sign * Infinity;
    return end.status === 'optimal' ? rowValue(coefficients, end.x) : NaN;
  });
  return Number.isNaN(ends[0] + ends[1]) && !(ends[0] === -Infinity)
    ? undefined
    : { row, lower: ends[0], upper: ends[1] };
}

/** Bounds that cross each other: no row is needed to make the problem infeasible. Undefined when none do. */
export function crossedBounds(problem: Polytope): Infeasible | undefined {
  const crossed = Array.from(problem.lower.keys()).filter((j) => problem.lower[j] > problem.upper[j]);
  if (crossed.length === 0) return undefined;
  const x = problem.lower.map((low, j) => 0.5 * (low + problem.upper[j]));
  const conflict: Conflict = {
    rows: [],
    lowerBounds: crossed,
    upperBounds: crossed,
    violations: [],
    attainable: []
  };
  return { status: 'infeasible', conflict, x, iterations: 0 };
}

/** Says which constraints conflict, from the end of a phase 1 that found no feasible point. */
export function explainedConflict(problem: Polytope, end: SimplexResult): Infeasible {
  const steepest = end.duals.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  const candidates = Array.from(end.duals.keys()).filter((i) => Math.abs(end.duals[i]) > SIGNIFICANT * steepest);
  const rows = irreducibleRows(problem, candidates);
  const bounds = conflictingBounds(
    problem,
    rows.map((k) => problem.rows[k])
  );
  const violations = problem.rows
    .map((row, i) => {
      const value = rowValue(row.coefficients, end.x);
      return { row: i, violation: Math.max(0, row.lower - value, value - row.upper) };
    })
    .filter(({ violation }) => violation > SIGNIFICANT);
  const attainable = rows
    .map((row) =>
      attainableRange(
        problem,
        row,
        rows.filter((k) => k !== row)
      )
    )
    .filter((range) => range !== undefined);
  return {
    status: 'infeasible',
    conflict: { rows, lowerBounds: bounds.lower, upperBounds: bounds.upper, violations, attainable },
    x: end.x,
    iterations: end.iterations
  };
}
