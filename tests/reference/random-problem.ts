import { randomStream } from '../../src/lib/math/random';
import type { RandomStream } from '../../src/lib/math/random';
import type { LinearRow, QuadraticProblem } from '../../src/lib/math/optimize';

/** Covariance BB' + D of a synthetic market with `factors` factors, annual figures, row-major n x n. */
export function factorCovariance(n: number, factors: number, random: RandomStream): Float64Array {
  const loadings = new Float64Array(n * factors);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < factors; k++) {
      loadings[j * factors + k] = k === 0 ? 0.12 + 0.08 * random.uniform() : 0.05 * random.normal();
    }
  }
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = 0;
      for (let k = 0; k < factors; k++) value += loadings[i * factors + k] * loadings[j * factors + k];
      if (i === j) value += (0.1 + 0.25 * random.uniform()) ** 2;
      covariance[i * n + j] = value;
      covariance[j * n + i] = value;
    }
  }
  return covariance;
}

/** A row whose coefficient is 1 on the members and 0 elsewhere. */
export function groupRow(n: number, members: (j: number) => boolean, lower: number, upper: number): LinearRow {
  return { coefficients: Float64Array.from({ length: n }, (_, j) => (members(j) ? 1 : 0)), lower, upper };
}

/**
 * A feasible random problem: weights that add to one, a cap, some groups held between limits, sometimes short
 * positions, sometimes a linear cost, sometimes a target on a random linear form.
 */
export function randomProblem(n: number, seed: number): QuadraticProblem {
  const random = randomStream(seed, n);
  const quadratic = factorCovariance(n, 1 + random.integerBelow(8), random);
  const cap = Math.min(1, (1.5 + 6 * random.uniform()) / n);
  const short = random.uniform() < 0.3 ? -0.5 * cap : 0;
  const lower = new Float64Array(n).fill(short);
  const upper = new Float64Array(n).fill(random.uniform() < 0.3 ? 1 : cap);
  const rows: LinearRow[] = [groupRow(n, () => true, 1, 1)];
  const groups = random.integerBelow(4);
  for (let g = 0; g < groups; g++) {
    const share = (Math.floor((n - 1 - g) / 4) + 1) / n;
    rows.push(groupRow(n, (j) => j % 4 === g, random.uniform() < 0.5 ? 0.6 * share : -Infinity, 1.1 * share));
  }
  const gain = Float64Array.from({ length: n }, () => 0.06 + 0.04 * random.normal());
  if (random.uniform() < 0.5) {
    const target = gain.reduce((total, value) => total + value, 0) / n + 0.004 * random.uniform();
    rows.push({ coefficients: gain, lower: target, upper: random.uniform() < 0.5 ? target : Infinity });
  }
  const tilt = random.uniform() < 0.5 ? random.uniform() : 0;
  return { quadratic, linear: gain.map((value) => -tilt * value), lower, upper, rows };
}
