import { describe, expect, it } from 'vitest';
import { dayFromText, dayText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money, ZERO } from '$lib/domain/money';
import { editedInPlace, editText, isEditable } from './inline-edit';

const usd = currencyCode('USD');
const day = dayFromText('2024-03-04');
const dated = { account: accountId('a'), tradeDay: day, settlementDay: dayFromText('2024-03-06') };
const call = instrumentId('call');
const option: Instrument = {
  id: call,
  kind: 'option',
  name: 'Call',
  currency: usd,
  identifiers: [],
  multiplier: '100'
};
const buy: Transaction = {
  ...dated,
  verb: 'buy',
  instrument: call,
  quantity: decimal('2'),
  price: decimal('3.5'),
  gross: money(decimal('700'), usd),
  fees: ZERO,
  taxes: ZERO
};
const fee: Transaction = { ...dated, verb: 'fee', cash: money(decimal('-3'), usd) };
const edited = (one: Transaction, column: Parameters<typeof editedInPlace>[1], text: string) =>
  editedInPlace(one, column, text, [option]);

describe('a ledger row changed in place', () => {
  it('reckons a trade anew, with the size of its contract', () => {
    const more = edited(buy, 'quantity', '3');
    expect(more && 'gross' in more && decimalText(more.gross.amount)).toBe('1050');
    const dearer = edited(buy, 'price', '4');
    expect(dearer && 'gross' in dearer && decimalText(dearer.gross.amount)).toBe('800');
  });

  it('moves the settlement with the day', () => {
    const moved = edited(buy, 'day', '2024-03-11');
    expect(moved && [moved.tradeDay, moved.settlementDay].map(dayText)).toEqual(['2024-03-11', '2024-03-13']);
  });

  it('keeps the direction of cash and of a refund', () => {
    const refund = edited(fee, 'amount', '5');
    expect(refund && 'cash' in refund && decimalText(refund.cash.amount)).toBe('-5');
  });

  it('refuses what does not fit and offers only what can be changed', () => {
    expect(edited(buy, 'quantity', 'many')).toBeUndefined();
    expect(edited(buy, 'quantity', '0')).toBeUndefined();
    expect(edited(fee, 'amount', '0')).toBeUndefined();
    expect(edited(buy, 'day', 'someday')).toBeUndefined();
    expect(isEditable(fee, 'price')).toBe(false);
    expect(isEditable(buy, 'amount')).toBe(false);
    expect(editText(buy, 'price')).toBe('3.5');
  });
});
