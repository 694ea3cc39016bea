import { logGamma } from '$lib/math/distributions';
import { log } from '$lib/math/elementary';
import { mahalanobisSquares } from '$lib/math/linalg';
import { chiSquareDraw } from '$lib/math/random';
import { usableFactor, weightedMoments } from '$lib/math/stats';
import { correlatedLanes } from './lanes';
import type { ReturnModel, Sample } from './model';
import { scoreTable, studentLogDensity, type ScoreTable } from './score-table';

/** Degrees of freedom that a t copula is chosen from, by likelihood. */
const CANDIDATES = [3, 4, 5, 6, 8, 10, 15, 20, 30, 50];

/** Ranks within each column, from 0, ties by the order of the rows; and the ascending columns after one another. */
function ranked({ growth, rows, columns }: Sample): { ranks: Int32Array; sorted: Float64Array } {
  const ranks = new Int32Array(rows * columns);
  const sorted = new Float64Array(rows * columns);
  for (let i = 0; i < columns; i++) {
    const order = Array.from({ length: rows }, (_, t) => t).sort(
      (a, b) => growth[a * columns + i] - growth[b * columns + i] || a - b
    );
    order.forEach((t, rank) => {
      ranks[t * columns + i] = rank;
      sorted[i * rows + rank] = growth[t * columns + i];
    });
  }
  return { ranks, sorted };
}

/** Factor of the correlation of the scores of the ranks. */
function scored(ranks: Int32Array, rows: number, columns: number, table: ScoreTable) {
  const quantiles = Float64Array.from({ length: rows }, (_, k) => table.quantile((k + 0.5) / rows));
  const scores = Float64Array.from(ranks, (rank) => quantiles[rank]);
  const { covariance } = weightedMoments(scores, rows, columns, new Float64Array(rows).fill(1));
  const correlation = covariance.map((value, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return i === j ? 1 : value / Math.sqrt(covariance[i * (columns + 1)] * covariance[j * (columns + 1)]);
  });
  return { scores, ...usableFactor(correlation, columns) };
}

/** Log-likelihood of a t copula at its scores. */
function likelihood(scores: Float64Array, factor: Float64Array, rows: number, n: number, df: number): number {
  const squares = mahalanobisSquares(scores, rows, n, new Float64Array(n), factor);
  let total = rows * (logGamma((df + n) / 2) - logGamma(df / 2) - (n / 2) * log(df * Math.PI));
  for (let i = 0; i < n; i++) total -= rows * log(factor[i * (n + 1)]);
  for (const square of squares) total -= ((df + n) / 2) * log(1 + square / df);
  for (const score of scores) total -= studentLogDensity(score, df);
  return total;
}

/**
 * Margins of the past, row by row independent, joined by a normal or a t copula: the correlation is that of the scores of
 * the ranks, the degrees of freedom those of greatest likelihood of 3, 4, 5, 6, 8, 10, 15, 20, 30, 50. No value beyond the
 * past's. Source: McNeil, Frey and Embrechts (2015), chapter 7.
 */
export const copulaReturns: ReturnModel<'copula'> = {
  kind: 'copula',
  redrawsRows: false,
  antithetic: true,
  prepared: ({ law }, sample) => {
    const { rows, columns } = sample;
    const { ranks, sorted } = ranked(sample);
    if (law === 'normal') {
      const { factor, repaired } = scored(ranks, rows, columns, scoreTable());
      return { factor, repaired, sorted, rows };
    }
    const fits = CANDIDATES.map((df) => {
      const found = scored(ranks, rows, columns, scoreTable(df));
      return { ...found, df, reached: likelihood(found.scores, found.factor, rows, columns, df) };
    });
    const best = fits.reduce((a, b) => (b.reached > a.reached ? b : a));
    return { factor: best.factor, repaired: best.repaired, sorted, rows, degreesOfFreedom: best.df };
  },
  growth: (data, { columns, paths, rowsPerPeriod }, { normals, random }) => {
    const { factor, sorted, rows, degreesOfFreedom } = data;
    const table = scoreTable(degreesOfFreedom);
    const drawn = new Float64Array(columns * paths);
    const row = new Float64Array(columns * paths);
    const scale = new Float64Array(paths).fill(1);
    return (into) => {
      into.fill(1);
      for (let t = 0; t < rowsPerPeriod; t++) {
        normals(drawn);
        correlatedLanes(drawn, factor, columns, paths, row);
        if (degreesOfFreedom !== undefined)
          for (let p = 0; p < paths; p++)
            scale[p] = Math.sqrt(degreesOfFreedom / chiSquareDraw(degreesOfFreedom, random));
        for (let i = 0, at = 0; i < columns; i++)
          for (let p = 0; p < paths; p++, at++) {
            const rank = Math.min(rows - 1, Math.floor(table.probability(scale[p] * row[at]) * rows));
            into[at] *= sorted[i * rows + rank];
          }
      }
    };
  }
};
