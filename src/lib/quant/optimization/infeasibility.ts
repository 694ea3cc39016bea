import { linearProgram, type Infeasible, type LinearRow } from '$lib/math/optimize';
import type { FeasibleSet, RuleRow } from './feasible-set';
import type { Attainable, InfeasiblePortfolio, OptimizationProblem, Remedy } from './problem';

/** The solver's conflict in the words of the problem: rules by id, what the others let through, what would help. */
export function infeasiblePortfolio(
  problem: OptimizationProblem,
  set: FeasibleSet,
  { conflict }: Infeasible
): InfeasiblePortfolio {
  const rules = conflict.rows.map((k) => set.rules[k]).filter((rule) => rule !== undefined);
  const caps = new Set(conflict.upperBounds.map((j) => set.caps[j]).filter((id) => id !== undefined));
  const attainable = conflict.attainable.flatMap(({ row, lower, upper }): Attainable[] => {
    const rule = set.rules[row];
    if (!rule) return [];
    const shift = rule.kind === 'target-return' ? problem.riskFreeRate : 0;
    const side = upper < rule.row.lower ? 'lower' : 'upper';
    return [
      { constraint: rule.id, lower: lower + shift, upper: upper + shift, required: rule.row[side] + shift, side }
    ];
  });
  const remedies = [
    ...rules.flatMap((rule) => rowRemedy(problem, set, rule) ?? []),
    ...[...caps].flatMap((id) => capRemedy(problem, set, id) ?? [])
  ].sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
  return { status: 'infeasible', conflict: [...rules.map(({ id }) => id), ...caps], attainable, remedies };
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
    ? { constraint, bound: 'lower', from: lower, to: Math.max(0, range.upper) }
    : { constraint, bound: 'upper', from: upper, to: range.lower };
}

/** Least cap that works when every instrument under the same rule gets it: one more variable, the cap itself. */
function capRemedy(problem: OptimizationProblem, set: FeasibleSet, id: string): Remedy | undefined {
  const rule = problem.constraints.find((one) => one.id === id);
  if (rule?.kind !== 'position-cap') return undefined;
  const n = problem.instruments.length;
  const widened = (coefficients: Float64Array, last: number): Float64Array =>
    Float64Array.from([...coefficients, last]);
  const rows: LinearRow[] = set.rows.map((row) => ({ ...row, coefficients: widened(row.coefficients, 0) }));
  const upper = new Float64Array(n + 1).fill(1);
  for (let j = 0; j < n; j++) {
    if (set.caps[j] !== id) {
      upper[j] = Math.min(1, set.upper[j] ?? 1);
      continue;
    }
    const coefficients = new Float64Array(n + 1);
    coefficients[j] = 1;
    coefficients[n] = -1;
    rows.push({ coefficients, lower: -Infinity, upper: 0 });
  }
  const linear = new Float64Array(n + 1);
  linear[n] = 1;
  const solved = linearProgram({ lower: new Float64Array(n + 1), upper, rows, linear });
  return solved.status === 'optimal'
    ? { constraint: id, bound: 'upper', from: rule.upper, to: solved.objective }
    : undefined;
}
