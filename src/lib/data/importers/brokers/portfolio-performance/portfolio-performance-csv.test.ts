import { expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimalText } from '$lib/domain/money';
import { readBy } from '../../sheet/read-by.fixture';
import type { StatementSheet } from '../../sheet/statement-sheet';
import { csvType } from './csv-words';
import { portfolioPerformanceCsv } from './portfolio-performance-csv';

function told(sheet: StatementSheet): string[] {
  return sheet.posted.map(({ transaction: one }) => {
    const parts = [dayText(one.tradeDay), one.verb, sheet.accounts.get(one.account)?.name ?? one.account];
    if ('to' in one) parts.push(`-> ${sheet.accounts.get(one.to)?.name ?? one.to}`);
    if ('quantity' in one) parts.push(decimalText(one.quantity));
    if ('gross' in one) parts.push(`${decimalText(one.gross.amount)} ${one.gross.currency}`);
    if ('cash' in one) parts.push(`${decimalText(one.cash.amount)} ${one.cash.currency}`);
    if ('cost' in one) parts.push(`${decimalText(one.cost.amount)} ${one.cost.currency}`);
    if ('fees' in one) parts.push(`(${decimalText(one.fees)}, ${decimalText(one.taxes)})`);
    return parts.join(' ');
  });
}

test('transactions of a portfolio in German, decimal commas, the foreign amount in the note', () => {
  const sheet = readBy(
    portfolioPerformanceCsv,
    [
      'Datum;Typ;Wert;Buchungswährung;Bruttobetrag;Währung Bruttobetrag;Wechselkurs;Gebühren;Steuern;Stück;ISIN;WKN;Ticker-Symbol;Wertpapiername;Notiz',
      '2022-03-04T00:00;Kauf;1.010,50;EUR;1.100,00;USD;0,9090;10,50;0,00;12,5;US0000000018;A0ACME;ACME;Acme;erste',
      '2022-05-06T09:30;Verkauf;495,00;EUR;;;;2,00;3,00;5;US0000000018;A0ACME;ACME;Acme;',
      '2022-05-07T00:00;Einlieferung;80,00;EUR;;;;0,00;0,00;2;;;;Beispielfonds;',
      '2022-05-08T00:00;Umbuchung (Ausgang);80,00;EUR;;;;0,00;0,00;2;;;;Beispielfonds;'
    ].join('\n')
  );
  expect(told(sheet)).toEqual([
    '2022-03-04 buy ?file 12.5 1000 EUR (10.5, 0)',
    '2022-05-06 sell ?file 5 500 EUR (2, 3)',
    '2022-05-07 delivery-in ?file 2 80 EUR',
    '2022-05-08 delivery-out ?file 2'
  ]);
  expect(sheet.problems).toEqual([]);
  expect(sheet.posted[0]?.transaction.note).toBe('erste · 1100.00 USD at 0.909');
  expect([...sheet.instruments.values()][0]).toMatchObject({ isin: 'US0000000018', wkn: 'A0ACME', currency: 'USD' });
});

test('transactions of a cash account in English, signed amounts', () => {
  const sheet = readBy(
    portfolioPerformanceCsv,
    [
      'Date,Type,Value,Transaction Currency,Taxes,Shares,ISIN,WKN,Ticker Symbol,Security Name,Note',
      '2022-01-03,Deposit,"2,000.00",GBP,,,,,,,',
      '2022-01-04,Dividend,8.50,GBP,1.50,10,US0000000018,,ACME,Acme,',
      '2022-01-05,Interest Charge,-3.00,GBP,,,,,,,',
      '2022-01-06,Fees,-4.00,GBP,,,,,,,',
      '2022-01-07,Tax Refund,5.00,GBP,,,,,,,',
      '2022-01-08,Transfer (Outbound),-100.00,GBP,,,,,,,',
      '2022-01-09,Removal,-50.00,GBP,,,,,,,rent'
    ].join('\n')
  );
  expect(told(sheet)).toEqual([
    '2022-01-03 deposit ?file 2000 GBP',
    '2022-01-04 dividend ?file 10 GBP (0, 1.5)',
    '2022-01-05 interest ?file -3 GBP (0, 0)',
    '2022-01-06 fee ?file 4 GBP',
    '2022-01-07 tax ?file -5 GBP',
    '2022-01-08 withdrawal ?file 100 GBP',
    '2022-01-09 withdrawal ?file 50 GBP'
  ]);
});

