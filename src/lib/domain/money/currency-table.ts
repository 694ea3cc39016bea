interface Entry {
  readonly minorUnits: number;
  readonly kind: 'fiat' | 'crypto';
}

// ISO 4217 list one (active) with the codes the euro replaced, which old files still carry.
const twoDigits =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ATS CYP DEM EEK FIM FRF IEP LTL LVL MTL NLG ROL SIT SKK';
const noDigits = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF BEF ESP GRD ITL LUF PTE TRL';
const threeDigits = 'BHD IQD JOD KWD LYD OMR TND';
const twoDigitCoins = 'GUSD';
// Digits of the unit on the network that issues it, of several the first. Tickers that are those of well-known shares
// (COMP, DASH, OP) are left out: a table of shares would make coins of them.
const eightDigits = 'BTC BCH LTC DOGE BSV ZEC HBAR WBTC DGB';
const sixDigits = 'ADA ALGO ATOM USDC USDT XRP XTZ EURC PYUSD LUNC OSMO KAVA USTC';
const sevenDigits = 'XLM';
const tenDigits = 'DOT';
const twelveDigits = 'KSM XMR';
const nineDigits = 'SOL TON SUI';
const eighteenDigits =
  'AAVE AVAX BNB CRO DAI ETH ETC LINK MATIC POL NEXO SHIB UNI BUSD FDUSD TUSD USDP USDE USDS FRAX GHO EURE EURI WETH STETH CHZ DYDX EGLD FTM GALA LDO MKR PEPE QNT RNDR SNX SUSHI THETA YFI ZRX BGB KCS OKB';

const group = (codes: string, minorUnits: number, kind: Entry['kind']): [string, Entry][] =>
  codes.split(' ').map((code) => [code, { minorUnits, kind }]);

export const minorUnitsByCode: ReadonlyMap<string, Entry> = new Map([
  ...group(twoDigits, 2, 'fiat'),
  ...group(noDigits, 0, 'fiat'),
  ...group(threeDigits, 3, 'fiat'),
  ...group('CLF UYW', 4, 'fiat'),
  ...group(twoDigitCoins, 2, 'crypto'),
  ...group(eightDigits, 8, 'crypto'),
  ...group(sixDigits, 6, 'crypto'),
  ...group(sevenDigits, 7, 'crypto'),
  ...group(nineDigits, 9, 'crypto'),
  ...group(tenDigits, 10, 'crypto'),
  ...group(twelveDigits, 12, 'crypto'),
  ...group(eighteenDigits, 18, 'crypto')
]);
