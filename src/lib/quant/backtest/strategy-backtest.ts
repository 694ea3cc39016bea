import { kernelName } from '$lib/math/kernels';
import { performanceMeasures, periodsPerYearOf } from '$lib/quant/returns';
import { knownStrategy, strategyContext } from '$lib/quant/strategies';
import { eventRun } from './by-event/run';
import { requireQuestion } from './settings/require-question';
import { marketSpan, type MarketSpan } from './market/market-span';
import type { BacktestMarket } from './settings';
import type { EventReason, StrategyBacktest, StrategyResult } from './strategy-result';
import { decidedWeights, eventReasons, hasGaps } from './vectorized/decided-weights';
import { fromEvents, fromWeights, type MoneyPart } from './records/result-parts';
import { vectorizedRun } from './vectorized/vectorized-run';

/**
 * What a strategy would have given on past prices. It is asked with closes before its trading day alone, on the first day of
 * each of its periods, and its decisions are traded as the settings say: at a price of the day `lag` trading days after the
 * last close it saw. Instruments come to market when their second close is known, and are sold at the last one when they
 * have had none for `endedAfter` days; without a price orders wait. Where borrowed or short positions of
 * a strategy that decides weights have used up all the money, they are closed at that close. Everything is by event, day by day, unless nothing asks
 * for it: then all days are valued at once, to the same cent. Prices in one currency, missing NaN; rates a year.
 * @throws RangeError on settings, parameters or data that make no sense.
 */
export function strategyBacktest(
  question: StrategyBacktest,
  market: BacktestMarket,
  onProgress?: (done: number, total: number) => void
): StrategyResult {
  const { execution, strategy, start, end } = question;
  requireQuestion(question);
  const span = marketSpan(market, start, end);
  const cashRate = execution.financing.cashRate;
  const periodsPerYear = periodsPerYearOf(span.days);
  const context = strategyContext(span.instruments, { periodsPerYear, cashRate });
  const reasons = eventReasons(question, span, context);
  const decided = reasons.length === 0 ? decidedWeights(question, span, context) : undefined;
  if (decided !== undefined && typeof decided !== 'string') {
    const { drifts } = knownStrategy(strategy, context);
    const run = vectorizedRun(question, span, decided, drifts);
    if (run) {
      onProgress?.(run.values.length, run.values.length);
      return assembled(question, span, [], fromWeights(run, execution));
    }
  }
  const why: EventReason[] =
    reasons.length > 0 ? reasons : [typeof decided === 'string' && !hasGaps(span) ? decided : 'gaps'];
  return assembled(question, span, why, fromEvents(eventRun(question, span, periodsPerYear, onProgress)));
}

function assembled(
  question: StrategyBacktest,
  span: MarketSpan,
  reasons: readonly EventReason[],
  part: MoneyPart
): StrategyResult {
  const { execution, initialValue } = question;
  const { flows, traded, tradedFirst, ...rest } = part;
  const days = span.days.slice(span.from, span.to);
  const { values } = rest;
  const index = growthIndex(values, flows, initialValue);
  const measured = Float64Array.from(index);
  measured[0] = 1;
  const years = (days[days.length - 1] - days[0]) / 365;
  const meanValue = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    path: reasons.length === 0 ? 'vectorized' : 'by-event',
    eventReasons: reasons,
    instruments: span.instruments,
    days,
    ...rest,
    index,
    flows: flows.reduce((sum, flow) => sum + flow, 0),
    turnover: years > 0 && meanValue > 0 ? (traded - tradedFirst) / 2 / meanValue / years : 0,
    measures: performanceMeasures({ days, index: measured, riskFreeRate: execution.financing.cashRate }),
    trials: question.trials ?? 1,
    stamp: {
      engineVersion: question.engineVersion ?? '',
      kernel: kernelName(),
      seed: question.seed ?? 0,
      dataHash: question.dataHash ?? ''
    }
  };
}

/** Growth of one unit from before the first trades: each day's value over what was there before, the day's flow added. */
function growthIndex(values: Float64Array, flows: Float64Array, initialValue: number): Float64Array {
  const index = new Float64Array(values.length);
  let level = 1;
  let before = initialValue;
  for (let t = 0; t < values.length; t++) {
    const base = before + flows[t];
    if (base > 0) level *= values[t] / base;
    index[t] = level;
    before = values[t];
  }
  return index;
}
