import { expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { goalsFromText, goalsText, type PlannedGoal } from './goal-list';
import { longestPlan, returnModels, type ModelSpec } from '$lib/quant/simulation';
import type { SimulateInputs } from './inputs';
import { filterOf, inflationOf, monthlyDeviation } from './plan-of';

test('inflation of a year varies as much as told, within a twentieth', () => {
  const deviation = monthlyDeviation(0.015);
  const random = randomStream(8);
  const years: number[] = [];
  let surprise = 0;
  for (let year = 0; year < 6000; year++) {
    let total = 0;
    for (let month = 0; month < 12; month++) {
      surprise = 0.8 * surprise + deviation * random.normal();
      total += surprise;
    }
    if (year > 20) years.push(total);
  }
  const mean = years.reduce((sum, one) => sum + one, 0) / years.length;
  const variance = years.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (years.length - 1);
  expect(Math.sqrt(variance) / 0.015).toBeGreaterThan(0.95);
  expect(Math.sqrt(variance) / 0.015).toBeLessThan(1.05);
});

test('the inflation of drawn days is asked for where the model draws days and there is an index, else it is steady', () => {
  for (const model of Object.keys(returnModels) as ModelSpec['kind'][]) {
    const asked = (index: string | undefined) =>
      inflationOf({ model, inflation: { kind: 'sampled', rate: 0.03, swing: 0.01, index } } as SimulateInputs);
    expect(asked('cpi')).toEqual(returnModels[model].redrawsRows ? { kind: 'sampled' } : { kind: 'fixed', rate: 0.03 });
    expect(asked(undefined)).toEqual({ kind: 'fixed', rate: 0.03 });
  }
});

test('exponential weights filter the plans that the engine lets them', () => {
  const most = longestPlan({ kind: 'filtered', filter: 'ewma' });
  for (let years = 1; years <= 4; years++) {
    expect(filterOf({ filter: 'ewma', years })).toBe(12 * years <= most ? 'ewma' : 'garch');
    expect(filterOf({ filter: 'garch', years })).toBe('garch');
  }
});

test('goals go through the address unchanged; what is none is left out', () => {
  const goals: PlannedGoal[] = [
    { name: 'House, "blue"', kind: 'spend', year: 5, amount: 50000, indexed: true, priority: 1 },
    { name: 'End', kind: 'reach', year: 20, amount: 0, indexed: false, priority: 3 }
  ];
  expect(goalsFromText(goalsText(goals), 20)).toEqual(goals);
  expect(goalsFromText('[["a","lend",1,1,1,1],3,["b","spend","x",1,1,1]]', 20)).toEqual([]);
  expect(goalsFromText('nonsense', 20)).toEqual([]);
  expect(goalsFromText('[["far","spend",90,1,1,9]]', 20)[0]).toMatchObject({ year: 20, priority: 3 });
});
