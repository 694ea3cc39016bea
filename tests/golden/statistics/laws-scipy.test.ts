import { describe, expect, test } from 'vitest';
import {
  betaRatio,
  chiSquareTail,
  digamma,
  fisherFCdf,
  fisherFTail,
  logBeta,
  studentTCdf,
  studentTDensity,
  studentTQuantile,
  studentTTwoSided
} from '$lib/math/distributions';
import golden from './laws-scipy.json';

const { tolerance } = golden;

function near(actual: number, wanted = NaN): void {
  const allowed = Math.max(tolerance.abs, tolerance.rel * Math.abs(wanted));
  expect(Math.abs(actual - wanted), `${actual} for ${wanted}`).toBeLessThanOrEqual(allowed);
}

describe(`${golden.title} (${golden.source.work}, relative ${tolerance.rel})`, () => {
  test.each(golden.studentT)("Student's t at %d with %d degrees", (t = NaN, degrees = NaN, cdf, twoSided) => {
    near(studentTCdf(t, degrees), cdf);
    near(studentTTwoSided(t, degrees), twoSided);
  });

  test.each(golden.studentTQuantile)(
    "Student's t quantile at %d with %d degrees",
    (p = NaN, degrees = NaN, at, density) => {
      near(studentTQuantile(p, degrees), at);
      near(studentTDensity(at ?? NaN, degrees), density);
    }
  );

  test.each(golden.fisherF)('F at %d with %d and %d degrees', (x = NaN, above = NaN, below = NaN, tail, cdf) => {
    near(fisherFTail(x, above, below), tail);
    near(fisherFCdf(x, above, below), cdf);
  });

  test.each(golden.beta)('beta at %d with %d and %d', (x = NaN, a = NaN, b = NaN, ratio, logarithm) => {
    near(betaRatio(x, a, b), ratio);
    near(logBeta(a, b), logarithm);
  });

  test.each(golden.chiSquare)('chi-square at %d with %d degrees', (x = NaN, degrees = NaN, tail) =>
    near(chiSquareTail(x, degrees), tail)
  );

  test.each(golden.digamma)('digamma at %d', (x = NaN, value) => near(digamma(x), value));

  test('edges', () => {
    expect(studentTTwoSided(Infinity, 5)).toBe(0);
    expect([studentTQuantile(0, 5), studentTQuantile(1, 5), studentTQuantile(0.5, 5)]).toEqual([
      -Infinity,
      Infinity,
      0
    ]);
    expect(studentTCdf(NaN, 5)).toBeNaN();
    expect([fisherFTail(-1, 2, 3), fisherFTail(Infinity, 2, 3), fisherFCdf(0, 2, 3)]).toEqual([1, 0, 0]);
    expect([betaRatio(-1, 2, 3), betaRatio(2, 2, 3)]).toEqual([0, 1]);
    expect(() => betaRatio(0.5, 0, 1)).toThrow(RangeError);
    expect(() => studentTCdf(1, 0)).toThrow(RangeError);
    expect(digamma(0)).toBeNaN();
  });
});
