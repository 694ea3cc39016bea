import { log } from '$lib/math/elementary';
import { symmetricEigen } from '$lib/math/linalg';
import { randomStream, type RandomStream } from '$lib/math/random';
import { mean, studentTFit } from '$lib/math/stats';
import { sampleCovariance, type ReturnMatrix } from '$lib/quant/moments';
import { fewBeyond } from './historical';
import { outcomesErrors, outcomesTail } from './tail-of-outcomes';
import type { SpecOf, TailEstimator, TailSample } from './tail-risk';

const DRAWS = 10_000;

/** Means of the columns and a root F of the population covariance, F F' (by eigenvectors: it may be singular). */
function momentsOf({ values, rows, columns }: ReturnMatrix): { means: Float64Array; root: Float64Array } {
  const means = Float64Array.from({ length: columns }, (_, j) =>
    mean(Float64Array.from({ length: rows }, (__, t) => values[t * columns + j]))
  );
  const covariance = sampleCovariance({ values, rows, columns }, 1).map((one) => (one * (rows - 1)) / rows);
  const { values: squares, vectors } = symmetricEigen(covariance, columns);
  const root = vectors.map((value, at) => value * Math.sqrt(Math.max(0, squares[at % columns])));
  return { means, root };
}

/** Factor by which a normal draw becomes one of Student's t with the same covariance: one chi-square for all instruments. */
function mixing(random: RandomStream, degreesOfFreedom: number): number {
  return Math.sqrt((degreesOfFreedom - 2) / gammaDraw(random, degreesOfFreedom / 2) / 2);
}

/** A draw of the gamma law with scale 1, shape above 1 (Marsaglia and Tsang 2000). */
function gammaDraw(random: RandomStream, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (log(random.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
  }
}

/** Returns of the portfolio over the horizon, each instrument compounded, nothing traded in between. */
function drawn(
  { returns, weights }: TailSample,
  horizon: number,
  draws: number,
  seed: number,
  degreesOfFreedom: number | undefined
): Float64Array {
  const n = returns.columns;
  const { means, root } = momentsOf(returns);
  const random = randomStream(seed);
  const normals = new Float64Array(n);
  const growth = new Float64Array(n);
  return Float64Array.from({ length: draws }, () => {
    growth.fill(1);
    for (let t = 0; t < horizon; t++) {
      random.fillNormal(normals);
      const mix = degreesOfFreedom === undefined ? 1 : mixing(random, degreesOfFreedom);
      for (let i = 0; i < n; i++) {
        let total = 0;
        for (let j = 0; j < n; j++) total += root[i * n + j] * normals[j];
        growth[i] *= 1 + means[i] + mix * total;
      }
    }
    let gain = 0;
    for (let i = 0; i < n; i++) gain += weights[i] * (growth[i] - 1);
    return gain;
  });
}

/**
 * Monte Carlo simulation of the instruments with their sample means and covariance, 10,000 draws unless given. Errors are
 * those of the draws alone: of the law they come from nothing is doubted.
 */
export const monteCarloTail: TailEstimator<'monte-carlo'> = {
  method: 'monte-carlo',
  fewest: 50,
  keepsFit: false,
  of: (
    sample,
    { confidence, horizon, errors = true },
    { draws = DRAWS, seed = 1, law = 'normal' }: SpecOf<'monte-carlo'>
  ) => {
    // At 2.5 the covariance still exists.
    const degreesOfFreedom = law === 'normal' ? undefined : Math.max(2.5, studentTFit(sample.series).degreesOfFreedom);
    const ascending = drawn(sample, horizon, draws, seed, degreesOfFreedom).sort();
    const found = outcomesTail(ascending, confidence);
    const { valueAtRisk, expectedShortfall, beyond } = found;
    return {
      valueAtRisk,
      expectedShortfall,
      ...(errors && outcomesErrors(ascending, confidence, found, draws)),
      horizonRule: horizon === 1 ? 'one-period' : 'simulated',
      doubts: fewBeyond(beyond),
      parameters: { draws, seed, ...(degreesOfFreedom !== undefined && { degreesOfFreedom }) }
    };
  }
};
