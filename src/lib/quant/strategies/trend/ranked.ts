import { countOf } from '../seen/weights';

/** A column and what it is ranked by. */
export interface Scored {
  readonly column: number;
  readonly score: number;
}

/** Best first; equal scores in the order of the columns. Scores that are no numbers are left out. */
export function ranked(scores: readonly Scored[]): Scored[] {
  return scores.filter(({ score }) => Number.isFinite(score)).sort((a, b) => b.score - a.score || a.column - b.column);
}

/**
 * Equal weights of the best fraction; with `sells` half the money in the best and as much short in the worst, where
 * no column is in both. Weights in n places; undefined without scores.
 */
export function bestOf(
  scores: readonly Scored[],
  n: number,
  fraction: number,
  sells: boolean
): Float64Array | undefined {
  const order = ranked(scores);
  if (order.length === 0) return undefined;
  const count = countOf(fraction, order.length);
  const weights = new Float64Array(n);
  const opposite = sells && 2 * count <= order.length;
  for (const { column } of order.slice(0, count)) weights[column] = (opposite ? 0.5 : 1) / count;
  if (opposite) for (const { column } of order.slice(-count)) weights[column] = -0.5 / count;
  return weights;
}
