import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { simulationPlan } from '$lib/quant/simulation';
import { fanDatesOf, simulationQuestion, type SimulationPlan } from './simulate-portfolio';

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
  model: 'block-bootstrap',
  blockMonths: 6,
  expectation: 'shrunk',
  paths: 1000,
  years: 20,
  initialValue: 1000,
  flow: { monthly: -10, fromYear: 5, toYear: 40, indexed: true },
  inflation: 0.02,
  cashRate: 0.01,
  annualCost: 0,
  seed: 1
};

test('the fan has a date at the end of every year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (years) => {
      const { spec } = simulationQuestion({ ...plan, years });
      const { fanMonths } = simulationPlan({ ...spec, weights: Float64Array.of(1) });
      expect(fanMonths.length).toBe(fanDatesOf(years) + 1);
      for (let year = 0; year <= years; year++) expect(fanMonths).toContain(12 * year);
    })
  );
});

test('a plan becomes a question: held instruments, its window, flows within its months', () => {
  const question = simulationQuestion(plan);
  expect(question.instruments).toEqual(['A']);
  expect(question.start).toBe(dayFromText('2012-12-28'));
  expect(question.spec.flows).toEqual([{ fromMonth: 60, toMonth: 240, monthly: -10, indexed: true }]);
  expect(question.spec.goal).toBeUndefined();
  const { history: _all, ...unbounded } = plan;
  expect(simulationQuestion(unbounded).start).toBeLessThan(dayFromText('1901-01-01'));
});

test('nothing flows when nothing is paid, or only after the end', () => {
  expect(simulationQuestion({ ...plan, flow: { ...plan.flow, monthly: 0 } }).spec.flows).toEqual([]);
  expect(simulationQuestion({ ...plan, flow: { ...plan.flow, fromYear: 20 } }).spec.flows).toEqual([]);
});
