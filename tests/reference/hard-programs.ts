import { ConicRows, sparseFromDense } from '../../src/lib/math/optimize';
import type { ConicProblem, LinearRow, QuadraticProblem } from '../../src/lib/math/optimize';
import { randomStream } from '../../src/lib/math/random';
import { factorCovariance, groupRow, randomProblem } from './random-problem';

/** Kinds of quadratic programs on which solvers fail. */
export const HARD_KINDS = [
  'usual',
  'few-observations',
  'twin-assets',
  'tight-boxes',
  'degenerate',
  'redundant-rows',
  'linear',
  'infeasible-sum',
  'infeasible-target',
  'badly-scaled'
] as const;
export type HardKind = (typeof HARD_KINDS)[number];

/** Covariance of fewer observations than assets: positive semidefinite, of low rank. */
function sampleCovariance(n: number, observations: number, seed: number): Float64Array {
  const random = randomStream(seed, 31);
  const data = Float64Array.from({ length: n * observations }, () => 0.01 * random.normal());
  const out = new Float64Array(n * n);
  for (let t = 0; t < observations; t++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) out[i * n + j] += (data[t * n + i] * data[t * n + j]) / observations;
    }
  }
  return out;
}

/** The last half of the assets the same as the first half, in Q, in the cost and in every row. */
function withTwins(problem: QuadraticProblem): QuadraticProblem {
  const n = problem.linear.length;
  const of = (j: number): number => (j >= Math.ceil(n / 2) ? j - Math.ceil(n / 2) : j);
  const pick = (values: Float64Array): Float64Array => values.map((_, j) => values[of(j)]);
  const quadratic = problem.quadratic.map((_, k) => problem.quadratic[of(Math.floor(k / n)) * n + of(k % n)]);
  const rows = problem.rows.map((row) => ({ ...row, coefficients: pick(row.coefficients) }));
  return {
    ...problem,
    quadratic,
    linear: pick(problem.linear),
    lower: pick(problem.lower),
    upper: pick(problem.upper),
    rows
  };
}

/** A program of the kind, of at most 40 variables. */
export function hardProgram(kind: HardKind, seed: number): QuadraticProblem {
  const random = randomStream(seed, 13);
  const n = 2 + random.integerBelow(39);
  const base = randomProblem(n, seed);
  const sum = groupRow(n, () => true, 1, 1);
  const gain = Float64Array.from({ length: n }, () => 0.05 + 0.04 * random.normal());
  const box = { lower: new Float64Array(n), upper: new Float64Array(n).fill(1) };
  switch (kind) {
    case 'usual':
      return base;
    case 'few-observations':
      return { ...base, quadratic: sampleCovariance(n, 1 + random.integerBelow(n), seed) };
    case 'twin-assets':
      return withTwins({ ...base, rows: [sum] });
    case 'tight-boxes':
      return {
        ...base,
        lower: new Float64Array(n).fill((1 - 1e-7) / n),
        upper: new Float64Array(n).fill((1 + 1e-7) / n),
        rows: [sum]
      };
    case 'degenerate': {
      // Many rows through the same corner.
      const rows: LinearRow[] = [sum];
      for (let k = 0; k < 6; k++) {
        const coefficients = Float64Array.from({ length: n }, (_, j) => (j === 0 ? 1 : random.uniform()));
        rows.push({ coefficients, lower: -Infinity, upper: 1 });
      }
      return { ...base, ...box, linear: Float64Array.from({ length: n }, (_, j) => (j === 0 ? -1 : -0.5)), rows };
    }
    case 'redundant-rows':
      return {
        ...base,
        rows: [
          ...base.rows,
          ...base.rows,
          { ...sum, coefficients: sum.coefficients.map((v) => 2 * v), lower: 2, upper: 2 }
        ]
      };
    case 'linear':
      return {
        ...base,
        ...box,
        quadratic: new Float64Array(n * n),
        linear: gain,
        rows: [sum, groupRow(n, (j) => j % 3 === 0, 0.1, 0.6)]
      };
    case 'infeasible-sum':
      return { ...base, lower: new Float64Array(n), upper: new Float64Array(n).fill(0.9 / n), rows: [sum] };
    case 'infeasible-target': {
      const most = Math.max(...gain);
      return { ...base, ...box, rows: [sum, { coefficients: gain, lower: most + 0.01, upper: Infinity }] };
    }
    case 'badly-scaled': {
      const scale = Float64Array.from({ length: n }, () => 10 ** (4 * random.uniform() - 2));
      const quadratic = factorCovariance(n, 3, random).map((q, k) => q * scale[Math.floor(k / n)] * scale[k % n]);
      const coefficients = scale.slice();
      const upper = scale.map((value) => 1 / value);
      return {
        quadratic,
        linear: gain.map((g, j) => -0.1 * g * scale[j]),
        lower: new Float64Array(n),
        upper,
        rows: [{ coefficients, lower: 1, upper: 1 }]
      };
    }
  }
}

/** The same program in conic form. */
export function asConic({ quadratic, linear, lower, upper, rows }: QuadraticProblem): ConicProblem {
  const n = linear.length;
  const cones = new ConicRows(n);
  const all = Array.from({ length: n }, (_, j) => j);
  for (const { coefficients, lower: low, upper: high } of rows) {
    if (low === high) cones.equal(all, coefficients, high);
    else {
      if (Number.isFinite(high)) cones.atMost(all, coefficients, high);
      if (Number.isFinite(low))
        cones.atMost(
          all,
          coefficients.map((value) => -value),
          -low
        );
    }
  }
  for (let j = 0; j < n; j++) {
    if (Number.isFinite(upper[j])) cones.atMost([j], [1], upper[j]);
    if (Number.isFinite(lower[j])) cones.atMost([j], [-1], -lower[j]);
  }
  return { quadratic: sparseFromDense(quadratic, n, n), linear, ...cones.build() };
}
