/** Sum of value_k v_k v_k' over the eigenvectors from `first` up to but without `last`. */
export function spectralPart(
  values: Float64Array,
  vectors: Float64Array,
  n: number,
  first: number,
  last: number
): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let total = 0;
      for (let k = first; k < last; k++) total += values[k] * vectors[i * n + k] * vectors[j * n + k];
      out[i * n + j] = out[j * n + i] = total;
    }
  }
  return out;
}
