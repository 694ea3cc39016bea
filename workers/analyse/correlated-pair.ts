import type { InstrumentId } from '$lib/domain/instruments';
import { selectedRows } from '$lib/math/stats';
import {
  columnOf,
  correlationDifference,
  correlationMatrix,
  correlationMeasures,
  exceedanceCorrelations,
  exponentialCorrelation,
  marketStates,
  rollingCorrelation,
  studentCopula,
  tailDependence,
  type CorrelationMeasureId,
  type ExceedanceCorrelation,
  type StudentCopula,
  type TailDependence
} from '$lib/quant/dependence';
import { analysedReturns } from './analysed-returns';
import { LEAST_STATE_ROWS, marketReturns, stateMeasure, type CorrelationQuestion } from './correlation';

/** Two instruments of a correlation's universe. */
export interface PairQuestion extends CorrelationQuestion {
  readonly pair: readonly [InstrumentId, InstrumentId];
}

/** One measure of a pair with its interval. */
export interface MeasuredPair {
  readonly measure: CorrelationMeasureId;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly pValue: number;
}

/** How two instruments move together. */
export interface PairAnswer {
  readonly pair: readonly [InstrumentId, InstrumentId];
  readonly days: Int32Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly measures: readonly MeasuredPair[];
  readonly rolling: Float64Array;
  readonly exponential: Float64Array;
  /** Rows in which the market was stressed. */
  readonly stressedRows: Int32Array;
  readonly calmRows: number;
  readonly calm: number;
  readonly stressed: number;
  /** Probability that both are the same and differ by chance alone. */
  readonly differencePValue: number;
  readonly exceedances: readonly ExceedanceCorrelation[];
  readonly tails: readonly TailDependence[];
  /** Absent with fewer than fifty rows. */
  readonly copula?: StudentCopula;
}

const THRESHOLDS = [-1, -0.5, 0.5, 1];
const TAIL_SHARES = [0.05, 0.1];

/** Everything about one pair, on the very returns that the whole matrix is made of; undefined when one has none there. */
export async function correlatedPair(question: PairQuestion): Promise<PairAnswer | undefined> {
  const analysed = await analysedReturns(question);
  const { returns } = analysed;
  const columns = question.pair.map((one) => returns.instruments.indexOf(one));
  if (returns.status === 'too-few' || columns.some((one) => one < 0)) return undefined;
  const [first, second] = columns.map((one) => columnOf(returns, one));
  const { rows } = returns;
  const both = {
    values: Float64Array.from({ length: 2 * rows }, (_, at) => (at % 2 === 0 ? first : second)[at >> 1]),
    rows,
    columns: 2
  };
  const ids = (Object.keys(correlationMeasures) as CorrelationMeasureId[]).filter((one) => one !== 'shrunk');
  const measures = ids.map((measure): MeasuredPair => {
    const { values, lower, upper, pValues } = correlationMatrix(both, { measure, halfLife: question.halfLife });
    return { measure, value: values[1], lower: lower[1], upper: upper[1], pValue: pValues[1] };
  });
  const states = marketStates((await marketReturns(question, analysed)).values, question.stress);
  const within = (kept: Int32Array): number =>
    kept.length < LEAST_STATE_ROWS
      ? NaN
      : correlationMatrix(selectedRows(both, kept), { measure: stateMeasure(question.measure), halfLife: 1 }).values[1];
  const [calm, stressed] = [within(states.calm), within(states.stressed)];
  const copula = studentCopula(first, second);
  return {
    pair: question.pair,
    days: returns.days,
    first,
    second,
    measures,
    rolling: rollingCorrelation(first, second, Math.min(question.rollingRows, rows)),
    exponential: exponentialCorrelation(first, second, question.halfLife),
    stressedRows: states.stressed,
    calmRows: states.calm.length,
    calm,
    stressed,
    differencePValue: correlationDifference(stressed, states.stressed.length, calm, states.calm.length),
    exceedances: exceedanceCorrelations(first, second, THRESHOLDS),
    tails: TAIL_SHARES.map((share) => tailDependence(first, second, share)),
    ...(copula ? { copula } : {})
  };
}
