import { expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, problemTexts, statedTexts } from '../rows/stated.fixture';
import { ibkrActivity } from './ibkr-activity';

const older = 'Date,Account,Description,Transaction Type,Symbol,Quantity,Price,Gross Amount ,Commission,Net Amount';
const newer =
  'Date,Account,Description,Transaction Type,Symbol,Quantity,Price,Price Currency,Gross Amount ,Commission,Net Amount,Exchange Rate';
const read = (base: string, header: string, ...rows: string[]) =>
  readBy(
    ibkrActivity,
    [
      'Statement,Header,Field Name,Field Value',
      'Statement,Data,Title,Transaction History',
      'Summary,Header,Field Name,Field Value',
      `Summary,Data,Base Currency,${base}`,
      `Transaction History,Header,${header}`,
      ...rows.map((row) => `Transaction History,Data,${row}`)
    ].join('\n')
  );
const withoutNotes = (texts: readonly string[]): string[] =>
  texts.map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''));

test('the history of transactions is in the base currency, whatever the price is in', () => {
  const sheet = read(
    'CAD',
    newer,
    '2026-03-02,U***1,Transfer,Deposit,-,-,-,-,5000,-,5000,1',
    '2026-03-02,U***1,ACME CORP,Buy,ACME,10.0,100.0,USD,-1400.0,-1.4,-1401.4,1.4',
    '2026-03-05,U***1,QQQ PUT,Sell,QQQ  260320P00500000,-2.0,1.5,USD,420.0,-2.8,417.2,1.4',
    '2026-03-06,U***1,T 4 05/15/30,Buy,T 4 05/15/30,1000,98,USD,-1372,-7,-1379,1.4',
    '2026-03-31,U***1,Market data,Other Fee,-,-,-,-,-,-,-11.5,1',
    '2026-03-31,U***1,FX Translations P&L,Adjustment,-,-,-,-,-3.2,-,-3.2,1'
  );
  expect(withoutNotes(statedTexts(sheet))).toEqual([
    '2026-03-02 buy ACME | quantity 10 | price 140 | gross 1400 CAD | fees 1.4',
    '2026-03-02 deposit | cash 5000 CAD',
    '2026-03-05 sell QQQ  260320P00500000 | quantity 2 | price 2.1 | gross 420 CAD | fees 2.8',
    '2026-03-06 buy T 4 05/15/30 | quantity 1000 | price 1.372 | gross 1372 CAD | fees 7',
    '2026-03-31 fee | cash 11.5 CAD',
    '2026-03-31 fee | cash 3.2 CAD'
  ]);
  expect(cashHeld(sheet)).toEqual({ CAD: '2622.1' });
  expect([...sheet.instruments.values()].flatMap(({ currency }) => currency ?? [])).toEqual(['USD', 'USD', 'USD']);
  expect(brokenFields(sheet)).toEqual([]);
});

test('dividends give trades their number and take their tax; other languages are read', () => {
  const sheet = read(
    'GBP',
    older,
    '2025-11-01,U***1,ACME CORP,Buy,ACME,10.0,10.0,-100.0,-1,-101.0',
    '2025-11-03,U***1,ACME(US0000000019) Cash Dividend USD 0.50 per Share,Dividend,ACME,-,-,20.0,-,20.0',
    '2025-11-03,U***1,ACME(US0000000019) Cash Dividend USD 0.50 per Share - US Tax,Foreign Tax Withholding,ACME,-,-,-3.0,-,-3.0',
    '2025-11-04,U***1,ACME CORP,Verkauf,ACME,-4.0,11.0,44.0,-1,43.0',
    '2025-11-05,U***1,ACME CORP,卖,ACME,-6.0,11.0,66.0,-1,65.0',
    '2025-11-06,U***1,?,Unheard,ACME,-,-,1,-,1'
  );
  expect(withoutNotes(statedTexts(sheet))).toEqual([
    '2025-11-01 buy US0000000019 | quantity 10 | price 10 | gross 100 GBP | fees 1',
    '2025-11-03 dividend US0000000019 | gross 20 GBP | taxes 3',
    '2025-11-04 sell US0000000019 | quantity 4 | price 11 | gross 44 GBP | fees 1',
    '2025-11-05 sell US0000000019 | quantity 6 | price 11 | gross 66 GBP | fees 1'
  ]);
  expect(problemTexts(sheet)).toEqual(['11 row row-kind-unknown']);
});
