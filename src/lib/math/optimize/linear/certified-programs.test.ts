import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedEngine } from '../../../../../tests/reference/highs';
import { randomStream } from '$lib/math/random';
import { certifiedLinearProgram, integerProgram, linearProgram, sparseFromDense } from '../index';
import type { IntegerModel, LinearEngine, LinearModel } from '../index';

let engine: LinearEngine;
beforeAll(async () => {
  engine = await loadedEngine();
});

/** A program of whole coefficients, so that ties and degenerate vertices are common; some sides are open. */
function randomModel(seed: number, n: number, m: number, boxed: boolean): LinearModel & { dense: Float64Array } {
  const random = randomStream(seed, n, m);
  const whole = (least: number, most: number): number => least + random.integerBelow(most - least + 1);
  const dense = Float64Array.from({ length: m * n }, () => (random.uniform() < 0.3 ? 0 : whole(-4, 4)));
  const lower = Float64Array.from({ length: n }, () => (boxed || random.uniform() < 0.8 ? whole(-2, 0) : -Infinity));
  const upper = Float64Array.from({ length: n }, () => (boxed || random.uniform() < 0.6 ? whole(1, 3) : Infinity));
  const rowLower = new Float64Array(m);
  const rowUpper = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    const middle = whole(-4, 4);
    const kind = random.integerBelow(4);
    rowLower[i] = kind === 0 ? -Infinity : middle - (kind === 2 ? 0 : whole(0, 3));
    rowUpper[i] = kind === 1 ? Infinity : middle;
  }
  const linear = Float64Array.from({ length: n }, () => whole(-3, 3));
  return { linear, lower, upper, matrix: sparseFromDense(dense, m, n), rowLower, rowUpper, dense };
}

/** The least over every choice of whole values, or Infinity. */
function byEnumeration({ linear, lower, upper, rowLower, rowUpper, dense }: ReturnType<typeof randomModel>): number {
  const n = linear.length;
  let best = Infinity;
  const x = Float64Array.from(lower);
  for (;;) {
    const holds = rowLower.every((low, i) => {
      let value = 0;
      for (let j = 0; j < n; j++) value += dense[i * n + j] * x[j];
      return value >= low && value <= rowUpper[i];
    });
    if (holds)
      best = Math.min(
        best,
        linear.reduce((sum, cost, j) => sum + cost * x[j], 0)
      );
    let j = 0;
    while (j < n && x[j] === upper[j]) x[j] = lower[j++];
    if (j === n) return best;
    x[j]++;
  }
}

const shapes = [
  fc.integer({ min: 1, max: 1e9 }),
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 0, max: 7 })
] as const;

