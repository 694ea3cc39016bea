import { definiteInverse } from '$lib/math/linalg';
import { covarianceFromCorrelation, scaledCorrelation } from './correlation-scale';

/** Choices of {@link graphicalLasso}. */
export interface GraphicalLassoOptions {
  /** Price of a unit of partial correlation, 0 to 1, on the scale of correlations. */
  readonly penalty: number;
  /** Duality gap at which it ends; 1e-9 when left out. */
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

/** Soft-thresholded coordinate descent of one column: min 1/2 b'Wb - s'b + penalty |b|, over all but index `skip`. */
function lassoColumn(w: Float64Array, s: Float64Array, n: number, skip: number, penalty: number, b: Float64Array) {
  for (let sweep = 0; sweep < 10_000; sweep++) {
    let moved = 0;
    for (let k = 0; k < n; k++) {
      if (k === skip) continue;
      let rest = s[k * n + skip];
      for (let l = 0; l < n; l++) if (l !== skip && l !== k) rest -= w[k * n + l] * b[l];
      const size = Math.max(Math.abs(rest) - penalty, 0) / w[k * n + k];
      const value = rest > 0 ? size : -size;
      moved = Math.max(moved, Math.abs(value - b[k]));
      b[k] = value;
    }
    if (moved < 1e-14) return;
  }
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
  let gap = Infinity;
  let iterations = 0;
  while (iterations < maximumIterations && !(Math.abs(gap) < tolerance)) {
    iterations++;
    coefficients.forEach((b, j) => {
      lassoColumn(w, s, n, j, penalty, b);
      updateColumn(w, precision, n, j, b);
    });
    gap = dualityGap(s, precision, n, penalty);
  }
  const inverse = definiteInverse(w, n);
  const own = inverse.status === 'ok' ? sparseAs(inverse.inverse, precision) : precision;
  return {
    status: Math.abs(gap) < tolerance ? 'converged' : 'stopped',
    covariance: covarianceFromCorrelation(w, deviations),
    precision: covarianceFromCorrelation(
      own,
      deviations.map((value) => (value > 0 ? 1 / value : 0))
    ),
    gap,
    iterations
  };
}

/** Covariances of variable j with the others, W b, and its column of the inverse. */
function updateColumn(w: Float64Array, precision: Float64Array, n: number, j: number, b: Float64Array): void {
  let explained = 0;
  const column = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    if (k === j) continue;
    for (let l = 0; l < n; l++) if (l !== j) column[k] += w[k * n + l] * b[l];
    explained += column[k] * b[k];
  }
  const own = 1 / (w[j * n + j] - explained);
  for (let k = 0; k < n; k++) {
    if (k !== j) {
      w[k * n + j] = w[j * n + k] = column[k];
      precision[k * n + j] = precision[j * n + k] = -own * b[k];
    }
  }
  precision[j * n + j] = own;
}

/** The exact inverse with the zeros that the descent found. */
function sparseAs(inverse: Float64Array, pattern: Float64Array): Float64Array {
  return inverse.map((value, at) => (pattern[at] === 0 ? 0 : value));
}
