import { matrixProduct } from '$lib/math/linalg';

/** Sum of value_k v_k v_k' over the eigenvectors from `first` up to but without `last`. */
export function spectralPart(
  values: Float64Array,
  vectors: Float64Array,
  n: number,
  first: number,
  last: number
): Float64Array {
  const count = last - first;
  const scaled = new Float64Array(n * count);
  const turned = new Float64Array(count * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < count; k++) {
      const value = vectors[i * n + first + k];
      scaled[i * count + k] = values[first + k] * value;
      turned[k * n + i] = value;
    }
  }
  const out = matrixProduct(scaled, n, count, turned, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j];
  return out;
}
