/** Returns of every strategy tried, on the same periods: a row of `periods` for each. No value may be missing. */
export interface TrialReturns {
  readonly values: Float64Array;
  readonly trials: number;
  readonly periods: number;
}

/** @throws RangeError on a shape that does not fit, or fewer trials or periods than asked. */
export function requireTrials(
  { values, trials, periods }: TrialReturns,
  leastTrials: number,
  leastPeriods: number
): void {
  if (values.length !== trials * periods) throw new RangeError(`${values.length} returns for ${trials} x ${periods}`);
  if (trials < leastTrials) throw new RangeError(`${trials} trials, at least ${leastTrials} are needed`);
  if (periods < leastPeriods) throw new RangeError(`${periods} periods, at least ${leastPeriods} are needed`);
}

/** Mean of each trial, and the sum of the squares of its returns less it. */
export interface TrialMoments {
  readonly means: Float64Array;
  readonly squares: Float64Array;
}

/** Moments of each trial, in two passes; each sum runs in four parts, which do not wait for each other. */
export function trialMoments({ values, trials, periods }: TrialReturns): TrialMoments {
  const means = new Float64Array(trials);
  const squares = new Float64Array(trials);
  for (let k = 0; k < trials; k++) {
    const start = k * periods;
    const end = start + periods;
    let [a, b, c, d] = [0, 0, 0, 0];
    let t = start;
    for (; t + 3 < end; t += 4) {
      a += values[t];
      b += values[t + 1];
      c += values[t + 2];
      d += values[t + 3];
    }
    for (; t < end; t++) a += values[t];
    const mean = (a + b + (c + d)) / periods;
    [a, b, c, d] = [0, 0, 0, 0];
    for (t = start; t + 3 < end; t += 4) {
      const [w, x, y, z] = [values[t] - mean, values[t + 1] - mean, values[t + 2] - mean, values[t + 3] - mean];
      a += w * w;
      b += x * x;
      c += y * y;
      d += z * z;
    }
    for (; t < end; t++) a += (values[t] - mean) * (values[t] - mean);
    means[k] = mean;
    squares[k] = a + b + (c + d);
  }
  return { means, squares };
}

/** Sharpe ratio of each trial per period: mean over sample deviation (n - 1); 0 where the returns do not vary. */
export function trialSharpes(returns: TrialReturns, { means, squares } = trialMoments(returns)): Float64Array {
  return means.map((mean, k) => (squares[k] > 0 ? mean / Math.sqrt(squares[k] / (returns.periods - 1)) : 0));
}

/** Index of the greatest value, the first of equals; -1 when there is none. */
export function indexOfGreatest(values: ArrayLike<number>): number {
  let best = -1;
  for (let k = 0; k < values.length; k++) if (best < 0 || values[k] > values[best]) best = k;
  return best;
}
