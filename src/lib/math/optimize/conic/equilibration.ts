import { exp, log } from '$lib/math/elementary';
import type { SparseColumns } from './sparse-columns';
import type { Cone } from './types';

/** The data of the solver, scaled: P full or upper as given, and the factors that lead back. */
export interface ScaledProblem {
  readonly quadratic: SparseColumns | undefined;
  readonly linear: Float64Array;
  readonly constraints: SparseColumns;
  readonly right: Float64Array;
  /** x = columnScale * scaled x; rows times rowScale; objective times costScale. */
  readonly columnScale: Float64Array;
  readonly rowScale: Float64Array;
  readonly costScale: number;
}

const ROUNDS = 10;
const LEAST = 1e-4;
const MOST = 1e4;

/**
 * Ruiz equilibration of [P, G'; G, 0] (Ruiz 2001): rows and columns scaled until their greatest entries are near one,
 * one factor for all rows of a cone that is not a product of half-lines, then the cost by the greatest of P and c.
 * `quadratic` is the upper triangle.
 */
export function equilibrated(
  quadratic: SparseColumns | undefined,
  linear: Float64Array,
  constraints: SparseColumns,
  right: Float64Array,
  cones: readonly Cone[],
  rounds = ROUNDS
): ScaledProblem {
  const n = linear.length;
  const p = quadratic && { ...quadratic, values: quadratic.values.slice() };
  const g = { ...constraints, values: constraints.values.slice() };
  const columnScale = new Float64Array(n).fill(1);
  const rowScale = new Float64Array(right.length).fill(1);
  const columnMost = new Float64Array(n);
  const rowMost = new Float64Array(right.length);
  for (let round = 0; round < rounds; round++) {
    columnMost.fill(0);
    rowMost.fill(0);
    if (p) takeGreatest(p, columnMost, columnMost);
    takeGreatest(g, rowMost, columnMost);
    toFactors(columnMost, columnScale);
    toFactors(rowMost, rowScale);
    evenOut(cones, rowMost);
    scale(g, rowMost, columnMost);
    if (p) scale(p, columnMost, columnMost);
    let worst = 0;
    for (let j = 0; j < n; j++) {
      columnScale[j] *= columnMost[j];
      worst = Math.max(worst, Math.abs(1 - columnMost[j]));
    }
    for (let i = 0; i < rowScale.length; i++) {
      rowScale[i] *= rowMost[i];
      worst = Math.max(worst, Math.abs(1 - rowMost[i]));
    }
    if (worst < 0.05) break;
  }
  const cost = linear.map((value, j) => value * columnScale[j]);
  let greatest = cost.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (p) greatest = Math.max(greatest, meanColumn(p));
  const costScale = greatest > 0 ? 1 / greatest : 1;
  if (p) for (let k = 0; k < p.values.length; k++) p.values[k] *= costScale;
  return {
    quadratic: p,
    linear: cost.map((value) => value * costScale),
    constraints: g,
    right: right.map((value, i) => value * rowScale[i]),
    columnScale,
    rowScale,
    costScale
  };
}

function takeGreatest(
  { columns, starts, indices, values }: SparseColumns,
  rows: Float64Array,
  cols: Float64Array
): void {
  for (let j = 0; j < columns; j++) {
    let most = cols[j];
    for (let k = starts[j]; k < starts[j + 1]; k++) {
      const size = Math.abs(values[k]);
      const i = indices[k];
      if (size > rows[i]) rows[i] = size;
      if (size > most) most = size;
    }
    if (most > cols[j]) cols[j] = most;
  }
}

/** Turns greatest entries into factors, kept so that the factors so far stay within bounds. */
function toFactors(most: Float64Array, sofar: Float64Array): void {
  for (let k = 0; k < most.length; k++) {
    const factor = most[k] > 0 ? 1 / Math.sqrt(most[k]) : 1;
    most[k] = Math.min(MOST, Math.max(LEAST, sofar[k] * factor)) / sofar[k];
  }
}

/** One factor, the geometric mean, for each cone that scaling row by row would deform. */
function evenOut(cones: readonly Cone[], factors: Float64Array): void {
  let offset = 0;
  for (const { kind, size } of cones) {
    if (kind === 'second-order' || kind === 'exponential') {
      let total = 0;
      for (let i = offset; i < offset + size; i++) total += log(factors[i]);
      factors.fill(exp(total / size), offset, offset + size);
    }
    offset += size;
  }
}

function scale(
  { columns, starts, indices, values }: { readonly values: Float64Array } & SparseColumns,
  rows: Float64Array,
  cols: Float64Array
): void {
  for (let j = 0; j < columns; j++) {
    for (let k = starts[j]; k < starts[j + 1]; k++) values[k] *= rows[indices[k]] * cols[j];
  }
}

/** Mean over the columns of the greatest entry, of the upper triangle. */
function meanColumn({ columns, starts, values }: SparseColumns): number {
  let total = 0;
  for (let j = 0; j < columns; j++) {
    let most = 0;
    for (let k = starts[j]; k < starts[j + 1]; k++) most = Math.max(most, Math.abs(values[k]));
    total += most;
  }
  return columns === 0 ? 0 : total / columns;
}
