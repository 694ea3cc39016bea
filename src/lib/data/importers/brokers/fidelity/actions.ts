import { ONE } from '$lib/domain/money';
import type { RowAction } from '../rows/history-action';
import type { WrittenRow } from '../rows/history-row';

/** Money market funds in which cash rests: what is moved into them is cash still. */
const coreFunds: ReadonlySet<string> = new Set(['SPAXX', 'FDRXX', 'FZFXX', 'FDIC', 'FCASH', 'CORE', 'SPRXX', 'QPISQ']);

/** Actions by how their text begins; the first that fits. */
const actions: readonly (readonly [RegExp, RowAction])[] = [
  [/^(purchase into|redemption from) core account/i, { act: 'sweep' }],
  [/^you bought.*\b(closing transaction|short cover)|^you bought to cover/i, { act: 'trade', verb: 'buy-to-cover' }],
  [/^you sold.*\b(opening transaction|short sale)|^you sold short/i, { act: 'trade', verb: 'sell-short' }],
  [/^you bought|^purchased?\b|^bought\b|^reinvestment/i, { act: 'trade', verb: 'buy' }],
  [/^you sold|^sold\b/i, { act: 'trade', verb: 'sell' }],
  [/^redemption payout|^redeemed|^(full|partial) call|^called|^maturity/i, { act: 'redemption' }],
  [/^long[- ]?term cap gain/i, { act: 'dividend', kind: 'long-term-gain' }],
  [/^short[- ]?term cap gain/i, { act: 'dividend', kind: 'short-term-gain' }],
  [/^return of capital/i, { act: 'return-of-capital' }],
  [/^in lieu of|^cash in lieu/i, { act: 'in-lieu' }],
  [/^(dividend|royalty|foreign dividend|ordinary dividend)/i, { act: 'dividend' }],
  [/^(foreign tax|non-?resident tax|(federal|state) tax|withholding)|tax withheld/i, { act: 'tax' }],
  [/^(interest earned|margin interest|credit interest)/i, { act: 'interest' }],
  [/^(interest|muni exempt int|bond interest|taxable bond int)/i, { act: 'coupon' }],
  [/^(expired|expire)/i, { act: 'expiry' }],
  [/^(assigned|exercised)/i, { act: 'settled-option' }],
  [/^merger/i, { act: 'exchanged', kind: 'merger' }],
  [
    /^(reverse split|name changed?|exchanged?|reorganization|conversion|tender)/i,
    { act: 'exchanged', kind: 'exchange' }
  ],
  [/^(distribution split|split|stock split|stock dividend|distribution(?! spin))/i, { act: 'added-units' }],
  [/^(spin-?off|distribution spin|rights)/i, { act: 'units' }],
  [/\bfee\b|^advisory|^adr\b|^commission/i, { act: 'fee' }],
  [
    /^(transfer|journal|shares? (deposited|withdrawn)|acat|rollover|normal distr|early distr|roth conversion)/i,
    { act: 'cash-or-units' }
  ],
  [
    /^(electronic funds transfer|direct (deposit|debit)|wire|bill payment|check|deposit|withdrawal|cash contribution|contribution|partic contr|co contr|debit card|atm|eft|adjust)/i,
    { act: 'cash' }
  ]
];

/** What a row tells; undefined when its text is unknown. Dividends put back into the fund in which cash rests are cash. */
export function fidelityAction({ action, symbol, name, price }: WrittenRow): RowAction | undefined {
  const text = action.trim();
  // The oldest core position is called cash, under a number of its own.
  const isCore = coreFunds.has(symbol) || (/^cash$/i.test(name.trim()) && price === ONE);
  if (/^reinvestment/i.test(text) && isCore) return { act: 'sweep' };
  const found = actions.find(([pattern]) => pattern.test(text))?.[1];
  return found?.act === 'coupon' && symbol === '' ? { act: 'interest' } : found;
}
