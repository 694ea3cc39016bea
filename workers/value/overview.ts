import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { indexAtOrBefore } from '$lib/domain/market';
import {
  benchmarkComparison,
  holdings,
  portfolioReturns,
  profitWithRows,
  timingEffect,
  valueHistory,
  type BenchmarkComparison,
  type Holdings,
  type ProfitRow,
  type ProfitSplit,
  type ReturnSummary,
  type TimingEffect,
  type ValueHistory
} from '$lib/quant/valuation';
import { valuationInput, valueFacts, type ValueFacts, type ValueQuestion } from './input';

/** One year of closes of an instrument, thinned for a sparkline. */
export interface Spark {
  readonly instrument: InstrumentId;
  readonly values: Float64Array;
}

/** Everything the first screen shows. */
export interface Overview {
  readonly history: ValueHistory;
  readonly split: ProfitSplit;
  readonly byInstrument: readonly ProfitRow[];
  readonly returns: ReturnSummary;
  readonly holdings: Holdings;
  readonly benchmark?: BenchmarkComparison;
  readonly timing?: TimingEffect;
  readonly sparks: readonly Spark[];
  readonly head: string;
}

const SPARK_POINTS = 60;

/** Values, returns and their causes over the period; undefined when nothing happened up to the day. */
export async function overview(question: ValueQuestion & { revision: number }): Promise<Overview | undefined> {
  const also = question.benchmark === undefined ? [] : [question.benchmark];
  const facts = await valueFacts(question.vault, also, question.revision);
  const input = valuationInput(facts, question);
  if (input === undefined) return undefined;
  const history = valueHistory(input);
  const returns = portfolioReturns(input, history);
  const series = facts.prices.find((one) => one.instrument === question.benchmark);
  const timing = timingEffect(history, returns);
  const held = holdings(input, question.asOf);
  const { split, rows: byInstrument } = profitWithRows(input);
  return {
    history,
    split,
    byInstrument,
    returns,
    holdings: held,
    ...(series === undefined ? {} : { benchmark: benchmarkComparison(input, history, series) }),
    ...(timing === undefined ? {} : { timing }),
    sparks: sparks(facts, input.period.start, question.asOf),
    head: facts.head
  };
}

/** Sparklines of every instrument in the ledger over a span. */
export function sparks(facts: ValueFacts, start: Day, end: Day): Spark[] {
  return facts.prices.map((series) => {
    const last = indexAtOrBefore(series.days, end);
    const first = Math.max(0, indexAtOrBefore(series.days, start));
    const count = Math.min(SPARK_POINTS, last - first + 1);
    if (last < 0 || count < 2) return { instrument: series.instrument, values: new Float64Array(0) };
    const values = Float64Array.from(
      { length: count },
      (_, at) => series.values[first + Math.round((at * (last - first)) / (count - 1))] ?? NaN
    );
    return { instrument: series.instrument, values };
  });
}
