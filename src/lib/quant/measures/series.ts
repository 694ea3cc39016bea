/** A series of periodic returns and what it is judged by. */
export interface MeasureInput {
  /** Simple returns of equal periods, finite; gaps are left out before. */
  readonly returns: Float64Array;
  /** Day on which each return ends, ascending days since 1970-01-01. */
  readonly days: ArrayLike<number>;
  /** Day on which the first return starts. With it years are counted by the calendar, without it by periods. */
  readonly start?: number;
  /** Returns of a benchmark over the same periods. */
  readonly benchmark?: Float64Array;
  /** Risk-free return of a period, or one for each; 0 unless given. An annual rate becomes one by `periodicRate`. */
  readonly riskFree?: number | Float64Array;
  readonly periodsPerYear: number;
  /** Least acceptable return of a period; the risk-free return (the mean of several) unless given. */
  readonly target?: number;
  /** Share of the worst outcomes that tail measures look at; 0.05 unless given. */
  readonly tail?: number;
  /** Order of the lower partial moment of kappa; 3 unless given. */
  readonly order?: number;
  /** Risk tolerance of the entropic risk measure; 1 unless given. */
  readonly tolerance?: number;
}

/** A series with its settings filled in and the intermediate results that were asked for so far. */
export interface Series {
  readonly returns: Float64Array;
  readonly days: ArrayLike<number>;
  readonly start: number | undefined;
  readonly count: number;
  readonly periodsPerYear: number;
  readonly riskFree: number | Float64Array;
  /** Mean risk-free return of a period. */
  readonly meanRiskFree: number;
  /** Annual risk-free rate: the compounded mean of a period. */
  readonly annualRiskFree: number;
  readonly target: number;
  readonly tail: number;
  readonly order: number;
  readonly tolerance: number;
  /** The benchmark as a series of its own, with the same settings. */
  readonly benchmark: Series | undefined;
  readonly known: unknown[];
}

/**
 * A series ready to be measured; measures of one series share what they have in common.
 * @throws RangeError when lengths differ, or a share, order or number of periods is out of range.
 */
export function seriesOf(input: MeasureInput): Series {
  const { returns, days, benchmark, riskFree = 0, periodsPerYear, tail = 0.05 } = input;
  const lengths = [days.length, benchmark?.length ?? returns.length];
  if (riskFree instanceof Float64Array) lengths.push(riskFree.length);
  if (lengths.some((length) => length !== returns.length))
    throw new RangeError(`lengths differ: ${returns.length} returns, ${lengths.join(', ')}`);
  if (!(periodsPerYear > 0)) throw new RangeError(`periods per year: ${periodsPerYear}`);
  if (!(tail > 0 && tail < 1)) throw new RangeError(`tail out of (0, 1): ${tail}`);
  const { order = 3, tolerance = 1 } = input;
  if (!(order > 0)) throw new RangeError(`order: ${order}`);
  if (!(tolerance > 0)) throw new RangeError(`tolerance: ${tolerance}`);
  const meanRiskFree = typeof riskFree === 'number' ? riskFree : average(riskFree);
  const shared = {
    days,
    start: input.start,
    count: returns.length,
    periodsPerYear,
    riskFree,
    meanRiskFree,
    annualRiskFree: meanRiskFree === 0 ? 0 : Math.expm1(Math.log1p(meanRiskFree) * periodsPerYear),
    target: input.target ?? meanRiskFree,
    ...{ tail, order, tolerance }
  };
  const other = benchmark && { ...shared, returns: benchmark, benchmark: undefined, known: [] };
  return { ...shared, returns, benchmark: other, known: [] };
}

function average(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}

let facts = 0;

/** A function of a series that is worked out once for each series. */
export function fact<T>(make: (series: Series) => T): (series: Series) => T {
  const place = facts++;
  return (series) => {
    const known = series.known[place];
    if (known !== undefined) return known as T;
    const made = make(series);
    series.known[place] = made;
    return made;
  };
}

/** A part of a series as one of its own, with the same settings and a benchmark cut alike. */
export function partOf(series: Series, wanted: (at: number) => boolean): Series {
  const places = new Int32Array(series.count);
  let count = 0;
  for (let t = 0; t < series.count; t++) if (wanted(t)) places[count++] = t;
  const cut = (values: ArrayLike<number>): Float64Array => {
    const part = new Float64Array(count);
    for (let k = 0; k < count; k++) part[k] = values[places[k]];
    return part;
  };
  const { benchmark, riskFree } = series;
  const shared = {
    ...series,
    days: cut(series.days),
    start: undefined,
    count,
    riskFree: typeof riskFree === 'number' ? riskFree : cut(riskFree)
  };
  const other = benchmark && { ...shared, returns: cut(benchmark.returns), benchmark: undefined, known: [] };
  return { ...shared, returns: cut(series.returns), benchmark: other, known: [] };
}
