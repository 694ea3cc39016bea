import { exponentialWeights } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';

/**
 * Pearson's correlation over the last `window` rows, at each row; NaN before the first whole window and where a series
 * stands still. Every window is summed anew about its own means, so that no rounding is carried along.
 * @throws RangeError on unequal lengths or a window below 3.
 */
export function rollingCorrelation(a: Float64Array, b: Float64Array, window: number): Float64Array {
  if (a.length !== b.length) throw new RangeError(`series have lengths ${a.length} and ${b.length}`);
  requireWindow(window);
  const out = new Float64Array(a.length).fill(NaN);
  for (let end = window; end <= a.length; end++) {
    let [meanA, meanB] = [0, 0];
    for (let t = end - window; t < end; t++) {
      meanA += a[t] / window;
      meanB += b[t] / window;
    }
    let [aa, bb, ab] = [0, 0, 0];
    for (let t = end - window; t < end; t++) {
      const [x, y] = [a[t] - meanA, b[t] - meanB];
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    const raw = ab / Math.sqrt(aa * bb);
    if (Number.isFinite(raw)) out[end - 1] = Math.max(-1, Math.min(1, raw));
  }
  return out;
}

/**
 * Mean of the pairwise correlations over the last `window` rows, at each row; NaN before the first whole window or
 * below two series that move. The sum of all correlations is that of the squared sums of standardised returns, so that
 * no pair is looked at by itself. @throws RangeError for a window below 3.
 */
export function averageCorrelation({ values, rows, columns: n }: ReturnMatrix, window: number): Float64Array {
  requireWindow(window);
  const out = new Float64Array(rows).fill(NaN);
  const sums = new Float64Array(window);
  for (let end = window; end <= rows; end++) {
    sums.fill(0);
    let moving = 0;
    for (let j = 0; j < n; j++) {
      let mean = 0;
      for (let t = end - window; t < end; t++) mean += values[t * n + j] / window;
      let square = 0;
      for (let t = end - window; t < end; t++) square += (values[t * n + j] - mean) ** 2;
      if (!(square > 0)) continue;
      moving += 1;
      const scale = 1 / Math.sqrt(square);
      for (let t = 0; t < window; t++) sums[t] += (values[(end - window + t) * n + j] - mean) * scale;
    }
    if (moving < 2) continue;
    let total = 0;
    for (const sum of sums) total += sum * sum;
    out[end - 1] = (total - moving) / (moving * (moving - 1));
  }
  return out;
}

/**
 * Exponentially weighted correlation at each row, of that row and all before it about their weighted means; NaN for the
 * first `least` rows. The same at the last row as the exponential measure of the whole.
 * Source: RiskMetrics (1996), centred; pandas' ewm().corr(). @throws RangeError on unequal lengths or a half-life not above 0.
 */
export function exponentialCorrelation(a: Float64Array, b: Float64Array, halfLife: number, least = 20): Float64Array {
  if (a.length !== b.length) throw new RangeError(`series have lengths ${a.length} and ${b.length}`);
  const decay = exponentialWeights(2, halfLife)[0];
  const out = new Float64Array(a.length).fill(NaN);
  let weight = 0;
  let [meanA, meanB, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let t = 0; t < a.length; t++) {
    // West's update of weighted means and products of deviations (1979).
    weight = decay * weight + 1;
    const [x, y] = [a[t] - meanA, b[t] - meanB];
    meanA += x / weight;
    meanB += y / weight;
    aa = decay * aa + x * (a[t] - meanA);
    bb = decay * bb + y * (b[t] - meanB);
    ab = decay * ab + x * (b[t] - meanB);
    const raw = ab / Math.sqrt(aa * bb);
    if (t >= least && Number.isFinite(raw)) out[t] = Math.max(-1, Math.min(1, raw));
  }
  return out;
}

function requireWindow(window: number): void {
  if (!Number.isInteger(window) || window < 3) throw new RangeError(`window ${window} is no integer of at least 3`);
}
