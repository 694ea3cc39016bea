import { choleskyFactor, choleskySolve } from '$lib/math/linalg';
import { rowValue } from './polytope';
import type { WorkingSet } from './working-set';

/**
 * Moves the free variables by the least Euclidean step that puts the held rows exactly on their sides, and sets the
 * rows' multipliers to the least-squares solution of gradient = A'y over the free variables. A nearly singular block
 * leaves errors of 1e-8 in both, which this, not touching that block, takes away.
 */
export function polishHeldRows(set: WorkingSet): void {
  const { factor, x, problem } = set;
  const { rows, lower, upper } = problem;
  const w = factor.held.length;
  if (w === 0) return;
  const normal = new Float64Array(w * w);
  const gaps = new Float64Array(rows.count);
  const right = new Float64Array(w);
  for (let a = 0; a < w; a++) {
    for (let b = 0; b <= a; b++) {
      let value = 0;
      for (let i = 0; i < factor.size; i++) {
        const j = factor.free[i];
        value += rows.coefficients[factor.held[a]][j] * rows.coefficients[factor.held[b]][j];
      }
      normal[a * w + b] = value;
      normal[b * w + a] = value;
    }
  }
  const factored = choleskyFactor(normal, w);
  if (factored.status !== 'ok') return;
  for (let pass = 0; pass < 2; pass++) {
    for (let i = 0; i < rows.count; i++) set.values[i] = rowValue(rows.coefficients[i], x);
    set.gaps(gaps);
    for (let a = 0; a < w; a++) right[a] = gaps[factor.held[a]];
    const weights = choleskySolve(factored.factor, w, right);
    for (let i = 0; i < factor.size; i++) {
      const j = factor.free[i];
      let change = 0;
      for (let a = 0; a < w; a++) change += weights[a] * rows.coefficients[factor.held[a]][j];
      x[j] = Math.min(upper[j], Math.max(lower[j], x[j] + change));
    }
  }
  set.refresh();
  for (let a = 0; a < w; a++) {
    let value = 0;
    for (let i = 0; i < factor.size; i++) {
      value += rows.coefficients[factor.held[a]][factor.free[i]] * set.gradient[factor.free[i]];
    }
    right[a] = value;
  }
  factor.multipliers.set(choleskySolve(factored.factor, w, right));
}
