import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { optimizePortfolio } from './optimal-portfolio';
import { market } from './portfolios.fixture';
import type { Constraint, LotQueue, Objective, OptimalPortfolio, OptimizationProblem, TaxRates } from './problem';

const aims: Objective[] = [
  { kind: 'maximum-return' },
  { kind: 'utility', riskAversion: 3 },
  { kind: 'maximum-sharpe' },
  { kind: 'minimum-variance' },
  { kind: 'target-return', annualReturn: 0.06 }
];
const rates: TaxRates = { shortTerm: 0.35, longTerm: 0.15, perYear: 0.2 };

/** Weights held now in lots of a market; gains from a loss of a third to three quarters of the value. */
function queuesOf(n: number, seed: number, how: 'picked' | 'in-order' | 'mixed', losses: boolean) {
  const random = randomStream(seed, 3);
  const raw = Float64Array.from({ length: n }, () => 0.2 + random.uniform());
  const whole = raw.reduce((sum, one) => sum + one, 0);
  const currentWeights = raw.map((one) => one / whole);
  const lots: LotQueue[] = [];
  currentWeights.forEach((weight, j) => {
    const accounts = how === 'mixed' && j % 3 === 0 ? 2 : 1;
    for (let k = 0; k < accounts; k++) {
      const order = how === 'mixed' ? (j % 2 === 0 ? 'picked' : 'in-order') : how;
      const count = 1 + random.integerBelow(4);
      lots.push({
        instrument: instrumentId(`i${j}`),
        order,
        lots: Array.from({ length: count }, (_, l) => {
          const part = weight / accounts / count;
          const gain = (losses ? -0.3 : 0) + 1.05 * random.uniform() * (losses ? 1 : 0.7);
          return {
            id: `${j}.${k}.${l}`,
            weight: part,
            gain: gain * part,
            term: random.uniform() < 0.4 ? 'short' : 'long'
          };
        })
      });
    }
  });
  return { lots, currentWeights };
}

