/**
 * When holdings are brought back to the last decision's weights. A new decision is always traded, except under
 * 'benefit', which weighs every trade.
 */
export type RebalancingPolicy =
  | { readonly rule: 'none' }
  /** On the n-th trading day of each period: 1 the first (when absent), -1 the last. */
  | {
      readonly rule: 'calendar';
      readonly every: 'week' | 'month' | 'quarter' | 'year';
      readonly day?: number;
    }
  /**
   * The day after a weight closes outside its band: absolute in weight, relative as a fraction of the target, the
   * narrower counts. Back to the target (when absent), or only to the edge of the band.
   */
  | { readonly rule: 'band'; readonly absolute?: number; readonly relative?: number; readonly back?: 'target' | 'edge' }
  /** When the annual volatility of the holdings over so many days is further than `tolerance` (a fraction) from that of the targets. */
  | { readonly rule: 'volatility'; readonly tolerance: number; readonly days: number }
  /**
   * When it is worth its cost: aversion / 2 x variance of what holdings differ by from the targets x years until the next
   * look is more than the cost as a fraction of the value. Looked at on the first day of each period.
   */
  | {
      readonly rule: 'benefit';
      readonly every: 'day' | 'week' | 'month' | 'quarter';
      readonly aversion: number;
      readonly days: number;
    };
