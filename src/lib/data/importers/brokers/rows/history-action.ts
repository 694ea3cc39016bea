import type { DividendKind, ReorganisationKind } from '$lib/domain/ledger';
import type { WrittenRow } from './history-row';

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

/** Words that tell what an action is, the most particular first. */
const words: readonly (readonly [RegExp, RowAction])[] = [
  [/sweep/, { act: 'sweep' }],
  [/tax|withh/, { act: 'tax' }],
  [/long.?term (cap|gain)/, { act: 'dividend', kind: 'long-term-gain' }],
  [/short.?term (cap|gain)/, { act: 'dividend', kind: 'short-term-gain' }],
  [/return of capital|ret cap/, { act: 'return-of-capital' }],
  [/in lieu/, { act: 'in-lieu' }],
  [/stock (div|split)|share dist|frwd split|forward split/, { act: 'added-units' }],
  [/merger/, { act: 'exchanged', kind: 'merger' }],
  [/split|name change|conversion|reorg|tender|exchange|symbol change/, { act: 'exchanged', kind: 'exchange' }],
  [/spin|rights/, { act: 'units' }],
  [/redemption|redeemed|maturity|matured|called/, { act: 'redemption' }],
  [/expire|expiration/, { act: 'expiry' }],
  [/assign|exercise/, { act: 'settled-option' }],
  [/reinvest(ment)? shares/, { act: 'trade', verb: 'buy' }],
  [/div/, { act: 'dividend' }],
  [/(bond|cd|note) int/, { act: 'coupon' }],
  [/interest|\bint\b/, { act: 'interest' }],
  [/fee|commission|charge/, { act: 'fee' }],
  [/^buy|bought|purchase/, { act: 'trade', verb: 'buy' }],
  [/^sell|sold|sale/, { act: 'trade', verb: 'sell' }],
  [
    /wire|moneylink|funds|deposit|withdraw|disburse|check|\bach\b|\batm\b|\beft\b|debit card|transfer|journal|delivered|received|rollover|contribution/,
    { act: 'cash-or-units' }
  ]
];

/** What an action that no list has most likely is, by its words; undefined when they tell nothing. */
export function actionByWords(written: string): RowAction | undefined {
  const text = written.trim().toLowerCase();
  return words.find(([pattern]) => pattern.test(text))?.[1];
}
