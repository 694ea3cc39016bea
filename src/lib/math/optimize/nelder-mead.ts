/** `tolerance` is the spread of f and of the points, relative to their size, at which a simplex ends (1e-10). */
export interface SimplexOptions {
  readonly tolerance?: number;
  readonly maximumEvaluations?: number;
  /** Size of the first simplex along each coordinate; 0.5 when left out. */
  readonly step?: number;
}

/** The least point found. 'stopped' when the evaluations were used up. */
export interface SimplexResult {
  readonly status: 'converged' | 'stopped';
  readonly x: Float64Array;
  readonly value: number;
  readonly evaluations: number;
}

interface Vertex {
  readonly x: Float64Array;
  readonly value: number;
}

/** The point at factor `t` on the line from the centre through x: -1 mirrors x at the centre, 0.5 halves its distance. */
const along = (centre: Float64Array, x: Float64Array, t: number): Float64Array =>
  centre.map((value, at) => value + t * (x[at] - value));

function spreadBelow(simplex: readonly Vertex[], tolerance: number): boolean {
  const [least] = simplex;
  const values = simplex[simplex.length - 1].value - least.value;
  const points = Math.max(...simplex.map(({ x }) => Math.max(...x.map((value, at) => Math.abs(value - least.x[at])))));
  return values <= tolerance * (1 + Math.abs(least.value)) && points <= Math.sqrt(tolerance);
}

/**
 * Local minimum of f without derivatives by the simplex of Nelder and Mead (1965), with the coefficients that fit the
 * dimension (Gao and Han 2012); started again from its own answer until that no longer helps. NaN and Infinity of f
 * count as worse than all else. Throws RangeError for an empty start.
 */
export function simplexMinimum(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  { tolerance = 1e-10, maximumEvaluations = 20_000, step = 0.5 }: SimplexOptions = {}
): SimplexResult {
  const n = start.length;
  if (n === 0) throw new RangeError('nothing to minimise over');
  let evaluations = 0;
  const at = (x: Float64Array): Vertex => {
    evaluations++;
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Infinity : value };
  };
  let best = at(Float64Array.from(start));
  let size = step;
  for (let round = 0; evaluations < maximumEvaluations; round++) {
    const found = descend(at, best, size, () => evaluations < maximumEvaluations, tolerance);
    const gain = best.value - found.value;
    best = found;
    if (round > 0 && !(gain > tolerance * (1 + Math.abs(best.value)))) {
      return { status: 'converged', x: best.x, value: best.value, evaluations };
    }
    size = 0.1 * step;
  }
  return { status: 'stopped', x: best.x, value: best.value, evaluations };
}

function descend(
  at: (x: Float64Array) => Vertex,
  start: Vertex,
  step: number,
  more: () => boolean,
  tolerance: number
): Vertex {
  const n = start.x.length;
  const expansion = 1 + 2 / Math.max(n, 2);
  const contraction = 0.75 - 0.5 / Math.max(n, 2);
  const shrinking = 1 - 1 / Math.max(n, 2);
  const simplex = [start];
  for (let k = 0; k < n; k++) simplex.push(at(start.x.map((value, j) => (j === k ? value + step : value))));
  const order = (): Vertex[] => simplex.sort((a, b) => a.value - b.value);
  order();
  while (more() && !spreadBelow(simplex, tolerance)) {
    const worst = simplex[n];
    const centre = new Float64Array(n);
    for (const { x } of simplex.slice(0, n)) for (let j = 0; j < n; j++) centre[j] += x[j] / n;
    const mirrored = at(along(centre, worst.x, -1));
    if (mirrored.value < simplex[0].value) {
      const further = at(along(centre, worst.x, -expansion));
      simplex[n] = further.value < mirrored.value ? further : mirrored;
    } else if (mirrored.value < simplex[n - 1].value) simplex[n] = mirrored;
    else {
      const outside = mirrored.value < worst.value;
      const nearer = at(along(centre, worst.x, outside ? -contraction : contraction));
      if (nearer.value < Math.min(mirrored.value, worst.value)) simplex[n] = nearer;
      else for (let k = 1; k <= n; k++) simplex[k] = at(along(simplex[0].x, simplex[k].x, shrinking));
    }
    order();
  }
  return simplex[0];
}
