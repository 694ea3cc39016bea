import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatementReader } from '../../sheet/reader';
import { readBy } from '../../sheet/read-by.fixture';
import { binance } from '../binance/binance';
import { coinbase } from '../coinbase/coinbase';
import { coinbasePro } from '../coinbase-pro/coinbase-pro';
import { degiroAccount, degiroTransactions } from '../degiro/degiro';
import { etoro } from '../etoro/etoro';
import { kraken } from '../kraken/kraken';
import { nexo } from '../nexo/nexo';
import { revolutInvest, revolutOther } from '../revolut/revolut';
import { brokenFields } from './stated.fixture';
import { swissquote } from '../swissquote/swissquote';
import { tradeRepublic } from '../trade-republic/trade-republic';
import { trading212 } from '../trading-212/trading-212';

/** Reader, delimiter, header and some sound rows; kinds of rows that are joined stand together. */
const samples: readonly (readonly [StatementReader, string, string, readonly string[]])[] = [
  [
    trading212,
    ',',
    'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),Withholding tax,Currency (Withholding tax),Notes,ID,Currency conversion fee,Currency (Currency conversion fee)',
    [
      'Deposit,2023-01-01 10:00:00,,,,,,,,,,100,EUR,,,,a,,',
      'Market buy,2023-01-02 10:00:00,US0000000002,TST,Test,2,10,USD,1.1,,,18.2,EUR,,,,b,0.02,EUR',
      'Dividend (Ordinary),2023-01-03 10:00:00,US0000000002,TST,Test,2,0.1,USD,,,,0.18,EUR,0.03,USD,,,,',
      'Stock split close,2023-01-04 10:00:00,US0000000002,TST,Test,2,10,USD,1.1,,,18,EUR,,,,c,,',
      'Stock split open,2023-01-04 10:00:01,US0000000002,TST,Test,4,5,USD,1.1,,,18,EUR,,,,d,,'
    ]
  ],
  [
    degiroAccount,
    ';',
    'Datum;Tijd;Valutadatum;Product;ISIN;Omschrijving;FX;Mutatie;;Saldo;;Order Id',
    [
      '05-01-2024;09:00;04-01-2024;PROEF NV;NL0000000001;Dividendbelasting;;EUR;-0,30;EUR;1,00;',
      '05-01-2024;09:00;04-01-2024;PROEF NV;NL0000000001;Dividend;;EUR;2,00;EUR;1,30;',
      '03-01-2024;15:31;03-01-2024;TEST;US0000000002;Valuta Creditering;1,1;USD;110,00;USD;0,00;aa',
      '03-01-2024;15:31;03-01-2024;TEST;US0000000002;Valuta Debitering;;EUR;-100,00;EUR;9,00;aa',
      '03-01-2024;15:31;03-01-2024;TEST;US0000000002;DEGIRO Transactiekosten en/of kosten van derden;;EUR;-2,00;EUR;1,0;aa',
      '03-01-2024;15:31;03-01-2024;TEST;US0000000002;Koop 4 @ 27,5 USD;;USD;-110,00;USD;-110,00;aa',
      '02-01-2024;10:00;02-01-2024;TEST;US0000000002;FUSIE: Koop 4 @ 0 EUR;;EUR;0,00;EUR;0,00;',
      '02-01-2024;10:00;02-01-2024;OUD;US0000000003;FUSIE: Verkoop 8 @ 0 EUR;;EUR;0,00;EUR;0,00;',
      '01-01-2024;10:00;01-01-2024;;;iDEAL Deposit;;EUR;1.000,00;EUR;1.000,00;'
    ]
  ],
  [
    degiroTransactions,
    ',',
    'Date,Time,Product,ISIN,Reference,Venue,Quantity,Price,,Local value,,Value,,Exchange rate,Transaction and/or third,,Total,,Order ID',
    ['03-01-2024,15:31,TEST,US0000000002,NSY,XNYS,4,27.5,USD,-110.00,USD,-100.00,EUR,1.1,-2.00,EUR,-102.00,EUR,aa']
  ],
  [
    tradeRepublic,
    ',',
    'datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,currency,original_amount,original_currency,fx_rate,description,transaction_id',
    [
      '2025-01-02T10:00:00Z,2025-01-02,DEFAULT,CASH,CUSTOMER_INBOUND,,A,,,,100,,,EUR,,,,,t1',
      '2025-01-03T10:00:00Z,2025-01-03,DEFAULT,TRADING,BUY,STOCK,P,DE0000000012,10,2,-20,-1,,EUR,,,,,t2',
      '2025-01-04T10:00:00Z,2025-01-04,DEFAULT,CORPORATE_ACTION,SPLIT,STOCK,P,DE0000000012,10,,,,,EUR,,,,,t3',
      '2025-01-05T10:00:00Z,2025-01-05,DEFAULT,CORPORATE_ACTION,MERGER,STOCK,P,DE0000000012,-20,,,,,EUR,,,,,t4',
      '2025-01-05T10:00:00Z,2025-01-05,DEFAULT,CORPORATE_ACTION,MERGER,STOCK,N,DE0000000020,10,,5,,,EUR,,,,,t5',
      '2025-01-06T10:00:00Z,2025-01-06,DEFAULT,CASH,DIVIDEND,STOCK,N,DE0000000020,10,,1,,-0.2,EUR,,,,,t6'
    ]
  ],
  [
    tradeRepublic,
    ';',
    'Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern',
    ['2024-05-02;Kauf;-51,00;P;DE0000000012;2,5;-1,00;', '2024-05-04;Dividende;0,75;P;DE0000000012;;;-0,25']
  ],
  [
    swissquote,
    ';',
    'Date;Order #;Transaction;Symbol;Name;ISIN;Quantity;Unit price;Costs;Accrued Interest;Net Amount;Balance;Currency',
    [
      '02-02-2023 09:00:00;111;Buy;TST;TEST;CH0000000011;10.0;50.0;5.00;0.00;-505.00;9.00;CHF',
      '05-02-2023 09:00:00;000;Dividend;TST;TEST;CH0000000011;1.0;10.00;3.50;0.00;6.50;4.5;CHF',
      '08-02-2023 09:00:00;114;Forex debit;;;;1.0;90.00;0.00;0.00;-90.00;4.9;CHF',
      '08-02-2023 09:00:00;114;Forex credit;;;;1.0;100.00;0.00;0.00;100.00;1.0;USD',
      '09-02-2023 09:00:00;000;Debit;;;;1.0;10.00;2.00;0.00;-12.00;4.5;CHF'
    ]
  ],
  [
    etoro,
    ',',
    'Date,Type,Details,Amount,Units,Realized Equity Change,Realized Equity,Balance,Position ID,Asset type,NWA',
    [
      '02/02/2024 10:00:00,Open Position,TST/USD,500.00,10,0.00,1.00,5.00,1,Stocks,0.00',
      '03/02/2024 10:00:00,corp action: Split,TST/USD 2:1,0.00,-,0.00,1.00,5.00,1,Stocks,0.00',
      '04/02/2024 10:00:00,Dividend,TST/USD,1.70,-,1.70,1.70,5.70,1,Stocks,0.00',
      '08/02/2024 13:00:00,Withdraw Request,-,-100.00,-,-100.00,1.0,1.0,-,,0.00'
    ]
  ],
  [
    revolutInvest,
    ',',
    'Date,Ticker,Type,Quantity,Price per share,Total Amount,Currency,FX Rate',
    [
      '2024-01-02T10:00:00Z,TST,BUY - MARKET,2,USD 100,USD 201,USD,1.1',
      '2024-01-03T10:00:00Z,TST,STOCK SPLIT,2,,$0,USD,1.1',
      '2024-01-04T10:00:00Z,TST,MERGER - STOCK,-4,,$0,USD,1.1',
      '2024-01-04T10:00:00Z,NEW,MERGER - STOCK,1,,$3,USD,1.1',
      '2024-01-07T10:00:00Z,,CASH WITHDRAWAL,,,-$20.00,USD,1.1'
    ]
  ],
  [
    revolutOther,
    ',',
    'Symbol,Type,Quantity,Price,Value,Fees,Date',
    ['BTC,Buy,0.01,€40000.00,€400.00,€5.96,3 Mar 2024 10:11:12', 'DOT,Staking reward,0.5,€6.00,€3.00,€0.00,4 Mar 2024']
  ],
  [
    revolutOther,
    ';',
    'Date;Description;Value, EUR;Price per share;Quantity of shares',
    ['2 Jan 2025;BUY EUR Class R IE0000000015;100.00;1.0000;100.00', '3 Jan 2025;Interest PAID EUR;0.2973;;']
  ],
  [
    coinbase,
    ',',
    'ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
    [
      'b1,2024-02-03 10:00:00 UTC,Buy,BTC,0.002,EUR,€40000.00,€80.00,€81.49,€1.49,',
      'c1,2024-12-05 06:33:40 UTC,Convert,BTC,0.01,EUR,€9.00,€890.00,€900.00,,Converted 0.01 BTC to 400.5 XRP',
      'e2,2025-01-07 19:26:56 UTC,Send,ETH2,-0.6,EUR,€3,-€1,-€1,€0.00,',
      'e3,2025-01-07 19:26:56 UTC,Receive,ETH,0.6,EUR,€3,€1,€1,€0.00,'
    ]
  ],
  [
    coinbasePro,
    ',',
    'portfolio,type,time,amount,balance,amount/balance unit,transfer id,trade id,order id',
    [
      'default,deposit,2020-01-01T09:00:00.000Z,1000,1000,EUR,t1,,',
      'default,match,2020-01-02T09:00:00.000Z,-400,600,EUR,,11,o1',
      'default,match,2020-01-02T09:00:00.000Z,2,2,LTC,,11,o1',
      'default,fee,2020-01-02T09:00:00.000Z,-2,598,EUR,,11,o1'
    ]
  ],
  [
    kraken,
    ',',
    'txid,refid,time,type,subtype,aclass,asset,amount,fee,balance',
    [
      'L1,D1,2021-01-04 08:01:00,deposit,,currency,ZEUR,1000,0,1000',
      'L2,T1,2021-01-05 10:00:00,trade,,currency,ZEUR,-250,0.65,749',
      'L3,T1,2021-01-05 10:00:00,trade,,currency,XXBT,0.01,0,0.01',
      'L4,S1,2021-01-06 10:00:00,staking,,currency,DOT.S,0.02,0,0.02'
    ]
  ],
  [
    binance,
    ',',
    'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark',
    [
      '7,2024-03-02 10:00:00,Spot,Transaction Spend,EUR,-100,',
      '7,2024-03-02 10:00:00,Spot,Transaction Buy,SOL,1,',
      '7,2024-03-02 10:00:00,Spot,Transaction Fee,BNB,-0.0002,',
      '7,2024-03-03 10:00:00,Spot,Deposit,SOL,1,',
      '7,2024-03-03 10:00:00,Earn,Staking Rewards,SOL,1,'
    ]
  ],
  [
    nexo,
    ',',
    'Transaction,Type,Input Currency,Input Amount,Output Currency,Output Amount,USD Equivalent,Details,Date / Time (UTC)',
    [
      'N2,Exchange Deposited On,EUR,100,EURX,100,$110,approved / EUR,2022-01-01 10:01:00',
      'N3,Exchange,EURX,-60,BTC,0.002,$66,approved / Exchange,2022-01-02 10:00:00',
      'N4,Interest,BTC,0.00001,BTC,0.00001,$0.33,approved / Interest,2022-01-03 10:00:00',
      'N5,Manual Sell Order,USDC,-52,USDC,52,$52,approved / Repayment,2024-02-05 19:03:47',
      'N6,Withdraw Exchanged,EUR,-40,EUR,40,$44,approved / EUR,2022-01-05 11:00:00'
    ]
  ]
];

