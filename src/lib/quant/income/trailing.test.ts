import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, money, multiply, ZERO } from '$lib/domain/money';
import { trailingIncome } from '.';

const usd = currencyCode('USD');
const acme = instrumentId('acme');
const on = (day: string, account = 'a') => ({
  account: accountId(account),
  tradeDay: dayFromText(day),
  settlementDay: dayFromText(day)
});
const costs = { fees: ZERO, taxes: ZERO };
const buy = (day: string, units: string, account = 'a'): Transaction => ({
  ...on(day, account),
  ...costs,
  verb: 'buy',
  instrument: acme,
  quantity: decimal(units),
  price: decimal('10'),
  gross: money(multiply(decimal(units), decimal('10')), usd)
});
const dividend = (day: string, gross: string, account = 'a', currency = usd): Transaction => ({
  ...on(day, account),
  ...costs,
  verb: 'dividend',
  instrument: acme,
  gross: money(decimal(gross), currency)
});
const split = (day: string, account = 'a'): Transaction => ({
  ...on(day, account),
  verb: 'split',
  instrument: acme,
  numerator: 2,
  denominator: 1
});
const ledger = (...list: Transaction[]) =>
  inLedgerOrder(list.map((transaction, at) => ({ event: eventId(`e${at + 1}`), sequence: at + 1, transaction })));
const today = dayFromText('2024-06-28');

describe('income of a unit over the last year', () => {
  it('adds the payments of the year by unit, each day once though two accounts were paid', () => {
    const live = ledger(
      buy('2023-01-02', '100'),
      buy('2023-01-02', '50', 'b'),
      dividend('2023-06-15', '50'),
      dividend('2023-12-15', '60'),
      dividend('2023-12-15', '30', 'b'),
      dividend('2024-06-14', '70')
    );
    expect(trailingIncome(live, today).get(acme)).toEqual([{ currency: usd, perUnit: 0.6 + 0.7, payments: 2 }]);
  });

  it('is of a unit of today where the instrument was split since, in whatever accounts', () => {
    const live = ledger(
      buy('2023-01-02', '100'),
      buy('2023-01-02', '50', 'b'),
      dividend('2023-12-15', '60'),
      split('2024-03-01'),
      split('2024-03-01', 'b'),
      dividend('2024-06-14', '80')
    );
    expect(trailingIncome(live, today).get(acme)).toEqual([{ currency: usd, perUnit: 0.3 + 0.4, payments: 2 }]);
  });

  it('keeps currencies apart, and knows nothing of what never paid', () => {
    const eur = currencyCode('EUR');
    const live = ledger(buy('2023-01-02', '100'), dividend('2023-12-15', '60'), dividend('2024-01-15', '20', 'a', eur));
    expect(trailingIncome(live, today).get(acme)).toEqual([
      { currency: usd, perUnit: 0.6, payments: 1 },
      { currency: eur, perUnit: 0.2, payments: 1 }
    ]);
    expect(trailingIncome(ledger(buy('2023-01-02', '100')), today).size).toBe(0);
  });
});
