import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { degiroAccount, degiroTransactions } from './degiro';
import { degiroKind } from './kinds';
import { tradeText } from './trade-text';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/brokers/degiro.csv`;
if (!folder) console.log('skipped 74 rows: SEXTANT_SHARED is not set');

const dutch = 'Datum,Tijd,Valutadatum,Product,ISIN,Omschrijving,FX,Mutatie,,Saldo,,Order Id';
const read = (header: string, ...rows: string[]) => {
  const sheet = readBy(degiroAccount, [header, ...rows].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};

describe('the account statement of DEGIRO', () => {
  it('joins the rows of an order, its exchange of currency and its costs, and ends at the balances of the file', () => {
    const sheet = read(
      dutch,
      '05-01-2024,09:00,04-01-2024,PROEF NV,NL0000000001,Dividendbelasting,,EUR,"-0,30",EUR,"789,96",',
      '05-01-2024,09:00,04-01-2024,PROEF NV,NL0000000001,Dividend,,EUR,"2,00",EUR,"790,26",',
      '04-01-2024,08:00,04-01-2024,FLATEX EURO BANKACCOUNT,NLFLATEXACNT,Degiro Cash Sweep Transfer,,EUR,"-1,00",EUR,"788,26",',
      '03-01-2024,15:31,03-01-2024,TEST CORP,US0000000002,Valuta Creditering,"1,1000",USD,"110,00",USD,"0,00",aaaa-',
      ',,,,,,,,,,,bbbb',
      '03-01-2024,15:31,03-01-2024,TEST CORP,US0000000002,Valuta Debitering,,EUR,"-100,00",EUR,"788,26",aaaa-bbbb',
      '03-01-2024,15:31,03-01-2024,TEST CORP,US0000000002,DEGIRO Transactiekosten en/of kosten van derden,,EUR,"-2,00",EUR,"888,26",aaaa-bbbb',
      '03-01-2024,15:31,03-01-2024,TEST CORP,US0000000002,"Koop 4 @ 27,5 USD",,USD,"-110,00",USD,"-110,00",aaaa-bbbb',
      '02-01-2024,10:00,02-01-2024,PROEF NV,NL0000000001,DEGIRO Transactiekosten en/of kosten van derden,,EUR,"-3,01",EUR,"890,26",cccc',
      '02-01-2024,10:00,02-01-2024,PROEF NV,NL0000000001,"Koop 2 @ 20,245 EUR",,EUR,"-40,49",EUR,"893,27",cccc',
      '02-01-2024,10:00,02-01-2024,PROEF NV,NL0000000001,"Koop 3 @ 22,08 EUR",,EUR,"-66,24",EUR,"933,76",cccc',
      '01-01-2024,10:00,01-01-2024,,,Reservation iDEAL / Sofort Deposit,,EUR,"-1.000,00",EUR,"0,00",',
      '01-01-2024,10:00,01-01-2024,,,iDEAL Deposit,,EUR,"1.000,00",EUR,"1.000,00",'
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-03 buy US0000000002 | quantity 4 | price 27.5 | gross 110 USD',
      '2024-01-03 fee US0000000002 | cash 2 EUR',
      '2024-01-02 buy NL0000000001 | quantity 2 | price 20.245 | gross 40.49 EUR | fees 1.14',
      '2024-01-02 buy NL0000000001 | quantity 3 | price 22.08 | gross 66.24 EUR | fees 1.87',
      '2024-01-03 exchange | sold 100 EUR | bought 110 USD',
      '2024-01-05 dividend NL0000000001 | gross 2 EUR | taxes 0.3',
      '2024-01-01 deposit | cash 1000 EUR'
    ]);
    expect(cashHeld(sheet)).toEqual({ EUR: '789.96', USD: '0' });
    expect(sheet.lines.size).toBe(13);
    expect(problemTexts(sheet)).toEqual([]);
  });

  it('reads points in one file and commas in another, and what 1.000 means from the amount', () => {
    const point = read(
      'Date,Time,Value date,Product,ISIN,Description,FX,Change,,Balance,,Order Id',
      '02-01-2024,10:00,02-01-2024,TEST PLC,GB0000000003,Sell 1.000 TEST PLC@496 GBX (GB0000000003),,GBP,4960.00,GBP,4960.00,x1'
    );
    expect(statedTexts(point)).toEqual(['2024-01-02 sell GB0000000003 | quantity 1000 | price 4.96 | gross 4960 GBP']);
    const comma = read(
      'Datum,Uhrze,Valutadatum,Produkt,ISIN,Beschreibung,FX,Änderung,,Saldo,,Order-ID',
      '02-01-2024,10:00,02-01-2024,TEST AG,DE0000000004,"Kauf 1.500 zu je 1,25 EUR (DE0000000004)",,EUR,"-1.875,00",EUR,"0,00",x2'
    );
    expect(statedTexts(comma)).toEqual(['2024-01-02 buy DE0000000004 | quantity 1500 | price 1.25 | gross 1875 EUR']);
  });

  it('books splits, mergers, changes of ISIN and stock dividends', () => {
    const sheet = read(
      dutch,
      '02-01-2024,10:00,02-01-2024,TESLA-ACHTIG,US0000000005,"AKTIENSPLIT: Kauf 15 zu je 100 USD (US0000000005)",,USD,"-1500,00",USD,"0,00",',
      '02-01-2024,10:00,02-01-2024,TESLA-ACHTIG,US0000000005,"AKTIENSPLIT: Verkauf 5 zu je 300 USD (US0000000005)",,USD,"1500,00",USD,"1500,00",',
      '03-01-2024,02:30,03-01-2024,FUSIE OUD,US0000000006,"FUSIE: Verkoop 10 @ 0 EUR",,EUR,"0,00",EUR,"0,00",',
      '03-01-2024,02:31,03-01-2024,FUSIE NIEUW,US0000000007,"FUSIE: Koop 4 @ 0 EUR",,EUR,"0,00",EUR,"0,00",',
      '04-01-2024,02:30,04-01-2024,NAAM,NL0000000008,"PRODUCTWIJZIGING : Verkoop 7 @ 1,5 EUR",,EUR,"0,00",EUR,"0,00",',
      '04-01-2024,04:30,04-01-2024,NAAM,NL0000000008,"PRODUCTWIJZIGING : Koop 7 @ 1,5 EUR",,EUR,"0,00",EUR,"0,00",',
      '05-01-2024,04:30,05-01-2024,NAAM,NL0000000008,"STOCK DIVIDEND: Koop 1 @ 0 EUR",,EUR,"0,00",EUR,"0,00",',
      '06-01-2024,04:30,06-01-2024,WEG,NL0000000009,"DELISTING: Verkoop 2 @ 0 EUR",,EUR,"0,00",EUR,"0,00",',
      '07-01-2024,04:30,07-01-2024,NAAM,NL0000000008,"KAPITALERHÖHUNG: Kauf 2 zu je 3 EUR (NL0000000008)",,EUR,"-6,00",EUR,"0,00",'
    );
    expect(statedTexts(sheet).map((text) => text.replace(/note [^|]* \| /, ''))).toEqual([
      '2024-01-02 split US0000000005 | numerator 3 | denominator 1',
      '2024-01-03 reorganisation US0000000006 | kind merger | keeps false | retained 0 | receives [instrument US0000000007 numerator 2 denominator 5 basis 1]',
      '2024-01-05 income-in-kind NL0000000008 | source dividend | quantity 1 | value 0 EUR',
      '2024-01-06 sell NL0000000009 | quantity 2 | gross 0 EUR',
      '2024-01-07 buy NL0000000008 | quantity 2 | price 3 | gross 6 EUR'
    ]);
    expect(sheet.lines.size).toBe(9);
  });

  it('tells apart exchanges of several currencies at one moment', () => {
    const sheet = read(
      dutch,
      '02-01-2024,07:40,01-01-2024,,,Valuta Creditering,,EUR,"2,00",EUR,"5,00",',
      '02-01-2024,07:40,01-01-2024,,,Valuta Debitering,"1,1000",USD,"-2,20",USD,"0,00",',
      '02-01-2024,07:40,01-01-2024,,,Valuta Creditering,,EUR,"3,00",EUR,"3,00",',
      '02-01-2024,07:40,01-01-2024,,,Valuta Debitering,"1,5000",CAD,"-4,50",CAD,"0,00",'
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-02 exchange | sold 2.2 USD | bought 2 EUR',
      '2024-01-02 exchange | sold 4.5 CAD | bought 3 EUR'
    ]);
  });

  it('refuses one by one what it does not know, and half of an exchange', () => {
    const sheet = read(
      dutch,
      '02-01-2024,10:00,02-01-2024,,,Kwantumsprong,,EUR,"-1,00",EUR,"0,00",',
      '02-01-2024,11:00,02-01-2024,,,Valuta Debitering,"1,1",USD,"-1,00",USD,"0,00",',
      '02-01-2024,12:00,02-01-2024,,,iDEAL Deposit,,EUR,veel,EUR,"0,00",',
      'ooit,12:00,02-01-2024,,,iDEAL Deposit,,EUR,"5,00",EUR,"0,00",',
      '02-01-2024,13:00,02-01-2024,,,flatex terugstorting,,EUR,"-15,10",EUR,"0,00",',
      '02-01-2024,13:00,02-01-2024,,,Processed Flatex Withdrawal,,EUR,"15,10",EUR,"15,10",'
    );
    expect(problemTexts(sheet)).toEqual([
      '4 row number-unreadable',
      '5 row date-unreadable',
      '2 row row-kind-unknown',
      '3 row exchange-unpaired'
    ]);
    expect(statedTexts(sheet)).toEqual(['2024-01-02 withdrawal | cash 15.1 EUR']);
  });
});

it('knows the words of several languages', () => {
  const kinds = {
    currency:
      'Währungswechsel (Einbuchung)|FX Debit|Opération de change - Crédit|Ingreso Cambio de Divisa|CrÃ©dito de divisa|Levantamento de divisa|Prelievo FX',
    internal:
      'Degiro Cash Sweep Transfer|Überweisung auf Ihr Geldkonto bei der flatexDEGIRO Bank: 2 EUR|Reservierung SOFORT Einzahlung|Prenotazione deposito iDEAL',
    'dividend-tax':
      'Dividendensteuer|Impôts sur dividende|Retención del dividendo|Ritenuta sul dividendo|Imposto sobre dividendo|Dividend Tax',
    dividend: 'Dividende|Dividendo|Ausschüttung|Fund Distribution',
    'return-of-capital': 'Kapitalrückzahlung|Remboursement de capital',
    interest: 'Flatex Interest Income|Zinsen|Intérêts|Interessi|Juros',
    rebate: 'DEGIRO courtesy|DEGIRO Verrekening Promotie|Rabatt für Aktion',
    tax: 'Stamp Duty (London/Dublin)|Spanish Transaction Tax|Impuesto de transacción Frances',
    fee: 'DEGIRO Transaktionsgebühren und/oder Fremdkosten|Costi di transazione DEGIRO|Comissões de transação DEGIRO e/ou taxas de terceiros|Frais de connexion aux places boursières 2024|Einrichtung von Handelsmodalitäten 2026 (Nasdaq - NDQ)|ADR/GDR Weitergabegebühr|Custo de Conectividade DEGIRO 2024',
    deposit: 'Einzahlung|Dépôt flatex|Versement de fonds|Ingreso|Deposito flatex|flatex Deposit|SOFORT Einzahlung',
    withdrawal: 'flatex Withdrawal|Auszahlung|Retrait de fonds|Prelievo flatex'
  };
  for (const [kind, list] of Object.entries(kinds))
    for (const words of list.split('|')) expect([words, degiroKind(words)]).toEqual([words, kind]);
  expect(degiroKind('Quatsch')).toBeUndefined();
  for (const words of [
    'Acquisto 2 X@3 EUR (IT0)',
    'Vente 1 046,3825 @ 0,9854 EUR',
    'Venda 2 X@1,5 EUR',
    'Buy 3 3M CO@90 USD (US0)'
  ])
    expect([words, tradeText(words)?.way]).toEqual([words, /^(Acq|Buy)/.test(words) ? 'buy' : 'sell']);
});

describe('the transactions of DEGIRO', () => {
  it('reads the older columns with unnamed currencies', () => {
    const sheet = readBy(
      degiroTransactions,
      [
        'Date,Time,Product,ISIN,Reference,Venue,Quantity,Price,,Local value,,Value,,Exchange rate,Transaction and/or third,,Total,,Order ID',
        '03-01-2024,15:31,TEST CORP,US0000000002,NSY,XNYS,4,27.5000,USD,-110.00,USD,-100.00,EUR,1.1000,-2.00,EUR,-102.00,EUR,aaaa',
        '04-01-2024,15:31,TEST CORP,US0000000002,NSY,XNYS,-1,30.0000,USD,30.00,USD,27.00,EUR,1.1111,,EUR,27.00,EUR,bbbb',
        '04-01-2024,15:31,TEST CORP,US0000000002,NSY,XNYS,,30.0000,USD,30.00,USD,27.00,EUR,1.1111,,EUR,27.00,EUR,bbbb'
      ].join('\n')
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-03 buy US0000000002 | quantity 4 | price 25 | gross 100 EUR | fees 2',
      '2024-01-04 sell US0000000002 | quantity 1 | price 27 | gross 27 EUR'
    ]);
    expect(problemTexts(sheet)).toEqual(['4 row value-missing']);
  });

  it('reads the newer columns with the currency in their names', () => {
    const sheet = readBy(
      degiroTransactions,
      [
        'Datum,Tijd,Product,ISIN,Beurs,Uitvoeringsplaats,Aantal,Koers,,Lokale waarde,,Waarde EUR,Wisselkoers,AutoFX Kosten,Transactiekosten en/of kosten van derden EUR,Totaal EUR,Order ID,',
        '03-01-2025,15:31,TEST CORP,US0000000002,NSY,XNYS,4,"27,5000",USD,"-110,00",USD,"-100,00","1,1000","-0,25","-2,00","-102,25",,aaaa-bbbb'
      ].join('\n')
    );
    expect(statedTexts(sheet)).toEqual([
      '2025-01-03 buy US0000000002 | quantity 4 | price 25 | gross 100 EUR | fees 2.25'
    ]);
    expect(cashHeld(sheet)).toEqual({ EUR: '-102.25' });
  });
});

// Counted with grep over the descriptions: 10 purchases and 3 sales outside of corporate actions, 12 legs of exchanges,
// 9 dividends; one stock dividend without a price.
test.skipIf(!folder || !existsSync(real))('the real sample', () => {
  const sheet = readBy(degiroAccount, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet)).toEqual(['65 note cost-unknown', '65 note action-to-check']);
  expect(sheet.lines.size).toBe(74);
  expect(verbCounts(sheet)).toEqual({
    buy: 10,
    sell: 3,
    fee: 10,
    exchange: 6,
    dividend: 9,
    'income-in-kind': 1,
    deposit: 2,
    withdrawal: 1,
    interest: 2
  });
  // All amounts of the file but sweeps, reservations and the processed withdrawal (awk).
  const skipped = /Cash Sweep|Reservation|Processed/;
  const sums: Record<string, number> = {};
  for (const line of readFileSync(real, 'utf8').split(/\r?\n/).slice(1)) {
    const match = /,(EUR|USD|GBP|JPY),"?(-?[\d.,]+?)"?,(?:EUR|USD|GBP|JPY),/.exec(line);
    if (!match?.[1] || !match[2] || skipped.test(line)) continue;
    sums[match[1]] = (sums[match[1]] ?? 0) + Number(match[2].replace(',', '.'));
  }
  const cash = cashHeld(sheet);
  for (const [currency, sum] of Object.entries(sums)) expect(Number(cash[currency])).toBeCloseTo(sum, 6);
  expect(heldUnits(sheet)).toMatchObject({ US9256521090: '1', AU000000FBR4: '500', FI4000198031: '6' });
});
