import type { Found, QualityCheck } from '../check';
import type { SeriesView } from '../series-view';

/** Relative slack for figures that a source rounds one by one. */
const ROUNDING = 1e-6;

/** Days whose high lies below the low, or whose open or close lies outside of both. A column that is absent is not asked. */
export const barInconsistent: QualityCheck = {
  code: 'bar-inconsistent',
  gravity: 'error',
  refuses: false,
  repair: 'none',
  findings: (view) => badBars(view)
};

function* badBars({ series }: SeriesView): Generator<Found> {
  const { bars, days, values } = series;
  if (!bars) return;
  const { open, high, low } = bars;
  for (let row = 0; row < days.length; row++) {
    const [top, bottom, close, first] = [high[row] ?? NaN, low[row] ?? NaN, values[row] ?? NaN, open[row] ?? NaN];
    const slack = ROUNDING * Math.abs(close);
    // Comparisons with NaN are false: what is absent does not contradict.
    if (
      top < bottom - slack ||
      close > top + slack ||
      close < bottom - slack ||
      first > top + slack ||
      first < bottom - slack
    )
      yield { from: days[row] ?? 0, to: days[row] ?? 0, count: 1, facts: { value: close, before: bottom, after: top } };
  }
}
