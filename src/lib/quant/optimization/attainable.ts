import { feasibleSet } from './feasible-set';
import type { Attainable, OptimizationProblem } from './problem';
import { averageRange } from './average-range';
import { rowOfRule } from './program/eased-program';
import { isReturnAdjusted } from './program/counted-return';
import { combination, scaled } from './program/expression';
import { ruledProgram } from './program/ruled-program';
import { leastEasing, limitOf } from './remedies';
import { withoutRules } from './relaxed-problem';
import { ruleKind } from './rules/catalog';

/**
 * What the other rules of a problem let a rule's figure be. Of a sum (a group, an exposure, money invested, a plain return)
 * the least and the greatest; of any other the limit nearest to the one asked with which all hold, as all looser ones do.
 * Undefined where the others conflict among themselves.
 */
export function attainableBy(problem: OptimizationProblem, constraint: string): Attainable | undefined {
  const average = averageOf(problem, constraint);
  if (average) return average;
  const row = rowOfRule(problem, constraint);
  if (!row) return nearestLimit(problem, constraint);
  const others = withoutRules(problem, new Set([constraint]));
  const set = feasibleSet(others);
  const extreme = (sign: 1 | -1): number | undefined => {
    const program = ruledProgram(others, set);
    program.minimise(scaled(combination(row.coefficients), sign));
    const solved = program.least();
    return solved.status === 'optimal' ? sign * solved.objective : undefined;
  };
  const [least, most] = [extreme(1), extreme(-1)];
  const side = most !== undefined && most < row.lower ? 'lower' : 'upper';
  const shift = constraint === 'target-return' ? problem.riskFreeRate : 0;
  return {
    constraint,
    ...(least !== undefined && { lower: least + shift }),
    ...(most !== undefined && { upper: most + shift }),
    required: row[side] + shift,
    side
  };
}

/** Of an average the range over all that the others allow, where they are sums and bounds. */
function averageOf(problem: OptimizationProblem, constraint: string): Attainable | undefined {
  const rule = problem.constraints.find((one) => one.id === constraint);
  if (rule?.kind !== 'exposure' || !rule.average) return undefined;
  const others = withoutRules(problem, new Set([constraint]));
  if (isReturnAdjusted(others) || others.constraints.some((one) => ruleKind(one).compiled)) return undefined;
  const range = averageRange(problem, feasibleSet(others), rule);
  const { lower, upper = 0 } = rule;
  return range && { constraint, ...range, required: lower ?? upper, side: lower === undefined ? 'upper' : 'lower' };
}

function nearestLimit(problem: OptimizationProblem, constraint: string): Attainable | undefined {
  const [eased] = leastEasing(problem, [constraint])?.moved ?? [];
  if (!eased) return undefined;
  const { side, by } = eased;
  const { from } = limitOf(problem, constraint, side);
  return side === 'lower'
    ? { constraint, upper: from - by, required: from, side }
    : { constraint, lower: from + by, required: from, side };
}
