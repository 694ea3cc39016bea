import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { openSource } from '../../source/source';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { schwab } from './schwab';

const header = 'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount';
const read = (...rows: string[]) => readBy(schwab, [header, ...rows].join('\n'));

describe('a history of Charles Schwab', () => {
  test('is known by its columns, with and without the line of title', () => {
    const titled = `"Transactions  for account Roth IRA ...4321 as of 03/23/2026 02:03:53 AM ET"\n${header}\n`;
    const sheet = readBy(schwab, `${titled}03/02/2026,Buy,ACME,ACME CORP,10,$5.00,$1.00,-$51.00`);
    expect([...sheet.accounts.values()]).toEqual([
      {
        name: 'Schwab Roth IRA ...4321',
        number: '4321',
        currency: 'USD',
        institution: 'Charles Schwab',
        kind: 'brokerage'
      }
    ]);
    expect(sheet.posted[0]?.line).toBe(3);
    expect(read('03/02/2026,Buy,ACME,ACME CORP,10,$5.00,,-$50.00').accounts.size).toBe(0);
    const other = openSource(new TextEncoder().encode('Date,Action,Symbol,Quantity\n2026-03-02,Buy,ACME,1'), 'a.csv');
    expect(schwab.recognises(other)).toBe(false);
  });

  test('newest first; a dividend reinvested is a dividend and a purchase; sums are passed over', () => {
    const sheet = read(
      '11/03/2025,Reinvest Shares,ACME,ACME CORP,0.5,$20.00,,-$10.00',
      '11/03/2025,Qual Div Reinvest,ACME,ACME CORP,,,,$10.00',
      '10/01/2025 as of 09/30/2025,Sell,ACME,ACME CORP,"1,000",$21.00,$0.20,"$20,999.80"',
      '09/01/2025,Buy,ACME,ACME CORP,"2,000",$20.00,,"-$40,000.00"',
      '08/29/2025,MoneyLink Transfer,,Tfr BANK,,,,"$50,000.00"',
      'Transactions Total,,,,,,,"$30,999.80"'
    );
    expect(statedTexts(sheet)).toEqual([
      '2025-08-29 deposit | note Tfr BANK | cash 50000 USD',
      '2025-09-01 buy ACME | quantity 2000 | price 20 | gross 40000 USD',
      '2025-09-30 sell ACME | settles 2025-10-01 | quantity 1000 | price 21 | gross 21000 USD | fees 0.2',
      '2025-11-03 dividend ACME | gross 10 USD | kind qualified',
      '2025-11-03 buy ACME | quantity 0.5 | price 20 | gross 10 USD'
    ]);
    expect(sheet.lines.size).toBe(6);
    expect(brokenFields(sheet)).toEqual([]);
    expect(heldUnits(sheet)).toEqual({ ACME: '1000.5' });
    expect(cashHeld(sheet)).toEqual({ USD: '30999.8' });
  });

  test('options: written, expired, assigned with the shares they bring', () => {
    const sheet = read(
      '03/24/2025 as of 03/21/2025,Assigned,ACME 03/21/2025 50.00 P,PUT ACME $50 EXP 03/21/25,2,,,',
      '03/24/2025 as of 03/21/2025,Buy,ACME,ACME CORP,200,$50.00,,"-$10,000.00"',
      '03/24/2025 as of 03/21/2025,Expired,ACME 03/21/2025 60.00 C,CALL ACME $60 EXP 03/21/25,1,,,',
      '03/03/2025,Sell to Open,ACME 03/21/2025 60.00 C,CALL ACME $60 EXP 03/21/25,1,$0.40,$0.66,$39.34',
      '03/03/2025,Sell to Open,ACME 03/21/2025 50.00 P,PUT ACME $50 EXP 03/21/25,2,$1.10,$1.32,$218.68'
    );
    expect(statedTexts(sheet)).toEqual([
      '2025-03-03 sell-short ACME 03/21/2025 50.00 P | quantity 2 | price 1.1 | gross 220 USD | fees 1.32',
      '2025-03-03 sell-short ACME 03/21/2025 60.00 C | quantity 1 | price 0.4 | gross 40 USD | fees 0.66',
      '2025-03-24 expiry ACME 03/21/2025 60.00 C | quantity 1',
      '2025-03-21 assignment ACME 03/21/2025 50.00 P | settles 2025-03-24 | quantity 2 | underlying ACME | units 200 | way receive | gross 10000 USD'
    ]);
    expect(sheet.lines.size).toBe(5);
    expect(brokenFields(sheet)).toEqual([]);
    expect(heldUnits(sheet)).toEqual({ ACME: '200' });
    expect(cashHeld(sheet)).toEqual({ USD: '-9741.98' });
  });

  test('a split is booked by its ratio when the file knows what was held, else its units come in and are to be checked', () => {
    const known = read(
      '07/15/2025,Stock Split,ACME,ACME CORP,90,,,',
      '06/02/2025,Buy,ACME,ACME CORP,10,$500.00,,"-$5,000.00"'
    );
    expect(statedTexts(known)[1]).toBe('2025-07-15 split ACME | numerator 10 | denominator 1');
    expect(known.problems).toEqual([]);
    expect(heldUnits(known)).toEqual({ ACME: '100' });
    const unknown = read('07/15/2025,Stock Split,ACME,ACME CORP,90,,,');
    expect(problemTexts(unknown)).toEqual(['2 note action-to-check']);
    expect(heldUnits(unknown)).toEqual({ ACME: '90' });
  });

  test('a rename, a merger and a reverse split join their two rows', () => {
    const sheet = read(
      '06/10/2025,Reverse Split,ACME,ACME CORP,5,,,',
      '06/10/2025,Reverse Split,890260854,ACME CORP XXXREVERSE SPLIT EFF: 06/10/25,-50,,,',
      '05/05/2025,Stock Merger,BETA,BETA INC,30,,,',
      '05/05/2025,Stock Merger,171439102,GAMMA INC XXXMANDATORY MERGER EFF: 05/05/25,-60,,,',
      '01/03/2025,Buy,GAM,GAMMA INC,60,$10.00,,-$600.00',
      '01/02/2025,Buy,ACME,ACME CORP,50,$1.00,,-$50.00'
    );
    expect(statedTexts(sheet).slice(2)).toEqual([
      '2025-05-05 reorganisation GAM | kind merger | keeps false | retained 0 | receives [instrument BETA numerator 1 denominator 2 basis 1]',
      '2025-06-10 split ACME | numerator 1 | denominator 10'
    ]);
    expect(sheet.problems).toEqual([]);
    expect(sheet.lines.size).toBe(6);
    expect(heldUnits(sheet)).toEqual({ ACME: '5', BETA: '30' });
  });

  test('units whose origin the file does not tell move as it says, and are to be checked', () => {
    const sheet = read(
      '08/25/2025,Conversion,BETA,BETA CLASS A,34,,,',
      '08/25/2025,Conversion,00165C203,BETA 0% PFD,-344,,,',
      '08/22/2025 as of 08/19/2025,Spin-off,CHILD,CHILD INC,344,,,',
      '08/01/2025,Security Transfer,ACME,ACME CORP,10,,,',
      '08/01/2025,Journaled Shares,ACME,ACME CORP,-4,$20.00,,'
    );
    expect(problemTexts(sheet)).toEqual([
      '5 note cost-unknown',
      '4 note action-to-check',
      '3 note action-to-check',
      '2 note action-to-check'
    ]);
    expect(heldUnits(sheet)).toEqual({ ACME: '6', CHILD: '344', '00165C203': '-344', BETA: '34' });
  });

  test('a bond by its CUSIP in percent, its coupon and its redemption in two rows', () => {
    const sheet = read(
      '05/15/2026,Full Redemption Adj,912828ZZ1,US TREASURY NOTE 4% 05/15/26,,,,"$10,000.00"',
      '05/15/2026,Full Redemption,912828ZZ1,US TREASURY NOTE 4% 05/15/26,"-10,000",,,',
      '11/15/2025,Bond Interest,912828ZZ1,US TREASURY NOTE 4% 05/15/26,,,,$200.00',
      '09/15/2025,Buy,912828ZZ1,US TREASURY NOTE 4% 05/15/26,"10,000",$99.50,$1.00,"-$10,084.70"'
    );
    expect(statedTexts(sheet)).toEqual([
      '2025-09-15 buy 912828ZZ1 | quantity 10000 | price 99.5 | gross 9950 USD | fees 1 | accrued 133.7',
      '2025-11-15 interest 912828ZZ1 | gross 200 USD',
      '2026-05-15 sell 912828ZZ1 | quantity 10000 | price 100 | gross 10000 USD'
    ]);
    expect([...sheet.instruments.values()][0]).toMatchObject({ cusip: '912828ZZ1', kind: 'bond', multiplier: '0.01' });
    expect(sheet.lines.size).toBe(4);
    expect(heldUnits(sheet)).toEqual({});
  });

  test('income, fees, taxes and moves of cash', () => {
    const sheet = read(
      '01/10/2025,Long Term Cap Gain,ACME,ACME FUND,,,,$29.21',
      '01/10/2025,NRA Withholding,ACME,ACME FUND,,,,-$4.38',
      '01/10/2025,ADR Mgmt Fee,BETA,BETA ADR,,,,-$0.50',
      '01/10/2025,Margin Interest,,MARGIN INT 12/29-01/29,,,,-$12.00',
      '01/10/2025,Journal,,TRANSFER TO BANK,,,,-$100.00',
      '01/10/2025,Cash In Lieu,BETA,BETA ADR,,,,$5.49',
      '01/10/2025,Bank Sweep,,SWEEP TO CASH,,,,$5.49'
    );
    expect(statedTexts(sheet)).toEqual([
      '2025-01-10 return-of-capital BETA | gross 5.49 USD',
      '2025-01-10 withdrawal | note TRANSFER TO BANK | cash 100 USD',
      '2025-01-10 interest | note MARGIN INT 12/29-01/29 | gross -12 USD',
      '2025-01-10 fee BETA | cash 0.5 USD',
      '2025-01-10 tax ACME | cash 4.38 USD',
      '2025-01-10 dividend ACME | gross 29.21 USD | kind long-term-gain'
    ]);
    expect(sheet.lines.size).toBe(7);
  });

  test('bad rows name their line and column', () => {
    const sheet = read(
      '13/45/2025,Buy,ACME,ACME CORP,1,$1.00,,-$1.00',
      '01/02/2025,Teleport,ACME,ACME CORP,1,$1.00,,-$1.00',
      '01/02/2025,Buy,ACME,ACME CORP,many,$1.00,,-$1.00',
      '01/02/2025,Buy,ACME,ACME CORP,,$1.00,,-$1.00',
      '01/02/2025,Cash Dividend,ACME,ACME CORP,,,,',
      '01/02/2025,,ACME,ACME CORP,1,$1.00,,-$1.00'
    );
    expect(sheet.posted).toEqual([]);
    expect(sheet.problems.map(({ line, column, subject }) => `${line} ${column} ${subject.code}`).sort()).toEqual([
      '2 Date date-unreadable',
      '3 Action row-kind-unknown',
      '4 Quantity number-unreadable',
      '5 Quantity value-missing',
      '6 Amount value-missing',
      '7 Action action-missing'
    ]);
  });
});

