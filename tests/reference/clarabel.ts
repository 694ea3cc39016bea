import { solveConic } from './clarabel-wasm';
import type { QuadraticProblem } from '../../src/lib/math/optimize';

/** A solution by Clarabel 0.9 (interior point, compiled to wasm), called directly and not through cvxjs's modelling. */
export interface ReferenceSolution {
  readonly status: string;
  readonly x: Float64Array;
  readonly milliseconds: number;
}

interface SparseColumns {
  readonly nrows: number;
  readonly ncols: number;
  readonly colPtr: Uint32Array;
  readonly rowIdx: Uint32Array;
  readonly values: Float64Array;
}

function sparse(nrows: number, columns: readonly (readonly [number, number][])[]): SparseColumns {
  const rowIdx: number[] = [];
  const values: number[] = [];
  const colPtr = [0];
  for (const column of columns) {
    for (const [row, value] of column) {
      if (value === 0) continue;
      rowIdx.push(row);
      values.push(value);
    }
    colPtr.push(values.length);
  }
  return {
    nrows,
    ncols: columns.length,
    colPtr: Uint32Array.from(colPtr),
    rowIdx: Uint32Array.from(rowIdx),
    values: Float64Array.from(values)
  };
}

/**
 * Solves the quadratic program with Clarabel. The objective is scaled to a unit mean diagonal first, because its
 * tolerances are partly absolute. `milliseconds` covers the conversion's end to the answer, wasm call included.
 */
export async function clarabelSolution(problem: QuadraticProblem): Promise<ReferenceSolution> {
  const n = problem.linear.length;
  let trace = 0;
  for (let j = 0; j < n; j++) trace += problem.quadratic[j * n + j];
  const scale = trace > 0 ? n / trace : 1;
  const upperTriangle = Array.from({ length: n }, (_, j) =>
    Array.from({ length: j + 1 }, (_, i): [number, number] => [i, problem.quadratic[i * n + j] * scale])
  );
  const columns: [number, number][][] = Array.from({ length: n }, () => []);
  const right: number[] = [];
  const add = (coefficients: (j: number) => number, bound: number): void => {
    for (let j = 0; j < n; j++) if (coefficients(j) !== 0) columns[j].push([right.length, coefficients(j)]);
    right.push(bound);
  };
  const equalities = problem.rows.filter((row) => row.lower === row.upper);
  for (const row of equalities) add((j) => row.coefficients[j], row.upper);
  for (const row of problem.rows) {
    if (row.lower === row.upper) continue;
    if (Number.isFinite(row.upper)) add((j) => row.coefficients[j], row.upper);
    if (Number.isFinite(row.lower)) add((j) => -row.coefficients[j], -row.lower);
  }
  for (let k = 0; k < n; k++) {
    if (Number.isFinite(problem.upper[k])) {
      columns[k].push([right.length, 1]);
      right.push(problem.upper[k]);
    }
    if (Number.isFinite(problem.lower[k])) {
      columns[k].push([right.length, -1]);
      right.push(-problem.lower[k]);
    }
  }
  const p = sparse(n, upperTriangle);
  const a = sparse(right.length, columns);
  const cones = { zero: equalities.length, nonneg: right.length - equalities.length, soc: [], exp: 0, power: [] };
  const begun = performance.now();
  const answer = await solveConic(
    p,
    problem.linear.map((c) => c * scale),
    a,
    Float64Array.from(right),
    cones,
    { tolGapAbs: 1e-11, tolGapRel: 1e-11 }
  );
  const milliseconds = performance.now() - begun;
  return { status: answer.status, x: answer.x ?? new Float64Array(n), milliseconds };
}
