import { expect, it } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { gemini } from './gemini';

const header =
  'Date,Time (UTC),Type,Symbol,Specification,Liquidity Indicator,Trading Fee Rate (bps),USD Amount USD,Fee (USD) USD,USD Balance USD,BTC Amount BTC,Fee (BTC) BTC,BTC Balance BTC,ETH Amount ETH,Fee (ETH) ETH,ETH Balance ETH';

it('reads the amounts of several coins by their columns', () => {
  const sheet = readBy(
    gemini,
    [
      header,
      '2024-01-02,10:00:00,Credit,USD,Deposit,,,"$1,000.00",,"$1,000.00",,,0,,,0',
      '2024-01-03,10:00:00,Buy,BTCUSD,Market,Taker,35,($420.00),($1.47),$578.53,0.01 BTC,,0.01 BTC,,,',
      '2024-01-04,10:00:00,Buy,ETHUSD,Market,Taker,35,($200.00),($0.60),$377.93,,,,0.1 ETH,,0.1 ETH',
      '2024-01-05,10:00:00,Sell,ETHBTC,Market,Taker,35,,,,0.0025 BTC,(0.00001 BTC),,(0.05 ETH),,0.05 ETH',
      '2024-01-06,10:00:00,Debit,BTC,Withdrawal (BTC),,,,,,(0.001 BTC),,,,,',
      '2024-01-07,10:00:00,Credit,ETH,Earn Interest,,,,,,,,,0.001 ETH,,',
      '2024-01-08,10:00:00,Unheard,ETH,,,,,,,,,,,,',
      ',,,,,,,$800.00,,,,,,,,'
    ].join('\n')
  );
  expect(brokenFields(sheet)).toEqual([]);
  expect(statedTexts(sheet).slice(0, 3)).toEqual([
    '2024-01-02 deposit | cash 1000 USD',
    '2024-01-03 buy BTC | quantity 0.01 | price 42000 | gross 420 USD | fees 1.47',
    '2024-01-04 buy ETH | quantity 0.1 | price 2000 | gross 200 USD | fees 0.6'
  ]);
  expect(cashHeld(sheet)).toEqual({ USD: '377.93', BTC: '0' });
  expect(heldUnits(sheet)).toEqual({ BTC: '0.01149', ETH: '0.051' });
  expect(problemTexts(sheet)).toEqual(['7 note cost-unknown', '8 row row-kind-unknown']);
});
