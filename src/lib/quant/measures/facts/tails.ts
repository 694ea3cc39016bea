import { normalCdf, normalDensity, normalQuantile } from '$lib/math/distributions';
import { sortedQuantile } from '$lib/math/stats';
import { seriesRisk, type RiskSpec } from '$lib/quant/risk';
import { fact, type Series } from '../series';
import { deviation, kurtosis, mean, skewness } from './moments';

/** The returns in ascending order. */
export const ascending = fact(({ returns }) => Float64Array.from(returns).sort());

/** Quantile of the returns by linear interpolation, type 7 of Hyndman and Fan (1996). */
export const quantileAt = (series: Series, p: number): number => sortedQuantile(ascending(series), p);

type Outcomes = (series: Series) => Float64Array;

/**
 * A risk measure of the catalog of quant/risk that does not look at the order of outcomes, of outcomes in ascending order:
 * the returns unless others are named. NaN below two.
 */
export function risk(spec: (series: Series) => RiskSpec, outcomes: Outcomes = ascending): (series: Series) => number {
  return fact((series) => (series.count < 2 ? NaN : seriesRisk(outcomes(series), spec(series))));
}

/** Value at risk of a normal law with the mean and deviation of the returns; a loss is negative. */
export const normalQuantileReturn = fact((series) => mean(series) + deviation(series) * normalQuantile(series.tail));

/** Mean of a normal law below its quantile: mean - deviation x density / tail. */
export function normalTailMean(centre: number, spread: number, tail: number): number {
  return spread > 0 ? centre - (spread * normalDensity(normalQuantile(tail))) / tail : centre;
}

/** A normal quantile bent by skewness and excess kurtosis (Cornish and Fisher 1938), population moments. */
const bentQuantile = fact((series) => {
  const z = normalQuantile(series.tail);
  const [s, k] = [skewness(series), kurtosis(series) - 3];
  return z + ((z * z - 1) * s) / 6 + ((z ** 3 - 3 * z) * k) / 24 - ((2 * z ** 3 - 5 * z) * s * s) / 36;
});

const populationDeviation = (series: Series): number =>
  deviation(series) * Math.sqrt((series.count - 1) / series.count);

/** Quantile of the returns by the bent normal quantile; a loss is negative. */
export const cornishFisherReturn = fact((series) => mean(series) + bentQuantile(series) * populationDeviation(series));

/**
 * Mean of the returns below that quantile under the density of Edgeworth, the normal one times 1 + s H3 / 6 + k H4 / 24 +
 * s^2 H6 / 72 with Hermite's polynomials; not above the quantile itself. A loss is negative. Source: Boudt, Peterson and
 * Croux (2008).
 */
export const edgeworthTailMean = fact((series) => {
  const bent = bentQuantile(series);
  const [s, k] = [skewness(series), kurtosis(series) - 3];
  // Partial moments of the normal law: the integral of z^n up to the quantile.
  const m = [normalCdf(bent), -normalDensity(bent)];
  for (let n = 2; n <= 7; n++) m.push(-(bent ** (n - 1)) * normalDensity(bent) + (n - 1) * m[n - 2]);
  const whole =
    m[1] +
    (s / 6) * (m[4] - 3 * m[2]) +
    (k / 24) * (m[5] - 6 * m[3] + 3 * m[1]) +
    ((s * s) / 72) * (m[7] - 15 * m[5] + 45 * m[3] - 15 * m[1]);
  return mean(series) + Math.min(whole / series.tail, bent) * populationDeviation(series);
});

/** Mean of the worst returns: those up to place floor((n - 1) x tail), counted from 0. */
export const meanOfWorst = fact((series) => {
  const sorted = ascending(series);
  const last = Math.floor((sorted.length - 1) * series.tail);
  let sum = 0;
  for (let i = 0; i <= last; i++) sum += sorted[i];
  return sorted.length === 0 ? NaN : sum / (last + 1);
});
