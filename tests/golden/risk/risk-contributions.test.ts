import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { riskContributions, tailSample, type ContributionSpec } from '$lib/quant/risk';

interface Table {
  source: { work: string };
  tolerance: number;
  shared: { returns: number[][]; weights: number[] };
  cases: { id: string; spec: ContributionSpec; expected: { total: number; marginal: number[] } }[];
}
const table = JSON.parse(readFileSync(new URL('./risk-contributions.json', import.meta.url), 'utf8')) as Table;
const { returns, weights } = table.shared;
const sample = tailSample(
  { values: Float64Array.from(returns.flat()), rows: returns.length, columns: weights.length },
  Float64Array.from(weights)
);

describe(table.source.work, () => {
  test.each(table.cases)('$id', ({ spec, expected }) => {
    const found = riskContributions(sample, spec);
    expect(Math.abs(found.total / expected.total - 1)).toBeLessThan(table.tolerance);
    const size = Math.max(...expected.marginal.map(Math.abs));
    expected.marginal.forEach((one, j) =>
      expect(Math.abs((found.marginal[j] ?? NaN) - one)).toBeLessThan(table.tolerance * size)
    );
  });
});
