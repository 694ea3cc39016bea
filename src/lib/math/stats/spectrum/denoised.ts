import { symmetricEigen } from '$lib/math/linalg';
import { covarianceFromCorrelation, scaledCorrelation, unitDiagonal } from '../scatter/correlation-scale';
import { marchenkoPasturFit, type NoiseFit } from './marchenko-pastur';
import { spectralPart } from './spectral-part';

/** Choices of {@link denoisedCovariance}. */
export interface DenoisingOptions {
  /** Rows that the covariance was made from. */
  readonly rows: number;
  /** 'constant': the noise eigenvalues become their mean. 'shrinkage': their part of the matrix keeps `kept` of its off-diagonal. */
  readonly residual?: 'constant' | 'shrinkage';
  /** Share of the noise's correlations that is kept by 'shrinkage', 0 to 1; 0 when left out. */
  readonly kept?: number;
  readonly bandwidth?: number;
  /** Number of signal eigenvalues, when it is known; fitted when left out. */
  readonly factors?: number;
}

/** A covariance without its noise, and what was taken for noise. */
export interface DenoisedCovariance {
  readonly covariance: Float64Array;
  readonly fit: NoiseFit;
}

/**
 * Covariance whose correlation has been cleaned of eigenvalues that noise explains; variances stay.
 * @throws RangeError on a wrong shape, or as {@link marchenkoPasturFit} does.
 * Source: Lopez de Prado (2020), sections 2.5.1 (constant residual eigenvalue) and 2.5.2 (targeted shrinkage).
 */
export function denoisedCovariance(covariance: Float64Array, n: number, options: DenoisingOptions): DenoisedCovariance {
  const { rows, residual = 'constant', kept = 0, bandwidth = 0.01 } = options;
  if (!(kept >= 0 && kept <= 1)) throw new RangeError(`share kept outside 0 to 1: ${kept}`);
  const { correlation, deviations } = scaledCorrelation(covariance, n);
  const { values, vectors } = symmetricEigen(correlation, n);
  const fitted = marchenkoPasturFit(values, rows / n, bandwidth);
  const fit = options.factors === undefined ? fitted : { ...fitted, factors: options.factors };
  const noise = n - fit.factors;
  if (noise <= 0) return { covariance: Float64Array.from(covariance), fit };
  let mean = 0;
  for (let k = 0; k < noise; k++) mean += values[k] / noise;
  const signal = spectralPart(values, vectors, n, noise, n);
  const rest =
    residual === 'constant'
      ? spectralPart(new Float64Array(n).fill(mean), vectors, n, 0, noise)
      : spectralPart(values, vectors, n, 0, noise).map((value, at) => (at % (n + 1) === 0 ? value : kept * value));
  const cleaned = unitDiagonal(
    signal.map((value, at) => value + rest[at]),
    n
  );
  return { covariance: covarianceFromCorrelation(cleaned, deviations), fit };
}

/**
 * Covariance without the parts of the greatest `components` eigenvectors of its correlation (the market for one),
 * scaled back to its own variances. Singular: of rank n - components, it serves clustering, not inversion.
 * @throws RangeError unless components is a whole number below n. Source: Lopez de Prado (2020), section 2.6.
 */
export function detonedCovariance(covariance: Float64Array, n: number, components = 1): Float64Array {
  if (!Number.isInteger(components) || components < 0 || components >= n) {
    throw new RangeError(`${components} components of ${n}`);
  }
  const { correlation, deviations } = scaledCorrelation(covariance, n);
  const { values, vectors } = symmetricEigen(correlation, n);
  const rest = spectralPart(values, vectors, n, 0, n - components);
  return covarianceFromCorrelation(unitDiagonal(rest, n), deviations);
}
