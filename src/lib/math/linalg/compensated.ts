/** Veltkamp's constant: it cuts a double into two halves of 26 bits. */
const SPLITTER = 134_217_729;

/**
 * start + sign * sum a[i] b[i], computed as if in twice the precision of a double and rounded once (Ogita, Rump and
 * Oishi 2005, Dot2). `a` is read from `offset` on. Meant for residuals, whose leading digits cancel.
 */
export function compensatedDot(
  start: number,
  sign: 1 | -1,
  a: Float64Array,
  offset: number,
  b: Float64Array,
  length: number
): number {
  let total = start;
  let lost = 0;
  for (let i = 0; i < length; i++) {
    const x = sign * a[offset + i];
    const y = b[i];
    const product = x * y;
    const cutX = SPLITTER * x;
    const highX = cutX - (cutX - x);
    const lowX = x - highX;
    const cutY = SPLITTER * y;
    const highY = cutY - (cutY - y);
    const lowY = y - highY;
    const rounding = lowX * lowY - (product - highX * highY - lowX * highY - highX * lowY);
    const next = total + product;
    const kept = next - total;
    lost += total - (next - kept) + (product - kept) + rounding;
    total = next;
  }
  return total + lost;
}
