import type { RiskOptions } from '$lib/quant/risk';
import { constantOf, scaled, sumOf, variable, type Expression } from '../expression';
import type { PortfolioProgram, Term } from '../portfolio-program';
import type { ScenarioSeries } from './scenario-series';

/**
 * Adds variables and rows that hold an expression at or above a risk of the scenarios, and answers it: where it is made
 * least, it is the risk, in the series' unit (its square for the variance).
 */
export type MeasureEpigraph = (
  program: PortfolioProgram,
  series: ScenarioSeries,
  options: RiskOptions,
  term: Term
) => Expression;

/** As {@link MeasureEpigraph}, of losses given one by one. */
export type LossEpigraph = (
  program: PortfolioProgram,
  losses: readonly Expression[],
  options: RiskOptions,
  term: Term
) => Expression;

/** A sum of consecutive variables, each times the same number. */
export function evenSum(first: number, count: number, value: number): Expression {
  const indices = Array.from({ length: count }, (_, k) => first + k);
  return { indices, values: new Array<number>(count).fill(value), constant: 0 };
}

/** Makes a variable for each expression that is at least that, and at least zero; answers the place of the first. */
export function positiveParts(program: PortfolioProgram, expressions: readonly Expression[], term: Term): number {
  const first = program.variables(expressions.length);
  expressions.forEach((one, k) => {
    program.nonnegative(sumOf(variable(first + k), scaled(one, -1)), term);
    program.nonnegative(variable(first + k), term);
  });
  return first;
}

/** A variable that is at least the Euclidean length of expressions, times `factor`. */
export function lengthOf(
  program: PortfolioProgram,
  parts: readonly Expression[],
  factor: number,
  term: Term
): Expression {
  const length = variable(program.variables(1));
  program.secondOrder(length, parts, term);
  return scaled(length, factor);
}

/** A variable that is at least the sum of the squares of expressions. */
export function squaresOf(program: PortfolioProgram, parts: readonly Expression[], term: Term): Expression {
  const sum = variable(program.variables(1));
  const twice = parts.map((part) => scaled(part, 2));
  program.secondOrder(sumOf(sum, constantOf(1)), [sumOf(sum, constantOf(-1)), ...twice], term);
  return sum;
}
