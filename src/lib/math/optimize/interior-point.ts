import { choleskyFactor, choleskySolve, dot, symmetricProduct } from '$lib/math/linalg';
import { greatest } from './polytope';
import type { ScaledRows } from './polytope';
import { BarrierBounds } from './barrier-bounds';
import type { InteriorProblem } from './barrier-bounds';

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
 * 16.6) for a dense convex quadratic program. Variables and inequality rows keep strictly within their bounds from
 * the start; equality rows are met in the limit. The iterations hardly depend on how many bounds hold at the end.
 */
export function interiorPoint(problem: InteriorProblem): InteriorEnd {
  const { rows, linear } = problem;
  const n = linear.length;
  let unit = greatest(linear);
  for (let j = 0; j < n; j++) unit = Math.max(unit, problem.quadratic[j * n + j]);
  const quadratic = problem.quadratic.map((value) => value / unit);
  const cost = linear.map((value) => value / unit);
  const barrier = new BarrierBounds(problem);
  const { u, multipliers: y } = barrier;
  const matrix = new Float64Array(n * n);
  let iteration = 0;
  for (; iteration < LIMIT; iteration++) {
    const residuals = residualsAt(quadratic, cost, rows, barrier);
    const gap = barrier.gap();
    const infeasible = greatest(residuals.primal) / Math.max(1, greatest(u));
    if (gap < TOLERANCE && infeasible < TOLERANCE && greatest(residuals.dual) < TOLERANCE) break;
    const system = normalSystem(quadratic, rows, barrier, matrix);
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
  const residuals = residualsAt(quadratic, cost, rows, barrier);
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
function residualsAt(quadratic: Float64Array, cost: Float64Array, rows: ScaledRows, barrier: BarrierBounds): Residuals {
  const n = cost.length;
  const { u, multipliers: y, lowerDual, upperDual } = barrier;
  const x = u.subarray(0, n);
  const dual = new Float64Array(u.length);
  const primal = new Float64Array(rows.count);
  const qx = symmetricProduct(quadratic, n, x);
  for (let j = 0; j < n; j++) dual[j] = -qx[j] - cost[j];
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
  quadratic: Float64Array,
  rows: ScaledRows,
  barrier: BarrierBounds,
  matrix: Float64Array
): NewtonStep | undefined {
  const n = Math.round(Math.sqrt(quadratic.length));
  matrix.set(quadratic);
  const weights = barrier.weights();
  for (let j = 0; j < n; j++) matrix[j * n + j] += weights[j] + REGULARIZATION;
  const equalities: number[] = [];
  for (let i = 0; i < rows.count; i++) {
    if (barrier.isEquality(i)) {
      equalities.push(i);
      continue;
    }
    const a = rows.coefficients[i];
    for (let j = 0; j < n; j++) {
      const scaled = weights[n + i] * a[j];
      if (scaled !== 0) for (let c = 0; c <= j; c++) matrix[j * n + c] += scaled * a[c];
    }
  }
  const factored = choleskyFactor(matrix, n);
  if (factored.status !== 'ok') return undefined;
  const { factor } = factored;
  const m = equalities.length;
  const solved = equalities.map((i) => choleskySolve(factor, n, rows.coefficients[i]));
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
    const base = choleskySolve(factor, n, right);
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