const cases = fc
  .record({
    n: fc.integer({ min: 3, max: 7 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    how: fc.constantFrom('picked' as const, 'in-order' as const, 'mixed' as const),
    losses: fc.boolean(),
    aim: fc.constantFrom(...aims),
    budget: fc.option(fc.constantFrom(0, 0.02, 0.1), { nil: undefined }),
    taxed: fc.boolean(),
    short: fc.boolean(),
    excluded: fc.boolean(),
    scale: fc.constantFrom(1, 0.25)
  })
  .map(({ n, seed, how, losses, aim, budget, taxed, short, excluded, scale }): OptimizationProblem => {
    const rules: Constraint[] = [{ kind: 'position-cap', id: 'cap', upper: 0.6 }];
    if (budget !== undefined) rules.push({ kind: 'realised-gains', id: 'gains', maximum: budget });
    if (short) rules.push({ kind: 'position-floor', id: 'short', lower: -0.1 });
    if (excluded) rules.push({ kind: 'exclusion', id: 'none', instruments: [instrumentId('i1')] });
    const problem = market(n, seed, aim, rules);
    const covariance = problem.covariance.map((value) => value * scale);
    return { ...problem, covariance, ...queuesOf(n, seed, how, losses), ...(taxed && { taxes: rates }) };
  });

/** What an answer realises, lot by lot from the problem's own lots, with a check that the sales can be. */
function fromScratch(problem: OptimizationProblem, { weights, realised }: OptimalPortfolio) {
  const parts = new Map(realised?.lots.map((one) => [one.lot, one.weight]));
  let gain = 0;
  let tax = 0;
  problem.instruments.forEach((instrument, j) => {
    let sold = 0;
    let known = 0;
    for (const queue of (problem.lots ?? []).filter((one) => one.instrument === instrument)) {
      let open = false;
      for (const lot of queue.lots) {
        const part = parts.get(lot.id) ?? 0;
        expect(part).toBeLessThan(lot.weight + 1e-9);
        // In order nothing of a lot is sold while one before it is not gone.
        if (queue.order === 'in-order' && open) expect(part).toBeLessThan(2e-7);
        if (part < lot.weight - 2e-7) open = true;
        sold += part;
        known += lot.weight;
        gain += (lot.gain * part) / lot.weight;
        tax += ((lot.gain * part) / lot.weight) * (lot.term === 'short' ? rates.shortTerm : rates.longTerm);
      }
    }
    const less = Math.min(known, Math.max(0, (problem.currentWeights?.[j] ?? 0) - (weights[j] ?? 0)));
    expect(Math.abs(sold - less)).toBeLessThan(2e-6);
  });
  return { gain, tax: Math.max(0, tax) };
}

describe('realised gains and taxes', () => {
  it('stay within the budget lot by lot, count in the return, and the terms add up to zero within 1e-8', () => {
    let seen = 0;
    let binding = 0;
    fc.assert(
      fc.property(cases, (problem) => {
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') {
          expect(result.status, JSON.stringify(result)).not.toBe('failed');
          return;
        }
        seen += 1;
        for (const { terms } of result.reasons)
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
        const budget = problem.constraints.find(({ kind }) => kind === 'realised-gains');
        if (!result.realised) {
          expect(budget ?? problem.taxes).toBeUndefined();
          return;
        }
        const { gain, tax } = fromScratch(problem, result);
        expect(result.realised.gain).toBeCloseTo(gain, 7);
        if (budget?.kind === 'realised-gains') {
          expect(gain).toBeLessThan(budget.maximum + 1e-6);
          if (result.multipliers.some(({ constraint }) => constraint === 'gains')) binding += 1;
        }
        if (problem.taxes) {
          expect(result.realised.tax).toBeCloseTo(tax, 7);
          expect(result.countedReturn).toBeCloseTo(result.expectedReturn - rates.perYear * tax, 7);
          if (problem.objective.kind === 'target-return') expect(result.countedReturn).toBeGreaterThan(0.06 - 1e-6);
        }
      }),
      { numRuns: 150 }
    );
    expect(seen).toBeGreaterThan(80);
    expect(binding).toBeGreaterThan(15);
  });

  it('selling nothing is always allowed, so that a budget of nothing has an answer, and a larger one gives no less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e5 }), fc.boolean(), fc.boolean(), (seed, losses, picked) => {
        const most = [0, 0.01, 0.05, 0.5].map((maximum) => {
          const rules: Constraint[] = [{ kind: 'realised-gains', id: 'gains', maximum }];
          const problem = {
            ...market(5, seed, { kind: 'maximum-return' }, rules),
            ...queuesOf(5, seed, picked ? 'picked' : 'in-order', losses)
          };
          const result = optimizePortfolio(problem);
          if (result.status !== 'optimal') throw new Error(result.status);
          return result;
        });
        most.slice(1).forEach((one, k) => {
          if (most[k].realised?.proven) expect(one.expectedReturn).toBeGreaterThan(most[k].expectedReturn - 1e-7);
        });
      }),
      { numRuns: 25 }
    );
  });

  it('a loss makes room for a gain where the sale is forced, and is not realised without selling', () => {
    const [a, b, c] = ['i0', 'i1', 'i2'].map(instrumentId);
    const lot = (id: string, weight: number, gain: number) => ({ id, weight, gain, term: 'long' as const });
    const problem: OptimizationProblem = {
      ...market(3, 5, { kind: 'minimum-variance' }, [
        { kind: 'realised-gains', id: 'gains', maximum: 0 },
        { kind: 'exclusion', id: 'none', instruments: [a] }
      ]),
      currentWeights: Float64Array.of(0.3, 0.4, 0.3),
      lots: [
        { instrument: a, order: 'picked', lots: [lot('a', 0.3, 0.06)] },
        { instrument: b, order: 'picked', lots: [lot('b1', 0.2, -0.1), lot('b2', 0.2, 0.1)] },
        { instrument: c, order: 'picked', lots: [lot('c', 0.3, 0.01)] }
      ]
    };
    const result = optimizePortfolio(problem);
    if (result.status !== 'optimal') throw new Error(result.status);
    // The gain of 0.06 needs 0.12 of the lot that loses a half.
    expect(result.weights[1]).toBeLessThan(0.28 + 1e-6);
    expect(result.realised?.gain).toBeLessThan(1e-7);
    expect(result.realised?.proven).toBe(false);
    const alone = optimizePortfolio({ ...problem, lots: problem.lots?.slice(0, 1) });
    if (alone.status !== 'infeasible') throw new Error(alone.status);
    expect(alone.conflict).toEqual(['gains', 'none']);
    expect(alone.remedies[0]).toMatchObject({ constraint: 'gains', bound: 'maximum', to: expect.closeTo(0.06, 6) });
  });

  it('lots in an order are exact where each gains more than the one before, and found better than the first count elsewhere', () => {
    const [a] = [instrumentId('i0')];
    const lots = [0.02, 0.12].map((gain, k) => ({ id: `a${k}`, weight: 0.3, gain, term: 'long' as const }));
    const base = (own: typeof lots, maximum: number): OptimizationProblem => ({
      ...market(3, 11, { kind: 'minimum-variance' }, [{ kind: 'realised-gains', id: 'gains', maximum }]),
      covariance: Float64Array.of(1, 0, 0, 0, 0.01, 0, 0, 0, 0.01),
      currentWeights: Float64Array.of(0.6, 0.2, 0.2),
      lots: [{ instrument: a, order: 'in-order', lots: own }]
    });
    const rising = optimizePortfolio(base(lots, 0.06));
    if (rising.status !== 'optimal') throw new Error(rising.status);
    // 0.3 of the first lot for 0.02, then 0.1 of the second for 0.04.
    expect(rising.weights[0]).toBeCloseTo(0.2, 5);
    expect(rising.realised?.proven).toBe(true);
    const falling = optimizePortfolio(base([...lots].reverse(), 0.13));
    if (falling.status !== 'optimal') throw new Error(falling.status);
    // One slope of 0.4 a unit would let 0.325 go; counted where it is, 0.3 for 0.12 and 0.15 for 0.01.
    expect(falling.weights[0]).toBeCloseTo(0.15, 4);
    expect(falling.realised?.proven).toBe(false);
  });

  it('figures that make no sense are refused', () => {
    const problem = market(3, 1, { kind: 'maximum-return' });
    const lot = { id: 'a', weight: NaN, gain: 0, term: 'long' as const };
    const wrong: Partial<OptimizationProblem>[] = [
      { lots: [{ instrument: instrumentId('i0'), order: 'picked', lots: [lot] }] },
      { taxes: { shortTerm: 2, longTerm: 0, perYear: 1 } },
      { taxes: { shortTerm: 0.2, longTerm: 0, perYear: NaN } },
      { constraints: [{ kind: 'realised-gains', id: 'g', maximum: NaN }] }
    ];
    for (const one of wrong) expect(() => optimizePortfolio({ ...problem, ...one })).toThrow(RangeError);
  });
});
