import { SOBOL_PARAMETERS } from './sobol-directions';

/** Dimensions that the table of direction numbers reaches. */
export const SOBOL_DIMENSIONS = SOBOL_PARAMETERS.length + 1;
const BITS = 32;

/** Direction numbers of `dimensions` dimensions as 32-bit fractions, 32 each. */
function directionNumbers(dimensions: number): Uint32Array {
  const all = new Uint32Array(BITS * dimensions);
  for (let k = 0; k < BITS; k++) all[k] = 1 << (BITS - 1 - k);
  for (let d = 1; d < dimensions; d++) {
    const [polynomial, ...first] = SOBOL_PARAMETERS[d - 1];
    const degree = first.length;
    const base = d * BITS;
    for (let k = 0; k < BITS; k++) {
      if (k < degree) {
        all[base + k] = first[k] << (BITS - 1 - k);
        continue;
      }
      let value = all[base + k - degree] ^ (all[base + k - degree] >>> degree);
      for (let j = 1; j < degree; j++) if ((polynomial >>> (degree - j)) & 1) value ^= all[base + k - j];
      all[base + k] = value;
    }
  }
  return all;
}

/**
 * Points `first` to `first + count - 1` of the Sobol sequence in Gray-code order (Antonov and Saleev 1979), the first
 * of all being zero; `shifts`, one 32-bit word a dimension, are added bit by bit (digital shift): a uniform shift makes
 * every point uniform and keeps the net. Values are (k + 1/2) / 2^32 when shifted and k / 2^32 when not, dimension
 * after dimension: out[d * count + i]. At most 2^32 points.
 * @throws RangeError beyond {@link SOBOL_DIMENSIONS} dimensions. Source: Bratley and Fox (1988); Joe and Kuo (2008).
 */
export function sobolPoints(dimensions: number, first: number, count: number, shifts?: Uint32Array): Float64Array {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > SOBOL_DIMENSIONS)
    throw new RangeError(`${dimensions} dimensions of 1 to ${SOBOL_DIMENSIONS}`);
  const directions = directionNumbers(dimensions);
  const out = new Float64Array(dimensions * count);
  const half = shifts ? 0.5 : 0;
  for (let d = 0; d < dimensions; d++) {
    let word = shifts ? shifts[d] : 0;
    const gray = (first ^ (first >>> 1)) >>> 0;
    for (let k = 0; k < BITS; k++) if ((gray >>> k) & 1) word ^= directions[d * BITS + k];
    for (let i = 0; i < count; i++) {
      out[d * count + i] = ((word >>> 0) + half) * 2.3283064365386963e-10;
      // The bit that changes from one Gray code to the next is the lowest zero of the index.
      const lowest = 31 - Math.clz32(~(first + i) & (first + i + 1));
      word ^= directions[d * BITS + lowest];
    }
  }
  return out;
}
