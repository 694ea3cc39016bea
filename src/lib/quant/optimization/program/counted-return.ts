import { dot, quadraticForm } from '$lib/math/linalg';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem, TradingCosts } from '../problem';
import { borrowingCost, borrowingCostOf, borrowingRule } from './borrowing-cost';
import { posedSales } from './posed-sales';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from './expression';
import { lengthOf, squaresOf } from './measures/measure-epigraph';
import type { PortfolioProgram, Term } from './portfolio-program';
import { riskFactor } from './risk-factor';

/** Term of the costs of trading. */
export const COSTS: Term = 'trading-costs';

/** True where the return that counts is not the plain expected one. */
export const isReturnAdjusted = (problem: OptimizationProblem): boolean =>
  problem.uncertainty !== undefined ||
  problem.tradingCosts !== undefined ||
  countsTaxes(problem) ||
  borrowingRule(problem) !== undefined;

const countsTaxes = ({ lots = [], taxes }: OptimizationProblem): boolean => lots.length > 0 && taxes !== undefined;

/**
 * The annual return over cash that an aim counts, at most: expected, in the worst case where returns are uncertain, and
 * less costs of trading, of borrowing and taxes. Concave: to be made great, or held above a level.
 */
export function countedExcess(
  problem: OptimizationProblem,
  set: FeasibleSet,
  program: PortfolioProgram,
  term: Term
): Expression {
  return sumOf(
    combination(set.excess),
    scaled(worstShortfall(problem, set, program, term), -1),
    scaled(tradingCost(problem, program), -1),
    scaled(borrowingCost(problem, program), -1),
    countsTaxes(problem) ? scaled(posedSales(problem, program).tax, -(problem.taxes?.perYear ?? 0)) : constantOf(0)
  );
}

function worstShortfall(
  { uncertainty }: OptimizationProblem,
  set: FeasibleSet,
  program: PortfolioProgram,
  term: Term
): Expression {
  if (!uncertainty) return constantOf(0);
  if (uncertainty.kind === 'ellipsoid') {
    const parts = riskFactor(uncertainty.covariance, program.size).map((row) => combination(row));
    return lengthOf(program, parts, uncertainty.radius, term);
  }
  const widths = [...uncertainty.halfWidths];
  return sumOf(
    ...widths.map((width, j) =>
      (set.lower[j] ?? 0) >= 0 ? variable(j, width) : scaled(sizeOf(program, variable(j), term), width)
    )
  );
}

/** A variable that is at least an expression either way. */
export function sizeOf(program: PortfolioProgram, one: Expression, term: Term): Expression {
  const size = variable(program.variables(1));
  program.nonnegative(sumOf(size, scaled(one, -1)), term);
  program.nonnegative(sumOf(size, one), term);
  return size;
}

function tradingCost({ tradingCosts, currentWeights }: OptimizationProblem, program: PortfolioProgram): Expression {
  if (!tradingCosts) return constantOf(0);
  const costs = Array.from({ length: program.size }, (_, j) =>
    costOfTrade(program, sumOf(variable(j), constantOf(-(currentWeights?.[j] ?? 0))), tradingCosts, j)
  );
  return scaled(sumOf(...costs), tradingCosts.perYear);
}

/** What a change of the weight of instrument j costs once, at least; `sized` gives the size of the change where one is there. */
export function costOfTrade(
  program: PortfolioProgram,
  trade: Expression,
  { linear, quadratic, power }: Omit<TradingCosts, 'perYear'>,
  j: number,
  sized: () => Expression = () => sizeOf(program, trade, COSTS)
): Expression {
  const costs: Expression[] = [];
  const [one, two, between] = [linear?.[j] ?? 0, quadratic?.[j] ?? 0, power?.[j] ?? 0];
  if (two > 0) costs.push(scaled(squaresOf(program, [trade], COSTS), two));
  if (one > 0 || between > 0) {
    const size = sized();
    if (one > 0) costs.push(scaled(size, one));
    if (between > 0) costs.push(scaled(powerOf(program, size), between));
  }
  return sumOf(...costs);
}

/** A variable that is at least a size to the power 3/2: size^2 <= root x it, root^2 <= size. */
function powerOf(program: PortfolioProgram, size: Expression): Expression {
  const power = variable(program.variables(1));
  const root = variable(program.variables(1));
  program.secondOrder(sumOf(root, power), [scaled(size, 2), sumOf(root, scaled(power, -1))], COSTS);
  program.secondOrder(sumOf(size, constantOf(1)), [scaled(root, 2), sumOf(size, constantOf(-1))], COSTS);
  return power;
}

/**
 * The annual return that counts for given weights: expected with cash, in the worst case, less costs. Taxes depend on
 * the lots sold and are taken off by who knows them.
 */
export function countedReturn(problem: OptimizationProblem, weights: Float64Array): number {
  const { uncertainty, tradingCosts, currentWeights, expectedReturns, riskFreeRate } = problem;
  const invested = weights.reduce((sum, weight) => sum + weight, 0);
  let total = dot(expectedReturns, weights) + (1 - invested) * riskFreeRate - borrowingCostOf(problem, weights);
  if (uncertainty?.kind === 'ellipsoid') {
    const square = quadraticForm(uncertainty.covariance, weights.length, weights);
    total -= uncertainty.radius * Math.sqrt(Math.max(0, square));
  }
  weights.forEach((weight, j) => {
    const trade = Math.abs(weight - (currentWeights?.[j] ?? 0));
    if (uncertainty?.kind === 'box') total -= (uncertainty.halfWidths[j] ?? 0) * Math.abs(weight);
    if (!tradingCosts) return;
    const { linear, quadratic, power, perYear } = tradingCosts;
    total -=
      perYear * ((linear?.[j] ?? 0) * trade + (quadratic?.[j] ?? 0) * trade ** 2 + (power?.[j] ?? 0) * trade ** 1.5);
  });
  return total;
}
