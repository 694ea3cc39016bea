import { describe, expect, it } from 'vitest';
import { dot, quadraticForm } from '$lib/math/linalg';
import { factorCovariance, groupRow, randomProblem } from '../../../../tests/reference/random-problem';
import { randomStream } from '$lib/math/random';
import { linearProgram } from './linear-program';
import { maximumRatio } from './maximum-ratio';
import { parametricQuadraticPath, pathPointAtGain } from './parametric-path';
import { quadraticProgram } from './quadratic-program';
import type { ParametricProblem } from './types';

function apart(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, j) => Math.max(most, Math.abs(value - b[j])), 0);
}

function randomPath(n: number, seed: number): ParametricProblem {
  const { quadratic, lower, upper, rows } = randomProblem(n, seed);
  const random = randomStream(seed, 7);
  const gain = Float64Array.from({ length: n }, () => 0.06 + 0.04 * random.normal());
  return { quadratic, lower, upper, rows: rows.slice(0, 1 + (seed % 4)), gain };
}

const CASES = Array.from({ length: 24 }, (_, k) => ({ seed: k + 1, n: [3, 7, 15, 40, 80, 120][k % 6] }));

describe('parametricQuadraticPath', () => {
  it.each(CASES)('seed $seed, n = $n: every turning point and every point between solves its own program', (row) => {
    const problem = randomPath(row.n, row.seed);
    const path = parametricQuadraticPath(problem);
    if (path.status !== 'complete') throw new Error(path.status);
    const { points } = path;
    expect(points[0].t).toBe(0);
    points.forEach((point, k) => {
      const next = points[k + 1];
      const share = 0.37;
      const t = next ? point.t + share * (next.t - point.t) : 2 * point.t;
      const x = next ? point.x.map((value, j) => value + share * (next.x[j] - value)) : point.x;
      const solved = quadraticProgram({ ...problem, linear: problem.gain.map((value) => -t * value) });
      if (solved.status !== 'optimal') throw new Error(solved.status);
      expect(apart(x, solved.x)).toBeLessThan(1e-7);
    });
    const best = linearProgram({ ...problem, linear: problem.gain.map((value) => -value) });
    if (best.status !== 'optimal') throw new Error(best.status);
    expect(points[points.length - 1].gain).toBeCloseTo(-best.objective, 9);
  });

  it.each(CASES)('seed $seed, n = $n: the point at a gain solves the program with that gain as an equality', (row) => {
    const problem = randomPath(row.n, row.seed);
    const path = parametricQuadraticPath(problem);
    if (path.status !== 'complete') throw new Error(path.status);
    const low = path.points[0].gain;
    const high = path.points[path.points.length - 1].gain;
    for (const share of [0, 0.2, 0.5, 0.9, 1]) {
      const target = low + share * (high - low);
      const point = pathPointAtGain(problem, path, target);
      const equality = { coefficients: problem.gain, lower: target, upper: target };
      const solved = quadraticProgram({
        ...problem,
        linear: new Float64Array(row.n),
        rows: [...problem.rows, equality]
      });
      if (solved.status !== 'optimal' || !point) throw new Error(`${solved.status} at ${share}`);
      expect(apart(point.x, solved.x)).toBeLessThan(1e-7);
      expect(point.gain).toBeCloseTo(target, 12);
    }
    expect(pathPointAtGain(problem, path, high + 1e-3)).toBeUndefined();
    expect(pathPointAtGain(problem, path, low - 1e-3)).toBeUndefined();
  });

  it('ends at both vertices of a two-variable segment by hand', () => {
    // min x1^2/2 * 1 + x2^2/2 * 4 - t (x1 + 3 x2), x1 + x2 = 1: x2 = (1 + 2t) / 5 until x2 = 1 at t = 2.
    const path = parametricQuadraticPath({
      quadratic: Float64Array.of(1, 0, 0, 4),
      gain: Float64Array.of(1, 3),
      lower: new Float64Array(2),
      upper: new Float64Array(2).fill(1),
      rows: [groupRow(2, () => true, 1, 1)]
    });
    if (path.status !== 'complete') throw new Error(path.status);
    expect(path.points.map((point) => point.t)).toEqual([0, expect.closeTo(2, 12)]);
    expect(path.points[0].x[1]).toBeCloseTo(0.2, 12);
    expect(path.points[1].x[1]).toBeCloseTo(1, 12);
  });

  it('goes on along a ray where nothing bounds the gain', () => {
    const path = parametricQuadraticPath({
      quadratic: Float64Array.of(1, 0, 0, 1),
      gain: Float64Array.of(1, 0),
      lower: new Float64Array(2).fill(-Infinity),
      upper: new Float64Array(2).fill(Infinity),
      rows: [groupRow(2, () => true, 1, 1)]
    });
    if (path.status !== 'complete') throw new Error(path.status);
    expect(Array.from(path.ray ?? [])).toEqual([expect.closeTo(0.5, 12), expect.closeTo(-0.5, 12)]);
  });

  it.each([1, 2, 3, 4, 5, 6])('stays exact where caps fill groups exactly, seed %d', (seed) => {
    const n = 40;
    const random = randomStream(seed, 2);
    const groups = [0, 1, 2, 3, 4].map((g) => groupRow(n, (j) => j % 5 === g, 0.1, 0.25));
    const problem: ParametricProblem = {
      quadratic: factorCovariance(n, 4, random),
      gain: Float64Array.from({ length: n }, () => Math.round(100 * (0.08 + 0.03 * random.normal())) / 100),
      lower: new Float64Array(n),
      upper: new Float64Array(n).fill(0.05),
      rows: [groupRow(n, () => true, 1, 1), ...groups]
    };
    const path = parametricQuadraticPath(problem);
    if (path.status !== 'complete') throw new Error(path.status);
    expect(path.exact).toBe(true);
    for (const { t, x } of path.points) {
      const solved = quadraticProgram({ ...problem, linear: problem.gain.map((value) => -t * value) });
      if (solved.status !== 'optimal') throw new Error(solved.status);
      expect(apart(x, solved.x)).toBeLessThan(1e-7);
    }
  });

  it('survives a covariance of lower rank than its size', () => {
    const n = 30;
    const random = randomStream(5);
    const days = 12;
    const data = Float64Array.from({ length: days * n }, () => 0.01 * random.normal());
    const quadratic = new Float64Array(n * n);
    for (let t = 0; t < days; t++) {
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) quadratic[i * n + j] += data[t * n + i] * data[t * n + j];
    }
    const problem: ParametricProblem = {
      quadratic,
      gain: Float64Array.from({ length: n }, () => random.uniform()),
      lower: new Float64Array(n),
      upper: new Float64Array(n).fill(0.2),
      rows: [groupRow(n, () => true, 1, 1)]
    };
    const path = parametricQuadraticPath(problem);
    if (path.status !== 'complete') throw new Error(path.status);
    const best = linearProgram({ ...problem, linear: problem.gain.map((value) => -value) });
    if (best.status !== 'optimal') throw new Error(best.status);
    expect(path.points[path.points.length - 1].gain).toBeCloseTo(-best.objective, 8);
    const solved = quadraticProgram({ ...problem, linear: new Float64Array(n) });
    if (solved.status !== 'optimal') throw new Error(solved.status);
    expect(path.points[0].variance).toBeLessThan(2 * solved.objective + 1e-9);
  });
});

