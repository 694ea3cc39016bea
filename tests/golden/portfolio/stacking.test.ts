import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sampleCovariance, type ReturnMatrix } from '$lib/quant/moments';
import { allocatedWeights, asSolution, stackedWeights, type AllocationSpec } from '$lib/quant/optimization';
import { fileReturns, lastRows } from './price-file.fixture';

interface Case {
  id: string;
  inputs: { members: string[]; final: string; folds: number; scheme: 'k-fold' | 'walk-forward' };
  expected: { weights: number[]; outer?: number[] };
  /** The row as published is this far from the optimum of its own problem, which a sharper run of the source gives. */
  shortOfOptimum?: { why: string; abs: number; optimum: number[] };
}
interface Table {
  source: { work: string };
  tolerance: { abs: number };
  cases: Case[];
}
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;

const variance = { measure: 'variance' } as const;
const specs: Record<string, AllocationSpec> = {
  equal: { method: 'equal' },
  'inverse-volatility': { method: 'inverse-risk', risk: { measure: 'standard-deviation' } },
  'minimum-variance': { method: 'minimum-risk', risk: variance },
  'minimum-expected-shortfall': { method: 'minimum-risk', risk: { measure: 'expected-shortfall', tail: 0.05 } },
  'maximum-diversification': { method: 'maximum-diversification' },
  'hrp-variance': {
    method: 'hierarchical-risk-parity',
    risk: variance,
    tree: { linkage: 'ward', distance: 'correlation', seriated: true }
  }
};

const covarianceOf = (returns: ReturnMatrix): Float64Array => sampleCovariance(returns, 1);

function stacked(returns: ReturnMatrix, { inputs }: Case) {
  const optimizerOf = (name: string) => (part: Parameters<typeof allocatedWeights>[0]) =>
    asSolution(allocatedWeights(part, specs[name]));
  const problem = { count: returns.columns, covariance: covarianceOf(returns), returns };
  const found = stackedWeights(problem, inputs.members.map(optimizerOf), optimizerOf(inputs.final), {
    ...inputs,
    covarianceOf
  });
  if (found.status !== 'allocated') throw new Error(found.reason);
  const { members, final, folds, scheme } = inputs;
  const spec: AllocationSpec = {
    method: 'stacking',
    members: members.map((name) => specs[name]),
    final: specs[final],
    folds,
    scheme
  };
  expect(allocatedWeights(problem, spec)).toMatchObject({ status: 'allocated', weights: found.weights });
  return found;
}

const madeUp = read<Table>('stacking-made-up');
const { shared } = read<{ shared: { rows: number; columns: number; returns: number[] } }>('hierarchical-made-up');

describe(`rows of ${madeUp.source.work}`, () => {
  for (const row of madeUp.cases) {
    test(row.id, () => {
      const found = stacked({ ...shared, values: Float64Array.from(shared.returns) }, row);
      for (const [j, weight] of row.expected.weights.entries())
        expect(Math.abs(found.weights[j] - weight), `weight ${j}`).toBeLessThanOrEqual(madeUp.tolerance.abs);
      for (const [m, weight] of (row.expected.outer ?? []).entries())
        expect(Math.abs(found.outer[m] - weight), `member ${m}`).toBeLessThanOrEqual(madeUp.tolerance.abs);
    });
  }
});

const published = read<Table>('skfolio-stacking');
const file = fileReturns('skfolio_sp500_dataset.csv');
if (!file) console.log(`skipped ${published.cases.length} rows: SEXTANT_SHARED is not set`);

describe.skipIf(!file)('rows of skfolio', () => {
  for (const row of published.cases) {
    const short = row.shortOfOptimum;
    test(short ? `${row.id}: ${short.why}` : row.id, () => {
      const found = stacked(lastRows(file ?? { values: new Float64Array(754 * 20), rows: 754, columns: 20 }, 754), row);
      const furthest = (wanted: readonly number[]): number =>
        Math.max(...wanted.map((weight, j) => Math.abs(found.weights[j] - weight)));
      expect(furthest(short?.optimum ?? row.expected.weights)).toBeLessThanOrEqual(published.tolerance.abs);
      expect(furthest(row.expected.weights)).toBeLessThanOrEqual(short?.abs ?? published.tolerance.abs);
    });
  }
});

describe('properties of stacking', () => {
  const returns = { ...shared, values: Float64Array.from(shared.returns) };
  const problem = { count: returns.columns, covariance: covarianceOf(returns), returns };
  const base: AllocationSpec = { method: 'minimum-risk', risk: variance };

  test('a single member, or members that agree, are the method itself', () => {
    const own = allocatedWeights(problem, base);
    for (const members of [[base], [base, base, base]]) {
      const found = allocatedWeights(problem, { method: 'stacking', members, final: { method: 'equal' }, folds: 4 });
      if (own.status !== 'allocated' || found.status !== 'allocated') throw new Error(found.status);
      found.weights.forEach((weight, j) => expect(Math.abs(weight - own.weights[j])).toBeLessThan(1e-12));
    }
  });

  test('rows after a part never count in walk-forward, and rows of a part never count in its own returns', () => {
    const seen: Int32Array[] = [];
    const marked = { ...returns, values: returns.values.map((_, at) => Math.floor(at / returns.columns)) };
    const spy = ({ count, returns: { values, rows, columns } }: Parameters<typeof allocatedWeights>[0]) => {
      seen.push(Int32Array.from({ length: rows }, (_, t) => values[t * columns]));
      return { status: 'solved', weights: new Float64Array(count).fill(1 / count) } as const;
    };
    for (const scheme of ['k-fold', 'walk-forward'] as const) {
      seen.length = 0;
      const of = { ...problem, returns: marked };
      const found = stackedWeights(of, [spy], spy, { folds: 6, scheme, covarianceOf: () => problem.covariance });
      if (found.status !== 'allocated') throw new Error(found.reason);
      const first = scheme === 'walk-forward' ? 1 : 0;
      expect(found.outOfSample.rows).toBe(60 - first * 10);
      seen.slice(1).forEach((rows, at) => {
        const start = (at + first) * 10;
        expect(rows.some((t) => t >= start && t < start + 10)).toBe(false);
        expect(rows.length).toBe(scheme === 'k-fold' ? 50 : start);
        if (scheme === 'walk-forward') expect(Math.max(...rows)).toBeLessThan(start);
      });
      // Equal weights of rows that hold their own number earn that number: each row stands in its place.
      expect(Array.from(found.outOfSample.values, Math.round)).toEqual(
        Array.from({ length: 60 - first * 10 }, (_, t) => t + first * 10)
      );
    }
  });

  test('too few parts or rows are refused', () => {
    for (const folds of [1, 2.5, 31])
      expect(() => allocatedWeights(problem, { method: 'stacking', members: [base], final: base, folds })).toThrow(
        RangeError
      );
    expect(() => allocatedWeights(problem, { method: 'stacking', members: [], final: base, folds: 5 })).toThrow(
      RangeError
    );
  });
});
