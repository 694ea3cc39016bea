import type { SeriesFunctional } from './risk-spec';

/** Whether a wealth of returns is their sum (fixed stake) or their product (reinvested). */
export type Compounding = 'uncompounded' | 'compounded';

/** Minus the drawdown after each period, a fraction of the stake or of the peak, and how many periods before the peak. */
interface DrawdownSeries {
  readonly negative: Float64Array;
  /** The wealth was highest after this many periods; 0 is the start, which counts as a peak. */
  readonly peaks: Int32Array;
}

function drawdownSeries(series: Float64Array, compounding: Compounding): DrawdownSeries {
  const negative = new Float64Array(series.length);
  const peaks = new Int32Array(series.length);
  let wealth = 1;
  let high = 1;
  let peak = 0;
  for (let t = 0; t < series.length; t++) {
    wealth = compounding === 'compounded' ? wealth * (1 + series[t]) : wealth + series[t];
    if (wealth > high) {
      high = wealth;
      peak = t + 1;
    }
    negative[t] = compounding === 'compounded' ? wealth / high - 1 : wealth - high;
    peaks[t] = peak;
  }
  return { negative, peaks };
}

/**
 * A measure of the drawdowns of a series in place of its returns; the wealth at the start counts as a peak. Uncompounded
 * drawdowns are convex and homogeneous in the returns, compounded ones neither.
 * Source: Chekhlov, Uryasev and Zabarankin (2005); for the entropic ones Cajas (2021).
 */
export function ofDrawdowns(inner: SeriesFunctional, compounding: Compounding): SeriesFunctional {
  return {
    value: (series, options) => inner.value(drawdownSeries(series, compounding).negative, options),
    slopes: (series, options) => {
      const { negative, peaks } = drawdownSeries(series, compounding);
      const within = inner.slopes(negative, options);
      const slopes = new Float64Array(series.length);
      // A drawdown is made by the returns after its peak: sums over [peak, t], as steps up and down.
      const steps = new Float64Array(series.length + 1);
      for (let t = 0; t < series.length; t++) {
        const scale = compounding === 'compounded' ? 1 + negative[t] : 1;
        steps[peaks[t]] += peaks[t] <= t ? within[t] * scale : 0;
        steps[t + 1] -= peaks[t] <= t ? within[t] * scale : 0;
      }
      let height = 0;
      for (let s = 0; s < series.length; s++) {
        height += steps[s];
        slopes[s] = compounding === 'compounded' ? height / (1 + series[s]) : height;
      }
      return slopes;
    }
  };
}
