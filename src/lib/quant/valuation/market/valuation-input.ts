import type { Day, Period } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { Account, LiveTransaction } from '$lib/domain/ledger';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import type { PortfolioFilter } from '$lib/domain/portfolio';

/**
 * What a valuation needs: facts and a question. Transactions in any order; of several series for an instrument the one
 * nearest to raw closes is used, then the longest. Rates may be quoted either way round and cross any currency.
 */
export interface ValuationInput {
  /** Settings of the accounts, for the lots that a sale closes; first in, first out for those not named. */
  readonly accounts?: readonly Account[];
  readonly transactions: readonly LiveTransaction[];
  readonly instruments: readonly Instrument[];
  readonly prices: readonly PriceSeries[];
  readonly rates: readonly RateSeries[];
  /** Currency of all results. */
  readonly base: CurrencyCode;
  readonly filter: PortfolioFilter;
  /** From the close of its start to the close of its end. */
  readonly period: Period;
}

/**
 * What a valuation had to put up with:
 * 'bad-price', 'bad-rate' closes or rates that are NaN, infinite, zero or negative, skipped; 'trade-priced' days on which a position stood at
 * the price of its last trade, for want of a close (or of one younger than {@link STALE_AFTER} days); 'unpriced' days at
 * cost, for want of either; 'no-rate' no chain of series leads to the base currency, counted as nothing;
 * 'rate-before-first' the first rate carried back; 'stale-rate' a rate older than {@link STALE_AFTER} days;
 * 'dividends-twice' closes that contain dividends while the ledger books some; 'conflicting-splits' two ratios for one day,
 * the first is used.
 */
export type ProblemCode =
  | 'bad-price'
  | 'trade-priced'
  | 'unpriced'
  | 'bad-rate'
  | 'no-rate'
  | 'rate-before-first'
  | 'stale-rate'
  | 'dividends-twice'
  | 'conflicting-splits';

/** A problem of one instrument or currency; `count` values or days between two days. */
export interface ValuationProblem {
  readonly code: ProblemCode;
  readonly instrument?: InstrumentId;
  readonly currency?: CurrencyCode;
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  readonly count: number;
}

/** Days after which a close or a rate carried forward is called stale. */
export const STALE_AFTER = 10;
