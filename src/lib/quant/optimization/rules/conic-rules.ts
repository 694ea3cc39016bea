import { figuresInOrder } from '../financing';
import type {
  GrossLimit,
  OptimizationProblem,
  RiskLimit,
  TrackingErrorLimit,
  TurnoverLimit,
  VolatilityLimit
} from '../problem';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from '../program/expression';
import type { PortfolioProgram } from '../program/portfolio-program';
import { faultOfRisk, limitRisk } from '../program/problem-risk';
import { riskFactor } from '../program/risk-factor';
import { benchmarkWeights } from './benchmark-weights';
import { faultOfLimits, type RuleKind } from './rule-kind';

const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, k) => first + k);

/** Makes a variable for each expression that is at least its size either way, and answers the place of the first. */
function sizesOf(program: PortfolioProgram, expressions: readonly Expression[], term: string): number {
  const first = program.variables(expressions.length);
  expressions.forEach((one, k) => {
    program.nonnegative(sumOf(variable(first + k), scaled(one, -1)), term);
    program.nonnegative(sumOf(variable(first + k), one), term);
  });
  return first;
}

/** One-way turnover, cash included. */
export const turnover: RuleKind<TurnoverLimit> = {
  kind: 'turnover',
  fault: ({ maximum }) => faultOfLimits([maximum], 0, 100),
  compiled: ({ id }, problem, program, level) => {
    const n = program.size;
    const held = Float64Array.from({ length: n }, (_, j) => problem.currentWeights?.[j] ?? 0);
    const total = held.reduce((sum, weight) => sum + weight, 0);
    const changes = range(0, n).map((j) => sumOf(variable(j), constantOf(-(held[j] ?? 0))));
    const cash = combination(new Float64Array(n).fill(-1), 0, total);
    const first = sizesOf(program, [...changes, cash], id);
    const half = { indices: range(first, n + 1), values: new Array<number>(n + 1).fill(-0.5), constant: 0 };
    program.nonnegative(sumOf(level, half), id);
  }
};

/** Long and short positions together. */
export const grossExposure: RuleKind<GrossLimit> = {
  kind: 'gross-exposure',
  fault: ({ maximum, multiples = [] }) =>
    multiples.every(({ value }) => Number.isFinite(value))
      ? faultOfLimits([maximum], 0, 100)
      : 'has a multiple that is no number',
  compiled: ({ id, multiples }, { instruments }, program, level) => {
    const n = program.size;
    const times = figuresInOrder(instruments, multiples, 1);
    const weights = range(0, n).map((j) => variable(j, times[j]));
    const first = sizesOf(program, weights, id);
    const sum = { indices: range(first, n), values: new Array<number>(n).fill(-1), constant: 0 };
    program.nonnegative(sumOf(level, sum), id);
  },
  beyond: ({ maximum, multiples }, { instruments }, weights) => {
    const times = figuresInOrder(instruments, multiples, 1);
    return weights.reduce((sum, weight, j) => sum + Math.abs((times[j] ?? 1) * weight), -maximum);
  }
};

function volatilityWithin(
  problem: OptimizationProblem,
  program: PortfolioProgram,
  { id, level, reference }: { id: string; level: Expression; reference?: Float64Array }
): void {
  const rows = riskFactor(problem.covariance, program.size);
  const parts = rows.map((row) => {
    const constant = reference ? -row.reduce((sum, value, j) => sum + value * (reference[j] ?? 0), 0) : 0;
    return combination(row, 0, constant);
  });
  program.secondOrder(level, parts, id);
}

/** Volatility of the difference from a benchmark. */
export const trackingError: RuleKind<TrackingErrorLimit> = {
  kind: 'tracking-error',
  fault: ({ maximum }) => faultOfLimits([maximum], 0, 10),
  compiled: ({ id, benchmark }, problem, program, level) =>
    volatilityWithin(problem, program, { id, level, reference: benchmarkWeights(problem, benchmark) })
};

/** Volatility of the whole. */
export const volatility: RuleKind<VolatilityLimit> = {
  kind: 'volatility',
  fault: ({ maximum }) => faultOfLimits([maximum], 0, 10),
  compiled: ({ id }, problem, program, level) => volatilityWithin(problem, program, { id, level })
};

/** Risk by any convex measure of the scenarios. */
export const riskLimit: RuleKind<RiskLimit> = {
  kind: 'risk-limit',
  fault: ({ risk, maximum }) => faultOfRisk(risk) ?? faultOfLimits([maximum], -100, 100),
  compiled: ({ id, risk }, problem, program, level) => limitRisk(problem, program, { risk, term: id, level })
};
