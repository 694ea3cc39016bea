import { expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, problemTexts, statedTexts } from '../rows/stated.fixture';
import { trading212 } from './trading-212';

const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'a split told by closing and opening, under "Time (UTC)"',
    [
      'Action,Time (UTC),ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),ID',
      'Market buy,2024-01-15T07:00:00.000+00:00,US0000000019,ACME,Acme,90,10.00,GBP,,,,900.00,GBP,b1',
      'Stock split close,2024-07-15T07:00:00.000+00:00,US0000000019,ACME,Acme,90,10.00,GBP,,0.00,GBP,900.00,GBP,s1',
      'Stock split open,2024-07-15T07:00:00.009+00:00,US0000000019,ACME,Acme,9,100.00,GBP,,,,900.00,GBP,s2'
    ],
    [
      '2024-01-15 buy US0000000019 | quantity 90 | price 10 | gross 900 GBP',
      '2024-07-15 split US0000000019 | numerator 1 | denominator 10'
    ]
  ],
  [
    'an exchange told in its note',
    [
      'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,Currency (Total),Notes,ID',
      'Currency conversion,2023-09-25 17:31:38.897,,,,,,,,,,"10.50 GBP -> 12.10 EUR",c1'
    ],
    ['2023-09-25 exchange | sold 10.5 GBP | bought 12.1 EUR']
  ],
  [
    'a cost in the currency of the price, by the rate of the row',
    [
      'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,Currency (Total),Stamp duty reserve tax,Currency (Stamp duty reserve tax),Finra fee,Currency (Finra fee),ID',
      'Market buy,2023-08-09 15:25:08,GB0000000019,BETA,Beta,2,4000.00,GBX,80.00,100.50,EUR,0.40,GBP,,,e1',
      'Market sell,2024-06-27 15:45:10,US0000000019,ACME,Acme,1,125.00,USD,1.25,99.20,GBP,,,1.00,USD,e2'
    ],
    [
      '2023-08-09 buy GB0000000019 | quantity 2 | price 50 | gross 100 EUR | taxes 0.5',
      '2024-06-27 sell US0000000019 | quantity 1 | price 100 | gross 100 GBP | fees 0.8'
    ]
  ]
];

test.each(cases)('%s', (_name, lines, stated) => {
  const sheet = readBy(trading212, lines.join('\n'));
  expect(statedTexts(sheet)).toEqual(stated);
  expect([problemTexts(sheet), brokenFields(sheet)]).toEqual([[], []]);
});
