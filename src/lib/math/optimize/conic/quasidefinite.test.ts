import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import { QuasidefiniteFactor } from './quasidefinite-factor';

/** A random quasidefinite matrix [H, A'; A, -G] with diagonal H and G, in entries, and its product with a vector. */
function randomSystem(n: number, m: number, density: number, seed: number) {
  const random = randomStream(seed);
  const first: number[] = [];
  const second: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      if (random.uniform() > density) continue;
      const turn = random.uniform() < 0.5;
      first.push(turn ? j : n + i);
      second.push(turn ? n + i : j);
      values.push(random.normal());
    }
  }
  const signs = Int8Array.from({ length: n + m }, (_, i) => (i < n ? 1 : -1));
  const diagonal = Float64Array.from(signs, (sign) => sign * (0.1 + random.uniform()));
  const product = (x: Float64Array): Float64Array => {
    const out = x.map((value, i) => diagonal[i] * value);
    values.forEach((value, e) => {
      out[first[e]] += value * x[second[e]];
      out[second[e]] += value * x[first[e]];
    });
    return out;
  };
  return {
    places: { size: n + m, first: Int32Array.from(first), second: Int32Array.from(second) },
    values: Float64Array.from(values),
    signs,
    diagonal,
    product,
    random
  };
}

describe('QuasidefiniteFactor', () => {
  it('solves what it factors, whatever the sparsity and whatever is put last', () => {
    fc.assert(
      fc.property(
        fc.record({
          n: fc.integer({ min: 1, max: 60 }),
          m: fc.integer({ min: 0, max: 90 }),
          density: fc.constantFrom(0.01, 0.05, 0.2, 1),
          part: fc.constantFrom(0, 0.1, 0.5, 1),
          seed: fc.integer({ min: 0, max: 1e9 })
        }),
        ({ n, m, density, part, seed }) => {
          const { places, values, signs, diagonal, product, random } = randomSystem(n, m, density, seed);
          const last = Uint8Array.from({ length: n + m }, () => Number(random.uniform() < part));
          const system = new QuasidefiniteFactor(places, signs, last);
          for (const scale of [1, 3]) {
            const x = Float64Array.from({ length: n + m }, () => random.normal());
            const scaled = diagonal.map((value) => value * scale);
            const b = product(x).map((value, i) => value + (scale - 1) * diagonal[i] * x[i]);
            system.factor(values, scaled, new Float64Array(n + m).fill(1));
            system.solve(b);
            for (let i = 0; i < b.length; i++) expect(Math.abs(b[i] - x[i])).toBeLessThan(1e-9);
          }
        }
      ),
      { numRuns: 150 }
    );
  });
});
