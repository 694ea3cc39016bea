import { expect, test } from 'vitest';
import { dayFromText, dayText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, type Account } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText } from '$lib/domain/money';
import { readEntryForm } from './entry-form';
import { formFromTyped } from './typed-transaction';

const USD = currencyCode('USD');
const EUR = currencyCode('EUR');
const accounts: Account[] = [
  { id: accountId('b'), name: 'Brokerage', currency: USD },
  { id: accountId('d'), name: 'Euro depot', currency: EUR }
];
const instruments: Instrument[] = [
  {
    id: instrumentId('vti'),
    kind: 'fund',
    name: 'Total',
    currency: USD,
    identifiers: [{ scheme: 'symbol', value: 'VTI' }]
  }
];
const context = { today: dayFromText('2026-11-20'), accounts, instruments };
const read = (text: string) => formFromTyped(text, context);

test('a trade: verb, quantity, symbol, price, day', () => {
  const form = read('buy 10 vti 250 yesterday');
  expect(form).toMatchObject({ verb: 'buy', symbol: 'VTI', account: 'b', currency: 'USD' });
  expect([form?.quantity, form?.price]).toEqual([decimal('10'), decimal('250')]);
  expect(dayText(form?.day ?? context.today)).toBe('2026-11-19');
});

test.each([
  ['sell 3.5 VTI @ 251.20', '2026-11-20'],
  ['sold 3.5 VTI at $251.20 on 3 Mar 2021', '2021-03-03'],
  ['sell 3.5 VTI for 251.20 2021-03-03', '2021-03-03'],
  ['sell 3.5 VTI 251.20 friday', '2026-11-13'],
  ['sell 3.5 VTI 251.20 on thursday', '2026-11-19'],
  ['sell 3.5 VTI 251.20 3 Mar', '2026-03-03'],
  ['sell 3.5 VTI 251.20 25 Dec', '2025-12-25']
])('%s', (text, day) => {
  const form = read(text);
  expect(form).toMatchObject({ verb: 'sell', symbol: 'VTI' });
  expect([decimalText(form?.quantity ?? decimal('0')), decimalText(form?.price ?? decimal('0'))]).toEqual([
    '3.5',
    '251.2'
  ]);
  expect(dayText(form?.day ?? context.today)).toBe(day);
});

test('money in an account of its currency, or in the one that is named', () => {
  expect(read('deposit 500 EUR')).toMatchObject({
    verb: 'deposit',
    account: 'd',
    currency: 'EUR',
    amount: decimal('500')
  });
  expect(read('withdraw €20')).toMatchObject({ verb: 'withdrawal', account: 'd', currency: 'EUR' });
  expect(read('fee 12 USD in Euro depot')).toMatchObject({ verb: 'fee', account: 'd', currency: 'USD' });
});

test('a split by its ratio', () => {
  expect(read('split VTI 4:1')).toMatchObject({ verb: 'split', symbol: 'VTI', numerator: 4, denominator: 1 });
});

test('words that are no transaction are left to the other commands', () => {
  for (const text of ['settings', 'buy', 'import a file', 'show in EUR', 'buy 10 of this and that'])
    expect(read(text), text).toBeUndefined();
});

test('what is read becomes a transaction only when nothing is missing', () => {
  const entry = { accounts, instruments, newId: (name: string) => `new-${name}` };
  const whole = read('buy 10 VTI 250.125');
  const part = read('buy 10 VTI');
  expect(whole && readEntryForm(whole, entry)).toMatchObject({
    status: 'ready',
    transaction: { instrument: 'vti', gross: { amount: decimal('2501.25'), currency: 'USD' } }
  });
  expect(part && readEntryForm(part, entry)).toEqual({ status: 'incomplete', missing: ['price'] });
});
