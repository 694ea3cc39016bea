import { mean } from '$lib/math/stats';
import { overlappingReturns } from './scaled';
import { tailOfOutcomes } from './tail-of-outcomes';
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
  of: ({ series }, { confidence, horizon }, { horizon: rule = 'overlapping', shortfall = 'whole-tail' }) => {
    const root = rule === 'root-of-time' ? Math.sqrt(horizon) : 1;
    const outcomes = rule === 'root-of-time' ? series : overlappingReturns(series, horizon);
    if (outcomes.length < 20)
      throw new RangeError(`${outcomes.length} returns over ${horizon} periods, at least 20 are needed`);
    const found = tailOfOutcomes(
      outcomes,
      confidence,
      rule === 'overlapping' ? series.length / horizon : series.length
    );
    const beyond = outcomes.filter((value) => value < -found.valueAtRisk);
    const average = shortfall === 'whole-tail' ? found.expectedShortfall : -mean(beyond);
    return {
      valueAtRisk: root * found.valueAtRisk,
      expectedShortfall: root * average,
      valueAtRiskError: root * found.valueAtRiskError,
      expectedShortfallError: root * found.expectedShortfallError,
      interval: { lower: root * found.interval.lower, upper: root * found.interval.upper },
      horizonRule: horizon === 1 ? 'one-period' : rule,
      doubts: fewBeyond(found.beyond / (rule === 'overlapping' ? horizon : 1)),
      parameters: { outcomes: outcomes.length, beyond: beyond.length }
    };
  }
};
