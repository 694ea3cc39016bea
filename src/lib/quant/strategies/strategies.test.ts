import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { sampleCovariance } from '$lib/quant/moments';
import { varianceShares } from '$lib/quant/optimization';
import { begunStrategy, knownStrategy, strategies, strategyContext, type StrategySpec } from './catalog';
import { ExponentialGap, SimpleGap } from './seen/averages';
import type { Parameter } from './parameters';
import type { Decision } from './strategy';
import type { HeldPortfolio, Window } from './window';

// Closes are chosen so that every expected figure can be worked out by hand.

const a = instrumentId('a');
const b = instrumentId('b');
const c = instrumentId('c');

const nothing: HeldPortfolio = { value: 1, cash: 1, weights: new Float64Array(3), peak: 1, invested: 1 };

function windowOf(rows: readonly (readonly number[])[], held: Partial<HeldPortfolio> = {}, passed = 0): Window {
  const length = rows[0]?.length ?? 0;
  const start = dayFromNumber(18000);
  return {
    instruments: [a, b, c].slice(0, rows.length),
    days: Int32Array.from({ length }, (_, t) => 18000 - length + t),
    tradingDay: dayFromNumber(start + passed),
    start,
    closes: (column) => Float64Array.from(rows[column] ?? []),
    figures: (name, column) => (name === 'yield' ? Float64Array.of(0, [0.01, 0.05, 0.03][column] ?? NaN) : undefined),
    held: { ...nothing, weights: new Float64Array(rows.length), ...held }
  };
}

function asked(spec: StrategySpec, window: Window, cashRate = 0): number[] | undefined {
  const context = strategyContext(window.instruments, { periodsPerYear: 252, cashRate });
  return weightsOf(begunStrategy(spec, context).decide(window));
}

const weightsOf = (decision: Decision | undefined): number[] | undefined =>
  decision?.kind === 'weights' ? [...decision.weights] : undefined;

const near = (...values: readonly number[]) => values.map((value) => expect.closeTo(value, 10) as number);

/** Rises of a tenth, a twentieth, and a fall. */
const up = [10, 11, 12.1];
const slow = [10, 10.5, 11.025];
const down = [10, 9, 8.1];

