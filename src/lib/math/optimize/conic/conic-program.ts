import { certifiedOptimum, descentDirection, farkasDual, isProven, PROVEN } from './conic-certificate';
import type { ConicCandidate, ConicData } from './conic-certificate';
import { ConeProduct } from './cone-product';
import { Embedding } from './embedding';
import { equilibrated } from './equilibration';
import type { ScaledProblem } from './equilibration';
import { requireSparse } from './sparse-columns';
import type { SparseColumns } from './sparse-columns';
import type { ConicFailed, ConicOptimum, ConicOptions, ConicProblem, ConicResult } from './types';

const TOLERANCE = 1e-9;
const ITERATIONS = 120;
/** A proven point is returned when so many iterations have not made its worst figure so much smaller. */
const PATIENCE = 3;
const PROGRESS = 0.25;
/** What a proof that there is no optimum may miss by when no step is left. */
const NEARLY_PROVEN = 1e-7;
/** How far from the central path further attempts may go, one after another. */
const CAUTIOUS = [1.5, 0.1];
/** The embedding's own error from which on its points are worth a proof. */
const NEAR = 1e-4;

/**
 * Conic program: minimise 1/2 x'Px + c'x subject to Gx + s = h with s in a product of zero, nonnegative, second-order and
 * exponential cones, by a primal-dual interior point on the homogeneous embedding (Goulart and Chen 2024) with scalings
 * of Nesterov and Todd, for the exponential cone of Dahl and Andersen (2022). The Newton matrix is factored sparsely up
 * to a dense remainder, so that scenario problems (n variables, T rows with a variable each) cost about T n^2 / 2 a step.
 * Every answer is proven from the problem's own data by residuals and gap of at most 1e-8, or is `failed`; duals come
 * with it: minus row i's is what the objective gains for each unit that h_i grows. P must be positive semidefinite: it is
 * not checked. Throws RangeError when shapes disagree or a value is not finite.
 *
 * What is quick: one dense row a scenario (the mean absolute deviation as twice the mean shortfall below the mean, not as
 * two rows); drawdowns d_t >= d_(t-1) - R_t w rather than sums of all returns so far. What converges well: no bound that
 * holds with a price of zero (shortfalls under a norm need no u_t >= 0: the norm sees to it).
 *
 * @example Minimise the CVaR at level b of T scenarios R over weights that add up to one: variables w (n), a, u (T).
 * const rows = new ConicRows(n + 1 + T);
 * rows.equal(range(n), ones(n), 1);                                // sum of w = 1
 * for (let j = 0; j < n; j++) rows.atMost([j], [-1], 0);           // w_j >= 0
 * for (let t = 0; t < T; t++) {
 *   rows.atMost([...range(n), n, n + 1 + t], [...R[t].map((r) => -r), -1, -1], 0);   // u_t >= -R_t w - a
 *   rows.atMost([n + 1 + t], [-1], 0);                             // u_t >= 0
 * }
 * const answer = conicProgram({ linear, ...rows.build() });        // linear: 0 for w, 1 for a, 1 / (T (1 - b)) for u
 */
export function conicProgram(problem: ConicProblem, options: ConicOptions = {}): ConicResult {
  const data = checked(problem);
  const { upper, linear, constraints, right, cones } = data;
  const scaled = equilibrated(upper, linear, constraints, right, cones);
  const answer = attempt(data, scaled, new ConeProduct(cones), options);
  if (answer.status !== 'failed' || !cones.some(({ kind }) => kind === 'exponential')) return answer;
  // Nearer to the central path it takes longer and gets stuck less.
  for (const farthest of CAUTIOUS) {
    const again = attempt(data, scaled, new ConeProduct(cones, farthest), options);
    if (again.status !== 'failed') return again;
  }
  return answer;
}

function attempt(data: ConicData, scaled: ScaledProblem, cones: ConeProduct, options: ConicOptions): ConicResult {
  const embedding = new Embedding(scaled, cones);
  const tolerance = options.tolerance ?? TOLERANCE;
  const limit = options.maximumIterations ?? ITERATIONS;
  let best: ConicOptimum | undefined;
  const figures: number[] = [];
  let reason = `no proof after ${limit} iterations`;
  let iteration = 0;
  for (; ; iteration++) {
    const none = proofOfNone(data, scaled, embedding, iteration, PROVEN);
    if (none) return none;
    if (embedding.error < NEAR || iteration >= limit) {
      const point = certifiedOptimum(data, unscaled(scaled, embedding, 1 / embedding.tau), iteration);
      if (worst(point) < worst(best)) best = point;
      if (worst(point) <= tolerance) return point;
      figures.push(worst(best));
    }
    if (iteration >= limit || (best && isProven(best) && isSlow(figures))) break;
    if (embedding.advance() === 'stuck') {
      reason = 'rounding left no step to take';
      break;
    }
  }
  if (best && isProven(best)) return best;
  return proofOfNone(data, scaled, embedding, iteration, NEARLY_PROVEN) ?? failure(data, best, reason, iteration);
}

