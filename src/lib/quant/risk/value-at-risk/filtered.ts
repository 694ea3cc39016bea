import { randomStream } from '$lib/math/random';
import { garchFit, mean, populationVariance } from '$lib/math/stats';
import { fewBeyond } from './historical';
import { outcomesErrors, outcomesTail } from './tail-of-outcomes';
import type { SpecOf, TailEstimator, TailRequest, TailRisk } from './tail-risk';

/** A recursion of the variance: h' = omega + alpha e^2 + beta h. */
interface Recursion {
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
}

const PATHS = 10_000;

/** Residuals in units of their own conditional deviation, and the variance of the period after the last. */
function filtered(series: Float64Array, { mean: centre, omega, alpha, beta }: Recursion) {
  let variance = 0;
  for (const value of series) variance += (value - centre) ** 2 / series.length;
  variance = omega + (alpha + beta) * variance;
  const residuals = series.map((value) => {
    const error = value - centre;
    const scaled = error / Math.sqrt(variance);
    variance = omega + alpha * error * error + beta * variance;
    return scaled;
  });
  return { residuals, next: variance };
}

/** Returns over the horizon: past residuals at the volatility ahead; over several periods drawn anew and compounded. */
function outcomesAhead(
  series: Float64Array,
  recursion: Recursion,
  horizon: number,
  { paths = PATHS, seed = 1 }: { readonly paths?: number; readonly seed?: number }
): { readonly outcomes: Float64Array; readonly next: number } {
  const { residuals, next } = filtered(series, recursion);
  const { mean: centre, omega, alpha, beta } = recursion;
  const deviation = Math.sqrt(next);
  if (horizon === 1) return { outcomes: residuals.map((one) => centre + deviation * one), next };
  const random = randomStream(seed);
  const outcomes = Float64Array.from({ length: paths }, () => {
    let variance = next;
    let growth = 1;
    for (let t = 0; t < horizon; t++) {
      const error = Math.sqrt(variance) * residuals[random.integerBelow(residuals.length)];
      growth *= 1 + centre + error;
      variance = omega + alpha * error * error + beta * variance;
    }
    return growth - 1;
  });
  return { outcomes, next };
}

function tailAhead(
  series: Float64Array,
  recursion: Recursion,
  { confidence, horizon, errors = true }: TailRequest,
  options: { readonly paths?: number; readonly seed?: number }
): Omit<TailRisk, 'parameters'> & { readonly volatility: number } {
  const { outcomes, next } = outcomesAhead(series, recursion, horizon, options);
  const ascending = outcomes.sort();
  const found = outcomesTail(ascending, confidence);
  const { valueAtRisk, expectedShortfall, beyond } = found;
  // However many paths are drawn, the residuals are the news there is.
  const news = Math.min(outcomes.length, series.length);
  return {
    valueAtRisk,
    expectedShortfall,
    ...(errors && outcomesErrors(ascending, confidence, found, news)),
    horizonRule: horizon === 1 ? 'one-period' : 'simulated',
    doubts: fewBeyond((beyond / outcomes.length) * series.length),
    volatility: Math.sqrt(next)
  };
}

/**
 * Filtered historical simulation with exponentially weighted variances, decay 0.94 unless given: past residuals, in units of
 * their volatility, at the volatility of now. Errors take the volatility as known. Source: Hull and White (1998);
 * Barone-Adesi, Giannopoulos and Vosper (1999).
 */
export const filteredEwmaTail: TailEstimator<'filtered-ewma'> = {
  method: 'filtered-ewma',
  fewest: 50,
  keepsFit: false,
  of: ({ series }, request, { decay = 0.94, ...options }: SpecOf<'filtered-ewma'>) => {
    if (!(decay > 0 && decay < 1)) throw new RangeError(`decay out of (0, 1): ${decay}`);
    const recursion = { mean: mean(series), omega: 0, alpha: 1 - decay, beta: decay };
    const { volatility, ...found } = tailAhead(series, recursion, request, options);
    const past = Math.sqrt(populationVariance(series));
    return { ...found, parameters: { decay, volatility, past } };
  }
};

/** Filtered historical simulation with a GARCH(1,1) fitted by maximum likelihood; see {@link filteredEwmaTail}. */
export const filteredGarchTail: TailEstimator<'filtered-garch'> = {
  method: 'filtered-garch',
  fewest: 250,
  keepsFit: true,
  of: ({ series }, request, options: SpecOf<'filtered-garch'>, kept) => {
    const fit = kept ? undefined : garchFit(series);
    const { mean: centre, omega, alpha, beta } = { ...fit, ...kept } as Record<string, number>;
    const { volatility, ...found } = tailAhead(series, { mean: centre, omega, alpha, beta }, request, options);
    return {
      ...found,
      doubts: fit?.status === 'stopped' ? [...found.doubts, 'not-settled'] : found.doubts,
      parameters: { mean: centre, omega, alpha, beta, volatility }
    };
  }
};
