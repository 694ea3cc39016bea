import { expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { freetrade } from './freetrade';

const header =
  'Title,Type,Timestamp,Account Currency,Total Amount,Buy / Sell,Ticker,ISIN,Price per Share in Account Currency,Stamp Duty,Quantity,Venue,Order ID,Order Type,Instrument Currency,Total Shares Amount,Price per Share,FX Rate,Base FX Rate,FX Fee (BPS),FX Fee Amount,Dividend Ex Date,Dividend Pay Date,Dividend Eligible Quantity,Dividend Amount Per Share,Dividend Gross Distribution Amount,Dividend Net Distribution Amount,Dividend Withheld Tax Percentage,Dividend Withheld Tax Amount';
const cash = (type: string, day: string, total: string): string =>
  `Note,${type},${day}T10:00:00.000Z,GBP,${total}${','.repeat(24)}`;
const read = (...rows: string[]) => {
  const sheet = readBy(freetrade, [header, ...rows].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};

test('orders at home and abroad: stamp duty is a tax, the fee of the exchange a fee, both within the total', () => {
  const sheet = read(
    cash('TOP_UP', '2024-01-02', '3000.00'),
    'Home Trust,ORDER,2024-01-03T15:34:06.099Z,GBP,2412.00,BUY,HOME,GB0000000009,12.00000000,12.00,200.00000000,XLON,A1,MARKET,GBP,2400.00,12.00000000,,,0,,,,,,,,,',
    'Far Inc,ORDER,2024-01-04T15:34:06.099Z,GBP,401.56,BUY,FAR,US0000000002,40.00000000,0.00,10.00000000,Multiple,A2,MARKET,USD,500.00,50.00000000,1.25000000,1.25500000,39,1.56,,,,,,,,',
    'Far Inc,ORDER,2024-01-05T15:34:06.099Z,GBP,83.67,SELL,FAR,US0000000002,42.00000000,0.00,2.00000000,Multiple,A3,MARKET,USD,105.00,52.50000000,1.25000000,1.25500000,39,0.33,,,,,,,,'
  );
  expect(statedTexts(sheet)).toEqual([
    '2024-01-02 deposit | cash 3000 GBP',
    '2024-01-03 buy GB0000000009 | quantity 200 | price 12 | gross 2400 GBP | taxes 12',
    '2024-01-04 buy US0000000002 | quantity 10 | price 40 | gross 400 GBP | fees 1.56',
    '2024-01-05 sell US0000000002 | quantity 2 | price 42 | gross 84 GBP | fees 0.33'
  ]);
  expect(heldUnits(sheet)).toEqual({ GB0000000009: '200', US0000000002: '8' });
  // 3000 - 2412 - 401.56 + 83.67
  expect(cashHeld(sheet)).toEqual({ GBP: '270.11' });
});

test('dividends: the total is after withholding, which is told in the currency of the share', () => {
  const sheet = read(
    'Far Inc,DIVIDEND,2024-03-27T06:26:00.000Z,GBP,6.80,,FAR,US0000000002,,,10.00000000,,,,USD,,,,0.80000000,0,0.00,2024-03-05,2024-03-27,10.00000000,1.00000000,10.00,8.50,15,1.50',
    'Home Trust,DIVIDEND,2024-03-28T18:45:00.000Z,GBP,12.68,,HOME,GB0000000009,,,200.00000000,,,,GBP,,,,,,,2024-02-29,2024-03-28,200.00000000,0.06340000,,,0,0.00'
  );
  expect(statedTexts(sheet)).toEqual([
    '2024-03-27 dividend US0000000002 | gross 8 GBP | taxes 1.2',
    '2024-03-28 dividend GB0000000009 | gross 12.68 GBP'
  ]);
});

test('cash, statements without amounts, and kinds that nobody knows', () => {
  const sheet = read(
    cash('INTEREST_FROM_CASH', '2024-03-15', '0.21'),
    cash('MONTHLY_STATEMENT', '2024-03-01', ''),
    cash('WITHDRAWAL', '2024-04-18', '100.00'),
    cash('SOMETHING_NEW', '2024-04-19', '1.00')
  );
  expect(statedTexts(sheet)).toEqual(['2024-03-15 interest | gross 0.21 GBP', '2024-04-18 withdrawal | cash 100 GBP']);
  expect(problemTexts(sheet)).toEqual([expect.stringContaining('row-kind-unknown')]);
  expect(sheet.lines.size).toBe(4);
});
