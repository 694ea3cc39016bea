import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import { scenariosOf } from './scenarios';
import { treatedReturns } from './treated-returns';
import { returnUncertainty } from './uncertainty';

const length = 301;
const instruments = ['long', 'other', 'late', 'new'].map(instrumentId);

/** Two whole histories, one listed after 200 days and one after 290; the late one moves half with the first. */
function panel(): Panel {
  const values = new Float64Array(4 * length).fill(NaN);
  for (let t = 0; t < length; t++) {
    values[t] = 100 * Math.exp(0.02 * Math.sin(1.3 * t));
    values[length + t] = 50 * Math.exp(0.015 * Math.cos(0.7 * t * t));
    if (t >= 200) values[2 * length + t] = 20 * Math.exp(0.01 * Math.sin(1.3 * t) + 0.002 * Math.cos(2.1 * t));
    if (t >= 290) values[3 * length + t] = 10 + Math.sin(t);
  }
  return { instruments, days: Int32Array.from({ length }, (_, t) => 18_000 + t), values } as Panel;
}

describe('returns of unequal length', () => {
  it('are continued, whole and the same each time; observed returns stay as they are', () => {
    const found = treatedReturns(panel(), 'filled');
    expect(found.instruments).toEqual(instruments.slice(0, 3));
    expect(found.rows).toBe(length - 1);
    expect(found.values.some(Number.isNaN)).toBe(false);
    expect(found.values).toEqual(treatedReturns(panel(), 'filled').values);
    expect(found.late).toMatchObject([{ instrument: 'late', firstDay: 18_200, rows: 100, gaps: 0 }]);
    const { values } = panel();
    const last = values[3 * length - 1] / values[3 * length - 2] - 1;
    expect(found.values[found.values.length - 1]).toBeCloseTo(last, 14);
  });

  it('count the days in common alone, and say on which the span begins', () => {
    const found = treatedReturns(panel(), 'common-days');
    expect(found).toMatchObject({ rows: 100, columns: 3, firstDay: 18_200, lastDay: 18_300 });
    expect(found.days[0]).toBe(18_201);
  });

  it('are left out where that is asked, and always named', () => {
    const found = treatedReturns(panel(), 'left-out');
    expect(found.instruments).toEqual(instruments.slice(0, 2));
    expect(found.dropped.map((one) => one.instrument)).toEqual(instruments.slice(2));
    for (const treatment of ['filled', 'common-days', 'left-out'] as const) {
      const { instruments: kept, dropped } = treatedReturns(panel(), treatment);
      expect([...kept, ...dropped.map((one) => one.instrument)].sort()).toEqual([...instruments].sort());
    }
  });
});

describe('scenarios', () => {
  it('compound days counted back from the last, and have the means of the forecast', () => {
    const values = Float64Array.from({ length: 11 }, (_, t) => 0.01 * Math.sin(t));
    const {
      values: weeks,
      rows,
      periodsPerYear
    } = scenariosOf({ values, rows: 11, columns: 1 }, Float64Array.of(0.504), 'week');
    expect([rows, periodsPerYear]).toEqual([2, 50.4]);
    // By hand: 0.504 / 50.4 = 0.01 a week; the difference of the weeks is that of their compounded days.
    expect(((weeks[0] ?? NaN) + (weeks[1] ?? NaN)) / 2).toBeCloseTo(0.01, 14);
    const grown = (from: number): number => values.slice(from, from + 5).reduce((all, one) => all * (1 + one), 1);
    expect((weeks[1] ?? NaN) - (weeks[0] ?? NaN)).toBeCloseTo(grown(6) - grown(1), 14);
  });
});

describe('uncertainty of returns', () => {
  const moments = { covariance: Float64Array.of(0.04, 0.01, 0.01, 0.09), expectedReturns: new Float64Array(2) };
  const rest = { raw: true, findings: {}, treatments: [] };

  it('is a normal quantile of the standard error, sigma / sqrt(years)', () => {
    const box = returnUncertainty({ kind: 'box', confidence: 0.975 }, { ...moments, ...rest }, 4);
    // Standard normal quantile of 0.975: 1.959963985 (Abramowitz and Stegun 1964, table 26.1).
    if (box.kind === 'box') expect(box.halfWidths[1]).toBeCloseTo((1.959963985 * 0.3) / 2, 9);
    const joint = returnUncertainty({ kind: 'ellipsoid', confidence: 0.975 }, { ...moments, ...rest }, 4);
    if (joint.kind !== 'ellipsoid') throw new Error(joint.kind);
    expect(joint.radius).toBeCloseTo(1.959963985, 9);
    joint.covariance.forEach((value, k) => expect(value).toBeCloseTo((moments.covariance[k] ?? NaN) / 4, 14));
  });
});
