import { log } from '$lib/math/elementary';
import type { Progress } from '../progress';
import { combinationCount } from '../splits/purged-folds';
import { indexOfGreatest, requireTrials } from './trial-returns';
import type { TrialReturns } from './trial-returns';

/**
 * What choosing the best trial on one half of the past was worth on the other, over every half. Arrays by combination;
 * Sharpe ratios per period, of the trial that was best in sample.
 */
export interface BacktestOverfitting {
  /** Share of the combinations in which the best in sample is no better than the median out of sample. */
  readonly probability: number;
  /** ln(w / (1 - w)) of its relative rank w = rank / (trials + 1) out of sample. */
  readonly logits: Float64Array;
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
  /** Line of the Sharpe ratio out of sample over that in sample: a negative slope is degradation. NaN where the latter does not vary. */
  readonly degradation: { readonly intercept: number; readonly slope: number; readonly rSquared: number };
  /** Share of the combinations in which it lost out of sample (Sharpe ratio below zero). */
  readonly probabilityOfLoss: number;
  readonly trials: number;
  readonly blocks: number;
  /** Combinations counted; all of them when complete. */
  readonly combinations: number;
  readonly complete: boolean;
}

/** Trials times combinations between two words of progress. */
const CHUNK = 1_000_000;

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation. The periods are cut into an even number of
 * blocks of equal length (16 when not said; what is left over is dropped from the start), every half of the blocks is in sample
 * once, and the rest out of sample. Equal ratios share their mean rank. Sums of blocks are made once, so that a combination
 * costs as much as there are trials. Source: D. Bailey, J. Borwein, M. Lopez de Prado and Q. Zhu, "The probability of
 * backtest overfitting", Journal of Computational Finance 20 (2017), section 2.
 * @throws RangeError on fewer than 2 trials, blocks that are not even or more than 20, or blocks of fewer than 2 periods.
 */
export function backtestOverfitting(returns: TrialReturns, blocks = 16, progress?: Progress): BacktestOverfitting {
  if (!Number.isSafeInteger(blocks) || blocks < 2 || blocks > 20 || blocks % 2 !== 0) {
    throw new RangeError(`${blocks} blocks: an even number from 2 to 20 is needed`);
  }
  requireTrials(returns, 2, 2 * blocks);
  const { trials } = returns;
  const length = Math.floor(returns.periods / blocks);
  const half = blocks / 2;
  const { sums, squares } = blockSums(returns, blocks, length);
  const pairs = combinationCount(blocks, half) / 2;
  const rank = new HalfRanks(trials, half * length, sums, squares, blocks);
  const chunk = Math.max(1, Math.floor(CHUNK / trials));
  const logits = new Float64Array(2 * pairs);
  const inSample = new Float64Array(2 * pairs);
  const outOfSample = new Float64Array(2 * pairs);
  let done = 0;
  // Block 0 is always chosen: the halves without it are the complements, judged in the same step.
  const choose = (depth: number, next: number): boolean => {
    if (depth === half) {
      rank.compare();
      for (const way of [0, 1]) {
        const at = 2 * done + way;
        [logits[at], inSample[at], outOfSample[at]] = rank.chosen(way);
      }
      done++;
      return !progress || (done % chunk !== 0 && done < pairs) || progress(done, pairs) || done === pairs;
    }
    for (let block = next; block <= half + depth; block++) {
      rank.add(depth, block);
      if (!choose(depth + 1, block + 1)) return false;
    }
    return true;
  };
  rank.add(0, 0);
  const complete = choose(1, 1);
  const count = 2 * done;
  return {
    logits: logits.slice(0, count),
    inSample: inSample.slice(0, count),
    outOfSample: outOfSample.slice(0, count),
    probability: share(logits, count, (value) => value <= 0),
    probabilityOfLoss: share(outOfSample, count, (value) => value < 0),
    degradation: line(inSample, outOfSample, count),
    trials,
    blocks,
    combinations: count,
    complete
  };
}

/** Sums of returns and of their squares, by block and trial. */
function blockSums({ values, trials, periods }: TrialReturns, blocks: number, length: number) {
  const sums = new Float64Array(blocks * trials);
  const squares = new Float64Array(blocks * trials);
  const from = periods - blocks * length;
  for (let k = 0; k < trials; k++) {
    for (let block = 0, t = k * periods + from; block < blocks; block++) {
      let sum = 0;
      let square = 0;
      for (const end = t + length; t < end; t++) {
        sum += values[t];
        square += values[t] * values[t];
      }
      sums[block * trials + k] = sum;
      squares[block * trials + k] = square;
    }
  }
  return { sums, squares };
}

