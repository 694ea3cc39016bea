import { isPrice } from '../market/market-span';

/**
 * One reading of all closes: those on the days of `stops` are written as a row of the instruments for each, and to `baskets`
 * is added, day by day after a stop up to the next one, what one unit of money is worth that was put into the target weights
 * of the last stop that has them. Trades decide no more than how much money that is. Whether every close was a price, finite
 * and above zero.
 */
export function basketsInto(
  closes: Float64Array,
  baskets: Float64Array,
  rows: readonly Float64Array[],
  stops: Int32Array,
  targets: readonly (Float64Array | undefined)[]
): boolean {
  const n = rows.length;
  const last = stops.length - 1;
  let prices = true;
  // Four instruments at a time; where fewer are left, those before them stand in with nothing put into them.
  for (let i = 0; i < n; i += 4) {
    const first = rows[i];
    const second = rows[Math.min(i + 1, n - 1)];
    const third = rows[Math.min(i + 2, n - 1)];
    const fourth = rows[Math.min(i + 3, n - 1)];
    const many = Math.min(4, n - i);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0, to = i; k <= last; k++, to += n) {
      const at = stops[k];
      closes[to] = first[at];
      if (many > 1) closes[to + 1] = second[at];
      if (many > 2) closes[to + 2] = third[at];
      if (many > 3) closes[to + 3] = fourth[at];
      const weights = targets[k];
      if (weights) {
        a = unitsOf(weights[i], first[at]);
        b = many > 1 ? unitsOf(weights[i + 1], second[at]) : 0;
        c = many > 2 ? unitsOf(weights[i + 2], third[at]) : 0;
        d = many > 3 ? unitsOf(weights[i + 3], fourth[at]) : 0;
      }
      const end = k < last ? stops[k + 1] : at;
      for (let t = at + 1; t <= end; t++) {
        const p = first[t];
        const q = second[t];
        const r = third[t];
        const s = fourth[t];
        if (!(p > 0 && q > 0 && r > 0 && s > 0)) prices = false;
        baskets[t] += a * p + b * q + (c * r + d * s);
      }
    }
  }
  return prices && finite(baskets, stops[0] + 1, stops[last]) && closes.subarray(0, n).every(isPrice);
}

/** Units for a part of the money; none for no part, also before there is a close. */
const unitsOf = (weight: number, close: number): number => (weight === 0 ? 0 : weight / close);

/** Whether figures are finite: a close that is not has left its mark, whatever was held. */
function finite(values: Float64Array, from: number, to: number): boolean {
  for (let t = from; t <= to; t++) if (!Number.isFinite(values[t])) return false;
  return true;
}
