import { expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { kraken } from './kraken';

const names = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';
const moves: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'an airdrop',
    ['L1,R1,2024-01-01 10:00:00,transfer,,currency,FLR,spot / main,12,0,12'],
    ['2024-01-01 income-in-kind FLR | source airdrop | quantity 12 | value 0 EUR']
  ],
  [
    'money moved in',
    ['L1,R1,2024-01-01 10:00:00,transfer,,currency,ZEUR,spot / main,50,0,50'],
    ['2024-01-01 deposit | cash 50 EUR']
  ],
  [
    'a move between wallets',
    [
      'L1,R1,2024-01-01 10:00:00,transfer,spottostaking,currency,DOT,spot / main,-10,0,0',
      'L2,R1,2024-01-01 10:00:01,transfer,stakingfromspot,currency,DOT.S,earn / bonded,10,0,10'
    ],
    []
  ],
  [
    'the same without words for it',
    [
      'L1,R1,2024-01-01 10:00:00,transfer,,currency,DOT,,-10,0,0',
      'L2,R1,2024-01-01 10:00:00,transfer,,currency,DOT.S,,10,0,10'
    ],
    []
  ],
  [
    'what leaves a hybrid product',
    ['L1,R1,2024-01-01 10:00:00,hybridearnwithdrawal,,currency,USDC,spot / main,-500,0,0'],
    []
  ],
  [
    'a trade paid with points',
    [
      'L1,R1,2024-01-01 10:00:00,trade,,currency,ZEUR,spot / main,-100,0,0',
      'L2,R1,2024-01-01 10:00:00,trade,,currency,XXBT,spot / main,0.002,0,0.002',
      'L3,R1,2024-01-01 10:00:00,trade,,currency,KFEE,spot / main,0,18,0'
    ],
    ['2024-01-01 buy BTC | quantity 0.002 | price 50000 | gross 100 EUR']
  ]
];

test.each(moves)('%s', (_name, rows, stated) => {
  const sheet = readBy(kraken, [names, ...rows].join('\n'));
  expect(statedTexts(sheet)).toEqual(stated);
  const notes = problemTexts(sheet).filter((text) => !text.endsWith('note cost-unknown'));
  expect([notes, brokenFields(sheet)]).toEqual([[], []]);
  expect(Object.values(heldUnits(sheet)).length).toBeLessThan(2);
});
