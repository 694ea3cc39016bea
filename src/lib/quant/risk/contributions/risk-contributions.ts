import type { ReturnMatrix } from '$lib/quant/moments';
import type { TailSample } from '../value-at-risk';

/** What is split, and by which law. */
export interface ContributionSpec {
  readonly measure: 'value-at-risk' | 'expected-shortfall';
  readonly method: 'historical' | 'normal' | 'cornish-fisher';
  readonly confidence: number;
  /** Of the normal method: the divisor of the variance, n unless given, n - 1 for 'sample'. */
  readonly deviation?: 'population' | 'sample';
}

/** A risk of one period split over the columns of its returns; losses positive. */
export interface RiskContributions {
  readonly total: number;
  /** Change of the risk for one unit more of weight, per column. */
  readonly marginal: Float64Array;
  /** Weight times marginal risk: these add up to the total. Negative where a holding lowers the risk. */
  readonly component: Float64Array;
}

/** A way of splitting. */
export interface ContributionMethod {
  readonly method: ContributionSpec['method'];
  readonly of: (sample: TailSample, spec: ContributionSpec) => RiskContributions;
}

/** Components from marginal risks. */
export function fromMarginal(total: number, weights: Float64Array, marginal: Float64Array): RiskContributions {
  return { total, marginal, component: weights.map((weight, j) => weight * marginal[j]) };
}

/** Mean of each column of returns with given weights of the rows. */
export function rowWeighted({ values, rows, columns }: ReturnMatrix, weightOf: (row: number) => number): Float64Array {
  const totals = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    const weight = weightOf(t);
    if (weight === 0) continue;
    for (let j = 0; j < columns; j++) totals[j] += weight * values[t * columns + j];
  }
  return totals;
}
