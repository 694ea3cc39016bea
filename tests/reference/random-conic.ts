import { ConicRows, sparseFromDense } from '../../src/lib/math/optimize';
import type { AffineForm, ConicProblem } from '../../src/lib/math/optimize';
import { randomStream } from '../../src/lib/math/random';
import type { RandomStream } from '../../src/lib/math/random';

/** What is known of a random conic program by the way it was made. */
export type MadeAs = 'optimal' | 'infeasible' | 'unbounded';

interface Piece {
  readonly kind: 'zero' | 'nonnegative' | 'second-order' | 'exponential';
  readonly size: number;
}

/** A point of the cone, on its boundary where `edge`; the same for the dual cone. */
function conePoint({ kind, size }: Piece, dual: boolean, edge: boolean, random: RandomStream): number[] {
  const more = edge ? 0 : 0.1 + random.uniform();
  if (kind === 'zero') return [dual ? random.normal() : 0];
  if (kind === 'nonnegative') return [more];
  if (kind === 'second-order') {
    const tail = Array.from({ length: size - 1 }, () => random.normal());
    return [Math.hypot(...tail) + more, ...tail];
  }
  const [a, b] = [0.5 * random.normal(), 0.2 + random.uniform()];
  if (!dual) return [a, b, b * Math.exp(a / b) + more];
  // u < 0, w >= -u exp(v / u - 1)
  return [-b, a, b * Math.exp(a / -b - 1) + more];
}

function pieces(random: RandomStream): Piece[] {
  const out: Piece[] = [];
  for (let k = random.integerBelow(3); k > 0; k--) out.push({ kind: 'zero', size: 1 });
  for (let k = 1 + random.integerBelow(12); k > 0; k--) out.push({ kind: 'nonnegative', size: 1 });
  for (let k = random.integerBelow(3); k > 0; k--) out.push({ kind: 'second-order', size: 2 + random.integerBelow(9) });
  for (let k = random.integerBelow(3); k > 0; k--) out.push({ kind: 'exponential', size: 3 });
  return out;
}

/**
 * A random conic program made from a primal and a dual point, so that its outcome is known: both inside their cones
 * (or complementary by halves on their edges) for an optimum, a Farkas dual for infeasibility, a descending ray for no
 * bound. Some have equal columns, equal equality rows, or P of low rank.
 */
export function randomConic(seed: number, made: MadeAs): ConicProblem {
  const random = randomStream(seed, 77);
  const n = 2 + random.integerBelow(9);
  const parts = pieces(random);
  if (made === 'unbounded' && !parts.some(({ kind }) => kind !== 'zero')) parts.push({ kind: 'nonnegative', size: 1 });
  const m = parts.reduce((total, { size }) => total + size, 0);
  const density = 0.3 + 0.7 * random.uniform();
  const g = Array.from({ length: m }, () =>
    Array.from({ length: n }, () => (random.uniform() < density ? random.normal() : 0))
  );
  const twins = random.uniform() < 0.3;
  if (twins) for (const row of g) row[n - 1] = row[0];
  const x = Array.from({ length: n }, () => random.normal());
  const edges = parts.map(() => random.uniform() < 0.4);
  const s = parts.flatMap((part, k) => conePoint(part, false, edges[k], random));
  const z = parts.flatMap((part, k) => conePoint(part, true, !edges[k] && random.uniform() < 0.4, random));
  // A proof of zeros proves nothing.
  if (made === 'infeasible' && !z.some((value) => value !== 0)) z[0] = 1;
  const rank = made === 'unbounded' ? 0 : random.integerBelow(3);
  const p = lowRank(n, rank, random);
  const value = (row: number[], at: number[]): number => row.reduce((total, v, j) => total + v * at[j], 0);
  if (made === 'infeasible') makeOrthogonal(g, z);
  if (made === 'unbounded') {
    // Gx = -s, so x is a direction along which the cone is never left.
    const square = value(x, x);
    g.forEach((row, i) => {
      const change = (value(row, x) + s[i]) / square;
      for (let j = 0; j < n; j++) row[j] -= change * x[j];
    });
  }
  const linear = Float64Array.from({ length: n }, (_, j) => {
    const gz = g.reduce((total, row, i) => total + row[j] * z[i], 0);
    return made === 'unbounded' ? -x[j] : -gz - value(Array.from(p.subarray(j * n, (j + 1) * n)), x);
  });
  const inside = parts.flatMap((part) => conePoint(part, false, false, random));
  const zz = value(z, z) || 1;
  const point = made === 'unbounded' ? x.map(() => 0) : x;
  const right = g.map((row, i) => value(row, point) + (made === 'unbounded' ? inside[i] : s[i]));
  const surplus = value(right, z);
  if (made === 'infeasible') right.forEach((_, i) => (right[i] -= ((surplus + 1) / zz) * z[i]));
  return assembled(n, p, linear, parts, g, right);
}

/** Changes the rows so that G'z = 0. */
function makeOrthogonal(g: number[][], z: number[]): void {
  const zz = z.reduce((total, v) => total + v * v, 0) || 1;
  for (let j = 0; j < g[0].length; j++) {
    const along = g.reduce((total, row, i) => total + row[j] * z[i], 0) / zz;
    g.forEach((row, i) => (row[j] -= along * z[i]));
  }
}

function lowRank(n: number, rank: number, random: RandomStream): Float64Array {
  const out = new Float64Array(n * n);
  for (let r = 0; r < rank; r++) {
    const v = Array.from({ length: n }, () => random.normal());
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i * n + j] += v[i] * v[j];
  }
  return out;
}

function assembled(
  n: number,
  p: Float64Array,
  linear: Float64Array,
  parts: readonly Piece[],
  g: readonly number[][],
  right: readonly number[]
): ConicProblem {
  const rows = new ConicRows(n);
  const all = Array.from({ length: n }, (_, j) => j);
  let at = 0;
  for (const { kind, size } of parts) {
    const forms: AffineForm[] = Array.from({ length: size }, (_, k) => ({
      indices: all,
      values: g[at + k],
      right: right[at + k]
    }));
    const [first] = forms;
    if (kind === 'zero') {
      rows.equal(all, first.values, first.right);
      // The same equation again, doubled: redundant.
      if (at % 2 === 1)
        rows.equal(
          all,
          Array.from(first.values, (v) => 2 * v),
          2 * first.right
        );
    } else if (kind === 'nonnegative') rows.atMost(all, first.values, first.right);
    else if (kind === 'second-order') rows.secondOrder(forms);
    else rows.exponential(forms[0], forms[1], forms[2]);
    at += size;
  }
  const quadratic = p.some((value) => value !== 0) ? sparseFromDense(p, n, n) : undefined;
  return { quadratic, linear, ...rows.build() };
}
