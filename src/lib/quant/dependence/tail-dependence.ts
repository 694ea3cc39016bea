import { midRanks } from '$lib/math/stats';

/** How often two series are in their worst (or best) share of rows together. */
export interface TailDependence {
  /** Share of rows that make a tail. */
  readonly share: number;
  /** Probability that the second series is in its lower tail when the first is; the same the other way round. */
  readonly lower: number;
  readonly upper: number;
  /** Rows in both lower tails, and in both upper ones. */
  readonly lowerRows: number;
  readonly upperRows: number;
  /** Standard error of either if it were `share`, as for independent series: what chance alone moves it by. */
  readonly chanceError: number;
}

/**
 * Empirical tail dependence at a share q: rows in which both are among the lowest q of their own values, over q n; and the
 * same for the highest. Independent series give q, series that only ever fall together 1. Missing: none allowed. Ties
 * share their ranks. Source: Joe, Multivariate models and dependence concepts (1997), section 2.1.10, at finite q.
 * @throws RangeError on unequal lengths or a share outside 0 to 1/2.
 */
export function tailDependence(a: ArrayLike<number>, b: ArrayLike<number>, share: number): TailDependence {
  const n = a.length;
  if (b.length !== n) throw new RangeError(`series have lengths ${n} and ${b.length}`);
  if (!(share > 0 && share <= 0.5)) throw new RangeError(`share ${share} is outside 0 to 1/2`);
  const [x, y] = [midRanks(a), midRanks(b)];
  const edge = share * n;
  let [lowerRows, upperRows] = [0, 0];
  for (let t = 0; t < n; t++) {
    if (x[t] <= edge && y[t] <= edge) lowerRows += 1;
    if (n + 1 - x[t] <= edge && n + 1 - y[t] <= edge) upperRows += 1;
  }
  return {
    share,
    lower: lowerRows / edge,
    upper: upperRows / edge,
    lowerRows,
    upperRows,
    chanceError: Math.sqrt((share * (1 - share)) / edge)
  };
}
