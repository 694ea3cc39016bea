import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Scalable',
    rows: [
      'date;time;status;reference;description;assetType;type;isin;shares;price;amount;fee;tax;currency',
      '2025-01-02;01:00:00;Executed;"GZP7";"Scalable Capital Sparplan";Cash;Deposit;;;;550,00;0,00;;EUR',
      '2025-09-25;02:00:00;Executed;"WWEK 51597383";"Alfa FTSE 100 (Dist)";Cash;Distribution;IE0005042456;;;56,78;0,00;6,63;EUR',
      '2025-08-01;14:11:01;Executed;"SCALT68";"Alfa FTSE 100 (Dist)";Security;Savings plan;IE0005042456;3,505;21,395;-74,989475;0,00;0,00;EUR',
      '2025-08-04;14:11:01;Executed;"SCALT69";"Alfa FTSE 100 (Dist)";Security;Sell;IE0005042456;1;22,00;22,00;0,99;0,25;EUR',
      '2025-01-19;01:00:00;Executed;"WWEK 21704483";"Alfa FTSE 100 (Dist)";Cash;Taxes;IE0005042456;;;-13,01;0,00;;EUR',
      '2025-09-08;02:00:00;Executed;"6ZIY";"Auszahlung";Cash;Withdrawal;;;;-43,51;0,00;;EUR'
    ],
    booked: [
      '2025-01-02 deposit 550 EUR',
      '2025-01-19 tax IE0005042456 13.01 EUR',
      '2025-08-01 buy IE0005042456 3.505 at 21.395 = 74.989475 EUR',
      '2025-08-04 sell IE0005042456 1 at 22 = 22 EUR fee 0.99 tax 0.25',
      '2025-09-08 withdrawal 43.51 EUR',
      '2025-09-25 dividend IE0005042456 56.78 EUR tax 6.63'
    ]
  },
  {
    name: 'Comdirect',
    rows: [
      ';',
      '"Umsätze Depot";"Zeitraum: 01.10.2025 - 16.01.2026";',
      '',
      '"Buchungstag";"Geschäftstag";"Stück / Nom.";"Bezeichnung";"WKN";"Währung";"Ausführungskurs";"Umsatz in EUR";',
      '"12.01.2026";"08.01.2026";"10,000";"ACME WORLD ETF";"A1JX52";"EUR";"100,50";"1.005,00";',
      '"14.01.2026";"12.01.2026";"-4,000";"ACME WORLD ETF";"A1JX52";"EUR";"102,00";"-408,00";'
    ],
    booked: ['2026-01-08 buy A1JX52 10 at 100.5 = 1005 EUR', '2026-01-12 sell A1JX52 4 at 102 = 408 EUR']
  },
  {
    name: 'ING',
    rows: [
      'Umsatzanzeige;Datei erstellt am: 05.01.2026 10:00',
      '',
      'Ausführungstag;Valuta;Art;Wertpapiername;ISIN;WKN;Stück;Kurs;Kurswährung;Kurswert;Provision;Fremde Spesen;Steuern;Endbetrag;Währung',
      '05.01.2026;07.01.2026;Kauf;Alfa World ETF;IE00B4L5Y983;A0RPWH;10;80,00;EUR;800,00;4,90;1,00;0,00;-805,90;EUR',
      '06.01.2026;08.01.2026;Verkauf;Alfa World ETF;IE00B4L5Y983;A0RPWH;5;90,00;EUR;450,00;4,90;1,00;10,00;434,10;EUR',
      '07.01.2026;07.01.2026;Ertragsgutschrift;Alfa World ETF;IE00B4L5Y983;A0RPWH;5;;EUR;10,00;;;2,50;7,50;EUR'
    ],
    booked: [
      '2026-01-05 buy A0RPWH 10 at 80 = 800 EUR fee 5.9',
      '2026-01-06 sell A0RPWH 5 at 90 = 450 EUR fee 5.9 tax 10',
      '2026-01-07 dividend A0RPWH 10 EUR tax 2.5'
    ],
    cash: { EUR: '-364.3' }
  },
  {
    name: 'Consorsbank',
    rows: [
      'Datum;Transaktionsart;Wertpapier;WKN;ISIN;Anzahl;Kurs;Kurs in;Betrag;Gebühren;Börse',
      '02.01.2026;Einzahlung;;;;;;;1.000,00 EUR;;',
      '05.01.2026;Kauf;Alfa AG;840400;DE0008404005;4;201,50 €;EUR;-815,95 €;9,95 €;Xetra',
      '12.01.2026;Verkauf;Alfa AG;840400;DE0008404005;2;210,00 €;EUR;410,05 €;9,95 €;Xetra',
      '15.01.2026;Dividendengutschrift;Alfa AG;840400;DE0008404005;2;;;8,00 €;;'
    ],
    booked: [
      '2026-01-02 deposit 1000 EUR',
      '2026-01-05 buy 840400 4 at 201.5 = 806 EUR fee 9.95',
      '2026-01-12 sell 840400 2 at 210 = 420 EUR fee 9.95',
      '2026-01-15 dividend 840400 8 EUR'
    ],
    cash: { EUR: '602.1' }
  },
  {
    name: 'Consorsbank orders',
    rows: [
      'Orderart;Status;Wertpapier;WKN;ISIN;Stück;Ausführungskurs;Ausführungsdatum;Ausführungszeit;Kurswert;Gebühren',
      'Kauf;Ausgeführt;Alfa AG;840400;DE0008404005;4;201,50 EUR;05.01.2026;10:11:12;806,00 EUR;9,95 EUR',
      'Verkauf;Ausgeführt;Alfa AG;840400;DE0008404005;2;210,00 EUR;12.01.2026;10:11:12;420,00 EUR;9,95 EUR',
      'Kauf;Gestrichen;Alfa AG;840400;DE0008404005;2;;13.01.2026;10:11:12;;'
    ],
    booked: [
      '2026-01-05 buy 840400 4 at 201.5 = 806 EUR fee 9.95',
      '2026-01-12 sell 840400 2 at 210 = 420 EUR fee 9.95'
    ],
    says: ['4 not-booked']
  },
  {
    name: 'DKB holdings',
    rows: [
      '"Depot:";"12345678";',
      '"Datum:";"05.01.2026";',
      '',
      '"Stück/Nominale";"Einheit";"Bezeichnung";"ISIN";"WKN";"Kurs";"Whg.";"Kurs am";"Kurswert in EUR";"Einstandskurs";"Einstandswert in EUR"',
      '"10,00";"Stück";"ALFA AG";"DE0008404005";"840400";"201,50";"EUR";"05.01.2026";"2.015,00";"150,00";"1.500,00"'
    ],
    booked: ['2026-01-05 opening-position 840400 10 for 1500 EUR']
  },
  {
    name: 'Flatex',
    rows: [
      'Buchungstag;Valuta;Bezeichnung;ISIN;Nominal (Stk.);;Betrag;;Kurs;;Devisenkurs;TA.-Nr.;Buchungsinformation',
      '03.01.2025;06.01.2025;ALFA ALL-WLD UCITS ETF;IE00B3RBWM25;0,236252;Stück;31,62;EUR;133,84;EUR;1,000;4045504719;Ausführung ORDER Kauf IE00B3RBWM25 217509927',
      '04.01.2025;06.01.2025;ALFA ALL-WLD UCITS ETF;IE00B3RBWM25;1,481262;Stück;200,00;EUR;135,02;EUR;1,000;4048253818;Ausführung ORDER Kauf IE00B3RBWM25 217610822',
      '02.02.2025;06.02.2025;ALFA ALL-WLD UCITS ETF;IE00B3RBWM25;-1,481262;Stück;-200,00;EUR;135,02;EUR;1,000;4099429365;Storno Ausführung ORDER Kauf IE00B3RBWM25 217610822',
      '05.02.2025;06.02.2025;ALFA ALL-WLD UCITS ETF;IE00B3RBWM25;-0,2;Stück;-27,00;EUR;135,00;EUR;1,000;4099429366;Ausführung ORDER Verkauf IE00B3RBWM25 217610823'
    ],
    booked: [
      '2025-01-03 buy IE00B3RBWM25 0.236252 at 133.84 = 31.62 EUR',
      '2025-02-05 sell IE00B3RBWM25 0.2 at 135 = 27 EUR'
    ],
    says: ['4 not-booked', '3 not-booked']
  },
  {
    name: 'finanzen.net zero',
    rows: [
      'Datum;Typ;Name;ISIN;Stück;Kurs;Währung;Betrag;Provision;Steuern;Handelsplatz',
      '2026-01-05;BUY;Alfa AG;DE0008404005;4;200;EUR;-800,00;0,00;0,00;gettex',
      '2026-01-12;SELL;Alfa AG;DE0008404005;2;210;EUR;418,50;0,00;1,50;gettex'
    ],
    booked: [
      '2026-01-05 buy DE0008404005 4 at 200 = 800 EUR',
      '2026-01-12 sell DE0008404005 2 at 210 = 420 EUR tax 1.5'
    ]
  },
  {
    name: 'Smartbroker',
    rows: [
      'Buchungsdatum;Valuta;Vorgang;Bezeichnung;ISIN;WKN;Stück;Ausführungskurs;Kurs Währung;Betrag;Währung;Provision;Kapitalertragsteuer;Solidaritätszuschlag;Kirchensteuer',
      '05.01.2026;07.01.2026;Wertpapierkauf;Alfa AG;DE0008404005;840400;4;200,00;EUR;-804,00;EUR;4,00;0,00;0,00;0,00',
      '12.01.2026;14.01.2026;Wertpapierverkauf;Alfa AG;DE0008404005;840400;-2;250,00;EUR;470,00;EUR;4,00;24,00;1,32;0,68',
      '15.01.2026;15.01.2026;Dividende;Alfa AG;DE0008404005;840400;2;;EUR;7,36;EUR;0,00;2,50;0,14;0,00',
      '20.01.2026;20.01.2026;SEPA Überweisung Eingang;;;;;;;500,00;EUR;;;;'
    ],
    booked: [
      '2026-01-05 buy 840400 4 at 200 = 800 EUR fee 4',
      '2026-01-12 sell 840400 2 at 250 = 500 EUR fee 4 tax 26',
      '2026-01-15 dividend 840400 10 EUR tax 2.64',
      '2026-01-20 deposit 500 EUR'
    ],
    cash: { EUR: '173.36' }
  },
  {
    name: 'German months and signs of currency',
    rows: [
      'Datum;Art;Wertpapier;Anzahl;Kurs;Betrag',
      '1. März 2024;Kauf;Alfa AG;10;12,50 €;-125,00 €',
      '15. Mai 2024;Verkauf;Alfa AG;5;14,00 €;70,00 €',
      '02-Dez-2024;Dividende;Alfa AG;;;3,50 €'
    ],
    booked: [
      '2024-03-01 buy Alfa AG 10 at 12.5 = 125 EUR',
      '2024-05-15 sell Alfa AG 5 at 14 = 70 EUR',
      '2024-12-02 dividend Alfa AG 3.5 EUR'
    ]
  },
  {
    name: 'UBS',
    rows: [
      'Bewertungsdatum;Bankbeziehung;Portfolio;Produkt;Abschluss;Abschlusszeit;Buchung;Valuta;Beschreibung 1;Beschreibung 2;Beschreibung 3;Valor;ISIN;Whrg.;Anzahl/Betrag;Whrg.;Trans.-Preis;Devisenkurs;Bewertungswährung;Trans.-Wert;Marchzinsen;Real. Erfolg in %;Real. Erfolg;Auftrags-Nr.;Externe Referenz;Anlageklasse;Sub-Anlageklasse;Instrumentenkategorie',
      "14.08.2026;0210 00012345;0210 R800;0210.S3;26.01.2026;;28.01.2026;28.01.2026;Kauf aus Emission;CS Equity -P-;;1895681;CH0189956813;;0.415;CHF;2'410.55;;CHF;1000;;;;;R5P;Aktien;Stammaktien;Anlagefonds",
      '14.08.2026;0210 00012345;0210 R800;0210.S3;26.01.2026;;29.01.2026;29.01.2026;Kauf aus Emission;iS Core World;;4642930;IE00B4L5Y983;;6.25;USD;80.15;0.884;USD;443;;;;;R5P;Aktien;Stammaktien;Anlagefonds',
      '14.08.2026;0210 00012345;0210 R800;0210.S3;15.04.2026;;17.04.2026;17.04.2026;Verkauf;iS Core World;;4642930;IE00B4L5Y983;;3;USD;105.20;0.902;USD;316;;;;;R5P;Aktien;Stammaktien;Anlagefonds',
      '14.08.2026;0210 00012345;0210 R800;0210.S3;25.04.2026;;25.04.2026;25.04.2026;Einzahlung;;;;;;500;CHF;0.000;1.0000;CHF;500;;;;;R5P;;;',
      'Transaktionsliste: Positionsverändernd vom 01.01.2026 bis 14.08.2026;;;;;;;;;;;;;;;;;;;;;;;;;;;'
    ],
    booked: [
      '2026-01-26 buy CH0189956813 0.415 at 2410.55 = 1000 CHF',
      '2026-01-26 buy IE00B4L5Y983 6.25 at 70.88 = 443 CHF',
      '2026-04-15 sell IE00B4L5Y983 3 at 105.33333333 = 316 CHF',
      '2026-04-25 deposit 500 CHF'
    ]
  },
  {
    name: 'Finpension',
    rows: [
      'Date;Category;"Asset Name";ISIN;"Number of Shares";"Asset Currency";"Currency Rate";"Asset Price in CHF";"Cash Flow";Balance',
      '2023-10-07;"Flat-rate administrative fee";;;;CHF;1.000000;;-1.324000;15.160551',
      '2023-07-11;Buy;"CS Bond";CH0189956813;0.001000;CHF;1.000000;821.800000;-0.821800;16.484551',
      '2023-07-12;Sell;"CS Bond";CH0189956813;-0.001000;CHF;1.000000;823.370000;0.823370;17.306351',
      '2023-05-11;Dividend;"CS Bond";CH0189956813;;CHF;1.000000;;1.548762;31.352231',
      '2022-05-11;Deposit;;;;CHF;1.000000;;1376.600000;1376.600000'
    ],
    booked: [
      '2022-05-11 deposit 1376.6 CHF',
      '2023-05-11 dividend CH0189956813 1.548762 CHF',
      '2023-07-11 buy CH0189956813 0.001 at 821.8 = 0.8218 CHF',
      '2023-07-12 sell CH0189956813 0.001 at 823.37 = 0.82337 CHF',
      '2023-10-07 fee 1.324 CHF'
    ],
    cash: { CHF: '1376.826332' }
  }
];

describe('tables of German and Swiss brokers', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
