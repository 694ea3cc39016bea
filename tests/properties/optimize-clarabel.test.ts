import { describe, expect, it } from 'vitest';
import { quadraticProgram } from '../../src/lib/math/optimize';
import { clarabelSolution } from '../reference/clarabel';
import { randomProblem } from '../reference/random-problem';

const CASES = Array.from({ length: 40 }, (_, k) => ({ seed: k + 1, n: [3, 8, 20, 50, 100][k % 5] }));

describe('quadraticProgram against Clarabel on the same problems', () => {
  it.each([...CASES, { seed: 99, n: 500 }])('seed $seed, n = $n: weights within 1e-5', async ({ seed, n }) => {
    const problem = randomProblem(n, seed);
    const reference = await clarabelSolution(problem);
    const ours = quadraticProgram(problem);
    expect(ours.status).toBe(reference.status);
    if (ours.status !== 'optimal') return;
    const apart = ours.x.reduce((most, value, j) => Math.max(most, Math.abs(value - reference.x[j])), 0);
    expect(apart).toBeLessThan(1e-5);
    expect(ours.stationarity).toBeLessThan(1e-8);
    expect(ours.feasibility).toBeLessThan(1e-10);
    expect(ours.complementarity).toBeLessThan(1e-8);
  });
});
