import { convexMinimumOnSimplex } from '$lib/math/optimize';
import { mean } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';
import { portfolioReturns, riskMeasure, riskOptions, type RiskSpec } from '$lib/quant/risk';

/**
 * Riskfolio-Lib's approximation of a weighted sum of ordered returns w (D. Cajas, OWA portfolio optimization, 2021):
 * instead of all orders of w, the greatest p'y over all p whose sum, least, greatest and p-norms for 2, 3, 4, 10 and 50
 * are no more than those of w. Found by its dual, a smooth function of six prices, by Newton's method.
 */
const NORMS = [2, 3, 4, 10, 50];

/** |p|^(q - 2) of each norm. */
function powers(p: number): number[] {
  const a = Math.abs(p);
  const a2 = a * a;
  const a8 = a2 * a2 * a2 * a2;
  const a16 = a8 * a8;
  return [1, a, a2, a8, a16 * a16 * a16];
}

/** The best p in [low, high] for a slope and prices of the norms, with its change for a change of the slope (0 at a bound). */
function best(slope: number, prices: readonly number[], low: number, high: number, from: number) {
  const at = (p: number): { excess: number; curve: number } => {
    let [excess, curve] = [-slope, 0];
    powers(p).forEach((power, k) => {
      excess += prices[k] * power * p;
      curve += prices[k] * (NORMS[k] - 1) * power;
    });
    return { excess, curve };
  };
  if (at(low).excess >= 0) return { p: low, width: 0 };
  if (at(high).excess <= 0) return { p: high, width: 0 };
  let [a, b] = [low, high];
  let p = from > a && from < b ? from : 0.5 * (a + b);
  for (let turn = 0; turn < 200; turn++) {
    const { excess, curve } = at(p);
    if (excess > 0) b = p;
    else a = p;
    const newton = p - excess / curve;
    const next = newton > a && newton < b ? newton : 0.5 * (a + b);
    if (Math.abs(next - p) <= 1e-16 || b - a <= 1e-16) break;
    p = next;
  }
  const { curve } = at(p);
  return { p, width: curve > 0 ? 1 / curve : 0 };
}

/** Solves a small system by elimination. */
function solved(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const a = matrix.map((row, i) => [...row, right[i]]);
  for (let k = 0; k < n; k++) {
    const pivot = a.slice(k).reduce((most, row, i) => (Math.abs(row[k]) > Math.abs(a[most][k]) ? k + i : most), k);
    [a[k], a[pivot]] = [a[pivot], a[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i][k] / a[k][k];
      for (let j = k; j <= n; j++) a[i][j] -= factor * a[k][j];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    x[i] = (a[i][n] - a[i].slice(i + 1, n).reduce((sum, value, j) => sum + value * x[i + 1 + j], 0)) / a[i][i];
  }
  return x;
}

/** The greatest p'y over the hull of weights, and the p that gives it; searches begin where the last one ended. */
function normHull(weights: Float64Array): (y: Float64Array) => { value: number; at: Float64Array } {
  const scale = weights.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const w = weights.map((one) => one / scale);
  const total = w.reduce((sum, one) => sum + one, 0);
  const [low, high] = [Math.min(...w), Math.max(...w)];
  const size = (p: number): number[] => powers(p).map((power, k) => (power * p * p) / NORMS[k]);
  const limits = Array.from(w, size).reduce((sums, one) => sums.map((sum, k) => sum + one[k]));
  let price = [0, 1, 0, 0, 0, 0];
  let places = new Float64Array(w.length);
  return (y) => {
    const spread = Math.sqrt(y.reduce((sum, one) => sum + one * one, 0) / y.length);
    const z = y.map((one) => one / spread);
    const at = ([level, ...prices]: readonly number[]) => {
      const points = Array.from(z, (one, t) => best(one - level, prices, low, high, places[t]));
      const gradient = [total, ...limits];
      let value = gradient.reduce((sum, one, k) => sum + one * (k === 0 ? level : prices[k - 1]), 0);
      points.forEach(({ p }, t) => {
        const sizes = size(p);
        gradient[0] -= p;
        value += (z[t] - level) * p;
        sizes.forEach((one, k) => {
          gradient[k + 1] -= one;
          value -= prices[k] * one;
        });
      });
      return { points, value, gradient };
    };
    let now = at(price);
    for (let turn = 0; turn < 200; turn++) {
      const free = price.flatMap((one, k) => (k === 0 || one > 0 || now.gradient[k] < 0 ? [k] : []));
      if (free.every((k) => Math.abs(now.gradient[k]) < 1e-11)) break;
      const rows = now.points.map(({ p, width }) => ({ width, row: [1, ...powers(p).map((power) => power * p)] }));
      const right = free.map((k) => -now.gradient[k]);
      let moved = false;
      for (let damping = 1e-12; damping < 1e3 && !moved; damping *= 100) {
        const matrix = free.map((i) =>
          free.map((j) => rows.reduce((sum, { width, row }) => sum + width * row[i] * row[j], i === j ? damping : 0))
        );
        const step = solved(matrix, right);
        for (let length = 1; length > 1e-3 && !moved; length /= 2) {
          const next = [...price];
          free.forEach((k, i) => (next[k] = Math.max(k === 0 ? -Infinity : 0, price[k] + length * step[i])));
          if (next.slice(1).every((one) => one === 0)) continue;
          const there = at(next);
          if (there.value >= now.value - 1e-15 * Math.abs(now.value)) continue;
          [price, now, moved] = [next, there, true];
        }
      }
      if (!moved) break;
    }
    places = Float64Array.from(now.points, ({ p }) => p);
    return { value: now.value * scale * spread, at: places.map((p) => p * scale) };
  };
}

/** Long-only weights of least risk by the hull of an ordered measure, or of least risk for each unit of mean return. */
export function hullOptimum(returns: ReturnMatrix, spec: RiskSpec, aim: 'MinRisk' | 'Sharpe', start: Float64Array) {
  const { rows, columns, values } = returns;
  const ascending = Float64Array.from({ length: rows }, (_, t) => t);
  const hull = normHull(riskMeasure(spec.measure).of.slopes(ascending, riskOptions(spec)));
  const means = new Float64Array(columns);
  values.forEach((value, at) => (means[at % columns] += value / rows));
  const riskAt = (x: Float64Array) => {
    const { value, at } = hull(portfolioReturns(returns, x));
    const gradient = new Float64Array(columns);
    for (let t = 0; t < rows; t++) for (let j = 0; j < columns; j++) gradient[j] += at[t] * values[t * columns + j];
    return { value, gradient };
  };
  let x = start;
  // The ratio by Dinkelbach (1967): least risk less ratio x mean, until that is zero.
  for (let turn = 0; turn < 8; turn++) {
    const ratio = aim === 'MinRisk' ? 0 : riskAt(x).value / mean(portfolioReturns(returns, x));
    const found = convexMinimumOnSimplex(
      (y) => {
        const { value, gradient } = riskAt(y);
        return {
          value: value - ratio * mean(portfolioReturns(returns, y)),
          gradient: gradient.map((one, j) => one - ratio * means[j])
        };
      },
      columns,
      { tolerance: 1e-9 }
    );
    x = found.x;
    if (ratio === 0 || Math.abs(found.value) < 1e-10) break;
  }
  return x;
}
