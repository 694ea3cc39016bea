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
 * Terminal values of a circular block bootstrap as a plain loop over typed arrays: every path compounds every row of every
 * instrument, and weights are restored each month. No costs, cash or fan; the same draws as the library's.
 */
export function plainBootstrap(spec: SimulationSpec, { values, rows, columns }: ReturnMatrix, rowsPerMonth: number) {
  if (spec.model.kind !== 'block') throw new RangeError('a block bootstrap is wanted');
  const { blockRows } = spec.model;
  const terminal = new Float64Array(spec.paths);
  const holdings = new Float64Array(columns);
  // The library draws month by month for all paths of a block: runs are drawn the same way, then walked path by path.
  const months = spec.months;
  for (let first = 0; first < spec.paths; first += BLOCK_PATHS) {
    const random = randomStream(spec.seed, 2, first / BLOCK_PATHS);
    const paths = Math.min(BLOCK_PATHS, spec.paths - first);
    const walk = new Int32Array(paths * months * rowsPerMonth);
    const place = new Int32Array(paths);
    const left = new Int32Array(paths);
    for (let month = 0; month < months; month++)
      for (let p = 0; p < paths; p++)
        for (let day = 0; day < rowsPerMonth; day++) {
          if (left[p] === 0) {
            place[p] = random.integerBelow(rows);
            left[p] = blockRows;
          }
          walk[(p * months + month) * rowsPerMonth + day] = place[p];
          place[p] = place[p] + 1 === rows ? 0 : place[p] + 1;
          left[p] -= 1;
        }
    for (let p = 0; p < paths; p++) {
      let value = spec.accounts[0].value;
      for (let month = 0; month < months; month++) {
        for (let i = 0; i < columns; i++) holdings[i] = value * spec.weights[i];
        for (let day = 0; day < rowsPerMonth; day++) {
          const base = walk[(p * months + month) * rowsPerMonth + day] * columns;
          for (let i = 0; i < columns; i++) holdings[i] *= 1 + values[base + i];
        }
        value = 0;
        for (let i = 0; i < columns; i++) value += holdings[i];
        for (const { fromMonth, toMonth, monthly } of spec.flows)
          if (month >= fromMonth && month < toMonth) value = Math.max(0, value + monthly);
      }
      terminal[first + p] = value;
    }
  }
  return terminal;
}

/** Terminal values of the normal model stepped row by row, weights restored each row, as a plain loop with the same draws. */
export function plainNormal(
  spec: SimulationSpec,
  rowsPerMonth: number,
  { logMeans, factor }: { logMeans: Float64Array; factor: Float64Array }
): Float64Array {
  const n = spec.weights.length;
  const terminal = new Float64Array(spec.paths);
  const root = Math.sqrt(1 / rowsPerMonth);
  for (let first = 0; first < spec.paths; first += BLOCK_PATHS) {
    const random = randomStream(spec.seed, 5, first / BLOCK_PATHS);
    const paths = Math.min(BLOCK_PATHS, spec.paths - first);
    const normals = new Float64Array(n * paths);
    const values = new Float64Array(paths).fill(spec.accounts[0].value);
    for (let step = 0; step < spec.months * rowsPerMonth; step++) {
      random.fillGaussian(normals);
      for (let p = 0; p < paths; p++) {
        let growth = 0;
        for (let i = 0; i < n; i++) {
          let exponent = logMeans[i] / rowsPerMonth;
          for (let k = 0; k <= i; k++) exponent += factor[i * n + k] * root * normals[k * paths + p];
          growth += spec.weights[i] * Math.exp(exponent);
        }
        values[p] *= growth;
      }
    }
    terminal.set(values, first);
  }
  return terminal;
}
