import type { InstrumentId } from '$lib/domain/instruments';
import { choleskyFactor, choleskySolve, dot, symmetricProduct } from '$lib/math/linalg';
import type { ViewProblem } from './baskets';
import { pickMatrix, type PickMatrix, type ReturnView } from './return-views';

/** Black and Litterman's model, annual. */
export interface BlackLittermanInput {
  readonly instruments: readonly InstrumentId[];
  /** Covariance of returns, n x n, positive semidefinite. */
  readonly covariance: Float64Array;
  /** Prior expected returns, as a rule the equilibrium's (`impliedReturns` of the subject moments). */
  readonly prior: Float64Array;
  /** Uncertainty of the prior means as a fraction of the covariance, > 0; 0.05 when absent. */
  readonly tau?: number;
  readonly views: readonly ReturnView[];
  /**
   * What risk the investor faces: the returns' own and the uncertainty of their means, S + M^-1 (He and Litterman
   * 1999), or the returns' own, S (Idzorek 2005). The first when absent.
   */
  readonly risk?: 'with-uncertainty' | 'returns-only';
}

/** Posterior moments. With a = Q - P prior and K = tau P S P' + Omega. */
export interface BlackLittermanPosterior {
  readonly status: 'ok';
  /** Annual posterior mean, prior + tau S P'K^-1 a. */
  readonly expectedReturns: Float64Array;
  /** Annual covariance as `risk` asks. */
  readonly covariance: Float64Array;
  /** Covariance of the posterior mean about the true one, M^-1 = tau S - tau S P'K^-1 P tau S. */
  readonly meanUncertainty: Float64Array;
  /** Diagonal of Omega, the variance of each view's error; Infinity for a view of no confidence. */
  readonly viewVariances: Float64Array;
  /** What the prior and the posterior expect of each view's portfolio. */
  readonly priorValues: Float64Array;
  readonly posteriorValues: Float64Array;
}

/** Views that cannot be used, all of them named. */
export interface UnusableViews {
  readonly status: 'unusable';
  readonly problems: readonly ViewProblem[];
}

function requireInput({ instruments, covariance, prior, tau = 0.05 }: BlackLittermanInput): number {
  const n = instruments.length;
  if (covariance.length !== n * n) throw new RangeError(`covariance of ${covariance.length} for n = ${n}`);
  if (prior.length !== n) throw new RangeError(`${prior.length} prior returns for n = ${n}`);
  if (!covariance.every(Number.isFinite) || !prior.every(Number.isFinite)) throw new RangeError('moments not finite');
  if (!(tau > 0) || tau === Infinity) throw new RangeError(`tau must be positive: ${tau}`);
  return n;
}

/**
 * Variance of a view's error. A confidence c alone moves the weights by c times what certainty would: the condition
 * of Idzorek (2005) has the exact solution (1 - c)/c tau p'Sp for a view by itself.
 */
function viewVariance({ confidence, variance }: ReturnView, priorVariance: number): number {
  if (variance !== undefined) return variance;
  return confidence === undefined ? priorVariance : ((1 - confidence) / confidence) * priorVariance;
}

/** K = tau P S P' + Omega over the views that count, factored. */
function viewSystem(rows: readonly Float64Array[], loads: readonly Float64Array[], omega: ArrayLike<number>) {
  const k = rows.length;
  const matrix = new Float64Array(k * k);
  rows.forEach((row, i) => {
    loads.forEach((load, j) => {
      matrix[i * k + j] = dot(row, load) + (i === j ? (omega[i] ?? 0) : 0);
    });
  });
  return choleskyFactor(matrix, k);
}

/**
 * Posterior of expected returns under views. Without views the prior comes back; a view of full confidence is met
 * exactly, one of no confidence changes nothing. Written over K so that certain views (Omega = 0) need no inverse.
 * @throws RangeError when shapes or figures make no sense. Source: Black and Litterman (1992); He and Litterman, The
 * intuition behind Black-Litterman model portfolios (1999); Idzorek, A step-by-step guide (2005).
 */
