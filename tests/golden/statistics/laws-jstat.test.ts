import { describe, expect, it } from 'vitest';
import { jStat } from 'jstat';
import {
  chiSquareCdf,
  fisherFCdf,
  normalCdf,
  normalQuantile,
  studentTCdf,
  studentTQuantile
} from '$lib/math/distributions';

// jStat 1.9.6 (MIT) as it is installed: an independent implementation of the same laws, good to seven digits or more in
// the middle of each.
const close = (ours: number, theirs: number, relative = 1e-9) =>
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(relative * Math.max(Math.abs(theirs), 1e-3));

describe('laws beside jStat', () => {
  const points = [-3.2, -1.7, -0.4, 0.1, 0.9, 2.3, 3.4];
  const shares = [0.01, 0.05, 0.3, 0.5, 0.8, 0.975, 0.999];

  it('normal', () => {
    for (const x of points) close(normalCdf(x), jStat.normal.cdf(x, 0, 1), 1e-7);
    for (const p of shares) close(normalQuantile(p), jStat.normal.inv(p, 0, 1), 1e-7);
  });

  it('Student t', () => {
    for (const freedom of [3, 7.5, 40]) {
      for (const x of points) close(studentTCdf(x, freedom), jStat.studentt.cdf(x, freedom), 1e-7);
      for (const p of shares) close(studentTQuantile(p, freedom), jStat.studentt.inv(p, freedom), 1e-6);
    }
  });

  it('chi-square and Fisher F', () => {
    for (const freedom of [1, 4, 25]) {
      for (const x of [0.2, 1.1, 4.7, 19, 42]) {
        close(chiSquareCdf(x, freedom), jStat.chisquare.cdf(x, freedom), 1e-8);
        close(fisherFCdf(x / 4, freedom, 17), jStat.centralF.cdf(x / 4, freedom, 17), 1e-8);
      }
    }
  });
});
