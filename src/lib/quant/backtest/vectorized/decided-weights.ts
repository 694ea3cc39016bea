import { begunStrategy, isAsked, knownStrategy, type HeldPortfolio, type StrategyContext } from '$lib/quant/strategies';
import type { MarketSpan } from '../market/market-span';
import { RevealedHistory } from '../market/revealed-history';
import type { EventReason, StrategyBacktest } from '../strategy-result';
import type { DatedWeights } from './weight-plan';

/**
 * Why a question cannot be answered by the fast path, from its settings and data alone; empty when it may. Gaps are looked
 * for beforehand where deciding again would take long; a strategy that decides once finds them while it is valued.
 */
export function eventReasons(question: StrategyBacktest, span: MarketSpan, context: StrategyContext): EventReason[] {
  const { execution, strategy, flows = [], income = [], initialValue } = question;
  const { costs, rebalancing, lag, taxes } = execution;
  const known = knownStrategy(strategy, context);
  const policed = !known.drifts && rebalancing.rule !== 'none';
  const simple = rebalancing.rule === 'calendar' || (rebalancing.rule === 'band' && rebalancing.back !== 'edge');
  const within = ({ at }: { at: number }): boolean => at >= span.from;
  const checks: [EventReason, boolean][] = [
    ['asked-for', question.path === 'by-event'],
    ['open', execution.at === 'open' && span.market.opens !== undefined],
    ['whole-shares', execution.shares === 'whole'],
    ['minimum-trade', execution.minimumTrade > 0],
    ['costs', costs.perShare > 0 || costs.minimum > 0 || costs.impact > 0],
    ['taxes', taxes !== undefined],
    ['rebalancing', policed && (!simple || lag > 1)],
    ['flows', flows.length > 0 || income.length > 0 || !(initialValue > 0)],
    ['dividends', span.dividends.some(within)],
    ['splits', span.splits.length > 0],
    ['delistings', span.delistings.length > 0]
  ];
  const reasons = checks.filter(([, holds]) => holds).map(([reason]) => reason);
  const looked = reasons.length > 0 || known.looksAtHolding || known.asked !== 'once';
  if (looked && hasGaps(span)) reasons.push('gaps');
  if (known.looksAtHolding) reasons.push('looks-at-holding');
  return reasons;
}

/** Whether an instrument lacks a price on a day that is traded, or on the last day before. */
export function hasGaps({ market, from, to, days, instruments }: MarketSpan): boolean {
  const { values } = market.closes;
  for (let i = 0; i < instruments.length; i++) {
    const base = i * days.length;
    for (let t = Math.max(0, from - 1); t < to; t++) {
      const close = values[base + t];
      if (!(close > 0 && close < Infinity)) return true;
    }
  }
  return false;
}

/**
 * All decisions of a strategy that does not look at what it holds, asked as by event; or why they are none for the fast
 * path: weights below zero or more than one, or quantities.
 */
export function decidedWeights(
  question: StrategyBacktest,
  span: MarketSpan,
  context: StrategyContext
): readonly DatedWeights[] | EventReason {
  const { from, to, days, instruments } = span;
  const strategy = begunStrategy(question.strategy, context);
  const { asked } = knownStrategy(question.strategy, context);
  const history = new RevealedHistory(span);
  const targets = new Float64Array(instruments.length);
  const { initialValue } = question;
  const held: HeldPortfolio = {
    value: initialValue,
    cash: initialValue,
    weights: new Float64Array(instruments.length),
    peak: initialValue,
    invested: initialValue
  };
  const decisions: DatedWeights[] = [];
  let answered = false;
  for (let t = from; t < to; t++) {
    if (!isAsked(asked, t > from ? days[t - 1] : undefined, days[t], answered)) continue;
    const decision = strategy.decide(history.window(t, held));
    if (!decision) continue;
    answered = true;
    if (decision.kind !== 'weights') return 'quantities';
    let sum = 0;
    for (let i = 0; i < targets.length; i++) {
      if (!Number.isNaN(decision.weights[i])) targets[i] = decision.weights[i];
      if (targets[i] < 0) return 'short-or-borrowed';
      sum += targets[i];
    }
    if (!(sum <= 1 + 1e-9)) return 'short-or-borrowed';
    const at = t - 1 + question.execution.lag - from;
    if (at < to - from) decisions.push({ at, weights: decision.weights });
  }
  return decisions;
}
