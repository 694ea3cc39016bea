import { borrowedAmount, borrowedExpression } from '../program/borrowing-cost';
import { scaled, sumOf, variable, constantOf } from '../program/expression';
import { figuresInOrder, type BorrowingLimit, type MarginLimit } from '../financing';
import type { OptimizationProblem } from '../problem';
import { faultOfLimits, type RuleKind } from './rule-kind';

function faultOfTiers({ tiers }: BorrowingLimit): string | undefined {
  if (tiers.length === 0) return 'has no cost of borrowing';
  const rises = tiers.every(
    ({ spread, upTo }, k) =>
      spread >= (tiers[k - 1]?.spread ?? 0) &&
      spread <= 10 &&
      (k === tiers.length - 1 ? upTo === undefined : (upTo ?? 0) > (tiers[k - 1]?.upTo ?? 0))
  );
  return rises ? undefined : 'has tiers that do not rise';
}

/** Money that may be borrowed: what weights may exceed the whole by. */
export const borrowing: RuleKind<BorrowingLimit> = {
  kind: 'borrowing',
  fault: (rule) => faultOfLimits([rule.maximum], 0, 10) ?? faultOfTiers(rule),
  compiled: ({ id }, problem, program, level) =>
    program.nonnegative(sumOf(level, scaled(borrowedExpression(problem, program.size), -1)), id),
  beyond: ({ maximum }, problem, weights) => borrowedAmount(problem, weights) - maximum
};

/** What a unit long and a unit short of each instrument take of the whole. */
function requirements({ rate, fall = 0, multiples }: MarginLimit, { instruments }: OptimizationProblem) {
  const times = figuresInOrder(instruments, multiples, 1).map(Math.abs);
  const own = (fraction: number): Float64Array => times.map((one) => Math.min(1, fraction * one));
  const [rates, falls] = [own(rate), own(fall)];
  return {
    long: rates.map((one, j) => one * (1 - (falls[j] ?? 0)) + (falls[j] ?? 0)),
    short: rates.map((one, j) => one * (1 + (falls[j] ?? 0)) + (falls[j] ?? 0))
  };
}

/** Margin that positions need, within the whole. */
export const margin: RuleKind<MarginLimit> = {
  kind: 'margin',
  fault: ({ rate, fall = 0, multiples = [] }) =>
    multiples.every(({ value }) => Number.isFinite(value))
      ? (faultOfLimits([rate], 0, 1) ?? faultOfLimits([fall], 0, 1))
      : 'has a multiple that is no number',
  compiled: (rule, problem, program, level) => {
    const { long, short } = requirements(rule, problem);
    const first = program.variables(program.size);
    const needed = problem.instruments.map((_, j) => variable(first + j));
    needed.forEach((need, j) => {
      program.nonnegative(sumOf(need, variable(j, -(long[j] ?? 0))), rule.id);
      program.nonnegative(sumOf(need, variable(j, short[j] ?? 0)), rule.id);
    });
    program.nonnegative(sumOf(constantOf(1), level, ...needed.map((need) => scaled(need, -1))), rule.id);
  },
  beyond: (rule, problem, weights) => {
    const { long, short } = requirements(rule, problem);
    return weights.reduce((sum, weight, j) => sum + Math.max((long[j] ?? 0) * weight, -(short[j] ?? 0) * weight), -1);
  }
};