const junk = [
  '',
  '-',
  '0',
  '-1',
  '-0.5',
  '0.00',
  'abc',
  '1,5',
  '1.234',
  '€5',
  '(3.00)',
  'NaN',
  '2024-13-45',
  '99999999999',
  'EUR',
  'XXX',
  '"',
  'sell',
  'Buy',
  '1e-20',
  ' '
];
const damage = fc.array(fc.record({ row: fc.nat(20), cell: fc.nat(24), text: fc.constantFrom(...junk) }), {
  maxLength: 5
});

describe('files with damaged cells', () => {
  it.each(
    samples.map(([reader, delimiter, header, rows]) => ({
      id: `${reader.id} ${header.slice(0, 20)}`,
      reader,
      delimiter,
      header,
      rows
    }))
  )('$id: every row is booked soundly, refused or passed over', ({ reader, delimiter, header, rows }) => {
    fc.assert(
      fc.property(damage, fc.subarray([...rows], { minLength: 1 }), (damages, chosen) => {
        const table = chosen.map((row) => row.split(delimiter));
        for (const { row, cell, text } of damages) {
          const cells = table[row % table.length];
          if (cells) cells[cell % cells.length] = text;
        }
        const lines = table.map((cells) => cells.join(delimiter));
        const sheet = readBy(reader, [header, ...lines].join('\n'));
        expect(brokenFields(sheet)).toEqual([]);
        if (lines.some((line) => line.includes('"'))) return;
        const full = lines.map((line, at) => (line.replace(/[;,\s]/g, '') === '' ? -1 : at + 2)).filter((at) => at > 0);
        const booked = new Set(sheet.lines);
        expect(full.filter((line) => !booked.has(line))).toEqual([]);
      }),
      { numRuns: 80, seed: 20_250_131 }
    );
  });
});
