import { solveConic } from './clarabel-wasm';
import type { ConicProblem, SparseColumns } from '../../src/lib/math/optimize';

/** What Clarabel 0.9 says of a conic program. */
export interface ConicReference {
  readonly status: string;
  readonly objective: number;
  readonly x: Float64Array;
  readonly milliseconds: number;
}

function clarabelMatrix({ rows, columns, starts, indices, values }: SparseColumns, upper: boolean) {
  const colPtr = new Uint32Array(columns + 1);
  const rowIdx: number[] = [];
  const kept: number[] = [];
  for (let j = 0; j < columns; j++) {
    const order = Array.from({ length: starts[j + 1] - starts[j] }, (_, k) => starts[j] + k);
    for (const k of order.sort((a, b) => indices[a] - indices[b])) {
      if (upper && indices[k] > j) continue;
      rowIdx.push(indices[k]);
      kept.push(values[k]);
    }
    colPtr[j + 1] = kept.length;
  }
  return { nrows: rows, ncols: columns, colPtr, rowIdx: Uint32Array.from(rowIdx), values: Float64Array.from(kept) };
}

const NOTHING = (n: number): SparseColumns => ({
  rows: n,
  columns: n,
  starts: new Int32Array(n + 1),
  indices: new Int32Array(0),
  values: new Float64Array(0)
});

/**
 * Solves the program with Clarabel; the cones must come in the order of `ConicRows.build`. The objective is multiplied
 * by `scale` on the way in and divided by it on the way out, because Clarabel's tolerances are partly absolute.
 */
export async function clarabelConic(problem: ConicProblem, scale = 1, tolerance = 1e-12): Promise<ConicReference> {
  const { quadratic, constraints, right, cones } = problem;
  const linear = problem.linear.map((value) => value * scale);
  const total = (kind: string) => cones.reduce((sum, cone) => sum + (cone.kind === kind ? cone.size : 0), 0);
  const dims = {
    zero: total('zero'),
    nonneg: total('nonnegative'),
    soc: cones.filter(({ kind }) => kind === 'second-order').map(({ size }) => size),
    exp: total('exponential') / 3,
    power: []
  };
  const p = clarabelMatrix(quadratic ?? NOTHING(linear.length), true);
  p.values.forEach((value, k) => (p.values[k] = value * scale));
  const a = clarabelMatrix(constraints, false);
  const settings = { tolGapAbs: tolerance, tolGapRel: tolerance };
  const begun = performance.now();
  const answer = await solveConic(p, linear, a, right, dims, settings);
  const milliseconds = performance.now() - begun;
  const x = answer.x ?? new Float64Array(linear.length);
  return { status: answer.status, objective: (answer.objVal ?? NaN) / scale, x, milliseconds };
}
