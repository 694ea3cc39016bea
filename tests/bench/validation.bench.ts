import { centeredGram } from '$lib/math/linalg';
import { quadraticProgram } from '$lib/math/optimize';
import { randomStream } from '$lib/math/random';
import type { ReturnMatrix } from '$lib/quant/moments';
import { maximumDrawdown, sharpeRatio } from '$lib/quant/returns';
import {
  backtestOverfitting,
  minimumVarianceWeights,
  movingAverageSweep,
  outOfSample,
  walkForwardSplits
} from '$lib/quant/validation';
import type { CrossingSpec, WeightsOf, WindowPair } from '$lib/quant/validation';

interface Row {
  readonly name: string;
  readonly ours_ms: number;
  readonly reference_ms: number;
  readonly ratio: number;
  readonly note: string;
}

const best = (run: () => unknown, times: number): number => {
  let least = Infinity;
  for (let k = 0; k < times; k++) {
    const begun = performance.now();
    run();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
};

const DAYS = 5040;

function walks(series: number, seed: number): Float64Array {
  const prices = new Float64Array(series * DAYS);
  randomStream(seed).fillNormal(prices);
  for (let a = 0; a < series; a++) {
    let level = Math.log(50);
    for (let t = a * DAYS; t < (a + 1) * DAYS; t++) prices[t] = Math.exp((level += 0.0003 + 0.012 * prices[t]));
  }
  return prices;
}

/** 1,000 pairs of 46 windows, 5 to 185 days. */
function thousandPairs(): WindowPair[] {
  const windows = Array.from({ length: 46 }, (_, k) => 5 + 4 * k);
  return windows.flatMap((fast, i) => windows.slice(i + 1).map((slow) => ({ fast, slow }))).slice(0, 1000);
}

/** The same in arrays, one pair after another: means by running sums, positions, values, then the measures of the values. */
function plainSweep({ prices, pairs, cost, periodsPerYear }: CrossingSpec): Float64Array[] {
  const means = new Map<number, Float64Array>();
  for (const window of new Set(pairs.flatMap(({ fast, slow }) => [fast, slow]))) {
    const out = new Float64Array(DAYS).fill(NaN);
    let sum = 0;
    for (let t = 0; t < DAYS; t++) {
      sum += prices[t] - (t >= window ? prices[t - window] : 0);
      if (t >= window - 1) out[t] = sum / window;
    }
    means.set(window, out);
  }
  return pairs.map(({ fast, slow }) => {
    const [quick, late] = [means.get(fast) ?? prices, means.get(slow) ?? prices];
    const values = new Float64Array(DAYS);
    const returns = new Float64Array(DAYS - 1);
    let [cash, shares, trades, below] = [1, 0, 0, false];
    for (let t = 0; t < DAYS; t++) {
      if (quick[t] < late[t]) {
        below = true;
        if (shares > 0) {
          cash = shares * prices[t] * (1 - cost);
          shares = 0;
        }
      } else if (quick[t] > late[t] && below && shares === 0) {
        shares = cash / (prices[t] * (1 + cost));
        cash = 0;
        trades++;
      }
      values[t] = cash + shares * prices[t];
      if (t > 0) returns[t - 1] = values[t] / values[t - 1] - 1;
    }
    return Float64Array.of(
      values[DAYS - 1] - 1,
      sharpeRatio(returns, periodsPerYear),
      maximumDrawdown(values, true),
      trades
    );
  });
}

function sweepRow(series: number): Row {
  const pairs = thousandPairs();
  const spec: CrossingSpec = {
    prices: walks(series, 5),
    days: DAYS,
    pairs,
    cost: 0.001,
    delay: 0,
    periodsPerYear: 252
  };
  const alone = (a: number): CrossingSpec => ({ ...spec, prices: spec.prices.subarray(a * DAYS, (a + 1) * DAYS) });
  const ours = movingAverageSweep(spec);
  const reference = plainSweep(alone(0));
  let gap = 0;
  reference.forEach(([total, sharpe, drawdown, trades], p) => {
    const figures = [ours.totalReturn[p] - total, ours.sharpe[p] - sharpe, ours.maximumDrawdown[p] - drawdown];
    gap = Math.max(gap, ...figures.map(Math.abs), Math.abs(ours.trades[p] - trades));
  });
  if (!(gap < 1e-9)) throw new Error(`sweeps differ by ${gap}`);
  const ours_ms = best(() => movingAverageSweep(spec), series > 1 ? 2 : 7);
  // The plain sweep of all series is that of a few, taken as often.
  const measured = Math.min(series, 3);
  const reference_ms =
    (best(() => Array.from({ length: measured }, (_, a) => plainSweep(alone(a))), 2) * series) / measured;
  return {
    name: `Sweep of 1,000 moving average pairs, 20 years, ${series} ${series > 1 ? 'assets' : 'asset'}`,
    ours_ms,
    reference_ms,
    ratio: reference_ms / ours_ms,
    note: `return, Sharpe ratio, drawdown and trades of each pair, by arrays of positions and values${
      series > measured ? ` (${measured} assets measured)` : ''
    }; equal to ${gap.toExponential(0)}`
  };
}

/** A market of 15 factors, daily: 500 assets, two years to begin with and ten of tests. */
function market(rows: number, columns: number): ReturnMatrix {
  const factors = new Float64Array(rows * 15);
  const loadings = new Float64Array(columns * 15);
  const values = new Float64Array(rows * columns);
  randomStream(8).fillNormal(factors);
  randomStream(9).fillNormal(loadings);
  randomStream(10).fillNormal(values);
  for (let t = 0, at = 0; t < rows; t++) {
    for (let j = 0; j < columns; j++, at++) {
      values[at] *= 0.015;
      for (let f = 0; f < 15; f++) {
        values[at] +=
          0.01 * factors[15 * t + f] * (f === 0 ? 1 : 0.3) * (loadings[15 * j + f] * 0.5 + (f === 0 ? 1 : 0));
      }
    }
  }
  return { values, rows, columns };
}

/** Each window by itself: sample covariance summed anew, program begun anew. */
const coldWeights =
  (columns: number): WeightsOf =>
  ({ returns }) => {
    const { values, rows } = returns();
    const { gram } = centeredGram(values, rows, columns);
    const result = quadraticProgram({
      quadratic: gram.map((value) => value / (rows - 1)),
      linear: new Float64Array(columns),
      lower: new Float64Array(columns),
      upper: new Float64Array(columns).fill(1),
      rows: [{ coefficients: new Float64Array(columns).fill(1), lower: 1, upper: 1 }]
    });
    if (result.status !== 'optimal') throw new Error(result.status);
    return result.x;
  };

function walkRow(): Row {
  const [window, test, splits, columns] = [504, 21, 120, 500];
  const returns = market(window + test * splits, columns);
  const plan = walkForwardSplits(returns.rows, { window, test });
  const ours = outOfSample(returns, plan, minimumVarianceWeights(returns));
  const cold = outOfSample(returns, plan, coldWeights(columns));
  let gap = 0;
  ours.weights.forEach((weights, k) =>
    weights.forEach((w, j) => (gap = Math.max(gap, Math.abs(w - cold.weights[k][j]))))
  );
  if (!(gap < 1e-8)) throw new Error(`weights differ by ${gap}`);
  const ours_ms = best(() => outOfSample(returns, plan, minimumVarianceWeights(returns)), 2);
  const reference_ms = best(() => outOfSample(returns, plan, coldWeights(columns)), 2);
  return {
    name: 'Walk-forward minimum variance, 500 assets, monthly over 10 years, 2 years of days',
    ours_ms,
    reference_ms,
    ratio: reference_ms / ours_ms,
    note: `${splits} windows, each by itself: covariance summed and program begun anew; weights equal to ${gap.toExponential(0)}`
  };
}

function overfittingRow(): Row {
  const [trials, periods, blocks] = [200, 2520, 10];
  const values = new Float64Array(trials * periods);
  randomStream(12).fillNormal(values);
  const ours = backtestOverfitting({ values, trials, periods }, blocks);
  const plain = plainOverfitting(values, trials, periods, blocks);
  if (ours.probability !== plain) throw new Error(`probabilities ${ours.probability} and ${plain}`);
  const ours_ms = best(() => backtestOverfitting({ values, trials, periods }, blocks), 5);
  const reference_ms = best(() => plainOverfitting(values, trials, periods, blocks), 1);
  return {
    name: 'Probability of overfitting, 200 strategies, 10 years, 10 blocks',
    ours_ms,
    reference_ms,
    ratio: reference_ms / ours_ms,
    note: 'every half summed anew from its days; equal probability'
  };
}

function plainOverfitting(values: Float64Array, trials: number, periods: number, blocks: number): number {
  const length = periods / blocks;
  let [halves, below] = [0, 0];
  for (let mask = 0; mask < 1 << blocks; mask++) {
    const chosen = Array.from({ length: blocks }, (_, b) => (mask >> b) & 1);
    if (2 * chosen.reduce((sum, bit) => sum + bit, 0) !== blocks) continue;
    const sharpes = [0, 1].map((side) =>
      Float64Array.from({ length: trials }, (_, k) => {
        let [sum, squares] = [0, 0];
        for (let b = 0; b < blocks; b++) {
          if (chosen[b] === side) continue;
          for (let t = k * periods + b * length; t < k * periods + (b + 1) * length; t++) {
            sum += values[t];
            squares += values[t] * values[t];
          }
        }
        const n = periods / 2;
        return sum / n / Math.sqrt((squares - (sum * sum) / n) / (n - 1));
      })
    );
    const winner = sharpes[0].indexOf(Math.max(...sharpes[0]));
    const rank = sharpes[1].filter((value) => value <= sharpes[1][winner]).length;
    halves++;
    if (rank <= (trials + 1) / 2) below++;
  }
  return below / halves;
}

/** Sweeps, a walk-forward and a probability of overfitting against the same done plainly. */
export function validationBench(): Promise<Row[]> {
  return Promise.resolve([sweepRow(1), sweepRow(100), walkRow(), overfittingRow()]);
}
