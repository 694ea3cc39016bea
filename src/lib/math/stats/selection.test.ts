import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selected, selectedMedian } from './selection';
import { median } from './order';

const list = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 })), {
  minLength: 1,
  maxLength: 80
});

test('property: the k-th smallest is that of the sorted values, and the rest is put on either side', () =>
  fc.assert(
    fc.property(list, fc.nat(), (values, some) => {
      const k = some % values.length;
      const scratch = Float64Array.from(values);
      const found = selected(scratch, scratch.length, k);
      // Zero of either sign is one value.
      expect(found === Float64Array.from(values).sort()[k]).toBe(true);
      expect(scratch.subarray(0, k).every((one) => one <= found)).toBe(true);
      expect(scratch.subarray(k).every((one) => one >= found)).toBe(true);
    })
  ));

test('property: the median is the one that sorting finds; what lies behind the length is not touched', () =>
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (values) => {
        const scratch = Float64Array.from([...values, 7]);
        expect(selectedMedian(scratch, values.length)).toBeCloseTo(median(Float64Array.from(values)), 8);
        expect(scratch[values.length]).toBe(7);
      }
    )
  ));

test('nothing has no median', () => expect(selectedMedian(new Float64Array(3), 0)).toBeNaN());
