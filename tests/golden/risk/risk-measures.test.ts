import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { riskMeasures, seriesRisk, type RiskSpec } from '$lib/quant/risk';

const table = JSON.parse(readFileSync(new URL('./risk-measures.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number; abs: number };
  shared: Record<string, number[]>;
  cases: { id: string; inputs: { series: string }; expected: Record<string, number> }[];
};

describe(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected } of table.cases) {
    test(id, () => {
      const { series, ...options } = inputs;
      for (const [measure, value] of Object.entries(expected)) {
        const risk = seriesRisk(Float64Array.from(table.shared[series]), { measure, ...options } as RiskSpec);
        const allowed = Math.max(table.tolerance.abs, table.tolerance.rel * Math.abs(value));
        expect(Math.abs(risk - value), `${measure}: ${risk} for ${value}`).toBeLessThanOrEqual(allowed);
      }
    });
  }

  test('every measure has rows', () => {
    const seen = new Set(table.cases.flatMap(({ expected }) => Object.keys(expected)));
    expect([...seen].sort()).toEqual(riskMeasures.map(({ id }) => id).sort());
  });
});
