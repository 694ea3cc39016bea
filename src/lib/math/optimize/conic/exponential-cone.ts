import { log } from '$lib/math/elementary';
import type { AddPlace, BlockPlace, ConeBlock, ConePoint } from './cone-block';
import {
  dualBarrier,
  dualDerivatives,
  dualThirdDerivative,
  insideDualExponential,
  insideExponential,
  primalShadow
} from './exponential-barrier';

/** The point that is its own shadow: s = z = -gradient of the barrier at it. */
const CENTRE = [-1.051383945322714, 0.55640961946937, 1.258967884768947];
const BACKTRACK = 0.8;
/** Rounding of the products s'z and its like, as a multiple of what it is in one. */
const ROUNDING = 1e4 * Number.EPSILON;
/** The least part of the mean complementarity that a cone's own may be. */
const LEAST_SHARE = 1e-5;

/**
 * The exponential cone with a scaling that maps z to s and the shadow of s to that of z, a BFGS-like update of the
 * barrier's Hessian (Tuncel 2001; Dahl and Andersen 2022), or with mu times that Hessian where the two pairs
 * nearly agree or the update would not be positive definite.
 */
export class ExponentialCone implements ConeBlock {
  readonly size = 3;
  readonly degree = 3;
  readonly symmetric = false;
  readonly extraNodes = 0;
  private readonly scaling = new Float64Array(9);
  private readonly hessian = new Float64Array(9);
  private readonly gradient = new Float64Array(3);
  private readonly point = new Float64Array(3);
  private readonly shadow = new Float64Array(3);
  private readonly first = new Float64Array(3);
  private readonly second = new Float64Array(3);

  constructor(
    readonly offset: number,
    /** How far s and z may be from being each other's shadow, as the barrier measures it. */
    private readonly farthest: number
  ) {}

  places({ node }: BlockPlace, add: AddPlace): void {
    add(node + 1, node);
    add(node + 2, node);
    add(node + 2, node + 1);
  }

  write({ node, entry }: BlockPlace, diagonal: Float64Array, values: Float64Array): void {
    const h = this.scaling;
    for (let k = 0; k < 3; k++) diagonal[node + k] = -h[4 * k];
    values[entry] = -h[3];
    values[entry + 1] = -h[6];
    values[entry + 2] = -h[7];
  }

  centre(v: Float64Array): void {
    for (let k = 0; k < 3; k++) v[this.offset + k] = CENTRE[k];
  }

  margin(): number {
    return Infinity;
  }

  update(s: Float64Array, z: Float64Array, mu: number): boolean {
    const { offset, point, hessian, gradient, scaling, first } = this;
    for (let k = 0; k < 3; k++) {
      point[k] = z[offset + k];
      first[k] = s[offset + k];
    }
    if (!insideDualExponential(point[0], point[1], point[2])) return false;
    if (!insideExponential(first[0], first[1], first[2])) return false;
    dualDerivatives(point, gradient, hessian);
    primalShadow(first, this.shadow);
    if (!this.secantScaling(first)) for (let k = 0; k < 9; k++) scaling[k] = mu * hessian[k];
    return scaling.every(Number.isFinite);
  }

