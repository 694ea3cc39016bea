/**
 * Adds the worth of positions to values, day by day: those of row k of `units` are held after the day `stops[k]` up to
 * the day `stops[k + 1]`. The whole span of an instrument is read before the next one, four of them at a time, since a
 * value is then read and written once for the four. Whether every close on those days was a price, finite and above zero.
 */
export function addPositions(
  values: Float64Array,
  rows: readonly Float64Array[],
  units: Float64Array,
  stops: Int32Array
): boolean {
  const n = rows.length;
  let prices = true;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const first = rows[i];
    const second = rows[i + 1];
    const third = rows[i + 2];
    const fourth = rows[i + 3];
    for (let k = 0, at = i; k + 1 < stops.length; k++, at += n) {
      const a = units[at];
      const b = units[at + 1];
      const c = units[at + 2];
      const d = units[at + 3];
      const to = stops[k + 1];
      for (let t = stops[k] + 1; t <= to; t++) {
        const p = first[t];
        const q = second[t];
        const r = third[t];
        const s = fourth[t];
        if (!(p > 0 && q > 0 && r > 0 && s > 0)) prices = false;
        values[t] += a * p + b * q + (c * r + d * s);
      }
    }
  }
  for (; i < n; i++) {
    const row = rows[i];
    for (let k = 0, at = i; k + 1 < stops.length; k++, at += n) {
      const held = units[at];
      const to = stops[k + 1];
      for (let t = stops[k] + 1; t <= to; t++) {
        const price = row[t];
        if (!(price > 0)) prices = false;
        values[t] += held * price;
      }
    }
  }
  // A close that is not finite has left its mark on the value, whatever was held.
  for (let t = stops[0] + 1; t <= stops[stops.length - 1]; t++) if (!Number.isFinite(values[t])) prices = false;
  return prices;
}