describe('certifiedLinearProgram', () => {
  it('proves every answer: solutions by duals, the want of one by a ray; and agrees with the own simplex method', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(...shapes, (seed, n, m) => {
        const model = randomModel(seed, n, m, false);
        const answer = certifiedLinearProgram(model, engine);
        if (answer.status === 'failed') throw new Error(answer.reason);
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        expect(answer.certified).toBe(true);
        const rows = Array.from(model.rowLower, (lower, i) => ({
          coefficients: model.dense.slice(i * n, (i + 1) * n),
          lower,
          upper: model.rowUpper[i] ?? NaN
        }));
        const own = linearProgram({ ...model, rows });
        expect(own.status).toBe(answer.status);
        if (own.status === 'optimal' && answer.status === 'optimal') {
          expect(Math.abs(own.objective - answer.objective)).toBeLessThan(1e-7 * (1 + Math.abs(own.objective)));
          expect(answer.bound).toBeLessThanOrEqual(own.objective + 1e-7 * (1 + Math.abs(own.objective)));
        }
      }),
      { numRuns: 300 }
    );
    expect([...seen.keys()].sort()).toEqual(['infeasible', 'optimal', 'unbounded']);
  });

  it('says of wrong duals, points and rays that they prove nothing', () => {
    const model: LinearModel = {
      linear: Float64Array.of(-1, -2),
      lower: new Float64Array(2),
      upper: Float64Array.of(4, 4),
      matrix: sparseFromDense(Float64Array.of(1, 1), 1, 2),
      rowLower: Float64Array.of(-Infinity),
      rowUpper: Float64Array.of(5)
    };
    const says = (claim: ReturnType<LinearEngine['linear']>): LinearEngine => ({ ...engine, linear: () => claim });
    const right = certifiedLinearProgram(model, engine);
    expect(right).toMatchObject({ status: 'optimal', certified: true, objective: -9, bound: -9 });
    const x = Float64Array.of(1, 4);
    const claims = [
      { status: 'optimal', x, rowDuals: Float64Array.of(0) },
      { status: 'optimal', x: Float64Array.of(2, 4), rowDuals: Float64Array.of(-1) },
      { status: 'infeasible', ray: Float64Array.of(-1) },
      { status: 'infeasible' },
      { status: 'unbounded', ray: Float64Array.of(1, 1) }
    ] as const;
    for (const claim of claims) {
      expect(certifiedLinearProgram(model, says(claim))).toMatchObject({ status: claim.status, certified: false });
    }
    expect(() => certifiedLinearProgram({ ...model, linear: Float64Array.of(NaN, 1) }, engine)).toThrow(RangeError);
    expect(() => certifiedLinearProgram({ ...model, upper: Float64Array.of(1) }, engine)).toThrow(RangeError);
  });
});

describe('integerProgram', () => {
  it('finds what trying every whole point finds, with a bound below it, and never a point that breaks a row', () => {
    let [feasible, infeasible] = [0, 0];
    fc.assert(
      fc.property(shapes[0], fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), (seed, n, m) => {
        const model = randomModel(seed, n, m, true);
        const best = byEnumeration(model);
        const answer = integerProgram({ ...model, integer: new Uint8Array(n).fill(1) }, engine);
        if (best === Infinity) {
          infeasible++;
          expect(answer.status).toBe('infeasible');
          return;
        }
        feasible++;
        if (answer.status !== 'optimal') throw new Error(answer.status);
        expect(answer.x.every(Number.isInteger)).toBe(true);
        expect(answer.objective).toBe(best);
        expect(answer.primalResidual).toBe(0);
        expect(answer.bound).toBeLessThanOrEqual(best);
        expect(answer.relaxationBound).toBeLessThanOrEqual(best + 1e-7 * (1 + Math.abs(best)));
        expect(answer.gap).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 200 }
    );
    expect(Math.min(feasible, infeasible)).toBeGreaterThan(10);
  });

  it('is told how far it is, stops when told to, and keeps a bound; a point that is not one is refused', () => {
    const n = 40;
    const random = randomStream(7);
    const dense = Float64Array.from({ length: 5 * n }, () => 1 + random.integerBelow(99));
    const model: IntegerModel = {
      linear: Float64Array.from({ length: n }, () => -(1 + random.integerBelow(99))),
      lower: new Float64Array(n),
      upper: new Float64Array(n).fill(1),
      matrix: sparseFromDense(dense, 5, n),
      rowLower: new Float64Array(5).fill(-Infinity),
      rowUpper: new Float64Array(5).fill(900),
      integer: new Uint8Array(n).fill(1)
    };
    const whole = integerProgram(model, engine, { gap: 1e-9 });
    if (whole.status !== 'optimal') throw new Error(whole.status);
    let told = 0;
    const early = integerProgram(model, engine, { gap: 1e-9, progress: () => ++told < 3 });
    expect(told).toBeGreaterThan(0);
    if (early.status !== 'stopped' && early.status !== 'none') throw new Error(early.status);
    expect(early.bound).toBeLessThanOrEqual(whole.objective);
    const liar: LinearEngine = {
      ...engine,
      integer: () => ({ status: 'optimal', x: new Float64Array(n).fill(1), bound: -1e9, nodes: 0 })
    };
    expect(integerProgram(model, liar)).toMatchObject({ status: 'failed' });
  });
});
