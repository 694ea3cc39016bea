import { exp, log } from '$lib/math/elementary';

/** What of the model changes with the state, and its sizes. */
export interface SwitchingShape {
  readonly states: number;
  readonly lags: number;
  readonly switchingMean: boolean;
  readonly switchingVariance: boolean;
}

/** Parameters of a switching autoregression; one value for all states is repeated. */
export interface SwitchingParameters {
  /** k x k, row-major, from row to column. */
  readonly transition: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** Coefficients of y_(t-i) - mean of the state then, i = 1 ... lags. */
  readonly autoregression: Float64Array;
}

/** Number of free parameters. */
export function parameterCount({ states: k, lags, switchingMean, switchingVariance }: SwitchingShape): number {
  return k * (k - 1) + (switchingMean ? k : 1) + (switchingVariance ? k : 1) + lags;
}

/**
 * Parameters of unbounded coordinates: for each row of the transition the log odds of each other state against staying,
 * means, log variances, autoregression.
 */
export function parametersOf(x: ArrayLike<number>, shape: SwitchingShape): SwitchingParameters {
  const { states: k, lags, switchingMean, switchingVariance } = shape;
  const transition = new Float64Array(k * k);
  let at = 0;
  for (let i = 0; i < k; i++) {
    let total = 1;
    for (let j = 0; j < k; j++) {
      const odds = j === i ? 1 : exp(Math.min(300, x[at++]));
      transition[i * k + j] = odds;
      if (j !== i) total += odds;
    }
    for (let j = 0; j < k; j++) transition[i * k + j] /= total;
  }
  const taken = (switching: boolean): Float64Array => {
    const from = at;
    at += switching ? k : 1;
    return Float64Array.from({ length: k }, (_, i) => x[from + (switching ? i : 0)]);
  };
  const means = taken(switchingMean);
  const variances = taken(switchingVariance).map(exp);
  const autoregression = Float64Array.from({ length: lags }, (_, i) => x[at + i]);
  return { transition, means, variances, autoregression };
}

/** The coordinates of parameters: {@link parametersOf} turned round. */
export function coordinatesOf(parameters: SwitchingParameters, shape: SwitchingShape): Float64Array {
  const { states: k, switchingMean, switchingVariance } = shape;
  const { transition, means, variances, autoregression } = parameters;
  const out: number[] = [];
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) if (j !== i) out.push(log(transition[i * k + j] / transition[i * k + i]));
  }
  out.push(...means.subarray(0, switchingMean ? k : 1));
  out.push(...variances.subarray(0, switchingVariance ? k : 1).map(log));
  out.push(...autoregression);
  return Float64Array.from(out);
}
