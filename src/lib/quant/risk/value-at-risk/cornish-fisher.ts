import { cornishFisherTail, type ExpandedFactor } from './cornish-fisher-tail';
import { intervalAround, rootRule } from './scaled';
import type { TailEstimator } from './tail-risk';

/** Mean and central moments of a series, divisor n. */
export interface CentralMoments {
  readonly mean: number;
  readonly second: number;
  readonly third: number;
  readonly fourth: number;
}

/** Central moments of orders 2 to 4. */
export function centralMoments(series: ArrayLike<number>): CentralMoments {
  const n = series.length;
  let centre = 0;
  for (let t = 0; t < n; t++) centre += series[t] / n;
  let [second, third, fourth] = [0, 0, 0];
  for (let t = 0; t < n; t++) {
    const d = series[t] - centre;
    const square = d * d;
    second += square / n;
    third += (square * d) / n;
    fourth += (square * square) / n;
  }
  return { mean: centre, second, third, fourth };
}

/** A tail figure over `horizon` periods with its derivatives by mean, second, third and fourth central moment. */
export function expandedFigure(
  { mean, second, third, fourth }: CentralMoments,
  factorOf: (skewness: number, excessKurtosis: number) => ExpandedFactor,
  horizon: number
): { readonly value: number; readonly slopes: readonly [number, number, number, number] } {
  const deviation = Math.sqrt(second);
  const skewness = third / deviation ** 3;
  const kurtosis = fourth / second ** 2;
  const root = Math.sqrt(horizon);
  const factor = factorOf(skewness / root, (kurtosis - 3) / horizon);
  const bySkewness = (deviation * factor.bySkewness) / root;
  const byKurtosis = (deviation * factor.byKurtosis) / horizon;
  return {
    value: root * deviation * factor.value - horizon * mean,
    slopes: [
      -horizon,
      root *
        (factor.value / (2 * deviation) -
          (1.5 * bySkewness * skewness) / second -
          (2 * byKurtosis * kurtosis) / second),
      (root * bySkewness) / deviation ** 3,
      (root * byKurtosis) / second ** 2
    ]
  };
}

/**
 * Cornish-Fisher (modified) value at risk and shortfall. Over several independent periods skewness falls with their root
 * and excess kurtosis with their number. Errors by influence functions of the four moments (Martin and Arora 2017).
 */
export const cornishFisherEstimator: TailEstimator<'cornish-fisher'> = {
  method: 'cornish-fisher',
  fewest: 50,
  keepsFit: false,
  of: ({ series }, { confidence, horizon }) => {
    const moments = centralMoments(series);
    const at = (part: 'quantile' | 'shortfall') =>
      expandedFigure(moments, (s, k) => cornishFisherTail(confidence, s, k)[part], horizon);
    const [risk, shortfall] = [at('quantile'), at('shortfall')];
    const valueAtRiskError = errorOf(series, moments, risk.slopes);
    const skewness = moments.third / moments.second ** 1.5;
    const excessKurtosis = moments.fourth / moments.second ** 2 - 3;
    const { monotone } = cornishFisherTail(confidence, skewness / Math.sqrt(horizon), excessKurtosis / horizon);
    return {
      valueAtRisk: risk.value,
      expectedShortfall: shortfall.value,
      valueAtRiskError,
      expectedShortfallError: errorOf(series, moments, shortfall.slopes),
      interval: intervalAround(risk.value, valueAtRiskError),
      horizonRule: rootRule(horizon),
      doubts: monotone ? [] : ['outside-domain'],
      parameters: { mean: moments.mean, volatility: Math.sqrt(moments.second), skewness, excessKurtosis }
    };
  }
};

function errorOf(
  series: Float64Array,
  { mean, second, third, fourth }: CentralMoments,
  [one, two, three, four]: readonly [number, number, number, number]
): number {
  let squares = 0;
  for (const value of series) {
    const d = value - mean;
    const influence =
      one * d +
      two * (d * d - second) +
      three * (d ** 3 - third - 3 * second * d) +
      four * (d ** 4 - fourth - 4 * third * d);
    squares += influence * influence;
  }
  return Math.sqrt(squares) / series.length;
}
