import { linearProgram, type LinearRow } from '$lib/math/optimize';
import type { FeasibleSet } from './feasible-set';
import type { ExposureLimit, OptimizationProblem } from './problem';

/**
 * Least and greatest average that a rule can take when all other rules hold, undefined when they already conflict or
 * nothing with a figure can be held. By the linear-fractional program in y = k w (Charnes and Cooper 1962).
 */
export function averageRange(
  problem: OptimizationProblem,
  set: FeasibleSet,
  rule: ExposureLimit
): { lower: number; upper: number } | undefined {
  const n = problem.instruments.length;
  const figures = new Map(rule.figures.map(({ instrument, value }) => [instrument, value]));
  const rows: LinearRow[] = [];
  const hold = (coefficients: Float64Array, limit: number, side: 'lower' | 'upper'): void => {
    if (!Number.isFinite(limit)) return;
    const row = Float64Array.from([...coefficients, -limit]);
    rows.push({ coefficients: row, lower: side === 'lower' ? 0 : -Infinity, upper: side === 'lower' ? Infinity : 0 });
  };
  for (const { id, row } of set.rules) {
    if (id === rule.id) continue;
    hold(row.coefficients, row.lower, 'lower');
    hold(row.coefficients, row.upper, 'upper');
  }
  for (let j = 0; j < n; j++) {
    const own = new Float64Array(n);
    own[j] = 1;
    hold(own, set.lower[j] ?? 0, 'lower');
    hold(own, set.upper[j] ?? Infinity, 'upper');
  }
  const known = Float64Array.from([...problem.instruments.map((one) => (figures.has(one) ? 1 : 0)), 0]);
  rows.push({ coefficients: known, lower: 1, upper: 1 });
  const lower = new Float64Array(n + 1).fill(-Infinity);
  lower[n] = 0;
  const upper = new Float64Array(n + 1).fill(Infinity);
  const linear = Float64Array.from([...problem.instruments.map((one) => figures.get(one) ?? 0), 0]);
  const extreme = (direction: 1 | -1): number | undefined => {
    const solved = linearProgram({ lower, upper, rows, linear: linear.map((value) => direction * value) });
    return solved.status === 'optimal' ? direction * solved.objective : undefined;
  };
  const least = extreme(1);
  const most = extreme(-1);
  return least === undefined || most === undefined ? undefined : { lower: least, upper: most };
}
