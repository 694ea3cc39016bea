import { type RowAction, actionByWords } from '../rows/history-action';

const trade = (verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover'): RowAction => ({ act: 'trade', verb });
const dividend = (kind?: NonNullable<Extract<RowAction, { act: 'dividend' }>['kind']>): RowAction =>
  kind ? { act: 'dividend', kind } : { act: 'dividend' };

const groups: readonly (readonly [RowAction, readonly string[]])[] = [
  [trade('buy'), ['buy', 'buy to open', 'reinvest shares', 'reinvestment adj']],
  [trade('sell'), ['sell', 'sell to close']],
  [trade('sell-short'), ['sell short', 'sell to open']],
  [trade('buy-to-cover'), ['buy to cover', 'buy to close']],
  [
    dividend(),
    [
      'cash dividend',
      'reinvest dividend',
      'non-qualified div',
      'special dividend',
      'special non qual div',
      'pr yr cash div',
      'pr yr div reinvest',
      'pr yr non qual div',
      'pr yr non-qual div',
      'pr yr special div',
      'div adjustment',
      'dividend adj',
      'dividend'
    ]
  ],
  [dividend('qualified'), ['qualified dividend', 'qual div reinvest', 'special qual div', 'pr yr qual div']],
  [dividend('long-term-gain'), ['long term cap gain', 'long term cap gain reinvest']],
  [dividend('short-term-gain'), ['short term cap gain', 'short term cap gain reinvest']],
  [{ act: 'return-of-capital' }, ['return of capital', 'ret cap reinvest', 'cash/return of capital']],
  [{ act: 'in-lieu' }, ['cash in lieu']],
  [{ act: 'interest' }, ['credit interest', 'bank interest', 'margin interest', 'promotional award', 'interest adj']],
  [{ act: 'coupon' }, ['bond interest', 'cd interest', 'interest on bonds']],
  [
    { act: 'fee' },
    ['adr mgmt fee', 'service fee', 'advisor fee', 'advisor fee adj', 'misc cash entry', 'misc credits', 'foreign fee']
  ],
  [{ act: 'tax' }, ['nra withholding', 'nra tax adj', 'foreign tax paid', 'foreign tax reclaim', 'tax withholding']],
  [
    { act: 'cash' },
    [
      'wire sent',
      'wire received',
      'wire funds',
      'wire funds received',
      'wire funds adj',
      'moneylink deposit',
      'moneylink transfer',
      'moneylink withdrawal',
      'moneylink adj',
      'funds received',
      'funds disbursed',
      'funds paid',
      'atm withdrawal',
      'visa purchase',
      'check',
      'deposit',
      'withdrawal',
      'tax payment'
    ]
  ],
  [
    { act: 'cash-or-units' },
    ['journal', 'journaled shares', 'security transfer', 'internal transfer', 'stock plan activity', 'transfer']
  ],
  [{ act: 'added-units' }, ['stock split', 'stock div dist', 'stock dividend']],
  [{ act: 'exchanged', kind: 'exchange' }, ['reverse split', 'name change', 'conversion', 'mandatory reorg exc']],
  [{ act: 'exchanged', kind: 'merger' }, ['stock merger', 'cash/stock merger', 'cash merger', 'reorganization']],
  [{ act: 'units' }, ['spin-off', 'spinoff', 'rights dist', 'rights distribution']],
  [{ act: 'expiry' }, ['expired']],
  [{ act: 'settled-option' }, ['assigned', 'exchange or exercise', 'exercised']],
  [{ act: 'redemption' }, ['full redemption', 'full redemption adj', 'cash merger adj', 'called', 'maturity']]
];

const actions = new Map(groups.flatMap(([action, names]) => names.map((name) => [name, action] as const)));

/** What an action means: by name, else by its words. */
export function schwabAction(written: string): RowAction | undefined {
  return actions.get(written.trim().toLowerCase().replace(/\s+/g, ' ')) ?? actionByWords(written);
}
