import { describe, expect, test } from 'vitest';
import { portfolioRisk, riskMeasures, type RiskSpec } from '$lib/quant/risk';
import { scenarioMarket } from '../scenarios.fixture';
import { minimumRiskProgram } from './conic-sub-optimizer';
import { minimumRisk } from './sub-optimizers';

describe('least risk by a program', () => {
  const specs = riskMeasures.filter(({ convex }) => convex).map(({ id }) => ({ measure: id, tail: 0.1 }) as RiskSpec);
  for (const n of [4]) {
    const { scenarios, covariance } = scenarioMarket(n, 50, 5 + n, { kind: 'minimum-variance' });
    if (!scenarios) throw new Error('no scenarios');
    const problem = { count: n, covariance, returns: scenarios };
    for (const spec of specs) {
      test(`${spec.measure} of ${n} is as low as by cuts`, () => {
        const byProgram = minimumRiskProgram(spec)(problem);
        const byCuts = minimumRisk(spec)(problem);
        if (byProgram.status !== 'solved' || byCuts.status !== 'solved') throw new Error(JSON.stringify(byProgram));
        const [ours, theirs] = [byProgram, byCuts].map(({ weights }) => portfolioRisk(scenarios, weights, spec).value);
        expect(Math.abs((ours ?? NaN) / (theirs ?? NaN) - 1)).toBeLessThan(1e-8);
      });
    }
  }

  test('a measure that is not convex is refused', () => {
    expect(() => minimumRiskProgram({ measure: 'value-at-risk' })).toThrow(/not convex/);
  });
});
