import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { swissquote } from './swissquote';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/brokers/swissquote.csv`;
if (!folder) console.log('skipped 21 rows: SEXTANT_SHARED is not set');

const english =
  'Date;Order #;Transaction;Symbol;Name;ISIN;Quantity;Unit price;Costs;Accrued Interest;Net Amount;Balance;Currency';
const read = (...lines: string[]) => {
  const sheet = readBy(swissquote, lines.join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};

describe('Swissquote', () => {
  it('reads trades, a bond in percent, income, costs and payments', () => {
    const sheet = read(
      english,
      '01-02-2023 09:00:00;00000000;Payment;;;;1.0;10000.00;0.00;0.00;10000.00;10000.00;CHF',
      '02-02-2023 09:00:00;111;Buy;TST;TEST AG;CH0000000011;10.0;50.0;5.00;0.00;-505.00;9495.00;CHF',
      '03-02-2023 09:00:00;112;Buy;;TEST 2% 2030;CH0000000029;5000.0;98.5;10.00;25.00;-4960.00;4535.00;CHF',
      '04-02-2023 09:00:00;113;Sell;TST;TEST AG;CH0000000011;4.0;60.0;4.00;0.00;236.00;4771.00;CHF',
      '05-02-2023 09:00:00;00000000;Dividend;TST;TEST AG;CH0000000011;1.0;10.00;3.50;0.00;6.50;4777.50;CHF',
      '06-02-2023 09:00:00;00000000;Custody Fees;;;;1.0;20.00;1.54;0.00;-21.54;4755.96;CHF',
      '07-02-2023 09:00:00;00000000;Debit;;;;1.0;100.00;2.00;0.00;-102.00;4653.96;CHF',
      '08-02-2023 09:00:00;114;Forex debit;;;;1.0;90.00;0.00;0.00;-90.00;4563.96;CHF',
      '08-02-2023 09:00:00;114;Forex credit;;;;1.0;100.00;0.00;0.00;100.00;100.00;USD'
    );
    expect(statedTexts(sheet)).toEqual([
      '2023-02-01 deposit | cash 10000 CHF',
      '2023-02-02 buy CH0000000011 | quantity 10 | price 50 | gross 500 CHF | fees 5',
      '2023-02-03 buy CH0000000029 | quantity 5000 | price 98.5 | gross 4925 CHF | fees 10 | accrued 25',
      '2023-02-04 sell CH0000000011 | quantity 4 | price 60 | gross 240 CHF | fees 4',
      '2023-02-05 dividend CH0000000011 | gross 10 CHF | taxes 3.5',
      '2023-02-06 fee | note Custody Fees | cash 21.54 CHF',
      '2023-02-07 fee | cash 2 CHF',
      '2023-02-07 withdrawal | cash 100 CHF',
      '2023-02-08 exchange | sold 90 CHF | bought 100 USD'
    ]);
    // The last balance of each currency in the file.
    expect(cashHeld(sheet)).toEqual({ CHF: '4563.96', USD: '100' });
    expect([...sheet.instruments.values()][1]).toMatchObject({ kind: 'bond', multiplier: '0.01' });
    expect(sheet.lines.size).toBe(9);
  });

  it('reads German, French and Italian words, and the wide columns with an amount in two currencies', () => {
    const german = read(
      'Datum;Auftrag #;Transaktionen;Symbol;Name;ISIN;Anzahl;Stückpreis;Kosten;Aufgelaufene Zinsen;Nettobetrag;Währung Nettobetrag;Nettobetrag in der Währung des Kontos;Saldo;Währung',
      '02-02-2023 09:00:00;111;Kauf;TST;TEST INC;US0000000011;10.0;50.0;5.00;0.00;-505.00;USD;-454.50;545.50;CHF',
      '03-02-2023 09:00:00;00000000;Zinsen auf Einlagen;;;;1.0;1.00;0.00;0.00;1.00;CHF;1.00;546.50;CHF',
      '04-02-2023 09:00:00;00000000;Vergütung;;;;1.0;100.00;0.00;0.00;100.00;CHF;100.00;646.50;CHF',
      '05-02-2023 09:00:00;00000000;Berichtigung Börsengeb.;;;;1.0;0.85;0.00;0.00;0.85;CHF;0.85;647.35;CHF',
      '06-02-2023 09:00:00;7;Fx-Belastung Comp.;;;;1.0;10.00;0.00;0.00;-10.00;USD;-10.00;0.00;USD',
      '06-02-2023 09:00:00;7;Fx-Gutschrift Comp.;;;;1.0;9.00;0.00;0.00;9.00;CHF;9.00;656.35;CHF'
    );
    expect(statedTexts(german)[0]).toBe(
      '2023-02-02 buy US0000000011 | quantity 10 | price 45 | gross 450 CHF | fees 4.5'
    );
    expect(verbCounts(german)).toEqual({ buy: 1, interest: 1, deposit: 1, fee: 1, exchange: 1 });
    const french = read(
      'Date;Ordre #;Transaction;Symbole;Nom;ISIN;Quantité;Prix unitaire;Coûts;Intérêts courus;Montant net;Solde;Monnaie',
      '02-02-2023 09:00:00;111;Achat;TST;TEST SA;CH0000000011;1.0;50.0;5.00;0.00;-55.00;0;CHF',
      '03-02-2023 09:00:00;112;Vente;TST;TEST SA;CH0000000011;1.0;50.0;5.00;0.00;45.00;0;CHF',
      '04-02-2023 09:00:00;0;Droits de garde;;;;1.0;50.0;0.00;0.00;-50.00;0;CHF',
      '05-02-2023 09:00:00;0;Versement;;;;1.0;50.0;0.00;0.00;50.00;0;CHF',
      '06-02-2023 09:00:00;0;Licorne;;;;1.0;50.0;0.00;0.00;50.00;0;CHF',
      '07-02-2023 09:00:00;9;Débit forex;;;;1.0;50.0;0.00;0.00;-50.00;0;CHF'
    );
    expect(verbCounts(french)).toEqual({ buy: 1, sell: 1, fee: 1, deposit: 1 });
    expect(problemTexts(french)).toEqual(['6 row row-kind-unknown', '7 row exchange-unpaired']);
  });
});

// Net amounts of the file added up by currency (awk): the account moves by exactly these.
test.skipIf(!folder || !existsSync(real))('the real sample', () => {
  const sheet = readBy(swissquote, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet)).toEqual([]);
  expect(sheet.lines.size).toBe(21);
  expect(verbCounts(sheet)).toEqual({ withdrawal: 2, fee: 3, exchange: 2, buy: 5, sell: 5, dividend: 3, interest: 1 });
  const sums: Record<string, number> = {};
  for (const line of readFileSync(real, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const cells = line.split(';');
    sums[cells[12] ?? ''] = (sums[cells[12] ?? ''] ?? 0) + Number(cells[10]);
  }
  const cash = cashHeld(sheet);
  for (const [currency, sum] of Object.entries(sums)) expect(Number(cash[currency])).toBeCloseTo(sum, 6);
  expect(heldUnits(sheet)).toMatchObject({ US8863645383: '200', IE000EBFYWX3: '850', IE00BCBJG560: '-373' });
});
