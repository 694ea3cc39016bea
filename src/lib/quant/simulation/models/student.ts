import { chiSquareDraw } from '$lib/math/random';
import { multivariateStudentTFit, usableFactor } from '$lib/math/stats';
import { correlatedLanes, multiplyRow } from './lanes';
import type { ReturnModel } from './model';
import { covarianceOf } from './sample';

/** Below this the variance says little; the fit is held to it. */
const LEAST_DEGREES = 2.5;

/**
 * Multivariate t returns, rows independent: one chi-square a row makes all instruments wild together. Mean and covariance
 * are the sample's, degrees of freedom those of greatest likelihood (2.5 at least) or as given. A loss ends at everything.
 * @throws RangeError when the degrees of freedom are not above 2. Source: Kotz and Nadarajah (2004).
 */
export const studentReturns: ReturnModel<'student'> = {
  kind: 'student',
  redrawsRows: false,
  antithetic: true,
  prepared: ({ degreesOfFreedom }, sample) => {
    const { growth, rows, columns } = sample;
    const fitted =
      degreesOfFreedom ?? Math.max(LEAST_DEGREES, multivariateStudentTFit(growth, rows, columns).degreesOfFreedom);
    if (!(fitted > 2 && fitted < Infinity)) throw new RangeError(`degrees of freedom: ${fitted}`);
    return { ...usableFactor(covarianceOf(sample), columns), degreesOfFreedom: fitted };
  },
  growth: ({ factor, degreesOfFreedom }, { columns, paths, rowsPerPeriod, meanGrowth }, { normals, random }) => {
    const drawn = new Float64Array(columns * paths);
    const row = new Float64Array(columns * paths);
    const scale = new Float64Array(paths);
    return (into) => {
      into.fill(1);
      for (let t = 0; t < rowsPerPeriod; t++) {
        normals(drawn);
        correlatedLanes(drawn, factor, columns, paths, row);
        for (let p = 0; p < paths; p++)
          scale[p] = Math.sqrt((degreesOfFreedom - 2) / chiSquareDraw(degreesOfFreedom, random));
        for (let i = 0, at = 0; i < columns; i++)
          for (let p = 0; p < paths; p++, at++) row[at] = meanGrowth[i] + scale[p] * row[at];
        multiplyRow(into, row);
      }
    };
  }
};
