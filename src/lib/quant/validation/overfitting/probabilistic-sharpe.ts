import { normalCdf, normalQuantile } from '$lib/math/distributions';
import { mean } from '$lib/math/stats';

/**
 * What a Sharpe ratio is judged by, all of one period (not a year): the ratio itself, how many returns, their skewness, and
 * their kurtosis (3 for the normal law).
 */
export interface SharpeSample {
  readonly sharpe: number;
  readonly periods: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * The sample of a series of returns, in excess of `riskFree` per period: sample deviation (n - 1) in the ratio, population
 * moments in skewness and kurtosis. NaN below two returns or when they do not vary.
 */
export function sharpeSample(returns: ArrayLike<number>, riskFree = 0): SharpeSample {
  const periods = returns.length;
  const centre = mean(returns);
  let [second, third, fourth] = [0, 0, 0];
  for (let t = 0; t < periods; t++) {
    const off = returns[t] - centre;
    const square = off * off;
    second += square;
    third += square * off;
    fourth += square * square;
  }
  const variance = second / periods;
  return {
    sharpe: periods < 2 || second === 0 ? NaN : (centre - riskFree) / Math.sqrt(second / (periods - 1)),
    periods,
    skewness: third / periods / (variance * Math.sqrt(variance)),
    kurtosis: fourth / periods / (variance * variance)
  };
}

/** Variance of the Sharpe ratio's estimate times the periods (Mertens 2002): 1 - skew SR + (kurt - 1)/4 SR^2; NaN when it is not positive. */
function spread({ sharpe, skewness: skew, kurtosis: kurt }: SharpeSample): number {
  const value = 1 - skew * sharpe + ((kurt - 1) / 4) * sharpe * sharpe;
  return value > 0 ? value : NaN;
}

/**
 * Probabilistic Sharpe ratio: probability that the true Sharpe ratio is above `benchmark` (per period), with returns that
 * need not be normal. NaN below two periods. Source: D. Bailey and M. Lopez de Prado, "The Sharpe ratio efficient
 * frontier", Journal of Risk 15 (2012), eq. 8.
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark = 0): number {
  if (sample.periods < 2) return NaN;
  return normalCdf(((sample.sharpe - benchmark) * Math.sqrt(sample.periods - 1)) / Math.sqrt(spread(sample)));
}

/**
 * Minimum track record length: periods after which the probabilistic Sharpe ratio reaches `confidence`, were the sample to
 * stay as it is; not rounded. Infinity when the ratio is not above the benchmark. Source: the same, eq. 11.
 * @throws RangeError when the confidence is outside (0.5, 1).
 */
export function minimumTrackRecord(sample: SharpeSample, benchmark = 0, confidence = 0.95): number {
  if (!(confidence > 0.5 && confidence < 1)) throw new RangeError(`confidence ${confidence} is outside (0.5, 1)`);
  const gap = sample.sharpe - benchmark;
  if (Number.isNaN(gap)) return NaN;
  if (gap <= 0) return Infinity;
  return 1 + spread(sample) * (normalQuantile(confidence) / gap) ** 2;
}
