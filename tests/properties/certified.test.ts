import { describe, expect, it } from 'vitest';
import { conicProgram, quadraticProgram } from '../../src/lib/math/optimize';
import type { OptimalPoint, QuadraticProblem } from '../../src/lib/math/optimize';
import { clarabelConic } from '../reference/clarabel-conic';
import { asConic, HARD_KINDS, hardProgram } from '../reference/hard-programs';
import { randomConic } from '../reference/random-conic';

/** As many as the promise names, each against Clarabel; SEXTANT_CERTIFY asks for another number. */
const WHOLE = Number(process.env.SEXTANT_CERTIFY ?? 2000);
const COUNT = Math.ceil(WHOLE / (HARD_KINDS.length + 3));

/** Objective less the dual objective that the multipliers prove, relative to the objective or to a part of its terms. */
function dualityGap({ quadratic, linear, lower, upper, rows }: QuadraticProblem, point: OptimalPoint): number {
  const { x } = point;
  const n = x.length;
  let curvature = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) curvature += x[i] * quadratic[i * n + j] * x[j];
  let dual = -0.5 * curvature;
  // Where the objective vanishes, the variances of the parts are what it is small beside.
  let terms = 0;
  for (let j = 0; j < n; j++) terms += 0.01 * quadratic[j * n + j] * x[j] * x[j];
  const add = (price: number, side: number): void => {
    if (price === 0) return;
    dual += price * side;
    terms += Math.abs(price * side);
  };
  rows.forEach((row, i) => add(point.rowMultipliers[i], point.rowMultipliers[i] > 0 ? row.lower : row.upper));
  for (let j = 0; j < n; j++) {
    add(point.lowerMultipliers[j], lower[j]);
    add(-point.upperMultipliers[j], upper[j]);
  }
  const objective = 0.5 * curvature + linear.reduce((total, c, j) => total + c * x[j], 0);
  return Math.abs(objective - dual) / Math.max(Math.abs(objective), 1e-3 * terms, 1e-300);
}

/** Clarabel's objective of the same program; undefined when it does not settle. */
async function reference(problem: QuadraticProblem, objective: number): Promise<number | undefined> {
  for (const tolerance of [1e-12, 1e-10]) {
    const answer = await clarabelConic(asConic(problem), 1 / Math.max(1e-6, Math.abs(objective)), tolerance);
    if (answer.status === 'optimal') return answer.objective;
  }
  return undefined;
}

describe(`certified answers on ${COUNT} programs of each kind`, () => {
  const seeds = Array.from({ length: COUNT }, (_, k) => k + 1);

  it.each(HARD_KINDS)('%s: gap below 1e-8, the active set, the conic solver and Clarabel agree', async (kind) => {
    let refused = 0;
    let conicRefused = 0;
    for (const seed of seeds) {
      const problem = hardProgram(kind, seed);
      const active = quadraticProgram(problem);
      const conic = conicProgram(asConic(problem));
      const name = `${kind}, seed ${seed}`;
      if (active.status === 'failed') refused++;
      if (conic.status === 'failed') conicRefused++;
      if (active.status !== 'failed' && conic.status !== 'failed') expect(conic.status, name).toBe(active.status);
      if (active.status === 'optimal') {
        expect(dualityGap(problem, active), name).toBeLessThan(1e-8);
        expect(active.feasibility, name).toBeLessThan(1e-9);
      }
      if (conic.status === 'optimal') expect(conic.gap, name).toBeLessThan(1e-8);
      if (active.status !== 'optimal' || conic.status !== 'optimal') continue;
      const parts = active.x.reduce((total, v, j, { length }) => total + problem.quadratic[j * length + j] * v * v, 0);
      const size = Math.max(Math.abs(active.objective), 1e-5 * parts);
      expect(Math.abs(active.objective - conic.objective), name).toBeLessThan(1e-8 * size);
      const theirs = await reference(problem, active.objective);
      if (theirs !== undefined) expect(Math.abs(active.objective - theirs), name).toBeLessThan(2e-8 * size);
    }
    console.log(`${kind}: ${COUNT} programs, refused ${refused} and ${conicRefused}`);
    expect(refused + conicRefused).toBeLessThanOrEqual(0.005 * 2 * COUNT);
  });

  it('cones of every kind: refusals under 0.5 %, none a wrong answer', () => {
    for (const made of ['optimal', 'infeasible', 'unbounded'] as const) {
      let refused = 0;
      for (const seed of seeds) {
        const { status } = conicProgram(randomConic(1000 + seed, made));
        if (status === 'failed') refused++;
        else expect(status, `${made}, seed ${1000 + seed}`).toBe(made);
      }
      console.log(`${made}: ${COUNT} programs, refused ${refused}`);
      expect(refused).toBeLessThanOrEqual(0.005 * COUNT);
    }
  });

  it('cones on which a first attempt gets stuck', () => {
    const stuck = {
      optimal: [1380, 1917, 2039, 2591, 2709, 3422, 3596],
      infeasible: [479, 833, 1313, 1944, 2026, 3566, 3616, 3736, 3774, 9903, 14724]
    };
    for (const made of ['optimal', 'infeasible'] as const)
      for (const seed of stuck[made])
        expect(conicProgram(randomConic(seed, made)).status, `${made} ${seed}`).toBe(made);
  });
});
