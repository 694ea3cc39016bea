import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitBound, unitDeviation, wholeUnits } from './index';

/** The least deviation over all numbers of units up to one above each target. */
function byEnumeration(units: Float64Array, targets: Float64Array, room: number): number {
  const most = units.map((unit, i) => (unit > 0 ? Math.floor((targets[i] ?? 0) / unit) + 1 : 0));
  const counts = new Float64Array(units.length);
  let best = Infinity;
  for (;;) {
    const amounts = units.map((unit, i) => (unit > 0 ? unit * (counts[i] ?? 0) : (targets[i] ?? 0)));
    const beyond = amounts.reduce((sum, amount, i) => sum + amount - (targets[i] ?? 0), 0);
    if (beyond <= room + 1e-9) best = Math.min(best, unitDeviation({ targets }, amounts));
    let i = 0;
    while (i < counts.length && counts[i] === most[i]) counts[i++] = 0;
    if (i === counts.length) return best;
    counts[i]++;
  }
}

describe('wholeUnits', () => {
  it('keeps its bound below and its answer near what trying all numbers finds, with equal units and with amounts of any size', () => {
    let same = 0;
    let tried = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1, 2, 2, 3.5, 7, 12), fc.integer({ min: 0, max: 200 })), {
          minLength: 1,
          maxLength: 5
        }),
        fc.constantFrom(-9, -2, 0, 0.5, 3, 50),
        (parts, room) => {
          const units = Float64Array.from(parts, ([unit]) => unit);
          const targets = Float64Array.from(parts, ([unit, target]) =>
            unit > 0 ? Math.min(target / 10, 4 * unit) : target
          );
          const best = byEnumeration(units, targets, room);
          const bound = unitBound({ units, targets, room });
          const ours = wholeUnits({ units, targets, room });
          if (best === Infinity) {
            expect(ours.deviation).toBe(Infinity);
            return;
          }
          tried++;
          expect(bound).toBeLessThanOrEqual(best + 1e-9);
          expect(ours.bound).toBeLessThanOrEqual(best + 1e-9);
          expect(ours.deviation).toBeGreaterThanOrEqual(best - 1e-9);
          expect(ours.deviation).toBeLessThanOrEqual(best + 2 * Math.max(...units));
          if (ours.deviation <= best + 1e-9) same++;
        }
      ),
      { numRuns: 300 }
    );
    expect(same / tried).toBeGreaterThan(0.9);
  });

  it('meets targets that are whole, and refuses what makes no sense', () => {
    const exact = wholeUnits({ units: Float64Array.of(2, 5), targets: Float64Array.of(8, 15), room: 0 });
    expect(exact).toEqual({ counts: Float64Array.of(4, 3), deviation: 0, bound: 0 });
    expect(() => wholeUnits({ units: Float64Array.of(2), targets: Float64Array.of(8, 1), room: 0 })).toThrow(
      RangeError
    );
    expect(() => wholeUnits({ units: Float64Array.of(-2), targets: Float64Array.of(8), room: 0 })).toThrow(RangeError);
  });
});
