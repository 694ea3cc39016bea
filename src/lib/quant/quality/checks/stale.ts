import type { Found, QualityCheck } from '../check';
import type { SeriesView } from '../series-view';
import { PEGGED_SHARE, STALE_EXPECTED, STALE_LEAST } from '../thresholds';

/**
 * Runs of unchanged values that chance does not explain. With a share p of unchanged steps elsewhere in the series, N steps
 * hold N (1 - p) p^k runs of at least k on average (Schilling, The College Mathematics Journal 21, 1990); a run is stale when
 * that expectation is below a thousandth. So a penny stock or a thin bond may stand still for long, a busy one may not, and a
 * series that stands still on half of its steps (a pegged currency, a policy rate) is left alone. Only daily series.
 */
export const staleRun: QualityCheck = {
  code: 'stale-run',
  gravity: 'doubt',
  refuses: false,
  repair: 'none',
  findings: (view) => staleRuns(view)
};

function* staleRuns({ days, values, unchanged, frequency, fit, series }: SeriesView): Generator<Found> {
  const steps = values.length - 1;
  if (frequency !== 'daily' || unchanged < STALE_LEAST || unchanged >= PEGGED_SHARE * steps) return;
  if (series.kind === 'macro' && fit.continuous) return;
  for (let at = 1; at <= steps; at++) {
    if (values[at] !== values[at - 1]) continue;
    let end = at + 1;
    while (end <= steps && values[end] === values[at]) end++;
    const length = end - at;
    if (length >= STALE_LEAST && expectedRuns(steps, unchanged, length) < STALE_EXPECTED)
      yield { from: days[at - 1] ?? 0, to: days[end - 1] ?? 0, count: length, facts: { value: values[at] ?? NaN } };
    at = end;
  }
}

/** Expected number of runs of unchanged steps of at least a length, by the share of them outside of one such run. */
function expectedRuns(steps: number, unchanged: number, length: number): number {
  // A series in which no other step is unchanged counts as if one were: the share is never taken as zero.
  const share = Math.max(1, unchanged - length) / Math.max(1, steps - length);
  return steps * (1 - share) * share ** length;
}
