import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Questrade',
    rows: [
      'Transaction Date,Settlement Date,Action,Symbol,Description,Quantity,Price,Gross Amount,Commission,Net Amount,Currency,Account #,Activity Type,Account Type',
      '2025-01-02 12:00:00 AM,2025-01-02 12:00:00 AM,CON,,CONTRIBUTION,0,0,0,0,20000.00,CAD,55500001,Deposits,Individual TFSA',
      '2025-01-15 09:30:00 AM,2025-01-16 12:00:00 AM,Buy,XEI.TO,ISHARES COMP WE ACTED AS AGENT,100,10.00,-1000.00,-9.95,-1009.95,CAD,55500001,Trades,Individual TFSA',
      '2025-02-20 12:00:00 AM,2025-02-20 12:00:00 AM,FXT,,CONVERT TO USD @ 1.40,0,0,0,0,-1400.00,CAD,55500001,FX conversion,Individual TFSA',
      '2025-02-20 12:00:00 AM,2025-02-20 12:00:00 AM,FXT,,CONVERT FROM CAD @ 1.40,0,0,0,0,1000.00,USD,55500001,FX conversion,Individual TFSA',
      '2025-03-20 10:15:00 AM,2025-03-23 12:00:00 AM,Sell,XEI.TO,ISHARES COMP,-50,15.00,750.00,-4.95,745.05,CAD,55500001,Trades,Individual TFSA',
      '2025-03-28 12:00:00 AM,2025-03-28 12:00:00 AM,DIV,XEI.TO,DIST ON 50 SHS,0,0,0,0,9.00,CAD,55500001,Dividends,Individual TFSA',
      '2025-04-28 12:00:00 AM,2025-04-28 12:00:00 AM,BRW,,JOURNAL,0,0,0,0,-9.00,CAD,55500001,Transfers,Individual TFSA',
      '2025-05-22 12:00:00 AM,2025-05-22 12:00:00 AM,TFI,MDX,MDX EXAMPLE LTD TRANSFER IN,250,0,0,0,0,USD,55500001,Transfers,Individual TFSA',
      '2025-06-02 12:00:00 AM,2025-06-02 12:00:00 AM,REI,XEI.TO,REINV @ 12.5,2,12.50,-25.00,0,-25.00,CAD,55500001,Dividend reinvestment,Individual TFSA',
      '2025-06-03 12:00:00 AM,2025-06-03 12:00:00 AM,DIS,XEI.TO,2 FOR 1 SPLIT,52,0,0,0,0,CAD,55500001,Corporate actions,Individual TFSA'
    ],
    booked: [
      '2025-01-02 deposit 20000 CAD',
      '2025-01-15 buy XEI.TO 100 at 10 = 1000 CAD fee 9.95',
      '2025-02-20 exchange 1400 CAD for 1000 USD',
      '2025-03-20 sell XEI.TO 50 at 15 = 750 CAD fee 4.95',
      '2025-03-28 dividend XEI.TO 9 CAD',
      '2025-04-28 withdrawal 9 CAD',
      '2025-05-22 delivery-in MDX 250 for 0 USD',
      '2025-06-02 buy XEI.TO 2 at 12.5 = 25 CAD',
      '2025-06-03 split XEI.TO 2:1'
    ],
    asks: ['corporate-actions'],
    cash: { CAD: '18310.1', USD: '1000' }
  },
  {
    name: 'Wealthsimple',
    rows: [
      'transaction_date,settlement_date,account_id,account_type,activity_type,activity_sub_type,direction,symbol,name,currency,quantity,unit_price,commission,net_cash_amount',
      '2026-01-02,2026-01-02,HQ7XF1CAD,TFSA,MoneyMovement,CONTRIBUTION,,,,CAD,,,,5000.00',
      '2026-01-05,2026-01-06,HQ7XF1CAD,TFSA,Trade,BUY,LONG,XEQA,All Equity ETF,CAD,10,38.12,0,-381.20',
      '2026-01-06,2026-01-07,HQ7XF1CAD,TFSA,Trade,SELL,LONG,XEQA,All Equity ETF,CAD,-3,40,0,120.00',
      '2026-01-08,2026-01-08,HQ7XF1CAD,TFSA,FxExchange,,,,,CAD,,,,-32.93',
      '2026-01-08,2026-01-08,HQ7XF1CAD,TFSA,FxExchange,,,,,USD,,,,24.33',
      '2026-01-09,,HQ7XF1CAD,TFSA,Interest,,,,,CAD,0.05,,,0.05',
      '2026-01-10,,HQ7XF1CAD,TFSA,Dividend,,,XEQA,All Equity ETF,CAD,,,,1.50',
      '2026-01-11,,HQ7XF1CAD,TFSA,MoneyMovement,E_TRFIN,,,,CAD,100,,,100',
      '',
      'As of 2026-05-08 12:00 GMT-04:00'
    ],
    booked: [
      '2026-01-02 deposit 5000 CAD',
      '2026-01-05 buy XEQA 10 at 38.12 = 381.2 CAD',
      '2026-01-06 sell XEQA 3 at 40 = 120 CAD',
      '2026-01-08 exchange 32.93 CAD for 24.33 USD',
      '2026-01-09 interest 0.05 CAD',
      '2026-01-10 dividend XEQA 1.5 CAD',
      '2026-01-11 deposit 100 CAD'
    ],
    cash: { CAD: '4807.42', USD: '24.33' }
  },
  {
    name: 'RBC Direct Investing',
    rows: [
      '"Activity Export as of Jan 5, 2026 at 8:59:00 am ET"',
      '',
      '"Account: 55500002 - Margin"',
      '',
      '"Date","Activity","Symbol","Symbol Description","Quantity","Price","Settlement Date","Account","Value","Currency","Description"',
      '"January 13, 2025","Buy","AMDA","ADVANCED MICRO",10,116.5351,"January 14, 2025","55500002",-1175.30,"USD","ADVANCED MICRO BOUGHT"',
      '"January 10, 2025","Deposits & Contributions","","",0,,"January 10, 2025","55500002",2000,"USD","TRANSFER"',
      '"March 13, 2025","Dividends","AMDA","ADVANCED MICRO",0,,"March 13, 2025","55500002",5.00,"USD","DIVIDEND"',
      '"April 13, 2025","Sell","AMDA","ADVANCED MICRO",-5,120,"April 14, 2025","55500002",590.05,"USD","SOLD"',
      '"Disclaimer: The data is for information only."'
    ],
    booked: [
      '2025-01-10 deposit 2000 USD',
      '2025-01-13 buy AMDA 10 at 116.5351 = 1165.35 USD fee 9.95',
      '2025-03-13 dividend AMDA 5 USD',
      '2025-04-13 sell AMDA 5 at 120 = 600 USD fee 9.95'
    ],
    asks: ['amount-differs'],
    cash: { USD: '1419.75' }
  },
  {
    name: 'TD Direct Investing',
    rows: [
      'As of Date,2026-01-05',
      'Account,TD Direct Investing - 12AB34C',
      'Trade Date,Settle Date,Description,Action,Quantity,Price,Commission,Net Amount',
      '13 Jan 2025,15 Jan 2025,ALFA ALL-EQ ETF,BUY,10,30.00,9.99,-309.99',
      '14 Jan 2025,15 Jan 2025,ALFA ALL-EQ ETF,SELL,-4,31.00,9.99,114.01',
      '31 Mar 2025,31 Mar 2025,ALFA ALL-EQ ETF,DIV,,,,2.10',
      '02 Jan 2025,02 Jan 2025,ELECTRONIC FUNDS CONTRIBUTION,CONT,,,,1000.00',
      '31 Mar 2025,31 Mar 2025,NON-RES TAX ALFA,NRTAX,,,,-0.31'
    ],
    booked: [
      '2025-01-02 deposit 1000 USD',
      '2025-01-13 buy ALFA ALL-EQ ETF 10 at 30 = 300 USD fee 9.99',
      '2025-01-14 sell ALFA ALL-EQ ETF 4 at 31 = 124 USD fee 9.99',
      '2025-03-31 dividend ALFA ALL-EQ ETF 2.1 USD',
      '2025-03-31 tax 0.31 USD'
    ],
    cash: { USD: '805.81' }
  },
  {
    name: 'Disnat',
    rows: [
      "Date de transaction,Date de règlement,Type de transaction,Classe d'actif,Symbole,Description,Marché,Quantité,Prix,Devise du prix,Commission payée,Montant de l'opération,Devise du compte",
      '-,2025-01-29,COTISATION,-,-,CONTRIBUTION,-,0,-,CAN,0,5000,CAN',
      '2025-07-31,2025-08-01,ACHAT,Actions,VEQA-C,ALFA ALL-EQ,CAN,10,"49,38",CAN,0,"-493,8",CAN',
      '2025-08-01,2025-08-05,VENTE,Actions,VEQA-C,ALFA ALL-EQ,CAN,-5,50,CAN,0,250,CAN',
      '-,2025-09-29,DIVIDENDE SOCIÉTÉ FIDUCIE,Actions,VEQA,ALFA ALL-EQ,-,5,-,CAN,0,"2,53",CAN',
      '-,2025-09-04,TAXE PRODUITS ET SERVICES,-,-,TPS FRAIS,-,0,-,CAN,0,-5,CAN',
      '-,2025-09-04,FRAIS,-,-,FRAIS REER 2025,-,0,-,CAN,0,-100,CAN',
      '2024-12-16,2025-12-16,INTÉRÊTS,-,-,INTERET AU 16 DEC,-,0,-,CAN,0,"0,06",CAN'
    ],
    booked: [
      '2024-12-16 interest 0.06 CAD',
      '2025-01-29 deposit 5000 CAD',
      '2025-07-31 buy VEQA-C 10 at 49.38 = 493.8 CAD',
      '2025-08-01 sell VEQA-C 5 at 50 = 250 CAD',
      '2025-09-04 tax 5 CAD',
      '2025-09-04 fee 100 CAD',
      '2025-09-29 dividend VEQA 2.53 CAD'
    ],
    cash: { CAD: '4653.79' }
  }
];

describe('tables of Canadian brokers', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
