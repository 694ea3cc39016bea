import { expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { tradeRepublic } from './trade-republic';

const names =
  'datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,currency,original_amount,original_currency,fx_rate,description,transaction_id';
const bond = 'BOND,Bond Feb. 2026,XS0000000019';
const read = (...rows: readonly string[]) => readBy(tradeRepublic, [names, ...rows].join('\n'));
const row = (date: string, rest: string, id: string): string => `${date}T10:00:00.123Z,${date},DEFAULT,${rest},${id}`;
const plain = (sheet: ReturnType<typeof read>) =>
  statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''));

test('units paid back and their cash are one sale, transfers of cash are no deliveries', () => {
  const sheet = read(
    row('2025-02-15', `TRADING,BUY,${bond},100,0.98,-98.00,,,EUR,,,,buy`, 'a'),
    row('2026-02-15', `CORPORATE_ACTION,REDEMPTION,${bond},-100,1.00,,,,EUR,,,,units`, 'b'),
    row('2026-02-15', `CORPORATE_ACTION,FINAL_MATURITY,${bond},,,100.00,,-0.50,EUR,,,,cash`, 'c'),
    row('2026-02-16', 'DELIVERY,TRANSFER_IN,,,,,,50.00,,,EUR,,,,from another account', 'd')
  );
  expect(plain(sheet)).toEqual([
    '2025-02-15 buy XS0000000019 | quantity 100 | price 0.98 | gross 98 EUR',
    '2026-02-15 sell XS0000000019 | quantity 100 | price 1 | gross 100 EUR | taxes 0.5',
    '2026-02-16 deposit | cash 50 EUR'
  ]);
  expect([heldUnits(sheet), cashHeld(sheet)]).toEqual([{}, { EUR: '51.5' }]);
  expect([problemTexts(sheet), brokenFields(sheet)]).toEqual([[], []]);
});

test('units paid back without their cash are not sold for nothing', () => {
  const sheet = read(row('2026-02-15', `CORPORATE_ACTION,REDEMPTION,${bond},-100,1.00,,,,EUR,,,,units`, 'b'));
  expect(sheet.posted).toEqual([]);
  expect(problemTexts(sheet)).toEqual(['2 row half-missing']);
});
