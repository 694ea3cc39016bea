import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { decimal, decimalText } from '$lib/domain/money';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { binance } from './binance';
import { filledTrades } from './fills';
import { binanceTrades } from './trades';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/crypto/binance_history.csv`;
if (!folder) console.log('skipped 230 rows: SEXTANT_SHARED is not set');

const header = 'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark';
const read = (...rows: string[]) => {
  const sheet = readBy(binance, [header, ...rows].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};

describe('Binance', () => {
  it('joins the fills of one instant into one trade with its fees', () => {
    const sheet = read(
      '7,2024-03-02 10:00:00,Spot,Transaction Spend,EUR,-100,',
      '7,2024-03-02 10:00:00,Spot,Transaction Buy,SOL,1,',
      '7,2024-03-02 10:00:00,Spot,Transaction Fee,BNB,-0.0002,',
      '7,2024-03-02 10:00:00,Spot,Transaction Spend,EUR,-50,',
      '7,2024-03-02 10:00:00,Spot,Transaction Buy,SOL,0.5,',
      '7,2024-03-02 10:00:00,Spot,Transaction Fee,BNB,-0.0001,'
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-03-02 buy SOL | quantity 1.5 | price 100 | gross 150 EUR',
      '2024-03-02 sell BNB | quantity 0.0003 | price 1 | gross 0.0003 BNB',
      '2024-03-02 fee BNB | cash 0.0003 BNB'
    ]);
    expect(sheet.posted[0]?.about.lines).toEqual([2, 3, 4, 5, 6, 7]);
    expect(cashHeld(sheet)).toEqual({ EUR: '-150', BNB: '0' });
  });

  it('swaps of one instant do not mix with trades of the same instant', () => {
    const sheet = read(
      '7,2024-03-02 10:00:00,Spot,Small assets exchange BNB,DAR,-3,',
      '7,2024-03-02 10:00:00,Spot,Small assets exchange BNB,BNB,0.001,',
      '7,2024-03-02 10:00:00,Spot,Buy,ADA,10,',
      '7,2024-03-02 10:00:00,Spot,Sell,EUR,-5,',
      '7,2024-03-02 10:00:00,Spot,Deposit,EUR,20,'
    );
    expect(heldUnits(sheet)).toEqual({ ADA: '10', BNB: '0.001', DAR: '-3' });
    expect(cashHeld(sheet)).toEqual({ EUR: '15', BNB: '0' });
  });

  it('passes over moves between wallets and books what is earned', () => {
    const sheet = read(
      '7,2024-03-02 10:00:00,Spot,Simple Earn Flexible Subscription,USDT,-5,',
      '7,2024-03-02 10:01:00,Spot,Transfer Between Spot and Strategy Account,USDT,-5,',
      '7,2024-03-03 10:00:00,Earn,Simple Earn Flexible Interest,USDT,0.01,',
      '7,2024-03-04 10:00:00,Spot,Airdrop Assets,XYZ,4,',
      '7,2024-03-05 10:00:00,USD-MFutures,Fee,USDT,-0.02,',
      '7,2024-03-05 10:00:00,USD-MFutures,Realized Profit and Loss,USDT,3,'
    );
    expect(heldUnits(sheet)).toEqual({ USDT: '2.99', XYZ: '4' });
    expect([...sheet.lines].sort()).toEqual([2, 3, 4, 5, 6, 7]);
    expect(problemTexts(sheet)).toEqual(['4 note cost-unknown', '5 note cost-unknown', '7 note cost-unknown']);
  });

  it('reads the newer columns, whose years have two digits', () => {
    const sheet = readBy(
      binance,
      'User ID,Time,Account,Operation,Coin,Change,Remark\n7,25-01-13 05:29:00,Spot,Deposit,EUR,5,'
    );
    expect(statedTexts(sheet)).toEqual(['2025-01-13 deposit | cash 5 EUR']);
  });

  it('refuses bad rows one by one', () => {
    const sheet = read(
      '7,,Spot,Withdraw,BTC,0.05,',
      '7,2024-03-02 10:00:00,Spot,Deposit,,,',
      '7,2024-03-02 10:00:01,Spot,Moonshot,ETH,-1,',
      '7,2024-03-02 10:00:02,Spot,Transaction Buy,ETH,1,',
      '7,2024-03-02 10:00:03,Spot,Deposit,ETH,many,',
      '7,2024-03-02 10:00:04,Spot,Deposit,ETH,2,'
    );
    expect(problemTexts(sheet)).toEqual([
      '2 row date-missing',
      '3 row symbol-missing',
      '4 row row-kind-unknown',
      '6 row number-unreadable',
      '5 row half-missing',
      '7 note cost-unknown'
    ]);
    expect(heldUnits(sheet)).toEqual({ ETH: '2' });
  });
});

it('pairs fills of several pairs at one instant by their prices', () => {
  const change = (code: string, amount: string) => ({ code, amount: decimal(amount) });
  const trades = filledTrades([
    change('EUR', '-66'),
    change('ETH', '0.01'),
    change('EUR', '-30.1'),
    change('BTC', '0.001'),
    change('ETH', '0.01'),
    change('EUR', '-30')
  ]);
  const texts = trades?.map(({ sold, bought }) =>
    [sold, bought].map((one) => `${decimalText(one.amount)} ${one.code}`)
  );
  expect(texts).toContainEqual(['66 EUR', '0.001 BTC']);
  expect(texts).toContainEqual(['60.1 EUR', '0.02 ETH']);
  expect(filledTrades([change('ETH', '1')])).toBeUndefined();
  expect(filledTrades([change('ETH', '1'), change('BTC', '1'), change('EUR', '-3')])).toBeUndefined();
});

// Sums of the column "Change" by coin over the rows that move something (Python, decimal), the three bad lines known by eye.
test.skipIf(!folder || !existsSync(real))('the real sample: holdings are the sums of its changes', () => {
  const sheet = readBy(binance, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet).filter((text) => text.includes(' row '))).toEqual([
    '5 row date-missing',
    '6 row symbol-missing',
    '42 row row-kind-unknown'
  ]);
  expect(sheet.lines.size).toBe(230);
  const sums = new Map<string, bigint>();
  for (const line of readFileSync(real, 'utf8').split(/\r?\n/).slice(1)) {
    const [, time, , operation = '', coin = '', change] = line.split(',');
    const moves = !/purchase|redemption|subscription|Transfer Between/i.test(operation) && operation !== 'ABC';
    if (time && change && moves) sums.set(coin, (sums.get(coin) ?? 0n) + decimal(change));
  }
  const expected = Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n));
  const held = Object.fromEntries(
    Object.entries(heldUnits(sheet)).map(([coin, text]) => [coin, decimal(text) as bigint])
  );
  const cash = cashHeld(sheet);
  expect({ ...held, EUR: decimal(cash.EUR ?? '0') as bigint }).toEqual(expected);
  expect(Object.entries(cash).filter(([code, amount]) => code !== 'EUR' && amount !== '0')).toEqual([]);
});

it('reads the trade history, whose amounts carry their coins', () => {
  const sheet = readBy(
    binanceTrades,
    [
      'Date(UTC),Pair,Side,Price,Executed,Amount,Fee',
      '2024-03-02 10:00:00,SOLEUR,BUY,100.0,2.0000SOL,200.00000000EUR,0.0020000SOL',
      '2024-03-03 10:00:00,SOLUSDT,SELL,110.0,1.0000SOL,110.00000000USDT,0.11000000USDT',
      '2024-03-04 10:00:00,SOLUSDT,SELL,110.0,some,110.00000000USDT,0.11000000USDT',
      '2024-03-05 10:00:00,SOLUSDT,BARTER,110.0,1SOL,110.00000000USDT,0.11000000USDT'
    ].join('\n')
  );
  expect(brokenFields(sheet)).toEqual([]);
  expect(heldUnits(sheet)).toEqual({ SOL: '0.998', USDT: '109.89' });
  expect(cashHeld(sheet)).toEqual({ EUR: '-200', USDT: '0' });
  expect(problemTexts(sheet)).toEqual(['4 row number-unreadable', '5 row row-kind-unknown']);
});

it('reads older trades, with the coin of the fee in its own column, and amounts without coins by their pair', () => {
  const older = readBy(
    binanceTrades,
    [
      'Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin',
      '2018-01-10 10:00:00,ETHEUR,BUY,1000,2,2000,1.5,EUR',
      '2018-01-11 10:00:00,ETHEUR,SELL,1100,1,1100,1,EUR'
    ].join('\n')
  );
  expect(statedTexts(older)).toEqual([
    '2018-01-10 buy ETH | quantity 2 | price 1000 | gross 2000 EUR | fees 1.5',
    '2018-01-11 sell ETH | quantity 1 | price 1100 | gross 1100 EUR | fees 1'
  ]);
  const bare = readBy(
    binanceTrades,
    'Date(UTC),Pair,Side,Price,Executed,Amount,Fee\n2025-01-15 10:30:00,BTCEUR,BUY,42000.00,0.05,2100.00,0'
  );
  expect(statedTexts(bare)).toEqual(['2025-01-15 buy BTC | quantity 0.05 | price 42000 | gross 2100 EUR']);
});

it('takes a commission that adds to the balance for one received', () => {
  const sheet = readBy(
    binance,
    'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark\n1,2025-06-01 00:00:00,Spot,Commission History,USDT,10,Affiliate'
  );
  expect(statedTexts(sheet)).toEqual(['2025-06-01 income-in-kind USDT | source bonus | quantity 10 | value 0 EUR']);
});
