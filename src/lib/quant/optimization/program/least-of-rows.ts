import { linearMinimum, type LinearRow } from '$lib/math/optimize';
import type { Expression } from './expression';
import type { Row, Term } from './program-row';

/** The least value of a program with the point that has it; the pull of each term where the interior point found it. */
export type LeastPoint =
  | {
      readonly status: 'optimal';
      readonly objective: number;
      readonly variables: Float64Array;
      readonly pull?: ReadonlyMap<Term, number>;
    }
  | { readonly status: 'infeasible' | 'unbounded' | 'failed' };

/** Rows beyond this are left to the interior point: the inverse of the simplex basis is dense. */
const FEW = 60;

/** The least value of linear expressions under rows; undefined where a row is no sum, or there are many. */
export function leastOfRows(
  variables: number,
  rows: readonly Row[],
  costs: readonly { readonly expression: Expression }[]
): LeastPoint | undefined {
  if (rows.some(({ kind }) => kind !== 'zero' && kind !== 'nonnegative')) return undefined;
  const lower = new Float64Array(variables).fill(-Infinity);
  const upper = new Float64Array(variables).fill(Infinity);
  const sums: LinearRow[] = [];
  for (const { kind, forms } of rows) {
    const [form] = forms;
    if (!form) continue;
    const [index, value] = [form.indices[0] ?? 0, form.values[0] ?? 0];
    if (form.indices.length === 1 && value !== 0) {
      const bound = -form.constant / value;
      if (kind === 'zero' || value > 0) lower[index] = Math.max(lower[index] ?? 0, bound);
      if (kind === 'zero' || value < 0) upper[index] = Math.min(upper[index] ?? 0, bound);
    } else {
      const right = -form.constant;
      sums.push({ coefficients: dense(form, variables), lower: right, upper: kind === 'zero' ? right : Infinity });
    }
    if (sums.length > FEW) return undefined;
  }
  const linear = new Float64Array(variables);
  let constant = 0;
  for (const { expression } of costs) {
    dense(expression, variables).forEach((value, j) => (linear[j] = (linear[j] ?? 0) + value));
    constant += expression.constant;
  }
  const least = linearMinimum({ lower, upper, rows: sums, linear });
  return least.status === 'optimal'
    ? { status: 'optimal', objective: least.objective + constant, variables: least.x }
    : least;
}

function dense({ indices, values }: Expression, count: number): Float64Array {
  const all = new Float64Array(count);
  indices.forEach((index, k) => (all[index] = (all[index] ?? 0) + (values[k] ?? 0)));
  return all;
}
