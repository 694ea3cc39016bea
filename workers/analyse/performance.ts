import type { MacroSeriesId } from '$lib/domain/market';
import { performanceReport, type PerformanceReport } from '$lib/quant/measures';
import { benchmarkComparison, valueHistory } from '$lib/quant/valuation';
import { keptMacro, meanRate, realLevels, type Deflation, type Levels } from './real-index';
import { valuationInput, valueFacts, type ValueQuestion } from '../value/input';

/** What a performance is asked about. */
export interface PerformanceQuestion extends ValueQuestion {
  readonly revision: number;
  /** Annual fraction. */
  readonly riskFreeRate: number;
  /** Kept series of annual rates whose mean over the span takes the place of `riskFreeRate`. */
  readonly cashSeries?: MacroSeriesId;
  /** Kept consumer prices by which the index, the benchmark and the risk-free rate are deflated. */
  readonly consumerPrices?: MacroSeriesId;
  /** Days in a rolling window. */
  readonly window: number;
}

/** A report, or why there is none: too few days, or days on which a return is not defined. */
export type PerformanceAnswer =
  | {
      readonly status: 'ready';
      readonly report: PerformanceReport;
      readonly basis: PerformanceBasis;
      readonly head: string;
    }
  /** `gone`: a series that was chosen is not kept any more; `unreached`: it does not reach the span. */
  | { readonly status: 'too-few' | 'gone' | 'unreached' }
  | { readonly status: 'not-defined'; readonly days: number };

/** What a report rests on beside the index. */
export interface PerformanceBasis {
  readonly deflation?: Deflation;
  /** Whose mean is the risk-free rate. */
  readonly cash?: { readonly title: string; readonly rate: number };
}

const FEWEST_DAYS = 3;

/** The portfolio's own time-weighted index, measured. Undefined when nothing happened up to the day. */
export async function performance(question: PerformanceQuestion): Promise<PerformanceAnswer | undefined> {
  const { benchmark: wanted, riskFreeRate, window } = question;
  const facts = await valueFacts(question.vault, wanted === undefined ? [] : [wanted], question.revision);
  const input = valuationInput(facts, question);
  if (input === undefined) return undefined;
  const history = valueHistory(input);
  if (history.undefinedDays > 0) return { status: 'not-defined', days: history.undefinedDays };
  const series = facts.prices.find((one) => one.instrument === wanted);
  const benchmark = series && benchmarkComparison(input, history, series).index;
  // Before the first value there is nothing that could earn.
  const from = history.firstValued;
  if (history.days.length - from < FEWEST_DAYS) return { status: 'too-few' };
  const nominal: Levels = {
    days: history.days.slice(from),
    index: history.twrIndex.slice(from),
    ...(benchmark ? { benchmark: benchmark.slice(from) } : {})
  };
  const { consumerPrices, cashSeries } = question;
  const prices = consumerPrices && (await keptMacro(question.vault, consumerPrices));
  const rates = cashSeries && (await keptMacro(question.vault, cashSeries));
  if ((consumerPrices && !prices) || (cashSeries && !rates)) return { status: 'gone' };
  const real = prices && realLevels(nominal, prices);
  const levels = real?.levels ?? nominal;
  if (levels.days.length < FEWEST_DAYS) return { status: 'unreached' };
  const rate = rates ? meanRate(levels.days, rates) : riskFreeRate;
  if (Number.isNaN(rate)) return { status: 'unreached' };
  // Against real returns stands what cash kept of its worth.
  const own = real ? (1 + rate) / (1 + real.deflation.inflation) - 1 : rate;
  const report = performanceReport({ ...levels, riskFreeRate: own, window });
  const basis = {
    ...(real ? { deflation: real.deflation } : {}),
    ...(rates ? { cash: { title: rates.title, rate } } : {})
  };
  return { status: 'ready', report, basis, head: facts.head };
}
