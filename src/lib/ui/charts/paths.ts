/** Points above which a line is drawn on a canvas. */
export const SVG_POINTS = 2000;

/** A map from values to px. */
export type Position = (value: number) => number;

/** SVG path through the finite points; a gap where a value is missing. */
export function linePath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Position, y: Position): string {
  let path = '';
  let pen = false;
  for (let index = 0; index < ys.length; index += 1) {
    const value = ys[index] ?? NaN;
    if (!Number.isFinite(value)) {
      pen = false;
      continue;
    }
    path += `${pen ? 'L' : 'M'}${x(xs[index] ?? 0).toFixed(1)},${y(value).toFixed(1)}`;
    pen = true;
  }
  return path;
}

/** SVG path of upright strokes from a level to each finite value. */
export function columnPath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Position, y: Position, level = 0): string {
  let path = '';
  const base = y(level).toFixed(1);
  for (let index = 0; index < ys.length; index += 1) {
    const value = ys[index] ?? NaN;
    if (Number.isFinite(value)) path += `M${x(xs[index] ?? 0).toFixed(1)},${base}V${y(value).toFixed(1)}`;
  }
  return path;
}

/** Closed SVG path between an upper and a lower line, or between a line and a level. */
export function areaPath(
  xs: ArrayLike<number>,
  upper: ArrayLike<number>,
  lower: ArrayLike<number> | number,
  x: Position,
  y: Position
): string {
  const there: string[] = [];
  const back: string[] = [];
  for (let index = 0; index < upper.length; index += 1) {
    const top = upper[index] ?? NaN;
    const bottom = typeof lower === 'number' ? lower : (lower[index] ?? NaN);
    if (!Number.isFinite(top) || !Number.isFinite(bottom)) continue;
    const at = x(xs[index] ?? 0).toFixed(1);
    there.push(`${at},${y(top).toFixed(1)}`);
    back.push(`${at},${y(bottom).toFixed(1)}`);
  }
  return there.length === 0 ? '' : `M${there.join('L')}L${back.reverse().join('L')}Z`;
}

/** Least and greatest y, first and last y of each pixel column, for canvas lines over many points. */
export function columnExtremes(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  x: Position,
  y: Position,
  width: number
): {
  readonly column: number;
  readonly first: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
}[] {
  const columns: { column: number; first: number; low: number; high: number; last: number }[] = [];
  for (let index = 0; index < ys.length; index += 1) {
    const value = ys[index] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const column = Math.round(Math.min(width, Math.max(0, x(xs[index] ?? 0))));
    const at = y(value);
    const current = columns.at(-1);
    if (current?.column === column) {
      current.low = Math.min(current.low, at);
      current.high = Math.max(current.high, at);
      current.last = at;
    } else columns.push({ column, first: at, low: at, high: at, last: at });
  }
  return columns;
}

/** Least and greatest finite value over several series; undefined when there is none. */
export function valueExtent(...series: (ArrayLike<number> | undefined)[]): readonly [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const values of series) {
    if (!values) continue;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? NaN;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}

/** Extent with some air above and below; values that differ by no more than a rounding error are one value. */
export function airyExtent(extent: readonly [number, number] | undefined, share = 0.06): readonly [number, number] {
  if (!extent) return [0, 1];
  const [low, high] = extent;
  const size = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low > 1e-12 * size ? high - low : 0;
  const air = (span || size || 1) * share;
  return [low - air, high + air];
}

/** Index of the value nearest to `target` in an ascending list; -1 for an empty one. */
export function nearestIndex(values: ArrayLike<number>, target: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && target - (values[low - 1] ?? 0) < (values[low] ?? 0) - target) return low - 1;
  return values.length === 0 ? -1 : low;
}

/** Index of the last finite value; -1 when there is none. */
export function lastIndex(values: ArrayLike<number>): number {
  for (let index = values.length - 1; index >= 0; index -= 1) if (Number.isFinite(values[index])) return index;
  return -1;
}

/** Domain of the vertical axis over several series: with air, and above zero on a log axis. */
export function moneyDomain(
  series: readonly ArrayLike<number>[],
  log: boolean,
  air: number
): readonly [number, number] {
  const extent = valueExtent(...series);
  if (!log) return airyExtent(extent, air);
  return extent && extent[0] > 0 ? [extent[0] * 0.94, extent[1] * 1.06] : [1, 10];
}
