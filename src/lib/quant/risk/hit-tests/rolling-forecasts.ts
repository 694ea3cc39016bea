import { seriesSample, tailEstimator, tailRisk, type TailRisk, type TailSpec } from '../value-at-risk';

/** What is forecast, and from how many periods before each. */
export interface RollingSpec {
  readonly tail: TailSpec;
  readonly confidence: number;
  readonly window: number;
}

/** Forecasts of one period each, in the order of the periods from the one after the first window. Losses positive. */
export interface RollingForecasts {
  /** Place in the series of the first period that is forecast. */
  readonly first: number;
  readonly valueAtRisk: Float64Array;
  readonly expectedShortfall: Float64Array;
  /** The returns that came. */
  readonly returns: Float64Array;
  /** 1 where the loss was greater than the value at risk. */
  readonly hits: Uint8Array;
}

/** Periods after which a dear fit is made anew. */
const REFIT = 21;

/**
 * Value at risk of every period from nothing but the window before it: a later return changes no forecast before it.
 * Methods whose fit is dear are fitted anew every 21 periods and moved on in between.
 * @throws RangeError when the window is shorter than the method takes or leaves no period, and as {@link tailRisk} does.
 */
export function rollingForecasts(
  series: Float64Array,
  { tail, confidence, window }: RollingSpec,
  progress?: (done: number, total: number) => void
): RollingForecasts {
  const { fewest, keepsFit } = tailEstimator(tail.method);
  if (!Number.isInteger(window) || window < fewest) throw new RangeError(`window ${window}, at least ${fewest}`);
  const count = series.length - window;
  if (count < 1) throw new RangeError(`${series.length} returns for a window of ${window}`);
  const valueAtRisk = new Float64Array(count);
  const expectedShortfall = new Float64Array(count);
  const hits = new Uint8Array(count);
  const returns = series.slice(window);
  let kept: TailRisk['parameters'] | undefined;
  for (let k = 0; k < count; k++) {
    const past = seriesSample(series.slice(k, k + window));
    if (k % REFIT === 0) {
      kept = undefined;
      progress?.(k, count);
    }
    const found = tailRisk(past, { confidence, horizon: 1, errors: false }, tail, kept);
    if (keepsFit) kept = found.parameters;
    valueAtRisk[k] = found.valueAtRisk;
    expectedShortfall[k] = found.expectedShortfall;
    hits[k] = -returns[k] > found.valueAtRisk ? 1 : 0;
  }
  return { first: window, valueAtRisk, expectedShortfall, returns, hits };
}
