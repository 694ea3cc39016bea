/** A parameter and the values it takes. */
export interface ParameterAxis {
  readonly name: string;
  readonly values: readonly number[];
}

/** Every combination of the values of its axes; the last axis changes first. */
export interface ParameterGrid {
  readonly axes: readonly ParameterAxis[];
}

/** How many combinations a grid has. @throws RangeError when it has no axis, or an axis no value. */
export function gridSize({ axes }: ParameterGrid): number {
  if (axes.length === 0) throw new RangeError('a grid without axes');
  return axes.reduce((size, { name, values }) => {
    if (values.length === 0) throw new RangeError(`axis ${name} has no values`);
    return size * values.length;
  }, 1);
}

/** The values of a combination by the names of the axes. */
export function gridPoint({ axes }: ParameterGrid, index: number): Readonly<Record<string, number>> {
  const point: Record<string, number> = {};
  let rest = index;
  for (let k = axes.length - 1; k >= 0; k--) {
    const { name, values } = axes[k];
    point[name] = values[rest % values.length];
    rest = Math.floor(rest / values.length);
  }
  return point;
}

/** A measure over two axes of a grid, row-major, NaN where nothing was tried. */
export interface HeatMap {
  readonly rows: ParameterAxis;
  readonly columns: ParameterAxis;
  readonly values: Float64Array;
}

/**
 * Heat map of a measure over two axes. Where there are other axes a cell is the greatest value over them, or their
 * mean. Combinations with NaN are passed over.
 * @throws RangeError when an axis is not in the grid, both are one, or the values are not as many as the combinations.
 */
export function heatMap(
  grid: ParameterGrid,
  values: ArrayLike<number>,
  rowAxis: string,
  columnAxis: string,
  over: 'greatest' | 'mean' = 'greatest'
): HeatMap {
  const size = gridSize(grid);
  const [rows, columns] = [rowAxis, columnAxis].map((name) => grid.axes.find((axis) => axis.name === name));
  if (!rows || !columns || rows === columns) throw new RangeError(`no axes ${rowAxis} and ${columnAxis}`);
  if (values.length !== size) throw new RangeError(`${values.length} values for ${size} combinations`);
  const cells = new Float64Array(rows.values.length * columns.values.length).fill(NaN);
  const counts = new Float64Array(cells.length);
  for (let index = 0; index < size; index++) {
    const value = values[index];
    if (Number.isNaN(value)) continue;
    const point = gridPoint(grid, index);
    const cell =
      rows.values.indexOf(point[rows.name]) * columns.values.length + columns.values.indexOf(point[columns.name]);
    if (counts[cell]++ === 0) cells[cell] = value;
    else cells[cell] = over === 'mean' ? cells[cell] + value : Math.max(cells[cell], value);
  }
  if (over === 'mean') for (let k = 0; k < cells.length; k++) if (counts[k] > 0) cells[k] /= counts[k];
  return { rows, columns, values: cells };
}
