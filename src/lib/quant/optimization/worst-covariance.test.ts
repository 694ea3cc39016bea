import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quadraticForm } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { optimizePortfolio } from './optimal-portfolio';
import { market } from './portfolios.fixture';
import { covarianceError, covarianceErrors, worstCovariance } from './worst-covariance';

const n = 5;
const problemOf = (seed: number) => market(n, seed, { kind: 'minimum-variance' }, []);

describe('the worst covariance', () => {
  it('of a ball is reached, and no matrix of the ball has more variance, for weights of any sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 1e-4, max: 0.2, noNaN: true }), (seed, radius) => {
        const { covariance } = problemOf(seed);
        const random = randomStream(seed, 3);
        const weights = Float64Array.from({ length: n }, () => random.normal());
        const worst = quadraticForm(worstCovariance(covariance, { kind: 'ball', radius }), n, weights);
        const size = weights.reduce((sum, one) => sum + one * one, 0);
        const reached = covariance.map(
          (one, at) => one + (radius * (weights[Math.floor(at / n)] ?? 0) * (weights[at % n] ?? 0)) / size
        );
        expect(Math.abs(quadraticForm(reached, n, weights) - worst)).toBeLessThan(1e-12 * worst);
        for (let draw = 0; draw < 20; draw++) {
          const error = new Float64Array(n * n);
          for (let i = 0; i < n; i++)
            for (let j = 0; j <= i; j++) error[i * n + j] = error[j * n + i] = random.normal();
          const norm = Math.sqrt(error.reduce((sum, one) => sum + one * one, 0));
          const other = covariance.map((one, at) => one + (radius * (error[at] ?? 0)) / norm);
          expect(quadraticForm(other, n, weights)).toBeLessThanOrEqual(worst * (1 + 1e-12));
        }
      })
    );
  });

  it('of a box is its upper corner where nothing is sold short, and the optimum on it is the robust one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const problem = problemOf(seed);
        const { covariance } = problem;
        const random = randomStream(seed, 4);
        const deviation = (j: number): number => Math.sqrt(covariance[j * n + j] ?? 0);
        const halfWidths = covariance.map((_, at) => 0.2 * deviation(Math.floor(at / n)) * deviation(at % n));
        const robust = worstCovariance(covariance, { kind: 'box', halfWidths });
        const result = optimizePortfolio({ ...problem, covariance: robust });
        if (result.status !== 'optimal') throw new Error(result.status);
        const worst = quadraticForm(robust, n, result.weights);
        for (let draw = 0; draw < 20; draw++) {
          const inside = covariance.map((one, at) => one + (2 * random.uniform() - 1) * (halfWidths[at] ?? 0));
          expect(quadraticForm(inside, n, result.weights)).toBeLessThanOrEqual(worst * (1 + 1e-12));
          const other = Float64Array.from({ length: n }, () => random.uniform());
          const total = other.reduce((sum, one) => sum + one, 0);
          expect(
            quadraticForm(
              robust,
              n,
              other.map((one) => one / total)
            )
          ).toBeGreaterThan(worst * (1 - 1e-9));
        }
      })
    );
  });

  it('refuses what is no set of covariances', () => {
    const { covariance } = problemOf(1);
    expect(() => worstCovariance(covariance, { kind: 'ball', radius: -1 })).toThrow(RangeError);
    expect(() => worstCovariance(covariance, { kind: 'box', halfWidths: new Float64Array(3) })).toThrow(RangeError);
    const crossed = covariance.map((_, at) => (at % (n + 1) === 0 ? 0 : 10));
    expect(() => worstCovariance(covariance, { kind: 'box', halfWidths: crossed })).toThrow(/no covariance/);
  });

  it('its usual error is that of drawn samples', () => {
    const periods = 60;
    const random = randomStream(7, 8);
    let sum = 0;
    const draws = 4000;
    for (let draw = 0; draw < draws; draw++) {
      let variance = 0;
      for (let t = 0; t < periods; t++) variance += random.normal() ** 2 / periods;
      sum += (variance - 1) ** 2;
    }
    // One asset of variance 1: the error has a variance of 2 / periods, its estimate a standard error of 3 %.
    expect(Math.abs(sum / draws / covarianceError(Float64Array.of(1), periods) ** 2 - 1)).toBeLessThan(0.12);
  });

  it('errors of its entries are those of drawn samples, and make a box that is a covariance', () => {
    const periods = 40;
    const truth = Float64Array.of(1, 0.6, 0.6, 1);
    const random = randomStream(11, 2);
    const draws = 6000;
    const squares = new Float64Array(2);
    for (let draw = 0; draw < draws; draw++) {
      const sums = new Float64Array(2);
      for (let t = 0; t < periods; t++) {
        const first = random.normal();
        const second = 0.6 * first + 0.8 * random.normal();
        sums[0] += (first * first) / periods;
        sums[1] += (first * second) / periods;
      }
      squares[0] += (sums[0] - 1) ** 2;
      squares[1] += (sums[1] - 0.6) ** 2;
    }
    const errors = covarianceErrors(truth, periods);
    // Standard error of a variance from so many draws: about 2 %.
    expect(Math.abs(squares[0] / draws / errors[0] ** 2 - 1)).toBeLessThan(0.08);
    expect(Math.abs(squares[1] / draws / errors[1] ** 2 - 1)).toBeLessThan(0.08);
    const { covariance } = problemOf(1);
    expect(() =>
      worstCovariance(covariance, { kind: 'box', halfWidths: covarianceErrors(covariance, 250) })
    ).not.toThrow();
  });
});
