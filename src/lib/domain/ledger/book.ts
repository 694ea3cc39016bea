import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import type { CurrencyCode, Decimal } from '../money';
import type { EventId } from './journal';
import type { Commodity, Posting } from './posting';
import type { AccountId, Transaction } from './transaction';

/** A live transaction: the last version of an event that was not voided. */
export interface LiveTransaction {
  readonly event: EventId;
  readonly sequence: number;
  readonly transaction: Transaction;
}

/** Units bought (or sold short) at once. Quantity and cost are negative for a short lot. */
export interface Lot {
  readonly id: string;
  readonly event: EventId;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly opened: Day;
  readonly quantity: Decimal;
  /** Total cost including fees and taxes of the purchase; for a short lot, minus the net proceeds. */
  readonly cost: Decimal;
  readonly currency: CurrencyCode;
}

/**
 * What realised a gain: a closing trade; cash given back past the cost of a lot; cash of a corporate action; cash instead
 * of a fraction of a unit; an end without worth.
 */
export type GainKind = 'sale' | 'return-of-capital' | 'boot' | 'lieu' | 'expiry';

/**
 * Units of a lot closed by a trade. gain = proceeds - cost; for a short, proceeds of the opening minus cost of covering.
 * Both include the costs of their trade.
 */
export interface RealisedGain {
  readonly kind: GainKind;
  readonly event: EventId;
  /** The event that first opened the lot, kept through transfers and corporate actions; `event` when no lot was closed. */
  readonly purchase: EventId;
  readonly lot: string;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly opened: Day;
  readonly closed: Day;
  /** Units closed: positive for a long lot, negative for a short one; zero for cash that closes none. */
  readonly quantity: Decimal;
  readonly cost: Decimal;
  readonly costCurrency: CurrencyCode;
  readonly proceeds: Decimal;
  /** Currency of the proceeds. */
  readonly currency: CurrencyCode;
  /** In `currency`; undefined when the cost was paid in another one, for then the two do not subtract. */
  readonly gain?: Decimal;
}

/**
 * Units of an instrument held in an account; negative when short. An instrument whose lots were paid in two currencies
 * has a position for each.
 */
export interface Position {
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly cost: Decimal;
  readonly currency: CurrencyCode;
  readonly lots: readonly Lot[];
}

/** Cash of one currency in an account; may be negative. */
export interface CashBalance {
  readonly account: AccountId;
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
}

/**
 * An event that went past what was there: a sale past the units held, a cover past the units short, a transfer or a
 * delivery past the units held. The fold books the excess and says so here; it never loses it. What cannot be booked is
 * only said: options that end past those there, units picked of a lot that has them not (they go by the lot method), and
 * capital given back by what is not held (all of it is a gain).
 */
export interface LedgerWarning {
  readonly code:
    'oversold' | 'overcovered' | 'overtransferred' | 'overdelivered' | 'overexpired' | 'not-in-lot' | 'nothing-held';
  readonly event: EventId;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly day: Day;
  /** The excess in units, positive; zero when nothing is held. */
  readonly quantity: Decimal;
}

/** What a statement says an account has of a commodity. */
export interface AssertedState {
  readonly account: AccountId;
  readonly what: Commodity;
  readonly stated: Decimal;
}

/** A statement held against the fold at the close of its day, by trade date. */
export interface AssertionOutcome extends AssertedState {
  readonly event: EventId;
  readonly day: Day;
  /** What the ledger says. */
  readonly found: Decimal;
  /** stated - found; zero when they agree. */
  readonly difference: Decimal;
}

/** What an account holds of an instrument while a fold runs; `revision` grows whenever it changes. */
export interface Holding {
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  /** Negative when short. */
  readonly quantity: Decimal;
  /** Open lots in closing order, all of the sign of the quantity. */
  readonly lots: readonly Lot[];
  /** Cost of the open lots by the currency in which it was paid; added up anew each time it is asked for. */
  readonly costs: ReadonlyMap<CurrencyCode, Decimal>;
  readonly revision: number;
}

/** What an account has of a currency while a fold runs; `revision` grows whenever it changes. */
export interface Balance {
  readonly account: AccountId;
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
  readonly revision: number;
}

/** The state of every account at the close of a day, by trade date. */
export interface Book {
  readonly asOf: Day;
  readonly positions: readonly Position[];
  readonly cash: readonly CashBalance[];
  readonly realised: readonly RealisedGain[];
  readonly warnings: readonly LedgerWarning[];
  readonly assertions: readonly AssertionOutcome[];
  readonly postings: readonly Posting[];
}
