import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Robinhood',
    rows: [
      'Activity Date,Process Date,Settle Date,Instrument,Description,Trans Code,Quantity,Price,Amount',
      '5/1/2025,5/1/2025,5/1/2025,,ACH Deposit,ACH,,,"$5,000.00"',
      '5/16/2025,5/16/2025,5/19/2025,VTIA,"Acme Total',
      'CUSIP: 922908769",Buy,10,$250.10,"($2,501.00)"',
      '5/20/2025,5/20/2025,5/21/2025,VTIA,Acme Total,Sell,2,$251.00,$501.99',
      '6/2/2025,6/2/2025,6/2/2025,VTIA,Cash Div: R/D 2025-05-30,CDIV,,,$7.35',
      '6/3/2025,6/3/2025,6/3/2025,,Interest Payment,INT,,,$0.42',
      '6/4/2025,6/4/2025,6/4/2025,,Gold Subscription Fee,GOLD,,,($5.00)',
      '6/5/2025,6/5/2025,6/5/2025,BABX,ADR fee,AFEE,,,($0.50)',
      '6/6/2025,6/6/2025,6/6/2025,,ACH Withdrawal,ACH,,,($50.00)',
      '6/9/2025,6/9/2025,6/9/2025,VTIA,Forward split,SPL,8,,',
      '6/10/2025,6/10/2025,6/11/2025,YOUA,YOUA 11/21/2025 Put $27.00,STO,2,$0.78,$155.91',
      '6/20/2025,6/20/2025,6/23/2025,YOUA,YOUA 11/21/2025 Put $27.00,BTC,2,$0.50,($100.04)',
      '7/1/2025,7/1/2025,7/1/2025,NEWC,Spin-off,SOFF,3,,',
      '7/2/2025,7/2/2025,7/2/2025,SLIP,Stock Lending,SLIP,,,$0.07',
      '',
      '"","","","","","","","","The data provided is for informational purposes only."'
    ],
    booked: [
      '2025-05-01 deposit 5000 USD',
      '2025-05-16 buy VTIA 10 at 250.1 = 2501 USD',
      '2025-05-20 sell VTIA 2 at 251 = 501.99 USD',
      '2025-06-02 dividend VTIA 7.35 USD',
      '2025-06-03 interest 0.42 USD',
      '2025-06-04 fee 5 USD',
      '2025-06-05 fee 0.5 USD',
      '2025-06-06 withdrawal 50 USD',
      '2025-06-09 split VTIA 2:1',
      '2025-06-10 sell-short YOUA 11/21/2025 Put $27.00 2 at 0.78 = 156 USD fee 0.09',
      '2025-06-20 buy-to-cover YOUA 11/21/2025 Put $27.00 2 at 0.5 = 100 USD fee 0.04',
      '2025-07-01 delivery-in NEWC 3 for 0 USD',
      '2025-07-02 interest 0.07 USD'
    ],
    asks: ['amount-differs', 'split-ratio', 'corporate-actions'],
    cash: { USD: '3009.2' }
  },
  {
    name: 'E*TRADE',
    rows: [
      'For Account:,#####1234',
      '',
      'TransactionDate,TransactionType,SecurityType,Symbol,Quantity,Amount,Price,Commission,Description',
      '01/05/26,Transfer,,,0,5000,0,0,ACH DEPOSIT REFID:1',
      '01/06/26,Bought,EQ,VTIA,10,-2500.00,250,0,ACME TOTAL STOCK',
      '01/13/26,Sold,EQ,VTIA,-4,1019.98,255,0.02,ACME TOTAL STOCK',
      '02/13/26,Dividend,EQ,VTIA,0,3.15,0,0,ACME TOTAL STOCK CASH DIV ON 6 SHS',
      '02/14/26,Reinvest,EQ,VTIA,0.012,-3.15,262.5,0,ACME REIN',
      '02/27/26,Interest Income,,,0,0.12,0,0,BANK INTEREST',
      '02/28/26,Service Fee,,,0,-5,0,0,FEE'
    ],
    booked: [
      '2026-01-05 deposit 5000 USD',
      '2026-01-06 buy VTIA 10 at 250 = 2500 USD',
      '2026-01-13 sell VTIA 4 at 255 = 1020 USD fee 0.02',
      '2026-02-13 dividend VTIA 3.15 USD',
      '2026-02-14 buy VTIA 0.012 at 262.5 = 3.15 USD',
      '2026-02-27 interest 0.12 USD',
      '2026-02-28 fee 5 USD'
    ],
    cash: { USD: '3515.1' }
  },
  {
    name: 'Merrill',
    rows: [
      '"Exported on: 03/14/2026 10:00 AM ET"',
      '""',
      '"Trade Date","Settlement Date","Account","Description","Type","Symbol/ CUSIP","Quantity","Price","Amount"',
      '"01/05/2026","01/05/2026","CMA-Edge 12X-34567","Funds Received ELECTRONIC TRANSFER","","","","","$5,000.00"',
      '"01/06/2026","01/07/2026","CMA-Edge 12X-34567","Purchase ACME TOTAL STOCK ETF ACTUAL PRICES, REMUNERATION","","VTIA","10","$250.00","-$2,500.00"',
      '"01/13/2026","01/14/2026","CMA-Edge 12X-34567","Sale ACME TOTAL STOCK ETF","","VTIA","-4","$255.00","$1,019.98"',
      '"02/13/2026","02/13/2026","CMA-Edge 12X-34567","Dividend ACME TOTAL STOCK ETF HOLDING 6 PAY DATE 02/13/2026","","VTIA","","","$3.15"',
      '"02/27/2026","02/27/2026","CMA-Edge 12X-34567","Bank Interest BANK DEPOSIT INTEREST","","","","","$0.12"'
    ],
    booked: [
      '2026-01-05 deposit 5000 USD',
      '2026-01-06 buy VTIA 10 at 250 = 2500 USD',
      '2026-01-13 sell VTIA 4 at 255 = 1019.98 USD',
      '2026-02-13 dividend VTIA 3.15 USD',
      '2026-02-27 interest 0.12 USD'
    ],
    cash: { USD: '3523.25' }
  },
  {
    name: 'M1 Finance',
    rows: [
      'Date,Transaction Type,Symbol,Name,Quantity,Unit Price,Fees,Value',
      '"Jan 5, 2026",Deposit,,,,,,"$500.00"',
      '"Jan 6, 2026",Purchased,VTIA,Acme Total,1.5,$250.00,$0.00,-$375.00',
      '"Jan 9, 2026",Sold,VTIA,Acme Total,0.5,$252.00,$0.01,$125.99',
      '"Feb 9, 2026",Dividend,VTIA,Acme Total,,,,$1.20'
    ],
    booked: [
      '2026-01-05 deposit 500 USD',
      '2026-01-06 buy VTIA 1.5 at 250 = 375 USD',
      '2026-01-09 sell VTIA 0.5 at 252 = 126 USD fee 0.01',
      '2026-02-09 dividend VTIA 1.2 USD'
    ],
    cash: { USD: '252.19' }
  },
  {
    name: 'Firstrade',
    rows: [
      'Symbol,Quantity,Price,Action,Description,TradeDate,SettledDate,Interest,Amount,Commission,Fee,CUSIP,RecordType',
      ',0.00,,Other,Wire Funds Received,2026-01-01,2026-01-01,0.00,5000.00,0.00,0.00,,Financial',
      'VOOA,2.00,680,BUY,ACME 500 ETF,2026-01-05,2026-01-06,0.00,-1360.00,0.00,0.00,922908363,Trade',
      'VOOA,-1.00,700,SELL,ACME 500 ETF,2026-01-06,2026-01-07,0.00,698.95,1.00,0.05,922908363,Trade',
      'VOOA,0.00,,Dividend,ACME CASH DIV NON-RES TAX WITHHELD $30.00,2026-01-07,2026-01-07,0.00,70.00,0.00,0.00,922908363,Financial',
      ',0.00,,Interest,INTEREST ON CREDIT BALANCE,2026-01-08,2026-01-08,0.00,1.25,0.00,0.00,,Financial'
    ],
    booked: [
      '2026-01-01 deposit 5000 USD',
      '2026-01-05 buy VOOA 2 at 680 = 1360 USD',
      '2026-01-06 sell VOOA 1 at 700 = 700 USD fee 1.05',
      '2026-01-07 dividend VOOA 70 USD',
      '2026-01-08 interest 1.25 USD'
    ],
    cash: { USD: '4410.2' }
  },
  {
    name: 'Tastytrade',
    rows: [
      'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency',
      '2026-01-02T10:00:00-0500,Money Movement,Deposit,,,,Wire,"20,000.00",0,,0.00,0.00,,,,,,,,"20,000.00",USD',
      '2026-01-05T10:00:00-0500,Trade,Buy to Open,BUY_TO_OPEN,JOBA,Equity,Bought 100 JOBA @ 15.33,"-1,533.00",100,-15.33,0.00,-0.13,,,,,,,468,"-1,533.13",USD',
      '2026-01-06T10:00:00-0500,Trade,Sell to Close,SELL_TO_CLOSE,JOBA,Equity,Sold 40 JOBA @ 16.00,640.00,40,16.00,0.00,-0.02,,,,,,,469,639.98,USD',
      '2026-01-07T10:00:00-0500,Trade,Sell to Open,SELL_TO_OPEN,SMRA  260529C00012000,Equity Option,Sold 1 SMRA 05/29/26 Call 12.00 @ 0.22,22.00,1,22.00,-1.00,-0.13,100,SMRA,SMRA,5/29/26,12,CALL,470,20.87,USD',
      '2026-01-19T09:00:00-0500,Money Movement,Debit Interest,,,,FROM 04/16 THRU 05/15 @11    %,-12.07,0,--,--,0.00,,,,,,,,-12.07,USD',
      '2026-01-20T09:00:00-0500,Money Movement,Dividend,,JOBA,Equity,JOBA DIVIDEND,3.00,0,--,--,0.00,,,,,,,,3.00,USD',
      '2026-05-29T16:00:00-0500,Receive Deliver,Expiration,,SMRA  260529C00012000,Equity Option,Removal of 1 SMRA Call due to expiration,0.00,1,--,--,0.00,100,SMRA,SMRA,5/29/26,12,CALL,,0.00,USD'
    ],
    booked: [
      '2026-01-02 deposit 20000 USD',
      '2026-01-05 buy JOBA 100 at 15.33 = 1533 USD fee 0.13',
      '2026-01-06 sell JOBA 40 at 16 = 640 USD fee 0.02',
      '2026-01-07 sell-short SMRA  260529C00012000 1 at 0.22 = 22 USD fee 1.13',
      '2026-01-19 interest -12.07 USD',
      '2026-01-20 dividend JOBA 3 USD',
      '2026-05-29 expiry SMRA  260529C00012000 1'
    ],
    cash: { USD: '19118.65' }
  },
  {
    name: 'Webull',
    rows: [
      'Name,Symbol,Side,Status,Filled,Total Qty,Price,Avg Price,Time-in-Force,Placed Time,Filled Time',
      'Acme Inc,ACMA,Buy,Filled,100,100,@5.00,5.02,DAY,03/13/2026 09:31:00 EDT,03/13/2026 09:31:05 EDT',
      'Acme Inc,ACMA,Sell,Filled,50,100,@5.30,5.31,DAY,03/16/2026 10:00:00 EDT,03/16/2026 10:00:02 EDT',
      'Acme Inc,ACMA,Sell,Cancelled,0,100,@6.00,,DAY,03/17/2026 10:00:00 EDT,'
    ],
    booked: ['2026-03-13 buy ACMA 100 at 5.02 = 502 USD', '2026-03-16 sell ACMA 50 at 5.31 = 265.5 USD'],
    says: ['4 not-booked']
  },
  {
    name: 'Sofi',
    rows: [
      'Date,Activity,Symbol,Description,Quantity,Price,Fees,Net Amount',
      '01/13/2026,ACH Deposit,,Bank transfer,,,,1000.00',
      '01/14/2026,Bought,ACMA,ACME INC,5,50.00,0.00,-250.00',
      '01/20/2026,Sold,ACMA,ACME INC,-2,52.00,0.01,103.99',
      '01/21/2026,Dividend Received,ACMA,ACME INC,,,,0.90',
      '01/22/2026,Dividend Reinvested,ACMA,ACME INC,0.018,50.00,0.00,-0.90'
    ],
    booked: [
      '2026-01-13 deposit 1000 USD',
      '2026-01-14 buy ACMA 5 at 50 = 250 USD',
      '2026-01-20 sell ACMA 2 at 52 = 104 USD fee 0.01',
      '2026-01-21 dividend ACMA 0.9 USD',
      '2026-01-22 buy ACMA 0.018 at 50 = 0.9 USD'
    ]
  },
  {
    name: 'Ally',
    rows: [
      'Date,Activity,Qty,Symbol,Description,Price,Commission,Fees,Amount',
      '01/13/2026,Cash Movement,,,INCOMING ACH DEPOSIT,,,,"1,000.00"',
      '01/14/2026,Bought To Open,5,ACMA,ACME INC,50.00,0.00,0.00,-250.00',
      '01/20/2026,Sold To Close,-2,ACMA,ACME INC,52.00,0.00,-0.01,103.99',
      '01/21/2026,Dividend,,ACMA,ACME INC,,,,0.90',
      '01/22/2026,Credit Interest,,,INTEREST ON CREDIT BALANCE,,,,0.02'
    ],
    booked: [
      '2026-01-13 deposit 1000 USD',
      '2026-01-14 buy ACMA 5 at 50 = 250 USD',
      '2026-01-20 sell ACMA 2 at 52 = 104 USD fee 0.01',
      '2026-01-21 dividend ACMA 0.9 USD',
      '2026-01-22 interest 0.02 USD'
    ]
  },
  {
    name: 'Moomoo',
    rows: [
      'Side,Symbol,Name,Order Price,Order Qty,Status,Filled@Avg Price,Order Time,Currency,Fill Qty,Fill Price,Fill Amount,Fill Time,Markets,Commission,Platform Fees,Settlement Fees,SEC Fees,Total',
      'Buy,ACMA,Acme Inc,51.00,10,Filled,10@50.00,"Jan 5, 2026 10:00:00 ET",USD,10,50.00,500.00,"Jan 5, 2026 10:00:01 ET",US,0.00,0.99,0.03,0.00,1.02',
      'Sell,ACMA,Acme Inc,54.00,4,Filled,4@55.00,"Jan 12, 2026 10:00:00 ET",USD,4,55.00,220.00,"Jan 12, 2026 10:00:01 ET",US,0.00,0.99,0.03,0.01,1.03'
    ],
    booked: ['2026-01-05 buy ACMA 10 at 50 = 500 USD fee 1.02', '2026-01-12 sell ACMA 4 at 55 = 220 USD fee 1.03']
  },
  {
    name: 'a statement with two fees and shorts',
    rows: [
      'Date,Transaction Type,Symbol,Description,Quantity,Price,Commission,Regulatory Fees,Amount',
      '01/13/2026,Deposit,,ACH,,,,,"2,000.00"',
      '01/14/2026,Buy,ACMA,ACME INC,10,$50.00,$1.00,$0.05,"($501.05)"',
      '01/15/2026,Sell,ACMA,ACME INC,(4),$55.00,$1.00,$0.08,$218.92',
      '01/16/2026,Sell Short,BETA,BETA INC,5,$20.00,$1.00,$0.02,$98.98',
      '01/17/2026,Buy to Cover,BETA,BETA INC,5,$19.00,$1.00,$0.00,($96.00)',
      '01/18/2026,Foreign Tax Withheld,ACMA,ACME INC,,,,,($0.45)',
      'Total,,,,,,,,"1,720.40"'
    ],
    booked: [
      '2026-01-13 deposit 2000 USD',
      '2026-01-14 buy ACMA 10 at 50 = 500 USD fee 1.05',
      '2026-01-15 sell ACMA 4 at 55 = 220 USD fee 1.08',
      '2026-01-16 sell-short BETA 5 at 20 = 100 USD fee 1.02',
      '2026-01-17 buy-to-cover BETA 5 at 19 = 95 USD fee 1',
      '2026-01-18 tax ACMA 0.45 USD'
    ],
    cash: { USD: '1720.4' }
  }
];

describe('tables of American brokers', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
