import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { driftBands, driftedWeights } from './drift-bands';

const weights = (...rows: [string, number][]) =>
  rows.map(([name, weight]) => ({ instrument: instrumentId(name), weight }));

describe('drift', () => {
  test('the narrower band counts (5/25 rule)', () => {
    const now = weights(['a', 0.64], ['b', 0.064], ['c', 0.2], ['d', 0.02]);
    const rows = driftBands(now, weights(['a', 0.6], ['b', 0.05], ['c', 0.26], ['e', 0.04]), {
      absolute: 0.05,
      relative: 0.25
    });
    expect(rows.map(({ instrument, outside }) => [instrument, outside])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
      ['e', true],
      ['d', false]
    ]);
    expect(rows.map(({ band }) => band)).toEqual([0.05, 0.0125, 0.05, 0.01, 0.05]);
    expect(() => driftBands(now, now, { absolute: -1 })).toThrow(RangeError);
  });

  test('weights drift with returns, cash stays', () => {
    const drifted = driftedWeights(Float64Array.from([0.5, 0.3]), Float64Array.from([0.1, -0.2]));
    expect(drifted[0]).toBeCloseTo(0.55 / 0.99, 14);
    expect(drifted[1]).toBeCloseTo(0.24 / 0.99, 14);
    expect(() => driftedWeights(Float64Array.from([1]), Float64Array.from([-1]))).toThrow(RangeError);
  });
});
