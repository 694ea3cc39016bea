import { expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { currencyCode, decimal, money } from '$lib/domain/money';
import { StatementSheet } from '../../sheet/statement-sheet';
import { CoinRow, type CoinTrade } from './coin-row';
import { statedOn } from './stated';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from './stated.fixture';

function traded(trade: CoinTrade): StatementSheet {
  const day = dayFromText('2024-03-01');
  const sheet = new StatementSheet({ fileName: 'coins', today: day, baseCurrency: currencyCode('EUR') });
  new CoinRow(sheet, 2, statedOn(sheet.account(), day)).trade(trade);
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
}
const amount = (text: string, code: string) => ({ code, amount: decimal(text) });

it('buys against money: a fee in the coin lowers the units and is told apart', () => {
  const sheet = traded({ sold: amount('200', 'EUR'), bought: amount('0.1', 'ETH'), fees: [amount('0.001', 'ETH')] });
  expect(statedTexts(sheet)).toEqual(['2024-03-01 buy ETH | quantity 0.099 | price 2000 | gross 198 EUR | fees 2']);
  expect(cashHeld(sheet)).toEqual({ EUR: '-200' });
});

it('sells against money: a fee in the coin is sold along, one in money is a fee', () => {
  const fees = [amount('0.5', 'IOTA'), amount('1', 'USD')];
  const sheet = traded({ sold: amount('99.5', 'IOTA'), bought: amount('30', 'USD'), fees });
  expect(statedTexts(sheet)).toEqual(['2024-03-01 sell IOTA | quantity 100 | price 0.3 | gross 30 USD | fees 1']);
});

it('states coin for coin in the coin that is known as a currency, and leaves no cash of it', () => {
  const bought = traded({ sold: amount('0.004', 'BTC'), bought: amount('100', 'HIGH'), fees: [amount('0.1', 'HIGH')] });
  expect(heldUnits(bought)).toEqual({ BTC: '-0.004', HIGH: '99.9' });
  expect(cashHeld(bought)).toEqual({ BTC: '0' });
  const paid = traded({ sold: amount('1.1', 'BTC'), bought: amount('50', 'ETH'), fees: [amount('0.003', 'BTC')] });
  expect(heldUnits(paid)).toEqual({ BTC: '-1.103', ETH: '50' });
  expect(cashHeld(paid)).toEqual({ BTC: '0' });
  const sold = traded({ sold: amount('67', 'IOTA'), bought: amount('0.002', 'BTC'), fees: [amount('0.0001', 'BTC')] });
  expect(heldUnits(sold)).toEqual({ BTC: '0.0019', IOTA: '-67' });
  expect(cashHeld(sold)).toEqual({ BTC: '0' });
});

it.each([
  ['BUSD', '2024-03-01 buy SOL | quantity 2 | price 100 | gross 200 BUSD'],
  ['QQUSD', '2024-03-01 delivery-in SOL | quantity 2 | cost 0 EUR']
])('quotes a coin in the stablecoin, never in itself: SOL for %s', (code, expected) => {
  expect(statedTexts(traded({ sold: amount('200', code), bought: amount('2', 'SOL') })).at(-1)).toBe(expected);
});

it('pays a fee in a third coin by selling it for itself', () => {
  const sheet = traded({ sold: amount('10', 'EUR'), bought: amount('1', 'SOL'), fees: [amount('0.01', 'BNB')] });
  expect(statedTexts(sheet).slice(1)).toEqual([
    '2024-03-01 sell BNB | quantity 0.01 | price 1 | gross 0.01 BNB',
    '2024-03-01 fee BNB | cash 0.01 BNB'
  ]);
  expect(cashHeld(sheet)).toEqual({ EUR: '-10', BNB: '0' });
});

it('trades at the value the source states, and without one delivers what no currency is known for', () => {
  const value = money(decimal('40'), currencyCode('EUR'));
  const valued = traded({ sold: amount('3', 'DAR'), bought: amount('7', 'HIGH'), value });
  expect(statedTexts(valued)).toEqual([
    '2024-03-01 sell DAR | quantity 3 | price 13.333333333333333333 | gross 40 EUR',
    '2024-03-01 buy HIGH | quantity 7 | price 5.714285714285714286 | gross 40 EUR'
  ]);
  const plain = traded({ sold: amount('3', 'DAR'), bought: amount('7', 'HIGH') });
  expect(statedTexts(plain)).toEqual([
    '2024-03-01 delivery-out DAR | quantity 3',
    '2024-03-01 delivery-in HIGH | quantity 7 | cost 0 EUR'
  ]);
  expect(problemTexts(plain)).toEqual(['2 note cost-unknown']);
});

it('exchanges money for money', () => {
  const sheet = traded({ sold: amount('100', 'EUR'), bought: amount('109', 'USD'), fees: [amount('1', 'EUR')] });
  expect(cashHeld(sheet)).toEqual({ EUR: '-101', USD: '109' });
});
