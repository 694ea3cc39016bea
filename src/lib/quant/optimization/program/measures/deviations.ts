import { centeredGram } from '$lib/math/linalg';
import { combination, constantOf, sumOf, variable, type Expression } from '../expression';
import { riskFactor } from '../risk-factor';
import { evenSum, lengthOf, positiveParts, squaresOf, type MeasureEpigraph } from './measure-epigraph';
import { centred, lossesOf, type ScenarioSeries } from './scenario-series';

/** Expressions whose squares add up to the sample variance: as many as instruments, or as scenarios where those are fewer. */
function varianceParts(series: ScenarioSeries): Expression[] {
  const { values, rows, columns } = series;
  if (rows > columns) {
    const covariance = centeredGram(values, rows, columns).gram.map((value) => value / (rows - 1));
    return riskFactor(covariance, columns).map((row) => combination(row));
  }
  const scale = 1 / Math.sqrt(rows - 1);
  const about = centred(series).values;
  return Array.from({ length: rows }, (_, t) =>
    combination(about.subarray(t * columns, (t + 1) * columns).map((value) => scale * value))
  );
}

/** Sample variance, by a rotated second-order cone. */
export const variance: MeasureEpigraph = (program, series, _, term) => squaresOf(program, varianceParts(series), term);

/** Sample standard deviation. */
export const standardDeviation: MeasureEpigraph = (program, series, _, term) =>
  lengthOf(program, varianceParts(series), 1, term);

/** Variables at least the losses beyond a level, and their places. */
const shortfalls = (
  program: Parameters<MeasureEpigraph>[0],
  series: ScenarioSeries,
  target: number,
  term: string
): Expression[] => {
  const level = constantOf(target / series.unit);
  const first = positiveParts(
    program,
    lossesOf(series).map((loss) => sumOf(loss, level)),
    term
  );
  return Array.from({ length: series.rows }, (_, t) => variable(first + t));
};

/** Semi standard deviation about the mean. */
export const semiDeviation: MeasureEpigraph = (program, series, _, term) =>
  lengthOf(program, shortfalls(program, centred(series), 0, term), 1 / Math.sqrt(series.rows - 1), term);

/** Mean absolute deviation: twice the mean of what lies below the mean (Konno and Yamazaki 1991). */
export const meanAbsoluteDeviation: MeasureEpigraph = (program, series, _, term) => {
  const first = positiveParts(program, lossesOf(centred(series)), term);
  return evenSum(first, series.rows, 2 / series.rows);
};

/** First lower partial moment. */
export const firstLowerPartialMoment: MeasureEpigraph = (program, series, { target }, term) =>
  sumOf(
    ...shortfalls(program, series, target, term).map(({ indices }) => evenSum(indices[0] ?? 0, 1, 1 / series.rows))
  );

/** Root of the second lower partial moment. */
export const secondLowerPartialMoment: MeasureEpigraph = (program, series, { target }, term) =>
  lengthOf(program, shortfalls(program, series, target, term), 1 / Math.sqrt(series.rows - 1), term);
