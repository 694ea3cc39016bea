/** What a row of eToro's account activity does. */
export type EtoroKind =
  | 'open'
  | 'close'
  | 'dividend'
  | 'interest'
  | 'fee'
  | 'tax'
  | 'cash'
  | 'withdrawal'
  | 'split'
  | 'staking'
  | 'airdrop'
  | 'nothing';

const rules: readonly (readonly [EtoroKind, RegExp])[] = [
  [
    'open',
    /^(open position|position opened|position open|position ouverte|posicion abierta|posizione aperta|position eroffnet)$/
  ],
  [
    'close',
    /^(position closed|close position|profit\/loss of trade|position fermee|posicion cerrada|posizione chiusa|position geschlossen)$/
  ],
  ['split', /^corp action: ?(reverse )?split/],
  ['dividend', /^(dividend|payment caused by dividend|corp action: ?(cash )?dividend)/],
  ['interest', /^interest/],
  ['tax', /sdrt|stamp|\btax\b|\bftt\b|transaction tax/],
  ['staking', /^staking/],
  ['airdrop', /^(airdrop|corp action: ?airdrop)/],
  ['fee', /\bfees?\b|refund|commission|rollover|spread/],
  ['withdrawal', /^(withdraw request|withdrawal|withdraw|cashout|etoro money withdrawal)$/],
  [
    'cash',
    /^(deposit|etoro money deposit|compensation|adjustment|bonus|promotion|refer a friend|affiliate|chargeback|reverse deposit|withdraw(al)? (cancel|reversed|rejected)|transfer|crypto transfer|foreclosure|credit|club|cash ?back|transfer coins|etoro options|to ira|from ira)/
  ],
  [
    'nothing',
    /^(start copy|stop copy|account balance to mirror|mirror balance to account|edit stop loss|edit take profit|copy|pause copy|resume copy|add funds|remove funds|detach|register new mirror|unregister mirror|admin position|position edited)/
  ]
];

/** Kind by the words of "Type" and, for rollover fees, of "Details". */
export function etoroKind(type: string, details: string): EtoroKind | undefined {
  const plain = type
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ');
  // What a dividend brings to or takes from a contract is named a rollover fee and names no instrument.
  if (/^rollover fee/.test(plain) && /dividend/i.test(details)) return 'interest';
  return rules.find(([, pattern]) => pattern.test(plain))?.[0];
}
