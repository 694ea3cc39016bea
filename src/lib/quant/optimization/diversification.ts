import { dot, quadraticForm } from '$lib/math/linalg';
import {
  maximumRatio,
  quadraticProgram,
  type Failed,
  type Infeasible,
  type LinearRow,
  type Polytope,
  type Unbounded
} from '$lib/math/optimize';
import { correlationFromCovariance } from '$lib/quant/moments';

/** Rules on weights that add up to 1; bounds are 0 and 1 when absent. */
export interface WeightRules {
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
  readonly rows?: readonly LinearRow[];
}

/** A portfolio spread by its covariance alone, with what spreads it. */
export interface DiversifiedPortfolio {
  readonly status: 'optimal';
  readonly weights: Float64Array;
  /** Weighted mean of the volatilities over the volatility of the whole, >= 1 for weights not below zero (Choueifaty). */
  readonly diversificationRatio: number;
  /** Greatest residual of the conditions of optimality, relative, as the solver's `OptimalPoint` has it. */
  readonly stationarity: number;
}

/** Outcome; a portfolio without variance is `unbounded`. */
export type DiversificationResult = DiversifiedPortfolio | Infeasible | Unbounded | Failed;

function polytope(n: number, { lower, upper, rows = [] }: WeightRules): Polytope {
  return {
    lower: lower ?? new Float64Array(n),
    upper: upper ?? new Float64Array(n).fill(1),
    rows: [...rows, { coefficients: new Float64Array(n).fill(1), lower: 1, upper: 1 }]
  };
}

function volatilities(covariance: Float64Array): Float64Array {
  const n = Math.round(Math.sqrt(covariance.length));
  if (n === 0 || n * n !== covariance.length) throw new RangeError(`covariance of ${covariance.length}`);
  return Float64Array.from({ length: n }, (_, j) => {
    const variance = covariance[j * n + j] ?? NaN;
    if (!(variance >= 0)) throw new RangeError(`variance ${variance} at ${j}`);
    return Math.sqrt(variance);
  });
}

/** Weighted mean of volatilities over the portfolio's volatility; NaN without risk. Source: Choueifaty and Coignard (2008). */
export function diversificationRatio(covariance: Float64Array, weights: Float64Array): number {
  const alone = volatilities(covariance);
  return dot(alone, weights) / Math.sqrt(quadraticForm(covariance, alone.length, weights));
}

/**
 * Weights of greatest diversification ratio under rules: the tangency portfolio where each volatility stands for the
 * expected return. @throws RangeError on shapes that disagree. Source: Choueifaty and Coignard, Toward maximum
 * diversification (2008).
 */
export function maximumDiversification(covariance: Float64Array, rules: WeightRules = {}): DiversificationResult {
  const gain = volatilities(covariance);
  const found = maximumRatio({ ...polytope(gain.length, rules), quadratic: covariance, gain }, 0);
  if (found.status === 'no-excess') {
    return { status: 'failed', reason: 'no asset has risk', x: new Float64Array(gain.length), iterations: 0 };
  }
  if (found.status !== 'optimal') return found;
  const { x: weights, ratio, solution } = found;
  return { status: 'optimal', weights, diversificationRatio: ratio, stationarity: solution.stationarity };
}

/**
 * Weights of least variance when each asset is taken to have the same volatility, min w'Rw with the correlation R:
 * the portfolio that is right when all assets pay alike and differ in what they move with. Assets without
 * variance count as uncorrelated. @throws RangeError on shapes that disagree. Source: Christoffersen, Errunza, Jacobs
 * and Langlois, Is the potential for international diversification disappearing? (2012).
 */
export function maximumDecorrelation(covariance: Float64Array, rules: WeightRules = {}): DiversificationResult {
  const n = volatilities(covariance).length;
  const quadratic = correlationFromCovariance(covariance, n);
  const found = quadraticProgram({ ...polytope(n, rules), quadratic, linear: new Float64Array(n) });
  if (found.status !== 'optimal') return found;
  const { x: weights, stationarity } = found;
  return { status: 'optimal', weights, diversificationRatio: diversificationRatio(covariance, weights), stationarity };
}
