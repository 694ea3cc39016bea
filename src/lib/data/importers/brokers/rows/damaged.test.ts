import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { currencyCode } from '$lib/domain/money';
import { BrokenFileError, type StatementReader } from '../../sheet/reader';
import { StatementSheet } from '../../sheet/statement-sheet';
import { openSource } from '../../source/source';
import { fidelity } from '../fidelity/fidelity';
import { ibkrCsv } from '../ibkr-csv/ibkr-csv';
import { ibkrFlex } from '../ibkr-flex/ibkr-flex';
import { acme, action, beta, cash, flex, put, row, trade } from '../ibkr-flex/flex.fixture';
import { ofx } from '../ofx/ofx';
import { qif } from '../qif/qif';
import { schwab } from '../schwab/schwab';
import { vanguard } from '../vanguard/vanguard';
import { brokenFields } from './stated.fixture';

const files: readonly (readonly [StatementReader, string])[] = [
  [
    schwab,
    `Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount
03/24/2025,Assigned,ACME 03/21/2025 50.00 P,PUT,2,,,
03/24/2025,Buy,ACME,ACME CORP,200,$50.00,,"-$10,000.00"
03/20/2025,Reverse Split,ACME,ACME CORP,5,,,
03/20/2025,Reverse Split,890260854,ACME CORP XXXREVERSE,-50,,,
03/19/2025,Full Redemption,912828ZZ1,NOTE,-1000,,,$1000.00
03/18/2025,Stock Split,BETA,BETA INC,90,,,
03/17/2025,Cash In Lieu,BETA,BETA INC,,,,$5.00
03/17/2025,Security Transfer,BETA,BETA INC,10,,,
03/16/2025,Qualified Dividend,BETA,BETA INC,,,,$5.00`
  ],
  [
    fidelity,
    `Run Date,Action,Symbol,Description,Type,Price ($),Quantity,Commission ($),Fees ($),Accrued Interest ($),Amount ($),Cash Balance ($),Settlement Date
12/19/2025,REINVESTMENT ACME (Cash),ACME,ACME CORP,Cash,100,0.25,,,,-25.00,10.00,
12/19/2025,YOU SOLD ACME CORP (Cash),ACME,ACME CORP,Cash,60,-5,1.00,0.02,,298.98,5.50,12/16/2025
12/18/2025,DISTRIBUTION BETA INC,BETA,BETA INC,Cash,,30,,,,0.00,0,
12/17/2025,MERGER BETA INC,BETA,BETA INC,Cash,,-30,,,,10.00,0,`
  ],
  [
    vanguard,
    `Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,
11112222,WIDE MARKET ETF,WIDE,10.5,200,2100,

Account Number,Trade Date,Settlement Date,Transaction Type,Transaction Description,Investment Name,Symbol,Shares,Share Price,Principal Amount,Commissions and Fees,Net Amount,Accrued Interest,Account Type,
11112222,2025-03-20,2025-03-20,Reinvestment,Dividend Reinvestment,WIDE MARKET ETF,WIDE,0.5,200,-100,0,-100,0,CASH,
11112222,2025-03-10,2025-03-12,Sell,Sell,WIDE MARKET ETF,WIDE,-5,210,1050,0,1050,0,CASH,
11112222,2025-03-09,2025-03-12,Conversion (incoming),Sell,WIDE MARKET ETF,WIDE,-5,210,1050,0,1050,0,CASH,`
  ],
  [
    ibkrCsv,
    `"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","TradeMoney","CurrencyPrimary","IBCommission","IBCommissionCurrency"
"BUY","20240102","US0000000019","10","5","50","USD","-1","USD"
"SELL","20240104","","-100","1.1","-110","USD","-2","CHF"`
  ],
  [
    ibkrFlex,
    flex({
      Trades: [
        trade(put, '20240102', -2, 1.5, { openCloseIndicator: 'O' }),
        trade(put, '20240621', 2, 0, { transactionType: 'BookTrade', notes: 'A' }),
        trade(acme, '20240621', 200, 40, { transactionType: 'BookTrade', notes: 'A' }),
        trade({ assetCategory: 'CASH', symbol: 'EUR.USD', conid: '99' }, '20240102', -100, 1.1)
      ],
      CashTransactions: [cash('Dividends', 10, '20240305', acme), cash('Withholding Tax', -1, '20240305', acme)],
      CorporateActions: [
        action(acme, 'FS', 'ACME(US0000000019) SPLIT 4 FOR 1', '20240710', 600),
        action(beta, 'SO', 'ACME(US0000000019) SPINOFF 1 FOR 5', '20240711', 160),
        action(acme, 'TC', 'ACME(US0000000019) MERGED', '20240712', -800, { proceeds: 90, actionID: '7' }),
        action(beta, 'TC', 'ACME(US0000000019) MERGED', '20240712', 50, { value: 450, actionID: '7' })
      ],
      Transfers: [
        row('Transfer', { ...acme, accountId: 'U1', currency: 'USD', date: '20240801', direction: 'IN', quantity: 4 })
      ],
      OpenPositions: [row('OpenPosition', { ...acme, accountId: 'U1', currency: 'USD', position: 4 })]
    })
  ],
  [
    ofx,
    `<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><DTASOF>20240630<CURDEF>USD<INVACCTFROM><ACCTID>4411</INVACCTFROM><INVTRANLIST>
<BUYOPT><INVBUY><INVTRAN><FITID>1<DTTRADE>20240102</INVTRAN><SECID><UNIQUEID>O1<UNIQUEIDTYPE>CUSIP</SECID><UNITS>2<UNITPRICE>1.5<TOTAL>-300</INVBUY><SHPERCTRCT>100</BUYOPT>
<SPLIT><INVTRAN><FITID>2<DTTRADE>20240103</INVTRAN><SECID><UNIQUEID>S1</SECID><NUMERATOR>2<DENOMINATOR>1</SPLIT>
<INCOME><INVTRAN><FITID>3<DTTRADE>20240103</INVTRAN><SECID><UNIQUEID>S1</SECID><INCOMETYPE>DIV<TOTAL>5</INCOME>
</INVTRANLIST><INVPOSLIST><POSOPT><INVPOS><SECID><UNIQUEID>O1</SECID><UNITS>2</INVPOS></POSOPT></INVPOSLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1>
<SECLIST><OPTINFO><SECINFO><SECID><UNIQUEID>O1</SECID><TICKER>AX</SECINFO><OPTTYPE>PUT<STRIKEPRICE>40<DTEXPIRE>20240621<SHPERCTRCT>100<SECID><UNIQUEID>O1</SECID></OPTINFO></SECLIST></OFX>`
  ],
  [
    qif,
    '!Account\nNHouse\nTInvst\n^\n!Type:Invst\nD1/ 3\'24\nNBuyX\nYAcme\nI50\nQ100\nO9.99\nT5009.99\nL[Bank]\n^\nD1/ 4\'24\nNStkSplit\nYAcme\nQ20\n^\nD1/ 5\'24\nNShrsIn\nYAcme\nQ2\n^\n!Type:Prices\n"ACME",45 3/8,"12/31\'24"\n^\n'
  ]
];

