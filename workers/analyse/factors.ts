import type { InstrumentId } from '$lib/domain/instruments';
import type { ReturnFrequency } from '$lib/domain/market';
import type { JobContext } from '$lib/compute/protocol';
import { mean, selectedRows, standardDeviation } from '$lib/math/stats';
import {
  factorAttribution,
  factorColumn,
  factorRegression,
  factorRisk,
  leastRows,
  positionRisks,
  rollingExposures,
  type ErrorKind,
  type FactorAttribution,
  type FactorRegression,
  type FactorReturns,
  type FactorRisk,
  type PositionRisk
} from '$lib/quant/factors';
import {
  analysedReturns,
  periodsOfYear,
  weightedReturns,
  type AnalysedWindow,
  type ReturnsQuestion
} from './analysed-returns';
import { factorSet, filesOf, frequencyFor, type FactorChoice } from './factor-set';

/** What is to be explained by what. */
export interface FactorsQuestion extends ReturnsQuestion {
  readonly choice: FactorChoice;
  readonly errors: ErrorKind;
  /** Rows of the moving regressions. */
  readonly rollingRows: number;
}

/** A regression without what only sums are made of. */
export type ToldRegression = Omit<FactorRegression, 'status' | 'residuals' | 'names'>;

/** Portfolio and holdings explained by factors. */
export interface FactorsReady {
  readonly status: 'ready';
  readonly window: AnalysedWindow;
  /** Rows in which all factors have a return, with their first and last day. */
  readonly rows: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly frequency: ReturnFrequency;
  readonly names: readonly string[];
  /** True when returns are in excess of cash. */
  readonly excess: boolean;
  readonly portfolio: ToldRegression;
  readonly annualVolatility: number;
  readonly holdings: readonly {
    readonly instrument: InstrumentId;
    readonly weight: number;
    readonly regression: ToldRegression;
    readonly risk: PositionRisk;
  }[];
  readonly risk: FactorRisk;
  readonly attribution?: FactorAttribution;
  /** Mean return and volatility of each factor, a year. */
  readonly each: readonly { readonly annualMean: number; readonly annualVolatility: number }[];
  readonly rolling: {
    readonly days: Int32Array;
    readonly window: number;
    /** Days x factors. */
    readonly betas: Float64Array;
    readonly rSquared: Float64Array;
  };
  /** Of statistical factors: shares of all variance. */
  readonly shares?: Float64Array;
}

/** Why nothing can be explained. */
export type FactorsAnswer =
  | FactorsReady
  | { readonly status: 'no-factors' }
  | { readonly status: 'too-few'; readonly window: AnalysedWindow; readonly rows: number; readonly needed: number }
  | { readonly status: 'dependent'; readonly factor: string };

/** Regressions of the portfolio and of each holding on the chosen factors, with what follows from them. */
export async function factors(question: FactorsQuestion, { progress }: JobContext): Promise<FactorsAnswer> {
  const files = await filesOf(question.vault, question.choice);
  const frequency = frequencyFor(question.frequency, files);
  const analysed = await analysedReturns({ ...question, frequency });
  const { window, weights } = analysed;
  progress(0.3);
  if (analysed.returns.columns === 0) return { status: 'too-few', window, rows: 0, needed: leastRows(1) };
  const set = await factorSet({ ...question, frequency }, analysed, files);
  const { names } = set.factors;
  if (names.length === 0) return { status: 'no-factors' };
  const kept = wholeRows(set.factors, set.cash);
  const needed = leastRows(names.length);
  if (kept.length < needed) return { status: 'too-few', window, rows: kept.length, needed };
  const found = onRows(set.factors, kept);
  const cash = set.cash ? Float64Array.from(kept, (t) => set.cash?.[t] ?? 0) : new Float64Array(kept.length);
  const returns = selectedRows(analysed.returns, kept);
  const n = returns.columns;
  const days = Int32Array.from(kept, (t) => analysed.returns.days[t]);
  const whole = weightedReturns(analysed);
  const series = Float64Array.from(kept, (t, at) => whole[t] - cash[at]);
  const periodsPerYear = periodsOfYear[frequency];
  const options = { periodsPerYear, errors: question.errors };
  const regression = factorRegression(series, found, options);
  if (regression.status === 'dependent') return regression;
  if (regression.status === 'too-few') return { ...regression, window };
  const betas = betasOf(regression);
  const positions = analysed.returns.instruments.flatMap((instrument, j) => {
    const own = Float64Array.from({ length: returns.rows }, (_, t) => returns.values[t * n + j] - cash[t]);
    const explained = factorRegression(own, found, options);
    progress(0.4 + (0.5 * (j + 1)) / n);
    return explained.status === 'ok'
      ? [{ instrument, weight: weights[j], series: own, explained, betas: betasOf(explained) }]
      : [];
  });
  const parts = positionRisks(series, positions, found);
  const rollingWindow = Math.max(names.length + 2, Math.min(question.rollingRows, kept.length));
  const rolling = rollingExposures(series, found, rollingWindow);
  const attribution = factorAttribution(series, cash, found, { alpha: regression.alpha.value, betas });
  return {
    status: 'ready',
    window,
    rows: kept.length,
    firstDay: kept[0] === 0 ? analysed.returns.firstDay : analysed.returns.days[kept[0] - 1],
    lastDay: days[days.length - 1],
    frequency,
    names,
    excess: set.cash !== undefined,
    portfolio: told(regression),
    annualVolatility: standardDeviation(series) * Math.sqrt(periodsPerYear),
    holdings: positions.map(({ instrument, weight, explained }, at) => ({
      instrument,
      weight,
      regression: told(explained),
      risk: parts[at]
    })),
    risk: factorRisk(series, found, betas),
    ...(attribution ? { attribution } : {}),
    each: names.map((_, k) => ({
      annualMean: mean(factorColumn(found, k)) * periodsPerYear,
      annualVolatility: standardDeviation(factorColumn(found, k)) * Math.sqrt(periodsPerYear)
    })),
    rolling: { days, window: rollingWindow, betas: rolling.betas, rSquared: rolling.rSquared },
    ...(set.shares ? { shares: set.shares } : {})
  };
}

const betasOf = ({ betas }: FactorRegression): Float64Array => Float64Array.from(betas, (one) => one.value);

function told({ status: _status, residuals: _residuals, names: _names, ...rest }: FactorRegression): ToldRegression {
  return rest;
}

function wholeRows({ names, values, rows }: FactorReturns, cash: Float64Array | undefined): Int32Array {
  const k = names.length;
  return Int32Array.from({ length: rows }, (_, t) => t).filter(
    (t) =>
      !values.subarray(t * k, (t + 1) * k).some((value) => !Number.isFinite(value)) &&
      (cash === undefined || Number.isFinite(cash[t]))
  );
}

function onRows({ names, values, rows }: FactorReturns, kept: Int32Array): FactorReturns {
  const { values: found } = selectedRows({ values, rows, columns: names.length }, kept);
  return { names, values: found, rows: kept.length };
}