test('with columns for accounts, a transfer that stands on both sides is told once', () => {
  const sheet = readBy(
    portfolioPerformanceCsv,
    [
      'Date;Time;ISIN;Ticker Symbol;WKN;Security Name;Value;Transaction Currency;Fees;Taxes;Shares;Type;Note;Cash Account;Offset Account;Securities Account;Offset Securities Account',
      '2022-02-01;10:15;US0000000018;ACME;;Acme;100.00;EUR;1.00;;2;Buy;;Giro;;Depot A;',
      '2022-02-02;;;;;;30.00;EUR;;;;Transfer (Outbound);;Giro;Tagesgeld;;',
      '2022-02-02;;;;;;30.00;EUR;;;;Transfer (Inbound);;Tagesgeld;Giro;;',
      '2022-02-03;;US0000000018;ACME;;Acme;50.00;EUR;;;1;Transfer (Inbound);;;;Depot B;Depot A',
      '2022-02-04;;US0000000018;ACME;;Acme;60.00;EUR;;;1;Sell;;Giro;;Depot B;'
    ].join('\n')
  );
  expect(told(sheet)).toEqual([
    '2022-02-01 buy Depot A 2 99 EUR (1, 0)',
    '2022-02-02 transfer-cash Depot A -> Tagesgeld 30 EUR',
    '2022-02-03 transfer-securities Depot A -> Depot B 1',
    '2022-02-04 sell Depot B 1 60 EUR (0, 0)',
    '2022-02-04 transfer-cash Depot B -> Depot A 60 EUR'
  ]);
  expect(sheet.lines.size).toBe(5);
  expect(sheet.posted[0]?.about.seconds).toBe(36900);
});

test('bad rows name line and column', () => {
  const sheet = readBy(
    portfolioPerformanceCsv,
    [
      'Date;Type;Value;Transaction Currency;Fees;Taxes;Shares;ISIN;WKN;Ticker Symbol;Security Name;Note',
      'never;Buy;1.00;EUR;;;1;;;ACME;Acme;',
      '2022-02-01;Guess;1.00;EUR;;;1;;;ACME;Acme;',
      '2022-02-01;Buy;one;EUR;;;1;;;ACME;Acme;',
      '2022-02-01;Buy;1.00;EEE;;;1;;;ACME;Acme;',
      '2022-02-01;Buy;1.00;EUR;;;;;;ACME;Acme;',
      '2022-02-01;Buy;1.00;EUR;;;1;;;;;'
    ].join('\n')
  );
  expect(sheet.posted).toEqual([]);
  expect(sheet.problems.map(({ line, subject }) => `${line}:${subject.code}`)).toEqual([
    '2:date-unreadable',
    '3:row-kind-unknown',
    '4:number-unreadable',
    '5:currency-unreadable',
    '6:quantity-zero',
    '7:symbol-missing'
  ]);
});

test('words of every language', () => {
  const purchases = ['Buy', 'Kauf', 'Achat', 'Compra', 'Koop', 'Comprar'];
  expect(purchases.map(csvType)).toEqual(purchases.map(() => 'PURCHASE'));
  const removals = ['Removal', 'Entnahme', 'Retrait', 'Rimozione', 'Opname', 'Levantamento'];
  expect(removals.map(csvType)).toEqual(removals.map(() => 'REMOVAL'));
  const refunds = ['Steuerrückerstattung', 'Devolución impuestos', 'Terugbetaling belastingen', 'Rimborso tasse'];
  expect(refunds.map(csvType)).toEqual(refunds.map(() => 'TAX_REFUND'));
});

test.each([
  ['fr', "Date;Type;Valeur;Devise de l'opération;Parts;ISIN;WKN;Symbole boursier;Nom du titre;Note", 'Achat'],
  [
    'es',
    'Fecha;Tipo;Valor;Moneda de la transacción;Acciones;ISIN;WKN;Símbolo del Ticker;Nombre del activo;Nota',
    'Compra'
  ],
  ['it', 'Data;Tipo;Valore;Valuta  Operazione;Azioni;ISIN;WKN;Simbolo Titolo;Nome Titolo;Note', 'Compra'],
  ['nl', 'Datum;Type;Waarde;Transactievaluta;Aandelen;ISIN;WKN;Tickersymbool;Naam effect;Opmerking', 'Koop'],
  ['pt', 'Data;Tipo;Valor;Moeda da Transação;Quantidade;ISIN;WKN;Símbolo da Ação;Nome do Ativo;Nota', 'Comprar']
])('columns in %s', (_, header, word) => {
  const sheet = readBy(portfolioPerformanceCsv, `${header}\n2022-02-01;${word};1.234,50;EUR;3;;;ACME;Acme;x`);
  expect(told(sheet)).toEqual(['2022-02-01 buy ?file 3 1234.5 EUR (0, 0)']);
  expect(sheet.posted[0]?.transaction.note).toBe('x');
});
