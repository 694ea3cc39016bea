import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { ConicRows, sparseFromDense } from '$lib/math/optimize';
import { randomStream } from '$lib/math/random';
import { optimizePortfolio, type LotQueue, type OptimizationProblem } from '$lib/quant/optimization';
import { market } from '../../src/lib/quant/optimization/portfolios.fixture';
import { clarabelConic } from '../reference/clarabel-conic';

const AVERSION = 1.5;
const CASH = 0.03;
const MOST = 0.6;
const [FIRST, SECOND, END] = [0.004, 0.02, 0.15];
const [RATE, FALL] = [0.3, 0.25];
const GROSS = 1.7;
const BUDGET = 0.03;
const taxes = { shortTerm: 0.35, longTerm: 0.15, perYear: 0.25 };
const times = (j: number): number => [2, 1, -1, 3][j] ?? 1;

function problemOf(n: number, seed: number, picked: boolean): OptimizationProblem {
  const random = randomStream(seed, 5);
  const lots: LotQueue[] = Array.from({ length: n }, (_, j) => {
    // Gains that rise from lot to lot, at one term: sales in order are then those that would be picked.
    const gains = [random.uniform(), random.uniform(), random.uniform()].sort((a, b) => a - b);
    const term = random.uniform() < 0.5 ? 'short' : 'long';
    const weight = 1 / n / 3;
    const own = gains.map((gain, k) => ({ id: `${j}.${k}`, weight, gain: 0.6 * gain * weight, term }) as const);
    return { instrument: instrumentId(`i${j}`), order: picked ? 'picked' : 'in-order', lots: own };
  });
  const multiples = Array.from({ length: n }, (_, j) => ({ instrument: instrumentId(`i${j}`), value: times(j) }));
  const scores = multiples.flatMap(({ instrument }, j) => (j % 3 === 2 ? [] : [{ instrument, value: 10 * (j % 4) }]));
  return {
    ...market(n, seed, { kind: 'utility', riskAversion: AVERSION }, [
      { kind: 'cash', id: 'cash', minimum: CASH },
      { kind: 'position-floor', id: 'short', lower: -0.1 },
      { kind: 'borrowing', id: 'b', maximum: MOST, tiers: [{ spread: FIRST, upTo: END }, { spread: SECOND }] },
      { kind: 'margin', id: 'margin', rate: RATE, fall: FALL, multiples },
      { kind: 'gross-exposure', id: 'gross', maximum: GROSS, multiples },
      { kind: 'exposure', id: 'mean', name: 'Score', average: true, figures: scores, lower: 12 },
      { kind: 'realised-gains', id: 'gains', maximum: BUDGET }
    ]),
    currentWeights: new Float64Array(n).fill(1 / n),
    lots,
    taxes
  };
}

/** The same written out anew: borrowed money in its two tiers, long and short parts apart, each lot by itself. */
async function reference({ covariance, expectedReturns, riskFreeRate, lots = [] }: OptimizationProblem, n: number) {
  const count = 3 * n;
  // w, long, short, first tier, second tier, what is sold of each lot, what is sold short past them.
  const [long, short, tiers, sold, past] = [n, 2 * n, 3 * n, 3 * n + 2, 3 * n + 2 + count];
  const size = past + n;
  const rows = new ConicRows(size);
  const all = (first: number, length: number) => Array.from({ length }, (_, k) => first + k);
  const each = lots.flatMap(({ lots: own }) => own);
  const top = lots.map(({ lots: own }) => Math.max(...own.map(({ gain, weight }) => gain / weight)));
  rows.equal([...all(0, n), tiers, tiers + 1], [...new Array<number>(n).fill(1), -1, -1], 1 - CASH);
  for (let j = 0; j < n; j++) {
    rows.equal([j, long + j, short + j], [1, -1, 1], 0);
    rows.atMost([j], [-1], 0.1);
    rows.atMost([...all(sold + 3 * j, 3), past + j, j], [-1, -1, -1, -1, -1], -1 / n);
  }
  for (const one of [...all(long, 2 * n), tiers, tiers + 1, ...all(sold, count + n)]) rows.atMost([one], [-1], 0);
  each.forEach(({ weight }, k) => rows.atMost([sold + k], [1], weight));
  rows.atMost([tiers], [1], END);
  rows.atMost([tiers, tiers + 1], [1, 1], MOST);
  const drop = (j: number): number => Math.min(1, FALL * Math.abs(times(j)));
  const rate = (j: number): number => Math.min(1, RATE * Math.abs(times(j)));
  rows.atMost(
    all(long, 2 * n),
    all(0, 2 * n).map((k) => drop(k % n) + rate(k % n) * (k < n ? 1 - drop(k % n) : 1 + drop(k % n))),
    1
  );
  rows.atMost(
    all(long, 2 * n),
    all(0, 2 * n).map((k) => Math.abs(times(k % n))),
    GROSS
  );
  rows.atMost(
    all(0, n).filter((j) => j % 3 !== 2),
    all(0, n)
      .filter((j) => j % 3 !== 2)
      .map((j) => 12 - 10 * (j % 4)),
    0
  );
  const gains = [...each.map(({ gain, weight }) => gain / weight), ...top];
  rows.atMost(all(sold, count + n), gains, BUDGET);
  const linear = new Float64Array(size);
  for (let j = 0; j < n; j++) linear[j] = -(expectedReturns[j] - riskFreeRate) / AVERSION;
  linear[tiers] = FIRST / AVERSION;
  linear[tiers + 1] = SECOND / AVERSION;
  const owed = (k: number): number => (lots[k].lots[0].term === 'short' ? taxes.shortTerm : taxes.longTerm);
  gains.forEach((gain, k) => {
    const j = k < count ? Math.floor(k / 3) : k - count;
    linear[sold + k] = (taxes.perYear * gain * owed(j)) / AVERSION;
  });
  const dense = new Float64Array(size * size);
  for (let i = 0; i < n; i++) dense.set(covariance.subarray(i * n, (i + 1) * n), i * size);
  const quadratic = sparseFromDense(dense, size, size);
  return clarabelConic({ linear, quadratic, ...rows.build() }, 1, 1e-11);
}

describe('borrowing, margin, look-through, averages, gains and taxes against Clarabel on the same problems', () => {
  it.each(Array.from({ length: 16 }, (_, k) => ({ seed: 40 + k, n: [4, 6, 9][k % 3], picked: k % 2 === 0 })))(
    'market $seed, n = $n, lots picked: $picked: weights within 1e-4, what is aimed at within 1e-8',
    async ({ seed, n, picked }) => {
      const problem = problemOf(n, seed, picked);
      const ours = optimizePortfolio(problem);
      const theirs = await reference(problem, n);
      expect(ours.status).toBe(theirs.status);
      if (ours.status !== 'optimal') return;
      expect(ours.realised?.proven).toBe(true);
      let variance = 0;
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) variance += ours.weights[i] * problem.covariance[i * n + j] * ours.weights[j];
      const value = 0.5 * variance - ((ours.countedReturn ?? NaN) - problem.riskFreeRate) / AVERSION;
      expect(value).toBeLessThan(theirs.objective + 1e-8);
      // What is sold short past the lots counts like the dearest of them, and is no tax of the answer.
      if (Math.min(...ours.weights) > -1e-7) expect(value).toBeGreaterThan(theirs.objective - 1e-8);
      ours.weights.forEach((weight, j) => expect(Math.abs(weight - theirs.x[j])).toBeLessThan(1e-4));
    }
  );
});
