/** What a row of Coinbase does. 'receive' may be a reward; 'in' and 'out' cross the border of the account. */
export type CoinbaseKind =
  | 'buy'
  | 'sell'
  | 'convert'
  | 'staking'
  | 'interest'
  | 'bonus'
  | 'airdrop'
  | 'in'
  | 'receive'
  | 'out'
  | 'spend'
  | 'fee'
  | 'nothing';

const words: Readonly<Record<CoinbaseKind, string>> = {
  buy: 'buy|advanced trade buy|advance trade buy|recurring buy|advanced buy|buy refund reversal|sell refund',
  sell: 'sell|advanced trade sell|advance trade sell|advanced sell|buy refund|retail simple dust|dust conversion',
  convert: 'convert|wrap asset|unwrap asset|wrap|unwrap|asset migration|trade',
  staking: 'staking income|staking reward|staking rewards|inflation reward|validator rewards|eth2 reward',
  interest: 'interest|interest payout|usdc reward|usdc rewards|lending interest|defi yield',
  bonus:
    'rewards income|reward income|reward|rewards|coinbase earn|earn|learning reward|incentives rewards payout|incentive rewards payout|credit card reward|card reward|referral reward|referral bonus|subscription rebate|promotion|bonus|rebate|incoming promo',
  airdrop: 'airdrop|fork|hard fork|forked asset',
  in: 'deposit|credit|fiat deposit|administrative credit|pro withdrawal|exchange withdrawal|prime withdrawal|coinbase pro withdrawal|vault deposit|gift received',
  receive: 'receive|received|incoming',
  out: 'send|sent|withdrawal|withdraw|fiat withdrawal|debit|administrative debit|pro deposit|exchange deposit|prime deposit|coinbase pro deposit|donation|gift sent|clawback',
  spend: 'card spend|paid for an order|order|subscription|card buy back|payment|merchant payment',
  fee: 'fee|coinbase fee|network fee|custody fee|subscription fee',
  nothing:
    'retail staking transfer|retail unstaking transfer|staking transfer|unstaking transfer|retail eth2 deprecation|eth2 deprecation|staking|unstaking|stake|unstake|internal transfer|transfer|intx deposit|intx withdrawal|vault withdrawal'
};

/** Kind by the words of the column "Transaction Type", in lower case. */
export const coinbaseKinds: ReadonlyMap<string, CoinbaseKind> = new Map(
  (Object.entries(words) as [CoinbaseKind, string][]).flatMap(([kind, list]) =>
    list.split('|').map((word) => [word, kind] as const)
  )
);
