import { mean } from '$lib/math/stats';

/** Returns with the smoothing of appraisals taken out. */
export interface UnsmoothedReturns {
  /** One fewer than the observed ones: the first has no predecessor. */
  readonly returns: Float64Array;
  /** Share of the return before that an observed return carries over, in [0, 1). */
  readonly smoothing: number;
}

/**
 * Underlying returns behind those of stale or appraised prices, which answer late: an observed return is
 * (1 - a) times the true one plus a times the observed one before, so the true one is (r_t - a r_{t-1}) / (1 - a).
 * The smoothing a is the first-order autocorrelation of the observed returns unless it is given; one below zero is no
 * smoothing and counts as zero. The mean stays about the same, the volatility grows.
 * Sources: D. Geltner (1991), Smoothing in Appraisal-Based Returns, Journal of Real Estate Finance and Economics 4(3);
 * D. Geltner (1993), Estimating Market Values from Appraised Values without Assuming an Efficient Market, Journal of Real
 * Estate Research 8(3).
 * @throws RangeError when `smoothing` is not in [0, 1).
 */
export function unsmoothedReturns(observed: ArrayLike<number>, smoothing = smoothingOf(observed)): UnsmoothedReturns {
  if (!(smoothing >= 0 && smoothing < 1)) throw new RangeError(`smoothing out of [0, 1): ${smoothing}`);
  const returns = Float64Array.from(
    { length: Math.max(0, observed.length - 1) },
    (_, t) => ((observed[t + 1] ?? NaN) - smoothing * (observed[t] ?? NaN)) / (1 - smoothing)
  );
  return { returns, smoothing };
}

/** First-order autocorrelation of returns, at least 0 and below 1; 0 below three returns and where they do not vary. */
export function smoothingOf(observed: ArrayLike<number>): number {
  const centre = mean(observed);
  let together = 0;
  let squares = 0;
  for (let t = 0; t < observed.length; t++) {
    const deviation = (observed[t] ?? NaN) - centre;
    squares += deviation * deviation;
    if (t > 0) together += deviation * ((observed[t - 1] ?? NaN) - centre);
  }
  if (observed.length < 3 || !(squares > 0)) return 0;
  return Math.min(Math.max(0, together / squares), 1 - Number.EPSILON);
}
