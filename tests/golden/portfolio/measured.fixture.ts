import { instrumentId } from '$lib/domain/instruments';
import { sampleCovariance, type ReturnMatrix } from '$lib/quant/moments';
import {
  optimizePortfolio,
  type Constraint,
  type Objective,
  type OptimalPortfolio,
  type OptimizationProblem
} from '$lib/quant/optimization';

/** Periods counted in a year, so that figures stay those of one period. */
export const ONE = 1;

/** A problem on scenarios with their own means and covariance, long only, all money placed unless rules say otherwise. */
export function scenarioProblem(
  returns: ReturnMatrix,
  objective: Objective,
  options: { periodsPerYear?: number; riskFreeRate?: number; constraints?: Constraint[]; means?: Float64Array } = {}
): OptimizationProblem {
  const { values, rows, columns } = returns;
  const periodsPerYear = options.periodsPerYear ?? ONE;
  const means = new Float64Array(columns);
  values.forEach((value, at) => (means[at % columns] += (value * periodsPerYear) / rows));
  return {
    instruments: Array.from({ length: columns }, (_, j) => instrumentId(`i${j}`)),
    covariance: sampleCovariance(returns, periodsPerYear),
    expectedReturns: options.means ?? means,
    riskFreeRate: options.riskFreeRate ?? 0,
    objective,
    constraints: options.constraints ?? [],
    scenarios: { ...returns, periodsPerYear }
  };
}

/** The optimum, or an error that says why there is none. */
export function optimumOf(problem: OptimizationProblem): OptimalPortfolio {
  const result = optimizePortfolio(problem);
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}
