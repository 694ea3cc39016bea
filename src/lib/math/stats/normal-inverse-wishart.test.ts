import { expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { normalPosterior, predictiveDraws, predictiveMoments } from './normal-inverse-wishart';

const random = randomStream(4);
const n = 3;
const rows = 30;
const values = Float64Array.from({ length: rows * n }, (_, at) => (1 + (at % n)) * random.normal() + 0.3 * (at % n));
const part = (from: number, to: number) => ({
  values: values.slice(from * n, to * n),
  rows: to - from,
  columns: n
});
const close = (a: Float64Array, b: Float64Array, digits = 10): void =>
  a.forEach((one, k) => expect(one).toBeCloseTo(b[k] ?? NaN, digits));

test('rows seen one part after the other are rows seen at once (conjugacy)', () => {
  const first = {
    mean: Float64Array.of(1, 0, -1),
    meanRows: 4,
    covariance: Float64Array.of(2, 0.5, 0, 0.5, 3, 0.2, 0, 0.2, 5),
    covarianceRows: 7
  };
  const whole = normalPosterior(part(0, rows), first);
  const half = normalPosterior(part(0, 12), first);
  const believed = half.degrees - n - 1;
  const then = normalPosterior(part(12, rows), {
    mean: half.mean,
    meanRows: half.meanRows,
    covariance: half.scale.map((one) => one / believed),
    covarianceRows: believed
  });
  close(then.mean, whole.mean);
  close(then.scale, whole.scale, 8);
  expect([then.meanRows, then.degrees]).toEqual([whole.meanRows, whole.degrees]);
});

test('under the diffuse prior the predictive is the sample, its covariance larger as known in closed form', () => {
  // Student t with T - n degrees, scale (1 + 1/T) S / (T - n): covariance (1 + 1/T) S / (T - n - 2) (Barry 1974).
  const { mean, covariance } = predictiveMoments(normalPosterior(part(0, rows), 'diffuse'));
  const average = Float64Array.from({ length: n }, (_, j) => {
    let sum = 0;
    for (let t = 0; t < rows; t++) sum += values[t * n + j] ?? NaN;
    return sum / rows;
  });
  close(mean, average);
  const scatter = new Float64Array(n * n);
  for (let t = 0; t < rows; t++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        scatter[i * n + j] += (values[t * n + i] - average[i]) * (values[t * n + j] - average[j]);
  close(
    covariance,
    scatter.map((one) => ((1 + 1 / rows) * one) / (rows - n - 2))
  );
  expect(() => normalPosterior(part(0, 5), 'diffuse')).toThrow(RangeError);
});

test('draws have the moments of the predictive, over one row and over many', () => {
  const posterior = normalPosterior(part(0, rows), 'diffuse');
  for (const horizon of [1, 20]) {
    const draws = 40_000;
    const sums = predictiveDraws(posterior, { draws, horizon, seed: 3 });
    expect(predictiveDraws(posterior, { draws: 10, horizon, seed: 3 })).toEqual(sums.slice(0, 10 * n));
    const { mean, covariance } = predictiveMoments(posterior, horizon);
    for (let i = 0; i < n; i++) {
      const deviation = Math.sqrt(covariance[i * n + i] ?? NaN);
      let average = 0;
      for (let s = 0; s < draws; s++) average += (sums[s * n + i] ?? NaN) / draws;
      expect(Math.abs(average - mean[i]) / (deviation / Math.sqrt(draws))).toBeLessThan(4.5);
      for (let j = 0; j <= i; j++) {
        let product = 0;
        for (let s = 0; s < draws; s++) product += ((sums[s * n + i] - mean[i]) * (sums[s * n + j] - mean[j])) / draws;
        // Kurtosis of a t with 27 degrees is below 3.3: the standard error of a product is below 1.6 of a normal's root.
        const scale = deviation * Math.sqrt(covariance[j * n + j] ?? NaN);
        expect(Math.abs(product - covariance[i * n + j]) / scale).toBeLessThan((4.5 * 1.6) / Math.sqrt(draws));
      }
    }
  }
});
