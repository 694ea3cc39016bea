import type { HomogeneousMeasure } from '$lib/quant/optimization';

/** Scenarios, day-major. */
export interface Scenarios {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Value and slopes of a figure of the portfolio's returns; the slopes are by return. */
type OfReturns = (returns: Float64Array) => { value: number; slopes: Float64Array };

/** A measure of the weights from one of the returns that they make. */
function measureOf({ values, rows, columns }: Scenarios, ofReturns: OfReturns): HomogeneousMeasure {
  return (weights) => {
    const returns = Float64Array.from({ length: rows }, (_, t) => {
      let total = 0;
      for (let j = 0; j < columns; j++) total += values[t * columns + j] * weights[j];
      return total;
    });
    const { value, slopes } = ofReturns(returns);
    const gradient = new Float64Array(columns);
    for (let t = 0; t < rows; t++) for (let j = 0; j < columns; j++) gradient[j] += slopes[t] * values[t * columns + j];
    return { value, gradient };
  };
}

const centred = (ofDeviations: OfReturns): OfReturns => {
  return (returns) => {
    const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length;
    const { value, slopes } = ofDeviations(returns.map((one) => one - mean));
    const shift = slopes.reduce((sum, one) => sum + one, 0) / slopes.length;
    return { value, slopes: slopes.map((one) => one - shift) };
  };
};

/** Mean of what lies below zero, positive. */
const meanBelow: OfReturns = (returns) => ({
  value: returns.reduce((sum, one) => sum + Math.max(0, -one), 0) / returns.length,
  slopes: returns.map((one) => (one < 0 ? -1 / returns.length : 0))
});

/** Root of the sum of squares below zero over a divisor. */
const rootBelow =
  (divisor: (count: number) => number): OfReturns =>
  (returns) => {
    const scale = divisor(returns.length);
    const value = Math.sqrt(returns.reduce((sum, one) => sum + Math.min(0, one) ** 2, 0) / scale);
    return { value, slopes: returns.map((one) => Math.min(0, one) / (scale * value)) };
  };

/** Sum of weights times the losses in falling order. */
const ordered =
  (weights: (count: number) => Float64Array): OfReturns =>
  (returns) => {
    const shares = weights(returns.length);
    const order = Array.from(returns.keys()).sort((a, b) => returns[a] - returns[b]);
    const slopes = new Float64Array(returns.length);
    let value = 0;
    order.forEach((t, k) => {
      value -= shares[k] * returns[t];
      slopes[t] = -shares[k];
    });
    return { value, slopes };
  };

/** Weights of the mean of the worst part `alpha` of equally likely losses. */
function tailWeights(count: number, alpha: number): Float64Array {
  let left = alpha * count;
  return Float64Array.from({ length: count }, () => {
    const part = Math.max(0, Math.min(1, left));
    left -= part;
    return part / (alpha * count);
  });
}

/** Tail Gini as a weighted sum of 100 expected shortfalls between 0.0001 and alpha (Cajas 2021). */
function tailGiniWeights(count: number, alpha: number): Float64Array {
  const levels = Array.from({ length: 100 }, (_, i) => 0.0001 + ((alpha - 0.0001) * i) / 99);
  const out = new Float64Array(count);
  levels.forEach((level, i) => {
    const width = i === 99 ? alpha - levels[98] : levels[i + 1] - (i === 0 ? 0 : levels[i - 1]);
    const share = i === 99 ? width / alpha : (width * level) / alpha ** 2;
    tailWeights(count, level).forEach((one, k) => (out[k] += share * one));
  });
  return out;
}

/** Distance of uncompounded cumulative returns below their running greatest, which starts at zero. */
const ofDrawdowns =
  (ofFalls: OfReturns): OfReturns =>
  (returns) => {
    const count = returns.length;
    const peaks = new Int32Array(count).fill(-1);
    const falls = new Float64Array(count);
    let level = 0;
    let peak = 0;
    let place = -1;
    for (let t = 0; t < count; t++) {
      level += returns[t];
      if (level > peak) [peak, place] = [level, t];
      peaks[t] = place;
      falls[t] = level - peak;
    }
    const { value, slopes } = ofFalls(falls);
    // A fall at t counts the returns after its peak up to t: cumulate from the end.
    const steps = new Float64Array(count + 1);
    for (let t = 0; t < count; t++) {
      steps[peaks[t] + 1] += slopes[t];
      steps[t + 1] -= slopes[t];
    }
    let running = 0;
    return { value, slopes: returns.map((_, t) => (running += steps[t])) };
  };

/** Entropic value at risk: the least z (ln mean exp(loss / z) - ln alpha) over z > 0. */
const entropic =
  (alpha: number): OfReturns =>
  (returns) => {
    const worst = returns.reduce((least, one) => Math.min(least, one), Infinity);
    const at = (z: number) => {
      const masses = returns.map((one) => Math.exp((worst - one) / z));
      const total = masses.reduce((sum, one) => sum + one, 0);
      // Relative entropy of the tilted probabilities, which is -ln alpha at the best z.
      const entropy = masses.reduce((sum, one, t) => sum + (one / total) * ((worst - returns[t]) / z), 0);
      return { masses, total, excess: entropy - Math.log(total / returns.length) + Math.log(alpha) };
    };
    let [low, high] = [1e-4, 1e3].map((factor) => Math.log(factor * Math.max(1e-12, Math.abs(worst))));
    for (let k = 0; k < 70; k++) {
      const middle = 0.5 * (low + high);
      if (at(Math.exp(middle)).excess > 0) low = middle;
      else high = middle;
    }
    const best = at(Math.exp(high));
    const slopes = best.masses.map((mass) => -mass / best.total);
    // At the best z the measure is the mean loss under the tilted probabilities.
    return { value: slopes.reduce((sum, slope, t) => sum + slope * returns[t], 0), slopes };
  };

const sumOf =
  (a: OfReturns, b: OfReturns): OfReturns =>
  (returns) => {
    const [first, second] = [a(returns), b(returns)];
    return { value: first.value + second.value, slopes: first.slopes.map((one, t) => one + second.slopes[t]) };
  };
const ofGains =
  (ofLosses: OfReturns): OfReturns =>
  (returns) => {
    const { value, slopes } = ofLosses(returns.map((one) => -one));
    return { value, slopes: slopes.map((one) => -one) };
  };

/** Measures by the short names that Riskfolio-Lib gives them, tail part 0.05; factors that do not matter are left out. */
export function scenarioMeasure(name: string, scenarios: Scenarios, alpha = 0.05): HomogeneousMeasure {
  const shortfall = ordered((count) => tailWeights(count, alpha));
  const worstLoss = ordered((count) => Float64Array.from({ length: count }, (_, k) => (k === 0 ? 1 : 0)));
  const kinds: Record<string, OfReturns> = {
    MAD: centred(meanBelow),
    MSV: centred(rootBelow((count) => count - 1)),
    MV: centred((returns) => {
      const value = Math.sqrt(returns.reduce((sum, one) => sum + one * one, 0) / (returns.length - 1));
      return { value, slopes: returns.map((one) => one / ((returns.length - 1) * value)) };
    }),
    FLPM: meanBelow,
    SLPM: rootBelow((count) => count - 1),
    CVaR: shortfall,
    TG: ordered((count) => tailGiniWeights(count, alpha)),
    CVRG: sumOf(shortfall, ofGains(shortfall)),
    EVaR: entropic(alpha),
    EDaR: ofDrawdowns(entropic(alpha)),
    WR: worstLoss,
    CDaR: ofDrawdowns(shortfall),
    MDD: ofDrawdowns(worstLoss),
    ADD: ofDrawdowns(meanBelow),
    UCI: ofDrawdowns(rootBelow((count) => count))
  };
  const kind = kinds[name];
  if (!kind) throw new RangeError(`measure ${name}`);
  return measureOf(scenarios, kind);
}
