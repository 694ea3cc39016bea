import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimal, decimalFromInteger, rounded, scaledBy } from '$lib/domain/money';
import { nearestRatio } from './ratio';

it('finds the ratio of a split from what was held before and after, fractions rounded by the broker', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1_000, max: 9_000_000 }),
      (numerator, denominator, thousandths) => {
        const before = scaledBy(decimalFromInteger(thousandths), 1n, 1000n);
        const after = rounded(scaledBy(before, BigInt(numerator), BigInt(denominator)), 8);
        const found = nearestRatio(after, before);
        expect(found && found.numerator * denominator).toBe(found && found.denominator * numerator);
        expect(found).toBeDefined();
      }
    )
  );
});

it('has no answer without units', () => {
  expect(nearestRatio(decimal('1'), decimal('0'))).toBeUndefined();
  expect(nearestRatio(decimal('3.14159265'), decimal('1.41421356237'))).toBeUndefined();
});