const rubbish = [
  '',
  '-',
  '0',
  '-1',
  '1e999',
  'NaN',
  '1/0',
  '99/99/9999',
  '<',
  '[x',
  '(x)',
  '*',
  '999999999999999999999',
  '0.0000000000000000001',
  'XQQ'
];

describe('a damaged cell', () => {
  test.each(files.map(([reader, text]) => [reader.id, reader, text] as const))(
    'of %s refuses its row at most',
    (_, reader, text) => {
      const places = [...text.matchAll(/[A-Za-z0-9.'$ -]+/g)].map(
        ({ index, 0: cell }) => [index, cell.length] as const
      );
      fc.assert(
        fc.property(fc.nat({ max: places.length - 1 }), fc.constantFrom(...rubbish), (at, bad) => {
          const [start = 0, length = 0] = places[at] ?? [];
          const damaged = text.slice(0, start) + bad + text.slice(start + length);
          const source = openSource(new TextEncoder().encode(damaged), 'damaged');
          const sheet = new StatementSheet({
            fileName: 'damaged',
            today: dayFromText('2026-11-21'),
            baseCurrency: currencyCode('EUR')
          });
          if (!reader.recognises(source)) return;
          try {
            reader.read(source, sheet);
          } catch (error) {
            if (!(error instanceof BrokenFileError)) throw error;
            return;
          }
          expect(brokenFields(sheet)).toEqual([]);
        }),
        { numRuns: 120, seed: 13 }
      );
    }
  );
});
