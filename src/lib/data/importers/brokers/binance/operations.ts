/** What a row of Binance's history does. The rows of 'trade' are joined with others of their instant. */
export type BinanceOperation =
  | 'trade'
  | 'fee'
  | 'swap'
  | 'in'
  | 'out'
  | 'staking'
  | 'interest'
  | 'bonus'
  | 'airdrop'
  | 'profit'
  | 'bySign'
  | 'nothing';

const words: Readonly<Record<BinanceOperation, string>> = {
  trade:
    'buy|sell|transaction related|transaction buy|transaction spend|transaction sold|transaction revenue|buy crypto|sell crypto|buy crypto with fiat|spend|revenue|otc trading|large otc trading|p2p trading|auto-invest transaction|strategy trading|the easiest way to trade',
  fee: 'fee|transaction fee|commission|commission history|trading fee',
  swap: 'small assets exchange bnb|small assets exchange bnb (spot)|binance convert|asset conversion transfer|eth 2.0 staking|convert|liquid swap buy|liquid swap sell|liquid swap add|stablecoins auto-conversion|token swap - redenomination/rebranding|token swap|busd auto-conversion|beth to wbeth|wbeth2.0 - staking|wbeth2.0 - redemption|bnsol - staking|sol boost',
  in: 'deposit|fiat deposit|buy crypto deposit|crypto box - in|binance pay - in|c2c - in|send - in|internal transfer in|gift card - in',
  out: 'withdraw|withdrawal|fiat withdraw|fiat withdrawal|crypto box - out|binance pay|gift card|binance card spending|card spending|send',
  staking:
    'eth 2.0 staking rewards|staking rewards|simple earn locked rewards|simple earn flexible airdrop|bnb vault rewards|launchpool interest|launchpool airdrop|swap farming rewards|locked staking rewards|defi staking interest|on-chain yields interest|beth staking rewards|wbeth staking rewards|bnsol staking rewards|launchpool earnings withdrawal|megadrop rewards|hodler airdrops distribution|soft staking rewards|super bnb mining',
  interest:
    'pos savings interest|simple earn flexible interest|savings interest|flexible savings interest|locked savings interest|liquid swap rewards|saving distribution|savings distribution|rwusd - distribution',
  bonus:
    'distribution|cash voucher distribution|cash voucher|mission reward distribution|commission rebate|referral commission|referrer commission|referral kickback|broker commission|trading rebate|token swap - distribution|reward|rewards distribution|merchant acquiring - cashback|card cashback|airdrop rewards|nft airdrop|insurance fund compensation',
  airdrop: 'airdrop assets|airdrop|hodler airdrops|alpha airdrop',
  profit:
    'funding fee|realized profit and loss|realize profit and loss|insurance fund|liquidation fee|cross margin interest|isolated margin interest|margin interest|margin fee|bnb fee deduction|bnb deducts fee|options premium',
  bySign:
    'asset recovery|asset - transfer|nft transaction|p2p|c2c transfer|fiat ocbs - add fiat and fees|pay refund|refund|leverage token redemption|leveraged coin consolidation',
  nothing:
    'pos savings purchase|pos savings redemption|simple earn flexible subscription|simple earn locked subscription|simple earn locked redemption|simple earn flexible redemption|staking redemption|staking purchase|savings purchase|savings principal redemption|savings redemption|locked savings purchase|locked savings redemption|flexible savings purchase|flexible savings redemption|launchpool subscription/redemption|launchpool subscription|launchpool redemption|launchpad subscribe|launchpad token distribution|defi staking purchase|defi staking redemption|on-chain yields subscription|on-chain yields redemption|bnb vault purchase|bnb vault redemption|dual investment subscription|main and funding account transfer|transfer between main and funding wallet|internal transfer|universal transfer|transfer_in|transfer_out|isolated margin loan|isolated margin repayment|margin loan|margin repayment|crypto loan|crypto loan repayment|flexible loan - collateral transfer|locked staking purchase|locked staking redemption|auto-invest subscription'
};

const byWord: ReadonlyMap<string, BinanceOperation> = new Map(
  (Object.entries(words) as [BinanceOperation, string][]).flatMap(([kind, list]) =>
    list.split('|').map((word) => [word, kind] as const)
  )
);

/** What an operation does by its words; undefined when they are not known. */
export function binanceOperation(text: string): BinanceOperation | undefined {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return byWord.get(plain) ?? (plain.startsWith('transfer between ') ? 'nothing' : undefined);
}
