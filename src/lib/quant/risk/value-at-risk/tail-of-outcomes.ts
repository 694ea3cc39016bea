import { binomialQuantile } from '$lib/math/distributions';
import { sortedQuantile } from '$lib/math/stats';
import { expectedShortfall } from '../ordered-weights';
import { riskOptions } from '../risk-spec';
import { densityAt } from './kernel-density';

/** Value at risk and expected shortfall of equally likely outcomes; losses positive. */
export interface OutcomesTail {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  /** Outcomes with a greater loss than the value at risk. */
  readonly beyond: number;
}

/** Errors of both, and the interval of the value at risk. */
export interface OutcomesErrors {
  readonly valueAtRiskError: number;
  readonly expectedShortfallError: number;
  readonly interval: { readonly lower: number; readonly upper: number };
}

const SIDE = 0.025;

/**
 * Tail of outcomes in ascending order, each as likely: the quantile of type 7 (R, numpy, PerformanceAnalytics) and the mean of
 * the whole worst share (Rockafellar and Uryasev 2002).
 */
export function outcomesTail(ascending: Float64Array, confidence: number): OutcomesTail {
  const tail = 1 - confidence;
  const quantile = sortedQuantile(ascending, tail);
  const expected = expectedShortfall.value(ascending, riskOptions({ measure: 'expected-shortfall', tail }));
  const beyond = ascending.findIndex((value) => value >= quantile);
  return { valueAtRisk: -quantile, expectedShortfall: expected, beyond };
}

/**
 * Errors of {@link outcomesTail}: sqrt(a (1 - a) / n) over a kernel density at the quantile (Kendall), and that of the tail
 * mean by Manistre and Hancock (2005); the interval is that of order statistics, free of any law. `independent` is the
 * number of outcomes that carry news, below the length where they overlap or are weighted.
 */
export function outcomesErrors(
  ascending: Float64Array,
  confidence: number,
  { valueAtRisk, expectedShortfall: expected, beyond }: OutcomesTail,
  independent: number
): OutcomesErrors {
  const tail = 1 - confidence;
  const n = ascending.length;
  let squares = 0;
  for (let i = 0; i < beyond; i++) squares += (ascending[i] + expected) ** 2;
  const spread = beyond > 1 ? squares / (beyond - 1) : 0;
  const whole = Math.max(1, Math.floor(independent));
  const low = binomialQuantile(SIDE, whole, tail) / whole;
  const high = Math.min(1, (binomialQuantile(1 - SIDE, whole, tail) + 1) / whole);
  const place = (share: number): number => ascending[Math.min(n - 1, Math.max(0, Math.round(share * n) - 1))];
  return {
    valueAtRiskError: Math.sqrt((tail * confidence) / whole) / densityAt(ascending, -valueAtRisk),
    expectedShortfallError: Math.sqrt((spread + confidence * (expected - valueAtRisk) ** 2) / (whole * tail)),
    interval: { lower: -place(high), upper: -place(low) }
  };
}
