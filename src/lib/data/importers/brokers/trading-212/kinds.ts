/** What a row of Trading 212 does. */
export type Trading212Kind =
  | 'buy'
  | 'sell'
  | 'dividend'
  | 'return-of-capital'
  | 'interest'
  | 'cash'
  | 'cash-in'
  | 'cash-out'
  | 'conversion'
  | 'fee'
  | 'split-close'
  | 'split-open'
  | 'units-in'
  | 'units-out'
  | 'free-units';

const exact: ReadonlyMap<string, Trading212Kind> = new Map([
  ['deposit', 'cash-in'],
  ['withdrawal', 'cash-out'],
  ['card debit', 'cash-out'],
  ['new card cost', 'fee'],
  ['card credit', 'cash-in'],
  ['card cashback', 'cash-in'],
  ['spending', 'cash-out'],
  ['spending cashback', 'cash-in'],
  ['cashback', 'cash-in'],
  ['referral bonus', 'cash-in'],
  ['free shares promotion', 'cash-in'],
  ['money transfer', 'cash'],
  ['internal transfer', 'cash'],
  ['isa transfer in', 'cash-in'],
  ['isa transfer out', 'cash-out'],
  ['result adjustment', 'interest'],
  ['adjustment', 'interest'],
  ['interest on cash', 'interest'],
  ['lending interest', 'interest'],
  ['share lending interest', 'interest'],
  ['interest', 'interest'],
  ['dividend adjustment', 'dividend'],
  ['dividend', 'dividend'],
  ['currency conversion', 'conversion'],
  ['adr fee', 'fee'],
  ['fee', 'fee'],
  ['stock split close', 'split-close'],
  ['stock split open', 'split-open'],
  ['reverse stock split close', 'split-close'],
  ['reverse stock split open', 'split-open'],
  ['transfer in', 'units-in'],
  ['transfer out', 'units-out'],
  ['stock distribution', 'free-units'],
  ['custom stock distribution', 'free-units'],
  ['stock dividend', 'free-units'],
  ['free share', 'free-units'],
  ['spin-off', 'free-units']
]);

/** Kind by the words of the column "Action". */
export function trading212Kind(action: string): Trading212Kind | undefined {
  const plain = action.trim().toLowerCase().replace(/\s+/g, ' ');
  if (/^(market|limit|stop|stop limit|stop-limit|trailing stop|equity rights|rights) buy$/.test(plain)) return 'buy';
  if (/^(market|limit|stop|stop limit|stop-limit|trailing stop|equity rights|rights) sell$/.test(plain)) return 'sell';
  if (/^dividend \(/.test(plain)) return /return of capital/.test(plain) ? 'return-of-capital' : 'dividend';
  return exact.get(plain);
}
