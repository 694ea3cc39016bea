import { expect, test } from 'vitest';
import { seriesSample } from '$lib/quant/risk';
import { methodRisks } from './method-risks';

const request = { confidence: 0.95, horizon: 1 };

test('few days: methods that need more say so, the others answer', () => {
  const series = Float64Array.from({ length: 60 }, (_, t) => 0.01 * Math.sin(1.3 * t * t));
  let told = 0;
  const found = methodRisks(seriesSample(series), request, () => (told += 1));
  expect(told).toBe(found.length);
  expect(found.filter(({ lacks }) => lacks === 'days').map(({ method }) => method)).toEqual([
    'filtered-garch',
    'extreme-value'
  ]);
  expect(found.filter(({ risk }) => risk).length).toBe(found.length - 2);
});

test('a price that hardly ever moves has no law of its tail, which keeps no other method from its answer', () => {
  const series = Float64Array.from({ length: 400 }, (_, t) => (t % 150 === 7 ? -0.02 : t % 90 === 5 ? 0.01 : 0));
  const found = methodRisks(seriesSample(series), request, () => undefined);
  expect(found.find(({ method }) => method === 'extreme-value')).toMatchObject({ risk: undefined, lacks: 'fit' });
  expect(found.find(({ method }) => method === 'historical')?.risk?.valueAtRisk).toBeCloseTo(0, 12);
});
