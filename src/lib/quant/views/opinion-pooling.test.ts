import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opinionPooling, relativeEntropy, type Opinion, type PoolingOptions } from './index';

const probabilities = (size: number) =>
  fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: size, maxLength: size }).map((raw) => {
    const total = raw.reduce((sum, one) => sum + one, 0);
    return Float64Array.from(raw, (one) => one / total);
  });
const methods = fc.constantFrom<PoolingOptions['method']>('linear', 'logarithmic');
const pooled = (opinions: Opinion[], options: PoolingOptions) => {
  const result = opinionPooling(opinions, options);
  if (result.status !== 'ok') throw new Error(result.status);
  return result;
};

describe('opinionPooling', () => {
  it('of one opinion held by all is that opinion', () => {
    fc.assert(
      fc.property(probabilities(12), methods, fc.double({ min: 0, max: 50, noNaN: true }), (p, method, penalty) => {
        const opinions = ['x', 'y', 'z'].map((id) => ({ id, probabilities: p }));
        const result = pooled(opinions, { method, divergencePenalty: penalty });
        result.probabilities.forEach((one, t) => expect(one).toBeCloseTo(p[t], 12));
      })
    );
  });

  it('keeps probabilities, and the penalty takes trust from who stands apart', () => {
    fc.assert(
      fc.property(probabilities(9), probabilities(9), methods, (p, q, method) => {
        const apart = Float64Array.from({ length: 9 }, (_, t) => (t === 0 ? 0.92 : 0.01));
        const opinions = [p, q, apart].map((one, i) => ({ id: `${i}`, probabilities: one, trust: 0.3 }));
        const plain = pooled(opinions, { method });
        const penalised = pooled(opinions, { method, divergencePenalty: 5 });
        for (const result of [plain, penalised]) {
          expect(result.probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
          expect(result.trusts.reduce((sum, one) => sum + one, result.uninformed)).toBeCloseTo(1, 12);
        }
        const furthest = plain.divergences.indexOf(Math.max(...plain.divergences));
        expect(penalised.trusts[furthest]).toBeLessThanOrEqual(Math.min(...penalised.trusts) + 1e-12);
      })
    );
  });

  it('logarithmic: is nearest to the opinions in trusted relative entropy', () => {
    fc.assert(
      fc.property(probabilities(7), probabilities(7), probabilities(7), (p, q, other) => {
        const opinions = [
          { id: 'p', probabilities: p, trust: 0.35 },
          { id: 'q', probabilities: q, trust: 0.65 }
        ];
        const { probabilities: best } = pooled(opinions, { method: 'logarithmic' });
        const cost = (one: Float64Array) => 0.35 * relativeEntropy(one, p) + 0.65 * relativeEntropy(one, q);
        expect(cost(other)).toBeGreaterThanOrEqual(cost(best) - 1e-12);
      })
    );
  });

  it('keeps what one rules out in the linear pool and drops it in the logarithmic one', () => {
    const opinions = [
      { id: 'x', probabilities: Float64Array.of(0, 0.5, 0.5) },
      { id: 'y', probabilities: Float64Array.of(0.5, 0.5, 0) }
    ];
    expect(Array.from(pooled(opinions, { method: 'linear' }).probabilities)).toEqual([0.25, 0.5, 0.25]);
    expect(Array.from(pooled(opinions, { method: 'logarithmic' }).probabilities)).toEqual([0, 1, 0]);
    const apart = [
      { id: 'x', probabilities: Float64Array.of(1, 0) },
      { id: 'y', probabilities: Float64Array.of(0, 1) }
    ];
    expect(opinionPooling(apart, { method: 'logarithmic' })).toEqual({ status: 'disjoint' });
  });

  it('refuses what is no opinion', () => {
    const good = { id: 'x', probabilities: Float64Array.of(0.5, 0.5) };
    const refused = (opinions: Opinion[], penalty = 0) =>
      expect(() => opinionPooling(opinions, { method: 'linear', divergencePenalty: penalty })).toThrow(RangeError);
    refused([]);
    refused([good, { id: 'y', probabilities: Float64Array.of(0.5, 0.6) }]);
    refused([good, { id: 'y', probabilities: Float64Array.of(1) }]);
    refused([
      { ...good, trust: 0.7 },
      { ...good, trust: 0.7 }
    ]);
    refused([{ ...good, trust: 0.7 }, good]);
    refused([good], -1);
  });
});
