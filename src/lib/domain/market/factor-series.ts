/** How often a factor has a return. */
export type FactorFrequency = 'daily' | 'weekly' | 'monthly';

/**
 * Returns of factors that a person brought, as fractions. `days` ascend strictly and end each period: the last calendar day
 * of a month for monthly returns. values[t * names.length + k] is factor k in period t; missing is NaN.
 */
export interface FactorSeries {
  readonly names: readonly string[];
  /** Which column is the return of cash, where one is. */
  readonly riskFree?: number;
  readonly frequency: FactorFrequency;
  readonly days: Int32Array;
  readonly values: Float64Array;
}
