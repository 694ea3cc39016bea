import type { LinearRow, SegmentedProgram } from '$lib/math/optimize';
import type { FeasibleSet } from '../feasible-set';
import type { GrossLimit, OptimizationProblem, TurnoverLimit } from '../problem';

/** A row of the program with the rule it stands for. */
export interface SegmentRow {
  readonly id: string;
  readonly row: LinearRow;
}

/**
 * A problem over the segments of its weights: they are cut at the weights held now where trades count, and at zero where
 * long and short positions count alike. `excess`, `cost` and `shortfall` make the counted return over cash, and are
 * slopes for each segment: expected, less costs of trading a year, less what uncertain returns may fall short by; the
 * `constant` is the counted return at the lowest weights.
 */
export interface WeightSegments {
  readonly program: SegmentedProgram;
  readonly rules: readonly SegmentRow[];
  readonly excess: Float64Array;
  readonly cost: Float64Array;
  readonly shortfall: Float64Array;
  readonly gain: Float64Array;
  readonly constant: number;
}

/** Cuts nearer than this are one. */
const SAME = 1e-12;

const heldNow = ({ currentWeights }: OptimizationProblem, j: number): number => currentWeights?.[j] ?? 0;

/** The segments of a problem whose rules and costs are piecewise linear; quadratic limits are not part of them. */
export function weightSegments(problem: OptimizationProblem, set: FeasibleSet): WeightSegments {
  const { owner, from, to } = cuts(problem, set);
  const excess = Float64Array.from(owner, (j) => set.excess[j] ?? 0);
  const middle = from.map((start, k) => middleOf(start, to[k] ?? start));
  const side = (kink: (j: number) => number): Int8Array =>
    Int8Array.from(owner, (j, k) => ((middle[k] ?? 0) > kink(j) ? 1 : -1));
  const traded = side((j) => heldNow(problem, j));
  const signed = side(() => 0);
  const { tradingCosts, uncertainty } = problem;
  const perYear = tradingCosts?.perYear ?? 0;
  const widths = uncertainty?.kind === 'box' ? uncertainty.halfWidths : undefined;
  const rate = (j: number): number => perYear * (tradingCosts?.linear?.[j] ?? 0);
  const cost = Float64Array.from(owner, (j, k) => (traded[k] ?? 0) * rate(j));
  const shortfall = Float64Array.from(owner, (j, k) => (signed[k] ?? 0) * (widths?.[j] ?? 0));
  const gain = excess.map((value, k) => value - (cost[k] ?? 0) - (shortfall[k] ?? 0));
  let constant = 0;
  set.lower.forEach((low, j) => {
    constant += (set.excess[j] ?? 0) * low - (widths?.[j] ?? 0) * Math.abs(low);
    constant -= rate(j) * Math.abs(low - heldNow(problem, j));
  });
  const form = { owner, traded, signed };
  const rules = set.rules.map(({ id, kind, row }) =>
    kind === 'target-return'
      ? { id, row: { coefficients: gain, lower: row.lower - constant, upper: row.upper } }
      : { id, row: shifted(row, set, owner) }
  );
  for (const rule of problem.constraints) {
    if (rule.kind === 'turnover') rules.push(...turnoverRows(rule, problem, set, form));
    else if (rule.kind === 'gross-exposure') rules.push(grossRow(rule, set, form));
  }
  const program = { quadratic: problem.covariance, owner, from, to, rows: rules.map(({ row }) => row) };
  return { program, rules, excess, cost, shortfall, gain, constant };
}

function middleOf(start: number, end: number): number {
  return end === Infinity ? start + 1 : 0.5 * (start + end);
}

function cuts(
  problem: OptimizationProblem,
  { lower, upper }: FeasibleSet
): { readonly owner: Int32Array; readonly from: Float64Array; readonly to: Float64Array } {
  const trades = problem.tradingCosts !== undefined || problem.constraints.some(({ kind }) => kind === 'turnover');
  const sides = problem.uncertainty !== undefined || problem.constraints.some(({ kind }) => kind === 'gross-exposure');
  const owner: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  lower.forEach((low, j) => {
    const high = upper[j] ?? Infinity;
    const kinks = [...(trades ? [heldNow(problem, j)] : []), ...(sides ? [0] : [])].sort((a, b) => a - b);
    let start = low;
    for (const kink of [...kinks, high]) {
      const last = kink === high;
      if (!last && !(kink > start + SAME && kink < high - SAME)) continue;
      owner.push(j);
      from.push(start);
      to.push(kink);
      start = kink;
      if (last) break;
    }
  });
  return { owner: Int32Array.from(owner), from: Float64Array.from(from), to: Float64Array.from(to) };
}

/** A row over weights as one over segments, which count from the lowest weights. */
function shifted({ coefficients, lower, upper }: LinearRow, set: FeasibleSet, owner: Int32Array): LinearRow {
  const base = coefficients.reduce((sum, value, j) => (value === 0 ? sum : sum + value * (set.lower[j] ?? 0)), 0);
  return {
    coefficients: Float64Array.from(owner, (j) => coefficients[j] ?? 0),
    lower: lower - base,
    upper: upper - base
  };
}

interface Sides {
  readonly owner: Int32Array;
  readonly traded: Int8Array;
  readonly signed: Int8Array;
}

/**
 * Half of all changes, cash among them, is the greater of purchases and sales: a row for each. Where cash is fixed the
 * two differ by a constant, and half their sum is one row.
 */
function turnoverRows(
  { id, maximum }: TurnoverLimit,
  problem: OptimizationProblem,
  set: FeasibleSet,
  { traded }: Sides
): SegmentRow[] {
  let bought = 0;
  let sold = 0;
  let total = 0;
  set.lower.forEach((low, j) => {
    const held = heldNow(problem, j);
    total += held;
    bought += Math.max(0, low - held);
    sold += Math.max(0, held - low);
  });
  const { minimum, maximum: most } = set.cash;
  if (minimum === most) {
    const moved = Math.abs(1 - minimum - total);
    const coefficients = Float64Array.from(traded, (side) => 0.5 * side);
    const base = 0.5 * (bought + sold + moved);
    return [{ id, row: { coefficients, lower: -Infinity, upper: maximum - base } }];
  }
  const only = (side: number): Float64Array => Float64Array.from(traded, (one) => (one === side ? side : 0));
  return [
    { id, row: { coefficients: only(1), lower: -Infinity, upper: maximum - bought } },
    { id, row: { coefficients: only(-1), lower: -Infinity, upper: maximum - sold } }
  ];
}

function grossRow({ id, maximum }: GrossLimit, set: FeasibleSet, { signed }: Sides): SegmentRow {
  const base = set.lower.reduce((sum, low) => sum + Math.abs(low), 0);
  return { id, row: { coefficients: Float64Array.from(signed), lower: -Infinity, upper: maximum - base } };
}
