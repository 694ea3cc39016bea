import { expect, it } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { krakenAsset, krakenPair } from './asset';
import { kraken } from './kraken';

it('names assets by their tickers', () => {
  const names = {
    XXBT: 'BTC',
    XBT: 'BTC',
    ZUSD: 'USD',
    XXDG: 'DOGE',
    'ETH2.S': 'ETH',
    'DOT28.S': 'DOT',
    'EUR.HOLD': 'EUR',
    'XBT.M': 'BTC',
    ADA: 'ADA',
    XTZ: 'XTZ',
    LUNA2: 'LUNA2',
    'SOL03.S': 'SOL',
    'ETH.F': 'ETH'
  };
  for (const [written, ticker] of Object.entries(names)) expect(krakenAsset(written)).toBe(ticker);
  expect(krakenPair('XXBTZEUR')).toEqual(['BTC', 'EUR']);
  expect(krakenPair('ADAEUR')).toEqual(['ADA', 'EUR']);
  expect(krakenPair('XETHXXBT')).toEqual(['ETH', 'BTC']);
  expect(krakenPair('SOL/USDT')).toEqual(['SOL', 'USDT']);
  expect(krakenPair('??')).toBeUndefined();
});

const ledger = [
  '"txid","refid","time","type","subtype","aclass","subclass","asset","wallet","amount","fee","balance"',
  '"","QDEP1","2021-01-04 08:00:00","deposit","","currency","fiat","ZEUR","spot / main",1000.0000,0,""',
  '"L1","QDEP1","2021-01-04 08:01:00","deposit","","currency","fiat","ZEUR","spot / main",1000.0000,0,1000.0000',
  '"L2","TR1","2021-01-05 10:00:00","trade","tradespot","currency","fiat","ZEUR","spot / main",-250.0000,0.6500,749.3500',
  '"L3","TR1","2021-01-05 10:00:00","trade","tradespot","currency","crypto","XXBT","spot / main",0.0100000000,0,0.0100000000',
  '"L4","SP1","2021-01-06 10:00:00","spend","","currency","fiat","ZEUR","spot / main",-98.5000,1.5000,649.3500',
  '"L5","SP1","2021-01-06 10:00:00","receive","","currency","crypto","DOT","spot / main",14.0000000000,0,14.0000000000',
  '"","ST1","2021-01-07 10:00:00","withdrawal","","currency","crypto","DOT","spot / main",-10.0000000000,0,""',
  '"L6","ST1","2021-01-07 10:01:00","transfer","spottostaking","currency","crypto","DOT","spot / main",-10.0000000000,0,4.0000000000',
  '"","ST2","2021-01-07 10:02:00","deposit","","currency","crypto","DOT.S","spot / main",10.0000000000,0,""',
  '"L7","ST2","2021-01-07 10:03:00","transfer","stakingfromspot","currency","crypto","DOT.S","spot / main",10.0000000000,0,10.0000000000',
  '"L8","RW1","2021-01-14 10:03:00","staking","","currency","crypto","DOT.S","spot / main",0.0200000000,0,10.0200000000',
  '"L9","EA1","2021-01-15 10:03:00","earn","reward","currency","crypto","XXBT","earn / flexible",0.0000100000,0.0000010000,0.0100090000',
  '"L10","EA2","2021-01-15 11:03:00","earn","allocation","currency","crypto","XXBT","spot / main",-0.0050000000,0,0.0050090000',
  '"L11","EA2","2021-01-15 11:03:00","earn","allocation","currency","crypto","XXBT","earn / flexible",0.0050000000,0,0.0050000000',
  '"L12","WD1","2021-02-01 09:00:00","withdrawal","","currency","crypto","XXBT","spot / main",-0.0040000000,0.0001500000,0.0058590000',
  '"L13","MG1","2021-02-02 09:00:00","margin","","currency","fiat","ZEUR","spot / main",-12.0000,0.5000,636.8500',
  '"L14","MG1","2021-02-03 09:00:00","rollover","","currency","fiat","ZEUR","spot / main",0,0.0500,636.8000',
  '"L15","TR9","2021-02-04 09:00:00","trade","tradespot","currency","fiat","ZEUR","spot / main",-5.0000,0,631.8000',
  '"L16","NF1","2021-02-05 09:00:00","nfttrade","","currency","fiat","ZEUR","spot / main",-5.0000,0,626.8000'
].join('\n');

it('joins the two rows of a trade, passes over moves between wallets, and ends at the stated balances', () => {
  const sheet = readBy(kraken, ledger);
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet).filter((text) => text.includes(' row '))).toEqual([
    '19 row half-missing',
    '20 row row-kind-unknown'
  ]);
  expect(heldUnits(sheet)).toEqual({ BTC: '0.005859', DOT: '14.02' });
  expect(cashHeld(sheet)).toEqual({ EUR: '636.8', BTC: '0' });
  expect(sheet.lines.size).toBe(19);
  expect(statedTexts(sheet).slice(0, 2)).toEqual([
    '2021-01-05 buy BTC | quantity 0.01 | price 25000 | gross 250 EUR | fees 0.65',
    '2021-01-06 buy DOT | quantity 14 | price 7.035714285714285714 | gross 98.5 EUR | fees 1.5'
  ]);
});

it('reads the list of trades', () => {
  const sheet = readBy(
    kraken,
    [
      '"txid","ordertxid","pair","time","type","ordertype","price","cost","fee","vol","margin","misc","ledgers"',
      '"T1","O1","XXBTZEUR","2021-03-01 12:00:00.1234","buy","limit",40000.0,400.00000,0.64000,0.01000000,0.00000,"","L1,L2"',
      '"T2","O2","ADA/USDT","2021-03-02 12:00:00.1234","sell","market",1.2,120.00000,0.20000,100.00000000,0.00000,"","L3,L4"',
      '"T3","O3","QQQQ","2021-03-02 12:00:00.1234","sell","market",1.2,120.00000,0.20000,100.00000000,0.00000,"","L3,L4"'
    ].join('\n')
  );
  expect(heldUnits(sheet)).toEqual({ BTC: '0.01', ADA: '-100', USDT: '119.8' });
  expect(cashHeld(sheet)).toEqual({ EUR: '-400.64', USDT: '0' });
  expect(problemTexts(sheet)).toEqual(['4 row currency-unreadable']);
});
