import { definiteInverse } from '$lib/math/linalg';
import { covarianceFromCorrelation, scaledCorrelation } from './correlation-scale';

/** Choices of {@link graphicalLasso}. */
export interface GraphicalLassoOptions {
  /** Price of a unit of partial correlation, 0 to 1, on the scale of correlations. */
  readonly penalty: number;
  /** Duality gap at which it ends, once no correlation moves by more than it in an iteration; 1e-9 when left out. */
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

/** A covariance with a sparse inverse. */
export interface GraphicalLasso {
  readonly status: 'converged' | 'stopped';
  readonly covariance: Float64Array;
  readonly precision: Float64Array;
  readonly gap: number;
  readonly iterations: number;
}

/** The lasso of one column: its coefficients b, and the gradient s - Wb of all variables. */
interface Column {
  readonly b: Float64Array;
  readonly gradient: Float64Array;
}

/** Coordinate descent of min 1/2 b'Wb - s'b + penalty |b|, over all but index `skip`, until no step exceeds `least`. */
function descend(
  w: Float64Array,
  { b, gradient }: Column,
  { n, skip, penalty, least }: { n: number; skip: number; penalty: number; least: number }
): void {
  for (let sweep = 0; sweep < 10_000; sweep++) {
    let moved = 0;
    for (let k = 0; k < n; k++) {
      if (k === skip) continue;
      const own = w[k * n + k];
      const rest = gradient[k] + own * b[k];
      const size = Math.max(Math.abs(rest) - penalty, 0) / own;
      const value = rest > 0 ? size : -size;
      const step = value - b[k];
      if (step === 0) continue;
      moved = Math.max(moved, Math.abs(step));
      b[k] = value;
      for (let l = 0; l < n; l++) gradient[l] -= step * w[k * n + l];
    }
    if (moved <= least) return;
  }
}

/** Gradient s - Wb of column j, of which b has no own entry. */
function gradientOf(w: Float64Array, s: Float64Array, n: number, j: number, b: Float64Array): Float64Array {
  const gradient = Float64Array.from({ length: n }, (_, l) => s[l * n + j]);
  for (let k = 0; k < n; k++) {
    if (b[k] !== 0) for (let l = 0; l < n; l++) gradient[l] -= b[k] * w[k * n + l];
  }
  return gradient;
}

/** Covariances of variable j with the others, Wb = s - gradient, and its column of the inverse. */
function updateColumn(
  { w, s, precision, n }: { w: Float64Array; s: Float64Array; precision: Float64Array; n: number },
  j: number,
  { b, gradient }: Column
): void {
  let explained = 0;
  for (let k = 0; k < n; k++) if (k !== j) explained += (s[k * n + j] - gradient[k]) * b[k];
  const own = 1 / (w[j * n + j] - explained);
  for (let k = 0; k < n; k++) {
    if (k === j) continue;
    w[k * n + j] = w[j * n + k] = s[k * n + j] - gradient[k];
    precision[k * n + j] = precision[j * n + k] = b[k] === 0 ? 0 : -own * b[k];
  }
  precision[j * n + j] = own;
}

/** Duality gap tr(S P) - n + penalty x the off-diagonal of |P| (Duchi, Gould and Koller 2008). */
function dualityGap(s: Float64Array, precision: Float64Array, n: number, penalty: number): number {
  let gap = -n;
  for (let at = 0; at < n * n; at++) {
    gap += s[at] * precision[at];
    if (at % (n + 1) !== 0) gap += penalty * Math.abs(precision[at]);
  }
  return gap;
}

/**
 * Graphical lasso: the covariance whose inverse maximises the normal likelihood less a penalty on the absolute
 * off-diagonal of the inverse, so that weak partial correlations become exactly zero. Block coordinate descent on
 * the correlation, hence independent of each variable's scale; variances stay. Positive definite for a penalty above
 * 0. 'stopped' when the iterations were used up before the gap closed.
 * @throws RangeError unless 0 < penalty <= 1. Source: Friedman, Hastie and Tibshirani (2008), without a penalty on
 * the diagonal.
 */
export function graphicalLasso(sample: Float64Array, n: number, options: GraphicalLassoOptions): GraphicalLasso {
  const { penalty, tolerance = 1e-9, maximumIterations = 1000 } = options;
  if (!(penalty > 0 && penalty <= 1)) throw new RangeError(`penalty outside 0 to 1: ${penalty}`);
  const { correlation: s, deviations } = scaledCorrelation(sample, n);
  const w = Float64Array.from(s, (value, at) => (at % (n + 1) === 0 ? value : 0.95 * value));
  const coefficients = Array.from({ length: n }, () => new Float64Array(n));
  const precision = new Float64Array(n * n);
  const settled = Math.min(1e-8, tolerance);
  let [gap, change, iterations] = [Infinity, 1, 0];
  while (iterations < maximumIterations && !(Math.abs(gap) < tolerance && change < settled)) {
    iterations++;
    // Early columns need no more digits than the matrix has settled to.
    const least = Math.max(1e-14, Math.min(1e-4, 1e-3 * change));
    const before = Float64Array.from(w);
    for (let j = 0; j < n; j++) {
      const column = { b: coefficients[j], gradient: gradientOf(w, s, n, j, coefficients[j]) };
      descend(w, column, { n, skip: j, penalty, least });
      updateColumn({ w, s, precision, n }, j, column);
    }
    gap = dualityGap(s, precision, n, penalty);
    change = before.reduce((most, value, at) => Math.max(most, Math.abs(value - w[at])), 0);
  }
  const inverse = definiteInverse(w, n);
  const own = inverse.status === 'ok' ? sparseAs(inverse.inverse, precision) : precision;
  return {
    status: Math.abs(gap) < tolerance && change < settled ? 'converged' : 'stopped',
    covariance: covarianceFromCorrelation(w, deviations),
    precision: covarianceFromCorrelation(
      own,
      deviations.map((value) => (value > 0 ? 1 / value : 0))
    ),
    gap,
    iterations
  };
}

/** The exact inverse with the zeros that the descent found. */
function sparseAs(inverse: Float64Array, pattern: Float64Array): Float64Array {
  return inverse.map((value, at) => (pattern[at] === 0 ? 0 : value));
}
