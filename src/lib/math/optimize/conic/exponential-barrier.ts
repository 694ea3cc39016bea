import { log, log1p } from '$lib/math/elementary';

/**
 * The exponential cone K = cl{(x, y, z): y > 0, y exp(x / y) <= z} and its dual
 * K* = cl{(u, v, w): u < 0, -u exp(v / u) <= e w}, with the barrier of the dual
 * f(u, v, w) = -log(v - u - u log(-w / u)) - log(-u) - log(w) (Chares 2009; Dahl and Andersen 2022).
 */

/** Whether (x, y, z) lies in the inside of the cone. */
export function insideExponential(x: number, y: number, z: number): boolean {
  return y > 0 && z > 0 && y * log(z / y) - x > 0;
}

/** Whether (u, v, w) lies in the inside of the dual cone. */
export function insideDualExponential(u: number, v: number, w: number): boolean {
  return u < 0 && w > 0 && v - u - u * log(-w / u) > 0;
}

/** The dual barrier. */
export function dualBarrier(u: number, v: number, w: number): number {
  return -log(v - u - u * log(-w / u)) - log(-u) - log(w);
}

/** Gradient (3) and Hessian (row-major 3 x 3) of the dual barrier. */
export function dualDerivatives(z: Float64Array, gradient: Float64Array, hessian: Float64Array): void {
  const [u, v, w] = z;
  const l = log(-w / u);
  const r = v - u - u * l;
  const square = r * r;
  gradient[0] = l / r - 1 / u;
  gradient[1] = -1 / r;
  gradient[2] = (u - r) / (r * w);
  hessian[0] = (l * l) / square - 1 / (r * u) + 1 / (u * u);
  hessian[1] = hessian[3] = -l / square;
  hessian[2] = hessian[6] = (r + l * u) / (w * square);
  hessian[4] = 1 / square;
  hessian[5] = hessian[7] = -u / (w * square);
  hessian[8] = ((u / r) * (u / r) - u / r + 1) / (w * w);
}

/** out = the third derivative of the dual barrier at z in the directions a and b. */
export function dualThirdDerivative(z: Float64Array, a: Float64Array, b: Float64Array, out: Float64Array): void {
  const [u, v, w] = z;
  const l = log(-w / u);
  const r = v - u - u * l;
  // r and its derivatives: r depends on v linearly.
  const r1 = [-l, 1, -u / w];
  const r11 = 1 / u;
  const r13 = -1 / w;
  const r33 = u / (w * w);
  const ra = [r11 * a[0] + r13 * a[2], 0, r13 * a[0] + r33 * a[2]];
  const rb = [r11 * b[0] + r13 * b[2], 0, r13 * b[0] + r33 * b[2]];
  const da = r1[0] * a[0] + r1[1] * a[1] + r1[2] * a[2];
  const db = r1[0] * b[0] + r1[1] * b[1] + r1[2] * b[2];
  const dab = ra[0] * b[0] + ra[2] * b[2];
  const mixed = (a[0] * b[2] + a[2] * b[0]) / (w * w);
  const third = [(-a[0] * b[0]) / (u * u) + (a[2] * b[2]) / (w * w), 0, mixed - (2 * u * a[2] * b[2]) / (w * w * w)];
  for (let i = 0; i < 3; i++) {
    out[i] = (-2 * r1[i] * da * db) / (r * r * r) + (ra[i] * db + rb[i] * da + r1[i] * dab) / (r * r) - third[i] / r;
  }
  out[0] -= (2 * a[0] * b[0]) / (u * u * u);
  out[2] -= (2 * a[2] * b[2]) / (w * w * w);
}

/** The p > 0 with p + log(1 + p) = beta, for beta > 0 (Wright's omega function less one). */
function omegaLessOne(beta: number): number {
  let p = beta < 1 ? 0.5 * beta * (1 + 0.125 * beta) : Math.max(beta - log(1 + beta), 0.5);
  for (let k = 0; k < 12; k++) {
    const error = p + log1p(p) - beta;
    const next = p - (error * (1 + p)) / (2 + p);
    const change = Math.abs(next - p);
    p = next > 0 ? next : 0.5 * p;
    if (change <= 1e-16 * p) break;
  }
  return p;
}

/** Minus the gradient of the primal barrier (the conjugate of the dual one) at (x, y, z); returns that barrier. */
export function primalShadow(s: Float64Array, out: Float64Array): number {
  const [x, y, z] = s;
  const p = omegaLessOne(log(z / y) - x / y);
  out[0] = -1 / (p * y);
  out[1] = 1 / y + out[0] * (1 - x / y - p);
  out[2] = (1 + p) / (p * z);
  return -3 - 2 * log(y) - 2 * log(p) - log(z) + log1p(p);
}
