import type { ConeBlock, ConePoint } from './cone-block';
import { ExponentialCone } from './exponential-cone';
import { NonnegativeCone, ZeroCone } from './flat-cones';
import { SecondOrderCone } from './second-order-cone';
import type { Cone } from './types';

/** The product of the cones: what each does, done by all. */
export class ConeProduct {
  readonly blocks: readonly ConeBlock[];
  readonly size: number;
  /** The barrier parameter of the product. */
  readonly degree: number;
  readonly symmetric: boolean;
  /** Whether all cones are products of half-lines. */
  readonly flat: boolean;
  private readonly exponentials: number;

  constructor(cones: readonly Cone[]) {
    let offset = 0;
    const blocks: ConeBlock[] = [];
    for (const { kind, size } of cones) {
      blocks.push(blockOf(kind, offset, size));
      offset += size;
    }
    this.blocks = blocks;
    this.size = offset;
    this.degree = blocks.reduce((total, block) => total + block.degree, 0);
    this.exponentials = blocks.filter((block) => !block.symmetric).length;
    this.flat = cones.every(({ kind }) => kind === 'zero' || kind === 'nonnegative');
    this.symmetric = this.exponentials === 0;
  }

  centre(v: Float64Array): void {
    for (const block of this.blocks) block.centre(v);
  }

  /** Moves v along the unit of the symmetric cones until it lies well inside. */
  moveInside(v: Float64Array): void {
    let margin = Infinity;
    for (const block of this.blocks) margin = Math.min(margin, block.margin(v));
    let size = 0;
    for (let i = 0; i < v.length; i++) size = Math.max(size, Math.abs(v[i]));
    if (margin > 1e-2 * size && margin > 0) return;
    const unit = new Float64Array(v.length);
    this.centre(unit);
    const shift = margin < 0 ? 1 - margin : 1;
    for (let i = 0; i < v.length; i++) v[i] += shift * unit[i];
  }

  update(s: Float64Array, z: Float64Array, mu: number): boolean {
    return this.blocks.every((block) => block.update(s, z, mu));
  }

  apply(v: Float64Array, out: Float64Array): void {
    for (const block of this.blocks) block.apply(v, out);
  }

  correct(point: ConePoint, target: number, out: Float64Array): void {
    for (const block of this.blocks) block.correct(point, target, out);
  }

  /** The longest step up to `limit` that keeps s and z in their cones; symmetric cones first, they are exact. */
  step(point: ConePoint, limit: number): number {
    let length = limit;
    for (const block of this.blocks) if (block.symmetric) length = block.step(point, length);
    if (this.symmetric) return length;
    length = Math.min(length, 0.99 * limit);
    for (const block of this.blocks) if (!block.symmetric) length = block.step(point, length);
    return length;
  }

  /** How far a step of this length would end from the central path; zero on it, at the mean complementarity `mu`. */
  distance(point: ConePoint, length: number, mu: number): number {
    let total = this.degree * Math.log(mu);
    for (const block of this.blocks) total += block.barrier(point, length);
    return total;
  }

  /** The distance from the path that a step may end at. */
  get neighbourhood(): number {
    return 1 + 3 * this.exponentials;
  }
}

function blockOf(kind: Cone['kind'], offset: number, size: number): ConeBlock {
  switch (kind) {
    case 'zero':
      return new ZeroCone(offset, size);
    case 'nonnegative':
      return new NonnegativeCone(offset, size);
    case 'second-order':
      return size === 1 ? new NonnegativeCone(offset, size) : new SecondOrderCone(offset, size);
    case 'exponential':
      return new ExponentialCone(offset);
  }
}
