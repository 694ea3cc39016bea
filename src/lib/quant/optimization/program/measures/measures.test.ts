import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { riskMeasures, type RiskSpec } from '$lib/quant/risk';
import { feasibleSet } from '../../feasible-set';
import type { Constraint, OptimizationProblem } from '../../problem';
import { scenarioMarket } from '../../scenarios.fixture';
import { posedRisk, riskOfWeights } from '../problem-risk';
import { ruledProgram } from '../ruled-program';
import { comparators } from './sorting-network';

const specs = riskMeasures
  .filter(({ convex }) => convex)
  .map(({ id }) => ({ measure: id, tail: 0.12, gainTail: 0.2, target: 0.0007, levels: 12 }) as RiskSpec);
const degreeOf = ({ measure }: RiskSpec): number => (measure === 'variance' ? 2 : 1);

/** Least risk by the program itself: its weights, and the risk that the program says they have. */
function leastRisk(problem: OptimizationProblem, risk: RiskSpec): { weights: Float64Array; risk: number } {
  const program = ruledProgram(problem, feasibleSet(problem));
  const { expression, unit } = posedRisk(problem, program, risk, 'risk');
  program.minimise(expression);
  const answer = program.solve();
  if (answer.status !== 'optimal') throw new Error(`${risk.measure}: ${JSON.stringify(answer)}`);
  return { weights: answer.weights, risk: answer.objective * unit };
}

const rules: Constraint[] = [
  { kind: 'position-cap', id: 'cap', upper: 0.45 },
  { kind: 'cash', id: 'cash', minimum: 0.02, maximum: 0.2 }
];

/** Weights that obey the rules above. */
function allowed(seed: number, n: number): Float64Array {
  const random = randomStream(seed);
  for (;;) {
    const raw = Float64Array.from({ length: n }, () => random.uniform() ** 2);
    const total = raw.reduce((sum, one) => sum + one, 0);
    const invested = 0.8 + 0.18 * random.uniform();
    const weights = raw.map((one) => (invested * one) / total);
    if (Math.max(...weights) <= 0.45) return weights;
  }
}

const seeds = fc.integer({ min: 1, max: 1e6 });

describe('convex measures in a program', () => {
  for (const risk of specs) {
    test(`${risk.measure}: the program's risk is the catalog's at its weights, and no other portfolio has less`, () => {
      fc.assert(
        fc.property(seeds, fc.integer({ min: 3, max: 6 }), fc.integer({ min: 12, max: 40 }), (seed, n, periods) => {
          const problem = scenarioMarket(n, periods, seed, { kind: 'minimum-risk', risk }, rules);
          const least = leastRisk(problem, risk);
          const { value } = riskOfWeights(problem, least.weights, risk);
          expect(Math.abs(least.risk - value)).toBeLessThan(1e-7 * Math.max(Math.abs(value), 1e-4));
          for (let k = 0; k < 20; k++) {
            const other = riskOfWeights(problem, allowed(seed + k, n), risk).value;
            expect(other).toBeGreaterThan(value - 1e-9);
          }
        }),
        { numRuns: 4 }
      );
    });
  }

  test("with many scenarios, most of which are left out, the risk is still the catalog's and least", () => {
    const tails = specs.filter(({ measure }) => /shortfall|tail-gini|worst|^range/.test(measure));
    fc.assert(
      fc.property(seeds, fc.constantFrom(...tails), (seed, shape) => {
        const risk = { ...shape, tail: 0.03, gainTail: 0.05, levels: 6 } as RiskSpec;
        const problem = scenarioMarket(6, 400, seed, { kind: 'minimum-risk', risk }, rules);
        const least = leastRisk(problem, risk);
        const { value } = riskOfWeights(problem, least.weights, risk);
        expect(Math.abs(least.risk - value), risk.measure).toBeLessThan(1e-7 * Math.abs(value));
        for (let k = 0; k < 20; k++) {
          const other = riskOfWeights(problem, allowed(seed + k, 6), risk).value;
          expect(other).toBeGreaterThan(value - 1e-9);
        }
      }),
      { numRuns: 25 }
    );
  });

  test('returns times a number: the risk is times that, to the power of its degree; instruments in another order', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0.01, 0.3, 40), fc.constantFrom(...specs), (seed, factor, risk) => {
        const given = { ...risk, target: 0 } as RiskSpec;
        const n = 4;
        const problem = scenarioMarket(n, 30, seed, { kind: 'minimum-risk', risk: given });
        const { scenarios } = problem;
        if (!scenarios) throw new Error('no scenarios');
        const least = leastRisk(problem, given).risk;
        const near = (other: number): void =>
          expect(Math.abs(other - least), risk.measure).toBeLessThan(1e-7 * Math.abs(least) + 1e-10);
        const scaled = { ...scenarios, values: scenarios.values.map((value) => factor * value) };
        near(leastRisk({ ...problem, scenarios: scaled }, given).risk / factor ** degreeOf(given));
        const turned = scenarios.values.map((_, at) => scenarios.values[at - (at % n) + (((at % n) + 1) % n)] ?? 0);
        near(leastRisk({ ...problem, scenarios: { ...scenarios, values: turned } }, given).risk);
      }),
      { numRuns: 40 }
    );
  });

  test('comparators sort lists of any length', () => {
    const lists = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 70 });
    fc.assert(
      fc.property(lists, (given) => {
        const values = [...given];
        for (const [low, high] of comparators(values.length)) {
          const [a = 0, b = 0] = [values[low], values[high]];
          if (a > b) [values[low], values[high]] = [b, a];
        }
        expect(values).toEqual([...given].sort((a, b) => a - b));
      })
    );
  });
});
