import { describe, expect, test } from 'vitest';
import { tableOutcome, type BrokerTable } from './table-outcome.fixture';

// Columns as the brokers write them, rows made up; `cash` is the sum of the signed column of the file, counted apart.
const tables: readonly BrokerTable[] = [
  {
    name: 'Saxo',
    rows: [
      'Client ID,Trade Date,Value Date,Type,Instrument,Instrument ISIN,Instrument currency,Exchange Description,Instrument Symbol,Event,Booked Amount,Order ID,Conversion Rate,From Derivative',
      '77,05-Feb-2025,07-Feb-2025,Trade,Acme World ETF,IE00BK5BQT80,USD,London Stock Exchange,ACWD:xlon,Buy 3 @ 140.50 USD,"-425,50",91,1,No',
      '77,06-mrt-2025,06-mrt-2025,Trade,Acme World ETF,IE00BK5BQT80,USD,London Stock Exchange,ACWD:xlon,Sell 1 @ 150.00 USD,"148,00",92,1,No',
      '77,02-mei-2025,02-mei-2025,Cash amount,,,USD,,,Custody Fee,"-3,91",,1,No',
      '77,30-Dec-2024,30-Dec-2024,Cash Transfer,,,USD,,,Deposit,900,,1,No',
      '77,02-Apr-2025,02-Apr-2025,Corporate action,Acme World ETF,IE00BK5BQT80,USD,LSE,ACWD:xlon,Dividend,1.83,,0.921,No'
    ],
    booked: [
      '2024-12-30 deposit 900 USD',
      '2025-02-05 buy ACWD:xlon 3 at 140.5 = 421.5 USD fee 4',
      '2025-03-06 sell ACWD:xlon 1 at 150 = 150 USD fee 2',
      '2025-04-02 dividend ACWD:xlon 1.83 USD',
      '2025-05-02 fee 3.91 USD'
    ],
    says: ['2 costs-from-amounts'],
    cash: { USD: '620.42' }
  },
  {
    name: 'Nordnet Denmark',
    rows: [
      'Id\tBogføringsdag\tHandelsdag\tValørdag\tDepot\tTransaktionstype\tVærdipapirer\tISIN\tAntal\tKurs\tRente\tSamlede afgifter\tValuta\tBeløb\tValuta\tIndkøbsværdi\tValuta\tResultat\tValuta\tTotalt antal\tSaldo\tVekslingskurs\tTransaktionstekst\tMakuleringsdato\tNotanummer\tVerifikationsnummer\tKurtage\tValuta\tMiddelkurs\tOprindelig rente',
      '1000000001\t2026-01-02\t2026-01-02\t2026-01-02\t11111111\tINDBETALING\t\t\t\t\t\t0\t\t20.000,00\tDKK\t\tDKK\t0\tDKK\t\t20.000,00\t\tIndbetaling\t\t\t1\t\tDKK\t\t',
      '1000000002\t2026-01-08\t2026-01-08\t2026-01-12\t11111111\tKØBT\tAcme Global Fund\tDK0000000001\t13\t190,9\t0\t29\tDKK\t-2.510,70\tDKK\t2.510,70\tDKK\t0\tDKK\t13\t17.489,30\t1\tKøb\t\t7\t2\t29\tDKK\t\t',
      '1000000003\t2026-02-08\t2026-02-08\t2026-02-12\t11111111\tSOLGT\tAcme Global Fund\tDK0000000001\t3\t200\t0\t29\tDKK\t571,00\tDKK\t579,39\tDKK\t-8,39\tDKK\t10\t18.060,30\t1\tSalg\t\t8\t3\t29\tDKK\t\t',
      '1000000004\t2026-03-08\t2026-03-08\t2026-03-12\t11111111\tUDB.\tAcme Global Fund\tDK0000000001\t10\t2\t0\t0\tDKK\t20,00\tDKK\t\tDKK\t0\tDKK\t10\t18.080,30\t1\tUdbytte\t\t\t4\t\tDKK\t\t',
      '1000000005\t2026-03-08\t2026-03-08\t2026-03-12\t11111111\tUDBYTTESKAT\tAcme Global Fund\tDK0000000001\t\t\t0\t0\tDKK\t-5,40\tDKK\t\tDKK\t0\tDKK\t10\t18.074,90\t1\tUdbytteskat\t\t\t5\t\tDKK\t\t'
    ],
    booked: [
      '2026-01-02 deposit 20000 DKK',
      '2026-01-08 buy DK0000000001 13 at 190.9 = 2481.7 DKK fee 29',
      '2026-02-08 sell DK0000000001 3 at 200 = 600 DKK fee 29',
      '2026-03-08 dividend DK0000000001 20 DKK',
      '2026-03-08 tax DK0000000001 5.4 DKK'
    ],
    cash: { DKK: '18074.9' }
  },
  {
    name: 'Nordnet Sweden',
    rows: [
      'Id\tBokföringsdag\tAffärsdag\tLikviddag\tDepå\tTransaktionstyp\tVärdepapper\tISIN\tAntal\tKurs\tRänta\tTotal Avgift\tValuta\tBelopp\tValuta\tInköpsvärde\tValuta\tResultat\tValuta\tTotalt antal\tSaldo\tVäxlingskurs\tTransaktionstext\tMakuleringsdatum\tNotanummer\tVerifikationsnummer\tCourtage\tValuta\tReferensvalutakurs',
      '1\t2026-01-02\t2026-01-02\t2026-01-02\t222\tINSÄTTNING\t\t\t\t\t\t0\t\t10000\tSEK\t\t\t\t\t\t10000\t\tInsättning\t\t\t1\t\t\t',
      '2\t2026-01-08\t2026-01-08\t2026-01-12\t222\tKÖPT\tAcme AB\tSE0000108656\t10\t100\t0\t39\tSEK\t-1039\tSEK\t1039\tSEK\t0\tSEK\t10\t8961\t1\tKöp\t\t7\t2\t39\tSEK\t',
      '3\t2026-02-08\t2026-02-08\t2026-02-12\t222\tSÅLT\tAcme AB\tSE0000108656\t4\t120\t0\t39\tSEK\t441\tSEK\t415\tSEK\t26\tSEK\t6\t9402\t1\tSälj\t\t8\t3\t39\tSEK\t',
      '4\t2026-03-08\t2026-03-08\t2026-03-12\t222\tUTDELNING\tAcme AB\tSE0000108656\t6\t2\t0\t0\tSEK\t12\tSEK\t\t\t0\t\t6\t9414\t1\tUtdelning\t\t\t4\t\t\t',
      '5\t2026-03-09\t2026-03-09\t2026-03-12\t222\tPRELIMINÄRSKATT UTDELNING\tAcme AB\tSE0000108656\t\t\t0\t0\tSEK\t-3\tSEK\t\t\t0\t\t6\t9411\t1\t\t\t\t5\t\t\t',
      '6\t2026-03-10\t2026-03-10\t2026-03-12\t222\tDEBETRÄNTA\t\t\t\t\t0\t0\tSEK\t-1\tSEK\t\t\t0\t\t\t9410\t1\t\t\t\t6\t\t\t'
    ],
    booked: [
      '2026-01-02 deposit 10000 SEK',
      '2026-01-08 buy SE0000108656 10 at 100 = 1000 SEK fee 39',
      '2026-02-08 sell SE0000108656 4 at 120 = 480 SEK fee 39',
      '2026-03-08 dividend SE0000108656 12 SEK',
      '2026-03-09 tax SE0000108656 3 SEK',
      '2026-03-10 interest -1 SEK'
    ],
    cash: { SEK: '9410' }
  },
  {
    name: 'Nordnet Norway',
    rows: [
      'Id\tBokføringsdag\tHandelsdag\tOppgjørsdag\tPortefølje\tTransaksjonstype\tVerdipapir\tISIN\tAntall\tKurs\tRente\tTotale Avgifter\tValuta\tBeløp\tValuta\tKjøpsverdi\tValuta\tResultat\tValuta\tTotalt antall\tSaldo\tVekslingskurs\tTransaksjonstekst\tMakuleringsdato\tSluttseddelnummer\tVerifikasjonsnummer\tKurtasje\tValuta\tValutakurs\tInnledende rente',
      '1\t2026-01-02\t2026-01-02\t2026-01-02\t333\tINNSKUDD\t\t\t\t\t\t0\t\t10000\tNOK\t\t\t\t\t\t10000\t\tInnskudd\t\t\t1\t\t\t\t',
      '2\t2026-01-08\t2026-01-08\t2026-01-12\t333\tKJØPT\tAcme ASA\tNO0000108656\t10\t100\t0\t39\tNOK\t-1039\tNOK\t1039\tNOK\t0\tNOK\t10\t8961\t1\tKjøp\t\t7\t2\t39\tNOK\t\t',
      '3\t2026-02-08\t2026-02-08\t2026-02-12\t333\tSALG\tAcme ASA\tNO0000108656\t4\t120\t0\t39\tNOK\t441\tNOK\t415\tNOK\t26\tNOK\t6\t9402\t1\tSalg\t\t8\t3\t39\tNOK\t\t',
      '4\t2026-03-08\t2026-03-08\t2026-03-12\t333\tUTBYTTE\tAcme ASA\tNO0000108656\t6\t2\t0\t0\tNOK\t12\tNOK\t\t\t0\t\t6\t9414\t1\tUtbytte\t\t\t4\t\t\t\t',
      '5\t2026-03-09\t2026-03-09\t2026-03-12\t333\tKUPONGSKATT\tAcme ASA\tNO0000108656\t\t\t0\t0\tNOK\t-3\tNOK\t\t\t0\t\t6\t9411\t1\t\t\t\t5\t\t\t\t'
    ],
    booked: [
      '2026-01-02 deposit 10000 NOK',
      '2026-01-08 buy NO0000108656 10 at 100 = 1000 NOK fee 39',
      '2026-02-08 sell NO0000108656 4 at 120 = 480 NOK fee 39',
      '2026-03-08 dividend NO0000108656 12 NOK',
      '2026-03-09 tax NO0000108656 3 NOK'
    ]
  },
  {
    name: 'Avanza',
    rows: [
      'Datum;Konto;Typ av transaktion;Värdepapper/beskrivning;Antal;Kurs;Belopp;Transaktionsvaluta;Courtage (SEK);Valutakurs;Instrumentvaluta;ISIN;Resultat',
      '2025-01-02;Savings;Insättning;Direktinsättning från bank;;;20000;SEK;;;;;',
      '2025-01-13;Savings;Köp;Alfa Fond;63,572;19,1120305;-1214,99;SEK;0;;SEK;SE0004841500;',
      '2025-02-13;Savings;Köp;S&P Alfa;2;330,16;-7104,41;SEK;21,45;10,72655;USD;US78409V1044;',
      '2025-03-14;Savings;Sälj;Alfa Fond;-10;20,10;201,00;SEK;0;;SEK;SE0004841500;8,1',
      '2025-04-02;Savings;Utdelning;S&P Alfa;2;0,9;18,85;SEK;;10,47;USD;US78409V1044;',
      '2025-04-03;Savings;Utländsk källskatt;Utdelning SPGI.K 0.9 USD/aktie;2;;-2,82;SEK;;1;;US78409V1044;',
      '2025-05-31;Savings;Ränta;;;;0,84;SEK;;;;;',
      '2025-06-27;Savings;Övrigt;Återbetalning Total avgift 2024;;;1,24;SEK;;;;;',
      '2025-06-28;Savings;Övrigt;Avkastningsskatt;;;-26;SEK;0;;;;'
    ],
    booked: [
      '2025-01-02 deposit 20000 SEK',
      '2025-01-13 buy SE0004841500 63.572 at 19.1120305 = 1214.99 SEK',
      '2025-02-13 buy US78409V1044 2 at 3541.48 = 7082.96 SEK fee 21.45',
      '2025-03-14 sell SE0004841500 10 at 20.1 = 201 SEK',
      '2025-04-02 dividend US78409V1044 18.85 SEK',
      '2025-04-03 tax US78409V1044 2.82 SEK',
      '2025-05-31 interest 0.84 SEK',
      '2025-06-27 fee -1.24 SEK',
      '2025-06-28 tax 26 SEK'
    ],
    cash: { SEK: '11873.71' }
  },
  {
    name: 'Lightyear',
    rows: [
      'Date,Reference,Ticker,ISIN,Type,Quantity,CCY,Price/share,Gross Amount,FX Rate,Fee,Net Amt.,Tax Amt.',
      '02/01/2026 09:00:00,DT-1,,,Deposit,,EUR,,2000,,,2000,',
      '13/01/2026 09:10:00,CN-1,EUR,,Conversion,,EUR,,-500.35,1.09271,0.35,-500,',
      '13/01/2026 09:10:00,CN-2,USD,,Conversion,,USD,,546.36,0.91515,,546.36,',
      '15/01/2026 15:30:00,OR-1,VWCA,IE00BK5BQT80,Buy,3.5,EUR,130,455,,1,456,',
      '16/01/2026 15:30:00,OR-2,VWCA,IE00BK5BQT80,Sell,1,EUR,131,131,,1,130,',
      '15/03/2026 10:00:00,DD-1,VWCA,IE00BK5BQT80,Dividend,,EUR,,2.5,,,2.1,0.4',
      '15/04/2026 10:00:00,IN-1,,,Interest,,EUR,,0.5,,,0.5,',
      '16/04/2026 10:00:00,RW-1,,,Reward,,EUR,,10,,,10,'
    ],
    booked: [
      '2026-01-02 deposit 2000 EUR',
      '2026-01-13 exchange 500 EUR for 546.36 USD fee 0.35',
      '2026-01-15 buy VWCA 3.5 at 130 = 455 EUR fee 1',
      '2026-01-16 sell VWCA 1 at 131 = 131 EUR fee 1',
      '2026-03-15 dividend VWCA 2.5 EUR tax 0.4',
      '2026-04-15 interest 0.5 EUR',
      '2026-04-16 interest 10 EUR'
    ]
  }
];

describe('tables of Nordic brokers', () => {
  test.each(tables)('$name', (table) => {
    const { booked, asks, says, cash } = tableOutcome(table);
    expect({ booked, asks, says }).toEqual({ booked: table.booked, asks: table.asks ?? [], says: table.says ?? [] });
    if (table.cash) expect(cash).toMatchObject(table.cash);
  });
});
