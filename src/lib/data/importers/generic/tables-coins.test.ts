import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Bitpanda',
    rows: [
      '"Disclaimer: All data is without guarantee"',
      '"Test User, test@example.com"',
      '"Account opened at: 2.12.2019, 17:23:56"',
      '',
      '"Transaction ID",Timestamp,"Transaction Type",In/Out,"Amount Fiat",Fiat,"Amount Asset",Asset,"Asset market price","Asset market price currency","Asset class","Product ID",Fee,"Fee asset",Spread,"Spread Currency","Tax Fiat"',
      'F1,2022-01-03T12:56:40+01:00,deposit,incoming,500.00,EUR,-,EUR,-,-,Fiat,-,0.00000000,EUR,-,-,0.00',
      'T1,2022-01-29T16:21:30+01:00,buy,outgoing,100.00,EUR,0.04245838,ETH,2355.25,EUR,Cryptocurrency,5,-,-,-,-,0.00',
      'T2,2022-02-28T16:21:30+01:00,sell,incoming,50.00,EUR,0.02,ETH,2500,EUR,Cryptocurrency,5,-,-,-,-,0.00',
      'T3,2022-03-29T16:21:30+01:00,sell,incoming,50.00,EUR,0.02,ETH,2500,EUR,Cryptocurrency,5,-,-,-,-,0.00',
      'C2,2022-04-29T16:21:30+01:00,transfer,incoming,2.00,EUR,0.001,ETH,2000,EUR,Cryptocurrency,5,-,-,-,-,0.00',
      'C3,2022-05-29T16:21:30+01:00,withdrawal,outgoing,30.00,EUR,-,EUR,-,-,Fiat,-,0.00000000,EUR,-,-,0.00'
    ],
    booked: [
      '2022-01-03 deposit 500 EUR',
      '2022-01-29 buy ETH 0.04245838 at 2355.25 = 100 EUR',
      '2022-02-28 sell ETH 0.02 at 2500 = 50 EUR',
      '2022-03-29 sell ETH 0.02 at 2500 = 50 EUR',
      '2022-04-29 delivery-in ETH 0.001 for 2 EUR',
      '2022-05-29 withdrawal 30 EUR'
    ]
  },
  {
    name: 'Bitvavo',
    rows: [
      'Timezone,Date,Time,Type,Currency,Amount,Quote Currency,Quote Price,Received / Paid Currency,Received / Paid Amount,Fee currency,Fee amount,Status,Transaction ID,Address',
      'Europe/Amsterdam,2023-11-30,11:37:41,withdrawal,ETH,-0.005,,,,,ETH,0.001,Completed,552f318e,0xae',
      'Europe/Amsterdam,2023-11-30,11:36:46.620,buy,ETH,0.01,EUR,1862.8,EUR,-18.65,EUR,0.022,Completed,953ddfc4,',
      'Europe/Amsterdam,2023-11-30,11:33:24,deposit,EUR,100,,,,,EUR,0,Completed,fee8dd13,NL12',
      'Europe/Amsterdam,2023-11-30,12:15:46.637,sell,ETH,-0.004,EUR,1597.5,EUR,6.36,EUR,0.03,Completed,59dcec17,',
      'Europe/Amsterdam,2023-12-14,10:48:36,staking,ETH,0.00001819,,,,,ETH,,Distributed,6661d3a1,'
    ],
    booked: [
      '2023-11-30 deposit 100 EUR',
      '2023-11-30 buy ETH 0.01 at 1862.8 = 18.628 EUR fee 0.022',
      '2023-11-30 delivery-out ETH 0.005',
      '2023-11-30 sell ETH 0.001 at 1600 = 1.6 EUR',
      '2023-11-30 fee ETH 1.6 EUR',
      '2023-11-30 sell ETH 0.004 at 1597.5 = 6.39 EUR fee 0.03',
      '2023-12-14 income-in-kind ETH 0.00001819 worth 0 EUR'
    ],
    asks: ['deliveries', 'coin-values']
  },
  {
    name: 'Bitstamp',
    rows: [
      'Type,Datetime,Account,Amount,Value,Rate,Fee,Sub Type',
      'Deposit,"Jan. 02, 2024, 04:14 AM",Main Account,1000.00 USD,,,,',
      'Market,"Jan. 05, 2024, 04:14 AM",Main Account,0.01000000 BTC,420.00 USD,42000.00 USD,1.05 USD,Buy',
      'Market,"Feb. 05, 2024, 04:14 PM",Main Account,0.00400000 BTC,172.00 USD,43000.00 USD,0.43 USD,Sell',
      'Withdrawal,"Feb. 15, 2024, 04:14 PM",Main Account,0.00100000 BTC,,,,'
    ],
    booked: [
      '2024-01-02 deposit 1000 USD',
      '2024-01-05 buy BTC 0.01 at 42000 = 420 USD fee 1.05',
      '2024-02-05 sell BTC 0.004 at 43000 = 172 USD fee 0.43',
      '2024-02-15 delivery-out BTC 0.001'
    ],
    asks: ['deliveries']
  },
  {
    name: 'Koinly',
    rows: [
      'Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash',
      '2026-01-01 09:00:00,,,1000,EUR,,,,,,,',
      '2026-01-02 09:00:00,500,EUR,0.01,BTC,1,EUR,500,EUR,,,',
      '2026-01-03 09:00:00,0.002,BTC,110,EUR,1,EUR,110,EUR,,,',
      '2026-01-04 09:00:00,0.004,BTC,0.08,ETH,,,220,EUR,,,',
      '2026-01-05 10:00:00,,,0.001,ETH,,,2.7,EUR,staking,,',
      '2026-01-06 10:00:00,0.01,ETH,,,,,,,,,'
    ],
    booked: [
      '2026-01-01 deposit 1000 EUR',
      '2026-01-02 buy BTC 0.01 at 50000 = 500 EUR fee 1',
      '2026-01-03 sell BTC 0.002 at 55000 = 110 EUR fee 1',
      '2026-01-04 sell BTC 0.004 at 55000 = 220 EUR',
      '2026-01-04 buy ETH 0.08 at 2750 = 220 EUR',
      '2026-01-05 income-in-kind ETH 0.001 worth 2.7 EUR',
      '2026-01-06 delivery-out ETH 0.01'
    ],
    asks: ['deliveries']
  },
  {
    name: 'Cointracking',
    rows: [
      '"Type","Buy","Cur.","Sell","Cur.","Fee","Cur.","Exchange","Group","Comment","Date","Tx-ID"',
      '"Deposit","1000.00000000","EUR","","","0.00000000","","Kraken","","","2025-01-01 09:12:27",""',
      '"Trade","0.00550000","BTC","500.00000000","EUR","19.00000000","EUR","Kraken","","","2025-01-01 10:12:27",""',
      '"Trade","200.00000000","EUR","0.00220000","BTC","2.00000000","EUR","Kraken","","","2025-01-11 10:12:27",""',
      '"Withdrawal","","","0.00100000","BTC","0.00000000","","","","","2025-01-12 10:12:27",""'
    ],
    booked: [
      '2025-01-01 deposit 1000 EUR',
      '2025-01-01 buy BTC 0.0055 at 90909.090909 = 500 EUR fee 19',
      '2025-01-11 sell BTC 0.0022 at 90909.090909 = 200 EUR fee 2',
      '2025-01-12 delivery-out BTC 0.001'
    ],
    asks: ['deliveries']
  },
  {
    name: 'Delta',
    rows: [
      'Date,Way,Base amount,Base currency (name),Base type,Quote amount,Quote currency,Exchange,Sent/Received from,Sent to,Fee amount,Fee currency (name),Broker,Notes',
      '2023-05-08 15:00:00-04:00,DEPOSIT,5000,USD,FIAT,,,,,,,,Alfa,',
      '2023-05-08 15:00:00-04:00,BUY,5,ACME,STOCK,1250,USD,Nasdaq,,,,,Alfa,',
      '2023-05-09 15:00:00-04:00,DIVIDEND,,ACME,STOCK,2.5,USD,Nasdaq,,,0.5,USD,Alfa,',
      '2023-06-01 19:31:54-04:00,BUY,1,SOL (Solana),CRYPTO,20,USD,Binance,,,,,,',
      '2023-06-02 19:31:54-04:00,SELL,0.5,SOL (Solana),CRYPTO,11,USD,Binance,,,,,,'
    ],
    booked: [
      '2023-05-08 deposit 5000 USD',
      '2023-05-08 buy ACME 5 at 250 = 1250 USD',
      '2023-05-09 dividend ACME 2.5 USD fee 0.5',
      '2023-06-01 buy SOL 1 at 20 = 20 USD',
      '2023-06-02 sell SOL 0.5 at 22 = 11 USD'
    ]
  },
  {
    name: 'Crypto.com',
    rows: [
      'Timestamp (UTC),Transaction Description,Currency,Amount,To Currency,To Amount,Native Currency,Native Amount,Native Amount (in USD),Transaction Kind,Transaction Hash',
      '2025-01-01 08:35:20,EUR -> BTC,EUR,-100,BTC,0.002,EUR,100,110,viban_purchase,',
      '2025-01-07 11:43:48,EGLD -> USDC,EGLD,-4.15,USDC,150.86,EUR,143.33,169.37,crypto_exchange,',
      '2024-11-11 00:33:50,Cardholder CRO Stake Reward,CRO,9.9110424,,,EUR,1.07,1.26,finance.lockup.dpos_compound_interest.crypto_wallet,',
      '2024-08-02 08:18:46,USDT (SOL) Deposit,USDT,78.218523,,,EUR,70.79,83.65,crypto_deposit,Pb'
    ],
    booked: [
      '2024-08-02 delivery-in USDT 78.218523 for 70.79 EUR',
      '2024-11-11 income-in-kind CRO 9.9110424 worth 1.07 EUR',
      '2025-01-01 buy BTC 0.002 at 50000 = 100 EUR',
      '2025-01-07 sell-short EGLD 4.15 at 34.537349397 = 143.33 EUR',
      '2025-01-07 buy USDC 150.86 at 0.9500861726 = 143.33 EUR'
    ],
    asks: ['opens-short']
  },
  {
    name: 'Kucoin',
    rows: [
      'UID,Account Type,Order ID,Symbol,Side,Order Type,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time(UTC+01:00),Fee,Fee Currency,Tax',
      '1234,mainAccount,6501,BTC-USDT,BUY,MARKET,42000,0.01,420,420,2024-01-05 10:00:00,0.42,USDT,',
      '1234,mainAccount,6502,BTC-USDT,SELL,MARKET,43000,0.005,215,215,2024-01-06 10:00:00,0.215,USDT,'
    ],
    booked: [
      '2024-01-05 buy BTC 0.01 at 42000 = 420 USDT fee 0.42',
      '2024-01-06 sell BTC 0.005 at 43000 = 215 USDT fee 0.215'
    ]
  },
  {
    name: 'Relai',
    rows: [
      'Date,Transaction Type,BTC Amount,BTC Price,Currency Pair,Fiat Amount (excl. fees),Fiat Currency,Fee,Fee Currency,Destination,Operation ID,Counterparty',
      '2024-09-15T14:23:17Z,Sell,0.00284516,92341.28,BTC/CHF,262.73,CHF,0.00,CHF,CH76,39a4ed08,Relai',
      '2024-07-22T09:41:06Z,Buy,0.00384516,95287.63,BTC/CHF,366.39,CHF,2.45,CHF,bc1q,02731d4a,Relai'
    ],
    booked: [
      '2024-07-22 buy BTC 0.00384516 at 95287.63 = 366.39 CHF fee 2.45',
      '2024-09-15 sell BTC 0.00284516 at 92341.28 = 262.73 CHF'
    ]
  },
  {
    name: 'Wise',
    rows: [
      'ID,Status,Direction,Created on,Finished on,Source fee amount,Source fee currency,Target fee amount,Target fee currency,Source name,Source amount (after fees),Source currency,Target name,Target amount (after fees),Target currency,Exchange rate,Reference,Batch,Created by,Category,Note',
      'TRANSFER-1002,COMPLETED,IN,2026-01-31 09:00:00,2026-01-31 09:01:30,,,0.00,GBP,Acme Ltd,2500.00,GBP,Alex Example,2500.00,GBP,1,Invoice 42,,,,',
      'BALANCE-1003,COMPLETED,NEUTRAL,2026-02-01 14:20:05,2026-02-01 14:23:11,4.10,GBP,,,Alex Example,995.90,GBP,Alex Example,1165.20,EUR,1.17,,,Alex Example,,',
      'TRANSFER-1001,COMPLETED,OUT,2026-02-03 14:20:05,2026-02-03 14:23:11,0.45,EUR,,,Alex Example,120.00,EUR,Landlord GmbH,120.00,EUR,1,Rent,,Alex Example,Housing,'
    ],
    booked: [
      '2026-01-31 deposit 2500 GBP',
      '2026-02-01 exchange 995.9 GBP for 1165.2 EUR fee 4.1',
      '2026-02-03 withdrawal 120 EUR',
      '2026-02-03 fee 0.45 EUR'
    ]
  },
  {
    name: 'an exchange in one row',
    rows: [
      'Date,Type,From Amount,From Currency,To Amount,To Currency,Fee,Fee Currency',
      '2026-01-01,Deposit,1000,EUR,,,,',
      '2026-01-05,Conversion,500,EUR,545,USD,1,EUR'
    ],
    booked: ['2026-01-01 deposit 1000 EUR', '2026-01-05 exchange 500 EUR for 545 USD fee 1']
  }
];

describe('tables of coins and payments', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
