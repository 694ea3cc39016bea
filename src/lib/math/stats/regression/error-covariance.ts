import { automaticLags, bartlettSum, ruleLags } from './long-run';

/**
 * How the covariance of the estimates is made. 'classical': equal variances, no correlation. 'hc0' ... 'hc3':
 * White's, under unequal variances. 'hac': Newey and West's, under unequal variances and autocorrelation, with the
 * Bartlett kernel over `lags` lags: a number, 'rule' for floor(4 (T / 100)^(2/9)), or 'automatic' for the bandwidth
 * that Newey and West (1994) read from the data. `corrected` multiplies HAC by T / (T - k).
 */
export type ErrorModel =
  | { readonly kind: 'classical' | 'hc0' | 'hc1' | 'hc2' | 'hc3' }
  | { readonly kind: 'hac'; readonly lags?: number | 'rule' | 'automatic'; readonly corrected?: boolean };

/** What the sandwich is made of: columns of Q one after the other (asked for only if needed), R^-1 row-major, residuals. */
export interface Fitted {
  readonly orthonormal: () => Float64Array;
  readonly inverse: Float64Array;
  readonly residuals: Float64Array;
  readonly columns: number;
  /** The regressors but for the column of ones, whose summed scores say the automatic bandwidth. */
  readonly regressors: readonly ArrayLike<number>[];
}

/** Covariance of the estimates (k x k, row-major) and the lags that were used (0 without HAC). */
export interface EstimateCovariance {
  readonly covariance: Float64Array;
  readonly lags: number;
}

/** R^-1 middle R^-T, the covariance of the estimates from that of the orthonormal scores. */
function sandwich(inverse: Float64Array, middle: Float64Array, k: number): Float64Array {
  const half = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      let total = 0;
      for (let m = i; m < k; m++) total += inverse[i * k + m] * middle[m * k + j];
      half[i * k + j] = total;
    }
  }
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let total = 0;
      for (let m = j; m < k; m++) total += half[i * k + m] * inverse[j * k + m];
      out[i * k + j] = total;
      out[j * k + i] = total;
    }
  }
  return out;
}

/** By what a residual is multiplied in White's estimators: 1, 1 / sqrt(1 - h) or 1 / (1 - h), h its leverage. */
function weightedResiduals(
  orthonormal: Float64Array,
  { residuals, columns }: Fitted,
  kind: ErrorModel['kind']
): Float64Array {
  const rows = residuals.length;
  if (kind !== 'hc2' && kind !== 'hc3') return residuals;
  return residuals.map((residual, i) => {
    let leverage = 0;
    for (let j = 0; j < columns; j++) leverage += orthonormal[j * rows + i] ** 2;
    return residual / (kind === 'hc3' ? 1 - leverage : Math.sqrt(1 - leverage));
  });
}

function lagsOf({ residuals, regressors }: Fitted, asked: number | 'rule' | 'automatic'): number {
  const rows = residuals.length;
  if (asked === 'rule') return Math.min(ruleLags(rows), rows - 1);
  if (asked === 'automatic') {
    const scores =
      regressors.length === 0
        ? residuals
        : residuals.map((residual, i) => regressors.reduce((total, column) => total + column[i] * residual, 0));
    return automaticLags(scores);
  }
  if (!Number.isInteger(asked) || asked < 0) throw new RangeError(`lags: ${asked}`);
  return Math.min(asked, rows - 1);
}

/**
 * The covariance of least-squares estimates under an error model. HC1 carries T / (T - k).
 * Sources: White (1980); MacKinnon and White (1985); Newey and West (1987, 1994).
 */
export function estimateCovariance(fitted: Fitted, model: ErrorModel): EstimateCovariance {
  const { inverse, residuals, columns: k } = fitted;
  const rows = residuals.length;
  const middle = new Float64Array(k * k);
  if (model.kind === 'classical') {
    let squares = 0;
    for (const residual of residuals) squares += residual * residual;
    for (let j = 0; j < k; j++) middle[j * k + j] = squares / (rows - k);
    return { covariance: sandwich(inverse, middle, k), lags: 0 };
  }
  const orthonormal = fitted.orthonormal();
  const weighted = weightedResiduals(orthonormal, fitted, model.kind);
  const scores = new Float64Array(rows * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < rows; i++) scores[j * rows + i] = orthonormal[j * rows + i] * weighted[i];
  }
  let lags = 0;
  if (model.kind === 'hac') {
    lags = lagsOf(fitted, model.lags ?? 'rule');
  }
  bartlettSum(scores, rows, k, lags, middle);
  const factor = model.kind === 'hc1' || (model.kind === 'hac' && model.corrected) ? rows / (rows - k) : 1;
  for (let at = 0; at < middle.length; at++) middle[at] *= factor;
  return { covariance: sandwich(inverse, middle, k), lags };
}
