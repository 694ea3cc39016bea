import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConvex, majorant, saleCurve, valueOn, type TaxLot } from './taxed-lots';

const lots = fc.array(
  fc.record({
    id: fc.constant('lot'),
    weight: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
    gain: fc.double({ min: -0.1, max: 0.2, noNaN: true }),
    term: fc.constantFrom<TaxLot['term']>('short', 'long')
  }),
  { minLength: 1, maxLength: 6 }
);
const at = (lines: ReturnType<typeof majorant>, place: number): number =>
  Math.max(...lines.map(({ slope, start }) => start + slope * place));

describe('lines over the gain of a sale', () => {
  it('are never below it, touch it at the anchor, and count purchases as nothing or more without one', () => {
    fc.assert(
      fc.property(
        lots,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (own, a, b) => {
          const curve = saleCurve(own, ({ gain }) => gain);
          const whole = curve.places.at(-1) ?? 0;
          const rough = majorant(curve);
          const anchored = majorant(curve, a * whole);
          const places = [...curve.places, b * whole];
          for (const place of places) {
            expect(at(rough, place)).toBeGreaterThan(valueOn(curve, place) - 1e-12);
            expect(at(anchored, place)).toBeGreaterThan(valueOn(curve, place) - 1e-12);
          }
          expect(at(anchored, a * whole)).toBeCloseTo(valueOn(curve, a * whole), 10);
          expect(at(rough, 0)).toBeCloseTo(0, 12);
          expect(Math.min(...places.map((place) => at(rough, place)))).toBeGreaterThan(-1e-12);
          if (isConvex(curve))
            for (const place of places) expect(at(anchored, place)).toBeCloseTo(valueOn(curve, place), 10);
        }
      )
    );
  });
});
