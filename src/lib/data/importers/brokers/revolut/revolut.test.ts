import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { revolutInvest, revolutOther } from './revolut';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/brokers/revolut-invest.csv`;
if (!folder) console.log('skipped 12 rows: SEXTANT_SHARED is not set');

const header = 'Date,Ticker,Type,Quantity,Price per share,Total Amount,Currency,FX Rate';
const read = (...rows: string[]) => {
  const sheet = readBy(revolutInvest, [header, ...rows].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};

describe('the investment statement of Revolut', () => {
  it('reads totals with a sign or a code, and fees within them', () => {
    const sheet = read(
      '2024-01-01T10:00:00.000001Z,,CASH TOP-UP,,,USD 500,USD,1.1',
      '2024-01-02T10:00:00Z,TST,BUY - MARKET,2,USD 100,USD 201,USD,1.1',
      '2024-01-03T10:00:00Z,TST,SELL - LIMIT,0.5,$110.00,$55.00,USD,1.1',
      '2024-01-04T10:00:00Z,TST,DIVIDEND,,,$1.25,USD,1.1',
      '2024-01-05T10:00:00Z,TST,DIVIDEND TAX (CORRECTION),,,-$0.20,USD,1.1',
      '2024-01-06T10:00:00Z,,CUSTODY FEE,,,-$0.10,USD,1.1',
      '2024-01-07T10:00:00Z,,CASH WITHDRAWAL,,,-$20.00,USD,1.1',
      '2024-01-08T10:00:00Z,,TRANSFER FROM REVOLUT BANK UAB TO REVOLUT SECURITIES EUROPE UAB,,,-$0.01,USD,1.1'
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-01 deposit | cash 500 USD',
      '2024-01-02 buy TST | quantity 2 | price 100 | gross 200 USD | fees 1',
      '2024-01-03 sell TST | quantity 0.5 | price 110 | gross 55 USD',
      '2024-01-04 dividend TST | gross 1.25 USD',
      '2024-01-05 tax TST | note DIVIDEND TAX (CORRECTION) | cash 0.2 USD',
      '2024-01-06 fee | note CUSTODY FEE | cash 0.1 USD',
      '2024-01-07 withdrawal | cash 20 USD'
    ]);
    expect(cashHeld(sheet)).toEqual({ USD: '334.95' });
    expect(sheet.lines.size).toBe(8);
  });

  it('a split adds units: its ratio follows from what the file held, whatever its order', () => {
    const sheet = read(
      '2024-03-04T10:00:00Z,NEW,MERGER - STOCK,1.5,,$0,USD,1.1',
      '2024-03-04T10:00:00Z,TST,MERGER - STOCK,-6,,$0,USD,1.1',
      '2024-03-01T10:00:00Z,TST,STOCK SPLIT,4,,$0,USD,1.1',
      '2024-02-01T10:00:00Z,TST,BUY - MARKET,2,$100,$200,USD,1.1',
      '2024-03-02T10:00:00Z,OLD,STOCK SPLIT,3,,$0,USD,1.1',
      '2024-03-03T10:00:00Z,OLD,TIME TRAVEL,3,,$0,USD,1.1'
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-02-01 buy TST | quantity 2 | price 100 | gross 200 USD',
      '2024-03-01 split TST | numerator 3 | denominator 1',
      '2024-03-02 delivery-in OLD | quantity 3 | cost 0 USD',
      '2024-03-04 reorganisation TST | kind merger | keeps false | retained 0 | receives [instrument NEW numerator 1 denominator 4 basis 1]'
    ]);
    expect(problemTexts(sheet)).toEqual(['7 row row-kind-unknown', '6 note cost-unknown', '6 note action-to-check']);
    expect(heldUnits(sheet)).toEqual({ NEW: '1.5', OLD: '3' });
  });
});

it('reads the statement of coins', () => {
  const sheet = readBy(
    revolutOther,
    [
      'Symbol,Type,Quantity,Price,Value,Fees,Date',
      'BTC,Buy,0.01,"€40,000.00",€400.00,€5.96,"3 Mar 2024, 10:11:12"',
      'DOT,Staking reward,0.5,€6.00,€3.00,€0.00,"4 Mar 2024, 10:11:12"',
      'DOT,Stake,0.5,,,€0.00,"4 Mar 2024, 11:11:12"',
      'BTC,Sell,0.004,"€50,000.00",€200.00,€2.00,"5 Mar 2024, 10:11:12"',
      'BTC,Send,0.001,,,€0.00,"6 Mar 2024, 10:11:12"',
      'BTC,Juggle,0.001,,,€0.00,"6 Mar 2024, 10:11:12"'
    ].join('\n')
  );
  expect(brokenFields(sheet)).toEqual([]);
  expect(heldUnits(sheet)).toEqual({ BTC: '0.005', DOT: '0.5' });
  expect(cashHeld(sheet)).toEqual({ EUR: '-207.96' });
  expect(problemTexts(sheet)).toEqual(['7 row row-kind-unknown']);
});

it('reads the sections of a statement of flexible cash', () => {
  const sheet = readBy(
    revolutOther,
    [
      'Date,Description,"Value, EUR",Price per share,Quantity of shares',
      '"Jan 2, 2025, 2:39:57 AM",BUY EUR Class R IE0000000015,100.00,1.0000,100.00',
      '"Jan 3, 2025, 2:39:57 AM",Interest PAID EUR Class R IE0000000015,0.2973,,',
      '"Jan 3, 2025, 2:39:57 AM",Service Fee Charged EUR Class IE0000000015,-0.0273,,',
      '"Jan 4, 2025, 2:39:57 AM",SELL EUR Class R IE0000000015,-40.00,1.0000,40.00',
      '"Jan 5, 2025, 2:39:57 AM",Interest WITHDRAWN EUR Class R IE0000000015,-0.2,,',
      'Date,Description,"Value, USD","Value, EUR",FX Rate,Price per share,Quantity of shares',
      '"Jan 6, 2025, 2:39:57 AM",BUY USD Class R IE0000000023,50.00,46.00,0.92,1.00,50.00'
    ].join('\n')
  );
  expect(brokenFields(sheet)).toEqual([]);
  expect(heldUnits(sheet)).toEqual({ IE0000000015: '60', IE0000000023: '50' });
  expect(cashHeld(sheet)).toEqual({ EUR: '0.07', USD: '0' });
});

// By eye: 12 rows, three moves between companies of Revolut.
test.skipIf(!folder || !existsSync(real))('the real sample', () => {
  const sheet = readBy(revolutInvest, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(sheet.lines.size).toBe(12);
  expect(verbCounts(sheet)).toEqual({
    withdrawal: 1,
    deposit: 1,
    buy: 3,
    sell: 1,
    dividend: 1,
    fee: 1,
    'delivery-in': 1
  });
  expect(problemTexts(sheet)).toEqual(['9 note cost-unknown', '9 note action-to-check']);
  expect(cashHeld(sheet)).toEqual({ USD: '-30.41', EUR: '-70' });
  expect(heldUnits(sheet)).toEqual({ O: '1.63453043', MA: '-0.1998348', TSLA: '0.72649598', MSFT: '0.76672417' });
});
