import { usableFactor, weightedMoments } from '$lib/math/stats';
import { correlatedLanes } from './lanes';
import type { ReturnModel } from './model';
import { filteredSample, unfilteredGrowth } from './volatility-filter';

/**
 * GARCH(1,1) of each instrument with normal surprises of constant correlation, that of the filtered past; long-run
 * variances are the sample's, and each path begins at the volatility of now. Source: Bollerslev (1986, 1990).
 */
export const garchReturns: ReturnModel<'garch'> = {
  kind: 'garch',
  redrawsRows: false,
  antithetic: true,
  prepared: (_, sample) => {
    const { surprises, rows, omega, alpha, beta, next } = filteredSample(sample, { filter: 'garch' });
    const { covariance } = weightedMoments(surprises, rows, sample.columns, new Float64Array(rows).fill(1));
    return { omega, alpha, beta, next, ...usableFactor(covariance, sample.columns) };
  },
  growth: (data, frame, { normals }) => {
    const { columns, paths } = frame;
    const drawn = new Float64Array(columns * paths);
    return unfilteredGrowth(data, frame, (out) => {
      normals(drawn);
      correlatedLanes(drawn, data.factor, columns, paths, out);
    });
  }
};
