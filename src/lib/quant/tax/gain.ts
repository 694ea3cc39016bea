import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId } from '$lib/domain/ledger';
import type { Decimal } from '$lib/domain/money';
import type { PoolMovement } from './pools/cost-pool';
import type { HoldingTerm } from './record/holding-term';
import type { ConvertedMoney, MissingRate, TaxAmount } from './record/tax-amount';
import type { Stamp } from './record/tax-event';

/**
 * What the units of a disposal were held against: a lot, purchases of the same day or of the thirty days after, the
 * pool's average, an earlier short sale, a return of more capital than was paid, or nothing held at all.
 */
export type Matching = 'lot' | 'same-day' | 'thirty-days' | 'pool' | 'short' | 'past-cost';

/** Units that were bought, with their share of the cost: of the lot closed, or of the purchases matched. */
export interface MatchedAcquisition {
  readonly event: EventId;
  readonly account: AccountId;
  /** Day the units count as bought. */
  readonly day: Day;
  /** Units as they were on the day of the disposal, positive. */
  readonly units: Decimal;
  readonly cost: ConvertedMoney;
}

/** A pool as it stood just before a disposal: the first `count` movements of its history since it was last empty. */
export interface PoolStanding {
  readonly units: Decimal;
  readonly cost: TaxAmount;
  readonly history: readonly PoolMovement[];
  readonly count: number;
}

/**
 * What a rule changes: 'denied-loss' a loss that does not count now (positive), 'carried-loss' an earlier denied loss
 * that is part of the cost here (positive).
 */
export interface GainAdjustment {
  readonly kind: 'denied-loss' | 'carried-loss';
  readonly amount: Decimal;
  /** Units concerned, positive. */
  readonly units: Decimal;
  /** The purchase that takes the loss over, or the sale it comes from. */
  readonly about: EventId;
  readonly day: Day;
}

/**
 * A realised gain with its trail. gain = proceeds - cost + denied losses, in the tax currency, unrounded; a loss is
 * negative. The cost contains the carried losses.
 */
export interface TaxGain {
  /** Stable within one answer. */
  readonly key: string;
  /** The transaction that realised it. */
  readonly event: EventId;
  readonly account: AccountId;
  readonly owner: string;
  readonly instrument: InstrumentId;
  /** Day that decides the tax year. */
  readonly closed: Day;
  /** Day the units were bought, where a rule knows one. */
  readonly opened?: Day;
  /** Day from which the holding period counts, when a rule lets it begin before the purchase. */
  readonly heldSince?: Day;
  readonly matching: Matching;
  /** Units closed: positive for what was held, negative for what was short. */
  readonly quantity: Decimal;
  readonly proceeds: ConvertedMoney;
  /** Charges of the disposal, already taken off the proceeds, in the currency of the proceeds. */
  readonly charges?: Decimal;
  readonly cost: TaxAmount;
  readonly acquisitions: readonly MatchedAcquisition[];
  readonly pool?: PoolStanding;
  readonly adjustments: readonly GainAdjustment[];
  /** Undefined while a rate is missing. */
  readonly gain: Decimal | undefined;
  readonly missing: readonly MissingRate[];
  readonly term?: HoldingTerm;
  /** True while purchases after the last day asked about could still change it. */
  readonly provisional: boolean;
}

/** What a rule knows of a gain; the walk adds the rest. */
export interface GainDraft {
  readonly stamp: Stamp;
  readonly matching: Matching;
  readonly quantity: Decimal;
  readonly proceeds: ConvertedMoney;
  readonly cost: TaxAmount;
  readonly charges?: Decimal;
  readonly acquisitions?: readonly MatchedAcquisition[];
  readonly pool?: PoolStanding;
  readonly adjustments?: readonly GainAdjustment[];
  readonly provisional?: boolean;
}
