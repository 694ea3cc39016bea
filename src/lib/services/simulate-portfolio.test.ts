import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { simulationPlan } from '$lib/quant/simulation';
import { fanDatesOf, sharesOf, simulationQuestion, type SimulationPlan } from './simulate-portfolio';

const plan: SimulationPlan = {
  vault: 'demo',
  base: currencyCode('USD'),
  revision: 1,
  asOf: dayFromText('2022-12-28'),
  weights: [
    { instrument: instrumentId('A'), weight: 0.6 },
    { instrument: instrumentId('B'), weight: 0 }
  ],
  history: 10,
  expectation: 'shrunk',
  rows: 'days',
  spec: {
    ...{ seed: 1, paths: 1000, months: 240, cashRate: 0.01, goals: [], flows: [] },
    accounts: [{ kind: 'free', value: 1000 }],
    model: { kind: 'stationary', blockRows: 126 },
    rebalancing: { kind: 'monthly' },
    inflation: { kind: 'fixed', rate: 0.02 }
  }
};

test('the fan has a date at the end of every year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (years) => {
      const { spec } = simulationQuestion({ ...plan, spec: { ...plan.spec, months: 12 * years } });
      const { fanMonths } = simulationPlan({ ...spec, weights: Float64Array.of(1) });
      expect(fanMonths.length).toBe(fanDatesOf(years) + 1);
      for (let year = 0; year <= years; year++) expect(fanMonths).toContain(12 * year);
    })
  );
});

test('a plan becomes a question: held instruments and its window', () => {
  const question = simulationQuestion(plan);
  expect(question.instruments).toEqual(['A']);
  expect(question.start).toBe(dayFromText('2012-12-28'));
  expect('glide' in question).toBe(false);
  const { history: _all, ...unbounded } = plan;
  expect(simulationQuestion(unbounded).start).toBeLessThan(dayFromText('1901-01-01'));
});

test('blocks are shared out whole, each once', () => {
  const { spec } = simulationQuestion({ ...plan, spec: { ...plan.spec, paths: 5000 } });
  const shares = sharesOf({ ...spec, weights: Float64Array.of(1) });
  expect(shares.flat().map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, index) => index));
});
