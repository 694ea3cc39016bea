import type { InstrumentId } from '$lib/domain/instruments';
import type { JobContext } from '$lib/compute/protocol';
import { centeredGram } from '$lib/math/linalg';
import { selectedRows } from '$lib/math/stats';
import {
  absorptionRatio,
  averageCorrelation,
  clusterOrder,
  correlationMatrix,
  effectiveBets,
  effectiveRank,
  marketStates,
  meanOfPairs,
  type CorrelationMatrix,
  type CorrelationMeasureId,
  type StressRule
} from '$lib/quant/dependence';
import { seriesOnDays } from '../decide/market-series';
import { universeOf } from '../decide/universe';
import {
  analysedReturns,
  weightedReturns,
  type AnalysedReturns,
  type AnalysedWindow,
  type ReturnsQuestion
} from './analysed-returns';

/** How correlation is measured, and what counts as stress. */
export interface CorrelationQuestion extends ReturnsQuestion {
  readonly measure: CorrelationMeasureId;
  readonly halfLife: number;
  /** Rows of the moving average correlation. */
  readonly rollingRows: number;
  readonly stress: StressRule;
  /** By whose returns days are calm or stressed; by those of the portfolio when absent or without prices. */
  readonly market?: InstrumentId;
}

/** Average correlation of calm and of stressed rows. */
export interface StateAverages {
  readonly calm: number;
  readonly stressed: number;
  readonly calmRows: number;
  readonly stressedRows: number;
  /** The volatility a row, or the return, from which on a row is stressed. */
  readonly threshold: number;
  readonly by: 'market' | 'portfolio';
}

/** How the holdings move together. */
export type CorrelationAnswer =
  | {
      readonly status: 'ready';
      readonly window: AnalysedWindow;
      readonly instruments: readonly InstrumentId[];
      readonly weights: Float64Array;
      readonly matrix: CorrelationMatrix;
      /** Columns in an order that puts alike ones side by side. */
      readonly clustered: Int32Array;
      readonly days: Int32Array;
      /** Average correlation of the last rows at each row; NaN at first. */
      readonly moving: Float64Array;
      readonly states: StateAverages;
      readonly bets: number;
      readonly rank: number;
      readonly absorption: number;
    }
  | { readonly status: 'too-few'; readonly window: AnalysedWindow };

/** Fewest rows of a state for its correlations to be told. */
export const LEAST_STATE_ROWS = 12;

/** Correlations of all pairs, over time, and in calm and stressed times. */
export async function correlation(question: CorrelationQuestion, { progress }: JobContext): Promise<CorrelationAnswer> {
  const analysed = await analysedReturns(question);
  const { returns, window, weights } = analysed;
  if (returns.status === 'too-few' || returns.columns < 2) return { status: 'too-few', window };
  const n = returns.columns;
  const matrix = correlationMatrix(returns, question, (share) => progress(0.8 * share));
  const { gram } = centeredGram(returns.values, returns.rows, n);
  const covariance = gram.map((value) => value / (returns.rows - 1));
  const moving = averageCorrelation(returns, Math.min(question.rollingRows, returns.rows));
  progress(0.9);
  return {
    status: 'ready',
    window,
    instruments: returns.instruments,
    weights,
    matrix,
    clustered: clusterOrder(matrix.values, n),
    days: returns.days,
    moving,
    states: await stateAverages(question, analysed),
    bets: effectiveBets(covariance, weights),
    rank: effectiveRank(knownCorrelation(matrix), n),
    absorption: absorptionRatio(covariance, n)
  };
}

/** The market's return in each row, and whose they are. */
export async function marketReturns(
  question: CorrelationQuestion,
  analysed: AnalysedReturns
): Promise<{ readonly by: StateAverages['by']; readonly values: Float64Array }> {
  const { market } = question;
  const panel = market && (await universeOf({ ...question, instruments: [market] })).panel;
  if (!panel || panel.instruments.length === 0) return { by: 'portfolio', values: weightedReturns(analysed) };
  return { by: 'market', values: seriesOnDays(panel, analysed.returns) };
}

async function stateAverages(question: CorrelationQuestion, analysed: AnalysedReturns): Promise<StateAverages> {
  const { by, values } = await marketReturns(question, analysed);
  const { calm, stressed, threshold } = marketStates(values, question.stress);
  const average = (rows: Int32Array): number => {
    if (rows.length < LEAST_STATE_ROWS) return NaN;
    const part = selectedRows(analysed.returns, rows);
    const { values: found } = correlationMatrix(part, { measure: stateMeasure(question.measure), halfLife: 1 });
    return meanOfPairs(found, part.columns);
  };
  return {
    calm: average(calm),
    stressed: average(stressed),
    calmRows: calm.length,
    stressedRows: stressed.length,
    threshold,
    by
  };
}

/** Rows that were picked have no order in time to weigh by, and few of them are not to be shrunk. */
export const stateMeasure = (measure: CorrelationMeasureId): CorrelationMeasureId =>
  measure === 'exponential' || measure === 'shrunk' ? 'pearson' : measure;

/** The matrix with nothing in common where nothing is known. */
const knownCorrelation = ({ values }: CorrelationMatrix): Float64Array =>
  values.map((value) => (Number.isNaN(value) ? 0 : value));
