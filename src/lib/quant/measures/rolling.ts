import { definitionOf, type Convention } from './measure';
import { measureOf } from './catalog';
import { partOf, seriesOf, type MeasureInput } from './series';

/** Figures of windows of a series; each belongs to the day on which its window ends. */
export interface RollingFigures {
  readonly days: Float64Array;
  readonly volatility: Float64Array;
  readonly sharpe: Float64Array;
  readonly sortino: Float64Array;
  /** Absent without a benchmark. */
  readonly beta?: Float64Array;
}

function windowCount(length: number, window: number): number {
  if (!Number.isInteger(window) || window < 2) throw new RangeError(`window: ${window}`);
  return Math.max(0, length - window + 1);
}

/**
 * Annual volatility, Sharpe ratio, Sortino ratio and beta of every window of so many periods, each as the measure of that
 * name defines it. Sums run along with the window and are made anew once a window's length, so that rounding does not
 * build up: the time is in proportion to the number of periods.
 * @throws RangeError when the window is not a whole number of at least two periods or the input is not sound.
 */
export function rollingFigures(input: MeasureInput, window: number): RollingFigures {
  const series = seriesOf(input);
  const { returns, benchmark, periodsPerYear, riskFree, target } = series;
  const count = windowCount(returns.length, window);
  const rate = (t: number): number => (typeof riskFree === 'number' ? riskFree : riskFree[t]);
  const [volatility, sharpe, sortino, beta] = [0, 0, 0, 0].map(() => new Float64Array(count));
  const root = Math.sqrt(periodsPerYear);
  const sums = new RunningSums(returns, benchmark?.returns, rate, target);
  for (let at = 0; at < count; at++) {
    if (at % window === 0) sums.restart(at, at + window);
    else sums.move(at - 1, at + window - 1);
    const spread = sums.deviation(sums.own, sums.ownSquares);
    volatility[at] = spread * root;
    sharpe[at] = (sums.excess / window / sums.deviation(sums.excess - sums.shift * window, sums.excessSquares)) * root;
    const downside = sums.below === 0 ? 0 : Math.sqrt(Math.max(0, sums.belowSquares) / window);
    sortino[at] = ((sums.own / window + sums.centre - target) / downside) * root;
    beta[at] = sums.slope();
  }
  const days = Float64Array.from({ length: count }, (_, at) => series.days[at + window - 1]);
  return { days, volatility, sharpe, sortino, ...(benchmark ? { beta } : {}) };
}

/** Sums over a window, of returns moved by their overall mean so that squares lose no digits. */
class RunningSums {
  own = 0;
  ownSquares = 0;
  excess = 0;
  excessSquares = 0;
  below = 0;
  belowSquares = 0;
  readonly centre: number;
  /** Overall mean of the excess returns. */
  readonly shift: number;
  #size = 0;
  #pairs = { own: 0, other: 0, cross: 0, squares: 0 };
  readonly #otherCentre: number;

  constructor(
    readonly returns: Float64Array,
    readonly benchmark: Float64Array | undefined,
    readonly rate: (t: number) => number,
    readonly target: number
  ) {
    const n = Math.max(1, returns.length);
    let rates = 0;
    for (let t = 0; t < returns.length; t++) rates += rate(t);
    this.centre = returns.reduce((sum, value) => sum + value, 0) / n;
    this.shift = this.centre - rates / n;
    this.#otherCentre = (benchmark?.reduce((sum, value) => sum + value, 0) ?? 0) / n - rates / n;
  }

  restart(from: number, to: number): void {
    [this.own, this.ownSquares, this.excess, this.excessSquares, this.below, this.belowSquares] = [0, 0, 0, 0, 0, 0];
    this.#pairs = { own: 0, other: 0, cross: 0, squares: 0 };
    this.#size = to - from;
    for (let t = from; t < to; t++) this.#add(t, 1);
  }

  move(leaves: number, enters: number): void {
    this.#add(leaves, -1);
    this.#add(enters, 1);
  }

  #add(t: number, sign: 1 | -1): void {
    const value = this.returns[t];
    const rate = this.rate(t);
    const own = value - this.centre;
    const excess = value - rate - this.shift;
    this.own += sign * own;
    this.ownSquares += sign * own * own;
    this.excess += sign * (value - rate);
    this.excessSquares += sign * excess * excess;
    const away = value - this.target;
    if (away < 0) {
      this.below += sign;
      this.belowSquares += sign * away * away;
    }
    if (!this.benchmark) return;
    const other = this.benchmark[t] - rate - this.#otherCentre;
    const pairs = this.#pairs;
    pairs.own += sign * excess;
    pairs.other += sign * other;
    pairs.cross += sign * excess * other;
    pairs.squares += sign * other * other;
  }

  /** Sample deviation from a sum and a sum of squares. */
  deviation(sum: number, squares: number): number {
    return Math.sqrt(Math.max(0, squares - (sum * sum) / this.#size) / (this.#size - 1));
  }

  slope(): number {
    const { own, other, cross, squares } = this.#pairs;
    const variance = squares - (other * other) / this.#size;
    return variance > 1e-30 ? (cross - (own * other) / this.#size) / variance : NaN;
  }
}

/**
 * Any measure over every window of so many periods, in order. The time grows with periods times window.
 * @throws RangeError as {@link rollingFigures} and when the measure is not known.
 */
export function rollingMeasure(
  input: MeasureInput,
  window: number,
  id: string,
  convention: Convention = 'sextant'
): Float64Array {
  const series = seriesOf(input);
  const { of } = definitionOf(measureOf(id), convention);
  return Float64Array.from({ length: windowCount(series.count, window) }, (_, at) =>
    of(partOf(series, (t) => t >= at && t < at + window))
  );
}