const shared = process.env['SEXTANT_SHARED'];
if (!shared) console.log('skipped 139 rows: SEXTANT_SHARED is not set');
const sample = (path: string) => readBy(schwab, new Uint8Array(readFileSync(`${shared}/samples/${path}`)), path);

describe.skipIf(!shared)('real exports', () => {
  // Rows counted by action with Python's csv module: 119 rows and a line of sums.
  test('schwab.csv: every row booked', () => {
    const sheet = sample('brokers/schwab.csv');
    expect(sheet.problems.filter((one) => one.effect === 'row')).toEqual([]);
    expect(sheet.lines.size).toBe(120);
    expect(verbCounts(sheet)).toEqual({
      buy: 41,
      sell: 2,
      dividend: 42,
      interest: 6,
      fee: 11,
      tax: 1,
      deposit: 1,
      withdrawal: 2,
      split: 1,
      'return-of-capital': 1,
      'delivery-in': 6,
      'delivery-out': 5
    });
    // Quantities added up by symbol, sales and outgoing units negative.
    expect(heldUnits(sheet)).toEqual({
      SPY: '7.0976',
      FIHBX: '-507.208',
      NFRIX: '34.681',
      SWVXX: '46.23',
      SNSXX: '4136.58',
      SNAXX: '-496428.62',
      VNQ: '4.4877',
      GBDC: '10.32',
      ARCC: '18.4207',
      TCPC: '36.3353',
      TSLX: '13.5303',
      NMFC: '33.7106',
      FMGIX: '10.006',
      VEA: '0.0086',
      VWO: '0.0025',
      DGLRX: '-872.454',
      AVGO: '10',
      AMC: '38',
      TNXP: '1',
      '890260854': '-1',
      APE: '344',
      LCID: '50',
      '171439102': '-50',
      NEWH: '1000',
      '09070K200': '-1000',
      '00165C203': '-344'
    });
    expect(cashHeld(sheet)).toEqual({ USD: '400074.19' });
    expect(brokenFields(sheet)).toEqual([]);
  });

  // 20 rows and a line of sums, counted and added up with Python's csv module and Decimal. The line of sums says another figure.
  test('schwab_with_header_row.csv: every row booked', () => {
    const sheet = sample('wealthfolio/schwab_with_header_row.csv');
    expect(problemTexts(sheet)).toEqual(['22 note cost-unknown', '6 note action-to-check']);
    expect(sheet.lines.size).toBe(21);
    expect(cashHeld(sheet)).toEqual({ USD: '6942.96' });
    expect(heldUnits(sheet)).toEqual({ BNDX: '-8', NVDA: '40', BND: '45.025', AAPL: '10' });
    expect(brokenFields(sheet)).toEqual([]);
  });
});
