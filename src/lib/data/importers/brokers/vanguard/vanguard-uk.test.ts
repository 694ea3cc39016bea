import { expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { vanguardUk } from './vanguard-uk';

const lines = [
  'Someone General Account',
  '',
  'Cash Transactions',
  '',
  'Date,Details,Amount,Balance',
  '08/03/2022,Regular Deposit,15000,15000',
  '09/03/2022,"Bought 1,550 Acme ETF Distributing (ACME)",-14982.06,17.94',
  '01/04/2022,Cash Account Interest,0.41,18.35',
  '07/04/2022,Account Fee for the period 08-Jan-2022 to 07-Apr-2022,-14.05,4.30',
  '09/04/2022,DIV: ACME.XLON.GB @ GBP 0.4106,225.83,230.13',
  '10/04/2022,Reversal of DIV: ACME.XLON.GB @ GBP 0.4106,-25.83,204.30',
  '17/07/2022,Sold 50 Acme ETF Distributing (ACME),500,704.30',
  '18/07/2022,Bought 6.77 Beta Index Fund - Accumulation,-700,4.30',
  '19/07/2022,Something else,1,5.30',
  'Balance,5.30',
  '',
  'Investment Transactions',
  '',
  'Date,InvestmentName,TransactionDetails,Quantity,Price,Cost',
  '10/03/2022,Acme ETF Distributing (ACME),"Bought 1,550 Acme ETF Distributing (ACME)",1550,9.665845,14982.06',
  'Cost,14982.06',
  '',
  'Someone ISA',
  '',
  'Cash Transactions',
  '',
  'Date,Details,Amount,Balance',
  '20/07/2022,Regular Deposit,10,10',
  'Balance,10'
];

test('cash transactions tell purchases by their words, the investments below are the same again', () => {
  const sheet = readBy(vanguardUk, lines.join('\n'));
  expect(statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''))).toEqual([
    '2022-03-08 deposit | cash 15000 GBP',
    '2022-03-09 buy ACME | quantity 1550 | price 9.665845161290322581 | gross 14982.06 GBP',
    '2022-04-01 interest | gross 0.41 GBP',
    '2022-04-07 fee | cash 14.05 GBP',
    '2022-04-09 dividend ACME | gross 225.83 GBP',
    '2022-04-10 dividend ACME | gross -25.83 GBP',
    '2022-07-17 sell ACME | quantity 50 | price 10 | gross 500 GBP',
    '2022-07-18 buy BETA INDEX FUND - ACCUMULATION | quantity 6.77 | price 103.397341211225997046 | gross 700 GBP',
    '2022-07-20 deposit | cash 10 GBP'
  ]);
  expect(problemTexts(sheet)).toEqual(['14 row row-kind-unknown']);
  expect(cashHeld(sheet)).toEqual({ GBP: '14.3' });
  expect(Object.values(heldUnits(sheet))).toEqual(['1500', '6.77']);
  expect(brokenFields(sheet)).toEqual([]);
});
