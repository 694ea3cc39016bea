import fc from 'fast-check';
import { expect, test } from 'vitest';
import { riskMeasures, type RiskSpec } from '$lib/quant/risk';
import { optimizePortfolio } from './optimal-portfolio';
import type { Constraint, Objective, OptimizationProblem } from './problem';
import { plain, problemFromDocument, type ProblemDocument } from './problem-document';
import { scenarioMarket } from './scenarios.fixture';

const risks = riskMeasures
  .filter(({ convex }) => convex)
  .map(({ id }) => ({ measure: id, tail: 0.2, levels: 8 }) as RiskSpec);
const objectives: Objective[] = [
  { kind: 'minimum-variance' },
  { kind: 'maximum-sharpe' },
  { kind: 'utility', riskAversion: 4 },
  { kind: 'robust-shortfall', radius: 0.002, riskAversion: 3, tail: 0.2 },
  ...risks.map((risk): Objective => ({ kind: 'minimum-risk', risk })),
  ...risks.map((risk): Objective => ({ kind: 'risk-utility', risk, riskAversion: 2 }))
];
const constraints: Constraint[] = [
  { kind: 'position-cap', id: 'cap', upper: 0.5 },
  { kind: 'cash', id: 'cash', minimum: 0.02 },
  { kind: 'turnover', id: 'turnover', maximum: 0.5 }
];

test('a problem that went through JSON has the very same answer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom(...objectives),
      fc.constantFrom('none', 'box', 'ellipsoid'),
      (seed, objective, doubt) => {
        const bare = scenarioMarket(4, 24, seed, objective, constraints);
        const problem: OptimizationProblem = {
          ...bare,
          currentWeights: new Float64Array(4).fill(0.2),
          ...(doubt === 'box' && { uncertainty: { kind: 'box', halfWidths: new Float64Array(4).fill(0.01) } }),
          ...(doubt === 'ellipsoid' && {
            uncertainty: { kind: 'ellipsoid', covariance: bare.covariance.map((one) => one / 5), radius: 0.2 }
          }),
          tradingCosts: { linear: new Float64Array(4).fill(0.0004), perYear: 1 }
        };
        const read = JSON.parse(JSON.stringify(plain(problem))) as ProblemDocument;
        const [before, after] = [optimizePortfolio(problem), optimizePortfolio(problemFromDocument(read))];
        // The same figures in, the same figures out: nothing is lost on the way.
        expect(after).toEqual(before);
      }
    ),
    { numRuns: 40 }
  );
});

test('sizes that disagree are refused', () => {
  const document = plain(scenarioMarket(3, 10, 5, { kind: 'minimum-variance' }));
  expect(() => problemFromDocument({ ...document, expectedReturns: [0.1] })).toThrow('1 expected returns for 3');
  expect(() => problemFromDocument({ ...document, covariance: [1, 0, 0, 1] })).toThrow('covariance of 4 for n = 3');
});
