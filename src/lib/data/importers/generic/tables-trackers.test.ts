import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Yahoo Finance',
    rows: [
      'Symbol,Current Price,Date,Time,Change,Open,High,Low,Volume,Trade Date,Purchase Price,Quantity,Commission,High Limit,Low Limit,Comment,Transaction Type',
      'RKLA,63.1,2026/09/02,16:00 EDT,0.56,62.29,63.52,61.45,1,20250303,20.33,25.0,3.03,,,,BUY',
      'RKLA,63.1,2026/09/02,16:00 EDT,0.56,62.29,63.52,61.45,1,20250404,22.33,5.0,3.03,,,,SELL'
    ],
    booked: [
      '2025-03-03 buy RKLA 25 at 20.33 = 508.25 USD fee 3.03',
      '2025-04-04 sell RKLA 5 at 22.33 = 111.65 USD fee 3.03'
    ]
  },
  {
    name: 'Yahoo Finance without kinds',
    rows: [
      'Symbol,Current Price,Date,Time,Change,Open,High,Low,Volume,Trade Date,Purchase Price,Quantity,Commission,High Limit,Low Limit,Comment',
      'RKLA,63.1,2026/09/02,16:00 EDT,0.56,62.29,63.52,61.45,1,20250303,20.33,25.0,3.03,,,',
      'VFVA.TO,174.54,2026/09/02,16:41 CEST,-0.96,173.6,176.04,171.96,231,20251020,102.0,5.0,4.0,,,'
    ],
    booked: ['2025-03-03 buy RKLA 25 at 20.33 = 508.25 USD fee 3.03', '2025-10-20 buy VFVA.TO 5 at 102 = 510 USD fee 4']
  },
  {
    name: 'a sheet of trades',
    rows: [
      'Date,Ticker,Type,Shares,Price,Commission,Total',
      '1/5/2026,NASDAQ:ACMA,Buy,10,$50.00,$1.00,$501.00',
      '1/25/2026,NASDAQ:ACMA,Sell,4,$55.00,$1.00,$219.00',
      '2/5/2026,NASDAQ:ACMA,Dividend,,,,$3.00'
    ],
    booked: [
      '2026-01-05 buy NASDAQ:ACMA 10 at 50 = 500 USD fee 1',
      '2026-01-25 sell NASDAQ:ACMA 4 at 55 = 220 USD fee 1',
      '2026-02-05 dividend NASDAQ:ACMA 3 USD'
    ]
  },
  {
    name: 'a sheet of holdings',
    rows: [
      'Symbol,Shares,Avg Cost,Current Price,Market Value',
      'ACMA,10,50.00,60.00,600.00',
      'BETA,5,20.00,18.00,90.00'
    ],
    booked: ['2026-12-31 opening-position ACMA 10 for 500 USD', '2026-12-31 opening-position BETA 5 for 100 USD']
  },
  {
    name: 'Stock Events',
    rows: [
      'Symbol,Date,Quantity,Price,Currency,Type,Fee',
      'ACMA,2026-01-05,10,50.00,USD,BUY,1',
      'ACMA,2026-01-25,4,55.00,USD,SELL,1'
    ],
    booked: ['2026-01-05 buy ACMA 10 at 50 = 500 USD fee 1', '2026-01-25 sell ACMA 4 at 55 = 220 USD fee 1']
  },
  {
    name: 'five columns of costs',
    rows: [
      'Date,Action,Symbol,Quantity,Price,Commission,Exchange Fee,SEC Fee,Stamp Duty,Transaction Tax,Net Amount,Currency',
      '2026-01-05,Buy,ACMA,10,50,1,0.5,0.1,2,0.3,-503.9,USD',
      '2026-01-15,Sell,ACMA,10,55,1,0.5,0.2,0,0.4,547.9,USD'
    ],
    booked: [
      '2026-01-05 buy ACMA 10 at 50 = 500 USD fee 1.6 tax 2.3',
      '2026-01-15 sell ACMA 10 at 55 = 550 USD fee 1.7 tax 0.4'
    ],
    cash: { USD: '44' }
  },
  {
    name: 'costs that no column names',
    rows: [
      'Date,Action,Symbol,Quantity,Price,Traded Value,Booked Amount,Currency',
      '2026-01-05,Buy,ACMA,10,50,500,-503.5,USD',
      '2026-01-15,Sell,ACMA,10,55,550,546.5,USD'
    ],
    booked: ['2026-01-05 buy ACMA 10 at 50 = 500 USD fee 3.5', '2026-01-15 sell ACMA 10 at 55 = 550 USD fee 3.5'],
    says: ['2 costs-from-amounts'],
    cash: { USD: '43' }
  },
  {
    name: 'corporate actions',
    rows: [
      'Date,Action,Symbol,Description,Quantity,Price,Amount,Currency',
      '2024-01-02,Deposit,,,,,10000,USD',
      '2024-01-03,Buy,ACME,Acme Inc,100,50,-5000,USD',
      '2024-02-03,Stock split,ACME,Acme Inc 4 for 1,300,,,USD',
      '2024-03-03,Buy,OLDC,Old Corp,10,20,-200,USD',
      '2024-04-03,Symbol change,NEWC,OLDC to NEWC,10,,,USD',
      '2024-05-03,Spin-off,SPNC,Spin Co from ACME,40,,,USD',
      '2024-06-03,Merger,NEWC,New Corp acquired,-10,,,USD',
      '2024-06-03,Merger,BIGC,Big Corp received,5,,,USD',
      '2024-07-03,Stock dividend,ACME,Acme Inc,20,,,USD',
      '2024-08-03,Reverse split,BIGC,Big Corp 1:5,-4,,,USD'
    ],
    booked: [
      '2024-01-02 deposit 10000 USD',
      '2024-01-03 buy ACME 100 at 50 = 5000 USD',
      '2024-02-03 split ACME 4:1',
      '2024-03-03 buy OLDC 10 at 20 = 200 USD',
      '2024-04-03 reorganisation OLDC 1:1 NEWC',
      '2024-05-03 delivery-in SPNC 40 for 0 USD',
      '2024-06-03 reorganisation NEWC 1:2 BIGC',
      '2024-07-03 split ACME 21:20',
      '2024-08-03 split BIGC 1:5'
    ],
    asks: ['split-ratio', 'corporate-actions']
  },
  {
    name: 'a merger for cash, rights, a split in two rows',
    rows: [
      'Date,Action,Symbol,Quantity,Price,Amount,Currency',
      '2024-01-02,Buy,OLDC,10,20,200,USD',
      '2024-06-03,Cash merger,OLDC,-10,,350,USD',
      '2024-07-01,Buy,ACME,20,10,200,USD',
      '2024-07-02,Rights issue,ACMR,20,,,USD',
      '2024-07-03,Stock split,ACME,-20,,,USD',
      '2024-07-03,Stock split,ACME,60,,,USD'
    ],
    booked: [
      '2024-01-02 buy OLDC 10 at 20 = 200 USD',
      '2024-06-03 sell OLDC 10 at 35 = 350 USD',
      '2024-07-01 buy ACME 20 at 10 = 200 USD',
      '2024-07-02 delivery-in ACMR 20 for 0 USD',
      '2024-07-03 split ACME 3:1'
    ],
    asks: ['corporate-actions']
  }
];

describe('tables of trackers and sheets, costs and corporate actions', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
