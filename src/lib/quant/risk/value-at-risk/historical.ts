import { mean } from '$lib/math/stats';
import { overlappingReturns } from './scaled';
import { outcomesErrors, outcomesTail } from './tail-of-outcomes';
import type { TailDoubt, TailEstimator } from './tail-risk';

/** Fewest outcomes beyond the value at risk that are not doubted. */
export const FEWEST_BEYOND = 10;

/** The doubt about a tail of so few outcomes. */
export const fewBeyond = (beyond: number): readonly TailDoubt[] => (beyond < FEWEST_BEYOND ? ['few-beyond'] : []);

/** Historical simulation: the past periods, each as likely as the next. */
export const historicalTail: TailEstimator<'historical'> = {
  method: 'historical',
  fewest: 20,
  keepsFit: false,
  of: (
    { series },
    { confidence, horizon, errors = true },
    { horizon: rule = 'overlapping', shortfall = 'whole-tail' }
  ) => {
    const root = rule === 'root-of-time' ? Math.sqrt(horizon) : 1;
    const outcomes = rule === 'root-of-time' ? series : overlappingReturns(series, horizon);
    if (outcomes.length < 20)
      throw new RangeError(`${outcomes.length} returns over ${horizon} periods, at least 20 are needed`);
    const ascending = Float64Array.from(outcomes).sort();
    const found = outcomesTail(ascending, confidence);
    const overlap = rule === 'overlapping' ? horizon : 1;
    const beyond = outcomes.filter((value) => value < -found.valueAtRisk);
    const average = shortfall === 'whole-tail' ? found.expectedShortfall : -mean(beyond);
    const error = errors && outcomesErrors(ascending, confidence, found, series.length / overlap);
    return {
      valueAtRisk: root * found.valueAtRisk,
      expectedShortfall: root * average,
      ...(error && {
        valueAtRiskError: root * error.valueAtRiskError,
        expectedShortfallError: root * error.expectedShortfallError,
        interval: { lower: root * error.interval.lower, upper: root * error.interval.upper }
      }),
      horizonRule: horizon === 1 ? 'one-period' : rule,
      doubts: fewBeyond(found.beyond / overlap),
      parameters: { outcomes: outcomes.length, beyond: beyond.length }
    };
  }
};
