import { describe, expect, test } from 'vitest';
import { sobolPoints } from '$lib/math/random';
import { multivariateHiddenMarkov, optimalBlockLengths } from '$lib/math/stats';
import markov from './hidden-markov.json';
import lengths from './optimal-block-length.json';
import sobol from './sobol-points.json';

describe('against tables of other programs', () => {
  test('Sobol points of scipy, to the bit', () => {
    const points = sobolPoints(64, 0, 64);
    sobol.points.forEach((row, i) =>
      row.forEach((value, d) => expect(points[sobol.dimensions[d] * 64 + i]).toBe(value))
    );
    const { first, points: later } = sobol.far;
    const far = sobolPoints(64, first, 4);
    later.forEach((row, i) => row.forEach((value, d) => expect(far[sobol.dimensions[d] * 4 + i]).toBe(value)));
  });

  test.each(lengths.rows)('optimal block lengths of arch: $name', ({ series, stationary, circular }) => {
    const found = optimalBlockLengths(series);
    expect(found.stationary / Math.max(1, stationary)).toBeCloseTo(1, 9);
    expect(found.circular / Math.max(1, circular)).toBeCloseTo(1, 9);
  });

  test('a hidden Markov model of hmmlearn', () => {
    const rows = markov.series.length;
    const found = multivariateHiddenMarkov(Float64Array.from(markov.series.flat()), rows, 2, 2);
    const close = (ours: ArrayLike<number>, theirs: readonly number[]) =>
      theirs.forEach((value, at) =>
        expect(Math.abs(ours[at] - value)).toBeLessThan(markov.tolerance.rel * Math.max(1, Math.abs(value)))
      );
    expect(Math.abs(found.logLikelihood / markov.logLikelihood - 1)).toBeLessThan(markov.tolerance.logLikelihood);
    close(found.transition, markov.transition);
    found.means.forEach((mean, s) => close(mean, markov.means[s]));
    found.covariances.forEach((one, s) => close(one, markov.covariances[s]));
  });
});
