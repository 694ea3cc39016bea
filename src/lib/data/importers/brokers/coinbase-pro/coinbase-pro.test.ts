import { existsSync, readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { coinbasePro } from './coinbase-pro';
import { coinbaseProFills } from './fills';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/crypto/coinbasepro.csv`;
if (!folder) console.log('skipped 21 rows: SEXTANT_SHARED is not set');

const header = 'portfolio,type,time,amount,balance,amount/balance unit,transfer id,trade id,order id';

it('joins the rows of a fill, and refuses half of one', () => {
  const sheet = readBy(
    coinbasePro,
    [
      header,
      'default,deposit,2020-01-01T09:00:00.000Z,1000,1000,EUR,t1,,',
      'default,match,2020-01-02T09:00:00.000Z,-400,600,EUR,,11,o1',
      'default,match,2020-01-02T09:00:00.000Z,2,2,LTC,,11,o1',
      'default,fee,2020-01-02T09:00:00.000Z,-2,598,EUR,,11,o1',
      'default,match,2020-01-03T09:00:00.000Z,-1,1,LTC,,12,o2',
      'default,conversion,2020-01-04T09:00:00.000Z,-100,498,USD,c1,,',
      'default,conversion,2020-01-04T09:00:00.000Z,100,100,USDC,c1,,',
      'default,withdrawal,2020-01-05T09:00:00.000Z,-1,1,LTC,t2,,',
      'default,teleport,2020-01-05T09:00:00.000Z,-1,1,LTC,t3,,'
    ].join('\n')
  );
  expect(statedTexts(sheet)).toEqual([
    '2020-01-02 buy LTC | quantity 2 | price 200 | gross 400 EUR | fees 2',
    '2020-01-04 buy USDC | quantity 100 | price 1 | gross 100 USD',
    '2020-01-01 deposit | cash 1000 EUR',
    '2020-01-05 delivery-out LTC | quantity 1'
  ]);
  expect(problemTexts(sheet)).toEqual(['6 row half-missing', '10 row row-kind-unknown']);
  expect(sheet.posted[0]?.about).toEqual({ id: '11', seconds: 32400, lines: [3, 4, 5] });
});

// Balances as the file states them in its last rows of each coin; verbs counted with awk over column 2 and the trade ids.
test.skipIf(!folder || !existsSync(real))('the real sample ends at the balances of the file', () => {
  const sheet = readBy(coinbasePro, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(verbCounts(sheet)).toEqual({ buy: 5, sell: 5, 'delivery-in': 4, 'delivery-out': 2 });
  expect(heldUnits(sheet)).toEqual({ BTC: '4.62208578', ETH: '18.5' });
  expect(cashHeld(sheet)).toEqual({ BTC: '0' });
  expect(sheet.lines.size).toBe(21);
  expect(new Set(problemTexts(sheet).map((text) => text.split(' ')[2]))).toEqual(new Set(['cost-unknown']));
});

it('reads fills', () => {
  const sheet = readBy(
    coinbaseProFills,
    [
      'portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit',
      'default,11,LTC-EUR,BUY,2020-01-02T09:00:00.000Z,2.00000000,LTC,200,2,-402,EUR',
      'default,12,LTC-EUR,SELL,2020-01-03T09:00:00.000Z,1.00000000,LTC,210,1.05,208.95,EUR',
      'default,13,LTC-EUR,SWAP,2020-01-03T09:00:00.000Z,1.00000000,LTC,210,1.05,208.95,EUR'
    ].join('\n')
  );
  expect(statedTexts(sheet)).toEqual([
    '2020-01-02 buy LTC | quantity 2 | price 200 | gross 400 EUR | fees 2',
    '2020-01-03 sell LTC | quantity 1 | price 210 | gross 210 EUR | fees 1.05'
  ]);
  expect(problemTexts(sheet)).toEqual(['4 row row-kind-unknown']);
});
