import { expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { schwabAwards } from './equity-awards';
import { schwab } from './schwab';

const plain = (sheet: ReturnType<typeof readBy>) =>
  statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''));

test('the history of the equity awards center: two lines a transaction', () => {
  const columns =
    '"Date","Action","Symbol","Description","Quantity","FeesAndCommissions","DisbursementElection","Amount","Type","Shares","SalePrice","GrantId","VestDate","VestFairMarketValue","GrossProceeds","AwardDate","AwardId"';
  const sheet = readBy(
    schwabAwards,
    [
      columns,
      '"01/05/2026","Journal","ACME","Journal To Account ...123","","","","-$4,169.35","","","","","","","","",""',
      '"01/02/2026","Sale","ACME","Share Sale","13","$0.10","Journal","$4,169.90","","","","","","","","",""',
      '"","","","","","","","","RS","13","$320.77","C1","12/25/2025","$315.67","$4,170.00","",""',
      '"12/30/2025","Deposit","ACME","RS","20.5","","","","","","","","","","","",""',
      '"","","","","","","","","","","","","12/25/2025","$300.00","","03/05/2025","C1"',
      '"12/15/2025","Tax Withholding","ACME","Debit","","","","-$0.50","","","","","","","","",""',
      '"12/15/2025","Dividend","ACME","Credit","","","","$3.25","","","","","","","","",""'
    ].join('\n')
  );
  expect(plain(sheet)).toEqual([
    '2025-12-15 dividend ACME | gross 3.25 USD',
    '2025-12-15 tax ACME | cash 0.5 USD',
    '2025-12-30 delivery-in ACME | quantity 20.5 | cost 6150 USD',
    '2026-01-02 sell ACME | quantity 13 | price 320.769230769230769231 | gross 4170 USD | fees 0.1',
    '2026-01-05 withdrawal | cash 4169.35 USD'
  ]);
  expect(heldUnits(sheet)).toEqual({ ACME: '7.5' });
  expect([problemTexts(sheet), brokenFields(sheet)]).toEqual([['5 note cost-from-price'], []]);
});

test('the same in JSON, and the history of a brokerage account in JSON', () => {
  const blank = { Symbol: 'ACME', Quantity: null, FeesAndCommissions: null, DisbursementElection: null, Amount: null };
  const vest = { VestDate: '12/10/2023', VestFairMarketValue: '$48.38' };
  const awards = readBy(
    schwabAwards,
    JSON.stringify({
      FromDate: '01/01/2023',
      ToDate: '12/31/2023',
      Transactions: [
        {
          ...blank,
          Date: '12/13/2023',
          Action: 'Deposit',
          Quantity: '20',
          Description: 'RS',
          TransactionDetails: [{ Details: vest }]
        },
        {
          ...blank,
          Date: '10/25/2023',
          Action: 'Dividend',
          Description: 'Credit',
          Amount: '$135.40',
          TransactionDetails: []
        }
      ]
    })
  );
  expect(plain(awards)).toEqual([
    '2023-10-25 dividend ACME | gross 135.4 USD',
    '2023-12-13 delivery-in ACME | quantity 20 | cost 967.6 USD'
  ]);
  const row = { Symbol: '', Description: 'X', Quantity: '', Price: '', 'Fees & Comm': '', Amount: '' };
  const brokerage = readBy(
    schwab,
    JSON.stringify({
      FromDate: '01/01/2024',
      ToDate: '12/31/2024',
      BrokerageTransactions: [
        {
          ...row,
          Date: '06/17/2024',
          Action: 'Buy',
          Symbol: 'ACME',
          Quantity: '5',
          Price: '$10.00',
          'Fees & Comm': '$1.00',
          Amount: '-$51.00'
        },
        { ...row, Date: '06/15/2024', Action: 'MoneyLink Transfer', Amount: '$820.00' }
      ]
    })
  );
  expect(plain(brokerage)).toEqual([
    '2024-06-15 deposit | cash 820 USD',
    '2024-06-17 buy ACME | quantity 5 | price 10 | gross 50 USD | fees 1'
  ]);
});
