import { choleskyFactor, choleskySolve, dot } from '$lib/math/linalg';
import { greatest } from './polytope';
import type { ScaledRows } from './polytope';
import { BarrierBounds } from './barrier-bounds';
import type { InteriorProblem } from './barrier-bounds';
import type { Curvature, WeightedRow } from './curvature';

/** Where the interior point ended; `gap` is the mean complementarity, relative to the objective's unit. */
export interface InteriorEnd {
  readonly converged: boolean;
  readonly x: Float64Array;
  readonly rowMultipliers: Float64Array;
  readonly gap: number;
  readonly iterations: number;
}

interface Residuals {
  dual: Float64Array;
  primal: Float64Array;
}

const LIMIT = 80;
const TOLERANCE = 1e-11;
const REGULARIZATION = 1e-12;

/**
 * Primal-dual interior point with Mehrotra's predictor and corrector (Mehrotra 1992; Nocedal and Wright 2006, section
 * 16.6) for a convex quadratic program. Variables and inequality rows keep strictly within their bounds from
 * the start; equality rows are met in the limit. The iterations hardly depend on how many bounds hold at the end.
 */
export function interiorPoint(problem: InteriorProblem): InteriorEnd {
  const { rows, linear } = problem;
  const n = linear.length;
  let unit = greatest(linear);
  const { curvature } = problem;
  for (let j = 0; j < n; j++) unit = Math.max(unit, curvature.diagonal[j]);
  const cost = linear.map((value) => value / unit);
  const barrier = new BarrierBounds(problem);
  const { u, multipliers: y } = barrier;
  let iteration = 0;
  for (; iteration < LIMIT; iteration++) {
    const residuals = residualsAt(problem, unit, cost, barrier);
    const gap = barrier.gap();
    const infeasible = greatest(residuals.primal) / Math.max(1, greatest(u));
    if (gap < TOLERANCE && infeasible < TOLERANCE && greatest(residuals.dual) < TOLERANCE) break;
    const system = normalSystem(curvature, unit, rows, barrier);
    if (!system) break;
    barrier.aim(0);
    const affine = system(residuals);
    const reach = barrier.steps(affine.du);
    const predicted = barrier.gapAfter(affine.du, reach);
    barrier.aim(gap * Math.min(1, (predicted / gap) ** 3), affine.du);
    const step = system(residuals);
    const lengths = barrier.steps(step.du);
    if (!Number.isFinite(step.du[0] ?? 0)) break;
    barrier.advance(step.du, step.dy, 0.9995 * lengths.primal, 0.9995 * lengths.dual);
  }
  const residuals = residualsAt(problem, unit, cost, barrier);
  const worst = Math.max(greatest(residuals.primal) / Math.max(1, greatest(u)), greatest(residuals.dual));
  return {
    converged: barrier.gap() < 1e-9 && worst < 1e-9,
    x: u.slice(0, n),
    rowMultipliers: y.map((value) => value * unit),
    gap: barrier.gap(),
    iterations: iteration
  };
}

/** Minus the residuals of stationarity (variables, then logicals of the rows) and of a'x = r, or a'x = b. */
function residualsAt(
  { curvature, rows }: InteriorProblem,
  unit: number,
  cost: Float64Array,
  barrier: BarrierBounds
): Residuals {
  const n = cost.length;
  const { u, multipliers: y, lowerDual, upperDual } = barrier;
  const x = u.subarray(0, n);
  const dual = new Float64Array(u.length);
  const primal = new Float64Array(rows.count);
  const qx = curvature.product(x);
  for (let j = 0; j < n; j++) dual[j] = -qx[j] / unit - cost[j];
  for (let i = 0; i < rows.count; i++) {
    const a = rows.coefficients[i];
    primal[i] = u[n + i] - dot(a, x);
    for (let j = 0; j < n; j++) dual[j] += y[i] * a[j];
    dual[n + i] = -y[i];
  }
  for (let k = 0; k < u.length; k++) dual[k] += lowerDual[k] - upperDual[k];
  for (let i = 0; i < rows.count; i++) if (barrier.isEquality(i)) dual[n + i] = 0;
  return { dual, primal };
}

type NewtonStep = (residuals: Residuals) => { du: Float64Array; dy: Float64Array };

/** Factors Q + D + A_I' D_I A_I once and returns the solver of the Newton system; undefined when it cannot be factored. */
function normalSystem(
  curvature: Curvature,
  unit: number,
  rows: ScaledRows,
  barrier: BarrierBounds
): NewtonStep | undefined {
  const n = curvature.size;
  const weights = barrier.weights();
  const equalities: number[] = [];
  const weighted: WeightedRow[] = [];
  for (let i = 0; i < rows.count; i++) {
    if (barrier.isEquality(i)) equalities.push(i);
    else weighted.push({ coefficients: rows.coefficients[i], weight: weights[n + i] });
  }
  const solve = curvature.factored(
    1 / unit,
    weights.subarray(0, n).map((weight) => weight + REGULARIZATION),
    weighted
  );
  if (!solve) return undefined;
  const m = equalities.length;
  const solved = equalities.map((i) => solve(rows.coefficients[i]));
  const schur = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) schur[a * m + b] = dot(rows.coefficients[equalities[a]], solved[b]);
    schur[a * m + a] *= 1 + 1e-13;
  }
  const outer = choleskyFactor(schur, m);
  if (outer.status !== 'ok') return undefined;
  return ({ dual, primal }) => {
    const pull = barrier.pull();
    const du = new Float64Array(dual.length);
    const dy = new Float64Array(rows.count);
    const right = Float64Array.from({ length: n }, (_, j) => dual[j] + pull[j]);
    for (let i = 0; i < rows.count; i++) {
      if (barrier.isEquality(i)) continue;
      const lift = dual[n + i] + pull[n + i] + weights[n + i] * primal[i];
      for (let j = 0; j < n; j++) right[j] += lift * rows.coefficients[i][j];
    }
    const base = solve(right);
    const gaps = equalities.map((i) => primal[i] - dot(rows.coefficients[i], base));
    choleskySolve(outer.factor, m, gaps).forEach((value, a) => (dy[equalities[a]] = value));
    for (let j = 0; j < n; j++) {
      let value = base[j];
      for (let a = 0; a < m; a++) value += solved[a][j] * dy[equalities[a]];
      du[j] = value;
    }
    const dx = du.subarray(0, n);
    for (let i = 0; i < rows.count; i++) {
      if (barrier.isEquality(i)) continue;
      du[n + i] = dot(rows.coefficients[i], dx) - primal[i];
      dy[i] = dual[n + i] + pull[n + i] - weights[n + i] * du[n + i];
    }
    return { du, dy };
  };
}
