/** Positions, their factor loadings and the returns of factors, over the same days. */
export interface FactorBook {
  /** Simple return of the portfolio for each day. */
  readonly returns: Float64Array;
  /** Weights, a row for each day and a column for each instrument; cash left out. */
  readonly weights: Float64Array;
  /** Loadings by day, instrument, factor. */
  readonly loadings: Float64Array;
  /** Returns of the factors, a row for each day. */
  readonly factorReturns: Float64Array;
  readonly instruments: number;
  readonly factors: number;
}

/** What factors made of each day's return. All by day; by day and factor where said. */
export interface FactorAttribution {
  /** Loadings of the portfolio by day and factor: weights times loadings. */
  readonly exposures: Float64Array;
  /** Return from each factor by day and factor: exposure times return of the factor. */
  readonly byFactor: Float64Array;
  /** Return from all factors. */
  readonly common: Float64Array;
  /** The rest: return less the common one. */
  readonly specific: Float64Array;
  /** Common return had the exposures been their mean all the time. */
  readonly tilt: Float64Array;
  /** Common return less that. */
  readonly timing: Float64Array;
}

/** Loadings of a portfolio by day and factor. @throws RangeError when the shapes disagree. */
export function factorExposures(book: Omit<FactorBook, 'returns' | 'factorReturns'>): Float64Array {
  const { weights, loadings, instruments, factors } = book;
  const days = weights.length / instruments;
  if (!Number.isInteger(days) || loadings.length !== weights.length * factors)
    throw new RangeError(`${weights.length} weights, ${loadings.length} loadings of ${instruments} x ${factors}`);
  const exposures = new Float64Array(days * factors);
  for (let t = 0; t < days; t++)
    for (let j = 0; j < instruments; j++) {
      const weight = weights[t * instruments + j];
      if (weight === 0) continue;
      const row = (t * instruments + j) * factors;
      for (let k = 0; k < factors; k++) exposures[t * factors + k] += weight * loadings[row + k];
    }
  return exposures;
}

/**
 * Performance attributed to factors by positions: exposure times return of the factor is common, the rest specific;
 * common is split into the tilt of the mean exposures and the timing of their changes. The parts add up to the return.
 * NaN in a loading or return gives NaN for that day. Source: R. Grinold and R. Kahn, Active Portfolio Management (2000).
 * @throws RangeError when the shapes disagree.
 */
export function factorAttribution(book: FactorBook): FactorAttribution {
  const { returns, factorReturns, factors } = book;
  const days = returns.length;
  const exposures = factorExposures(book);
  if (exposures.length !== days * factors || factorReturns.length !== days * factors)
    throw new RangeError(`${days} returns, ${exposures.length} exposures, ${factorReturns.length} factor returns`);
  const mean = new Float64Array(factors);
  exposures.forEach((exposure, at) => (mean[at % factors] += exposure / days));
  const byFactor = exposures.map((exposure, at) => exposure * factorReturns[at]);
  const summed = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: days }, (_, t) => {
      let sum = 0;
      for (let k = 0; k < factors; k++) sum += values[t * factors + k];
      return sum;
    });
  const common = summed(byFactor);
  const tilt = summed(factorReturns.map((value, at) => value * mean[at % factors]));
  return {
    exposures,
    byFactor,
    common,
    specific: returns.map((value, t) => value - common[t]),
    tilt,
    timing: common.map((value, t) => value - tilt[t])
  };
}
