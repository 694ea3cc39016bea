import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimumByBrent, rootByBrent, signChanges } from './brent';

describe('rootByBrent', () => {
  // Roots in closed form.
  it.each([
    ['x^2 - 2', (x: number) => x * x - 2, 0, 2, Math.SQRT2],
    ['cos x', Math.cos, 0, 3, Math.PI / 2],
    ['exp x - 10', (x: number) => Math.exp(x) - 10, -5, 50, Math.LN10],
    ['x^9', (x: number) => x ** 9, -1, 1.5, 0],
    ['step at 0.3', (x: number) => (x < 0.3 ? -1 : 1), 0, 1, 0.3]
  ] as const)('%s', (_, f, low, high, root) => {
    const result = rootByBrent(f, low, high);
    if (result.status !== 'found') throw new Error(result.status);
    expect(result.root).toBeCloseTo(root, root === 0 ? 1 : 13);
    expect(Math.abs(f(result.root))).toBeLessThan(root === 0.3 ? 2 : 1e-12);
  });

  it('finds the root of any rising cubic', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (root, slope) => {
          const f = (x: number): number => (x - root) ** 3 + slope * (x - root);
          const result = rootByBrent(f, -10, 11);
          if (result.status !== 'found') throw new Error(result.status);
          expect(result.root).toBeCloseTo(root, 11);
          expect(result.iterations).toBeLessThan(60);
        }
      )
    );
  });

  it('says when the signs agree, when f is no number, and refuses a bracket that is none', () => {
    expect(rootByBrent((x) => x * x + 1, -1, 1)).toEqual({ status: 'no-sign-change', low: 2, high: 2 });
    expect(rootByBrent((x) => (Math.abs(x) < 0.9 ? NaN : x), -1, 1).status).toBe('failed');
    expect(() => rootByBrent((x) => x, 1, 1)).toThrow(RangeError);
    expect(() => rootByBrent((x) => x, 0, Infinity)).toThrow(RangeError);
  });
});

describe('signChanges', () => {
  it('brackets every root of a polynomial with three', () => {
    const f = (x: number): number => (x - 0.11) * (x - 0.52) * (x - 0.83);
    const brackets = signChanges(f, 0, 1, 10);
    expect(brackets.map(({ low, high }) => [low, high])).toEqual([
      [0.1, 0.2],
      [0.5, 0.6],
      [0.8, 0.9]
    ]);
  });

  it('gives a root on the grid as a cell of no width, once', () => {
    expect(signChanges((x) => x - 0.5, 0, 1, 2)).toEqual([{ low: 0.5, high: 0.5 }]);
    expect(() => signChanges((x) => x, 0, 1, 0)).toThrow(RangeError);
  });
});

describe('minimumByBrent', () => {
  it('finds the lowest point of smooth and of pointed functions', () => {
    expect(minimumByBrent((x) => (x - 0.7) ** 2, -3, 5).x).toBeCloseTo(0.7, 7);
    expect(minimumByBrent((x) => Math.abs(x - 2), -3, 5).x).toBeCloseTo(2, 6);
    expect(minimumByBrent((x) => x - Math.log(x), 0.01, 9).x).toBeCloseTo(1, 7);
    expect(() => minimumByBrent((x) => x, 2, 1)).toThrow(RangeError);
  });
});