/** The trials in and out of sample, for halves that are built block by block. */
class HalfRanks {
  private readonly partSums: Float64Array[];
  private readonly partSquares: Float64Array[];
  private readonly totalSums: Float64Array;
  private readonly totalSquares: Float64Array;
  /** Of each half: s |s| / q of the sums s and squares q, which grows with the Sharpe ratio and costs no root. */
  private readonly scores: readonly [Float64Array, Float64Array];

  constructor(
    private readonly trials: number,
    private readonly periods: number,
    private readonly sums: Float64Array,
    private readonly squares: Float64Array,
    blocks: number
  ) {
    this.partSums = Array.from({ length: blocks / 2 }, () => new Float64Array(trials));
    this.partSquares = Array.from({ length: blocks / 2 }, () => new Float64Array(trials));
    this.totalSums = new Float64Array(trials);
    this.totalSquares = new Float64Array(trials);
    for (let at = 0; at < sums.length; at++) {
      this.totalSums[at % trials] += sums[at];
      this.totalSquares[at % trials] += squares[at];
    }
    this.scores = [new Float64Array(trials), new Float64Array(trials)];
  }

  /** Adds a block to the sums of the `depth` blocks chosen before it. */
  add(depth: number, block: number): void {
    const { trials, sums, squares, partSums, partSquares } = this;
    const [toSums, toSquares] = [partSums[depth], partSquares[depth]];
    const base = block * trials;
    if (depth === 0) {
      toSums.set(sums.subarray(base, base + trials));
      toSquares.set(squares.subarray(base, base + trials));
      return;
    }
    const [fromSums, fromSquares] = [partSums[depth - 1], partSquares[depth - 1]];
    for (let k = 0; k < trials; k++) {
      toSums[k] = fromSums[k] + sums[base + k];
      toSquares[k] = fromSquares[k] + squares[base + k];
    }
  }

  /** Scores both halves as chosen. */
  compare(): void {
    const { trials, totalSums, totalSquares, scores } = this;
    const [first, second] = scores;
    const sums = this.partSums[this.partSums.length - 1];
    const squares = this.partSquares[this.partSquares.length - 1];
    for (let k = 0; k < trials; k++) {
      const sum = sums[k];
      const square = squares[k];
      const otherSum = totalSums[k] - sum;
      const otherSquare = totalSquares[k] - square;
      first[k] = square > 0 ? (sum * Math.abs(sum)) / square : 0;
      second[k] = otherSquare > 0 ? (otherSum * Math.abs(otherSum)) / otherSquare : 0;
    }
  }

  /** Logit, Sharpe ratio in sample and out of sample of the best in the chosen half (way 0) or in the other. */
  chosen(way: number): readonly [number, number, number] {
    const seen = this.scores[way === 0 ? 0 : 1];
    const unseen = this.scores[way === 0 ? 1 : 0];
    const best = indexOfGreatest(seen);
    const score = unseen[best];
    let below = 0;
    let equal = 0;
    for (let k = 0; k < this.trials; k++) {
      if (unseen[k] < score) below++;
      else if (unseen[k] === score) equal++;
    }
    const rank = below + (equal + 1) / 2;
    return [log(rank / (this.trials + 1 - rank)), this.sharpe(seen[best]), this.sharpe(score)];
  }

  /** Sharpe ratio of a score: with q = s^2 / sum of squares, SR^2 = q (n - 1) / (n (n - q)). */
  private sharpe(score: number): number {
    const n = this.periods;
    const q = Math.min(Math.abs(score), n);
    return Math.sign(score) * Math.sqrt((q * (n - 1)) / (n * (n - q)));
  }
}

function share(values: Float64Array, count: number, holds: (value: number) => boolean): number {
  let held = 0;
  for (let k = 0; k < count; k++) if (holds(values[k])) held++;
  return held / count;
}

/** Least squares line. */
function line(x: Float64Array, y: Float64Array, count: number): BacktestOverfitting['degradation'] {
  let [meanX, meanY] = [0, 0];
  for (let k = 0; k < count; k++) {
    meanX += x[k] / count;
    meanY += y[k] / count;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < count; k++) {
    xx += (x[k] - meanX) ** 2;
    xy += (x[k] - meanX) * (y[k] - meanY);
    yy += (y[k] - meanY) ** 2;
  }
  const slope = xx > 0 ? xy / xx : NaN;
  return { intercept: meanY - slope * meanX, slope, rSquared: yy > 0 ? (slope * xy) / yy : NaN };
}
