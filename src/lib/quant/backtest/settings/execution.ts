import type { InstrumentId } from '$lib/domain/instruments';
import type { RebalancingPolicy } from './rebalancing-policy';
import type { TaxSettings } from './tax-settings';

/**
 * What a trade costs. Fractions are of the amount traded. Of the spread half is paid. Slippage is a fixed fraction by which
 * the price is worse. Impact is a price worse by `impact` x daily volatility x sqrt(shares traded / daily volume).
 */
export interface ExecutionCosts {
  readonly rate: number;
  readonly perShare: number;
  /** For each trade. */
  readonly fixed: number;
  /** Least commission of a trade: rate, per share and fixed together. */
  readonly minimum: number;
  readonly spread: number;
  readonly slippage: number;
  /** Factor of the square root, about 1 in the literature; 0 for none. */
  readonly impact: number;
  /** Days over which volatility and mean volume are taken. */
  readonly impactDays: number;
}

/** What is paid and earned on money and shares that are lent, a year (actual/365, compounded daily). */
export interface Financing {
  /** On cash above zero. */
  readonly cashRate: number;
  /** On cash below zero. */
  readonly marginRate: number;
  /** On the value of shares sold short, where no other is given. */
  readonly shortFee: number;
  readonly shortFees?: readonly { readonly instrument: InstrumentId; readonly fee: number }[];
}

/** How decisions become trades, as plain data. */
export interface ExecutionSettings {
  /** Trades are made at the close or at the open of the trading day. */
  readonly at: 'close' | 'open';
  /** Trading days from the last close that is seen to the trade: 1 is the next, 2 the day after. Whole, >= 1. */
  readonly lag: number;
  readonly shares: 'fractional' | 'whole';
  /** Amount below which a trade is not made. */
  readonly minimumTrade: number;
  readonly costs: ExecutionCosts;
  readonly financing: Financing;
  readonly rebalancing: RebalancingPolicy;
  readonly taxes?: TaxSettings;
  /** Days without a price after which an instrument is sold at its last one. */
  readonly endedAfter: number;
}

/** No costs. */
export const noCosts: ExecutionCosts = {
  rate: 0,
  perShare: 0,
  fixed: 0,
  minimum: 0,
  spread: 0,
  slippage: 0,
  impact: 0,
  impactDays: 20
};

/** At the next close, in fractions of shares, without costs, interest or taxes, never brought back. */
export const plainExecution: ExecutionSettings = {
  at: 'close',
  lag: 1,
  shares: 'fractional',
  minimumTrade: 0,
  costs: noCosts,
  financing: { cashRate: 0, marginRate: 0, shortFee: 0 },
  rebalancing: { rule: 'none' },
  endedAfter: 10
};
