import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { openSource } from '../../source/source';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { fidelity } from './fidelity';

const footer = [
  '',
  '"The data and information in this spreadsheet is provided to you solely for your use, and is not for distribution."',
  '',
  'Date downloaded 01/09/2026 9:59 am'
];
const newer =
  'Run Date,Action,Symbol,Description,Type,Price ($),Quantity,Commission ($),Fees ($),Accrued Interest ($),Amount ($),Cash Balance ($),Settlement Date';
const older =
  'Run Date,Account,Action,Symbol,Security Description,Security Type,Quantity,Price ($),Commission ($),Fees ($),Accrued Interest ($),Amount ($),Settlement Date';
const read = (header: string, ...rows: string[]) =>
  readBy(fidelity, ['\uFEFF', '', header, ...rows, ...footer].join('\n'));

describe('a history of Fidelity', () => {
  test('of one account, newest first, with the legal lines at its end', () => {
    const sheet = read(
      newer,
      '12/19/2025, REINVESTMENT WIDE INDEX FUND (WIDEX) (Cash), WIDEX, WIDE INDEX FUND,Cash,100,0.25,,,,-25.00,10.00,',
      '12/19/2025, DIVIDEND RECEIVED WIDE INDEX FUND (WIDEX) (Cash), WIDEX, WIDE INDEX FUND,Cash,,0.000,,,,25.00,35.00,',
      '12/18/2025, LONG-TERM CAP GAIN WIDE INDEX FUND (WIDEX) (Cash), WIDEX, WIDE INDEX FUND,Cash,,0.000,,,,3.00,10.00,',
      '12/17/2025, REINVESTMENT GOVERNMENT MONEY MARKET (SPAXX) (Cash), SPAXX, GOVERNMENT MONEY MARKET,Cash,1,1.5,,,,-1.50,7.00,',
      '12/17/2025, DIVIDEND RECEIVED GOVERNMENT MONEY MARKET (SPAXX) (Cash), SPAXX, GOVERNMENT MONEY MARKET,Cash,,0.000,,,,1.50,7.00,',
      '12/15/2025, YOU SOLD ACME CORP (ACME) (Cash), ACME, ACME CORP,Cash,60,-5,1.00,0.02,,298.98,5.50,12/16/2025',
      '12/10/2025, YOU BOUGHT ACME CORP (ACME) (Cash), ACME, ACME CORP,Cash,50,10,,,,-500.00,0,12/11/2025',
      '12/10/2025, PURCHASE INTO CORE ACCOUNT GOVERNMENT MONEY MARKET (SPAXX), SPAXX, GOVERNMENT MONEY MARKET,Cash,1,20,,,,-20.00,0,',
      '12/09/2025, FOREIGN TAX PAID ACME CORP (ACME) (Cash), ACME, ACME CORP,Cash,,0.000,,,,-0.30,0,',
      '12/09/2025, Electronic Funds Transfer Received (Cash), , No Description,Cash,,0.000,,,,"1,000.00",0,'
    );
    expect(statedTexts(sheet)).toEqual([
      '2025-12-09 deposit | note No Description | cash 1000 USD',
      '2025-12-09 tax ACME | cash 0.3 USD',
      '2025-12-10 buy ACME | settles 2025-12-11 | quantity 10 | price 50 | gross 500 USD',
      '2025-12-15 sell ACME | settles 2025-12-16 | quantity 5 | price 60 | gross 300 USD | fees 1.02',
      '2025-12-17 dividend SPAXX | gross 1.5 USD',
      '2025-12-18 dividend WIDEX | gross 3 USD | kind long-term-gain',
      '2025-12-19 dividend WIDEX | gross 25 USD',
      '2025-12-19 buy WIDEX | quantity 0.25 | price 100 | gross 25 USD'
    ]);
    expect(problemTexts(sheet)).toEqual([]);
    expect(brokenFields(sheet)).toEqual([]);
    expect(heldUnits(sheet)).toEqual({ ACME: '5', WIDEX: '0.25' });
    expect(cashHeld(sheet)).toEqual({ USD: '803.18' });
  });

  test('of all accounts, as it was before', () => {
    const sheet = read(
      older,
      '03/04/2024,"Individual - TOD X12345678"," YOU BOUGHT ACME CORP (ACME) (Cash)"," ACME"," ACME CORP"," Cash",10,5,,,,-50,03/06/2024',
      '03/05/2024,"ROTH IRA 222333444"," CASH CONTRIBUTION (Cash)"," "," No Description"," Cash",,,,,,100,'
    );
    expect([...sheet.accounts.values()].map(({ name }) => name)).toEqual([
      'Fidelity Individual - TOD X12345678',
      'Fidelity ROTH IRA 222333444'
    ]);
    expect(sheet.posted.length).toBe(2);
  });

  test('options, bills in percent, splits and reverse splits', () => {
    const sheet = read(
      newer,
      '12/22/2025, REVERSE SPLIT R/S FROM 000000AB1#REOR M1 (ACME) (Cash), ACME, ACME CORP,Cash,,1,,,,0.00,0,',
      '12/22/2025, REVERSE SPLIT R/S TO 000000AC9#REOR M1 (Cash), 000000AB1, ACME CORP,Cash,,-10,,,,0.00,0,',
      '12/19/2025, EXPIRED CALL (ACME) ACME CORP DEC 19 25 $60 (100 SHS) (Cash), -ACME251219C60, CALL (ACME) ACME CORP,Cash,,1,,,,0.00,0,',
      '12/08/2025, REDEMPTION PAYOUT UNITED STATES TREAS BILLS ZERO CPN (Cash), 912797ZZ4, UNITED STATES TREAS BILLS,Cash,1,-14000,,,,14000,0,',
      '12/05/2025, DISTRIBUTION BETA INC (BETA) (Cash), BETA, BETA INC,Cash,,30,,,,0.00,0,',
      '12/03/2025, YOU SOLD OPENING TRANSACTION CALL (ACME) ACME CORP DEC 19 25 $60 (Cash), -ACME251219C60, CALL (ACME) ACME CORP,Cash,0.4,-1,0.65,0.02,,39.33,0,12/04/2025',
      '12/02/2025, YOU BOUGHT BETA INC (BETA) (Cash), BETA, BETA INC,Cash,20,10,,,,-200,0,12/03/2025',
      '12/02/2025, YOU BOUGHT ACME CORP (ACME) (Cash), ACME, ACME CORP,Cash,50,10,,,,-500,0,12/03/2025',
      '12/01/2025, YOU BOUGHT UNITED STATES TREAS BILLS ZERO CPN (Cash), 912797ZZ4, UNITED STATES TREAS BILLS,Cash,99.08,14000,,,,-13871.20,0,'
    );
    expect(statedTexts(sheet)).toEqual([
      '2025-12-01 buy 912797ZZ4 | quantity 14000 | price 99.08 | gross 13871.2 USD',
      '2025-12-02 buy ACME | settles 2025-12-03 | quantity 10 | price 50 | gross 500 USD',
      '2025-12-02 buy BETA | settles 2025-12-03 | quantity 10 | price 20 | gross 200 USD',
      '2025-12-03 sell-short ACME251219C60 | settles 2025-12-04 | quantity 1 | price 0.4 | gross 40 USD | fees 0.67',
      '2025-12-05 split BETA | numerator 4 | denominator 1',
      '2025-12-08 sell 912797ZZ4 | quantity 14000 | price 100 | gross 14000 USD',
      '2025-12-19 expiry ACME251219C60 | quantity 1',
      '2025-12-22 split ACME | numerator 1 | denominator 10'
    ]);
    expect(problemTexts(sheet)).toEqual([]);
    expect(heldUnits(sheet)).toEqual({ ACME: '1', BETA: '40' });
  });

  test('bad rows name their line and column', () => {
    const sheet = read(
      newer,
      '99/99/2025, YOU BOUGHT ACME CORP, ACME, ACME CORP,Cash,50,10,,,,-500,0,',
      '12/02/2025, TELEPORTED ACME CORP, ACME, ACME CORP,Cash,50,10,,,,-500,0,',
      '12/02/2025, YOU BOUGHT ACME CORP, ACME, ACME CORP,Cash,50,some,,,,-500,0,',
      '12/02/2025, YOU BOUGHT ACME CORP, ACME, ACME CORP,Cash,50,0,,,,-500,0,'
    );
    expect(sheet.posted).toEqual([]);
    expect(sheet.problems.map(({ line, column, subject }) => `${line} ${column} ${subject.code}`).sort()).toEqual([
      '4 Run Date date-unreadable',
      '5 Action row-kind-unknown',
      '6 Quantity number-unreadable',
      '7 Quantity value-missing'
    ]);
  });

  test('other histories are not taken for one', () => {
    const other = openSource(new TextEncoder().encode('Date,Action,Symbol,Quantity\n01/02/2025,Buy,ACME,1'), 'a.csv');
    expect(fidelity.recognises(other)).toBe(false);
  });
});