  /** The update that takes both pairs into account; false where it is not safe. */
  private secantScaling(s: Float64Array): boolean {
    const { point: z, shadow: zShadow, gradient, hessian, scaling } = this;
    const sShadow = gradient.map((value) => -value);
    const product = dot3(s, z);
    const mu = product / 3;
    const muShadow = dot3(sShadow, zShadow) / 3;
    const deltaS = s.map((value, k) => value - mu * sShadow[k]);
    const deltaZ = z.map((value, k) => value - mu * zShadow[k]);
    const turned = Float64Array.of(
      dot3(hessian.subarray(0, 3), zShadow),
      dot3(hessian.subarray(3, 6), zShadow),
      dot3(hessian.subarray(6, 9), zShadow)
    );
    const apart = mu * muShadow - 1;
    const spread = dot3(zShadow, turned) - 3 * muShadow * muShadow;
    const change = dot3(deltaS, deltaZ);
    // Near the boundary the products cancel: what is nearer to the path than their rounding is on it.
    const noise = (ROUNDING * Math.sqrt(dot3(s, s) * dot3(z, z))) / product;
    if (!(Math.abs(apart) > Math.max(1e-8, noise) && Math.abs(spread) > 1e-15 && change > 0 && product > 0))
      return false;
    const axis = Float64Array.of(
      z[1] * zShadow[2] - z[2] * zShadow[1],
      z[2] * zShadow[0] - z[0] * zShadow[2],
      z[0] * zShadow[1] - z[1] * zShadow[0]
    );
    const length = Math.sqrt(dot3(axis, axis));
    if (!(length > 0)) return false;
    let norm = 0;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const [a, b] = [turned[i] - muShadow * sShadow[i], turned[j] - muShadow * sShadow[j]];
        norm += (hessian[3 * i + j] - (sShadow[i] * sShadow[j]) / 3 - (a * b) / spread) ** 2;
      }
    }
    const weight = mu * Math.sqrt(norm);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        scaling[3 * i + j] =
          (s[i] * s[j]) / product + (deltaS[i] * deltaS[j]) / change + (weight * axis[i] * axis[j]) / (length * length);
      }
    }
    return true;
  }

  apply(v: Float64Array, out: Float64Array): void {
    const { offset, scaling: h } = this;
    const [a, b, c] = [v[offset], v[offset + 1], v[offset + 2]];
    for (let i = 0; i < 3; i++) out[offset + i] = h[3 * i] * a + h[3 * i + 1] * b + h[3 * i + 2] * c;
  }

  correct({ s, ds, dz }: ConePoint, target: number, out: Float64Array): void {
    const { offset, gradient, hessian, point, first, second, shadow } = this;
    for (let k = 0; k < 3; k++) {
      first[k] = ds[offset + k];
      second[k] = dz[offset + k];
    }
    if (solve3(hessian, first)) dualThirdDerivative(point, second, first, shadow);
    else shadow.fill(0);
    for (let k = 0; k < 3; k++) out[offset + k] = s[offset + k] + target * gradient[k] - 0.5 * shadow[k];
  }

  recentre(): void {
    return;
  }

  step({ s, z, ds, dz }: ConePoint, limit: number): number {
    const o = this.offset;
    let length = limit;
    for (let k = 0; k < 200; k++) {
      const at = (v: Float64Array, d: Float64Array, i: number): number => v[o + i] + length * d[o + i];
      if (
        insideDualExponential(at(z, dz, 0), at(z, dz, 1), at(z, dz, 2)) &&
        insideExponential(at(s, ds, 0), at(s, ds, 1), at(s, ds, 2))
      ) {
        return length;
      }
      length *= BACKTRACK;
    }
    return 0;
  }

  isNearPath({ s, z, ds, dz }: ConePoint, length: number, mu: number): boolean {
    const { offset, first, second } = this;
    for (let k = 0; k < 3; k++) {
      first[k] = s[offset + k] + length * ds[offset + k];
      second[k] = z[offset + k] + length * dz[offset + k];
    }
    const own = dot3(first, second) / 3;
    if (!(own > LEAST_SHARE * mu)) return false;
    const dual = dualBarrier(second[0], second[1], second[2]);
    return dual + primalShadow(first, second) + 3 + 3 * log(own) < this.farthest;
  }
}

function dot3(a: Float64Array, b: Float64Array): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Solves Hx = b in place by Cholesky; false when H is not positive definite. */
function solve3(h: Float64Array, b: Float64Array): boolean {
  const l00 = Math.sqrt(h[0]);
  const l10 = h[3] / l00;
  const l20 = h[6] / l00;
  const l11 = Math.sqrt(h[4] - l10 * l10);
  const l21 = (h[7] - l20 * l10) / l11;
  const l22 = Math.sqrt(h[8] - l20 * l20 - l21 * l21);
  if (!(l00 > 0 && l11 > 0 && l22 > 0)) return false;
  const y0 = b[0] / l00;
  const y1 = (b[1] - l10 * y0) / l11;
  b[2] = (b[2] - l20 * y0 - l21 * y1) / l22 / l22;
  b[1] = (y1 - l21 * b[2]) / l11;
  b[0] = (y0 - l10 * b[1] - l20 * b[2]) / l00;
  return Number.isFinite(b[0] + b[1] + b[2]);
}
