import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { bandOf, isOutside } from './allocation';
import { frontierDomain, isOnScale, returnAtRisk } from './frontier';
import { placedNames, pushedApart, textWidth } from './labels';
import { columnExtremes, linePath, nearestIndex } from './paths';
import { dayTicks, logTicks, roundTicks } from './scales';
import { flowsByDay, indexAfterKey, largestFlow } from './time-chart';

const finite = { noNaN: true, noDefaultInfinity: true } as const;

describe('ticks', () => {
  it('are round, three to a few more, and within the domain', () => {
    expect(roundTicks(1_010_000, 1_330_000, 3)).toEqual([1_100_000, 1_200_000, 1_300_000]);
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, ...finite }),
        fc.double({ min: 1, max: 1e9, ...finite }),
        (low, span) => {
          const ticks = roundTicks(low, low + span, 4);
          expect(ticks.length).toBeGreaterThanOrEqual(3);
          expect(ticks.length).toBeLessThanOrEqual(8);
          for (const tick of ticks) expect(tick).toBeGreaterThanOrEqual(low - span * 1e-6);
          for (const tick of ticks) expect(tick).toBeLessThanOrEqual(low + span * (1 + 1e-6));
        }
      )
    );
  });

  it('of a log axis are 1, 2, 3, 5 by powers of ten', () => {
    expect(logTicks(60_000, 350_000, 5)).toEqual([100_000, 200_000, 300_000]);
  });

  it('of days say the year once', () => {
    const texts = dayTicks(dayFromText('2025-11-20'), dayFromText('2026-11-20'), 700).map((tick) => tick.text);
    expect(texts).toEqual(['Dec', 'Jan 2026', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov']);
    const years = dayTicks(dayFromText('2007-01-01'), dayFromText('2026-10-31'), 640).map((tick) => tick.text);
    expect(years.slice(0, 3)).toEqual(['2008', '2010', '2012']);
  });
});

describe('lines', () => {
  it('break where a value is missing', () => {
    expect(
      linePath(
        [0, 1, 2, 3],
        [1, NaN, 2, 3],
        (value) => value,
        (value) => value
      )
    ).toBe('M0.0,1.0M2.0,2.0L3.0,3.0');
  });

  it('over many points keep the extremes of each pixel column', () => {
    const ys = Float64Array.from({ length: 10_000 }, (_, index) => (index === 4321 ? 99 : Math.sin(index)));
    const xs = ys.map((_, index) => index);
    const columns = columnExtremes(
      xs,
      ys,
      (value) => value / 20,
      (value) => value,
      500
    );
    expect(columns.length).toBeLessThanOrEqual(501);
    expect(Math.max(...columns.map((column) => column.high))).toBe(99);
  });

  it('find the nearest point', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), fc.integer(), (list, target) => {
        const sorted = list.toSorted((a, b) => a - b);
        const found = sorted[nearestIndex(sorted, target)] ?? NaN;
        expect(Math.abs(found - target)).toBe(Math.min(...sorted.map((value) => Math.abs(value - target))));
      })
    );
  });
});

describe('labels', () => {
  it('at the end of lines are pushed apart and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 300, ...finite }), { minLength: 1, maxLength: 6 }), (wanted) => {
        const placed = pushedApart(wanted, 30, 0, 300);
        const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
        for (let rank = 1; rank < order.length; rank += 1) {
          const [above, below] = [placed[order[rank - 1] ?? 0] ?? NaN, placed[order[rank] ?? 0] ?? NaN];
          expect(below - above).toBeGreaterThanOrEqual(30 - 1e-6);
        }
      })
    );
  });

  it('of points near each other do not overlap', () => {
    const points = ['VTI', 'BRK.B', 'VNQ', 'NOVN'].map((name, index) => ({
      name,
      x: 200 + index * 7,
      y: 100 + index * 3
    }));
    const boxes = placedNames(points, [], { x: 0, y: 0, width: 500, height: 300 }).map((place, index) => {
      const width = textWidth(points[index]?.name ?? '', 11);
      const left = place.anchor === 'start' ? place.x : place.anchor === 'end' ? place.x - width : place.x - width / 2;
      return { left, right: left + width, top: place.y - 10, bottom: place.y + 3 };
    });
    for (const a of boxes) {
      for (const b of boxes) {
        if (a === b) continue;
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart).toBe(true);
      }
    }
  });
});

describe('the plane of risk and return', () => {
  const curve = [
    { risk: 0.05, return: 0.04 },
    { risk: 0.15, return: 0.08 }
  ];

  it('shows the curve whole and leaves far points to the edge', () => {
    const far = { risk: 0.9, return: 0.3 };
    const domain = frontierDomain(curve, [far, { risk: 0.2, return: 0.07 }]);
    expect(curve.every((one) => isOnScale(one, domain))).toBe(true);
    expect(isOnScale(far, domain)).toBe(false);
    expect(isOnScale({ risk: 0.2, return: 0.07 }, domain)).toBe(true);
  });

  it('reads a curve between its points', () => {
    expect(returnAtRisk(curve, 0.1)).toBeCloseTo(0.06, 12);
    expect(returnAtRisk(curve, 0.3)).toBeUndefined();
  });
});

describe('what stands on a time chart', () => {
  it('adds flows of a day and names the one that stands out', () => {
    const flows = flowsByDay([
      { day: 2, amount: 10 },
      { day: 1, amount: 5 },
      { day: 2, amount: 20 }
    ]);
    expect(flows).toEqual([
      { day: 1, amount: 5 },
      { day: 2, amount: 30 }
    ]);
    expect(largestFlow(flows)?.day).toBe(2);
    expect(
      largestFlow([
        { day: 1, amount: 5 },
        { day: 2, amount: 6 }
      ])
    ).toBeUndefined();
  });

  it('moves by a day, with Shift by a month', () => {
    const days = Array.from({ length: 100 }, (_, index) => 20_000 + index);
    expect(indexAfterKey('ArrowRight', false, 10, days)).toBe(11);
    expect(indexAfterKey('ArrowLeft', true, 50, days)).toBe(20);
    expect(indexAfterKey('ArrowRight', false, 99, days)).toBe(99);
    expect(indexAfterKey('a', false, 99, days)).toBeUndefined();
  });
});

describe('drift', () => {
  it('is left alone within 3.5 points or a quarter of the target', () => {
    expect(bandOf({ label: '', weight: 0, target: 0.42 })).toBe(0.035);
    expect(bandOf({ label: '', weight: 0, target: 0.08 })).toBe(0.02);
    expect(isOutside({ label: '', weight: 0.458, target: 0.42 })).toBe(true);
    expect(isOutside({ label: '', weight: 0.179, target: 0.2 })).toBe(false);
    expect(isOutside({ label: '', weight: 0.059, target: 0.08 })).toBe(true);
  });
});
