import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import type { CurrencyCode, Decimal } from '$lib/domain/money';

/** What a company did to its shares, as its notice calls it, or what a holder did with the rights it gave. */
export type ActionKind =
  | 'split'
  | 'reverse-split'
  | 'stock-dividend'
  | 'spin-off'
  | 'merger'
  | 'exchange'
  | 'rights'
  | 'rights-exercised'
  | 'rights-lapsed'
  | 'return-of-capital';

/** `numerator` units for every `denominator` held; whole numbers above zero. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** Units of another instrument that a holder received. Everything may still be missing. */
export interface DraftReceipt {
  readonly instrument?: InstrumentId;
  readonly ratio?: Ratio;
  /** Fraction of the old cost basis that goes to these units, 0 to 1; for sharing by percent. */
  readonly share?: Decimal;
  /** First close of one of these units after the event; for sharing by closes. */
  readonly close?: Decimal;
  /** What a whole unit brought where fractions were sold; fractions are kept when absent. */
  readonly lieuPrice?: Decimal;
}

/** A corporate action as a person describes it; amounts in `currency`. */
export interface ActionDraft {
  readonly kind: ActionKind;
  readonly instrument: InstrumentId;
  /** The first day on which the units trade changed (ex-day): it takes place that morning. */
  readonly day: Day;
  readonly currency: CurrencyCode;
  /** Of a split: new units for old ones. Of a stock dividend: additional units for old ones. */
  readonly ratio?: Ratio;
  /** Of a split, reverse split or stock dividend: as in a receipt. */
  readonly lieuPrice?: Decimal;
  readonly receives: readonly DraftReceipt[];
  /** Cash for each old unit, of a merger or a return of capital. */
  readonly cashPerUnit?: Decimal;
  /** How the basis is shared: by percentages of the issuer (Form 8937), or by the closes after the event. */
  readonly sharing: 'percent' | 'closes';
  /** First close of the old instrument after the event; for sharing by closes where the old units stay. */
  readonly close?: Decimal;
  /** Subscription price of a new unit, of rights exercised; zero or positive. */
  readonly pricePerUnit?: Decimal;
  /** Rights that are exercised or lapse; all that are held when absent. */
  readonly units?: Decimal;
  /** The only account whose rights are meant; every one when absent. */
  readonly account?: AccountId;
}

/** Why a draft makes no proposal, and where; `receipt` is the index of the receipt that is meant. */
export interface ActionRefusal {
  readonly code:
    | 'not-held'
    | 'short-position'
    | 'ratio-missing'
    | 'ratio-not-whole'
    | 'must-grow'
    | 'must-shrink'
    | 'instrument-missing'
    | 'same-instrument'
    | 'receipt-missing'
    | 'received-twice'
    | 'nothing-received'
    | 'share-missing'
    | 'share-outside'
    | 'shares-not-whole'
    | 'close-missing'
    | 'cash-missing'
    | 'price-missing'
    | 'units-need-account'
    | 'more-than-held'
    | 'nothing-exercised'
    | 'not-positive';
  readonly receipt?: number;
  /** What the shares of the basis add up to, where that is not the whole. */
  readonly shares?: Decimal;
  readonly account?: AccountId;
}

const byRatio: ReadonlySet<ActionKind> = new Set(['split', 'reverse-split', 'stock-dividend']);
const keeping: ReadonlySet<ActionKind> = new Set(['spin-off', 'rights']);
const holders: ReadonlySet<ActionKind> = new Set(['rights-exercised', 'rights-lapsed']);

/** True when an action only scales the units of one instrument. */
export const scalesUnits = (kind: ActionKind): boolean => byRatio.has(kind);

/** True when the old units stay beside those received. */
export const keepsUnits = (kind: ActionKind): boolean => keeping.has(kind);

/** True when it is the holder of rights who acts, account by account. */
export const usesRights = (kind: ActionKind): boolean => holders.has(kind);

/** True when the basis goes to more than one place, so that its sharing has to be said. */
export function sharesBasis({ kind, receives, cashPerUnit }: ActionDraft): boolean {
  if (scalesUnits(kind) || usesRights(kind) || kind === 'return-of-capital') return false;
  return keepsUnits(kind) || receives.length + (cashPerUnit === undefined ? 0 : 1) > 1;
}
