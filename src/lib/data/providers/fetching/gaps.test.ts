import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyDay, gapsOf, joinedSpans, settledSpan, workdays, type DaySpan } from '.';

const span = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 }))
  .map(([from, length]): DaySpan => ({ from, to: from + length }));
const stored = fc.uniqueArray(fc.integer({ min: 0, max: 260 })).map((days) => Int32Array.from(days).sort());
const calendar = fc.constantFrom(workdays, everyDay);

describe('gaps', () => {
  it('hold exactly the missing days when nothing is bridged', () => {
    fc.assert(
      fc.property(span, stored, fc.array(span, { maxLength: 3 }), calendar, (wanted, days, settled, expected) => {
        const missing = [...expected(wanted.from, wanted.to)].filter(
          (day) => !days.includes(day) && !settled.some(({ from, to }) => day >= from && day <= to)
        );
        const gaps = gapsOf(wanted, { stored: days, settled }, expected, 0);
        expect(gaps.flatMap(({ from, to }) => [...expected(from, to)])).toEqual(missing);
      })
    );
  });

  it('bridged hold all missing days, begin and end on one, and do not meet', () => {
    fc.assert(
      fc.property(span, stored, fc.integer({ min: 0, max: 20 }), (wanted, days, bridge) => {
        const missing = [...workdays(wanted.from, wanted.to)].filter((day) => !days.includes(day));
        const gaps = gapsOf(wanted, { stored: days, settled: [] }, workdays, bridge);
        for (const day of missing) expect(gaps.filter(({ from, to }) => day >= from && day <= to)).toHaveLength(1);
        for (const { from, to } of gaps) expect([missing.includes(from), missing.includes(to)]).toEqual([true, true]);
        gaps.slice(1).forEach(({ from }, at) => {
          const between = workdays((gaps[at]?.to ?? 0) + 1, from - 1);
          expect(between.length).toBeGreaterThan(bridge);
        });
      })
    );
  });

  it('are leading, inner and trailing', () => {
    // 1970-01-01 is a Thursday.
    const known = { stored: Int32Array.of(5, 6, 12), settled: [] };
    expect(gapsOf({ from: 0, to: 15 }, known, workdays, 0)).toEqual([
      { from: 0, to: 4 },
      { from: 7, to: 11 },
      { from: 13, to: 15 }
    ]);
    expect(gapsOf({ from: 0, to: 15 }, known, workdays, 2)).toEqual([{ from: 0, to: 15 }]);
  });

  it('that a source has answered are not asked again, but for the last days', () => {
    const settled = [settledSpan({ from: 0, to: 15 }, 15)].filter((one) => one !== undefined);
    expect(gapsOf({ from: 0, to: 15 }, { stored: new Int32Array(0), settled }, workdays, 0)).toEqual([
      { from: 13, to: 15 }
    ]);
    expect(settledSpan({ from: 14, to: 15 }, 15)).toBeUndefined();
  });

  it('spans that touch are one', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const days = (list: readonly DaySpan[]) =>
          [...new Set(list.flatMap(({ from, to }) => [...everyDay(from, to)]))].sort((a, b) => a - b);
        const joined = joinedSpans(spans);
        expect(joined.flatMap(({ from, to }) => [...everyDay(from, to)])).toEqual(days(spans));
        joined.slice(1).forEach(({ from }, at) => expect(from).toBeGreaterThan((joined[at]?.to ?? 0) + 1));
      })
    );
  });
});