export function blackLitterman(input: BlackLittermanInput): BlackLittermanPosterior | UnusableViews {
  const n = requireInput(input);
  const { covariance, prior, tau = 0.05, views } = input;
  const pick = pickMatrix(views, input.instruments);
  if ('problems' in pick) return { status: 'unusable', problems: pick.problems };
  const loads = pick.rows.map((row) => symmetricProduct(covariance, n, row).map((value) => tau * value));
  const viewVariances = Float64Array.from(views, (view, i) => {
    const row = pick.rows[i] ?? prior;
    return view.confidence === 0 ? Infinity : viewVariance(view, dot(row, loads[i] ?? row));
  });
  const active = Array.from(views.keys()).filter((i) => viewVariances[i] !== Infinity);
  const some = <T>(list: ArrayLike<T>): T[] => Array.from(list).filter((_, i) => active.includes(i));
  const rows = some(pick.rows);
  const activeLoads = some(loads);
  const system = viewSystem(rows, activeLoads, some(viewVariances));
  if (system.status !== 'ok') {
    const view = views[active[system.pivot] ?? 0]?.id ?? '';
    return { status: 'unusable', problems: [{ view, code: 'riskless' }] };
  }
  const surprise = some(pick.values).map((value, i) => value - dot(rows[i] ?? prior, prior));
  const pull = choleskySolve(system.factor, rows.length, surprise);
  const expectedReturns = Float64Array.from(prior);
  activeLoads.forEach((load, i) => load.forEach((value, j) => add(expectedReturns, j, value * (pull[i] ?? 0))));
  const meanUncertainty = uncertaintyOfMeans(covariance, tau, activeLoads, system.factor);
  const alone = input.risk === 'returns-only';
  return {
    status: 'ok',
    expectedReturns,
    covariance: alone
      ? Float64Array.from(covariance)
      : covariance.map((value, at) => value + (meanUncertainty[at] ?? 0)),
    meanUncertainty,
    viewVariances,
    priorValues: valuesOf(pick, prior),
    posteriorValues: valuesOf(pick, expectedReturns)
  };
}

function add(target: Float64Array, at: number, amount: number): void {
  target[at] = (target[at] ?? 0) + amount;
}

function valuesOf({ rows }: PickMatrix, returns: Float64Array): Float64Array {
  return Float64Array.from(rows, (row) => dot(row, returns));
}

function uncertaintyOfMeans(
  covariance: Float64Array,
  tau: number,
  loads: readonly Float64Array[],
  factor: Float64Array
): Float64Array {
  const k = loads.length;
  const n = Math.round(Math.sqrt(covariance.length));
  const out = covariance.map((value) => tau * value);
  const solved = Array.from({ length: n }, (_, j) =>
    choleskySolve(
      factor,
      k,
      loads.map((load) => load[j] ?? 0)
    )
  );
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let gain = 0;
      for (let v = 0; v < k; v++) gain += (loads[v]?.[i] ?? 0) * (solved[j]?.[v] ?? 0);
      add(out, i * n + j, -gain);
      if (i !== j) add(out, j * n + i, -gain);
    }
  }
  return out;
}

/**
 * Weights that a mean-variance investor without rules would hold, (riskAversion S)^-1 m; they need not add up to 1,
 * the rest is cash. @throws RangeError unless the covariance is positive definite and the risk aversion positive.
 */
export function unconstrainedWeights(
  covariance: Float64Array,
  expectedReturns: Float64Array,
  riskAversion: number
): Float64Array {
  if (!(riskAversion > 0)) throw new RangeError(`risk aversion must be positive: ${riskAversion}`);
  const n = expectedReturns.length;
  const factored = choleskyFactor(covariance, n);
  if (factored.status !== 'ok') throw new RangeError(`covariance is not positive definite at ${factored.pivot}`);
  return choleskySolve(factored.factor, n, expectedReturns).map((value) => value / riskAversion);
}
