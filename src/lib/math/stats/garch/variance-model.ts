/** omega, alpha, gamma, beta of a variance recursion; gamma is 0 in a model without asymmetry. */
export type VarianceParameters = readonly [omega: number, alpha: number, gamma: number, beta: number];

export type VarianceModelId = 'garch' | 'gjr' | 'egarch';

/** Derivatives for each row: mean, omega, alpha, gamma, beta. */
export const SLOPES = 5;

/**
 * How a conditional variance follows from what was before. A search moves over unbounded coordinates, from which
 * `parameters` makes such as the model admits. Series have unit variance here.
 */
export interface VarianceModel {
  readonly id: VarianceModelId;
  /** Coordinates from which a search may begin. */
  readonly starts: readonly (readonly number[])[];
  parameters(x: ArrayLike<number>): VarianceParameters;
  /** Derivatives of the parameters by the coordinates: 4 x coordinates, row-major. */
  jacobian(x: ArrayLike<number>): Float64Array;
  /**
   * Fills the variances (one more than residuals: the next period's) and, where given, `slopes`: the derivatives of
   * each log variance, SLOPES a row. Squares and variances before the first row are the mean of squared residuals.
   */
  filter(residuals: Float64Array, of: VarianceParameters, variances: Float64Array, slopes: Float64Array | null): void;
  /** Expected variances of the next periods, the first being `next`, in squares of the series' own unit. */
  ahead(of: VarianceParameters, next: number, horizon: number, innovations: 'normal' | 'student'): Float64Array;
}

/** Mean of squared residuals and its derivative by the mean of the series. */
export function presample(residuals: Float64Array): { readonly square: number; readonly slope: number } {
  let [squares, total] = [0, 0];
  for (const residual of residuals) {
    squares += residual * residual;
    total += residual;
  }
  return { square: squares / residuals.length, slope: (-2 * total) / residuals.length };
}
