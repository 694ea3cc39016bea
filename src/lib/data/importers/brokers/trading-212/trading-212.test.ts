import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { trading212 } from './trading-212';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/brokers/trading212.csv`;
if (!folder) console.log('skipped 13 rows: SEXTANT_SHARED is not set');

const header =
  'Action,Time,ISIN,Ticker,Name,Notes,ID,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),Withholding tax,Currency (Withholding tax),Stamp duty reserve tax,Currency (Stamp duty reserve tax),Currency conversion from amount,Currency (Currency conversion from amount),Currency conversion to amount,Currency (Currency conversion to amount),Currency conversion fee,Currency (Currency conversion fee)';

/** A row from what its columns say. */
function row(cells: Readonly<Record<string, string>>): string {
  return header
    .split(',')
    .map((name) => `"${cells[name] ?? ''}"`)
    .join(',');
}
const read = (...rows: Readonly<Record<string, string>>[]) => {
  const sheet = readBy(trading212, [header, ...rows.map(row)].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};
const shares = { ISIN: 'GB00TESTAB12', Ticker: 'TST', Name: 'Test & Sons' };

describe('Trading 212', () => {
  it('buys in pence for pounds with stamp duty, sells in dollars for pounds with a conversion fee', () => {
    const sheet = read(
      {
        ...shares,
        Action: 'Limit buy',
        Time: '2023-05-02 08:00:01.123',
        ID: 'EOF1',
        'No. of shares': '10.0000000000',
        'Price / share': '250.00',
        'Currency (Price / share)': 'GBX',
        'Exchange rate': '100',
        Total: '25.13',
        'Currency (Total)': 'GBP',
        'Stamp duty reserve tax': '0.13',
        'Currency (Stamp duty reserve tax)': 'GBP'
      },
      {
        ISIN: 'US0000000002',
        Ticker: 'USX',
        Action: 'Market sell',
        Time: '2023-05-03 15:00:01',
        ID: 'EOF2',
        'No. of shares': '2',
        'Price / share': '12.50',
        'Currency (Price / share)': 'USD',
        'Exchange rate': '1.25',
        Result: '3.00',
        'Currency (Result)': 'GBP',
        Total: '19.97',
        'Currency (Total)': 'GBP',
        'Currency conversion fee': '0.03',
        'Currency (Currency conversion fee)': 'GBP'
      }
    );
    expect(statedTexts(sheet)).toEqual([
      '2023-05-02 buy GB00TESTAB12 | quantity 10 | price 2.5 | gross 25 GBP | taxes 0.13',
      '2023-05-03 sell US0000000002 | quantity 2 | price 10 | gross 20 GBP | fees 0.03'
    ]);
    expect([...sheet.instruments.values()]).toMatchObject([{ currency: 'GBP', symbol: 'TST' }, { currency: 'USD' }]);
    expect(sheet.posted[0]?.about).toEqual({ id: 'EOF1', seconds: 28801 });
    expect(sheet.fileCurrency).toBe('GBP');
  });

  it('converts a tax withheld at the rate of its row, and leaves it to the person where cents do not tell', () => {
    const paid = {
      ...shares,
      Time: '2023-06-01 10:00:00',
      'Currency (Price / share)': 'USD',
      'Currency (Total)': 'EUR'
    };
    const sheet = read(
      {
        ...paid,
        Action: 'Dividend (Ordinary)',
        'No. of shares': '100',
        'Price / share': '1.10',
        Total: '100.00',
        'Withholding tax': '19.41',
        'Currency (Withholding tax)': 'USD'
      },
      {
        ...paid,
        Action: 'Dividend (Property income)',
        'No. of shares': '0.5',
        'Price / share': '0.02',
        Total: '0.01',
        'Withholding tax': '5.00',
        'Currency (Withholding tax)': 'USD'
      },
      {
        ...paid,
        Action: 'Dividend (Return of capital non us)',
        'No. of shares': '1',
        'Price / share': '2',
        Total: '1.80'
      }
    );
    // 19.41 USD at 110 USD for 100 EUR is 17.645... EUR.
    expect(statedTexts(sheet)).toEqual([
      '2023-06-01 dividend GB00TESTAB12 | gross 117.65 EUR | taxes 17.65',
      '2023-06-01 dividend GB00TESTAB12 | gross 0.01 EUR',
      '2023-06-01 return-of-capital GB00TESTAB12 | gross 1.8 EUR'
    ]);
    expect(problemTexts(sheet)).toEqual(['3 note costs-in-other-currency']);
  });

  it('moves cash, exchanges it in one row or in two, and counts interest', () => {
    const cash = { 'Currency (Total)': 'EUR' };
    const sheet = read(
      { ...cash, Action: 'Deposit', Time: '2024-01-01 10:00:00', Total: '500.00', ID: 'd' },
      { ...cash, Action: 'Interest on cash', Time: '2024-01-02 10:00:00', Total: '0.31' },
      { ...cash, Action: 'Lending interest', Time: '2024-01-02 11:00:00', Total: '0.02' },
      { ...cash, Action: 'Card debit', Time: '2024-01-03 10:00:00', Total: '-20.00' },
      { ...cash, Action: 'Spending cashback', Time: '2024-01-03 11:00:00', Total: '0.10' },
      { ...cash, Action: 'Withdrawal', Time: '2024-01-04 10:00:00', Total: '-30.00' },
      {
        Action: 'Currency conversion',
        Time: '2024-01-05 10:00:00',
        'Currency conversion from amount': '100.00',
        'Currency (Currency conversion from amount)': 'EUR',
        'Currency conversion to amount': '109.00',
        'Currency (Currency conversion to amount)': 'USD',
        'Currency conversion fee': '0.15',
        'Currency (Currency conversion fee)': 'EUR'
      },
      { ...cash, Action: 'Currency conversion', Time: '2024-01-06 10:00:00', Total: '-10.00' },
      { Action: 'Currency conversion', Time: '2024-01-06 10:00:00', Total: '10.80', 'Currency (Total)': 'USD' }
    );
    expect(problemTexts(sheet)).toEqual([]);
    expect(cashHeld(sheet)).toEqual({ EUR: '340.43', USD: '119.8' });
    expect(verbCounts(sheet)).toEqual({ deposit: 2, interest: 2, withdrawal: 2, exchange: 2 });
  });

  it('books the two rows of a split as one, and refuses half of one and words it does not know', () => {
    const sheet = read(
      {
        ...shares,
        Action: 'Market buy',
        Time: '2024-01-01 10:00:00',
        'No. of shares': '29.80477800',
        Total: '60',
        'Currency (Total)': 'EUR'
      },
      {
        ...shares,
        Action: 'Stock split close',
        Time: '2024-03-01 07:00:00',
        'No. of shares': '29.8047780000',
        Total: '59',
        'Currency (Total)': 'EUR'
      },
      {
        ...shares,
        Action: 'Stock split open',
        Time: '2024-03-01 07:00:01',
        'No. of shares': '7.4511945000',
        Total: '59',
        'Currency (Total)': 'EUR'
      },
      {
        ISIN: 'US0000000009',
        Action: 'Stock split open',
        Time: '2024-03-02 07:00:01',
        'No. of shares': '7',
        Total: '59',
        'Currency (Total)': 'EUR'
      },
      { ...shares, Action: 'Teleport', Time: '2024-03-02 07:00:01', 'No. of shares': '7' },
      { ...shares, Action: 'Market buy', Time: 'yesterday', 'No. of shares': '7' }
    );
    expect(statedTexts(sheet)[1]).toBe('2024-03-01 split GB00TESTAB12 | numerator 1 | denominator 4');
    expect(heldUnits(sheet)).toEqual({ GB00TESTAB12: '7.4511945' });
    expect(problemTexts(sheet)).toEqual(['7 row date-unreadable', '5 row half-missing', '6 row row-kind-unknown']);
  });

  it('reads the columns of old files, whose currency stands in their names', () => {
    const sheet = readBy(
      trading212,
      [
        'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result (EUR),Total (EUR),Withholding tax,Currency (Withholding tax),Charge amount (EUR),Notes,ID,Currency conversion fee (EUR)',
        'Deposit,2021-02-01 10:00:00,,,,,,,,,100.00,,,100.70,"Bank transfer",d1,',
        'Market buy,2021-02-02 10:00:00,US0000000003,OLD,"Old Co",1.5,48.00,USD,1.20,,60.09,,,,,EOF3,0.09'
      ].join('\n')
    );
    expect(statedTexts(sheet)).toEqual([
      '2021-02-01 deposit | cash 100 EUR',
      '2021-02-02 buy US0000000003 | quantity 1.5 | price 40 | gross 60 EUR | fees 0.09'
    ]);
  });
});

// By eye: 13 rows, three of them shifted by a newer column order, two the halves of a split.
test.skipIf(!folder || !existsSync(real))('the real sample', () => {
  const sheet = readBy(trading212, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(sheet.lines.size).toBe(13);
  expect(verbCounts(sheet)).toEqual({
    deposit: 1,
    buy: 3,
    sell: 1,
    dividend: 3,
    interest: 1,
    'income-in-kind': 1,
    'delivery-out': 1,
    split: 1
  });
  expect(problemTexts(sheet)).toEqual([
    '9 note costs-in-other-currency',
    '11 note cost-unknown',
    '11 note action-to-check'
  ]);
  // 31.00 - 1.33 - 1.20 - 1.47 + 0.70 + 0.03 + 0.03 + 17.67 + 0.01
  expect(cashHeld(sheet)).toEqual({ EUR: '45.44' });
  expect(heldUnits(sheet)).toMatchObject({ DE000A3GK2N1: '-595', US9078181081: '11.0563304' });
});
