import { hiddenMarkov, stationaryDistribution, type HiddenMarkov } from '$lib/math/stats';

export interface RegimeOptions {
  /** Number of regimes, 2 to 5, or 'bic': as many of 2 to 4 as have the least BIC. 2 when left out. */
  readonly states?: number | 'bic';
  /** Regimes in rising order of this; 'volatility' when left out. */
  readonly order?: 'mean' | 'volatility';
  /** Random starts of the search, and their seed; 8 and 1 when left out. */
  readonly starts?: number;
  readonly seed?: number;
}

/** What a regime looks like, by rule: never by hand. */
export interface RegimeLabel {
  /** Its place among the regimes by volatility: least, greatest or between. */
  readonly volatility: 'calm' | 'middle' | 'turbulent';
  /** Sign of its mean where that is more than one standard error from zero; 'flat' elsewhere. */
  readonly direction: 'rising' | 'falling' | 'flat';
}

/** Regimes of a series of returns. Moments are by period, in the unit of the returns. */
export interface Regimes {
  /** 'stopped' when the search was cut off before it settled. */
  readonly status: 'converged' | 'stopped';
  readonly days: Int32Array;
  readonly states: number;
  /** Probability of each regime on each day given the whole series: T x k, row-major. Good for looking back. */
  readonly probabilities: Float64Array;
  /** The same given the days up to it alone (the parameters still come from all): T x k. */
  readonly filtered: Float64Array;
  /** The likeliest regime of each day, by `probabilities`. */
  readonly path: Int32Array;
  /** Probability of going from a regime (row) to another (column) the next day: k x k, row-major. */
  readonly transition: Float64Array;
  readonly means: Float64Array;
  readonly volatilities: Float64Array;
  readonly labels: readonly RegimeLabel[];
  /** Days that a stay lasts on average. */
  readonly expectedDurations: Float64Array;
  /** Share of time in each regime in the long run. */
  readonly longRunShares: Float64Array;
  /** Probability of each regime on the day after the last. */
  readonly next: Float64Array;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
}

const MOST_BY_BIC = 4;

/** The likeliest state of each row; the first of equals. */
function likeliest(probabilities: Float64Array, k: number): Int32Array {
  return Int32Array.from({ length: probabilities.length / k }, (_, t) => {
    const row = probabilities.subarray(t * k, (t + 1) * k);
    return row.indexOf(Math.max(...row));
  });
}

function labelled(fit: HiddenMarkov, k: number): RegimeLabel[] {
  const days = new Float64Array(k);
  for (let at = 0; at < fit.smoothed.length; at++) days[at % k] += fit.smoothed[at];
  const greatest = Math.max(...fit.variances);
  const least = Math.min(...fit.variances);
  return Array.from(fit.means, (mean, i) => {
    const variance = fit.variances[i];
    const error = Math.sqrt(variance / days[i]);
    return {
      volatility: variance === greatest ? 'turbulent' : variance === least ? 'calm' : 'middle',
      direction: mean > error ? 'rising' : mean < -error ? 'falling' : 'flat'
    };
  });
}

/**
 * Market regimes of a return series by a Gaussian hidden Markov model. NaN is a missing return: its day has the
 * probabilities that its neighbours give it. The fit sees the whole series: what a strategy may know on a day has to be
 * fitted on the days before it. Sources: Hamilton (1989); Ang and Timmermann, Regime Changes and Financial Markets (2012).
 * @throws RangeError unless there is a return for each day, 2 to 5 regimes are asked for, and the returns suffice.
 */
export function regimesOf(
  days: Int32Array,
  returns: ArrayLike<number>,
  { states = 2, order = 'volatility', starts, seed }: RegimeOptions = {}
): Regimes {
  if (days.length !== returns.length) throw new RangeError(`${days.length} days for ${returns.length} returns`);
  if (states !== 'bic' && !(Number.isInteger(states) && states >= 2 && states <= 5)) {
    throw new RangeError(`${states} regimes`);
  }
  const counts = states === 'bic' ? Array.from({ length: MOST_BY_BIC - 1 }, (_, i) => i + 2) : [states];
  const options = {
    order: order === 'mean' ? ('mean' as const) : ('variance' as const),
    ...(starts === undefined ? {} : { starts }),
    ...(seed === undefined ? {} : { seed })
  };
  const fits = counts.map((k) => ({ k, fit: hiddenMarkov(returns, k, options) }));
  const { k, fit } = fits.reduce((a, b) => (b.fit.bic < a.fit.bic ? b : a));
  const last = fit.filtered.subarray(fit.filtered.length - k);
  return {
    status: fit.status,
    days,
    states: k,
    probabilities: fit.smoothed,
    filtered: fit.filtered,
    path: likeliest(fit.smoothed, k),
    transition: fit.transition,
    means: fit.means,
    volatilities: fit.variances.map(Math.sqrt),
    labels: labelled(fit, k),
    expectedDurations: fit.expectedDurations,
    longRunShares: stationaryDistribution(fit.transition, k),
    next: Float64Array.from({ length: k }, (_, j) =>
      last.reduce((total, probability, i) => total + probability * fit.transition[i * k + j], 0)
    ),
    logLikelihood: fit.logLikelihood,
    aic: fit.aic,
    bic: fit.bic
  };
}
