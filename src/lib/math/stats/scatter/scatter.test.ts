import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centeredGram } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import {
  denoisedCovariance,
  exponentialCovariance,
  garchFit,
  garchVarianceAhead,
  graphicalLasso,
  halfLifeFromSpan,
  lateStartFill,
  lateStartMoments,
  lowerPartialComoments,
  marchenkoPasturFit,
  minimumDeterminant,
  pairwiseCovariance,
  type Observations
} from '../index';

function normalRows(rows: number, columns: number, seed: number): Observations {
  const values = new Float64Array(rows * columns);
  randomStream(seed).fillNormal(values);
  // Each variable leans on the one before it.
  for (let at = 0; at < values.length; at++) if (at % columns > 0) values[at] += 0.6 * values[at - 1];
  return { values, rows, columns };
}

const cases = fc.record({
  seed: fc.nat(1e9),
  rows: fc.integer({ min: 30, max: 60 }),
  n: fc.integer({ min: 2, max: 5 })
});

describe('moments with missing values', () => {
  it('are the plain ones where nothing is missing', () => {
    fc.assert(
      fc.property(cases, ({ seed, rows, n }) => {
        const full = normalRows(rows, n, seed);
        const { means, gram } = centeredGram(full.values, rows, n);
        const late = lateStartMoments(full);
        if (late.status !== 'ok') throw new Error(late.status);
        late.covariance.forEach((value, at) => expect(value).toBeCloseTo(gram[at] / rows, 10));
        late.means.forEach((value, at) => expect(value).toBeCloseTo(means[at], 10));
        // One more variable that has gaps sends the others down the path of pairs.
        const withGap = { values: new Float64Array(rows * (n + 1)).fill(NaN), rows, columns: n + 1 };
        for (let t = 0; t < rows; t++) {
          for (let j = 0; j < n; j++) withGap.values[t * (n + 1) + j] = full.values[t * n + j];
          if (t > 5) withGap.values[t * (n + 1) + n] = t;
        }
        const same = (gapped: Float64Array, plain: Float64Array): void =>
          plain.forEach((value, at) => expect(gapped[Math.floor(at / n) * (n + 1) + (at % n)]).toBeCloseTo(value, 10));
        same(pairwiseCovariance(withGap).covariance, pairwiseCovariance(full).covariance);
        same(lowerPartialComoments(withGap).covariance, lowerPartialComoments(full).covariance);
        for (const centre of ['mean', 'weighted-mean', 'zero'] as const)
          same(exponentialCovariance(withGap, 12, centre), exponentialCovariance(full, 12, centre));
      }),
      { numRuns: 20 }
    );
  });

  it('fill keeps what is there, continues an exact relation exactly, and gives the likelihood’s moments on average', () => {
    const full = normalRows(200, 3, 4);
    const cut = full.values.map((value, at) => (at % 3 === 2 && at < 300 ? NaN : value));
    const late = { ...full, values: cut };
    const likely = lateStartMoments(late);
    if (likely.status !== 'ok') throw new Error(likely.status);
    const draws = 400;
    const average = new Float64Array(9);
    for (let seed = 0; seed < draws; seed++) {
      const found = lateStartFill(late, seed);
      if (found.status !== 'ok') throw new Error(found.status);
      expect(cut.findIndex((value, at) => !Number.isNaN(value) && found.filled.values[at] !== value)).toBe(-1);
      expect(found.filled.values.every(Number.isFinite)).toBe(true);
      centeredGram(found.filled.values, 200, 3).gram.forEach((value, at) => (average[at] += value / 200 / draws));
    }
    // Means of 400 fills: bands of 4.5 standard errors, 0.0027 for the covariances. The variance of the filled one is that
    // of the likelihood and half (half of the rows are filled) of what 100 / 97 adds to its residual.
    average.forEach((value, at) => {
      const widened = at === 8 ? 0.5 * (100 / 97 - 1) * 0.78 : 0;
      expect(Math.abs(value - likely.covariance[at] - widened)).toBeLessThan(0.012);
    });
    const exact = full.values.map((value, at) =>
      at % 3 === 2 ? 1 + full.values[at - 1] - full.values[at - 2] : value
    );
    const filled = lateStartFill({ ...full, values: exact.map((v, at) => (Number.isNaN(cut[at]) ? NaN : v)) }, 1);
    if (filled.status !== 'ok') throw new Error(filled.status);
    exact.forEach((value, at) => expect(filled.filled.values[at]).toBeCloseTo(value, 9));
  });

  it('say which variable is too short for a regression', () => {
    const { values, rows, columns } = normalRows(30, 3, 1);
    const cut = values.map((value, at) => (at % 3 === 1 && at < 81 ? NaN : value));
    expect(lateStartMoments({ values: cut, rows, columns })).toEqual({
      status: 'too-short',
      column: 1,
      rows: 3,
      needed: 4
    });
  });
});

