import { dot, quadraticForm } from '$lib/math/linalg';
import type { RiskSpec } from '$lib/quant/risk';
import type { InstrumentWeight, OptimizationProblem } from '../problem';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from '../program/expression';
import { lengthOf } from '../program/measures/measure-epigraph';
import type { PortfolioProgram, Term } from '../program/portfolio-program';
import { posedRisk, riskOfWeights } from '../program/problem-risk';
import { riskFactor } from '../program/risk-factor';
import { benchmarkWeights } from '../rules/benchmark-weights';

/**
 * One of several things that are wanted of a portfolio at once. Expected annual return and `yield` (figures an instrument,
 * cash none) are made great, the others small: annual volatility, a convex measure of the scenarios for one period, the cost
 * of trading from the weights held now (a fraction of each traded weight), annual volatility against a benchmark.
 */
export type ParetoMeasure =
  | { readonly kind: 'return' | 'volatility' }
  | { readonly kind: 'risk'; readonly risk: RiskSpec }
  | { readonly kind: 'yield'; readonly figures: Float64Array }
  | { readonly kind: 'cost'; readonly rates: Float64Array }
  | { readonly kind: 'tracking-error'; readonly benchmark: readonly InstrumentWeight[] };

/** True where more is better. */
export const isGain = ({ kind }: ParetoMeasure): boolean => kind === 'return' || kind === 'yield';

/** The measure of weights, as it is shown: gains are not negated. */
export function measureOf(problem: OptimizationProblem, measure: ParetoMeasure, weights: Float64Array): number {
  const n = weights.length;
  switch (measure.kind) {
    case 'return': {
      const idle = 1 - weights.reduce((sum, one) => sum + one, 0);
      return dot(problem.expectedReturns, weights) + idle * problem.riskFreeRate;
    }
    case 'volatility':
      return Math.sqrt(Math.max(0, quadraticForm(problem.covariance, n, weights)));
    case 'risk':
      return riskOfWeights(problem, weights, measure.risk).value;
    case 'yield':
      return dot(measure.figures, weights);
    case 'cost':
      return weights.reduce(
        (sum, one, j) => sum + (measure.rates[j] ?? 0) * Math.abs(one - (problem.currentWeights?.[j] ?? 0)),
        0
      );
    case 'tracking-error': {
      const reference = benchmarkWeights(problem, measure.benchmark);
      const apart = weights.map((one, j) => one - (reference[j] ?? 0));
      return Math.sqrt(Math.max(0, quadraticForm(problem.covariance, n, apart)));
    }
  }
}

/** An expression that, made small, is the measure (its negative for a gain); it is at least that otherwise. */
export function posedMeasure(
  problem: OptimizationProblem,
  program: PortfolioProgram,
  measure: ParetoMeasure,
  term: Term
): Expression {
  const n = program.size;
  const lengthApart = (reference: Float64Array): Expression => {
    const parts = riskFactor(problem.covariance, n).map((row) => combination(row, 0, -dot(row, reference)));
    return lengthOf(program, parts, 1, term);
  };
  switch (measure.kind) {
    case 'return':
      return combination(
        problem.expectedReturns.map((one) => problem.riskFreeRate - one),
        0,
        -problem.riskFreeRate
      );
    case 'volatility':
      return lengthApart(new Float64Array(n));
    case 'risk': {
      const { expression, unit } = posedRisk(problem, program, measure.risk, term);
      return scaled(expression, unit);
    }
    case 'yield':
      return combination(measure.figures.map((one) => -one));
    case 'cost':
      return sumOf(
        ...Array.from(measure.rates, (rate, j) => {
          const trade = sumOf(variable(j), constantOf(-(problem.currentWeights?.[j] ?? 0)));
          const size = variable(program.variables(1));
          program.nonnegative(sumOf(size, scaled(trade, -1)), term);
          program.nonnegative(sumOf(size, trade), term);
          return scaled(size, rate);
        })
      );
    case 'tracking-error':
      return lengthApart(benchmarkWeights(problem, measure.benchmark));
  }
}
