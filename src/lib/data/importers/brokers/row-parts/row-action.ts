import type { DividendKind, ReorganisationKind } from '$lib/domain/ledger';
import type { WrittenRow } from './written-row';

/** What a row of a broker's history tells. */
export type RowAction =
  | { readonly act: 'trade'; readonly verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover' }
  | { readonly act: 'dividend'; readonly kind?: DividendKind }
  /** One side of an event that gives new units for old ones. */
  | { readonly act: 'exchanged'; readonly kind: ReorganisationKind }
  | {
      readonly act:
        | 'interest'
        | 'coupon'
        | 'fee'
        | 'tax'
        | 'cash'
        | 'cash-or-units'
        /** More units of what is held, by a split or a stock dividend. */
        | 'added-units'
        | 'return-of-capital'
        /** Cash for a fraction that was not delivered. */
        | 'in-lieu'
        /** Units that an event brings, which the row does not explain. */
        | 'units'
        | 'expiry'
        /** Contracts exercised or assigned; the trade in shares stands in another row. */
        | 'settled-option'
        | 'redemption'
        /** A move between the cash and the fund it rests in. */
        | 'sweep';
    };

/** Says what a row tells; undefined when it is of an unknown kind. */
export type ActionOf = (row: WrittenRow) => RowAction | undefined;
