import { ConicRows, sparseFromDense } from '$lib/math/optimize';
import { optimizePortfolio, type OptimizationProblem } from '$lib/quant/optimization';
import { clarabelConic } from '../reference/clarabel-conic';
import { measuredProblem, type Kind } from './optimize/problems';

const RISK_AVERSION = 4;

/** The problem for a conic solver: weights, then the size of the trade in each; a cone for the limit on a variance. */
function conicForm(problem: OptimizationProblem) {
  const { constraints, covariance, expectedReturns, riskFreeRate, instruments } = problem;
  const n = instruments.length;
  const held = problem.currentWeights ?? new Float64Array(n);
  const rows = new ConicRows(2 * n);
  const all = Array.from({ length: n }, (_, j) => j);
  const filled = (members: readonly number[], value: number): number[] => members.map(() => value);
  for (const j of all) {
    rows.atMost([j], [-1], 0);
    rows.atMost([j, n + j], [1, -1], held[j]);
    rows.atMost([j, n + j], [-1, -1], -held[j]);
  }
  rows.equal(all, filled(all, 1), 1);
  for (const rule of constraints) {
    if (rule.kind === 'position-cap') for (const j of all) rows.atMost([j], [1], rule.upper);
    if (rule.kind === 'turnover') {
      const trades = all.map((j) => n + j);
      rows.atMost(trades, filled(trades, 0.5), rule.maximum);
    }
    if (rule.kind === 'group') {
      const inside = all.filter((j) => rule.members.includes(instruments[j]));
      rows.atMost(inside, filled(inside, 1), rule.upper ?? 1);
      rows.atMost(inside, filled(inside, -1), -(rule.lower ?? 0));
    }
    if (rule.kind === 'tracking-error') {
      // The lower Cholesky factor L: |L'(w - b)| within the limit.
      const lower = choleskyOf(covariance, n);
      const parts = all.map((k) => {
        const indices = all.slice(k);
        const values = indices.map((i) => -lower[i * n + k]);
        const right = indices.reduce((sum, i, at) => sum + values[at] * rule.benchmark[i].weight, 0);
        return { indices, values, right };
      });
      rows.secondOrder([{ indices: [], values: [], right: rule.maximum }, ...parts]);
    }
  }
  const { constraints: matrix, right, cones } = rows.build();
  const quadratic = new Float64Array(4 * n * n);
  for (let i = 0; i < n; i++) quadratic.set(covariance.subarray(i * n, (i + 1) * n), 2 * i * n);
  const linear = new Float64Array(2 * n);
  for (const j of all) linear[j] = -(expectedReturns[j] - riskFreeRate) / RISK_AVERSION;
  return { quadratic: sparseFromDense(quadratic, 2 * n, 2 * n), linear, constraints: matrix, right, cones };
}

function choleskyOf(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[i * n + j];
      for (let k = 0; k < j; k++) value -= lower[i * n + k] * lower[j * n + k];
      lower[i * n + j] = i === j ? Math.sqrt(value) : value / lower[j * n + j];
    }
  }
  return lower;
}

interface Row {
  readonly name: string;
  readonly ours_ms: number;
  readonly reference_ms: number;
  readonly ratio: number;
  readonly note: string;
}

/** Utility of n assets under caps, sectors and a limit on turnover, and one on tracking error: kinks against Clarabel's cones. */
export async function ruledOptimumBench(): Promise<Row[]> {
  const rows: Row[] = [];
  const cases: readonly (readonly [number, string, readonly Kind[]])[] = [
    [500, 'caps, sectors, turnover', ['cap', 'sectors', 'turnover']],
    [1000, 'caps, sectors, turnover', ['cap', 'sectors', 'turnover']],
    [500, 'caps, sectors, turnover, tracking error', ['cap', 'sectors', 'turnover', 'tracking-error']]
  ];
  for (const [n, name, kinds] of cases) {
    const problem = measuredProblem(n, kinds, { kind: 'utility', riskAversion: RISK_AVERSION });
    const form = conicForm(problem);
    let ours_ms = Infinity;
    let weights = new Float64Array(n);
    for (let k = 0; k < 9; k++) {
      const begun = performance.now();
      const result = optimizePortfolio(problem);
      ours_ms = Math.min(ours_ms, performance.now() - begun);
      if (result.status !== 'optimal') throw new Error(`${name} ended ${result.status}`);
      weights = Float64Array.from(result.weights);
    }
    let reference_ms = Infinity;
    let apart = 0;
    for (let k = 0; k < 2; k++) {
      const reference = await clarabelConic(form, 10, 1e-10);
      if (reference.status !== 'optimal') throw new Error(`Clarabel ended ${reference.status}`);
      reference_ms = Math.min(reference_ms, reference.milliseconds);
      apart = weights.reduce((most, weight, j) => Math.max(most, Math.abs(weight - reference.x[j])), 0);
    }
    if (!(apart < 1e-5)) throw new Error(`weights differ by ${apart}`);
    rows.push({
      name: `best utility, ${n} assets: ${name}`,
      ours_ms,
      reference_ms,
      ratio: reference_ms / ours_ms,
      note: `against Clarabel (wasm), ours with the reason for each weight; weights equal within ${apart.toExponential(1)}`
    });
  }
  return rows;
}
