import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Hargreaves Lansdown',
    rows: [
      'Portfolio Summary',
      'Client Name:,Mr Test User',
      'Client Number:,1234567',
      'Valuation as at,01-04-2026 09:00',
      '',
      'Trade date,Settle date,Reference,Description,Unit cost (p),Quantity,Value (£)',
      '"15/03/2026","17/03/2026","B100000001","Acme 500 UCITS ETF USD ACC (GBP) 40 @  9000.00","9,000.00","40.000000","-3,611.95"',
      '"18/03/2026","20/03/2026","S100000002","Acme 500 UCITS ETF USD ACC (GBP) 10 @  9100.00","9,100.00","10.000000","898.05"',
      '"01/03/2026","01/03/2026","INTEREST","Interest","n/a","n/a","0.10"',
      '"02/03/2026","02/03/2026","MANAGE FEE","Management fee","n/a","n/a","-3.75"',
      '"28/02/2026","28/02/2026","FPC","Faster payment receipt","n/a","n/a","4,000.00"',
      '"29/03/2026","29/03/2026","ST DIV","Acme plc Ordinary 25p Dividend Payment","n/a","n/a","12.10"',
      '"30/03/2026","30/03/2026","FPD","Payment to Client","n/a","n/a","-50.00"',
      '"31/03/2026","31/03/2026","Card Web","Card payment deposit","n/a","n/a","500.00"'
    ],
    booked: [
      '2026-02-28 deposit 4000 GBP',
      '2026-03-01 interest 0.1 GBP',
      '2026-03-02 fee 3.75 GBP',
      '2026-03-15 buy Acme 500 UCITS ETF USD ACC (GBP) 40 at 90 = 3600 GBP fee 11.95',
      '2026-03-18 sell Acme 500 UCITS ETF USD ACC (GBP) 10 at 91 = 910 GBP fee 11.95',
      '2026-03-29 dividend Acme plc Ordinary 25p Dividend Payment 12.1 GBP',
      '2026-03-30 withdrawal 50 GBP',
      '2026-03-31 deposit 500 GBP'
    ],
    asks: ['amount-differs'],
    cash: { GBP: '1744.55' }
  },
  {
    name: 'AJ Bell',
    rows: [
      'Date,Transaction,Description,Quantity,Price,Value,Reference',
      '2 January 2024,Deposit,Payment received,,,£2000.00,R1',
      '5 January 2024,Purchase,ALFA TRUST PLC ORD 25P (LSE:ALTR),100,£10.50,"-£1,059.95",R2',
      '5 February 2024,Sale,ALFA TRUST PLC ORD 25P (LSE:ALTR),20,£11.00,£210.05,R3',
      '5 March 2024,Dividend,ALFA TRUST PLC ORD 25P (LSE:ALTR),,,£8.00,R4',
      '6 March 2024,Custody charge,Charge,,,-£3.50,R5'
    ],
    booked: [
      '2024-01-02 deposit 2000 GBP',
      '2024-01-05 buy ALFA TRUST PLC ORD 25P (LSE:ALTR) 100 at 10.5 = 1050 GBP fee 9.95',
      '2024-02-05 sell ALFA TRUST PLC ORD 25P (LSE:ALTR) 20 at 11 = 220 GBP fee 9.95',
      '2024-03-05 dividend ALFA TRUST PLC ORD 25P (LSE:ALTR) 8 GBP',
      '2024-03-06 fee 3.5 GBP'
    ],
    asks: ['amount-differs'],
    cash: { GBP: '1154.6' }
  },
  {
    name: 'interactive investor',
    rows: [
      'Date,Settlement Date,Symbol,Sedol,Quantity,Price,Description,Reference,Debit,Credit,Running Balance',
      '02/04/2024,02/04/2024,n/a,n/a,n/a,n/a,TRF FROM BANK,REF1,n/a,"£2,000.00","£2,000.00"',
      '03/04/2024,05/04/2024,VODX,BH4HKS3,1000,£0.6954,VODAX GROUP PLC ORD USD0.20 20/21 : 1000 @ 0.6954,B240403001,£703.35,n/a,"£1,296.65"',
      '18/04/2024,20/04/2024,VODX,BH4HKS3,400,£0.71,VODAX GROUP PLC Del .71 S Date 20/04/24,S240418,n/a,£278.01,"£1,574.66"',
      '30/04/2024,30/04/2024,VODX,BH4HKS3,n/a,n/a,Div 600 VODAX GROUP,D1,n/a,£24.00,"£1,598.66"',
      '01/05/2024,01/05/2024,n/a,n/a,n/a,n/a,TOTAL MONTHLY FEE,F1,£9.99,n/a,"£1,588.67"',
      '02/05/2024,02/05/2024,n/a,n/a,n/a,n/a,GROSS INTEREST,I1,n/a,£1.20,"£1,589.87"'
    ],
    booked: [
      '2024-04-02 deposit 2000 GBP',
      '2024-04-03 buy VODX 1000 at 0.6954 = 695.4 GBP fee 7.95',
      '2024-04-18 sell VODX 400 at 0.71 = 284 GBP fee 5.99',
      '2024-04-30 dividend VODX 24 GBP',
      '2024-05-01 fee 9.99 GBP',
      '2024-05-02 interest 1.2 GBP'
    ],
    says: ['3 costs-from-amounts'],
    cash: { GBP: '1589.87' }
  },
  {
    name: 'Fidelity UK',
    rows: [
      '"Order date","Completion date","Transaction type","Investments","Product Wrapper","Account Number","Source investment","Amount","Quantity","Price per unit","Reference Number","Status"',
      '"05 Jan 2026","07 Jan 2026","Buy","ALFA GLOBAL FUND ACC","Investment ISA","AB1","","1,000.00","250.00","4.00","R1","Completed"',
      '"15 Jan 2026","17 Jan 2026","Sell","ALFA GLOBAL FUND ACC","Investment ISA","AB1","","-420.00","-100.00","4.20","R2","Completed"',
      '"01 Jan 2026","01 Jan 2026","Cash In","Cash","Investment ISA","AB1","","2,000.00","2,000.00","1.00","R0","Completed"',
      '"20 Jan 2026","20 Jan 2026","Service Fee","Cash","Investment ISA","AB1","","-3.50","-3.50","1.00","R3","Completed"'
    ],
    booked: [
      '2026-01-01 deposit 2000 USD',
      '2026-01-05 buy ALFA GLOBAL FUND ACC 250 at 4 = 1000 USD',
      '2026-01-15 sell ALFA GLOBAL FUND ACC 100 at 4.2 = 420 USD',
      '2026-01-20 fee 3.5 USD'
    ]
  },
  {
    name: 'Vanguard UK',
    rows: [
      'Date,InvestmentName,TransactionDetails,Quantity,Price,Cost',
      '05/01/2026,Alfa Global All Cap Fund,Bought 5 Alfa Global All Cap Fund,5.00,200.00,-1000.00',
      '15/01/2026,Alfa Global All Cap Fund,Sold 1 Alfa Global All Cap Fund,-1.00,210.00,210.00'
    ],
    booked: [
      '2026-01-05 buy Alfa Global All Cap Fund 5 at 200 = 1000 USD',
      '2026-01-15 sell Alfa Global All Cap Fund 1 at 210 = 210 USD'
    ]
  },
  {
    name: 'Vanguard UK cash',
    rows: [
      'Date,Details,Amount,Balance',
      '01/01/2026,Regular Deposit,"£2,000.00","£2,000.00"',
      '05/01/2026,Bought 5 Alfa Global All Cap Fund,"-£1,000.00","£1,000.00"',
      '07/01/2026,Cash Account Interest,£0.50,"£1,000.50"',
      '08/01/2026,Account Fee,-£4.00,£996.50'
    ],
    booked: [
      '2026-01-01 deposit 2000 GBP',
      '2026-01-05 buy Alfa Global All Cap Fund 5 at 200 = 1000 GBP',
      '2026-01-07 interest 0.5 GBP',
      '2026-01-08 fee 4 GBP'
    ],
    asks: []
  },
  {
    name: 'Investengine',
    rows: [
      'Security / ISIN,Transaction Type,Quantity,Share Price,Total Trade Value,Trade Date/Time,Settlement Date,Broker',
      'Alfa All-World / ISIN IE00BK5BQT80,Buy,2.699055,£110.79,£299.03,23/12/24 15:18:12,27/12/24,None',
      'Alfa All-World / ISIN IE00BK5BQT80,Sell,1.000000,£112.22,£112.22,30/04/25 14:13:11,02/05/25,None'
    ],
    booked: [
      '2024-12-23 buy IE00BK5BQT80 2.699055 at 110.79 = 299.03 GBP',
      '2025-04-30 sell IE00BK5BQT80 1 at 112.22 = 112.22 GBP'
    ]
  },
  {
    name: 'Commsec',
    rows: [
      'Date,Reference,Details,Debit($),Credit($),Balance($)',
      '04/03/2026,R68861685,Direct Transfer 067167 Drawer Miss TEST,,2000.00,2000.00',
      '05/03/2026,C123,B 100 GOOD @ 10.000000,1019.95,,980.05',
      '15/04/2026,C124,S 40 GOOD @ 12.500000,,480.05,1460.10',
      '20/04/2026,D125,GOOD Dividend,,30.00,1490.10',
      '21/04/2026,P126,Direct Transfer - Payee MISS TEST,90.10,,1400.00'
    ],
    booked: [
      '2026-03-04 deposit 2000 USD',
      '2026-03-05 buy GOOD 100 at 10 = 1000 USD fee 19.95',
      '2026-04-15 sell GOOD 40 at 12.5 = 500 USD fee 19.95',
      '2026-04-20 dividend GOOD 30 USD',
      '2026-04-21 withdrawal 90.1 USD'
    ],
    says: ['3 costs-from-amounts'],
    cash: { USD: '1400' }
  },
  {
    name: 'Selfwealth',
    rows: [
      'Trade Date,Settlement Date,Action,Reference,Code,Name,Units,Average Price,Consideration,Brokerage,Total',
      '2026-03-05 00:00:00,2026-03-09 00:00:00,Buy,BN1,GOOD,GOOD LTD,100,10.00,1000.00,9.50,1009.50',
      '2026-04-15 00:00:00,2026-04-17 00:00:00,Sell,SN1,GOOD,GOOD LTD,40,12.50,500.00,9.50,490.50'
    ],
    booked: ['2026-03-05 buy GOOD 100 at 10 = 1000 USD fee 9.5', '2026-04-15 sell GOOD 40 at 12.5 = 500 USD fee 9.5']
  },
  {
    name: 'SelfWealth cash',
    rows: [
      'TransactionDate,Comment,Credit,Debit,Balance * Please note, this is not a bank statement.',
      '2026-03-01 00:00:00,Opening Balance,,,0.00',
      '2026-03-02 00:00:00,PAYMENT FROM TEST USER,2000.00,,2000.00',
      '2026-03-05 00:00:00,Order 1: Buy 100 GOOD @ $10.00,,1009.50,990.50',
      '2026-04-20 00:00:00,GOOD DIVIDEND APR26/00801234,30.00,,1020.50'
    ],
    booked: [
      '2026-03-01 opening-cash 0 USD',
      '2026-03-02 deposit 2000 USD',
      '2026-03-05 buy GOOD 100 at 10 = 1000 USD fee 9.5',
      '2026-04-20 dividend GOOD 30 USD'
    ],
    says: ['4 costs-from-amounts'],
    cash: { USD: '1020.5' }
  },
  {
    name: 'Stake',
    rows: [
      'Trade Date,Settlement Date,Symbol,Side,Trade Identifier,Units,Avg. Price,Value,Fees,GST,Total Value,Currency,AUD/USD rate',
      '2026-01-05,2026-01-07,ACMA.US,B,T1,10,50.00,500.00,3.00,0.00,503.00,USD,0.66',
      '2026-01-12,2026-01-14,ACMA.US,S,T2,4,55.00,220.00,3.00,0.00,217.00,USD,0.66'
    ],
    booked: ['2026-01-05 buy ACMA.US 10 at 50 = 500 USD fee 3', '2026-01-12 sell ACMA.US 4 at 55 = 220 USD fee 3']
  },
  {
    name: 'Sharesight',
    rows: [
      'All Trades Report',
      '',
      'Market,Code,Name,Type,Date,Quantity,Price *,Instrument Currency,Cost base per share (AUD),Brokerage,Brokerage Currency,Exchange Rate,Value,Comments',
      'ASX,GOOD,Good Ltd,Buy,05/03/2026,100,10.00,AUD,,9.95,AUD,,1009.95,',
      'ASX,GOOD,Good Ltd,Sell,15/04/2026,-40,12.50,AUD,,9.95,AUD,,-490.05,',
      'ASX,GOOD,Good Ltd,Split,20/04/2026,60,,AUD,,,,,,"2:1 split"'
    ],
    booked: [
      '2026-03-05 buy GOOD 100 at 10 = 1000 AUD fee 9.95',
      '2026-04-15 sell GOOD 40 at 12.5 = 500 AUD fee 9.95',
      '2026-04-20 split GOOD 2:1'
    ]
  },
  {
    name: 'Zerodha',
    rows: [
      'symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time',
      'INFA,INE009A01021,2024-06-19,NSE,EQ,EQ,buy,false,10,1500.5,111,9001,2024-06-19T09:22:30',
      'INFA,INE009A01021,2024-08-19,BSE,EQ,A,sell,false,3,1900.25,113,9003,2024-08-19T11:15:53'
    ],
    booked: ['2024-06-19 buy INFA 10 at 1500.5 = 15005 USD', '2024-08-19 sell INFA 3 at 1900.25 = 5700.75 USD']
  },
  {
    name: 'Groww',
    rows: [
      'Name,Test User,,,,,,,,',
      'Unique Client Code,12345,,,,,,,,',
      'Order history for stocks from 01-01-2024 to 31-12-2024,,,,,,,,,',
      '',
      'Stock name,Symbol,ISIN,Type,Quantity,Value,Exchange,Exchange Order Id,Execution date and time,Order status',
      'ALFA LTD,ALFA,INE009A01021,BUY,10,15005,NSE,110001,19-06-2024 09:22 AM,Executed',
      'ALFA LTD,ALFA,INE009A01021,SELL,3,5700.75,NSE,110002,19-08-2024 10:22 AM,Executed'
    ],
    booked: ['2024-06-19 buy ALFA 10 at 1500.5 = 15005 USD', '2024-08-19 sell ALFA 3 at 1900.25 = 5700.75 USD']
  },
  {
    name: 'Kuvera',
    rows: [
      'Date, Name of the Fund, Order, Units, NAV, Current Nav, Amount (INR)',
      '2026-01-05,Alfa Flexi Cap Direct Growth,buy,100.5,50.00,55.00,5025.00',
      '2026-02-05,Alfa Flexi Cap Direct Growth,sell,20,52.00,55.00,1040.00'
    ],
    booked: [
      '2026-01-05 buy Alfa Flexi Cap Direct Growth 100.5 at 50 = 5025 INR',
      '2026-02-05 sell Alfa Flexi Cap Direct Growth 20 at 52 = 1040 INR'
    ]
  }
];

describe('tables of British, Australian and Indian brokers', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
