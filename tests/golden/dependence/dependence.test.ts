import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jointExceedance, normalCdf, normalExceedanceCorrelation } from '$lib/math/distributions';
import { centeredGram } from '$lib/math/linalg';
import { correlation, kendallCorrelation } from '$lib/math/stats';
import {
  absorptionRatio,
  averageCorrelation,
  columnOf,
  correlationMatrix,
  effectiveBets,
  effectiveRank,
  exceedanceCorrelations,
  exponentialCorrelation,
  marketStates,
  rollingCorrelation,
  studentCopula,
  studentTailDependence,
  tailDependence,
  type CorrelationMeasureId,
  type CorrelationMatrix,
  type StressRule
} from '$lib/quant/dependence';

const table = JSON.parse(readFileSync(new URL('./dependence-made-up.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number; abs: number };
  shared: { returns: number[][] };
  matrices: {
    id: string;
    inputs: { measure: CorrelationMeasureId; halfLife: number };
    expected: Partial<Record<'values' | 'pValues' | 'lower' | 'upper', number[]>>;
  }[];
  kendall: { id: string; inputs: { a: number; b: number }; expected: { tau: number; pValue: number } }[];
  rolling: Record<'rows' | 'rolling' | 'exponential' | 'average', number[]> & { window: number; halfLife: number };
  normalExceedance: {
    inputs: { threshold: number; correlation: number };
    expected: { joint: number; exceedance: number };
  }[];
  exceedance: { threshold: number; rows: number; correlation: number }[];
  tails: { share: number; lower: number; upper: number }[];
  studentTails: { correlation: number; nu: number; value: number }[];
  copulas: { a: number; b: number; correlation: number; nu: number }[];
  diversity: {
    weights: number[];
    effectiveBets: number;
    effectiveRank: number;
    absorption1: number;
    absorption2: number;
  };
  states: {
    rule: StressRule;
    threshold: number;
    stressed: number[];
    calm: number;
    calmCorrelation: number;
    stressedCorrelation: number;
  }[];
};
const rows = table.shared.returns.length;
const returns = { values: Float64Array.from(table.shared.returns.flat()), rows, columns: 4 };
const column = (j: number): Float64Array => columnOf(returns, j);
const near = (actual: number, wanted: number, rel = table.tolerance.rel) =>
  expect(Math.abs(actual - wanted), `${actual} for ${wanted}`).toBeLessThanOrEqual(
    Math.max(table.tolerance.abs, rel * Math.abs(wanted))
  );

describe(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected } of table.matrices) {
    test(`matrix, ${id}`, () => {
      const found = correlationMatrix(returns, inputs);
      for (const [key, wanted] of Object.entries(expected))
        wanted.forEach((one, at) => {
          near(found[key as keyof Pick<CorrelationMatrix, 'values'>][at], one);
        });
    });
  }

  for (const { id, inputs, expected } of table.kendall) {
    test(id, () => {
      const { tau, score } = kendallCorrelation(column(inputs.a), column(inputs.b));
      near(tau, expected.tau);
      near(2 * normalCdf(-Math.abs(score)), expected.pValue);
    });
  }

  test('rolling, exponential and average correlation', () => {
    const { window, halfLife } = table.rolling;
    const rolling = rollingCorrelation(column(0), column(1), window);
    const exponential = exponentialCorrelation(column(0), column(1), halfLife);
    const average = averageCorrelation(returns, window);
    table.rolling.rows.forEach((row, at) => {
      near(rolling[row], table.rolling.rolling[at]);
      near(exponential[row], table.rolling.exponential[at]);
      near(average[row], table.rolling.average[at]);
    });
    expect(rolling[window - 2]).toBeNaN();
  });

  test('exceedance correlations of a normal law', () => {
    for (const { inputs, expected } of table.normalExceedance) {
      near(jointExceedance(inputs.threshold, inputs.correlation), expected.joint);
      // Differences of nearly equal moments: what the quadrature leaves of them.
      near(normalExceedanceCorrelation(inputs.threshold, inputs.correlation), expected.exceedance, 1e-8);
    }
  });

  test('exceedance correlations and tails of the returns', () => {
    const thresholds = table.exceedance.map((one) => one.threshold);
    exceedanceCorrelations(column(0), column(1), thresholds).forEach((found, at) => {
      expect(found.rows).toBe(table.exceedance[at].rows);
      near(found.correlation, table.exceedance[at].correlation);
    });
    for (const { share, lower, upper } of table.tails) {
      const found = tailDependence(column(0), column(1), share);
      near(found.lower, lower);
      near(found.upper, upper);
    }
  });

  test('Student copulas', () => {
    for (const { correlation: r, nu, value } of table.studentTails) near(studentTailDependence(r, nu), value);
    for (const { a, b, correlation: r, nu } of table.copulas) {
      const found = studentCopula(column(a), column(b));
      near(found?.correlation ?? NaN, r);
      // The likelihood is flat at its top, and the quantiles hold to 1e-6.
      near(found?.degreesOfFreedom ?? NaN, nu, 2e-3);
    }
  });

  test('diversity', () => {
    const { gram } = centeredGram(returns.values, rows, 4);
    const covariance = gram.map((value) => value / (rows - 1));
    near(effectiveBets(covariance, Float64Array.from(table.diversity.weights)), table.diversity.effectiveBets);
    near(
      effectiveRank(correlationMatrix(returns, { measure: 'pearson', halfLife: 1 }).values, 4),
      table.diversity.effectiveRank
    );
    near(absorptionRatio(covariance, 4), table.diversity.absorption1);
    near(absorptionRatio(covariance, 4, 2), table.diversity.absorption2);
  });

  for (const { rule, threshold, stressed, calm, calmCorrelation, stressedCorrelation } of table.states) {
    test(`calm and stressed rows by ${rule.by}`, () => {
      const found = marketStates(column(0), rule);
      near(found.threshold, threshold);
      expect([...found.stressed]).toEqual(stressed);
      expect(found.calm).toHaveLength(calm);
      const within = (kept: Int32Array) =>
        correlation(
          Float64Array.from(kept, (t) => column(1)[t]),
          Float64Array.from(kept, (t) => column(2)[t])
        );
      near(within(found.calm), calmCorrelation);
      near(within(found.stressed), stressedCorrelation);
    });
  }
});
