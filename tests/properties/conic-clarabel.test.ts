import { describe, expect, it } from 'vitest';
import { conicProgram } from '../../src/lib/math/optimize';
import type { ConicOptimum, ConicProblem } from '../../src/lib/math/optimize';
import { clarabelConic } from '../reference/clarabel-conic';
import { randomConic } from '../reference/random-conic';
import { SCENARIO_KINDS, scenarioProblem } from '../reference/scenario-problems';

/** Clarabel's objective at the tightest tolerance at which it says that it is done. */
async function referenceObjective(problem: ConicProblem, scale: number): Promise<number> {
  for (const tolerance of [1e-12, 1e-11, 1e-10, 1e-9]) {
    const { status, objective } = await clarabelConic(problem, scale, tolerance);
    if (status === 'optimal') return objective;
  }
  return NaN;
}

function dense({ constraints: { rows, columns, starts, indices, values } }: ConicProblem): number[][] {
  const out = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  for (let j = 0; j < columns; j++) for (let k = starts[j]; k < starts[j + 1]; k++) out[indices[k]][j] = values[k];
  return out;
}

/** How far v is outside the cones; `dual` asks for the dual cones. */
function outside(v: Float64Array, { cones }: ConicProblem, dual: boolean): number {
  let worst = 0;
  let at = 0;
  for (const { kind, size } of cones) {
    const part = Array.from(v.subarray(at, at + size));
    const [a, b, c] = part;
    if (kind === 'zero') worst = Math.max(worst, ...(dual ? [0] : part.map(Math.abs)));
    else if (kind === 'nonnegative') worst = Math.max(worst, ...part.map((value) => -value));
    else if (kind === 'second-order') worst = Math.max(worst, Math.hypot(...part.slice(1)) - a);
    else worst = Math.max(worst, dual ? -a * Math.exp(b / a - 1) - c : b * Math.exp(a / b) - c);
    at += size;
  }
  return worst;
}

/** The proof written out again: residuals of both equations and of the cones. */
function expectProven(problem: ConicProblem, { x, slack, dual }: ConicOptimum): void {
  const g = dense(problem);
  const size = Math.max(1, ...problem.right.map(Math.abs), ...slack.map(Math.abs));
  g.forEach((row, i) => {
    const value = row.reduce((total, v, j) => total + v * x[j], slack[i]);
    expect(Math.abs(value - problem.right[i])).toBeLessThan(1e-8 * size);
  });
  expect(outside(slack, problem, false)).toBeLessThan(1e-12 * size);
  expect(outside(dual, problem, true)).toBeLessThan(1e-12 * Math.max(1, ...dual.map(Math.abs)));
}

describe('conicProgram against Clarabel on the shapes of portfolio problems', () => {
  const shapes = [
    { n: 6, scenarios: 40, seed: 1 },
    { n: 15, scenarios: 100, seed: 2 },
    { n: 30, scenarios: 20, seed: 3 }
  ];
  const cases = SCENARIO_KINDS.flatMap((kind) => shapes.map((shape) => ({ kind, ...shape })));
  it.each(cases)('$kind, $n x $scenarios: objective within 1e-8', async ({ kind, n, scenarios, seed }) => {
    const problem = scenarioProblem(kind, n, scenarios, seed);
    const ours = conicProgram(problem);
    if (ours.status !== 'optimal') throw new Error(ours.status);
    expect(ours.gap).toBeLessThan(1e-8);
    expectProven(problem, ours);
    const reference = await referenceObjective(problem, 1 / Math.abs(ours.objective));
    expect(Math.abs(ours.objective - reference)).toBeLessThan(1e-8 * Math.abs(reference));
  });
});

describe('conicProgram on random programs of every cone', () => {
  const seeds = Array.from({ length: 100 }, (_, k) => k + 1);

  it('proves an optimum where there is one, at the objective that Clarabel finds', async () => {
    for (const seed of seeds) {
      const problem = randomConic(seed, 'optimal');
      const ours = conicProgram(problem);
      if (ours.status !== 'optimal') throw new Error(`seed ${seed}: ${ours.status}`);
      expectProven(problem, ours);
      expect(ours.gap, `seed ${seed}`).toBeLessThan(1e-8);
      if (seed % 4 !== 0) continue;
      const reference = await referenceObjective(problem, 1 / Math.max(1e-3, Math.abs(ours.objective)));
      const apart = Math.abs(ours.objective - reference) / Math.max(1e-3, Math.abs(reference));
      expect(apart, `seed ${seed}`).toBeLessThan(1e-8);
    }
  });

  it('proves that there is no feasible point, by a dual that anyone can check', () => {
    for (const seed of seeds) {
      const problem = randomConic(seed, 'infeasible');
      const ours = conicProgram(problem);
      if (ours.status !== 'infeasible') throw new Error(`seed ${seed}: ${ours.status}`);
      const value = problem.right.reduce((total, h, i) => total + h * ours.dual[i], 0);
      expect(value).toBeCloseTo(-1, 9);
      expect(outside(ours.dual, problem, true)).toBeLessThan(1e-10 * Math.max(1, ...ours.dual.map(Math.abs)));
      const g = dense(problem);
      for (let j = 0; j < problem.linear.length; j++) {
        expect(Math.abs(g.reduce((total, row, i) => total + row[j] * ours.dual[i], 0))).toBeLessThan(2e-7);
      }
    }
  });

  it('proves that the objective has no bound, by a direction that anyone can check', () => {
    for (const seed of seeds) {
      const problem = randomConic(seed, 'unbounded');
      const ours = conicProgram(problem);
      if (ours.status !== 'unbounded') throw new Error(`seed ${seed}: ${ours.status}`);
      const { direction } = ours;
      expect(problem.linear.reduce((total, c, j) => total + c * direction[j], 0)).toBeCloseTo(-1, 9);
      const fall = dense(problem).map((row) => -row.reduce((total, v, j) => total + v * direction[j], 0));
      const size = Math.max(1, ...direction.map(Math.abs));
      expect(outside(Float64Array.from(fall), problem, false)).toBeLessThan(1e-6 * size);
    }
  });
});
