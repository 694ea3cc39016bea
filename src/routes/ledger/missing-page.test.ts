import fc from 'fast-check';
import { expect, it } from 'vitest';
import { missingPage } from './missing-page';

const sight = fc.record({
  count: fc.integer({ min: 0, max: 3000 }),
  first: fc.integer({ min: 0, max: 3200 }),
  length: fc.integer({ min: 0, max: 90 }),
  there: fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 250 })), { maxLength: 6 })
});

it('brings every row in sight before any other, and comes to an end', () => {
  fc.assert(
    fc.property(sight, ({ count, first, length, there }) => {
      const rows: (number | undefined)[] = [];
      for (const [from, size] of there) for (let at = from; at < Math.min(count, from + size); at += 1) rows[at] = at;
      const end = first + length;
      const isWhole = () =>
        Array.from({ length: Math.max(0, Math.min(count, end) - first) }, (_, at) => rows[first + at]).every(
          (row) => row !== undefined
        );
      let asked = 0;
      for (let page = missingPage(count, rows, { first, end }); page; page = missingPage(count, rows, { first, end })) {
        expect(page.inSight).toBe(!isWhole());
        expect(page.limit).toBeGreaterThan(0);
        expect(page.offset + page.limit).toBeLessThanOrEqual(count);
        for (let at = page.offset; at < page.offset + page.limit; at += 1) rows[at] = at;
        asked += 1;
        expect(asked).toBeLessThan(12);
      }
      expect(isWhole()).toBe(true);
    })
  );
});

it('asks for nothing while all that is near sight is there', () => {
  const rows = Array.from({ length: 200 }, (_, at) => at);
  expect(missingPage(50_000, rows, { first: 0, end: 30 })).toBeUndefined();
  expect(missingPage(50_000, rows, { first: 60, end: 90 })).toEqual({ offset: 200, limit: 200, inSight: false });
  expect(missingPage(50_000, rows, { first: 49_970, end: 50_000 })).toEqual({
    offset: 49_910,
    limit: 90,
    inSight: true
  });
});
