import fc from 'fast-check';
import { expect, it } from 'vitest';
import { historicalMeans, recentredReturns, sampleCovariance } from '.';

it('has the means asked for and the covariance of before', () => {
  const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 3, max: 40 })).chain(([columns, rows]) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      values: fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
        minLength: rows * columns,
        maxLength: rows * columns
      }),
      means: fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: columns, maxLength: columns })
    })
  );
  fc.assert(
    fc.property(matrix, ({ columns, rows, values, means }) => {
      const returns = { columns, rows, values: Float64Array.from(values) };
      const moved = recentredReturns(returns, Float64Array.from(means));
      historicalMeans(moved).forEach((mean, at) => expect(mean).toBeCloseTo(means[at] ?? NaN, 10));
      const [before, after] = [sampleCovariance(returns), sampleCovariance(moved)];
      before.forEach((one, at) => expect(after[at]).toBeCloseTo(one, 10));
      expect([...returns.values]).toEqual(values);
    })
  );
  expect(() => recentredReturns({ columns: 2, rows: 1, values: new Float64Array(2) }, new Float64Array(1))).toThrow(
    RangeError
  );
});
