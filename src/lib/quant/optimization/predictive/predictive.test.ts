import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { brokenRules } from '../broken-rules';
import { optimizePortfolio } from '../optimal-portfolio';
import { scenarioMarket } from '../scenarios.fixture';
import { expectedUtilityPortfolio } from './expected-utility';
import { predictiveAnnualMoments, predictiveOutcomes } from './predictive';

const problem = scenarioMarket(4, 500, 12, { kind: 'minimum-variance' }, [
  { kind: 'position-cap', id: 'cap', upper: 0.6 }
]);
const { periodsPerYear = NaN, ...returns } = problem.scenarios ?? {
  values: new Float64Array(),
  rows: 0,
  columns: 0
};
const years = returns.rows / periodsPerYear;

describe('moments of returns to come', () => {
  test('a prior worth as much as the sample lies half way, one worth very much is all, none is the sample', () => {
    const sample = Float64Array.from({ length: 4 }, (_, j) => {
      let sum = 0;
      for (let t = 0; t < returns.rows; t++) sum += returns.values[t * 4 + j] ?? NaN;
      return (sum / returns.rows) * periodsPerYear;
    });
    const meanAt = (priorYears: number) =>
      predictiveAnnualMoments(problem, returns, { periodsPerYear, priorYears }).expectedReturns;
    problem.expectedReturns.forEach((prior, j) => {
      expect(meanAt(0)[j]).toBeCloseTo(sample[j] ?? NaN, 10);
      expect(meanAt(years)[j]).toBeCloseTo((prior + (sample[j] ?? NaN)) / 2, 10);
      expect(meanAt(1e9)[j]).toBeCloseTo(prior, 7);
    });
    // The sample covariance is the prior's here: all that changes is what is not known of the mean.
    const sure = predictiveAnnualMoments(problem, returns, { periodsPerYear, priorYears: 1e9 }).covariance;
    problem.covariance.forEach((one, k) => expect(sure[k]).toBeCloseTo(one, 7));
  });

  test('risk grows with what is not known: by the horizon, and with fewer years', () => {
    const varianceAt = (over: number, priorYears: number) =>
      predictiveAnnualMoments(problem, returns, { periodsPerYear, priorYears, years: over }).covariance[0] ?? NaN;
    expect(varianceAt(10, 0)).toBeGreaterThan(varianceAt(1, 0) * 2);
    expect(varianceAt(1, 0)).toBeGreaterThan((problem.covariance[0] ?? NaN) * (1 + 1 / years - 1e-9));
    expect(varianceAt(1, 50)).toBeLessThan(varianceAt(1, 1));
  });
});

describe('expected utility over draws', () => {
  const outcomes = predictiveOutcomes(problem, returns, { periodsPerYear, priorYears: 5, seed: 2, draws: 3000 });

  test('no other allowed portfolio has a greater one', () => {
    for (const aversion of [0.5, 1, 4, 12]) {
      const best = expectedUtilityPortfolio(problem, outcomes, aversion);
      if (best.status !== 'utility') throw new Error(best.status);
      expect(brokenRules(problem, best.weights, 1e-9)).toEqual([]);
      const value = (weights: Float64Array): number => {
        let sum = 0;
        for (let s = 0; s < outcomes.rows; s++) {
          let end = 0;
          for (let j = 0; j < 4; j++) end += (weights[j] ?? NaN) * (outcomes.growth[s * 4 + j] ?? NaN);
          sum += aversion === 1 ? Math.log(end) : end ** (1 - aversion);
        }
        return aversion === 1 ? Math.exp(sum / outcomes.rows) : (sum / outcomes.rows) ** (1 / (1 - aversion));
      };
      expect(value(best.weights)).toBeCloseTo(best.certaintyEquivalent, 11);
      const random = randomStream(aversion * 2);
      for (let k = 0; k < 60; k++) {
        const raw = Float64Array.from({ length: 4 }, () => -Math.log(random.uniform()));
        const total = raw.reduce((sum, one) => sum + one, 0);
        const share = k % 2 === 0 ? 0.02 : 1;
        const other = raw.map((one, j) => (share * one) / total + (1 - share) * (best.weights[j] ?? NaN));
        if (other.every((one) => one <= 0.6))
          expect(value(other)).toBeLessThanOrEqual(best.certaintyEquivalent + 1e-12);
      }
    }
  });

  test('over a short time it is the balance of mean and variance', () => {
    // Merton (1969): deviations of the size of a root of time, means of the size of time.
    const time = 1e-6;
    const [mean, covariance] = [new Float64Array(4), new Float64Array(16)];
    outcomes.growth.forEach((one, at) => (mean[at % 4] += (one - 1) / outcomes.rows));
    const apart = outcomes.growth.map((one, at) => one - 1 - (mean[at % 4] ?? NaN));
    for (let s = 0; s < outcomes.rows; s++)
      for (let k = 0; k < 16; k++)
        covariance[k] += (apart[s * 4 + Math.floor(k / 4)] * apart[s * 4 + (k % 4)]) / outcomes.rows;
    const short = {
      growth: apart.map((one, at) => 1 + Math.sqrt(time) * one + time * (mean[at % 4] ?? NaN)),
      rows: outcomes.rows,
      cashGrowth: 1 + time * problem.riskFreeRate
    };
    for (const riskAversion of [0.7, 1, 5]) {
      const found = expectedUtilityPortfolio(problem, short, riskAversion);
      const plain = optimizePortfolio({
        ...problem,
        expectedReturns: mean,
        covariance,
        objective: { kind: 'utility', riskAversion }
      });
      if (found.status !== 'utility' || plain.status !== 'optimal') throw new Error(found.status);
      found.weights.forEach((weight, j) => expect(Math.abs(weight - (plain.weights[j] ?? NaN))).toBeLessThan(5e-3));
    }
  });

  test('a short position that could lose all is never taken, and what makes no sense is refused', () => {
    const short = { ...problem, constraints: [{ kind: 'position-floor' as const, id: 'short', lower: -3 }] };
    const found = expectedUtilityPortfolio(short, outcomes, 1);
    if (found.status !== 'utility') throw new Error(found.status);
    expect(found.certaintyEquivalent).toBeGreaterThan(1);
    expect(() => expectedUtilityPortfolio(problem, outcomes, 0)).toThrow(RangeError);
    expect(() => expectedUtilityPortfolio(problem, { ...outcomes, rows: 2 }, 1)).toThrow(RangeError);
  });
});
