import { expect, test } from 'vitest';
import { tableOutcome } from './table-outcome.fixture';

// Tables made up, each with one difficulty; booked as worked out by hand from the cells.
const head = 'Date,Type,Symbol,Quantity,Price,Ratio,Currency';
test.each<[string, string[], string[], string?]>([
  [
    'apostrophes, points and commas in one file',
    [
      'Datum;Transaktion;Symbol;Anzahl;Kurs;Betrag;Währung',
      "02.01.2026;Kauf;NESN;1'000;95.50;-95'500.00;CHF",
      '04.01.2026;Kauf;ROG;10.5;250.10;-2’626.05;CHF'
    ],
    ['02 buy NESN 1000 at 95.5 = 95500 CHF', '04 buy ROG 10.5 at 250.1 = 2626.05 CHF']
  ],
  [
    'parentheses and a minus behind',
    [
      'Date,Action,Symbol,Quantity,Price,Amount',
      '01/13/2026,Buy,ACME,100,$10.00,"($1,000.00)"',
      '01/14/2026,Sell,ACME,50-,$11.00,$550.00',
      '01/16/2026,Fee,,,,5.00-'
    ],
    ['13 buy ACME 100 at 10 = 1000 USD', '14 sell ACME 50 at 11 = 550 USD', '16 fee 5 USD']
  ],
  [
    'two rows of names',
    ['Date,Trade,,,Costs,', ' ,Type,Symbol,Shares,Price,Commission', '2026-01-05,Buy,ACME,10,20,1'],
    ['05 buy ACME 10 at 20 = 200 USD fee 1']
  ],
  [
    'points in front of three zeros are thousands where semicolons part the cells',
    ['Date;Type;Symbol;Quantity;Price', '2026-01-05;Buy;SAP;1.000;10', '2026-01-06;Sell;SAP;500;11'],
    ['05 buy SAP 1000 at 10 = 10000 USD', '06 sell SAP 500 at 11 = 5500 USD']
  ],
  [
    'a ratio of a split that can be read both ways is asked, that of a reverse split is not',
    [
      head,
      '2026-01-02,Buy,AAA,10,100,,USD',
      '2026-01-02,Buy,BBB,40,100,,USD',
      '2026-01-05,Split,AAA,,,1:4,USD',
      '2026-01-05,Reverse Split,BBB,,,4:1,USD'
    ],
    ['02 buy AAA 10 at 100 = 1000 USD', '02 buy BBB 40 at 100 = 4000 USD', '05 split AAA 4:1', '05 split BBB 1:4'],
    'split-ratio'
  ],
  [
    'ratios in words and with strokes',
    [
      head,
      '2026-01-02,Buy,AAA,10,100,,USD',
      '2026-01-02,Buy,BBB,10,100,,USD',
      '2026-01-05,Split,AAA,,,1-for-4,USD',
      '2026-01-05,Split,BBB,,,4/1,USD'
    ],
    ['02 buy AAA 10 at 100 = 1000 USD', '02 buy BBB 10 at 100 = 1000 USD', '05 split AAA 1:4', '05 split BBB 4:1']
  ],
  [
    'orders that are open are no trades',
    [
      'Date,Status,Action,Symbol,Quantity,Price,Currency',
      '2026-01-05,Filled,Buy,ACME,10,20,USD',
      '2026-01-06,Open,Sell,ACME,10,20,USD',
      '2026-01-07,Pending,Sell,ACME,10,20,USD'
    ],
    ['05 buy ACME 10 at 20 = 200 USD']
  ],
  [
    'positions that are open are held',
    [
      'Date,Status,Action,Symbol,Quantity,Price,Currency',
      '2026-01-05,Open,Buy,ACME,10,20,USD',
      '2026-01-06,Closed,Buy,BETA,10,20,USD'
    ],
    ['05 buy ACME 10 at 20 = 200 USD', '06 buy BETA 10 at 20 = 200 USD']
  ],
  [
    'twelve digits of a coin, and amounts of nearly nothing',
    [
      'Date,Type,Coin,Amount,Price,Total,Currency',
      '2026-01-05,Buy,ETH,0.012345678901,2500,30.86,EUR',
      '2026-01-06,Sell,ETH,0.000000123456,2500.1,0.00,EUR'
    ],
    ['05 buy ETH 0.012345678901 at 2500 = 30.86 EUR', '06 sell ETH 0.000000123456 at 2500.1 = 0 EUR']
  ],
  [
    '"Wert" as the value of a trade',
    ['Datum;Typ;Symbol;Anzahl;Kurs;Wert;Gebühr', '05.01.2026;Kauf;SAP;10;200,00;2.000,00;1,00'],
    ['05 buy SAP 10 at 200 = 2000 USD fee 1']
  ],
  [
    '"Wert" as an amount beside "Valuta" as a day',
    [
      'Buchung;Valuta;Buchungstext;Wert;Währung',
      '05.01.2026;07.01.2026;Einzahlung;1.000,00;EUR',
      '06.01.2026;06.01.2026;Zinsen;1,50;EUR'
    ],
    ['05 deposit 1000 EUR', '06 interest 1.5 EUR']
  ],
  [
    '"Valuta" as the currency',
    ['Datum;Typ;Symbol;Anzahl;Kurs;Valuta', '05.01.2026;Kauf;SAP;10;200,00;EUR'],
    ['05 buy SAP 10 at 200 = 2000 EUR']
  ],
  [
    'prices in pence with their p',
    ['Date,Type,Ticker,Qty,Price,Value (GBP)', '15/01/2026,Buy,VOD,1000,72.50p,725.00'],
    ['15 buy VOD 1000 at 0.725 = 725 GBP']
  ],
  [
    'a dividend named by a symbol of the file',
    [
      'Date,Description,Debit,Credit,Balance',
      '2026-01-05,Deposit,,1000,1000',
      '2026-01-06,Buy 10 ACME @ 20.00 USD,200,,800',
      '2026-01-07,Dividend ACME,,5,805'
    ],
    ['05 deposit 1000 USD', '06 buy ACME 10 at 20 = 200 USD', '07 dividend ACME 5 USD']
  ],
  [
    'an exchange that says not in what',
    ['Date,Type,Sell,Cur.,Buy,Cur.', '2026-01-05,Trade,400,EUR,0.1,BTC', '2026-01-06,Trade,400,EUR,0.1,'],
    ['05 buy BTC 0.1 at 4000 = 400 EUR']
  ],
  [
    'bonds in percent with accrued interest, in the amount and beside it',
    [
      'Date,Type,ISIN,Nominal,Price,Accrued Interest,Commission,Amount,Currency',
      '2026-01-05,Buy,DE0001102580,10000,98.50,45.20,5,-9900.20,EUR',
      '2026-01-06,Sell,DE0001102580,10000,99.00,46.00,5,9941.00,EUR'
    ],
    [
      '05 buy DE0001102580 10000 at 0.985 = 9850 EUR fee 5 accrued 45.2',
      '06 sell DE0001102580 10000 at 0.99 = 9900 EUR fee 5 accrued 46'
    ]
  ],
  [
    'the checking account of a bank',
    [
      '"Date","Status","Type","CheckNumber","Description","Withdrawal","Deposit","RunningBalance"',
      '"01/30/2026","Posted","INTADJUST","","Interest Paid","","$0.42","$1,095.42"',
      '"01/21/2026","Posted","CHECK","101","Check Paid #101","$5.00","","$1,095.00"',
      '"01/20/2026","Posted","VISA","","COFFEE SHOP","$100.00","","$1,100.00"',
      '"01/15/2026","Posted","ACH","","ACME PAYROLL","","$1,200.00","$1,200.00"'
    ],
    ['15 deposit 1200 USD', '20 withdrawal 100 USD', '21 withdrawal 5 USD', '30 interest 0.42 USD']
  ],
  [
    'an opening balance in the column of balances',
    [
      'TransactionDate,Comment,Credit,Debit,Balance',
      '2026-01-01,Opening Balance,,,1500.00',
      '2026-01-05,Order 10: Buy 10 ACME @ 20.00,,209.50,1290.50'
    ],
    ['01 opening-cash 1500 USD', '05 buy ACME 10 at 20 = 200 USD fee 9.5']
  ],
  [
    'a portfolio of Yahoo',
    [
      'Symbol,Current Price,Date,Time,Change,Open,High,Low,Volume,Trade Date,Purchase Price,Quantity,Commission,High Limit,Low Limit,Comment',
      'AAPL,189.5,2026/01/12,16:00 EST,1.5,188,190,187,50000000,20250105,150.25,10.0,4.95,,,',
      'MSFT,400,2026/01/12,16:00 EST,1.5,188,190,187,50000000,20250205,350.25,5.0,,,,first'
    ],
    ['05 buy AAPL 10 at 150.25 = 1502.5 USD fee 4.95', '05 buy MSFT 5 at 350.25 = 1751.25 USD']
  ],
  [
    'gross, tax below zero and net of dividends',
    ['Date,Type,Symbol,Gross,Withholding Tax,Net,Currency', '2026-01-06,Dividend,BETA,50.00,-7.50,42.50,USD'],
    ['06 dividend BETA 50 USD tax 7.5']
  ]
])('%s', (name, rows, booked, asks) => {
  const outcome = tableOutcome({ name, rows });
  expect(outcome.booked.map((one) => one.slice(8))).toEqual(booked);
  if (asks) expect(outcome.asks).toContain(asks);
});
