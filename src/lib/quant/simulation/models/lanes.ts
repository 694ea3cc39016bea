/**
 * Correlated values of many paths: out_i = sum over k of factor[i][k] x normals_k, rows of one value a path. `lower` when
 * the factor has nothing above its diagonal. Sums run over k in order.
 */
export function correlatedLanes(
  normals: Float64Array,
  factor: Float64Array,
  columns: number,
  paths: number,
  out: Float64Array,
  lower = true
): void {
  for (let i = 0; i < columns; i++) {
    const to = i * paths;
    out.fill(0, to, to + paths);
    for (let k = 0; k < (lower ? i + 1 : columns); k++) {
      const weight = factor[i * columns + k];
      for (let p = 0, from = k * paths; p < paths; p++) out[to + p] += weight * normals[from + p];
    }
  }
}

/** Multiplies growth factors by those of one row more, none of them below zero: nobody loses more than all. */
export function multiplyRow(into: Float64Array, growth: Float64Array): void {
  for (let at = 0; at < into.length; at++) into[at] *= Math.max(0, growth[at]);
}
