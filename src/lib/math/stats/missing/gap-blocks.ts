import { choleskyFactor, choleskySolve, centeredGram } from '$lib/math/linalg';
import type { Observations } from '../scatter/observations';

/** Columns with the same gaps together, those with most rows first. */
export function gapBlocks({ values, rows, columns }: Observations): number[][] {
  const patterns = Array.from({ length: columns }, (_, j) => {
    let [text, count] = ['', 0];
    for (let t = 0; t < rows; t++) {
      const missing = Number.isNaN(values[t * columns + j]);
      text += missing ? '0' : '1';
      if (!missing) count++;
    }
    return { text, count };
  });
  const order = [...patterns.keys()].sort((a, b) => patterns[b].count - patterns[a].count || a - b);
  const grouped = new Map<string, number[]>();
  for (const j of order) {
    const group = grouped.get(patterns[j].text) ?? [];
    group.push(j);
    grouped.set(patterns[j].text, group);
  }
  return [...grouped.values()];
}

/** Rows in which all of the columns have a value. */
export function commonRows({ values, rows, columns }: Observations, chosen: readonly number[]): number[] {
  return Array.from({ length: rows }, (_, t) => t).filter((t) =>
    chosen.every((j) => !Number.isNaN(values[t * columns + j]))
  );
}

/** Variables of a block explained by the longer ones: slopes, residual covariance (divisor T), means of all over the same rows. */
export interface BlockRegression {
  /** m x q: of the block's variables on the longer ones. */
  readonly slopes: Float64Array[];
  readonly residual: Float64Array;
  readonly means: Float64Array;
}

/** Regression of the last m columns on the first q by their common moments; undefined when those are dependent. */
export function blockRegression(observations: Observations, q: number): BlockRegression | undefined {
  const { values, rows, columns } = observations;
  const m = columns - q;
  const { means, gram } = centeredGram(values, rows, columns);
  const at = (i: number, j: number): number => gram[i * columns + j] / rows;
  const longer = Float64Array.from({ length: q * q }, (_, k) => at(Math.floor(k / q), k % q));
  const found = choleskyFactor(longer, q);
  if (found.status !== 'ok') return undefined;
  const slopes = Array.from({ length: m }, (_, b) =>
    choleskySolve(
      found.factor,
      q,
      Float64Array.from({ length: q }, (_, k) => at(k, q + b))
    )
  );
  const residual = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) {
      let value = at(q + a, q + b);
      for (let k = 0; k < q; k++) value -= slopes[a][k] * at(k, q + b);
      residual[a * m + b] = residual[b * m + a] = value;
    }
  }
  return { slopes, residual, means };
}
