import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { etoro } from './etoro';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/brokers/etoro.csv`;
if (!folder) console.log('skipped 28 rows: SEXTANT_SHARED is not set');

const header =
  'Date,Type,Details,Amount,Units,Realized Equity Change,Realized Equity,Balance,Position ID,Asset type,NWA';
const read = (...rows: string[]) => {
  const sheet = readBy(etoro, [header, ...rows].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};

describe('eToro', () => {
  it('books positions by their amounts, and the cash of all else by what it did to the equity', () => {
    const sheet = read(
      '01/02/2024 10:00:00,Deposit,1000.00 EUR CreditCard,"1,080.00",-,"1,080.00","1,080.00","1,080.00",-,,0.00',
      '02/02/2024 10:00:00,Open Position,TST/USD,500.00,10,0.00,"1,080.00",580.00,1,Stocks,0.00',
      '03/02/2024 10:00:00,corp action: Split,TST/USD 2:1,0.00,-,0.00,"1,080.00",580.00,1,Stocks,0.00',
      '03/02/2024 10:00:00,corp action: Split,TST/USD 2:1,0.00,-,0.00,"1,080.00",580.00,2,Stocks,0.00',
      '04/02/2024 10:00:00,Dividend,TST/USD,1.70,-,1.70,"1,081.70",581.70,1,Stocks,0.00',
      '05/02/2024 10:00:00,Position closed,TST/USD,550.00,20,50.00,"1,131.70","1,131.70",1,Stocks,0.00',
      '06/02/2024 10:00:00,Open Position,GOLD/USD,100.00,0.5,0.00,"1,131.70","1,031.70",3,CFD,0.00',
      '06/02/2024 23:00:00,Overnight fee,Daily,(0.20),-,(0.20),"1,131.50","1,031.50",3,CFD,0.00',
      '07/02/2024 10:00:00,SDRT,LON/GBX,(1.00),-,(1.00),"1,130.50","1,030.50",4,Stocks,0.00',
      '08/02/2024 13:00:00,Withdrawal Conversion Fee,-,-1.50,-,0.00,"1,130.50",0.00,-,,0.00',
      '08/02/2024 13:00:00,Withdraw Request,-,-100.00,-,-100.00,"1,030.50",930.50,-,,0.00',
      '09/02/2024 13:00:00,Start Copy,-,-100.00,-,0.00,"1,030.50",930.50,-,,0.00',
      '10/02/2024 13:00:00,Levitation,-,-100.00,-,0.00,"1,030.50",930.50,-,,0.00',
      '11/02/2024 13:00:00,Open Position,TST/USD,10.00,-,0.00,"1,030.50",930.50,9,Stocks,0.00'
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-02-01 deposit | cash 1080 USD',
      '2024-02-02 buy TST | quantity 10 | price 50 | gross 500 USD',
      '2024-02-03 split TST | numerator 2 | denominator 1',
      '2024-02-04 dividend TST | gross 1.7 USD',
      '2024-02-05 sell TST | quantity 20 | price 27.5 | gross 550 USD',
      '2024-02-06 buy CFD GOLD/USD | quantity 0.5 | price 200 | gross 100 USD',
      '2024-02-06 fee | note Overnight fee | cash 0.2 USD',
      '2024-02-07 tax LON | note SDRT | cash 1 USD',
      '2024-02-08 withdrawal | cash 98.5 USD',
      '2024-02-08 fee | cash 1.5 USD'
    ]);
    // The balance in the file.
    expect(cashHeld(sheet)).toEqual({ USD: '930.5' });
    expect(problemTexts(sheet)).toEqual(['14 row row-kind-unknown', '15 row value-missing']);
    expect(sheet.lines.size).toBe(14);
  });

  it('takes the units of old files from amount, leverage and rate, and those of a close from its opening', () => {
    const columns = 'Date,Type,Details,Amount,Realized Equity Change,Position ID,Open Rate,Leverage';
    const sheet = readBy(
      etoro,
      [
        columns,
        '01/02/2020 10:00:00,Open Position,TST/USD,100,0,1,50,2',
        '02/02/2020 10:00:00,Position closed,TST/USD,120,20,1,50,2',
        '03/02/2020 10:00:00,Open Position,LON/GBX,100,0,2,50,1',
        '04/02/2020 10:00:00,Position closed,OLD/USD,120,20,3,50,1'
      ].join('\n')
    );
    expect(statedTexts(sheet)).toEqual([
      '2020-02-01 buy TST | quantity 4 | price 25 | gross 100 USD',
      '2020-02-02 sell TST | quantity 4 | price 30 | gross 120 USD'
    ]);
    expect(problemTexts(sheet)).toEqual(['4 row value-missing', '5 row value-missing']);
  });
});

// Counted with cut and uniq over the column "Type"; the zero fee, and the conversion fee within the request, are no rows of their own.
test.skipIf(!folder || !existsSync(real))('the real sample', () => {
  const sheet = readBy(etoro, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet)).toEqual([]);
  expect(sheet.lines.size).toBe(28);
  expect(verbCounts(sheet)).toEqual({ interest: 1, dividend: 11, withdrawal: 1, fee: 4, sell: 4, buy: 5, tax: 1 });
  expect(heldUnits(sheet)).toMatchObject({ SWKS: '0.888488', AMD: '-0.051214', 'CFD NKE/USD': '0.398451' });
  // Realized equity changes of all but trades, plus amounts of positions closed, less those opened.
  expect(Number(cashHeld(sheet).USD)).toBeCloseTo(
    0.08 + 1.71 - 100.11 + 18.43 + 0.38 + 61.27 + 392.16 - 49.88 - 27.37 - 93.62 - 100 - 200 - 0.1 - 0.31 + 0.21 - 6.97,
    6
  );
});
