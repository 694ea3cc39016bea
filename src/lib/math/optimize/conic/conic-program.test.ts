import { describe, expect, it } from 'vitest';
import { ConicRows, conicProgram, sparseFromDense } from '../index';
import type { ConicProblem } from '../index';

const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

function optimum(problem: ConicProblem) {
  const answer = conicProgram(problem);
  if (answer.status !== 'optimal') throw new Error(answer.status);
  return answer;
}

describe('conicProgram', () => {
  it('finds the point of a halfplane next to the origin (closed form)', () => {
    const rows = new ConicRows(3);
    rows.secondOrder([
      { indices: [2], values: [-1], right: 0 },
      { indices: [0], values: [-1], right: 0 },
      { indices: [1], values: [-1], right: 0 }
    ]);
    rows.atMost([0, 1], [-3, -4], -10);
    const { x, objective } = optimum({ linear: Float64Array.of(0, 0, 1), ...rows.build() });
    expect(objective).toBeCloseTo(2, 8);
    expect(x[0]).toBeCloseTo(1.2, 7);
    expect(x[1]).toBeCloseTo(1.6, 7);
  });

  it('gives the log of a sum of exponentials (closed form)', () => {
    const at = [0.3, -1.2, 2.1, 0.7];
    const rows = new ConicRows(5);
    at.forEach((value, k) => {
      rows.exponential(
        { indices: [0], values: [1], right: value },
        { indices: [], values: [], right: 1 },
        { indices: [1 + k], values: [-1], right: 0 }
      );
    });
    rows.atMost([1, 2, 3, 4], [1, 1, 1, 1], 1);
    const { objective } = optimum({ linear: Float64Array.of(1, 0, 0, 0, 0), ...rows.build() });
    expect(objective).toBeCloseTo(Math.log(at.reduce((total, value) => total + Math.exp(value), 0)), 8);
  });

  it('solves an equality-constrained quadratic program with its multiplier (closed form)', () => {
    const rows = new ConicRows(2);
    const call = rows.equal([0, 1], [1, 1], 1);
    const built = rows.build();
    const quadratic = sparseFromDense(Float64Array.of(0.04, 0.006, 0.006, 0.09), 2, 2);
    const { x, dual } = optimum({ quadratic, linear: new Float64Array(2), ...built });
    const weight = (0.09 - 0.006) / (0.04 + 0.09 - 0.012);
    expect(x[0]).toBeCloseTo(weight, 9);
    expect(dual[built.firstRow[call]]).toBeCloseTo(-(0.04 * weight + 0.006 * (1 - weight)), 9);
  });

  it('prices a row: minus its dual is what the objective gains a unit of its right side', () => {
    const at = (right: number) => {
      const rows = new ConicRows(2);
      rows.atMost([0, 1], [1, 2], right);
      rows.atMost([0], [-1], 0);
      rows.atMost([1], [-1], 0);
      return optimum({ linear: Float64Array.of(-1, -3), ...rows.build() });
    };
    expect(at(5).objective - at(4).objective).toBeCloseTo(-at(4).dual[0], 7);
  });

  it('says why: no point, no bound, and problems that are none', () => {
    const rows = new ConicRows(1);
    rows.atMost([0], [1], 1);
    rows.atMost([0], [-1], -2);
    expect(conicProgram({ linear: Float64Array.of(0), ...rows.build() }).status).toBe('infeasible');
    const open = new ConicRows(1);
    open.atMost([0], [-1], 0);
    expect(conicProgram({ linear: Float64Array.of(-1), ...open.build() }).status).toBe('unbounded');
    const built = open.build();
    expect(() => conicProgram({ linear: new Float64Array(2), ...built })).toThrow(RangeError);
    expect(() => conicProgram({ linear: Float64Array.of(NaN), ...built })).toThrow('linear cost holds NaN at 0');
    const cones = [{ kind: 'exponential' as const, size: 1 }];
    expect(() => conicProgram({ ...built, linear: Float64Array.of(1), cones })).toThrow(RangeError);
  });

  it('needs no rows at all', () => {
    const quadratic = sparseFromDense(Float64Array.of(2, 0, 0, 4), 2, 2);
    const { x } = optimum({ quadratic, linear: Float64Array.of(-2, 4), ...new ConicRows(2).build() });
    expect(x[0]).toBeCloseTo(1, 9);
    expect(x[1]).toBeCloseTo(-1, 9);
    expect(conicProgram({ linear: Float64Array.of(-2, 4), ...new ConicRows(2).build() }).status).toBe('unbounded');
  });

  it('takes equal columns, repeated equations and rows of zeros', () => {
    const rows = new ConicRows(4);
    for (let k = 0; k < 3; k++) rows.equal(range(4), [1, 1, 1, 1], 1);
    for (const j of range(4)) rows.atMost([j], [-1], 0);
    rows.atMost([], [], 0);
    const linear = Float64Array.of(-2, -2, -1, 0);
    expect(optimum({ linear, ...rows.build() }).objective).toBeCloseTo(-2, 8);
  });
});
