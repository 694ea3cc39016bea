import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPeriod, periodOf } from './periods';

const everies = fc.constantFrom('day', 'week', 'month', 'quarter', 'year' as const);

test('the next period begins on the first day that is in another one', () => {
  fc.assert(
    fc.property(everies, fc.integer({ min: -20_000, max: 40_000 }), (every, day) => {
      const next = nextPeriod(every, day);
      expect(periodOf(every, next - 1)).toBe(periodOf(every, day));
      expect(periodOf(every, next)).toBeGreaterThan(periodOf(every, day));
      expect(next).toBeGreaterThan(day);
    })
  );
});
