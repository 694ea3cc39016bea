import type { BlockPlace, ConeBlock, ConePoint } from './cone-block';

/** Equalities: s = 0, z free. */
export class ZeroCone implements ConeBlock {
  readonly degree = 0;
  readonly symmetric = true;
  readonly extraNodes = 0;

  constructor(
    readonly offset: number,
    readonly size: number
  ) {}

  places(): void {
    return;
  }

  write({ node }: BlockPlace, diagonal: Float64Array): void {
    diagonal.fill(0, node, node + this.size);
  }

  centre(v: Float64Array): void {
    v.fill(0, this.offset, this.offset + this.size);
  }

  margin(): number {
    return Infinity;
  }

  update(): boolean {
    return true;
  }

  apply(_v: Float64Array, out: Float64Array): void {
    out.fill(0, this.offset, this.offset + this.size);
  }

  correct(_point: ConePoint, _target: number, out: Float64Array): void {
    out.fill(0, this.offset, this.offset + this.size);
  }

  recentre(): void {
    return;
  }

  step(_point: ConePoint, limit: number): number {
    return limit;
  }

  isNearPath(): boolean {
    return true;
  }
}

/** Inequalities: s >= 0, z >= 0, H = diag(s / z). */
export class NonnegativeCone implements ConeBlock {
  readonly degree: number;
  readonly symmetric = true;
  readonly extraNodes = 0;
  private readonly scaling: Float64Array;

  constructor(
    readonly offset: number,
    readonly size: number
  ) {
    this.degree = size;
    this.scaling = new Float64Array(size);
  }

  places(): void {
    return;
  }

  write({ node }: BlockPlace, diagonal: Float64Array): void {
    for (let k = 0; k < this.size; k++) diagonal[node + k] = -this.scaling[k];
  }

  centre(v: Float64Array): void {
    v.fill(1, this.offset, this.offset + this.size);
  }

  margin(v: Float64Array): number {
    let least = Infinity;
    for (let i = this.offset; i < this.offset + this.size; i++) least = Math.min(least, v[i]);
    return least;
  }

  update(s: Float64Array, z: Float64Array): boolean {
    for (let k = 0; k < this.size; k++) {
      const i = this.offset + k;
      if (!(s[i] > 0 && z[i] > 0)) return false;
      this.scaling[k] = s[i] / z[i];
    }
    return true;
  }

  apply(v: Float64Array, out: Float64Array): void {
    const { offset, scaling } = this;
    for (let k = 0; k < this.size; k++) out[offset + k] = scaling[k] * v[offset + k];
  }

  correct({ s, z, ds, dz }: ConePoint, target: number, out: Float64Array): void {
    for (let i = this.offset; i < this.offset + this.size; i++) out[i] = s[i] + (ds[i] * dz[i] - target) / z[i];
  }

  recentre({ s, z, ds, dz }: ConePoint, length: number, low: number, high: number, shift: Float64Array): void {
    for (let i = this.offset; i < this.offset + this.size; i++) {
      const product = (s[i] + length * ds[i]) * (z[i] + length * dz[i]);
      if (product < low) shift[i] -= (low - product) / z[i];
      else if (product > high) shift[i] += Math.min(product - high, high) / z[i];
    }
  }

  step({ s, z, ds, dz }: ConePoint, limit: number): number {
    let length = limit;
    for (let i = this.offset; i < this.offset + this.size; i++) {
      if (ds[i] < 0 && s[i] + length * ds[i] < 0) length = -s[i] / ds[i];
      if (dz[i] < 0 && z[i] + length * dz[i] < 0) length = -z[i] / dz[i];
    }
    return length;
  }

  isNearPath(): boolean {
    return true;
  }
}
