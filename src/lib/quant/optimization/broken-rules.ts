import { dot, quadraticForm } from '$lib/math/linalg';
import type { Constraint, OptimizationProblem } from './problem';
import { borrowedAmount, borrowingRule } from './program/borrowing-cost';
import { riskOfWeights } from './program/problem-risk';
import { benchmarkWeights } from './rules/benchmark-weights';
import { ruleKind } from './rules/catalog';

/**
 * Ids of the rules of a problem that weights break, in the order of the problem: what a method that knows no rules
 * has to be told. What the weights leave is cash.
 * @param tolerance how far a limit may be passed, in parts of the whole.
 * @throws RangeError when there is not one weight an instrument.
 */
export function brokenRules(problem: OptimizationProblem, weights: Float64Array, tolerance = 1e-6): string[] {
  const n = problem.instruments.length;
  if (weights.length !== n) throw new RangeError(`${weights.length} weights for n = ${n}`);
  return problem.constraints
    .filter(
      (rule) =>
        excess(rule, problem, weights) > tolerance ||
        beyondBounds(rule, problem, weights, tolerance) ||
        breaksCount(rule, problem, weights, tolerance)
    )
    .map(({ id }) => id);
}

function beyondBounds(rule: Constraint, problem: OptimizationProblem, weights: Float64Array, tolerance: number) {
  const bounds = ruleKind(rule).bounds?.(rule, problem);
  // NaN where a rule says nothing compares as false.
  return weights.some(
    (weight, j) => weight < (bounds?.lower?.[j] ?? NaN) - tolerance || weight > (bounds?.upper?.[j] ?? NaN) + tolerance
  );
}

function breaksCount(rule: Constraint, problem: OptimizationProblem, weights: Float64Array, tolerance: number) {
  const counted = ruleKind(rule).counted?.(rule, problem);
  if (!counted) return false;
  const { members, least = 0, fewest = 0, most = Infinity } = counted;
  const held = weights.filter((weight, j) => members[j] === 1 && Math.abs(weight) > tolerance);
  return held.length > most || held.length < fewest || held.some((weight) => least > 0 && weight < least - tolerance);
}

/** How far weights are beyond the limit of a rule on more than single weights; zero or below where they keep it. */
function excess(rule: Constraint, problem: OptimizationProblem, weights: Float64Array): number {
  const n = weights.length;
  const cash = 1 - weights.reduce((sum, weight) => sum + weight, 0);
  switch (rule.kind) {
    case 'cash': {
      const held = borrowingRule(problem) ? cash + borrowedAmount(problem, weights) : cash;
      return Math.max(rule.minimum - held, held - (rule.maximum ?? rule.minimum));
    }
    case 'turnover': {
      const held = weights.map((_, j) => problem.currentWeights?.[j] ?? 0);
      const cashNow = 1 - held.reduce((sum, weight) => sum + weight, 0);
      const moved = weights.reduce((sum, weight, j) => sum + Math.abs(weight - (held[j] ?? 0)), 0);
      return (moved + Math.abs(cash - cashNow)) / 2 - rule.maximum;
    }
    case 'volatility':
      return volatilityOf(problem, weights) - rule.maximum;
    case 'tracking-error': {
      const reference = benchmarkWeights(problem, rule.benchmark);
      const apart = weights.map((weight, j) => weight - (reference[j] ?? 0));
      return volatilityOf(problem, apart) - rule.maximum;
    }
    case 'risk-limit':
      return riskOfWeights(problem, weights, rule.risk).value - rule.maximum;
    default: {
      const { beyond, row: rowOf } = ruleKind(rule);
      if (beyond) return beyond(rule, problem, weights);
      const row = rowOf?.(rule, problem);
      if (!row || row.coefficients.length !== n) return 0;
      const value = dot(row.coefficients, weights);
      return Math.max(row.lower - value, value - row.upper);
    }
  }
}

function volatilityOf({ covariance }: OptimizationProblem, weights: Float64Array): number {
  return Math.sqrt(Math.max(0, quadraticForm(covariance, weights.length, weights)));
}
