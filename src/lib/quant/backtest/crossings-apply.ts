import type { StrategySpec } from '$lib/quant/strategies';
import type { ExecutionSettings } from './settings';

/**
 * True when moving averages trade as a sweep of all pairs at once does: long or out, all of a part of the money, in fractions
 * of shares, at the close after the cross, at a cost that is a part of the amount, without taxes.
 */
export function crossingsApply(
  strategy: StrategySpec,
  { at, lag, shares, minimumTrade, costs, taxes }: ExecutionSettings
): boolean {
  return (
    strategy.strategy === 'moving-averages' &&
    (strategy.kind ?? 'simple') === 'simple' &&
    !strategy.sells &&
    at === 'close' &&
    lag === 1 &&
    shares === 'fractional' &&
    minimumTrade === 0 &&
    taxes === undefined &&
    costs.fixed === 0 &&
    costs.perShare === 0 &&
    costs.minimum === 0 &&
    costs.impact === 0
  );
}
