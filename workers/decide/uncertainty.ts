import { normalQuantile } from '$lib/math/distributions';
import type { Moments } from '$lib/quant/moments';
import type { ReturnUncertainty } from '$lib/quant/optimization';

/**
 * Which error of the expected returns an aim is held against. box: each may be as far below as its own error allows.
 * ellipsoid: together they may, so that errors of different instruments spread.
 */
export interface UncertaintyChoice {
  readonly kind: ReturnUncertainty['kind'];
  /** One-sided confidence, 0.5 to 1: of each return (box) or of the return of the whole (ellipsoid). */
  readonly confidence: number;
}

/**
 * How far expected returns may lie from their estimates, from the error of estimation: the standard errors of the
 * estimator where it has them, else those of a mean over the years of the window, covariance / years. Widths are normal
 * quantiles of the confidence times the standard error.
 */
export function returnUncertainty(
  { kind, confidence }: UncertaintyChoice,
  { covariance, standardErrors }: Moments,
  years: number
): ReturnUncertainty {
  const n = Math.round(Math.sqrt(covariance.length));
  const errors = standardErrors ?? Float64Array.from({ length: n }, (_, j) => Math.sqrt(covariance[j * n + j] / years));
  const multiple = normalQuantile(confidence);
  if (kind === 'box') return { kind, halfWidths: errors.map((error) => multiple * error) };
  // Correlations of the returns, each scaled to its own error.
  const scale = errors.map((error, j) => (covariance[j * n + j] > 0 ? error / Math.sqrt(covariance[j * n + j]) : 0));
  const joint = covariance.map((value, k) => value * scale[Math.floor(k / n)] * scale[k % n]);
  return { kind, covariance: joint, radius: multiple };
}
