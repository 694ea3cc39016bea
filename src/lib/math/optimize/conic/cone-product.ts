import type { ConeBlock, ConePoint } from './cone-block';
import { ExponentialCone } from './exponential-cone';
import { NonnegativeCone, ZeroCone } from './flat-cones';
import { SecondOrderCone } from './second-order-cone';
import type { Cone } from './types';

/** The least distance into the cones that a start is given. */
const LEAST_LIFT = 1e-4;

/** The product of the cones: what each does, done by all. */
export class ConeProduct {
  readonly blocks: readonly ConeBlock[];
  readonly size: number;
  /** The barrier parameter of the product. */
  readonly degree: number;
  readonly symmetric: boolean;
  /** Whether all cones are products of half-lines. */
  readonly flat: boolean;

  /** `farthest` is how far from the central path cones that are not symmetric may be. */
  constructor(cones: readonly Cone[], farthest = 12) {
    let offset = 0;
    const blocks: ConeBlock[] = [];
    for (const { kind, size } of cones) {
      blocks.push(blockOf(kind, offset, size, farthest));
      offset += size;
    }
    this.blocks = blocks;
    this.size = offset;
    this.degree = blocks.reduce((total, block) => total + block.degree, 0);
    this.flat = cones.every(({ kind }) => kind === 'zero' || kind === 'nonnegative');
    this.symmetric = blocks.every((block) => block.symmetric);
  }

  centre(v: Float64Array): void {
    for (const block of this.blocks) block.centre(v);
  }

  /**
   * Moves s and z along the units of symmetric cones until both lie well inside and their products are alike (after
   * Mehrotra 1992, section 7).
   */
  moveInside(s: Float64Array, z: Float64Array): void {
    const unit = new Float64Array(s.length);
    this.centre(unit);
    this.lift(s, unit, 1.5);
    this.lift(z, unit, 1.5);
    const product = dot(s, z);
    const [sumS, sumZ] = [dot(s, unit), dot(z, unit)];
    const liftS = sumZ > 0 && product > 0 ? (0.5 * product) / sumZ : 1;
    const liftZ = sumS > 0 && product > 0 ? (0.5 * product) / sumS : 1;
    for (let i = 0; i < s.length; i++) {
      s[i] += Math.max(LEAST_LIFT, liftS) * unit[i];
      z[i] += Math.max(LEAST_LIFT, liftZ) * unit[i];
    }
  }

  /** Adds `factor` times what v lacks to lie in the cone. */
  private lift(v: Float64Array, unit: Float64Array, factor: number): void {
    let margin = 0;
    for (const block of this.blocks) margin = Math.min(margin, block.margin(v));
    for (let i = 0; i < v.length; i++) v[i] -= factor * margin * unit[i];
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

  recentre(point: ConePoint, length: number, low: number, high: number, shift: Float64Array): void {
    for (const block of this.blocks) block.recentre(point, length, low, high, shift);
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

  /** Whether a step of this length ends near enough to the central path for every cone that is not symmetric. */
  isNearPath(point: ConePoint, length: number, mu: number): boolean {
    return this.blocks.every((block) => block.symmetric || block.isNearPath(point, length, mu));
  }
}

function blockOf(kind: Cone['kind'], offset: number, size: number, farthest: number): ConeBlock {
  switch (kind) {
    case 'zero':
      return new ZeroCone(offset, size);
    case 'nonnegative':
      return new NonnegativeCone(offset, size);
    case 'second-order':
      return size === 1 ? new NonnegativeCone(offset, size) : new SecondOrderCone(offset, size);
    case 'exponential':
      return new ExponentialCone(offset, farthest);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
