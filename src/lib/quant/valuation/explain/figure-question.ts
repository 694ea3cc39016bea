import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { ProfitPartName } from '../profit';

/** Figures of what is held on the last day of the period. */
export type HeldFigure =
  | 'quantity'
  | 'price'
  | 'value'
  | 'weight'
  | 'cost'
  | 'gain'
  | 'gain-return'
  | 'day-change'
  | 'day-return'
  | 'income-of-year';

/** A row of what is held: an instrument, one of its lots, or cash of a currency in an account. */
export interface HeldRow {
  readonly instrument?: InstrumentId;
  /** Id of the lot, with its account. */
  readonly lot?: string;
  readonly account?: AccountId;
  readonly currency?: CurrencyCode;
}

/** Parts of a profit, what was paid in, and the worth at the two ends. */
export type ProfitFigure = ProfitPartName | 'profit' | 'deposits' | 'opening' | 'closing';

/** Returns over the period, and what they are returns on. */
export type ReturnFigure =
  'time-weighted' | 'annual' | 'money-weighted' | 'money-weighted-period' | 'opening' | 'flows' | 'closing';

/** A benchmark beside the portfolio. */
export type BenchmarkFigure = 'time-weighted' | 'ahead' | 'same-flows' | 'difference';

/** What one event did to an instrument in an account: units, price and amount of it, and what was held after it. */
export interface EventFigure {
  readonly of: 'event';
  readonly figure: 'units' | 'price' | 'paid' | 'held';
  readonly instrument: InstrumentId;
  readonly account: AccountId;
  readonly event: EventId;
}

/** What the closing of a lot brought, by the account's own lots. */
export interface ClosingFigure {
  readonly of: 'closing';
  readonly figure: 'units' | 'cost' | 'proceeds' | 'gain';
  readonly instrument: InstrumentId;
  readonly event: EventId;
  readonly lot: string;
}

/**
 * A figure that a valuation makes. Rows, instruments and accounts that are named are taken together; without them the whole
 * portfolio is meant. In a list of instruments null stands for cash.
 */
export type ValuationFigure =
  | { readonly of: 'held'; readonly figure: HeldFigure; readonly rows?: readonly HeldRow[] }
  | { readonly of: 'profit'; readonly figure: ProfitFigure; readonly instruments?: readonly (InstrumentId | null)[] }
  | {
      readonly of: 'return';
      readonly figure: ReturnFigure;
      readonly account?: AccountId;
      readonly instrument?: InstrumentId;
      /** From the close of a day to that of another, within the period. */
      readonly from?: Day;
      readonly to?: Day;
    }
  | { readonly of: 'worth'; readonly accounts: readonly AccountId[] }
  | { readonly of: 'benchmark'; readonly figure: BenchmarkFigure }
  | EventFigure
  | ClosingFigure;
