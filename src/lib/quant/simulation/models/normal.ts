import { exponentials, log, log1p } from '$lib/math/elementary';
import { symmetricEigen } from '$lib/math/linalg';
import { usableFactor } from '$lib/math/stats';
import { correlatedLanes } from './lanes';
import type { BlockFrame, ReturnModel, Sample } from './model';
import type { AnnualMoments, ModelData } from './model-types';
import { covarianceOf } from './sample';

/** Monthly log moments whose yearly simple growth has these expected returns and covariance. */
function fromAnnual({ expectedReturns, covariance }: AnnualMoments, n: number) {
  if (expectedReturns.length !== n || covariance.length !== n * n)
    throw new RangeError(`${expectedReturns.length} returns and a covariance of ${covariance.length} for n = ${n}`);
  const logCovariance = Float64Array.from(covariance, (value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return log1p(value / ((1 + expectedReturns[i]) * (1 + expectedReturns[j]))) / 12;
  });
  return { logCovariance, means: Float64Array.from(expectedReturns, (one) => log1p(one) / 12) };
}

/** The same from a sample: rows are independent, so a month's growth has the product of their moments. */
function fromSample(sample: Sample) {
  const { columns: n, meanGrowth, rowsPerMonth } = sample;
  const logCovariance = covarianceOf(sample).map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return log1p(value / (meanGrowth[i] * meanGrowth[j])) * rowsPerMonth;
  });
  return { logCovariance, means: meanGrowth.map((one) => log(one) * rowsPerMonth) };
}

function prepared(sample: Sample): ModelData['normal'] {
  const n = sample.columns;
  const { moments } = sample.source;
  const { logCovariance, means } = moments ? fromAnnual(moments, n) : fromSample(sample);
  if (!logCovariance.every(Number.isFinite)) throw new RangeError('moments allow no lognormal growth');
  const { factor, repaired } = usableFactor(logCovariance, n);
  const variance = (i: number): number => {
    let total = 0;
    for (let k = 0; k <= i; k++) total += factor[i * n + k] * factor[i * n + k];
    return total;
  };
  const { values, vectors } = symmetricEigen(logCovariance, n);
  const variances = Float64Array.from({ length: n }, (_, k) => Math.max(0, values[n - 1 - k]));
  const components = Float64Array.from({ length: n * n }, (_, at) => {
    const k = at % n;
    return vectors[at - k + (n - 1 - k)] * Math.sqrt(variances[k]);
  });
  const logMeans = means.map((one, i) => one - variance(i) / 2);
  return { logMeans, factor, components, variances, repaired };
}

/**
 * Correlated lognormal growth, rows independent. Moments are those given (annual) or the sample's; a covariance that is
 * not positive definite is replaced by the nearest one. @throws RangeError when the moments allow no lognormal growth.
 */
export const normalReturns: ReturnModel<'normal'> = {
  kind: 'normal',
  redrawsRows: false,
  antithetic: true,
  prepared: (_, sample) => prepared(sample),
  meanGrowth: ({ logMeans, factor }, { rowsPerMonth, columns: n }) => {
    const month = Float64Array.from(logMeans, (mean, i) => {
      let variance = 0;
      for (let k = 0; k <= i; k++) variance += factor[i * n + k] * factor[i * n + k];
      return (mean + variance / 2) / rowsPerMonth;
    });
    exponentials(month);
    return month;
  },
  growth: (data, frame, { normals, byComponents, plain, random }) => {
    const { columns, paths } = frame;
    const { means, factor } = overPeriod(data, frame, byComponents);
    if (plain) return (into) => random.fillLognormal(into, means, factor, paths);
    const drawn = new Float64Array(columns * paths);
    return (into) => {
      normals(drawn);
      correlatedLanes(drawn, factor, columns, paths, into, !byComponents);
      for (let i = 0, at = 0; i < columns; i++) for (let p = 0; p < paths; p++) into[at++] += means[i];
      exponentials(into);
    };
  },
  mixed: (data, frame, { plain, random }, weights, cash) => {
    if (!plain) return undefined;
    const { means, factor } = overPeriod(data, frame, false);
    return (into) => random.addLognormalSums(into.fill(cash), means, factor, weights);
  }
};

/** Means and factor of a period, a share of a month. */
function overPeriod(data: ModelData['normal'], { rowsPerPeriod, rowsPerMonth }: BlockFrame, byComponents: boolean) {
  const share = rowsPerPeriod / rowsPerMonth;
  const chosen = byComponents ? data.components : data.factor;
  return {
    factor: chosen.map((one) => one * Math.sqrt(share)),
    means: data.logMeans.map((one) => one * share)
  };
}
