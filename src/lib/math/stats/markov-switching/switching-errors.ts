import { definiteInverse } from '$lib/math/linalg';
import { filteredSeries, type SwitchingAutoregression } from './switching-autoregression';
import { coordinatesOf, parametersOf, type SwitchingParameters } from './switching-parameters';

/** The parameters one after the other. */
function flat({ transition, means, variances, autoregression }: SwitchingParameters): Float64Array {
  return Float64Array.from([...transition, ...means, ...variances, ...autoregression]);
}

/**
 * Standard errors of the parameters of a fit to the same series, in the shape of the parameters, by the delta method
 * from the inverse Hessian of the log-likelihood (differences). NaN where that is not negative definite, as with a
 * transition that was never seen.
 */
export function switchingErrors(series: ArrayLike<number>, fit: SwitchingAutoregression): SwitchingParameters {
  const { shape } = fit;
  const values = Float64Array.from(series);
  const centre = coordinatesOf(fit, shape);
  const n = centre.length;
  const moved = (i: number, a: number, j: number, b: number): Float64Array => {
    const x = Float64Array.from(centre);
    x[i] += a * step(i);
    x[j] += b * step(j);
    return x;
  };
  const step = (i: number): number => 2e-4 * (1 + Math.abs(centre[i]));
  const loss = (x: Float64Array): number => -filteredSeries(values, shape.lags, parametersOf(x, shape)).logLikelihood;
  const information = new Float64Array(n * n);
  const here = loss(centre);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const curved =
        i === j
          ? loss(moved(i, 1, i, 0)) - 2 * here + loss(moved(i, -1, i, 0))
          : 0.25 *
            (loss(moved(i, 1, j, 1)) - loss(moved(i, 1, j, -1)) - loss(moved(i, -1, j, 1)) + loss(moved(i, -1, j, -1)));
      information[i * n + j] = curved / (step(i) * step(j));
      information[j * n + i] = information[i * n + j];
    }
  }
  const found = definiteInverse(information, n);
  const inverse = found.status === 'ok' ? found.inverse : new Float64Array(n * n).fill(NaN);
  const slopes = Array.from({ length: n }, (_, i) => {
    const below = flat(parametersOf(moved(i, -1, i, 0), shape));
    return flat(parametersOf(moved(i, 1, i, 0), shape)).map((value, at) => (value - below[at]) / (2 * step(i)));
  });
  const errors = Float64Array.from({ length: slopes[0].length }, (_, at) => {
    let total = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) total += slopes[i][at] * slopes[j][at] * inverse[i * n + j];
    return Math.sqrt(total);
  });
  const k = shape.states;
  return {
    transition: errors.slice(0, k * k),
    means: errors.slice(k * k, k * k + k),
    variances: errors.slice(k * k + k, k * k + 2 * k),
    autoregression: errors.slice(k * k + 2 * k)
  };
}