describe('minimum covariance determinant', () => {
  it('leaves out planted outliers, also in a sample that is cut into parts, and repeats for a seed', () => {
    for (const rows of [80, 700]) {
      const clean = normalRows(rows, 3, rows);
      const planted = Int32Array.from({ length: Math.floor(rows / 8) }, (_, k) => 8 * k + 3);
      const values = Float64Array.from(clean.values);
      for (const t of planted) for (let j = 0; j < 3; j++) values[t * 3 + j] = j === 1 ? -12 : 12 + (t % 5) / 10;
      const observations = { ...clean, values };
      const found = minimumDeterminant(observations, { starts: 60 });
      const outliers = new Set(found.outliers);
      expect([...planted].filter((t) => !outliers.has(t))).toEqual([]);
      // The rest are normal: about one in forty of them lies beyond the ellipsoid of 97.5 %.
      expect(found.outliers.length - planted.length).toBeLessThan(0.12 * rows);
      expect(minimumDeterminant(observations, { starts: 60 }).covariance).toEqual(found.covariance);
    }
  });

  it('of all rows is the covariance, and too few rows are refused', () => {
    const observations = normalRows(40, 2, 3);
    const { gram } = centeredGram(observations.values, 40, 2);
    minimumDeterminant(observations, { support: 1 }).rawCovariance.forEach((value, at) =>
      expect(value).toBeCloseTo(gram[at] / 40, 12)
    );
    expect(() => minimumDeterminant(normalRows(5, 3, 1))).toThrow(RangeError);
    expect(() => minimumDeterminant(observations, { support: 0.4 })).toThrow(RangeError);
  });
});

describe('noise and sparsity', () => {
  it('finds no factor in noise, and the one that is there', () => {
    const noise = new Float64Array(400 * 40);
    const random = randomStream(11);
    random.fillNormal(noise);
    const plain = centeredGram(noise, 400, 40).gram;
    // A kernel as wide as the gaps between 40 eigenvalues: all of it is noise of variance near 1.
    const alone = denoisedCovariance(plain, 40, { rows: 400, bandwidth: 0.15 }).fit;
    expect(alone.variance).toBeGreaterThan(0.9);
    expect(alone.factors).toBe(0);
    const market = Float64Array.from({ length: 400 }, () => random.normal());
    const common = noise.map((value, at) => value + market[Math.floor(at / 40)]);
    const { fit, covariance } = denoisedCovariance(centeredGram(common, 400, 40).gram, 40, { rows: 400 });
    expect(fit.factors).toBe(1);
    // Half of each variance is the market's, which the noise does not have.
    expect(fit.variance).toBeGreaterThan(0.4);
    expect(fit.variance).toBeLessThan(0.65);
    expect(covariance.every(Number.isFinite)).toBe(true);
    expect(() => marchenkoPasturFit(Float64Array.of(1), 0)).toThrow(RangeError);
  });

  it('a full penalty leaves the variances alone, and every answer closes its gap', () => {
    const { values } = normalRows(60, 4, 5);
    const sample = centeredGram(values, 60, 4).gram;
    const alone = graphicalLasso(sample, 4, { penalty: 1 });
    sample.forEach((value, at) => expect(alone.covariance[at]).toBeCloseTo(at % 5 === 0 ? value : 0, 12));
    const some = graphicalLasso(sample, 4, { penalty: 0.1 });
    expect(some.status).toBe('converged');
    // Optimality: |s - w| is at most the penalty, and equal to it where the inverse is not zero.
    some.covariance.forEach((value, at) => {
      if (at % 5 === 0) return;
      const scale = Math.sqrt(sample[Math.floor(at / 4) * 5] * sample[(at % 4) * 5]);
      const distance = Math.abs(value - sample[at]) / scale;
      expect(distance).toBeLessThan(0.1 + 1e-7);
      if (some.precision[at] !== 0) expect(distance).toBeCloseTo(0.1, 6);
    });
    expect(() => graphicalLasso(sample, 4, { penalty: 0 })).toThrow(RangeError);
  });
});

describe('over time', () => {
  it('a span has the decay of its half-life', () => {
    expect(2 ** (-1 / halfLifeFromSpan(180))).toBeCloseTo(179 / 181, 14);
    expect(() => halfLifeFromSpan(1)).toThrow(RangeError);
  });

  it('a GARCH forecast goes to its long run, and does not depend on the unit', () => {
    const random = randomStream(21);
    let variance = 1;
    const series = Float64Array.from({ length: 400 }, () => {
      const value = Math.sqrt(variance) * random.normal();
      variance = 0.1 + 0.1 * value * value + 0.8 * variance;
      return value;
    });
    const fit = garchFit(series);
    const longRun = fit.omega / (1 - fit.alpha - fit.beta);
    expect(garchVarianceAhead(fit, 1)).toBe(fit.next);
    expect(garchVarianceAhead(fit, 100_000) / longRun).toBeCloseTo(1, 2);
    const small = garchFit(series.map((value) => value / 1024));
    expect(small.beta).toBeCloseTo(fit.beta, 4);
    expect((small.next * 1024 ** 2) / fit.next).toBeCloseTo(1, 4);
    expect(() => garchFit(new Float64Array(50))).toThrow(RangeError);
    expect(() => garchVarianceAhead(fit, 0)).toThrow(RangeError);
  });
});
