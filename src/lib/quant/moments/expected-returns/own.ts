import { normalQuantile } from '$lib/math/distributions';
import type { ReturnEstimator } from './estimator';

/** What a person expects, one figure an instrument, annual fractions. */
export interface OwnOptions {
  /** NaN where nothing is expected: `otherwise` stands there. */
  readonly means: Float64Array;
  readonly otherwise?: Float64Array;
  /** Ends of the interval in which the mean is thought to lie; NaN where none is given. */
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
  /** Chance that the mean lies inside, 0 to 1; 0.9 when absent. */
  readonly confidence?: number;
}

/**
 * A person's own expected returns; an interval becomes a standard error, its width over twice the normal quantile.
 * @throws RangeError when figures and instruments differ in number, a mean is missing that nothing stands for, an
 * interval does not hold its mean, or the confidence lies outside 0 to 1.
 */
export const own: ReturnEstimator<'own', OwnOptions> = {
  id: 'own',
  raw: false,
  gaps: 'not-used',
  options: {
    means: { kind: 'instruments', needed: true },
    otherwise: { kind: 'instruments', needed: false },
    lower: { kind: 'instruments', needed: false },
    upper: { kind: 'instruments', needed: false },
    confidence: { kind: 'number', default: 0.9, minimum: 0.5, maximum: 0.999 }
  },
  estimate: ({ returns }, { means, otherwise, lower, upper, confidence = 0.9 }) => {
    const n = returns.columns;
    for (const given of [means, otherwise, lower, upper]) {
      if (given && given.length !== n) throw new RangeError(`${given.length} figures for ${n} instruments`);
    }
    if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence: ${confidence}`);
    const expectedReturns = means.map((mean, j) => (Number.isNaN(mean) && otherwise ? otherwise[j] : mean));
    const missing = expectedReturns.findIndex((mean) => !Number.isFinite(mean));
    if (missing >= 0) throw new RangeError(`no expected return for series ${missing}`);
    if (!lower || !upper) return { expectedReturns };
    const width = 2 * normalQuantile(0.5 + confidence / 2);
    const standardErrors = Float64Array.from(expectedReturns, (mean, j) => {
      if (lower[j] > mean || upper[j] < mean) throw new RangeError(`${mean} outside ${lower[j]} to ${upper[j]}`);
      return (upper[j] - lower[j]) / width;
    });
    return { expectedReturns, standardErrors };
  }
};
