import { dot } from '$lib/math/linalg';
import { linearProgram } from './linear-program';
import { quadraticProgram } from './quadratic-program';
import type { Failed, Infeasible, OptimalPoint, ParametricProblem } from './types';

/** A solution found by itself, with the parameter t that its target's multiplier gives. */
export interface SweepPoint {
  readonly t: number;
  readonly x: Float64Array;
}

const STEPS = 60;

/** Greatest gain'x over the polytope, Infinity when it has none; undefined when the polytope is empty or it failed. */
export function greatestGain(problem: ParametricProblem): number | undefined {
  const { lower, upper, rows, gain } = problem;
  const end = linearProgram({ lower, upper, rows, linear: gain.map((value) => -value) });
  if (end.status === 'unbounded') return Infinity;
  return end.status === 'optimal' ? dot(gain, end.x) : undefined;
}

/** The solution of min 1/2 x'Qx - t gain'x, warm from `start`. */
export function solutionAt(problem: ParametricProblem, t: number, start?: Float64Array): OptimalPoint | undefined {
  const linear = problem.gain.map((value) => -t * value);
  const result = quadraticProgram({ ...problem, linear }, start ? { start } : {});
  return result.status === 'optimal' ? result : undefined;
}

/**
 * Solutions of least variance at 61 evenly spaced gains from that of the least variance to `greatest`, each solved by
 * itself: what is left where Q is so singular that the path cannot be walked. Not for an infinite greatest gain.
 */
export function sweptPath(problem: ParametricProblem, greatest: number): SweepPoint[] | Infeasible | Failed {
  const n = problem.gain.length;
  const linear = new Float64Array(n);
  const first = quadraticProgram({ ...problem, linear });
  if (first.status === 'infeasible' || first.status === 'failed') return first;
  if (first.status !== 'optimal') return { status: 'failed', reason: 'no least variance', x: linear, iterations: 0 };
  const low = dot(problem.gain, first.x);
  const points: SweepPoint[] = [{ t: 0, x: first.x }];
  for (let k = 1; k <= STEPS && greatest > low; k++) {
    const target = low + ((greatest - low) * k) / STEPS;
    const row = { coefficients: problem.gain, lower: target - 1e-12 * Math.max(1, Math.abs(target)), upper: Infinity };
    const solved = quadraticProgram({ ...problem, linear, rows: [...problem.rows, row] });
    if (solved.status !== 'optimal') continue;
    points.push({ t: solved.rowMultipliers[problem.rows.length], x: solved.x });
  }
  return points;
}
