import {
  integerProgram,
  sparseFromRows,
  type IntegerAnswer,
  type LinearEngine,
  type SparseRow
} from '$lib/math/optimize';
import type { FeasibleSet } from '../feasible-set';
import type { SearchLimits } from '../problem';
import type { CountedSet } from './counted-set';

/** Rows of a mixed-integer program under construction. */
class Rows {
  readonly rows: SparseRow[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];

  add(indices: readonly number[], values: readonly number[], lower: number, upper: number): void {
    this.rows.push({ indices, values });
    this.lower.push(lower);
    this.upper.push(upper);
  }
}

/** How large a weight can get beside the least of all others, where the budget has an end. */
function reach({ lower, upper, rules }: FeasibleSet): Float64Array {
  const whole = rules.find(({ kind }) => kind === 'budget')?.row.upper ?? Infinity;
  const least = lower.reduce((sum, value) => sum + value, 0);
  return upper.map((value, j) => Math.min(value, whole - least + (lower[j] ?? 0)));
}

/**
 * Least c'w over weights under bounds, sums and counts, as a mixed-integer linear program: a variable of zero or one beside
 * each weight says whether it is held. The first n variables of the answer are the weights.
 */
export function linearChoice(
  set: FeasibleSet,
  counted: CountedSet,
  linear: Float64Array,
  { engine, seconds, proceed }: SearchLimits & { readonly engine: LinearEngine }
): IntegerAnswer {
  const n = linear.length;
  const upper = reach(set);
  if (![...upper, ...set.lower].every(Number.isFinite)) return { status: 'failed', reason: 'a weight has no end' };
  const rows = new Rows();
  const all = Array.from({ length: n }, (_, j) => j);
  for (const { coefficients, lower, upper: most } of set.rows) rows.add(all, [...coefficients], lower, most);
  for (const j of all) {
    const least = counted.least[j] ?? 0;
    rows.add([j, n + j], [1, -(upper[j] ?? 0)], -Infinity, 0);
    rows.add([j, n + j], [1, -(least > 0 ? least : Math.min(0, set.lower[j] ?? 0))], 0, Infinity);
  }
  for (const { members, fewest = 0, most = n } of counted.counts) {
    const places = all.filter((j) => !members || members[j] === 1).map((j) => n + j);
    rows.add(places, new Array<number>(places.length).fill(1), fewest, most);
  }
  const held = Float64Array.from(all, (j) => ((set.lower[j] ?? 0) > 0 ? 1 : 0));
  return integerProgram(
    {
      linear: Float64Array.from([...linear, ...new Float64Array(n)]),
      lower: Float64Array.from([...set.lower, ...held]),
      upper: Float64Array.from([...upper, ...new Float64Array(n).fill(1)]),
      matrix: sparseFromRows(rows.rows, 2 * n),
      rowLower: Float64Array.from(rows.lower),
      rowUpper: Float64Array.from(rows.upper),
      integer: Uint8Array.from({ length: 2 * n }, (_, j) => (j < n ? 0 : 1))
    },
    engine,
    {
      ...(seconds === undefined ? {} : { seconds }),
      ...(proceed && {
        progress: (one) => proceed({ ...one, gap: Math.abs(one.objective - one.bound) / Math.abs(one.objective) })
      })
    }
  );
}
