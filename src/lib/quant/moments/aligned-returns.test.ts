import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import { alignedReturns } from './aligned-returns';

const length = 100;
const series = (price: (t: number) => number): number[] => Array.from({ length }, (_, t) => price(t));

function panel(...rows: number[][]): Panel {
  return {
    days: Int32Array.from({ length }, (_, t) => 1000 + t),
    instruments: rows.map((_, i) => instrumentId(`i${i}`)),
    values: Float64Array.from(rows.flat())
  };
}

describe('returns on common days', () => {
  const full = series((t) => 100 * 1.01 ** t);

  test('states what the window dropped and why', () => {
    const late = series((t) => (t < 50 ? NaN : 10));
    const ended = series((t) => (t > 85 ? NaN : 10));
    const never = series(() => NaN);
    const aligned = alignedReturns(panel(full, late, ended, never));
    expect(aligned.instruments).toEqual(['i0']);
    expect(aligned.dropped.map(({ instrument, reason, days }) => [instrument, reason, days])).toEqual([
      ['i1', 'too-short', 50],
      ['i2', 'ended', 86],
      ['i3', 'no-prices', 0]
    ]);
    expect(aligned.dropped[0]?.firstDay).toBe(1050);
    expect(aligned.rows).toBe(99);
    expect(aligned.droppedDays).toBe(0);
  });

  test('a gap drops the day for all, and the next return spans it', () => {
    const gap = series((t) => (t === 40 ? NaN : 5 + t));
    const aligned = alignedReturns(panel(full, gap));
    expect(aligned.droppedDays).toBe(1);
    expect(aligned.rows).toBe(98);
    expect(aligned.days[39]).toBe(1041);
    expect(aligned.values[39 * 2]).toBeCloseTo(1.01 ** 2 - 1, 12);
    expect(aligned.values[39 * 2 + 1]).toBeCloseTo(46 / 44 - 1, 12);
  });

  test('zero, negative and infinite prices are missing and counted', () => {
    const bad = series((t) => (t === 3 ? 0 : t === 5 ? -1 : t === 7 ? Infinity : 1));
    const aligned = alignedReturns(panel(full, bad));
    expect(aligned.badPrices).toBe(3);
    expect(aligned.droppedDays).toBe(3);
    expect([...aligned.values].every(Number.isFinite)).toBe(true);
  });

  test('keeps to the window asked', () => {
    const aligned = alignedReturns(panel(full), { start: dayFromNumber(1010), end: dayFromNumber(1049) });
    expect([aligned.firstDay, aligned.lastDay, aligned.panelDays, aligned.rows]).toEqual([1010, 1049, 40, 39]);
  });

  test('too few rows is an answer, not an error', () => {
    expect(alignedReturns(panel(full), { minimumRows: 200 }).status).toBe('too-few');
    expect(alignedReturns(panel(series(() => NaN))).status).toBe('too-few');
    expect(alignedReturns({ days: new Int32Array(0), instruments: [], values: new Float64Array(0) }).rows).toBe(0);
    expect(() => alignedReturns(panel(full), { minimumCoverage: 2 })).toThrow(RangeError);
  });
});
