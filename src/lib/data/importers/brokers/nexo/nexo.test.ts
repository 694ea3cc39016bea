import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { nexo } from './nexo';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/crypto/nexo.csv`;
const corrupt = `${folder}/samples/crypto/corrupt_nexo.csv`;
if (!folder) console.log('skipped 55 rows: SEXTANT_SHARED is not set');

const newer =
  'Transaction,Type,Input Currency,Input Amount,Output Currency,Output Amount,USD Equivalent,Details,Date / Time (UTC)';
const older = 'Transaction,Type,Currency,Amount,USD Equivalent,Details,Date / Time (UTC)';
const read = (...lines: string[]) => {
  const sheet = readBy(nexo, lines.join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};

describe('Nexo', () => {
  it('reads a deposit of money, its exchange into a coin, interest and the withdrawal', () => {
    const sheet = read(
      newer,
      'N1,Deposit To Exchange,EUR,100,EURX,100,$110,approved / EUR Top Up,2022-01-01 10:00:00',
      'N2,Exchange Deposited On,EUR,100,EURX,100,$110,approved / EUR to EURX,2022-01-01 10:01:00',
      'N3,Exchange,EURX,-60,BTC,0.002,$66,approved / Exchange EURX to Bitcoin,2022-01-02 10:00:00',
      'N4,Interest,BTC,0.00001,BTC,0.00001,$0.33,approved / BTC Interest Earned,2022-01-03 10:00:00',
      'N5,Locking Term Deposit,BTC,-0.001,BTC,0.001,$33,approved / Transfer,2022-01-03 11:00:00',
      'N6,Withdrawal,BTC,-0.0005,BTC,0.0005,$16,approved / BTC withdrawal,2022-01-04 10:00:00',
      'N7,Exchange To Withdraw,EURX,-40,EUR,40,$44,approved / EURX to EUR,2022-01-05 10:00:00',
      'N8,Withdraw Exchanged,EUR,-40,EUR,40,$44,approved / EUR withdrawal,2022-01-05 11:00:00',
      'N9,Exchange To Withdraw,EURX,-40,EUR,40,$44,rejected / EURX to EUR,2022-01-06 10:00:00'
    );
    expect(statedTexts(sheet)).toEqual([
      '2022-01-01 deposit | cash 100 EUR',
      '2022-01-02 buy BTC | quantity 0.002 | price 30000 | gross 60 EUR',
      '2022-01-03 income-in-kind BTC | source interest | quantity 0.00001 | value 0.33 USD',
      '2022-01-04 delivery-out BTC | quantity 0.0005',
      '2022-01-05 withdrawal | cash 40 EUR'
    ]);
    expect(problemTexts(sheet)).toEqual(['10 row not-booked']);
    expect(sheet.lines.size).toBe(9);
  });

  it('books the credit line as dollars owed, and what pays them back', () => {
    const sheet = read(
      newer,
      'N1,Nexo Card Purchase,USD,-51.86,EUR,47.99,$51.86,approved / A shop,2024-02-03 23:30:38',
      'N2,Withdraw Exchanged,EUR,-47.99,EUR,47.99,$51.86,approved / EUR withdrawal,2024-02-03 23:30:36',
      'N3,Credit Card Fiatx Exchange To Withdraw,EURX,47.99,EUR,47.99,$51.86,approved / EUR,2024-02-03 23:30:36',
      'N4,Interest,USD,-0.14,,0,$0.14,approved / Interest,2024-02-04 22:00:02',
      'N5,Manual Sell Order,USDC,-52,USDC,52,$52,approved / Crypto Repayment,2024-02-05 19:03:47',
      'N6,Manual Repayment,USD,52,USD,0,$52,approved / Crypto Repayment,2024-02-05 19:03:53'
    );
    expect(verbCounts(sheet)).toEqual({ exchange: 1, withdrawal: 1, interest: 1, sell: 1 });
    expect(cashHeld(sheet)).toEqual({ EUR: '0', USD: '0' });
    expect(heldUnits(sheet)).toEqual({ USDC: '-52' });
  });

  it('sells a coin of the older columns for the money that is withdrawn', () => {
    const sheet = read(
      older,
      'N1,Deposit,USDC,500,$501,approved / 0xabc,2020-11-01 10:00:00',
      'N2,ExchangeToWithdraw,USDC,-500,$501,approved / User,2020-12-16 21:18:33',
      'N3,WithdrawExchanged,EUR,-500,$505,approved / EUR Withdrawal,2020-12-16 23:09:24',
      'N4,Interest,,1,$1,approved / Interest,2020-12-17 00:00:00',
      'N5,Moonwalk,BTC,1,$1,approved / Interest,2020-12-17 00:00:00'
    );
    expect(cashHeld(sheet)).toEqual({ EUR: '0' });
    expect(heldUnits(sheet)).toEqual({});
    expect(problemTexts(sheet)).toEqual(['5 row currency-unreadable', '6 row row-kind-unknown']);
  });
});

// Added up from the columns with Python's decimal; two rejected rows (Details); the withdrawal that stands twice counts once.
test.skipIf(!folder || !existsSync(real))('the real sample', () => {
  const sheet = readBy(nexo, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet)).toEqual(['3 row not-booked', '9 row not-booked']);
  expect(sheet.lines.size).toBe(39);
  expect(heldUnits(sheet)).toEqual({
    MATIC: '3055',
    NEXO: '5.47250073',
    BTC: '0.01009881',
    USDC: '1816.26066193',
    ETH: '0.00178799',
    LUNA2: '2.73209017'
  });
});

test.skipIf(!folder || !existsSync(corrupt))('the corrupt sample names its bad lines', () => {
  const sheet = readBy(nexo, new Uint8Array(readFileSync(corrupt)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet)).toEqual(['9 row not-booked', '16 row currency-unreadable', '18 row currency-unreadable']);
  expect(sheet.lines.size).toBe(17);
});
