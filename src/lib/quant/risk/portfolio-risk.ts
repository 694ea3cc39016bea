import type { ReturnMatrix } from '$lib/quant/moments';
import { riskMeasure } from './catalog';
import { riskOptions, type RiskSpec } from './risk-spec';

/** A risk and a subgradient of it with respect to the weights: for smooth measures its gradient. */
export interface RiskAndGradient {
  readonly value: number;
  readonly gradient: Float64Array;
}

/**
 * Risk of a series of simple periodic returns, for one period; a loss is positive.
 * @throws RangeError below two returns, on a return that is not finite (leave gaps out before), or on a wrong option.
 */
export function seriesRisk(series: Float64Array, spec: RiskSpec): number {
  requireSeries(series);
  return riskMeasure(spec.measure).of.value(series, riskOptions(spec));
}

/**
 * Returns of a portfolio that holds fixed weights, rebalanced each period, one for each row.
 * @throws RangeError when the shapes disagree.
 */
export function portfolioReturns({ values, rows, columns }: ReturnMatrix, weights: Float64Array): Float64Array {
  if (values.length !== rows * columns) throw new RangeError(`${values.length} values for ${rows} x ${columns}`);
  if (weights.length !== columns) throw new RangeError(`${weights.length} weights for ${columns} instruments`);
  const series = new Float64Array(rows);
  for (let t = 0; t < rows; t++) {
    let total = 0;
    for (let j = 0; j < columns; j++) total += weights[j] * values[t * columns + j];
    series[t] = total;
  }
  return series;
}

/**
 * Risk of a portfolio and its (sub)gradient with respect to the weights: for convex measures risk(v) >= risk(w) +
 * gradient'(v - w) for all v, and for those of degree k weights'gradient = k risk (Euler).
 * @throws RangeError as {@link portfolioReturns} and {@link seriesRisk} do.
 */
export function portfolioRisk(returns: ReturnMatrix, weights: Float64Array, spec: RiskSpec): RiskAndGradient {
  const series = portfolioReturns(returns, weights);
  requireSeries(series);
  const { of } = riskMeasure(spec.measure);
  const options = riskOptions(spec);
  const slopes = of.slopes(series, options);
  const gradient = new Float64Array(weights.length);
  for (let t = 0; t < slopes.length; t++) {
    const slope = slopes[t];
    if (slope === 0) continue;
    const row = t * returns.columns;
    for (let j = 0; j < gradient.length; j++) gradient[j] += slope * returns.values[row + j];
  }
  return { value: of.value(series, options), gradient };
}

function requireSeries(series: Float64Array): void {
  if (series.length < 2) throw new RangeError(`${series.length} returns, at least 2 are needed`);
  const at = series.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`return ${at} is ${series[at]}`);
}
