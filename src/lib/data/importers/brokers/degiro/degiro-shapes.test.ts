import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, problemTexts, statedTexts } from '../rows/stated.fixture';
import { degiroAccount, degiroTransactions } from './degiro';

const dutch = 'Datum,Tijd,Valutadatum,Product,ISIN,Omschrijving,FX,Mutatie,,Saldo,,Order Id';
const bond = 'OBLIGATIE 2.3% 33,NL0000000019';

/** Name of the shape, header, rows, what is stated. */
const accounts: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'a bond in percent, its coupon and its accrued interest',
    dutch,
    [
      `05-01-2025,09:00,04-01-2025,${bond},Coupon,,EUR,"46,00",EUR,"100,00",`,
      `03-01-2025,15:31,03-01-2025,${bond},"Koop 2.000 @ 96,2 EUR",,EUR,"-1.924,00",EUR,"54,00",aaaa-bbbb`
    ],
    [
      '2025-01-03 buy NL0000000019 | quantity 2000 | price 96.2 | gross 1924 EUR',
      '2025-01-05 interest NL0000000019 | gross 46 EUR'
    ]
  ],
  [
    'securities lent and a welcome gift',
    dutch,
    [
      '12-08-2026,07:33,31-07-2026,,,Verrekening Welkomstactie,,EUR,"3,10",EUR,"3,19",',
      '28-08-2026,14:16,28-08-2026,,,Inkomsten uit Securities Lending - Juni,,EUR,"0,09",EUR,"0,09",'
    ],
    ['2026-08-12 fee | cash -3.1 EUR', '2026-08-28 interest | gross 0.09 EUR']
  ],
  [
    'units renamed under a new number',
    dutch,
    [
      '08-12-2025,12:25,08-12-2025,WERELD,IE0000000019,Wijziging ISIN: LU0000000019 naar IE0000000019,,,,EUR,"61,05",',
      '08-12-2024,12:26,08-12-2024,WERELD,LU0000000019,"Koop 1 @ 38,95 EUR",,EUR,"-38,95",EUR,"61,05",abc'
    ],
    [
      '2024-12-08 buy LU0000000019 | quantity 1 | price 38.95 | gross 38.95 EUR',
      '2025-12-08 reorganisation LU0000000019 | kind exchange | keeps false | retained 0 | receives [instrument IE0000000019 numerator 1 denominator 1 basis 1]'
    ]
  ],
  [
    'the layout with the currency behind the amount',
    'Date,Time,Value date,Product,ISIN,Description,FX,,Amount,,Balance,,Order ID',
    [
      '15-05-2025,00:00,15-05-2025,ACME,US0000000019,Dividend,,USD,2.50,USD,500.00,USD,',
      '15-05-2025,00:00,15-05-2025,ACME,US0000000019,Withholding Tax,,USD,-0.38,USD,499.62,USD,'
    ],
    ['2025-05-15 dividend US0000000019 | gross 2.5 USD | taxes 0.38']
  ],
  [
    'Polish, parted by semicolons',
    'Data;Czas;Data waluty;Produkt;ISIN;Opis;FX;Zmiana;;Saldo;;Identyfikator zlecenia',
    [
      '15-05-2025;00:00;15-05-2025;ACME;US0000000019;Dywidenda;;USD;1.010,00;USD;5.000,00;',
      '15-05-2025;00:00;15-05-2025;ACME;US0000000019;Podatek od dywidendy;;USD;-151,50;USD;4.848,50;'
    ],
    ['2025-05-15 dividend US0000000019 | gross 1010 USD | taxes 151.5']
  ]
];

const exchangeHeads = ['Achat 4800 EUR/CHF@0,9370 CHF', 'Vente 4800 EUR/CHF@0,9370 CHF'] as const;

describe('the account statement of DEGIRO', () => {
  test.each(accounts)('reads %s', (_name, header, rows, stated) => {
    const sheet = readBy(degiroAccount, [header, ...rows].join('\n'));
    expect(statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''))).toEqual(stated);
    expect([problemTexts(sheet), brokenFields(sheet)]).toEqual([[], []]);
  });

  it('takes an order of currency for an exchange, never for a security', () => {
    for (const text of exchangeHeads) {
      const sheet = readBy(
        degiroAccount,
        [
          dutch,
          `11-10-2024,10:43,11-10-2024,EUR/CHF,,"${text}",,CHF,"-4.497,60",CHF,"0,00",o1`,
          `11-10-2024,10:43,11-10-2024,EUR/CHF,,"${text}",,EUR,"4.800,00",EUR,"4.800,00",o1`
        ].join('\n')
      );
      expect(statedTexts(sheet)).toEqual(['2024-10-11 exchange | sold 4497.6 CHF | bought 4800 EUR']);
      expect(sheet.instruments.size).toBe(0);
    }
  });
});

const transactions: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'the older layout without values in the account currency',
    'Date,Time,Product,ISIN,Reference Exchange,Execution Venue,Quantity,Price,,Value,,Transaction and/or third,,Total,,Order ID',
    ['15-03-2025,09:15,ACME,US0000000019,NDQ,XNAS,10,175.50,USD,-1755.00,USD,-1.00,USD,-1756.00,USD,aaa'],
    ['2025-03-15 buy US0000000019 | quantity 10 | price 175.5 | gross 1755 USD | fees 1']
  ],
  [
    'Spanish',
    'Fecha,Hora,Producto,ISIN,Bolsa de,Centro de ejecución,Número,Precio,,Valor local,,Valor,,Tipo de cambio,Costes de transacción,,Total,,ID Orden',
    [
      '15-03-2025,09:15,ACME,US0000000019,NDQ,XNAS,10,"175,5000",USD,"-1755,00",USD,"-1610,09",EUR,"1,0900","-2,00",EUR,"-1612,09",EUR,aaa'
    ],
    ['2025-03-15 buy US0000000019 | quantity 10 | price 161.009 | gross 1610.09 EUR | fees 2']
  ],
  [
    'Portuguese with a bond and with pence',
    'Data,Hora,Produto,ISIN,Bolsa de referência,Local de execução,Quantidade,Preço,,Valor local,,Valor EUR,Taxa de câmbio,Custo AutoFX,Custos de transação e/ou de terceiros EUR,Total EUR,ID da Ordem,',
    [
      '16-03-2025,09:15,BOND 2.3% 33,NL0000000019,XET,XETA,2.000,"96,2000",EUR,"-1924,00",EUR,"-1924,00",,,"-2,00","-1926,00",,bbb',
      '17-03-2025,09:15,BETA,GB0000000019,LSE,XLON,100,"72,5400",GBX,"-7254,00",GBX,"-86,00","84,35","-0,22","-4,90","-91,12",,ccc'
    ],
    [
      '2025-03-16 buy NL0000000019 | quantity 2000 | price 96.2 | gross 1924 EUR | fees 2',
      '2025-03-17 buy GB0000000019 | quantity 100 | price 0.86 | gross 86 EUR | fees 5.12'
    ]
  ]
];

describe('the transactions of DEGIRO', () => {
  test.each(transactions)('read %s', (_name, header, rows, stated) => {
    const sheet = readBy(degiroTransactions, [header, ...rows].join('\n'));
    expect(statedTexts(sheet)).toEqual(stated);
    expect([problemTexts(sheet), brokenFields(sheet)]).toEqual([[], []]);
  });
});
