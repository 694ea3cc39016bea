import { linearProgram, type Infeasible, type LinearRow } from '$lib/math/optimize';
import { averageRange, averageRule } from './average-range';
import { feasibleSet, type FeasibleSet, type RuleRow } from './feasible-set';
import type { Attainable, InfeasiblePortfolio, OptimizationProblem, Remedy } from './problem';

/** The solver's conflict in the words of the problem: rules by id, what the others let through, what would help. */
export function infeasiblePortfolio(
  problem: OptimizationProblem,
  set: FeasibleSet,
  { conflict }: Infeasible
): InfeasiblePortfolio {
  const rules = conflict.rows.map((k) => set.rules[k]).filter((rule) => rule !== undefined);
  const caps = new Set(conflict.upperBounds.map((j) => set.caps[j]).filter((id) => id !== undefined));
  const floors = new Set(conflict.lowerBounds.map((j) => set.floors[j]).filter((id) => id !== undefined));
  const single = [...new Set([...caps, ...floors])];
  const attainable = conflict.attainable.flatMap(({ row, lower, upper }): Attainable[] => {
    const rule = set.rules[row];
    if (!rule) return [];
    const average = averageRule(problem, rule);
    if (average) {
      const range = averageRange(problem, set, average);
      const { lower: least, upper: most = 0 } = average;
      const asked = { required: least ?? most, side: least === undefined ? ('upper' as const) : ('lower' as const) };
      return range ? [{ constraint: rule.id, ...range, ...asked }] : [];
    }
    const shift = rule.kind === 'target-return' ? problem.riskFreeRate : 0;
    const side = upper < rule.row.lower ? 'lower' : 'upper';
    return [
      { constraint: rule.id, lower: lower + shift, upper: upper + shift, required: rule.row[side] + shift, side }
    ];
  });
  const remedies = [
    ...rules.flatMap((rule) => rowRemedy(problem, set, rule) ?? []),
    ...single.flatMap((id) => boundRemedy(problem, set, id) ?? [])
  ].sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
  return { status: 'infeasible', conflict: [...rules.map(({ id }) => id), ...single], attainable, remedies };
}

/** Range that a row can take when all other rules hold, or undefined when they already conflict. */
function rangeWithout(set: FeasibleSet, rule: RuleRow): { lower: number; upper: number } | undefined {
  const rows = set.rules.filter((one) => one !== rule).map(({ row }) => row);
  // Leaving the budget out must not make the range endless: money stays within the whole.
  if (rule.kind === 'budget') rows.push({ ...rule.row, lower: 0, upper: 1 });
  const { coefficients } = rule.row;
  const extreme = (direction: 1 | -1): number | undefined => {
    const solved = linearProgram({ ...set, rows, linear: coefficients.map((value) => direction * value) });
    return solved.status === 'optimal' ? direction * solved.objective : undefined;
  };
  const lower = extreme(1);
  const upper = extreme(-1);
  return lower === undefined || upper === undefined ? undefined : { lower, upper };
}

function rowRemedy(problem: OptimizationProblem, set: FeasibleSet, rule: RuleRow): Remedy | undefined {
  const average = averageRule(problem, rule);
  if (average) {
    const reached = averageRange(problem, set, average);
    const { id, lower: least, upper: most = 0 } = average;
    if (!reached) return undefined;
    return least === undefined
      ? { constraint: id, bound: 'upper', from: most, to: reached.lower }
      : { constraint: id, bound: 'lower', from: least, to: reached.upper };
  }
  const range = rangeWithout(set, rule);
  if (!range) return undefined;
  const { lower, upper } = rule.row;
  const constraint = rule.id;
  if (rule.kind === 'target-return') {
    const shift = problem.riskFreeRate;
    return { constraint, bound: 'target', from: lower + shift, to: range.upper + shift };
  }
  if (rule.kind === 'budget') {
    return range.upper < lower
      ? { constraint, bound: 'maximum', from: 1 - lower, to: 1 - range.upper }
      : { constraint, bound: 'minimum', from: 1 - upper, to: 1 - range.lower };
  }
  return range.upper < lower
    ? { constraint, bound: 'lower', from: lower, to: rule.kind === 'group' ? Math.max(0, range.upper) : range.upper }
    : { constraint, bound: 'upper', from: upper, to: range.lower };
}

/** What would help of a rule on single weights: the least change of a cap or a floor, or leaving another kind out. */
function boundRemedy(problem: OptimizationProblem, set: FeasibleSet, id: string): Remedy | undefined {
  const rule = problem.constraints.find((one) => one.id === id);
  if (rule?.kind === 'position-cap') return limitRemedy(set, { id, bound: 'upper', from: rule.upper });
  if (rule?.kind === 'position-floor') return limitRemedy(set, { id, bound: 'lower', from: rule.lower });
  if (!rule) return undefined;
  const without = feasibleSet({ ...problem, constraints: problem.constraints.filter((one) => one !== rule) });
  const solved = linearProgram({ ...without, linear: new Float64Array(problem.instruments.length) });
  return solved.status === 'optimal' ? { constraint: id, bound: 'drop', from: 0, to: 0 } : undefined;
}

/** Least cap, or greatest floor, that works when every instrument under the same rule gets it: one variable more. */
function limitRemedy(
  set: FeasibleSet,
  { id, bound, from }: { id: string; bound: 'upper' | 'lower'; from: number }
): Remedy | undefined {
  const n = set.lower.length;
  const isCap = bound === 'upper';
  const ids = isCap ? set.caps : set.floors;
  const rows: LinearRow[] = set.rows.map((row) => ({
    ...row,
    coefficients: Float64Array.from([...row.coefficients, 0])
  }));
  const lower = Float64Array.from([...set.lower, isCap ? 0 : -10]);
  const upper = Float64Array.from([...set.upper.map((most) => Math.min(10, most)), 10]);
  for (let j = 0; j < n; j++) {
    if (ids[j] !== id) continue;
    if (isCap) upper[j] = 10;
    else lower[j] = -10;
    const coefficients = new Float64Array(n + 1);
    coefficients[j] = 1;
    coefficients[n] = -1;
    rows.push({ coefficients, lower: isCap ? -Infinity : 0, upper: isCap ? 0 : Infinity });
  }
  const linear = new Float64Array(n + 1);
  linear[n] = isCap ? 1 : -1;
  const solved = linearProgram({ lower, upper, rows, linear });
  return solved.status === 'optimal'
    ? { constraint: id, bound, from, to: isCap ? solved.objective : -solved.objective }
    : undefined;
}
