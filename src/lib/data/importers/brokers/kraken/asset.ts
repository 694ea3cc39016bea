const crypto = new Set('XBT ETH XRP XLM LTC XMR ZEC ETC REP MLN XDG ICN DAO NMC XVN'.split(' '));
const fiat = new Set('USD EUR GBP CAD JPY AUD CHF KRW'.split(' '));
const renamed: ReadonlyMap<string, string> = new Map([
  ['XBT', 'BTC'],
  ['XDG', 'DOGE'],
  ['ETH2', 'ETH'],
  ['FEE', 'KFEE']
]);

/** Ticker of an asset as Kraken names it: XXBT is BTC, ZUSD is USD, DOT28.S and DOT.F are DOT. */
export function krakenAsset(text: string): string {
  const asset = text.trim().toUpperCase();
  const bare = asset.replace(/(?:\d{2})?\.(?:S|M|P|F|B|T|HOLD)$/, '');
  const prefixed =
    bare.length === 4 &&
    ((bare.startsWith('X') && crypto.has(bare.slice(1))) || (bare.startsWith('Z') && fiat.has(bare.slice(1))));
  const name = prefixed ? bare.slice(1) : bare;
  return renamed.get(name) ?? name;
}

const quotes =
  'ZUSD ZEUR ZGBP ZCAD ZJPY ZAUD ZCHF XXBT XETH USDT USDC PYUSD DAI USD EUR GBP CAD JPY AUD CHF XBT BTC ETH DOT SOL'.split(
    ' '
  );

/** The two assets of a pair as Kraken writes it: XXBTZEUR, ADAEUR, BTC/EUR. */
export function krakenPair(text: string): readonly [string, string] | undefined {
  const pair = text.trim().toUpperCase();
  const [base, quote] = pair.split('/');
  if (base && quote) return [krakenAsset(base), krakenAsset(quote)];
  const ending = quotes.find((one) => pair.endsWith(one) && pair.length > one.length + 1);
  return ending === undefined ? undefined : [krakenAsset(pair.slice(0, -ending.length)), krakenAsset(ending)];
}
