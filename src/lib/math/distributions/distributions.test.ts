import { describe, expect, it } from 'vitest';
import { complementaryErrorFunction, normalCdf, normalDensity, normalQuantile, studentTQuantile } from './index';

function expectRelative(value: number, reference: number, tolerance: number): void {
  expect(Math.abs(value / reference - 1)).toBeLessThan(tolerance);
}

describe('normal law', () => {
  // Python 3.11.7: 0.5 * math.erfc(-x / math.sqrt(2)), the C library's erfc.
  it.each([
    [-37, 5.725571222525139e-300],
    [-10, 7.619853024160593e-24],
    [-5.5, 1.8989562465887738e-8],
    [-2, 0.02275013194817922],
    [-1.4, 0.08075665923377108],
    [-0.3, 0.3820885778110474],
    [0.7, 0.758036347776927],
    [1.5, 0.9331927987311419],
    [3, 0.9986501019683699]
  ])('cdf at %d, the far tail included', (x, reference) => {
    expectRelative(normalCdf(x), reference, 5e-13);
  });

  // Python 3.11.7: statistics.NormalDist().inv_cdf.
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798405],
    [1e-6, -4.753424308822899],
    [0.01, -2.3263478740408408],
    [0.05, -1.6448536269514726],
    [0.08, -1.4050715603096322],
    [0.3, -0.5244005127080407],
    [0.9, 1.2815515655446008],
    [0.975, 1.9599639845400536],
    [0.999999, 4.753424308817089]
  ])('quantile at %d', (p, reference) => {
    expectRelative(normalQuantile(p), reference, 1e-14);
  });

  it('quantile and cdf undo each other', () => {
    for (let x = -8; x <= 5; x += 0.173) expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 9);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(() => normalQuantile(1.5)).toThrow(RangeError);
    expect(() => normalQuantile(NaN)).toThrow(RangeError);
  });

  it('density is the slope of the cdf', () => {
    for (const x of [-3, -0.5, 0, 1.2]) {
      expect((normalCdf(x + 1e-5) - normalCdf(x - 1e-5)) / 2e-5).toBeCloseTo(normalDensity(x), 8);
    }
  });

  it('complementary error function is two less its mirror image', () => {
    for (const x of [0, 0.3, 0.999, 1, 1.001, 4, 30]) {
      expect(complementaryErrorFunction(x) + complementaryErrorFunction(-x)).toBeCloseTo(2, 14);
    }
    expect(complementaryErrorFunction(NaN)).toBeNaN();
  });
});

describe("Student's t", () => {
  // One and two degrees of freedom in closed form: tan(pi (p - 1/2)); (2p - 1) sqrt(2 / (4 p (1 - p))).
  it.each([0.001, 0.025, 0.2, 0.5, 0.9, 0.995])('quantile at %d in closed form', (p) => {
    expect(studentTQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9);
    expect(studentTQuantile(p, 2)).toBeCloseTo((2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))), 9);
  });

  // Tables of Student's t (Fisher and Yates 1963): two-sided 5 % and one-sided 1 %.
  it.each([
    [0.975, 5, 2.571],
    [0.975, 10, 2.228],
    [0.975, 30, 2.042],
    [0.99, 5, 3.365],
    [0.99, 20, 2.528]
  ])('quantile at %d with %d degrees of freedom as tabulated', (p, df, reference) => {
    expect(studentTQuantile(p, df)).toBeCloseTo(reference, 3);
  });

  it('refuses what it cannot answer', () => {
    expect(() => studentTQuantile(0.5, 0)).toThrow(RangeError);
    expect(() => studentTQuantile(-1e-9, 5)).toThrow(RangeError);
    expect(() => studentTQuantile(NaN, 5)).toThrow(RangeError);
  });
});
