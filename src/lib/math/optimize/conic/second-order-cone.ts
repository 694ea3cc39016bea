import type { AddPlace, BlockPlace, ConeBlock, ConePoint } from './cone-block';

/** Up to this size H is written as a dense block, above it as a diagonal and two products. */
const DENSE_SIZE = 5;

/**
 * The second-order cone with the scaling of Nesterov and Todd (1997): H = W^2 = eta^2 (2ww' - J), J = diag(1, -1, ...).
 * A large H enters the Newton matrix as eta^2 (2ww' - J) through one extra node, the product with w.
 */
export class SecondOrderCone implements ConeBlock {
  readonly degree = 1;
  readonly symmetric = true;
  readonly extraNodes: number;
  private readonly w: Float64Array;
  private eta = 1;
  private readonly scaled: Float64Array;
  private readonly first: Float64Array;
  private readonly second: Float64Array;

  constructor(
    readonly offset: number,
    readonly size: number
  ) {
    this.extraNodes = size > DENSE_SIZE ? 1 : 0;
    this.w = new Float64Array(size);
    this.scaled = new Float64Array(size);
    this.first = new Float64Array(size);
    this.second = new Float64Array(size);
  }

  places({ node, extra }: BlockPlace, add: AddPlace): void {
    const { size } = this;
    if (this.extraNodes === 0) {
      for (let k = 1; k < size; k++) for (let l = 0; l < k; l++) add(node + k, node + l);
      return;
    }
    for (let k = 0; k < size; k++) add(node + k, extra);
  }

  write({ node, extra, entry }: BlockPlace, diagonal: Float64Array, values: Float64Array): void {
    const { w, size } = this;
    const square = this.eta * this.eta;
    if (this.extraNodes === 0) {
      let at = entry;
      for (let k = 0; k < size; k++) {
        for (let l = 0; l < k; l++) values[at++] = -2 * square * w[k] * w[l];
        diagonal[node + k] = -square * (k === 0 ? 2 * w[0] * w[0] - 1 : 2 * w[k] * w[k] + 1);
      }
      return;
    }
    // The head's +eta^2 is outweighed by what the extra node, which goes before it, takes away.
    diagonal[node] = square;
    diagonal.fill(-square, node + 1, node + size);
    diagonal[extra] = 1;
    for (let k = 0; k < size; k++) values[entry + k] = Math.SQRT2 * this.eta * w[k];
  }

  centre(v: Float64Array): void {
    v.fill(0, this.offset, this.offset + this.size);
    v[this.offset] = 1;
  }

  margin(v: Float64Array): number {
    return v[this.offset] - this.tailLength(v);
  }

  private tailLength(v: Float64Array): number {
    let total = 0;
    for (let i = this.offset + 1; i < this.offset + this.size; i++) total += v[i] * v[i];
    return Math.sqrt(total);
  }

  update(s: Float64Array, z: Float64Array): boolean {
    const { offset, size, w } = this;
    const sTail = this.tailLength(s);
    const zTail = this.tailLength(z);
    const sSquare = (s[offset] - sTail) * (s[offset] + sTail);
    const zSquare = (z[offset] - zTail) * (z[offset] + zTail);
    if (!(s[offset] > sTail && z[offset] > zTail && sSquare > 0 && zSquare > 0)) return false;
    const [sLength, zLength] = [Math.sqrt(sSquare), Math.sqrt(zSquare)];
    let product = 0;
    for (let i = offset; i < offset + size; i++) product += (s[i] / sLength) * (z[i] / zLength);
    const gamma = Math.sqrt(0.5 * (1 + product));
    let tail = 0;
    for (let k = 1; k < size; k++) {
      w[k] = (s[offset + k] / sLength - z[offset + k] / zLength) / (2 * gamma);
      tail += w[k] * w[k];
    }
    w[0] = Math.sqrt(1 + tail);
    this.eta = Math.sqrt(sLength / zLength);
    return Number.isFinite(this.eta) && Number.isFinite(w[0]);
  }

  apply(v: Float64Array, out: Float64Array): void {
    const { offset, size, w } = this;
    const square = this.eta * this.eta;
    let product = 0;
    for (let k = 0; k < size; k++) product += w[k] * v[offset + k];
    out[offset] = square * (2 * w[0] * product - v[offset]);
    for (let k = 1; k < size; k++) out[offset + k] = square * (2 * w[k] * product + v[offset + k]);
  }

  /** out = W v, or W^-1 v; `from` is where v begins. */
  private scale(v: Float64Array, from: number, out: Float64Array, inverse: boolean): void {
    const { size, w } = this;
    const sign = inverse ? -1 : 1;
    const factor = inverse ? 1 / this.eta : this.eta;
    let tail = 0;
    for (let k = 1; k < size; k++) tail += w[k] * v[from + k];
    const head = v[from];
    out[0] = factor * (w[0] * head + sign * tail);
    const along = sign * head + tail / (1 + w[0]);
    for (let k = 1; k < size; k++) out[k] = factor * (v[from + k] + along * w[k]);
  }

  correct({ s, z, ds, dz }: ConePoint, target: number, out: Float64Array): void {
    const { offset, size, scaled, first, second } = this;
    this.scale(z, offset, scaled, false);
    this.scale(ds, offset, first, true);
    this.scale(dz, offset, second, false);
    let head = -target;
    for (let k = 0; k < size; k++) head += first[k] * second[k];
    for (let k = 1; k < size; k++) second[k] = first[0] * second[k] + second[0] * first[k];
    // The Jordan product's inverse: y with scaled o y = (head, second).
    let tail = 0;
    let cross = 0;
    for (let k = 1; k < size; k++) {
      tail += scaled[k] * scaled[k];
      cross += scaled[k] * second[k];
    }
    const length = Math.sqrt(tail);
    const y0 = (scaled[0] * head - cross) / ((scaled[0] - length) * (scaled[0] + length));
    first[0] = y0;
    for (let k = 1; k < size; k++) first[k] = (second[k] - y0 * scaled[k]) / scaled[0];
    this.scale(first, 0, second, false);
    for (let k = 0; k < size; k++) out[offset + k] = s[offset + k] + second[k];
  }

  recentre(): void {
    return;
  }

  step({ s, z, ds, dz }: ConePoint, limit: number): number {
    return Math.min(this.reach(s, ds, limit), this.reach(z, dz, limit));
  }

  /** The longest step along d from v that stays in the cone. */
  private reach(v: Float64Array, d: Float64Array, limit: number): number {
    const { offset, size } = this;
    let length = limit;
    if (d[offset] < 0) length = Math.min(length, -v[offset] / d[offset]);
    const vTail = this.tailLength(v);
    const dTail = this.tailLength(d);
    let cross = v[offset] * d[offset];
    for (let i = offset + 1; i < offset + size; i++) cross -= v[i] * d[i];
    const a = (d[offset] - dTail) * (d[offset] + dTail);
    const c = (v[offset] - vTail) * (v[offset] + vTail);
    const discriminant = cross * cross - a * c;
    if (discriminant < 0) return length;
    const denominator = -cross + Math.sqrt(discriminant);
    return denominator > 0 ? Math.min(length, Math.max(0, c / denominator)) : length;
  }

  isNearPath(): boolean {
    return true;
  }
}
