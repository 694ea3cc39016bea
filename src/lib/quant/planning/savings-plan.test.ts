import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilFromDay, dayFromText, dayText, daysInMonth } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, money, ZERO } from '$lib/domain/money';
import { duePlannedDays, nextPlannedDay, plannedDays, type SavingsPlan } from '.';

const eur = currencyCode('EUR');
const account = accountId('a');
const fund = instrumentId('fund');
const plan: SavingsPlan = {
  id: 'p',
  account,
  instrument: fund,
  amount: money(decimal('100'), eur),
  first: dayFromText('2024-01-31'),
  everyMonths: 1
};
const bought = (day: string, amount: string): Transaction => ({
  verb: 'buy',
  account,
  tradeDay: dayFromText(day),
  settlementDay: dayFromText(day),
  instrument: fund,
  quantity: decimal('1'),
  price: decimal(amount),
  gross: money(decimal(amount), eur),
  fees: ZERO,
  taxes: ZERO
});
const ledger = (...list: Transaction[]) =>
  inLedgerOrder(list.map((transaction, at) => ({ event: eventId(`e${at}`), sequence: at + 1, transaction })));
const due = (one: SavingsPlan, today: string, ...list: Transaction[]) =>
  duePlannedDays(one, ledger(...list), dayFromText(today)).map(dayText);

describe('a savings plan', () => {
  it('comes on the last day of months that are too short', () => {
    expect(plannedDays(plan, dayFromText('2024-05-31')).map(dayText)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31'
    ]);
  });

  it('is due where the ledger has no purchase near the day and the amount', () => {
    expect(due(plan, '2024-04-15', bought('2024-02-02', '99.50'), bought('2024-03-01', '250'))).toEqual([
      '2024-02-29',
      '2024-03-31'
    ]);
  });

  it('counts each purchase once and leaves out what was skipped', () => {
    expect(due({ ...plan, skipped: [dayFromText('2024-02-29')] }, '2024-03-01')).toEqual(['2024-01-31']);
    const twice = { ...plan, first: dayFromText('2024-01-10'), until: dayFromText('2024-02-10') };
    expect(due(twice, '2024-06-01', bought('2024-01-11', '100'))).toEqual(['2024-02-10']);
  });

  it('ends, and names its next day before that', () => {
    const ending = { ...plan, until: dayFromText('2024-03-31') };
    expect(nextPlannedDay(ending, dayFromText('2024-03-30'))).toBe(dayFromText('2024-03-31'));
    expect(nextPlannedDay(ending, dayFromText('2024-03-31'))).toBeUndefined();
    expect(nextPlannedDay({ ...plan, first: dayFromText('2030-01-01') }, dayFromText('2024-03-31'))).toBe(
      dayFromText('2030-01-01')
    );
  });

  it('keeps to its day of the month, or the last one, whatever the step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 19_000, max: 21_000 }), fc.integer({ min: 1, max: 12 }), (first, everyMonths) => {
        const wanted = civilFromDay(first as never).day;
        for (const day of plannedDays({ ...plan, first: first as never, everyMonths }, (first + 2000) as never)) {
          const { year, month, day: found } = civilFromDay(day);
          expect(found).toBe(Math.min(wanted, daysInMonth(year, month)));
        }
      })
    );
  });
});