function worst(point: ConicOptimum | undefined): number {
  if (!point) return Infinity;
  const most = Math.max(point.gap, point.primalResidual, point.dualResidual);
  return Number.isNaN(most) ? Infinity : most;
}

function isSlow(figures: readonly number[]): boolean {
  const now = figures.length - 1;
  return now >= PATIENCE && figures[now] > PROGRESS * figures[now - PATIENCE];
}

function failure(
  { linear }: ConicData,
  best: ConicOptimum | undefined,
  reason: string,
  iterations: number
): ConicFailed {
  const parts = best
    ? `: gap ${best.gap.toExponential(1)}, residuals ${best.primalResidual.toExponential(1)} and ${best.dualResidual.toExponential(1)}`
    : '';
  return { status: 'failed', reason: reason + parts, x: best ? best.x : new Float64Array(linear.length), iterations };
}

/** The embedding's point times `factor`, in the units of the problem. */
function unscaled(scaled: ScaledProblem, { x, s, z }: Embedding, factor: number): ConicCandidate {
  const { columnScale, rowScale, costScale } = scaled;
  return {
    x: x.map((value, j) => value * columnScale[j] * factor),
    slack: s.map((value, i) => (value / rowScale[i]) * factor),
    dual: z.map((value, i) => ((value * rowScale[i]) / costScale) * factor)
  };
}

/** Proof that there is no feasible or no best point, when the embedding has come near enough to one. */
function proofOfNone(
  data: ConicData,
  scaled: ScaledProblem,
  embedding: Embedding,
  iterations: number,
  tolerance: number
): ConicResult | undefined {
  const { bound, cost, tau, kappa } = embedding;
  if (!(kappa > 1e-3 * tau) || !(bound < 0 || cost < 0)) return undefined;
  const point = unscaled(scaled, embedding, 1);
  const none = bound < 0 ? farkasDual(data, point.dual) : undefined;
  if (none && none.residual <= tolerance) return { status: 'infeasible', ...none, iterations };
  const ray = cost < 0 ? descentDirection(data, point.x, point.slack) : undefined;
  if (ray && ray.residual <= tolerance) return { status: 'unbounded', ...ray, iterations };
  return undefined;
}

function checked(problem: ConicProblem): ConicData {
  const { quadratic, linear, constraints, right, cones } = problem;
  const n = linear.length;
  const m = cones.reduce((total, { size }) => total + size, 0);
  for (const { kind, size } of cones) {
    if (
      !Number.isInteger(size) ||
      size < 0 ||
      (kind === 'exponential' && size !== 3) ||
      (kind === 'second-order' && size === 0)
    ) {
      throw new RangeError(`a ${kind} cone cannot have size ${size}`);
    }
  }
  if (right.length !== m) throw new RangeError(`right side has length ${right.length}, the cones have ${m} rows`);
  requireSparse(constraints, m, n, 'constraint matrix');
  for (const vector of [linear, right]) {
    const at = vector.findIndex((value) => !Number.isFinite(value));
    if (at >= 0)
      throw new RangeError(`${vector === linear ? 'linear cost' : 'right side'} holds ${vector[at]} at ${at}`);
  }
  if (quadratic) requireSparse(quadratic, n, n, 'quadratic matrix');
  return { ...problem, upper: quadratic && upperTriangle(quadratic) };
}

/** The entries on and above the diagonal. */
function upperTriangle({ rows, columns, starts, indices, values }: SparseColumns): SparseColumns {
  const kept: number[] = [];
  const ends = new Int32Array(columns + 1);
  for (let j = 0; j < columns; j++) {
    for (let k = starts[j]; k < starts[j + 1]; k++) if (indices[k] <= j && values[k] !== 0) kept.push(k);
    ends[j + 1] = kept.length;
  }
  return {
    rows,
    columns,
    starts: ends,
    indices: Int32Array.from(kept, (k) => indices[k]),
    values: Float64Array.from(kept, (k) => values[k])
  };
}
