import { log1p } from '$lib/math/elementary';
import { choleskyFactor, nearestPositiveSemidefinite } from '$lib/math/linalg';
import type { ReturnMatrix } from '$lib/quant/moments';
import { requireSpec } from './plan';
import type { SimulationInputs, SimulationSource, SimulationSpec } from './spec';

/**
 * Prepares what every block needs. Bootstrap: growth of the portfolio over the month that begins at each row, holding
 * the weights at its start and letting them drift within, wrapping round the end of the sample; a path is then one
 * look-up a month. Normal: monthly log moments whose yearly growth has the expected returns and the covariance given
 * (lognormal, months independent); a covariance that is not positive semidefinite is replaced by the nearest one.
 * @throws RangeError when the source does not fit the model or the weights.
 */
export function simulationInputs(spec: SimulationSpec, source: SimulationSource): SimulationInputs {
  requireSpec(spec);
  const invested = spec.weights.reduce((sum, weight) => sum + weight, 0);
  const cashGrowth = Math.max(0, 1 - invested) * (1 + spec.cashRate) ** (1 / 12);
  const afterCost = (1 - (spec.annualCost ?? 0)) ** (1 / 12);
  if (spec.model.kind === 'block-bootstrap') {
    if (!('returns' in source)) throw new RangeError('a bootstrap needs a sample of returns');
    const { rowsPerMonth } = spec.model;
    const growth = monthlyGrowth(source.returns, spec.weights, rowsPerMonth);
    return { kind: 'block-bootstrap', growth: growth.map((one) => (one + cashGrowth) * afterCost), rowsPerMonth };
  }
  if ('returns' in source) throw new RangeError('the normal model needs expected returns and covariance');
  return { kind: 'normal', ...logMoments(spec.weights, source), cashGrowth, afterCost };
}

function monthlyGrowth({ values, rows, columns }: ReturnMatrix, weights: Float64Array, length: number): Float64Array {
  if (columns !== weights.length) throw new RangeError(`${columns} series of returns for ${weights.length} weights`);
  if (rows < length) throw new RangeError(`${rows} rows of returns, a month needs ${length}`);
  const growth = new Float64Array(rows);
  for (let i = 0; i < columns; i++) {
    if (weights[i] === 0) continue;
    for (let start = 0; start < rows; start++) {
      let factor = 1;
      for (let d = 0, row = start; d < length; d++, row = row + 1 === rows ? 0 : row + 1) {
        factor *= 1 + values[row * columns + i];
      }
      growth[start] += weights[i] * factor;
    }
  }
  return growth;
}

function logMoments(
  weights: Float64Array,
  { expectedReturns, covariance }: { expectedReturns: Float64Array; covariance: Float64Array }
): { weights: Float64Array; logMeans: Float64Array; factor: Float64Array; repaired: boolean } {
  const all = weights.length;
  if (expectedReturns.length !== all || covariance.length !== all * all) {
    throw new RangeError(`${expectedReturns.length} returns and a covariance of ${covariance.length} for n = ${all}`);
  }
  const held = Array.from({ length: all }, (_, i) => i).filter((i) => weights[i] > 0);
  const n = held.length;
  const logCovariance = new Float64Array(n * n);
  held.forEach((i, a) =>
    held.forEach((j, b) => {
      const product = (1 + expectedReturns[i]) * (1 + expectedReturns[j]);
      logCovariance[a * n + b] = log1p(covariance[i * all + j] / product) / 12;
    })
  );
  if (!logCovariance.every(Number.isFinite)) throw new RangeError('moments allow no lognormal growth');
  const plain = choleskyFactor(logCovariance, n);
  const usable = plain.status === 'ok' ? logCovariance : nearest(logCovariance, n);
  const chosen = plain.status === 'ok' ? plain : choleskyFactor(usable, n);
  if (chosen.status !== 'ok') throw new RangeError(`covariance has no factor at ${chosen.pivot}`);
  const logMeans = Float64Array.from(held, (i, a) => log1p(expectedReturns[i]) / 12 - usable[a * n + a] / 2);
  return {
    weights: Float64Array.from(held, (i) => weights[i]),
    logMeans,
    factor: chosen.factor,
    repaired: plain.status !== 'ok'
  };
}

// The floor keeps a factor without pivoting in reach; it adds a ten-billionth of the largest variance.
function nearest(matrix: Float64Array, n: number): Float64Array {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, matrix[i * n + i]);
  return nearestPositiveSemidefinite(matrix, n, 1e-10 * Math.max(largest, 1e-12)).matrix;
}
