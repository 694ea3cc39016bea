import type { DividendKind } from '$lib/domain/ledger';

/** What an investment action of QIF means, without the X that moves its cash to another account. */
export type QifAction =
  | { readonly act: 'trade'; readonly verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover' }
  | { readonly act: 'income' | 'reinvest'; readonly kind: DividendKind }
  | {
      readonly act:
        | 'interest'
        | 'charge'
        | 'margin'
        | 'capital'
        | 'split'
        | 'in'
        | 'out'
        | 'cash'
        | 'cash-in'
        | 'cash-out'
        | 'exercise'
        | 'expiry'
        | 'nothing';
    };

const actions: ReadonlyMap<string, QifAction> = new Map<string, QifAction>([
  ['buy', { act: 'trade', verb: 'buy' }],
  ['sell', { act: 'trade', verb: 'sell' }],
  ['shtsell', { act: 'trade', verb: 'sell-short' }],
  ['cvrshrt', { act: 'trade', verb: 'buy-to-cover' }],
  ['div', { act: 'income', kind: 'ordinary' }],
  ['cglong', { act: 'income', kind: 'long-term-gain' }],
  ['cgmid', { act: 'income', kind: 'long-term-gain' }],
  ['cgshort', { act: 'income', kind: 'short-term-gain' }],
  ['reinvdiv', { act: 'reinvest', kind: 'ordinary' }],
  ['reinvint', { act: 'reinvest', kind: 'interest' }],
  ['reinvlg', { act: 'reinvest', kind: 'long-term-gain' }],
  ['reinvmd', { act: 'reinvest', kind: 'long-term-gain' }],
  ['reinvsh', { act: 'reinvest', kind: 'short-term-gain' }],
  ['intinc', { act: 'interest' }],
  ['miscinc', { act: 'interest' }],
  ['miscexp', { act: 'charge' }],
  ['margint', { act: 'margin' }],
  ['rtrncap', { act: 'capital' }],
  ['stksplit', { act: 'split' }],
  ['shrsin', { act: 'in' }],
  ['shrsout', { act: 'out' }],
  ['cash', { act: 'cash' }],
  ['xin', { act: 'cash-in' }],
  ['contrib', { act: 'cash-in' }],
  ['xout', { act: 'cash-out' }],
  ['withdrw', { act: 'cash-out' }],
  ['exercise', { act: 'exercise' }],
  ['exercis', { act: 'exercise' }],
  ['expire', { act: 'expiry' }],
  ['grant', { act: 'nothing' }],
  ['vest', { act: 'nothing' }],
  ['reminder', { act: 'nothing' }],
  ['remindertxn', { act: 'nothing' }]
]);

/** What an action means, and whether its cash goes to or comes from another account; undefined when it is unknown. */
export function qifAction(written: string): { readonly action: QifAction; readonly crosses: boolean } | undefined {
  const name = written.trim().toLowerCase();
  const action = actions.get(name);
  if (action) return { action, crosses: false };
  const bare = name.endsWith('x') ? actions.get(name.slice(0, -1)) : undefined;
  return bare && { action: bare, crosses: true };
}
