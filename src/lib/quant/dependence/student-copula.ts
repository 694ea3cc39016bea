import { logGamma, studentTQuantile, studentTTwoSided } from '$lib/math/distributions';
import { kendallCorrelation, midRanks } from '$lib/math/stats';

/** A Student copula of two series. */
export interface StudentCopula {
  /** Correlation of the copula, sin(pi tau / 2). */
  readonly correlation: number;
  /** Degrees of freedom: few mean that extremes come together. */
  readonly degreesOfFreedom: number;
  /** True when the likelihood still grew at the largest number of degrees that was tried: a normal copula fits as well. */
  readonly normal: boolean;
  /** Probability that one is at its worst when the other is, in the limit; the same for the best. */
  readonly tailDependence: number;
}

const LEAST = 2;
const MOST = 60;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const STEPS = 24;

/**
 * Student copula by Kendall's tau for its correlation and maximum likelihood on ranks for its degrees of freedom, between
 * 2 and 60. Undefined with fewer than 50 rows or when either series is constant. Missing: none allowed.
 * Source: Demarta and McNeil, The t copula and related copulas (2005), sections 3 and 4.
 */
export function studentCopula(a: Float64Array, b: Float64Array): StudentCopula | undefined {
  const n = a.length;
  const { tau } = kendallCorrelation(a, b);
  if (n < 50 || Number.isNaN(tau)) return undefined;
  const correlation = Math.max(-0.999, Math.min(0.999, Math.sin((Math.PI * tau) / 2)));
  const ranks = [midRanks(a), midRanks(b)] as const;
  // In 1 / degrees the likelihood is smooth and has one top.
  const found = greatest((inverse) => copulaLikelihood(ranks, correlation, 1 / inverse), 1 / MOST, 1 / LEAST);
  const degreesOfFreedom = 1 / found;
  const normal = degreesOfFreedom > 0.95 * MOST;
  return {
    correlation,
    degreesOfFreedom,
    normal,
    tailDependence: studentTailDependence(correlation, degreesOfFreedom)
  };
}

/** Tail dependence of a Student copula, 2 T(-sqrt((nu + 1)(1 - r) / (1 + r))) with nu + 1 degrees. Source: Embrechts, McNeil and Straumann (2002). */
export function studentTailDependence(correlation: number, degreesOfFreedom: number): number {
  if (correlation <= -1) return 0;
  const edge = Math.sqrt(((degreesOfFreedom + 1) * (1 - correlation)) / (1 + correlation));
  return studentTTwoSided(edge, degreesOfFreedom + 1);
}

function copulaLikelihood(ranks: readonly [Float64Array, Float64Array], r: number, nu: number): number {
  const [first, second] = ranks;
  const n = first.length;
  // Half ranks come of ties: quantiles are made once for each that occurs.
  const quantiles = new Map<number, number>();
  const quantileOf = (rank: number): number => {
    const known = quantiles.get(rank);
    if (known !== undefined) return known;
    const mirrored = quantiles.get(n + 1 - rank);
    const made = mirrored === undefined ? studentTQuantile(rank / (n + 1), nu) : -mirrored;
    quantiles.set(rank, made);
    return made;
  };
  const scale = 1 - r * r;
  let total = n * (logGamma((nu + 2) / 2) + logGamma(nu / 2) - 2 * logGamma((nu + 1) / 2) - 0.5 * Math.log(scale));
  for (let t = 0; t < n; t++) {
    const [x, y] = [quantileOf(first[t]), quantileOf(second[t])];
    total -= ((nu + 2) / 2) * Math.log1p((x * x + y * y - 2 * r * x * y) / (nu * scale));
    total += ((nu + 1) / 2) * (Math.log1p((x * x) / nu) + Math.log1p((y * y) / nu));
  }
  return total;
}

/** Place of the greatest value of a function with one top, by golden section. */
function greatest(value: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [value(left), value(right)];
  for (let step = 0; step < STEPS; step++) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = value(right);
    }
  }
  return (low + high) / 2;
}
