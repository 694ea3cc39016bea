import type { RebalancingPolicy, TaxSettings } from '$lib/quant/backtest';

/** Taxes until they are said otherwise. */
export const usualTaxes: TaxSettings = {
  shortRate: 0.25,
  longRate: 0.15,
  longAfter: 365,
  dividendRate: 0.15,
  method: 'fifo',
  paid: 'year-end'
};

/** A rebalancing rule of its name, with what is usual for it. */
export function policyOf(rule: string): RebalancingPolicy {
  switch (rule) {
    case 'calendar':
      return { rule, every: 'quarter' };
    case 'band':
      return { rule, absolute: 0.05 };
    case 'volatility':
      return { rule, tolerance: 0.2, days: 60 };
    case 'benefit':
      return { rule, every: 'month', aversion: 4, days: 126 };
    default:
      return { rule: 'none' };
  }
}
