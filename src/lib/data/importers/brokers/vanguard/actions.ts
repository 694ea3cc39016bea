import { type RowAction, actionByWords } from '../rows/history-action';

const groups: readonly (readonly [RowAction, readonly string[]])[] = [
  [
    { act: 'trade', verb: 'buy' },
    ['buy', 'buy to open', 'buy (exchange)', 'reinvestment', 'reinvestment (lt gain)', 'reinvestment (st gain)']
  ],
  [{ act: 'trade', verb: 'sell' }, ['sell', 'sell to close', 'sell (exchange)']],
  [{ act: 'trade', verb: 'sell-short' }, ['sell short', 'sell to open']],
  [{ act: 'trade', verb: 'buy-to-cover' }, ['buy to cover', 'buy to close']],
  [{ act: 'dividend' }, ['dividend', 'dividend received']],
  [{ act: 'dividend', kind: 'long-term-gain' }, ['capital gain (lt)']],
  [{ act: 'dividend', kind: 'short-term-gain' }, ['capital gain (st)']],
  [{ act: 'return-of-capital' }, ['return of capital']],
  [{ act: 'interest' }, ['interest', 'interest charge', 'margin interest']],
  [{ act: 'fee' }, ['fee', 'advisor fee', 'account service fee']],
  [{ act: 'tax' }, ['withholding', 'tax withheld', 'foreign tax paid']],
  [
    { act: 'cash-or-units' },
    [
      'transfer (incoming)',
      'transfer (outgoing)',
      'transfer',
      'rollover (incoming)',
      'rollover (outgoing)',
      'distribution',
      'contribution',
      'funds received',
      'withdrawal',
      'wire in',
      'wire out',
      'deposit',
      'journal'
    ]
  ],
  [{ act: 'added-units' }, ['stock split', 'stock dividend']],
  [
    { act: 'exchanged', kind: 'exchange' },
    [
      'conversion (incoming)',
      'conversion (outgoing)',
      'corp action (exchange)',
      'corp action (sec exchange)',
      'corp action (name change)',
      'corp action (reverse split)',
      'reverse split'
    ]
  ],
  [{ act: 'exchanged', kind: 'merger' }, ['corp action (merger)']],
  [{ act: 'units' }, ['corp action (spinoff)', 'corp action (spin-off)', 'corp action (rights)']],
  [{ act: 'in-lieu' }, ['corp action (cash in lieu)', 'cash in lieu']],
  [{ act: 'redemption' }, ['corp action (redemption)', 'redemption', 'maturity']],
  [{ act: 'expiry' }, ['expired']],
  [{ act: 'settled-option' }, ['assigned', 'exercised']],
  [{ act: 'sweep' }, ['sweep in', 'sweep out']]
];

const actions = new Map(groups.flatMap(([action, names]) => names.map((name) => [name, action] as const)));

/** What a transaction type of Vanguard means: by name, else by its words. */
export function vanguardAction(written: string): RowAction | undefined {
  return actions.get(written.trim().toLowerCase().replace(/\s+/g, ' ')) ?? actionByWords(written);
}
