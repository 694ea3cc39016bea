import {
  portfolioReturns,
  riskMeasure,
  riskOptions,
  seriesRisk,
  type RiskAndGradient,
  type RiskSpec
} from '$lib/quant/risk';
import { symmetricProduct, dot } from '$lib/math/linalg';
import type { OptimizationProblem } from '../problem';
import { combination, scaled, sumOf, type Expression } from './expression';
import { measureEpigraph } from './measures/catalog';
import { lengthOf, squaresOf } from './measures/measure-epigraph';
import { scenarioSeries, type ScenarioSeries } from './measures/scenario-series';
import type { PortfolioProgram, Term } from './portfolio-program';
import { riskFactor } from './risk-factor';

/** A risk in a program: at its least `expression` times `unit` is the risk; the unit makes it of the size of one. */
export interface PosedRisk {
  readonly expression: Expression;
  readonly unit: number;
}

/** Why a measure cannot be asked of a problem, undefined where it can. */
export function faultOfRisk(risk: RiskSpec): string | undefined {
  if (!measureEpigraph(risk.measure)) return `is on ${risk.measure}, which is not convex in the weights`;
  try {
    riskOptions(risk);
  } catch (error) {
    return `has no such measure: ${error instanceof Error ? error.message : String(error)}`;
  }
  return undefined;
}

/** What cash earns a period in the scenarios, undefined where there is none: weights add up to one. */
function cashReturn({ constraints, riskFreeRate, scenarios }: OptimizationProblem): number | undefined {
  const rule = constraints.find((one) => one.kind === 'cash');
  const most = rule ? Math.max(rule.minimum, rule.maximum ?? 0) : 0;
  return (most > 0 || constraints.some(({ kind }) => kind === 'borrowing')) && scenarios
    ? riskFreeRate / scenarios.periodsPerYear
    : undefined;
}

/** The returns of the problem's scenarios. @throws RangeError when it has none. */
export function posedSeries(problem: OptimizationProblem): ScenarioSeries {
  if (!problem.scenarios) throw new RangeError('this aim needs scenarios');
  return scenarioSeries(problem.scenarios, cashReturn(problem));
}

/**
 * Adds a risk of the problem's scenarios to a program; variance and standard deviation are those of the covariance, a
 * year, where there are no scenarios. @throws RangeError when the measure is not convex or needs scenarios.
 */
export function posedRisk(
  problem: OptimizationProblem,
  program: PortfolioProgram,
  risk: RiskSpec,
  term: Term
): PosedRisk {
  const { scenarios, covariance } = problem;
  const epigraph = measureEpigraph(risk.measure);
  if (!epigraph) throw new RangeError(`${risk.measure} is not convex in the weights`);
  if (!scenarios) {
    const n = program.size;
    const unit = Math.sqrt(Math.max(...covariance.filter((_, at) => at % (n + 1) === 0))) || 1;
    const parts = riskFactor(covariance, n).map((row) => scaled(combination(row), 1 / unit));
    if (risk.measure === 'variance') return { expression: squaresOf(program, parts, term), unit: unit ** 2 };
    if (risk.measure === 'standard-deviation') return { expression: lengthOf(program, parts, 1, term), unit };
    throw new RangeError(`${risk.measure} needs scenarios`);
  }
  const series = posedSeries(problem);
  const expression = epigraph(program, series, riskOptions(risk), term);
  return { expression, unit: riskMeasure(risk.measure).degree === 2 ? series.unit ** 2 : series.unit };
}

/** Holds a risk at or below a level, in the risk's own unit. */
export function limitRisk(
  problem: OptimizationProblem,
  program: PortfolioProgram,
  { risk, term, level }: { risk: RiskSpec; term: Term; level: Expression }
): void {
  const { expression, unit } = posedRisk(problem, program, risk, term);
  program.nonnegative(sumOf(scaled(level, 1 / unit), scaled(expression, -1)), term);
}

/**
 * Risk of weights and its gradient as the risk catalog has them, cash among the returns; of the covariance, a year, where
 * there are no scenarios.
 */
export function riskOfWeights(problem: OptimizationProblem, weights: Float64Array, risk: RiskSpec): RiskAndGradient {
  const { scenarios, covariance } = problem;
  if (!scenarios) {
    const product = symmetricProduct(covariance, weights.length, weights);
    const variance = Math.max(0, dot(weights, product));
    if (risk.measure === 'variance') return { value: variance, gradient: product.map((one) => 2 * one) };
    const deviation = Math.sqrt(variance);
    return { value: deviation, gradient: product.map((one) => (deviation > 0 ? one / deviation : 0)) };
  }
  const idle = cashReturn(problem) ?? 0;
  const invested = weights.reduce((sum, weight) => sum + weight, 0);
  const series = portfolioReturns(scenarios, weights).map((value) => value + (1 - invested) * idle);
  const slopes = riskMeasure(risk.measure).of.slopes(series, riskOptions(risk));
  const gradient = new Float64Array(weights.length);
  slopes.forEach((slope, t) => {
    for (let j = 0; j < gradient.length; j++) {
      gradient[j] += slope * (scenarios.values[t * scenarios.columns + j] - idle);
    }
  });
  return { value: seriesRisk(series, risk), gradient };
}
