import type { BorrowingLimit } from '../financing';
import type { OptimizationProblem } from '../problem';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from './expression';
import type { PortfolioProgram, Term } from './portfolio-program';

/** Term of what borrowed money costs. */
export const BORROWING: Term = 'borrowing-cost';

/** The rule that lets money be borrowed, where there is one. */
export function borrowingRule({ constraints }: OptimizationProblem): BorrowingLimit | undefined {
  return constraints.find((rule): rule is BorrowingLimit => rule.kind === 'borrowing');
}

/** What is invested before any money is borrowed: the whole less the cash that must be held. */
function ownMoney({ constraints }: OptimizationProblem): number {
  const cash = constraints.find((rule) => rule.kind === 'cash');
  return 1 - (cash?.minimum ?? 0);
}

/** Money borrowed for given weights, a fraction of the whole. */
export function borrowedAmount(problem: OptimizationProblem, weights: Float64Array): number {
  return Math.max(0, weights.reduce((sum, weight) => sum + weight, 0) - ownMoney(problem));
}

/** Money borrowed as an expression of the weights; below zero where there is some over. */
export function borrowedExpression(problem: OptimizationProblem, size: number): Expression {
  return combination(new Float64Array(size).fill(1), 0, -ownMoney(problem));
}

/** The cost as the greatest of straight lines: slope and value where nothing is borrowed. */
function lines({ tiers }: BorrowingLimit): { slope: number; start: number }[] {
  let start = 0;
  return tiers.map(({ spread: slope }, k) => {
    const before = tiers[k - 1];
    if (before) start += (before.spread - slope) * (before.upTo ?? 0);
    return { slope, start };
  });
}

/** What borrowing costs a year above the risk-free rate, at least, as a part of a program. */
export function borrowingCost(problem: OptimizationProblem, program: PortfolioProgram): Expression {
  const rule = borrowingRule(problem);
  if (!rule) return constantOf(0);
  const borrowed = variable(program.variables(1));
  program.nonnegative(borrowed, BORROWING);
  program.nonnegative(sumOf(borrowed, scaled(borrowedExpression(problem, program.size), -1)), BORROWING);
  const [only, ...more] = lines(rule);
  if (only && more.length === 0) return scaled(borrowed, only.slope);
  const cost = variable(program.variables(1));
  for (const { slope, start } of lines(rule))
    program.nonnegative(sumOf(cost, scaled(borrowed, -slope), constantOf(-start)), BORROWING);
  return cost;
}

/** What the borrowing of given weights costs a year above the risk-free rate. */
export function borrowingCostOf(problem: OptimizationProblem, weights: Float64Array): number {
  const rule = borrowingRule(problem);
  if (!rule) return 0;
  const borrowed = borrowedAmount(problem, weights);
  return Math.max(...lines(rule).map(({ slope, start }) => slope * borrowed + start));
}