describe('what strategies answer', () => {
  test('momentum of both kinds and dual momentum', () => {
    const window = windowOf(
      [up, slow, down].map((row) => [...row.slice(0, 1), ...row.slice(0, 1), ...row.slice(0, 1), ...row])
    );
    expect(asked({ strategy: 'time-series-momentum', days: 5 }, window)).toEqual(near(1 / 3, 1 / 3, 0));
    expect(asked({ strategy: 'time-series-momentum', days: 5, sells: true }, window)).toEqual(
      near(1 / 3, 1 / 3, -1 / 3)
    );
    expect(asked({ strategy: 'cross-section-momentum', days: 5, skip: 0, top: 0.34 }, window)).toEqual([1, 0, 0]);
    expect(asked({ strategy: 'cross-section-momentum', days: 5, skip: 0, top: 0.34, sells: true }, window)).toEqual([
      0.5, 0, -0.5
    ]);
    expect(asked({ strategy: 'dual-momentum', days: 5, top: 2 }, window)).toEqual([0.5, 0.5, 0]);
    // Cash of 1,000 % a year beats them all in five days: 10 x 5 / 252 is 19.8 %, a gained 21 %.
    expect(asked({ strategy: 'dual-momentum', days: 5, top: 2, safe: c }, window, 10)).toEqual([0.5, 0, 0.5]);
    expect(asked({ strategy: 'tactical', days: 6 }, window)).toEqual(near(1 / 3, 1 / 3, 0));
    expect(asked({ strategy: 'time-series-momentum', days: 6 }, window)).toBeUndefined();
  });

  test('weights by risk', () => {
    // Returns of +-1 % and +-2 %: weights of 2/3 and 1/3.
    const calm = [100];
    const wild = [100];
    for (let t = 0; t < 40; t++) {
      calm.push((calm[t] ?? NaN) * (t % 2 ? 0.99 : 1.01));
      wild.push((wild[t] ?? NaN) * (t % 4 < 2 ? 1.02 : 0.98));
    }
    const window = windowOf([calm, wild]);
    expect(asked({ strategy: 'inverse-volatility', days: 40 }, window)).toEqual(near(2 / 3, 1 / 3));
    const parity = asked({ strategy: 'risk-parity', days: 40, covariance: 'sample' }, window) ?? [];
    const values = new Float64Array(80);
    for (let t = 0; t < 40; t++)
      [calm, wild].forEach((row, j) => (values[2 * t + j] = (row[t + 1] ?? NaN) / (row[t] ?? NaN) - 1));
    const covariance = sampleCovariance({ values, rows: 40, columns: 2 }, 252);
    expect([...varianceShares(covariance, Float64Array.from(parity)).shares]).toEqual(near(0.5, 0.5));
    // Least variance of two: w = (v2 - c) / (v1 + v2 - 2c).
    const [v1, cov, , v2] = [...covariance] as [number, number, number, number];
    const least = asked({ strategy: 'minimum-variance', days: 40, covariance: 'sample' }, window) ?? [];
    expect(least[0]).toBeCloseTo((v2 - cov) / (v1 + v2 - 2 * cov), 8);
    expect(asked({ strategy: 'minimum-variance', days: 40, covariance: 'sample', cap: 0.6 }, window)?.[0]).toBeCloseTo(
      0.6,
      8
    );
    // The calm one alone: volatility of its returns over 40 days, a tenth of which is the target.
    const target = Math.sqrt(v1) / 10;
    const scaled = {
      strategy: 'volatility-target',
      weights: [{ instrument: a, weight: 1 }],
      days: 40,
      target
    } as const;
    expect(asked({ ...scaled, maximum: 1 }, window)).toEqual(near(0.1, 0));
    expect(asked({ ...scaled, maximum: 0.05, target: 1 }, window)).toEqual(near(0.05, 0));
  });

  test('carry and tilts by figures', () => {
    const window = windowOf([up, slow, down]);
    expect(asked({ strategy: 'carry', figure: 'yield', top: 0.34 }, window)).toEqual([0, 1, 0]);
    expect(asked({ strategy: 'carry', figure: 'yield', top: 0.34, sells: true }, window)).toEqual([-0.5, 0.5, 0]);
    // Yields of 1, 5 and 3 %: standard scores of -1, 1 and 0; parts of 1/e, e and 1.
    const whole = 1 / Math.E + Math.E + 1;
    const tilt = { strategy: 'factor-tilt', factor: 'figure', figure: 'yield', strength: 1 } as const;
    expect(asked(tilt, window)).toEqual(near(1 / Math.E / whole, Math.E / whole, 1 / whole));
    expect(asked({ strategy: 'equal-weights' }, windowOf([up, [...down.slice(0, 2), NaN], [NaN, NaN, NaN]]))).toEqual([
      0.5, 0.5, 0
    ]);
  });

  test('reversion and pairs', () => {
    // The last of ten closes is 2.8 standard deviations below their mean: one fall after nine equal ones.
    const fall = [...Array<number>(9).fill(10), 9];
    const reversion = { strategy: 'mean-reversion', days: 10, entry: 2 } as const;
    expect(asked(reversion, windowOf([fall, fall.map((close) => 20 - close)]))).toEqual([0.5, NaN]);
    expect(asked({ ...reversion, sells: true }, windowOf([fall, fall.map((close) => 20 - close)]))).toEqual([
      0.5, -0.5
    ]);
    // a is b squared until it falls behind at last: a slope near 2, so twice as much of b is sold as is bought of a.
    const second = Array.from({ length: 41 }, (_, t) => Math.exp(0.01 * ((t * 7) % 11)));
    const first = second.map((close, t) => close ** 2 * (t === 40 ? 0.98 : 1));
    const [long = NaN, short = NaN] = asked({ strategy: 'pairs', days: 40, entry: 2 }, windowOf([first, second])) ?? [];
    expect(long).toBeGreaterThan(0);
    expect(long - short).toBeCloseTo(1, 10);
    expect(-short / long).toBeCloseTo(2, 1);
  });

  test('insurance and glide path', () => {
    const insured = { strategy: 'cppi', floor: 0.8, multiplier: 3 } as const;
    // 3 x (1 - 0.8) at first; worth 0.9 3 x (0.9 - 0.8) / 0.9; below the floor nothing.
    expect(asked(insured, windowOf([up]))).toEqual(near(0.6));
    expect(asked(insured, windowOf([up], { value: 0.9, weights: Float64Array.of(0.6) }))).toEqual(near(1 / 3));
    expect(asked(insured, windowOf([up], { value: 0.7, weights: Float64Array.of(0.6) }))).toEqual(near(0));
    // A floor that rises stands at 0.8 x 1.25 = 1 of a value of 1.2: 3 x 0.2 / 1.2.
    expect(asked({ ...insured, ratchet: true }, windowOf([up], { value: 1.2, peak: 1.25 }))).toEqual(near(0.5));
    expect(asked(insured, windowOf([up], { weights: Float64Array.of(0.59) }))).toBeUndefined();
    const path = { strategy: 'glide-path', years: 8, from: 0.9, to: 0.4 } as const;
    expect(asked(path, windowOf([up, down]))).toEqual(near(0.9, 0.1));
    expect(asked(path, windowOf([up, down], {}, 1461))).toEqual(near(0.65, 0.35));
    expect(asked(path, windowOf([up, down], {}, 9000))).toEqual(near(0.4, 0.6));
  });

  test('rules and signals of ones own', () => {
    const window = windowOf([up, slow, down]);
    const above = (instrument: typeof a, than: number) =>
      ({ instrument, signal: { signal: 'return', days: 2 }, is: 'above', than }) as const;
    const rules = { strategy: 'rules', otherwise: [{ instrument: b, weight: 1 }] } as const;
    expect(
      asked({ ...rules, rules: [{ when: [above(a, 0.2)], hold: [{ instrument: a, weight: 1 }] }] }, window)
    ).toEqual([1, 0, 0]);
    expect(
      asked({ ...rules, rules: [{ when: [above(a, 0.22)], hold: [{ instrument: a, weight: 1 }] }] }, window)
    ).toEqual([0, 1, 0]);
    const signals = { strategy: 'signals', signal: { signal: 'return', days: 2 } } as const;
    expect(asked({ ...signals, top: 0.67 }, window)).toEqual([0.5, 0.5, 0]);
    expect(asked({ ...signals, choose: 'above', threshold: 0.2 }, window)).toEqual([1, 0, 0]);
    // Returns of 21 % and 10.25 %.
    expect(asked({ ...signals, choose: 'above', sizes: 'proportional' }, window)).toEqual(
      near(0.21 / 0.3125, 0.1025 / 0.3125, 0)
    );
    expect(
      asked({ ...signals, signal: { signal: 'drawdown', days: 3 }, choose: 'above', threshold: -0.01 }, window)
    ).toEqual([0.5, 0.5, 0]);
  });

  test('a composite adds up its members', () => {
    const members = [
      { spec: { strategy: 'fixed-weights', weights: [{ instrument: a, weight: 1 }] }, share: 3 },
      { spec: { strategy: 'dual-momentum', days: 5 }, share: 1 }
    ];
    const rows = [up, slow, down].map((row) => [...row.slice(0, 1), ...row.slice(0, 1), ...row.slice(0, 1), ...row]);
    expect(asked({ strategy: 'composite', members }, windowOf(rows))).toEqual([1, 0, 0]);
    const [falling = [], rising = [], other = []] = [rows[2], rows[0], rows[1]];
    expect(asked({ strategy: 'composite', members }, windowOf([falling, rising, other]))).toEqual([0.75, 0.25, 0]);
    const context = strategyContext([a, b, c], { periodsPerYear: 252, cashRate: 0 });
    expect(knownStrategy({ strategy: 'composite', members } as StrategySpec, context).asked).toBe('month');
  });
});

test('averages start anew when a split has changed the past', () => {
  for (const make of [() => new SimpleGap(3, 6), () => new ExponentialGap(3, 6)]) {
    const closes = Float64Array.from({ length: 30 }, (_, t) => 10 + Math.sin(t) + t / 10);
    const growing = make();
    for (let t = 1; t <= 20; t++) growing.at(closes.slice(0, t));
    const halved = closes.map((close) => close / 2);
    expect(growing.at(halved)).toBeCloseTo(make().at(halved), 12);
    expect(make().at(Float64Array.from(closes.slice(0, 5)))).toBeNaN();
  }
});

test('every parameter has a short name, its default within its bounds', () => {
  for (const { id, parameters } of strategies) {
    for (const [name, field] of Object.entries(parameters as Record<string, Parameter<unknown>>)) {
      expect(field.short.length, `${id}.${name}`).toBeGreaterThan(1);
      if (field.kind !== 'number') continue;
      expect(field.default).toBeGreaterThanOrEqual(field.minimum);
      expect(field.default).toBeLessThanOrEqual(field.maximum);
    }
  }
});
