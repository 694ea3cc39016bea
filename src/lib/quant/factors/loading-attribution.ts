import { requireRowsOf, type FactorReturns } from './factor-returns';

/** Weights of positions over time with what each holds of each factor; the rest of the portfolio earns nothing. */
export interface LoadedPositions {
  readonly positions: number;
  /** Rows x positions. */
  readonly weights: Float64Array;
  /** Rows x positions x factors. */
  readonly loadings: Float64Array;
}

/** A portfolio's return in each row by factor; the parts of a row add up to its return. */
export interface LoadingAttribution {
  /** Rows x factors: what the portfolio held of each. */
  readonly exposures: Float64Array;
  /** Rows x factors: exposure times the factor's return. */
  readonly factors: Float64Array;
  /** What all factors brought, and what is left of the return. */
  readonly common: Float64Array;
  readonly specific: Float64Array;
}

/**
 * Attribution of returns to factors by known loadings of the positions, without a regression: exposure k is the sum of
 * weight times loading, its part exposure times factor return, the rest specific. Missing: NaN carries into its row.
 * Source: Grinold and Kahn, Active portfolio management (2000), chapter 17; pyfolio's perf_attrib has the same parts.
 * @throws RangeError when lengths differ.
 */
export function loadingAttribution(
  returns: Float64Array,
  factors: FactorReturns,
  { positions: n, weights, loadings }: LoadedPositions
): LoadingAttribution {
  requireRowsOf(factors, returns);
  const { rows } = factors;
  const k = factors.names.length;
  if (weights.length !== rows * n) throw new RangeError(`${weights.length} weights for ${rows} x ${n}`);
  if (loadings.length !== rows * n * k) throw new RangeError(`${loadings.length} loadings for ${rows} x ${n} x ${k}`);
  const exposures = new Float64Array(rows * k);
  for (let t = 0; t < rows; t++)
    for (let i = 0; i < n; i++)
      for (let f = 0; f < k; f++) exposures[t * k + f] += weights[t * n + i] * loadings[(t * n + i) * k + f];
  const parts = exposures.map((exposure, at) => exposure * factors.values[at]);
  const common = Float64Array.from({ length: rows }, (_, t) =>
    parts.subarray(t * k, (t + 1) * k).reduce((sum, part) => sum + part, 0)
  );
  return { exposures, factors: parts, common, specific: returns.map((value, t) => value - common[t]) };
}
