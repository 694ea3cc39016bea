/** Values of positions by day, a row for each day and a column for each instrument, and cash; a short position is negative. */
export interface PositionValues {
  readonly values: Float64Array;
  readonly cash: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Weights of a day: the largest and the middle one of the long and of the short positions. NaN where there is none. */
export interface Concentration {
  readonly maxLong: Float64Array;
  readonly medianLong: Float64Array;
  readonly medianShort: Float64Array;
  readonly maxShort: Float64Array;
}

function requireShape({ values, cash, rows, columns }: PositionValues): void {
  if (values.length !== rows * columns || cash.length !== rows)
    throw new RangeError(`${values.length} values and ${cash.length} of cash for ${rows} x ${columns}`);
}

/** Worth of each day: positions and cash. @throws RangeError when the shapes disagree. */
export function netWorth(positions: PositionValues): Float64Array {
  requireShape(positions);
  const { values, cash, columns } = positions;
  return cash.map((amount, t) => {
    let worth = amount;
    for (let j = 0; j < columns; j++) worth += values[t * columns + j] || 0;
    return worth;
  });
}

/** Sum of the positions without sign, cash left out. @throws RangeError when the shapes disagree. */
export function grossBook(positions: PositionValues): Float64Array {
  requireShape(positions);
  const { values, rows, columns } = positions;
  return Float64Array.from({ length: rows }, (_, t) => {
    let gross = 0;
    for (let j = 0; j < columns; j++) gross += Math.abs(values[t * columns + j] || 0);
    return gross;
  });
}

/** Gross book over worth. @throws RangeError when the shapes disagree. */
export function grossLeverage(positions: PositionValues): Float64Array {
  const worth = netWorth(positions);
  return grossBook(positions).map((gross, t) => gross / worth[t]);
}

/**
 * Share of the worth in the largest and in the middle position, long and short, for each day. A NaN value is no position.
 * @throws RangeError when the shapes disagree.
 */
export function positionConcentration(positions: PositionValues): Concentration {
  const worth = netWorth(positions);
  const { values, rows, columns } = positions;
  const [maxLong, medianLong, medianShort, maxShort] = [0, 0, 0, 0].map(() => new Float64Array(rows).fill(NaN));
  for (let t = 0; t < rows; t++) {
    const weights = values.slice(t * columns, (t + 1) * columns).map((value) => value / worth[t]);
    const longs = weights.filter((weight) => weight > 0).sort();
    const shorts = weights.filter((weight) => weight < 0).sort();
    maxLong[t] = longs.at(-1) ?? NaN;
    medianLong[t] = middle(longs);
    medianShort[t] = middle(shorts);
    maxShort[t] = shorts[0] ?? NaN;
  }
  return { maxLong, medianLong, medianShort, maxShort };
}

function middle(sorted: Float64Array): number {
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

/**
 * Traded value of each day over the mean gross book of the day and the day before (of nothing before the first), or over
 * the worth of the day; 0 where nothing was traded. Both sides of a swap count.
 * @throws RangeError when the shapes disagree.
 */
export function dailyTurnover(
  traded: Float64Array,
  positions: PositionValues,
  over: 'gross-book' | 'net-worth' = 'gross-book'
): Float64Array {
  if (traded.length !== positions.rows) throw new RangeError(`${traded.length} days traded of ${positions.rows}`);
  const base =
    over === 'net-worth'
      ? netWorth(positions)
      : grossBook(positions).map((gross, t, all) => (gross + (t > 0 ? all[t - 1] : 0)) / 2);
  return traded.map((value, t) => (value === 0 ? 0 : value / base[t]));
}
