/**
 * Closes on the days of some indices, a row of the instruments for each; an instrument is read in the order in which its
 * closes lie.
 */
export function closesAt(rows: readonly Float64Array[], indices: Int32Array): Float64Array {
  const n = rows.length;
  const closes = new Float64Array(indices.length * n);
  for (let i = 0; i < n; i++) {
    const row = rows[i];
    for (let k = 0, to = i; k < indices.length; k++, to += n) closes[to] = row[indices[k]];
  }
  return closes;
}

/**
 * Adds the worth of positions to values, day by day: those of row k of `units` are held after the day `stops[k]` up to
 * the day `stops[k + 1]`. The whole span of an instrument is read before the next one, four of them at a time, since a
 * value is then read and written once for the four. Whether every price on those days was above zero.
 */
export function addPositions(
  values: Float64Array,
  rows: readonly Float64Array[],
  units: Float64Array,
  stops: Int32Array
): boolean {
  const n = rows.length;
  let i = 0;
  let prices = true;
  for (; i + 3 < n; i += 4) {
    const [first, second, third, fourth] = [rows[i], rows[i + 1], rows[i + 2], rows[i + 3]];
    for (let k = 0; k + 1 < stops.length; k++) {
      const at = k * n + i;
      const [a, b, c, d] = [units[at], units[at + 1], units[at + 2], units[at + 3]];
      const to = stops[k + 1];
      for (let t = stops[k] + 1; t <= to; t++) {
        const [p, q, r, s] = [first[t], second[t], third[t], fourth[t]];
        if (!(p > 0 && q > 0 && r > 0 && s > 0)) prices = false;
        values[t] += a * p + b * q + (c * r + d * s);
      }
    }
  }
  for (; i < n; i++) {
    const row = rows[i];
    for (let k = 0; k + 1 < stops.length; k++) {
      const held = units[k * n + i];
      const to = stops[k + 1];
      for (let t = stops[k] + 1; t <= to; t++) {
        const price = row[t];
        if (!(price > 0)) prices = false;
        values[t] += held * price;
      }
    }
  }
  return prices;
}
