import { expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { estimatedMoments, type MomentsSpec } from '$lib/quant/moments';
import { resampledRange } from './resampled-range';

test('a market is drawn with the returns; drawn from a normal law it cannot be', () => {
  const random = randomStream(9);
  const market = Float64Array.from({ length: 120 }, () => 0.01 * random.normal());
  const values = Float64Array.from(
    { length: 360 },
    (_, at) => (0.6 + (at % 3) / 4) * (market[Math.floor(at / 3)] ?? 0) + 0.008 * random.normal()
  );
  const returns = { values, rows: 120, columns: 3 };
  const moments: MomentsSpec = {
    covariance: { method: 'ledoit-wolf', target: 'single-factor', market },
    expectedReturns: { method: 'capm', market, marketReturn: 0.08 },
    periodsPerYear: 252
  };
  const problem = {
    ...estimatedMoments(returns, moments),
    instruments: ['a', 'b', 'c'].map(instrumentId),
    riskFreeRate: 0.02,
    objective: { kind: 'minimum-variance' } as const,
    constraints: []
  };
  const range = resampledRange(problem, returns, { seed: 1, draws: 20, moments });
  expect(range.failed).toBe(0);
  expect(range.mean.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 9);
  expect(() => resampledRange(problem, returns, { seed: 1, draws: 20, moments, scheme: 'normal' })).toThrow(RangeError);
});
