/** Value of a smooth function at x; its gradient is written into the second argument. */
export type SmoothFunction = (x: Float64Array, gradient: Float64Array) => number;

/** `tolerance` is the greatest slope left along any coordinate relative to 1 + |f| (1e-9). */
export interface QuasiNewtonOptions {
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

/** The point found. 'stopped' when iterations ran out before the slope was small. */
export interface QuasiNewtonResult {
  readonly status: 'converged' | 'stopped';
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly iterations: number;
}

interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((total, value, i) => total + value * b[i], 0);

/**
 * A point along a falling line that meets the weak conditions of Wolfe, by doubling and halving; the best met, else. Where
 * values differ by no more than their rounding their slopes decide (Hager and Zhang 2005).
 */
function alongLine(at: (x: Float64Array) => Point, from: Point, direction: Float64Array, first: number): Point {
  const slope = dot(from.gradient, direction);
  let [low, high, step] = [0, Infinity, first];
  const rounding = 2 * Number.EPSILON * (1 + Math.abs(from.value));
  let best = from;
  for (let trial = 0; trial < 40; trial++) {
    const next = at(from.x.map((value, i) => value + step * direction[i]));
    if (next.value < best.value) best = next;
    const steepness = dot(next.gradient, direction);
    const alike = next.value <= from.value + rounding && steepness <= -0.9998 * slope;
    if (!(alike || next.value <= from.value + 1e-4 * step * slope)) high = step;
    else if (steepness < 0.9 * slope) low = step;
    else return next;
    // The bracket is narrower than rounding can tell apart.
    if (high < Infinity && high - low < 1e-10 * high) break;
    step = high < Infinity ? 0.5 * (low + high) : 2 * low;
  }
  return best;
}

/** The inverse Hessian (n x n) after a step and the change of gradient that it brought. */
function updated(inverse: Float64Array, step: Float64Array, change: Float64Array): void {
  const n = step.length;
  const curvature = dot(step, change);
  const image = Float64Array.from({ length: n }, (_, i) => dot(inverse.subarray(i * n, (i + 1) * n), change));
  const weight = (1 + dot(change, image) / curvature) / curvature;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inverse[i * n + j] += weight * step[i] * step[j] - (image[i] * step[j] + step[i] * image[j]) / curvature;
    }
  }
}

/**
 * Local minimum of a smooth function by the method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright 2006,
 * chapter 6). Values that are not finite count as worse than all else. It ends too where no step makes the value
 * smaller. Throws RangeError for an empty start or one without a finite value.
 */
export function quasiNewtonMinimum(
  f: SmoothFunction,
  start: ArrayLike<number>,
  { tolerance = 1e-9, maximumIterations = 500 }: QuasiNewtonOptions = {}
): QuasiNewtonResult {
  const n = start.length;
  if (n === 0) throw new RangeError('nothing to minimise over');
  const at = (x: Float64Array): Point => {
    const gradient = new Float64Array(n);
    const value = f(x, gradient);
    return { x, value: Number.isNaN(value) ? Infinity : value, gradient };
  };
  let point = at(Float64Array.from(start));
  if (!Number.isFinite(point.value)) throw new RangeError(`no finite value at the start: ${point.value}`);
  const inverse = new Float64Array(n * n);
  const steepest = (): void => {
    inverse.fill(0);
    for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  };
  steepest();
  let fresh = true;
  for (let iteration = 0; iteration < maximumIterations; iteration++) {
    const { gradient } = point;
    const size = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (size <= tolerance * (1 + Math.abs(point.value)))
      return { status: 'converged', ...point, iterations: iteration };
    const direction = Float64Array.from(gradient, (_, i) => -dot(inverse.subarray(i * n, (i + 1) * n), gradient));
    const falls = dot(direction, gradient) < 0;
    const next = falls ? alongLine(at, point, direction, fresh ? Math.min(1, 1 / size) : 1) : point;
    if (next === point) {
      // No lower point: from the steepest descent the value is as low as rounding lets it be.
      if (fresh)
        return {
          status: size <= 1e-5 * (1 + Math.abs(point.value)) ? 'converged' : 'stopped',
          ...point,
          iterations: iteration
        };
      steepest();
      fresh = true;
      continue;
    }
    const step = next.x.map((value, i) => value - point.x[i]);
    const change = next.gradient.map((value, i) => value - gradient[i]);
    const curvature = dot(step, change);
    if (curvature > 1e-300) {
      if (fresh) for (let i = 0; i < n; i++) inverse[i * n + i] = curvature / dot(change, change);
      updated(inverse, step, change);
      fresh = false;
    }
    point = next;
  }
  return { status: 'stopped', ...point, iterations: maximumIterations };
}
