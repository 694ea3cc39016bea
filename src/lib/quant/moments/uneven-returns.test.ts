import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import { estimatedMoments, unevenReturns } from '.';

const length = 200;
const series = (price: (t: number) => number): number[] => Array.from({ length }, (_, t) => price(t));
const moving = (speed: number) => (t: number) => 100 + 5 * Math.sin(speed * t) + t / 10;

function panel(...rows: number[][]): Panel {
  return {
    days: Int32Array.from({ length }, (_, t) => 1000 + t),
    instruments: rows.map((_, i) => instrumentId(`i${i}`)),
    values: Float64Array.from(rows.flat())
  };
}

const late = series((t) => (t < 100 || t === 150 ? NaN : moving(0.7)(t)));
const fresh = series((t) => (t < 170 ? NaN : moving(0.3)(t)));
const ended = series((t) => (t > 120 ? NaN : moving(0.2)(t)));
const all = panel(late, series(moving(0.9)), fresh, series(moving(1.3)), ended);

describe('returns of unequal length', () => {
  test('a late listing stays, with NaN where it has no return; what is dropped is named', () => {
    const returns = unevenReturns(all);
    expect(returns.instruments).toEqual(['i0', 'i1', 'i3']);
    expect([returns.rows, returns.columns]).toEqual([199, 3]);
    expect(returns.late).toEqual([{ instrument: 'i0', firstDay: 1100, rows: 97, gaps: 2 }]);
    expect(returns.dropped.map(({ instrument, reason }) => [instrument, reason])).toEqual([
      ['i2', 'too-short'],
      ['i4', 'ended']
    ]);
    const own = Array.from({ length: 199 }, (_, t) => returns.values[t * 3] ?? 0);
    expect(own.slice(0, 100).every(Number.isNaN)).toBe(true);
    expect(own[100]).toBeCloseTo(moving(0.7)(101) / moving(0.7)(100) - 1, 14);
    expect([own[149], own[150]]).toEqual([NaN, NaN]);
    expect(returns.values.filter(Number.isNaN)).toHaveLength(102);
  });

  test('the moments say what was done with each instrument', () => {
    const returns = unevenReturns(all);
    const spec = { expectedReturns: { method: 'historical' }, periodsPerYear: 252 } as const;
    const kinds = (covariance: 'pairwise' | 'maximum-likelihood' | 'ledoit-wolf') =>
      estimatedMoments(returns, { ...spec, covariance }).treatments.map((one) => [
        one.instrument,
        one.missing,
        one.covariance.treatment,
        one.covariance.rows,
        one.expectedReturns.treatment
      ]);
    expect(kinds('pairwise')).toEqual([
      ['i0', 102, 'pairwise', 97, 'own-history'],
      ['i1', 0, 'complete', 199, 'complete'],
      ['i3', 0, 'complete', 199, 'complete']
    ]);
    expect(kinds('maximum-likelihood')[0]).toEqual(['i0', 102, 'maximum-likelihood', 97, 'own-history']);
    expect(kinds('ledoit-wolf')[1]).toEqual(['i1', 0, 'common-rows', 97, 'complete']);
  });

  test('where whole rows are needed the gaps may be filled instead, the same for a seed', () => {
    const returns = unevenReturns(all);
    const spec = { covariance: 'ledoit-wolf', expectedReturns: { method: 'shrunk' }, periodsPerYear: 252 } as const;
    const under = (seed: number) => estimatedMoments(returns, { ...spec, missing: { method: 'filled', seed } });
    expect(under(1).treatments.map((one) => [one.covariance.treatment, one.covariance.rows])).toEqual([
      ['filled', 97],
      ['complete', 199],
      ['complete', 199]
    ]);
    expect(under(1).covariance).toEqual(under(1).covariance);
    expect(under(1).covariance).not.toEqual(under(2).covariance);
    expect(under(1).expectedReturns.every(Number.isFinite)).toBe(true);
  });

  test('a window that none covers begins with the oldest', () => {
    const returns = unevenReturns(panel(late, fresh), { minimumOwnRows: 20 });
    expect(returns.firstDay).toBe(1100);
    expect(returns.instruments).toEqual(['i0', 'i1']);
    expect(returns.late.map(({ instrument, rows }) => [instrument, rows])).toEqual([['i1', 29]]);
    expect(unevenReturns(panel(series(() => NaN))).status).toBe('too-few');
  });
});
