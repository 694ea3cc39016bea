import { performanceReport, type PerformanceReport } from '$lib/quant/measures';
import { benchmarkComparison, valueHistory } from '$lib/quant/valuation';
import { valuationInput, valueFacts, type ValueQuestion } from '../value/input';

/** What a performance is asked about. */
export interface PerformanceQuestion extends ValueQuestion {
  readonly revision: number;
  /** Annual fraction. */
  readonly riskFreeRate: number;
  /** Days in a rolling window. */
  readonly window: number;
}

/** A report, or why there is none: too few days, or days on which a return is not defined. */
export type PerformanceAnswer =
  | { readonly status: 'ready'; readonly report: PerformanceReport; readonly head: string }
  | { readonly status: 'too-few' }
  | { readonly status: 'not-defined'; readonly days: number };

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
  const report = performanceReport({
    days: history.days.slice(from),
    index: history.twrIndex.slice(from),
    ...(benchmark ? { benchmark: benchmark.slice(from) } : {}),
    riskFreeRate,
    window
  });
  return { status: 'ready', report, head: facts.head };
}
