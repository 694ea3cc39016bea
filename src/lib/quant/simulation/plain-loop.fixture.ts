import { randomStream } from '$lib/math/random';
import type { ReturnMatrix } from '$lib/quant/moments';
import { BLOCK_PATHS } from './plan';
import type { SimulationSpec } from './spec';

/** Daily returns of n like instruments with a shared factor. */
export function dailySample(rows: number, columns: number, seed: number): ReturnMatrix {
  const random = randomStream(seed);
  const values = new Float64Array(rows * columns);
  for (let t = 0; t < rows; t++) {
    const shared = 0.008 * random.normal();
    for (let i = 0; i < columns; i++) values[t * columns + i] = 0.0004 + shared + 0.009 * random.normal();
  }
  return { values, rows, columns };
}

/**
 * Terminal values of a circular block bootstrap as a plain loop over typed arrays: every path compounds every day of
 * every instrument, and weights are restored each month. No costs, cash or fan; the same draws as the library's.
 */
export function plainBootstrap(spec: SimulationSpec, { values, rows, columns }: ReturnMatrix): Float64Array {
  if (spec.model.kind !== 'block-bootstrap') throw new RangeError('a bootstrap is wanted');
  const { blockMonths, rowsPerMonth } = spec.model;
  const terminal = new Float64Array(spec.paths);
  const holdings = new Float64Array(columns);
  let random = randomStream(spec.seed, 1, 0);
  for (let path = 0; path < spec.paths; path++) {
    if (path % BLOCK_PATHS === 0) random = randomStream(spec.seed, 1, path / BLOCK_PATHS);
    let value = spec.initialValue;
    let row = 0;
    for (let month = 0; month < spec.months; month++) {
      if (month % blockMonths === 0) row = random.integerBelow(rows);
      for (let i = 0; i < columns; i++) holdings[i] = value * spec.weights[i];
      for (let day = 0; day < rowsPerMonth; day++) {
        const base = row * columns;
        for (let i = 0; i < columns; i++) holdings[i] *= 1 + values[base + i];
        row = row + 1 === rows ? 0 : row + 1;
      }
      value = 0;
      for (let i = 0; i < columns; i++) value += holdings[i];
      for (const { fromMonth, toMonth, monthly } of spec.flows)
        if (month >= fromMonth && month < toMonth) value += monthly;
      if (value < 0) value = 0;
    }
    terminal[path] = value;
  }
  return terminal;
}

/** Terminal values of the normal model of one month's log means and factor as a plain loop, with the same draws. */
export function plainNormal(
  spec: SimulationSpec,
  moments: { weights: Float64Array; logMeans: Float64Array; factor: Float64Array }
): Float64Array {
  const n = moments.weights.length;
  const terminal = new Float64Array(spec.paths);
  const normals = new Float64Array(n);
  let random = randomStream(spec.seed, 2, 0);
  for (let path = 0; path < spec.paths; path++) {
    if (path % BLOCK_PATHS === 0) random = randomStream(spec.seed, 2, path / BLOCK_PATHS);
    let value = spec.initialValue;
    for (let month = 0; month < spec.months; month++) {
      for (let i = 0; i < n; i++) normals[i] = random.normal();
      let growth = 0;
      for (let i = 0; i < n; i++) {
        let exponent = moments.logMeans[i];
        for (let k = 0; k <= i; k++) exponent += moments.factor[i * n + k] * normals[k];
        growth += moments.weights[i] * Math.exp(exponent);
      }
      value *= growth;
    }
    terminal[path] = value;
  }
  return terminal;
}
