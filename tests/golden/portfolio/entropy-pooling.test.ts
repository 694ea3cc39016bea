import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { entropyPooling, opinionPooling, type ScenarioView } from '$lib/quant/views';

interface PoolingRow {
  id: string;
  inputs: { views: ScenarioView[] };
  tolerance?: { abs: number };
  expected: {
    relativeEntropy: number;
    effectiveScenarios: number;
    means: number[];
    covariance: number[];
    firstProbabilities: number[];
  };
}
interface OpinionRow {
  id: string;
  inputs: { opinionProbabilities: number[] | null; method: 'linear' | 'logarithmic'; divergencePenalty: number };
  expected: { opinionProbabilities: number[]; probabilities: number[] };
}
interface Table<Row, Shared> {
  source: { work: string };
  tolerance: { abs: number };
  shared: Shared;
  cases: Row[];
}
const read = <T>(name: string) => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
const worst = (actual: ArrayLike<number>, expected: ArrayLike<number>) => {
  expect(actual.length).toBe(expected.length);
  return Array.from(expected).reduce((most, value, j) => Math.max(most, Math.abs(actual[j] - value)), 0);
};

const pooling = read<Table<PoolingRow, { instruments: string[]; scenarios: number[] }>>('entropy-pooling');
describe(`entropy pooling: ${pooling.source.work}`, () => {
  const instruments = pooling.shared.instruments.map(instrumentId);
  const values = Float64Array.from(pooling.shared.scenarios);
  const scenarios = { values, rows: values.length / instruments.length, columns: instruments.length };
  for (const { id, inputs, expected, tolerance = pooling.tolerance } of pooling.cases) {
    test(id, () => {
      const views = inputs.views.map((view, i) => ({ ...view, id: `view ${i}` }));
      const result = entropyPooling({ instruments, scenarios, views });
      if (result.status !== 'ok') throw new Error(JSON.stringify(result));
      const { abs } = tolerance;
      expect(Math.abs(result.relativeEntropy - expected.relativeEntropy)).toBeLessThan(abs);
      expect(Math.abs(result.effectiveScenarios / expected.effectiveScenarios - 1)).toBeLessThan(abs);
      expect(worst(result.moments.means, expected.means)).toBeLessThan(abs);
      expect(worst(result.moments.covariance, expected.covariance)).toBeLessThan(abs);
      const first = result.probabilities.slice(0, expected.firstProbabilities.length);
      expect(worst(first, expected.firstProbabilities)).toBeLessThan(abs);
    });
  }
});

const opinions = read<Table<OpinionRow, { experts: number[][] }>>('opinion-pooling');
describe(`opinion pooling: ${opinions.source.work}`, () => {
  for (const { id, inputs, expected } of opinions.cases) {
    test(id, () => {
      const experts = opinions.shared.experts.map((probabilities, i) => ({
        id: `expert ${i}`,
        probabilities: Float64Array.from(probabilities),
        ...(inputs.opinionProbabilities ? { trust: inputs.opinionProbabilities[i] } : {})
      }));
      const { method, divergencePenalty } = inputs;
      const result = opinionPooling(experts, { method, divergencePenalty });
      if (result.status !== 'ok') throw new Error(result.status);
      const { abs } = opinions.tolerance;
      expect(worst(result.probabilities, expected.probabilities)).toBeLessThan(abs);
      expect(worst(result.trusts, expected.opinionProbabilities.slice(0, experts.length))).toBeLessThan(abs);
      const leftOver = expected.opinionProbabilities[experts.length] ?? 0;
      expect(Math.abs(result.uninformed - leftOver)).toBeLessThan(abs);
    });
  }
});
