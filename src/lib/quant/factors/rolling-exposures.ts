import { choleskyFactor, choleskySolve } from '$lib/math/linalg';
import { requireRowsOf, type FactorReturns } from './factor-returns';

/** Regressions over a moving window. */
export interface RollingExposures {
  readonly names: readonly string[];
  /** Intercepts a period, one a row: NaN before the first whole window, or where the factors depend on each other. */
  readonly alphas: Float64Array;
  /** Rows x factors, row-major. */
  readonly betas: Float64Array;
  readonly rSquared: Float64Array;
}

/** Windows after which sums are made anew, so that what rounding leaves behind is forgotten. */
const RENEWED_AFTER = 64;

/**
 * Intercept and exposures over the last `window` rows, at each row. The cross products about the window's first row are
 * carried along, O(k^2) a row, summed anew every 64 windows, and solved by Cholesky about their means.
 * Missing: none allowed. @throws RangeError when lengths differ or the window has not a row more than coefficients.
 */
export function rollingExposures(series: Float64Array, factors: FactorReturns, window: number): RollingExposures {
  requireRowsOf(factors, series);
  const { names, rows } = factors;
  const k = names.length;
  if (!Number.isInteger(window) || window < k + 2) throw new RangeError(`window ${window} for ${k} factors`);
  const alphas = new Float64Array(rows).fill(NaN);
  const rSquared = new Float64Array(rows).fill(NaN);
  const betas = new Float64Array(rows * k).fill(NaN);
  const sums = new WindowSums(series, factors, window);
  for (let end = window; end <= rows; end++) {
    sums.moveTo(end);
    const solved = sums.solution();
    if (!solved) continue;
    alphas[end - 1] = solved.alpha;
    rSquared[end - 1] = solved.rSquared;
    betas.set(solved.betas, (end - 1) * k);
  }
  return { names, alphas, betas, rSquared };
}

/** Sums and cross products of factors and series (the last column) over a window, less an origin near their means. */
class WindowSums {
  private readonly size: number;
  private readonly totals: Float64Array;
  private readonly products: Float64Array;
  private readonly origin: Float64Array;
  private readonly point: Float64Array;
  private end = 0;
  private age = RENEWED_AFTER;

  constructor(
    private readonly series: Float64Array,
    private readonly factors: FactorReturns,
    private readonly window: number
  ) {
    this.size = factors.names.length + 1;
    this.totals = new Float64Array(this.size);
    this.products = new Float64Array(this.size * this.size);
    this.origin = new Float64Array(this.size);
    this.point = new Float64Array(this.size);
  }

  moveTo(end: number): void {
    if (this.age >= RENEWED_AFTER || end !== this.end + 1) this.renew(end);
    else {
      this.add(end - 1, 1);
      this.add(end - 1 - this.window, -1);
      this.age += 1;
    }
    this.end = end;
  }

  solution(): { alpha: number; betas: Float64Array; rSquared: number } | undefined {
    const { size, window, totals, products, origin } = this;
    const k = size - 1;
    const centred = (i: number, j: number): number => products[i * size + j] - (totals[i] * totals[j]) / window;
    const scale = Float64Array.from({ length: k }, (_, i) => Math.sqrt(centred(i, i)));
    if (scale.some((one) => !(one > 0))) return undefined;
    const matrix = new Float64Array(k * k);
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) matrix[i * k + j] = centred(i, j) / (scale[i] * scale[j]);
    const factored = choleskyFactor(matrix, k);
    if (factored.status !== 'ok') return undefined;
    const right = Float64Array.from({ length: k }, (_, i) => centred(i, k) / scale[i]);
    const betas = choleskySolve(factored.factor, k, right).map((value, i) => value / scale[i]);
    let alpha = origin[k] + totals[k] / window;
    let explained = 0;
    for (let i = 0; i < k; i++) {
      alpha -= betas[i] * (origin[i] + totals[i] / window);
      explained += betas[i] * centred(i, k);
    }
    return { alpha, betas, rSquared: explained / centred(k, k) };
  }

  private renew(end: number): void {
    const { size, window, origin } = this;
    origin.fill(0);
    for (let t = end - window; t < end; t++) for (let i = 0; i < size; i++) origin[i] += this.value(t, i) / window;
    this.totals.fill(0);
    this.products.fill(0);
    for (let t = end - window; t < end; t++) this.add(t, 1);
    this.age = 0;
  }

  private value(t: number, i: number): number {
    const k = this.size - 1;
    return i === k ? this.series[t] : this.factors.values[t * k + i];
  }

  private add(t: number, sign: 1 | -1): void {
    const { size, point, origin, totals, products } = this;
    for (let i = 0; i < size; i++) {
      point[i] = this.value(t, i) - origin[i];
      totals[i] += sign * point[i];
      for (let j = 0; j <= i; j++) {
        const product = sign * point[i] * point[j];
        products[i * size + j] += product;
        if (j < i) products[j * size + i] += product;
      }
    }
  }
}
