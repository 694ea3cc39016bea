import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import type { StatementReader } from '../../sheet/reader';
import { fidelity } from '../fidelity/fidelity';
import { portfolioPerformanceCsv } from '../portfolio-performance/portfolio-performance-csv';
import { qif } from '../qif/qif';
import { ofx } from '../ofx/ofx';
import { swissquote } from '../swissquote/swissquote';
import { tradeRepublic } from '../trade-republic/trade-republic';
import { brokenFields, problemTexts, statedTexts } from './stated.fixture';

/** Name, reader, file, what is stated without its notes. */
const shapes: readonly (readonly [string, StatementReader, readonly string[], readonly string[]])[] = [
  [
    'an assigned put of Fidelity with its cash, and a core position that is cash',
    fidelity,
    [
      'Run Date,Account,Action,Symbol,Description,Quantity,Price,Commission,Fees,Amount,Settlement Date',
      '01/15/2026,X1,YOU SOLD, -ACME260219P50,ACME FEB 19 2026 $50 PUT,-2,$5.00,$1.30,$0.00,$998.70,01/17/2026',
      '02/19/2026,X1,ASSIGNED, -ACME260219P50,ACME FEB 19 2026 $50 PUT,2,$0.00,$0.00,$0.00,-$10000.00,02/19/2026',
      '02/20/2026,X1,REINVESTMENT CASH (315994103) (Cash),315994103,CASH,0.04,1,,,-0.04,'
    ],
    [
      '2026-01-15 sell ACME260219P50 | settles 2026-01-17 | quantity 2 | price 5 | gross 1000 USD | fees 1.3',
      '2026-02-19 assignment ACME260219P50 | quantity 2 | underlying ACME | units 200 | way receive | gross 10000 USD'
    ]
  ],
  [
    'fourteen columns of Swissquote and PostFinance',
    swissquote,
    [
      'Datum;Auftrag #;Transaktionen;Symbol;Name;ISIN;Anzahl;Stückpreis;Kosten;Aufgelaufene Zinsen;Nettobetrag;Nettobetrag in der Währung des Kontos;Saldo;Währung',
      "02.05.2023 09:31;39230910;Kauf;ACME;Acme ETF;US0000000019;12;370.85;25.30;;-4'475.50;-4'475.50;12'510.35;USD",
      "15.06.2023 00:00;;Dividende;ACME;Acme ETF;US0000000019;12;1.4875;;;17.85;17.85;12'528.20;USD",
      "30.06.2023 00:00;;Titeleingang;ACME;Acme ETF;US0000000019;5;;;;-;-;12'528.20;USD"
    ],
    [
      '2023-05-02 buy US0000000019 | quantity 12 | price 370.85 | gross 4450.2 USD | fees 25.3',
      '2023-06-15 dividend US0000000019 | gross 17.85 USD',
      '2023-06-30 delivery-in US0000000019 | quantity 5 | cost 0 USD'
    ]
  ],
  [
    'few columns of Portfolio Performance',
    portfolioPerformanceCsv,
    [
      'Datum;Typ;Wert;Buchungswährung;Konto',
      '01.03.2026;Einlage;500,00;EUR;Konto A',
      '02.03.2026;Zinsen;1,23;EUR;Konto A'
    ],
    ['2026-03-01 deposit | cash 500 EUR', '2026-03-02 interest | gross 1.23 EUR']
  ],
  [
    'Einlage in the converted history of Trade Republic',
    tradeRepublic,
    [
      'Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern',
      '2026-01-02T09:00:00;Einlage;1.000,00;Einzahlung;;;;',
      '2026-01-05T10:12:44;Kauf;-501,00;Acme;US0000000019;2,5;-1,00;'
    ],
    [
      '2026-01-02 deposit | cash 1000 EUR',
      '2026-01-05 buy US0000000019 | quantity 2.5 | price 200 | gross 500 EUR | fees 1'
    ]
  ],
  [
    'QIF after lines of remarks',
    qif,
    ['# written by a converter', '^', '!Type:Bank', "D1/ 2'04", 'T-12.50', 'PShop', '^'],
    ['2004-01-02 withdrawal | cash 12.5 EUR']
  ],
  [
    'OFX after a remark, with dates of ISO 8601',
    ofx,
    [
      '<?xml version="1.0"?><!-- written by a program -->',
      '<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><BANKID>1</BANKID><ACCTID>2</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>',
      '<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>2024-03-04T10:00:00</DTPOSTED><TRNAMT>-5.00</TRNAMT><FITID>f1</FITID><NAME>Shop</NAME></STMTTRN></BANKTRANLIST>',
      '</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>'
    ],
    ['2024-03-04 withdrawal | cash 5 EUR']
  ]
];

describe('other shapes of known formats', () => {
  test.each(shapes)('%s', (_name, reader, lines, stated) => {
    const sheet = readBy(reader, lines.join('\n'));
    expect(statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''))).toEqual(stated);
    const problems = problemTexts(sheet).filter((text) => !text.includes(' note '));
    expect([problems, brokenFields(sheet)]).toEqual([[], []]);
  });
});