describe('maximumRatio', () => {
  it.each(CASES)(
    'seed $seed, n = $n: no turning point, no neighbour and no random point has a greater ratio',
    (row) => {
      const problem = randomPath(row.n, row.seed);
      const offset = 0.02;
      const best = maximumRatio(problem, offset);
      if (best.status === 'no-excess') {
        expect(best.greatestGain).toBeLessThanOrEqual(offset);
        return;
      }
      if (best.status !== 'optimal') throw new Error(best.status);
      const path = parametricQuadraticPath(problem);
      if (path.status !== 'complete') throw new Error(path.status);
      const ratio = (x: Float64Array): number =>
        (dot(problem.gain, x) - offset) / Math.sqrt(quadraticForm(problem.quadratic, row.n, x));
      expect(best.ratio).toBeCloseTo(ratio(best.x), 12);
      for (const point of path.points) {
        expect(ratio(point.x)).toBeLessThanOrEqual(best.ratio + 1e-10);
        for (const share of [0.5, 0.1, 1e-3]) {
          const mixed = best.x.map((value, j) => value + share * (point.x[j] - value));
          expect(ratio(mixed)).toBeLessThanOrEqual(best.ratio + 1e-10);
        }
      }
      expect(best.solution.stationarity).toBeLessThan(1e-8);
    }
  );

  it('is the closed-form tangency inv(Q)(m - r) when only the sum is held', () => {
    const n = 6;
    const random = randomStream(3);
    const quadratic = factorCovariance(n, 2, random);
    const gain = Float64Array.from({ length: n }, () => 0.08 + 0.02 * random.uniform());
    const free = new Float64Array(n).fill(Infinity);
    const rows = [groupRow(n, () => true, 1, 1)];
    const best = maximumRatio({ quadratic, gain, lower: free.map((value) => -value), upper: free, rows }, 0.03);
    if (best.status !== 'optimal') throw new Error(best.status);
    const qx = Float64Array.from({ length: n }, (_, i) => dot(quadratic.subarray(i * n, i * n + n), best.x));
    const multiple = qx.map((value, j) => value / (gain[j] - 0.03));
    for (const value of multiple) expect(value).toBeCloseTo(multiple[0], 10);
  });

  it('says when no gain exceeds the offset', () => {
    const problem = randomPath(7, 2);
    const outcome = maximumRatio(problem, 10);
    expect(outcome.status).toBe('no-excess');
  });
});
