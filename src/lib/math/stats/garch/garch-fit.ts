import { log } from '$lib/math/elementary';
import { quasiNewtonMinimum } from '$lib/math/optimize';
import { mean as meanOf, populationVariance } from '../moments';
import { VARIANCE_MODELS } from './catalog';
import { degreesFrom, logLikelihood, type Innovations } from './innovations';
import { SLOPES, type VarianceModelId, type VarianceParameters } from './variance-model';

/** What is fitted by {@link garchFit}. */
export interface GarchOptions {
  /** 'constant': estimated with the rest; 'zero': none. 'constant' when left out. */
  readonly mean?: 'constant' | 'zero';
  /** 'garch' when left out. */
  readonly model?: VarianceModelId;
  /** 'normal' when left out; 'student' with estimated degrees of freedom above 2. */
  readonly innovations?: Innovations;
}

/** A fitted volatility model of e_t = x_t - mean; without asymmetry h_t = omega + alpha e_(t-1)^2 + beta h_(t-1). */
export interface GarchFit {
  /** 'stopped' when the search was cut off before it settled. */
  readonly status: 'converged' | 'stopped';
  readonly model: VarianceModelId;
  readonly innovations: Innovations;
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  /** What falls add to alpha (gjr), or the weight of the sign (egarch); 0 in 'garch'. */
  readonly gamma: number;
  readonly beta: number;
  /** Degrees of freedom of the innovations; Infinity when normal. */
  readonly degreesOfFreedom: number;
  /** Log-likelihood, constants included. */
  readonly logLikelihood: number;
  /** Number of estimated parameters. */
  readonly parameters: number;
  readonly aic: number;
  readonly bic: number;
  /** Conditional variance of each row, in the square of the series' unit. */
  readonly variances: Float64Array;
  /** Conditional variance of the period after the last. */
  readonly next: number;
}

/**
 * Maximum likelihood of a GARCH(1,1), GJR or EGARCH with normal or Student's t innovations. In the first two shocks
 * never lower a variance and persistence is below 1; in the last |beta| < 1. Squares and variances before the first row
 * are the mean of squared residuals. The series may have any scale, and no gaps.
 * @throws RangeError below 10 rows, with a value that is not finite, or when the series does not vary.
 * Sources: Bollerslev (1986, 1987); the start of Fiorentini, Calzolari and Panattoni (1996).
 */
export function garchFit(
  series: ArrayLike<number>,
  { mean = 'constant', model: id = 'garch', innovations = 'normal' }: GarchOptions = {}
): GarchFit {
  const length = series.length;
  if (length < 10) throw new RangeError(`${length} rows, at least 10 are needed`);
  const scale = Math.sqrt(populationVariance(series));
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`series does not vary finitely: ${scale}`);
  const scaled = Float64Array.from(series, (value) => value / scale);
  const likelihood = likelihoodOf(scaled, id, mean === 'constant', innovations === 'student');
  const { model, ahead } = likelihood;
  const extra = [...(mean === 'constant' ? [meanOf(scaled)] : []), ...(innovations === 'student' ? [log(6)] : [])];
  const starts = model.starts.map((start) => [...start, ...extra]);
  const values = starts.map((start) => likelihood.loss(start, null));
  const best = starts[values.indexOf(Math.min(...values))] ?? starts[0];
  const found = quasiNewtonMinimum(likelihood.loss, best, { tolerance: 1e-7 });
  const parameters = found.x.length;
  const total = -found.value * length - length * log(scale);
  likelihood.loss(found.x, null);
  const square = scale * scale;
  const fitted = model.parameters(found.x);
  const [omega, alpha, gamma, beta] = fitted;
  return {
    status: found.status,
    model: id,
    innovations,
    mean: mean === 'constant' ? found.x[ahead] * scale : 0,
    omega: id === 'egarch' ? omega + (1 - beta) * log(square) : omega * square,
    alpha,
    gamma,
    beta,
    degreesOfFreedom: innovations === 'student' ? degreesFrom(found.x[parameters - 1]) : Infinity,
    logLikelihood: total,
    parameters,
    aic: 2 * parameters - 2 * total,
    bic: parameters * log(length) - 2 * total,
    variances: likelihood.variances.slice(0, length).map((one) => one * square),
    next: likelihood.variances[length] * square
  };
}

/** Minus the mean log-likelihood over coordinates of the variance model, mean and degrees, with its gradient. */
function likelihoodOf(scaled: Float64Array, id: VarianceModelId, constant: boolean, student: boolean) {
  const model = VARIANCE_MODELS[id];
  const length = scaled.length;
  const ahead = model.starts[0].length;
  const variances = new Float64Array(length + 1);
  const slopes = new Float64Array(length * SLOPES);
  const scores = new Float64Array(length * (SLOPES + 1));
  const residuals = new Float64Array(length);
  const loss = (x: ArrayLike<number>, gradient: Float64Array | null): number => {
    const centre = constant ? x[ahead] : 0;
    const degrees = student ? degreesFrom(x[x.length - 1]) : Infinity;
    for (let t = 0; t < length; t++) residuals[t] = scaled[t] - centre;
    model.filter(residuals, model.parameters(x), variances, gradient && slopes);
    const total = logLikelihood(residuals, variances, degrees, gradient && slopes, gradient && scores);
    if (gradient) {
      const natural = new Float64Array(SLOPES + 1);
      for (let at = 0; at < scores.length;) for (let j = 0; j <= SLOPES; j++, at++) natural[j] -= scores[at];
      for (let j = 0; j <= SLOPES; j++) natural[j] /= length;
      const jacobian = model.jacobian(x);
      for (let j = 0; j < ahead; j++) {
        gradient[j] = 0;
        for (let i = 0; i < 4; i++) gradient[j] += natural[i + 1] * jacobian[i * ahead + j];
      }
      if (constant) gradient[ahead] = natural[0];
      if (student) gradient[x.length - 1] = natural[SLOPES] * (degrees - 2.01);
    }
    return -total / length;
  };
  return { model, ahead, variances, loss };
}

/** Parameters of the variance recursion of a fit. */
export function varianceParameters({ omega, alpha, gamma, beta }: GarchFit): VarianceParameters {
  return [omega, alpha, gamma, beta];
}
