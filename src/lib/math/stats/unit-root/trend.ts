/** Terms beside a series: 'n' none, 'c' a constant, 'ct' with a linear trend, 'ctt' with a quadratic one too. */
export type Trend = 'n' | 'c' | 'ct' | 'ctt';

/** Columns of a trend over `rows` periods; time runs from 0 to 1. */
export function trendColumns(trend: Trend, rows: number): Float64Array[] {
  const terms = trend === 'n' ? 0 : trend.length;
  return Array.from({ length: terms }, (_, power) =>
    Float64Array.from({ length: rows }, (_value, t) => (power === 0 ? 1 : ((t + 1) / rows) ** power))
  );
}
