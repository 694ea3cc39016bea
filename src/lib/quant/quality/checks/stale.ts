import type { Found, QualityCheck } from '../check';
import type { SeriesView } from '../series-view';
import { PEGGED_SHARE, STALE_EXPECTED, STALE_LEAST, STALE_NEAR } from '../thresholds';

/**
 * Runs of unchanged values that chance does not explain. With a share p of unchanged steps, N steps hold N (1 - p) p^k runs
 * of at least k on average (Schilling, The College Mathematics Journal 21, 1990); a run is stale when that expectation is below
 * a thousandth. p is the larger of two shares, that of the whole series and that of the year before and after, both without the
 * run itself: a penny stock, a thin bond or a bill near zero may stand still for long, a busy stock may not. Where half of the steps
 * or more stand still anyway (a pegged currency, a policy rate) no run is told. Only daily series.
 */
export const staleRun: QualityCheck = {
  code: 'stale-run',
  gravity: 'doubt',
  refuses: false,
  repair: 'none',
  findings: (view) => staleRuns(view)
};

function* staleRuns({ days, values, unchanged, frequency, series }: SeriesView): Generator<Found> {
  const steps = values.length - 1;
  if (frequency !== 'daily' || unchanged < STALE_LEAST || unchanged >= PEGGED_SHARE * steps) return;
  for (let at = 1; at <= steps; at++) {
    if (values[at] !== values[at - 1]) continue;
    let end = at + 1;
    while (end <= steps && values[end] === values[at]) end++;
    const length = end - at;
    // A run of zeros where zero may be a value is judged by the check of zeros.
    const isJudged = length >= STALE_LEAST && (series.moves === 'ratio' || values[at] !== 0);
    if (isJudged && isStale(values, at, end, (unchanged - length) / Math.max(1, steps - length)))
      yield { from: days[at - 1] ?? 0, to: days[end - 1] ?? 0, count: length, facts: { value: values[at] ?? NaN } };
    at = end;
  }
}

function isStale(values: Float64Array, at: number, end: number, overall: number): boolean {
  const steps = values.length - 1;
  const length = end - at;
  let near = 0;
  let still = 0;
  for (let t = Math.max(1, at - STALE_NEAR); t < Math.min(steps + 1, end + STALE_NEAR); t++) {
    if (t === at) t = end;
    if (t > steps) break;
    near++;
    if (values[t] === values[t - 1]) still++;
  }
  // A series in which no other step is unchanged counts as if one were: the share is never taken as zero.
  const share = Math.max(overall, near > 0 ? still / near : 0, 1 / steps);
  return share < PEGGED_SHARE && steps * (1 - share) * share ** length < STALE_EXPECTED;
}
