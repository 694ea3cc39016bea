import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Bux',
    rows: [
      'Transaction Time (CET),Transaction Category,Transaction Type,Transfer Type,Transaction Amount,Transaction Currency,Cash Balance Amount,Asset Id,Asset Name,Asset Quantity,Asset Price,Asset Currency,Currency Pair,Exchange Rate,Profit And Loss Amount,Profit And Loss Currency,Dividend Currency,Dividend Gross Amount,Dividend Net Amount,Dividend Tax Amount,Transaction Description',
      '2023-01-18 12:15:23.606000,deposits,Sepa Deposit,,1000,EUR,1000,,,,,,,,,,,,,,',
      '2023-03-21 13:37:29.383000,trades,Buy Trade,,-542.92,EUR,457.08,NL0011821202,ALFA,49,11.08,EUR,,,,,,,,,Transaction Amount: 542.92',
      '2023-03-21 13:37:29.384000,fees,Trading Fee,,-1.5,EUR,455.58,NL0011821202,ALFA,,,,,,,,,,,,',
      '2023-05-02 11:07:12.872000,fees,Subscription Fee,,-2.99,EUR,452.59,,,,,,,,,,,,,,',
      '2023-05-05 11:38:06.646000,dividends,Cash Dividend,,16.4,EUR,468.99,NL0011821202,ALFA,,,,,,,,EUR,19.29,16.4,2.89,',
      '2023-07-09 10:25:51.533000,interest,Interest Payment,,0.23,EUR,469.22,,,,,,,,,,,,,,',
      '2023-08-11 16:45:18.652000,trades,Buy Trade,,-10.0,EUR,459.22,US3755581036,Gil Sciences,0.104172,109.96,USD,EURUSD,1.14547,,,,,,,Transaction Amount: 11.45475312',
      '2023-09-06 09:21:16.051000,others,Promotional,CASH_CREDIT,4.67,EUR,463.89,,,,,,,,,,,,,,',
      '2023-10-31 11:16:47.570000,corporate_actions,General Corporate Action,ASSET_REDEEM,-1000.08,USD,,US3755581036,Gil Sciences,0.104172,500.04,USD,EURUSD,1.19388,200.89,EUR,,,,,Stock split',
      '2023-10-31 11:18:46.264000,corporate_actions,General Corporate Action,ASSET_DEPOSIT,1000.08,USD,,US3755581036,Gil Sciences,0.416688,125.01,USD,EURUSD,1.194,,,,,,,Stock split'
    ],
    booked: [
      '2023-01-18 deposit 1000 EUR',
      '2023-03-21 buy NL0011821202 49 at 11.08 = 542.92 EUR',
      '2023-03-21 fee NL0011821202 1.5 EUR',
      '2023-05-02 fee 2.99 EUR',
      '2023-05-05 dividend NL0011821202 19.29 EUR tax 2.89',
      '2023-07-09 interest 0.23 EUR',
      '2023-08-11 buy US3755581036 0.104172 at 95.995085051 = 10 EUR',
      '2023-09-06 interest 4.67 EUR',
      '2023-10-31 split US3755581036 4:1'
    ],
    asks: ['corporate-actions'],
    cash: { EUR: '463.89' }
  },
  {
    name: 'Bolero',
    rows: [
      'Datum;Transactie;Naam;ISIN;Aantal;Koers;Munt;Brutobedrag;Makelaarsloon;Beurstaks;Nettobedrag',
      '05/01/2026;Aankoop;Alfa NV;BE0003565737;10;60,00;EUR;600,00;7,50;2,10;-609,60',
      '12/01/2026;Verkoop;Alfa NV;BE0003565737;4;65,00;EUR;260,00;7,50;0,91;251,59',
      '20/01/2026;Coupon;Alfa NV;BE0003565737;6;1,00;EUR;6,00;;1,80;4,20'
    ],
    booked: [
      '2026-01-05 buy BE0003565737 10 at 60 = 600 EUR fee 7.5 tax 2.1',
      '2026-01-12 sell BE0003565737 4 at 65 = 260 EUR fee 7.5 tax 0.91',
      '2026-01-20 interest BE0003565737 6 EUR tax 1.8'
    ],
    cash: { EUR: '-353.81' }
  },
  {
    name: 'Boursorama',
    rows: [
      'Date opération;Date valeur;Opération;Valeur;Code ISIN;Montant;Quantité;Cours',
      '02/01/2026;02/01/2026;Virement reçu;;;1 000,00 €;;',
      '05/01/2026;07/01/2026;ACHAT COMPTANT;ALFA SA;FR0000120271;-505,00 €;10;50,00',
      '12/01/2026;14/01/2026;VENTE COMPTANT;ALFA SA;FR0000120271;208,00 €;-4;52,50',
      '20/01/2026;20/01/2026;COUPONS;ALFA SA;FR0000120271;4,50 €;6;0,75',
      '31/01/2026;31/01/2026;DROITS DE GARDE;;;-3,00 €;;',
      '31/01/2026;31/01/2026;TAXE TRANSACTIONS FINANCIERES;ALFA SA;FR0000120271;-1,50 €;;'
    ],
    booked: [
      '2026-01-02 deposit 1000 EUR',
      '2026-01-05 buy FR0000120271 10 at 50 = 500 EUR fee 5',
      '2026-01-12 sell FR0000120271 4 at 52.5 = 210 EUR fee 2',
      '2026-01-20 dividend FR0000120271 4.5 EUR',
      '2026-01-31 fee 3 EUR',
      '2026-01-31 tax FR0000120271 1.5 EUR'
    ],
    asks: ['amount-differs'],
    cash: { EUR: '703' }
  },
  {
    name: 'Bourse Direct',
    rows: [
      'Date;Type;Libellé;ISIN;Quantité;Cours;Montant brut;Courtage;TTF;Montant net;Devise',
      '05/01/2026;Achat Comptant;ALFA SA;FR0000120271;10;50,00;500,00;0,99;1,50;-502,49;EUR',
      '12/01/2026;Vente Comptant;ALFA SA;FR0000120271;4;52,50;210,00;0,99;;209,01;EUR',
      '20/01/2026;Coupons;ALFA SA;FR0000120271;6;0,75;4,50;;;4,50;EUR',
      '02/01/2026;Virement;Virement reçu;;;;;;;1 000,00;EUR'
    ],
    booked: [
      '2026-01-02 deposit 1000 EUR',
      '2026-01-05 buy FR0000120271 10 at 50 = 500 EUR fee 0.99 tax 1.5',
      '2026-01-12 sell FR0000120271 4 at 52.5 = 210 EUR fee 0.99',
      '2026-01-20 dividend FR0000120271 4.5 EUR'
    ]
  },
  {
    name: 'Fineco',
    rows: [
      'Dossier: 123456789,,,,,,,,,,,,,,',
      'Intestatario: ROSSI MARIO,,,,,,,,,,,,,,',
      ',,,,,,,,,,,,,,',
      'Titoli e operazioni,,,,,,,,,,,,,,',
      ',,,,,,,,,,,,,,',
      'Operazione,Data valuta,Descrizione,Titolo,Isin,Segno,Quantita,Divisa,Prezzo,Cambio,Controvalore,Commissioni Fondi Sw/Ingr/Uscita,Commissioni Fondi Banca Corrispondente,Spese Fondi Sgr,Commissioni amministrato',
      '15/01/2024,17/01/2024,Compravendita titoli,ALFA WORLD ACC,IE00B4L5Y983,A,5,EUR,105.71,,528.55,,,,2.95',
      '15/03/2024,19/03/2024,Compravendita titoli,ALFA WORLD ACC,IE00B4L5Y983,V,4,EUR,134.20,,536.80,,,,2.95',
      '20/02/2024,22/02/2024,Compravendita titoli,BETA INC,US0378331005,A,2,USD,178.50,1.0850,329.03,,,,12.95',
      '15/06/2024,17/06/2024,Dividendo,ALFA WORLD ACC,IE00B4L5Y983,,,EUR,,,20.95,,,,'
    ],
    booked: [
      '2024-01-15 buy IE00B4L5Y983 5 at 105.71 = 528.55 EUR fee 2.95',
      '2024-02-20 buy US0378331005 2 at 164.515 = 329.03 USD fee 12.95',
      '2024-03-15 sell IE00B4L5Y983 4 at 134.2 = 536.8 EUR fee 2.95',
      '2024-06-15 dividend IE00B4L5Y983 20.95 EUR'
    ]
  },
  {
    name: 'Directa',
    rows: [
      'Conto : CONTO COGNOME NOME ,,,,,,,,,,,',
      'Data estrazione : 2-1-2025 11:58:30,,,,,,,,,,,',
      ',,,,,,,,,,,',
      'Tutti i movimenti ordinati per Data Operazione,,,,,,,,,,,',
      'Data operazione,Data valuta,Tipo operazione,Ticker,Isin,Protocollo,Descrizione,Quantità,Importo euro,Importo Divisa,Divisa,Riferimento ordine',
      '30-12-2024,30-12-2024,Conferimento con bonifico,,,YYY,,0,1200,0,EUR,',
      '27-12-2024,27-12-2024,Provento etf,IEMA,IE00B2NPKV68,YYY,ALFA EMERGING,0,20.95,0,EUR,',
      '27-12-2024,27-12-2024,Rit.provento etf,IEMA,IE00B2NPKV68,YYY,ALFA EMERGING,0,-3.57,0,EUR,',
      '27-12-2024,27-12-2024,Ritenuta su plusvalenza,,,YYY,,0,-2.86,0,EUR,',
      '06-12-2024,05-12-2024,Cedola obb.,M.511185,IT0005595373,YYY,ALFA FX JUN29 EUR,0,71.25,0,EUR,',
      '02-12-2024,04-12-2024,Acquisto,IEMA,IE00B2NPKV68,,ALFA EMERGING,3,-431.04,0,EUR,XXX',
      '03-12-2024,04-12-2024,Vendita,IEMA,IE00B2NPKV68,,ALFA EMERGING,-1,144.04,0,EUR,XXX',
      '03-12-2024,04-12-2024,Commissioni,IEMA,IE00B2NPKV68,,ALFA EMERGING,0,-5,0,EUR,XXX'
    ],
    booked: [
      '2024-12-02 buy IEMA 3 at 143.68 = 431.04 EUR',
      '2024-12-03 fee IEMA 5 EUR',
      '2024-12-03 sell IEMA 1 at 144.04 = 144.04 EUR',
      '2024-12-06 interest 71.25 EUR',
      '2024-12-27 tax 2.86 EUR',
      '2024-12-27 tax IEMA 3.57 EUR',
      '2024-12-27 dividend IEMA 20.95 EUR',
      '2024-12-30 deposit 1200 EUR'
    ],
    cash: { EUR: '993.77' }
  },
  {
    name: 'Spanish',
    rows: [
      'Fecha operación;Fecha valor;Tipo;Título;ISIN;Nº títulos;Precio;Divisa;Efectivo bruto;Comisión;Gastos y cánones;Retención origen;Retención destino;Importe neto',
      '05/01/2026;07/01/2026;COMPRA;ALFA SA;ES0113211835;100;5,10;EUR;510,00;8,00;1,50;;;-519,50',
      '22/01/2026;24/01/2026;VENTA;ALFA SA;ES0113211835;40;5,60;EUR;224,00;8,00;1,20;;;214,80',
      '30/01/2026;30/01/2026;DIVIDENDO;ALFA SA;ES0113211835;60;0,20;EUR;12,00;;;;2,28;9,72',
      '31/01/2026;31/01/2026;CUSTODIA;;;;;;;3,00;;;;-3,00'
    ],
    booked: [
      '2026-01-05 buy ES0113211835 100 at 5.1 = 510 EUR fee 9.5',
      '2026-01-22 sell ES0113211835 40 at 5.6 = 224 EUR fee 9.2',
      '2026-01-30 dividend ES0113211835 12 EUR tax 2.28',
      '2026-01-31 fee 3 EUR'
    ],
    cash: { EUR: '-297.98' }
  },
  {
    name: 'Portuguese',
    rows: [
      'Data;Operação;Ativo;Quantidade;Preço;Valor;Corretagem;Emolumentos;Imposto',
      '05/01/2026;Compra;PETR4;100;R$ 35,20;R$ 3.520,00;R$ 4,50;R$ 1,05;',
      '25/01/2026;Venda;PETR4;50;R$ 37,00;R$ 1.850,00;R$ 4,50;R$ 0,55;R$ 0,09',
      '28/01/2026;Dividendos;PETR4;50;;R$ 25,00;;;'
    ],
    booked: [
      '2026-01-05 buy PETR4 100 at 35.2 = 3520 BRL fee 5.55',
      '2026-01-25 sell PETR4 50 at 37 = 1850 BRL fee 5.05 tax 0.09',
      '2026-01-28 dividend PETR4 25 BRL'
    ]
  },
  {
    name: 'Dutch',
    rows: [
      'Datum;Soort transactie;Fondsnaam;ISIN;Aantal;Koers;Valuta;Bedrag;Kosten;Dividendbelasting',
      '05-01-2026;Aankoop;Alfa NV;NL0010273215;10;60,00;EUR;-602,50;2,50;',
      '25-01-2026;Verkoop;Alfa NV;NL0010273215;-4;65,00;EUR;257,50;2,50;',
      '28-01-2026;Dividend;Alfa NV;NL0010273215;6;1,00;EUR;5,10;;0,90',
      '30-01-2026;Storting;;;;;EUR;1.000,00;;'
    ],
    booked: [
      '2026-01-05 buy NL0010273215 10 at 60 = 600 EUR fee 2.5',
      '2026-01-25 sell NL0010273215 4 at 65 = 260 EUR fee 2.5',
      '2026-01-28 dividend NL0010273215 6 EUR tax 0.9',
      '2026-01-30 deposit 1000 EUR'
    ],
    cash: { EUR: '660.1' }
  },
  {
    name: 'Xtb',
    rows: [
      'ID;Type;Time;Comment;Symbol;Amount',
      '530000001;Deposit;02.04.2024 09:30:02;JP_MORGAN deposit;;2000',
      '530000002;Stocks/ETF purchase;02.04.2024 14:48:16;OPEN BUY 34/42.5658 @ 11.7480;SPYA.DE;-399.43',
      '530000003;Stocks/ETF sale;03.04.2024 11:42:37;CLOSE BUY 1 @ 12.280;SPYA.DE;12.28',
      '530000004;Stocks/ETF purchase;04.04.2024 20:56:07;OPEN BUY 1 @ 122.34;GOOA.US;-111.25',
      '530000005;Dividend;12.07.2024 11:00:27;GOOA.US USD 0.5000/ SHR;GOOA.US;2.23',
      '530000006;Withholding tax;12.07.2024 11:00:27;GOOA.US USD WHT 15%;GOOA.US;-0.33',
      '530000007;Free funds interests;05.04.2024 13:42:58;Free-funds Interest 2024-03;;0.1',
      '530000008;Free funds interests tax;07.05.2024 09:36:50;Free-funds Interest Tax 2024-04;;-0.02',
      '530000009;Withdrawal;18.09.2024 10:03:27;Withdrawal from 50423728;;-100',
      '530000010;Transfer;14.05.2024 17:21:05;Transfer from 50526908 to 50655635;;200',
      '530000011;Profit/Loss (FX/CFD);22.07.2024 01:35:43;Profit of position #685669464;GBPUSD;0.13',
      '530000012;Spin off;13.08.2024 14:50:01;T.US USD 5.8970/ SHR;T.US;21.68',
      '530000013;Ações/ETF compra;25.07.2024 20:56:07;OPEN BUY 1 @ 122.34;GOOA.US;-111.25',
      '530000014;SEC fee;27.08.2024 16:15:26;Sec Fee adj;GOOA.US;-0.01',
      '530000015;Swap;11.09.2024 16:16:01;Swap of position #515856023;GOLD;-0.5'
    ],
    booked: [
      '2024-04-02 deposit 2000 USD',
      '2024-04-02 buy SPYA.DE 34 at 11.748 = 399.43 USD',
      '2024-04-03 sell SPYA.DE 1 at 12.28 = 12.28 USD',
      '2024-04-04 buy GOOA.US 1 at 111.25 = 111.25 USD',
      '2024-04-05 interest 0.1 USD',
      '2024-05-07 tax 0.02 USD',
      '2024-05-14 deposit 200 USD',
      '2024-07-12 dividend GOOA.US 2.23 USD',
      '2024-07-12 tax GOOA.US 0.33 USD',
      '2024-07-25 buy GOOA.US 1 at 111.25 = 111.25 USD',
      '2024-08-27 fee GOOA.US 0.01 USD',
      '2024-09-11 fee 0.5 USD',
      '2024-09-18 withdrawal 100 USD'
    ],
    asks: ['action-unknown', 'corporate-actions'],
    cash: { USD: '1491.82' }
  },
  {
    name: 'XTB by instrument',
    rows: [
      'Account number;12345678;;;;;;',
      'Cash Operations;;;;;;;',
      'Date from (UTC);2006-01-01 00:00:00;;;;;;',
      'Date to (UTC);2026-01-01 00:00:00;;;;;;',
      'Type;Ticker;Instrument;Time;Amount;ID;Comment;Product',
      'Free funds interest;;;2025-12-01 10:00:00;0,24;100001;Free-funds Interest 2025-11;IKE',
      'Stock purchase;IS0A.DE;Italy Govt Bond;2025-10-01 10:00:00;-616,32;100003;OPEN BUY 4 @ 154.0800;IKE',
      'Stock sell;IS0A.DE;Italy Govt Bond;2025-10-02 08:00:00;155,65;100005;CLOSE BUY 1 @ 155.65;IKE',
      'Withholding tax;IS0A.DE;Italy Govt Bond;2025-11-01 10:00:00;-0,64;100007;IS0A.DE EUR WHT 10%;IKE',
      'Dividend;IS0A.DE;Italy Govt Bond;2025-11-01 10:00:00;6,42;100006;IS0A.DE EUR 0.0642/ SHR;IKE',
      'IKE deposit;;;2025-08-01 10:00:00;500;100008;Transfer in operation;IKE',
      'IKE cash transfer in;;;2025-07-01 10:00:00;1.000,00;100009;IKE Cash transfer IN;IKE',
      'Total;;;;1045,35;;;'
    ],
    booked: [
      '2025-07-01 deposit 1000 USD',
      '2025-08-01 deposit 500 USD',
      '2025-10-01 buy IS0A.DE 4 at 154.08 = 616.32 USD',
      '2025-10-02 sell IS0A.DE 1 at 155.65 = 155.65 USD',
      '2025-11-01 dividend IS0A.DE 6.42 USD',
      '2025-11-01 tax IS0A.DE 0.64 USD',
      '2025-12-01 interest 0.24 USD'
    ],
    cash: { USD: '1045.35' }
  }
];

describe('tables of brokers in Benelux, France, Italy, Spain, Portugal and Poland', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
