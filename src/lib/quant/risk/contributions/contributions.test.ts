import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { tailSample } from '../value-at-risk';
import {
  contributionMethods,
  currencySplit,
  factorSplit,
  groupedContributions,
  incrementalRisk,
  riskContributions
} from './index';
import type { ContributionSpec } from './risk-contributions';

const seeds = fc.integer({ min: 1, max: 1e6 });
const specs: ContributionSpec[] = contributionMethods.flatMap(({ method }) =>
  (['value-at-risk', 'expected-shortfall'] as const).map((measure) => ({ method, measure, confidence: 0.95 }))
);
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, one) => total + one, 0);

function made(seed: number, rows = 260, columns = 5) {
  const random = randomStream(seed);
  const values = new Float64Array(rows * columns);
  for (let t = 0; t < rows; t++) {
    const market = 0.008 * random.normal();
    for (let j = 0; j < columns; j++) values[t * columns + j] = (0.4 + 0.3 * j) * market + 0.006 * random.normal();
  }
  const weights = Float64Array.from({ length: columns }, () => random.uniform() - 0.15);
  return tailSample({ values, rows, columns }, weights);
}

describe.each(specs)('$method, $measure', (spec) => {
  test('components add up to the total, whatever the order of the instruments', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const sample = made(seed);
        const { total, component } = riskContributions(sample, spec);
        expect(Math.abs(sum(component) - total)).toBeLessThan(1e-10);
        const order = [3, 1, 4, 0, 2];
        const { rows, columns, values } = sample.returns;
        const turned = values.map((_, at) => values[Math.floor(at / columns) * columns + order[at % columns]]);
        const other = riskContributions(
          tailSample(
            { values: turned, rows, columns },
            Float64Array.from(order, (j) => sample.weights[j])
          ),
          spec
        );
        order.forEach((j, at) => expect(Math.abs(other.component[at] - component[j])).toBeLessThan(1e-12));
      }),
      { numRuns: 40 }
    );
  });

  test('marginal risk is the change of the total', () => {
    // The kernel looks at what lies near the quantile; the quantile itself moves in steps.
    if (spec.method === 'historical' && spec.measure === 'value-at-risk') return;
    fc.assert(
      fc.property(seeds, (seed) => {
        const sample = made(seed);
        const { marginal } = riskContributions(sample, spec);
        marginal.forEach((slope, j) => {
          const at = (by: number): number =>
            riskContributions(
              tailSample(
                sample.returns,
                sample.weights.map((w, i) => (i === j ? w + by : w))
              ),
              spec
            ).total;
          const step = spec.method === 'historical' ? 1e-7 : 1e-5;
          expect(Math.abs((at(step) - at(-step)) / (2 * step) - slope)).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 15 }
    );
  });

  test('currencies and factors are other columns of the same portfolio: the total stays', () => {
    const sample = made(8);
    const { rows, columns } = sample.returns;
    const random = randomStream(3);
    const rates = Float64Array.from({ length: rows * columns }, (_, at) =>
      at % columns === 0 ? 0 : 0.004 * random.normal()
    );
    const { total } = riskContributions(sample, spec);
    const byCurrency = riskContributions(currencySplit(sample, { values: rates, rows, columns }), spec);
    expect(byCurrency.total).toBe(total);
    expect(Math.abs(sum(byCurrency.component) - total)).toBeLessThan(1e-10);
    // The base currency's own instrument has no rate.
    expect(Math.abs(byCurrency.component[columns])).toBeLessThan(1e-15);
    const factors = Float64Array.from({ length: 2 * rows }, () => 0.01 * random.normal());
    const loadings = Float64Array.from({ length: 2 * columns }, () => random.normal());
    const byFactor = riskContributions(factorSplit(sample, { values: factors, rows, columns: 2 }, loadings), spec);
    expect(byFactor.component).toHaveLength(3);
    expect(Math.abs(sum(byFactor.component) - total)).toBeLessThan(1e-10);
  });

  test('incremental risk is the total less the total without', () => {
    const sample = made(21);
    const incremental = incrementalRisk(sample, spec);
    const { total } = riskContributions(sample, spec);
    const without = tailSample(
      sample.returns,
      sample.weights.map((one, j) => (j === 2 ? 0 : one))
    );
    expect(incremental[2]).toBe(total - riskContributions(without, spec).total);
  });
});

test('groups add up and keep the order in which they appear', () => {
  const groups = groupedContributions(['b', 'a', 'b'], [0.2, 0.3, 0.1], [1, 2, 5]);
  expect(groups.map(({ label, component, share, members }) => [label, component, share, members])).toEqual([
    ['b', 6, 0.75, [0, 2]],
    ['a', 2, 0.25, [1]]
  ]);
  expect(groups[0].weight).toBeCloseTo(0.3, 15);
  expect(() => groupedContributions(['a'], [1], [1, 2])).toThrow(RangeError);
});

test('refuses other shapes', () => {
  const sample = made(1);
  const rates = { values: new Float64Array(10), rows: 2, columns: 5 };
  expect(() => currencySplit(sample, rates)).toThrow(RangeError);
  expect(() => factorSplit(sample, rates, new Float64Array(25))).toThrow(RangeError);
  expect(() => riskContributions(sample, { method: 'normal', measure: 'value-at-risk', confidence: 0.4 })).toThrow(
    RangeError
  );
});
