import { describe, expect, it } from 'vitest';
import { dayFromText, dayText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money, multiply, ZERO } from '$lib/domain/money';
import { expectedIncome, monthsBetween, receivedIncome } from '.';

const usd = currencyCode('USD');
const acme = instrumentId('acme');
const share: Instrument = { id: acme, kind: 'equity', name: 'Acme', currency: usd, identifiers: [] };
const on = (day: string) => ({ account: accountId('a'), tradeDay: dayFromText(day), settlementDay: dayFromText(day) });
const costs = { fees: ZERO, taxes: ZERO };
const buy = (day: string, units: string, instrument = acme): Transaction => ({
  ...on(day),
  ...costs,
  verb: 'buy',
  instrument,
  quantity: decimal(units),
  price: decimal('10'),
  gross: money(multiply(decimal(units), decimal('10')), usd)
});
const dividend = (day: string, gross: string, taxes = ZERO): Transaction => ({
  ...on(day),
  ...costs,
  taxes,
  verb: 'dividend',
  instrument: acme,
  gross: money(decimal(gross), usd)
});
const ledger = (...list: Transaction[]) =>
  inLedgerOrder(list.map((transaction, at) => ({ event: eventId(`e${at + 1}`), sequence: at + 1, transaction })));
const today = dayFromText('2024-06-28');
const shown = (list: ReturnType<typeof expectedIncome>) =>
  list.map(({ day, gross, basis }) => `${dayText(day)} ${decimalText(gross.amount)} ${basis}`);

describe('income received', () => {
  it('is gross, net and by unit, within the period', () => {
    const live = ledger(
      buy('2023-01-02', '100'),
      dividend('2023-06-15', '50', decimal('7.50')),
      dividend('2024-06-14', '60')
    );
    const [only, ...more] = receivedIncome(live, { start: dayFromText('2023-01-01'), end: dayFromText('2023-12-31') });
    expect(more).toEqual([]);
    expect(only && [only.gross, only.net].map(({ amount }) => decimalText(amount))).toEqual(['50', '42.5']);
    expect(only?.perUnit && decimalText(only.perUnit)).toBe('0.5');
  });

  it('takes interest, coupons and units in kind, and only the profit of a distribution', () => {
    const live = ledger(
      buy('2023-01-02', '10'),
      { ...on('2023-02-01'), ...costs, verb: 'interest', gross: money(decimal('3'), usd) },
      { ...on('2023-02-02'), ...costs, verb: 'interest', gross: money(decimal('4'), usd), instrument: acme },
      {
        ...on('2023-02-03'),
        ...costs,
        verb: 'income-in-kind',
        source: 'staking',
        instrument: acme,
        quantity: decimal('1'),
        value: money(decimal('11'), usd)
      },
      {
        ...on('2023-02-04'),
        ...costs,
        verb: 'distribution',
        instrument: acme,
        gross: money(decimal('9'), usd),
        returned: decimal('7')
      }
    );
    const all = receivedIncome(live, { start: dayFromText('2023-01-01'), end: today });
    expect(all.map(({ kind, gross }) => `${kind} ${decimalText(gross.amount)}`)).toEqual([
      'interest 3',
      'coupon 4',
      'in-kind 11',
      'distribution 2'
    ]);
  });
});

describe('income expected', () => {
  it('repeats the payments of the year before on what is held now', () => {
    const live = ledger(
      buy('2022-01-03', '100'),
      ...['2022-08-15', '2023-02-15', '2023-08-15', '2024-02-15'].map((day) => dividend(day, '50')),
      buy('2024-03-01', '100')
    );
    expect(shown(expectedIncome(live, [share], today))).toEqual([
      '2024-08-15 100 year-before',
      '2025-02-15 100 year-before'
    ]);
  });

  it('goes on at a regular distance when the record is short', () => {
    const live = ledger(
      buy('2024-01-03', '10'),
      ...['2024-02-15', '2024-03-15', '2024-04-15', '2024-05-15', '2024-06-15'].map((day) => dividend(day, '2'))
    );
    const months = shown(expectedIncome(live, [share], today));
    expect(months.length).toBe(12);
    expect([months[0], months.at(-1)]).toEqual(['2024-07-15 2 regular', '2025-06-15 2 regular']);
  });

  it('expects nothing of what was sold or fell silent', () => {
    const paid = ['2022-02-15', '2022-08-15', '2023-02-15'].map((day) => dividend(day, '5'));
    expect(expectedIncome(ledger(buy('2022-01-03', '10'), ...paid), [share], today)).toEqual([]);
    const sold: Transaction = {
      ...(buy('2024-05-02', '10') as Extract<Transaction, { price: unknown }>),
      verb: 'sell'
    };
    const recent = ['2023-08-15', '2024-02-15'].map((day) => dividend(day, '5'));
    expect(expectedIncome(ledger(buy('2022-01-03', '10'), ...recent, sold), [share], today)).toEqual([]);
  });

  it('pays coupons by the terms of a bond, to its maturity', () => {
    const bond: Instrument = {
      ...share,
      id: instrumentId('bond'),
      kind: 'bond',
      multiplier: '0.01',
      bond: { coupon: '0.04', couponsPerYear: 2, maturity: dayFromText('2025-01-15') }
    };
    const live = ledger(buy('2023-01-03', '10000', bond.id));
    expect(shown(expectedIncome(live, [bond], today))).toEqual([
      '2024-07-15 200 coupon-terms',
      '2025-01-15 200 coupon-terms'
    ]);
  });

  it('cuts a span into months', () => {
    const months = monthsBetween(dayFromText('2023-11-20'), dayFromText('2024-02-01'));
    expect(months.map(({ start, end }) => `${dayText(start)} ${dayText(end)}`)).toEqual([
      '2023-11-01 2023-11-30',
      '2023-12-01 2023-12-31',
      '2024-01-01 2024-01-31',
      '2024-02-01 2024-02-29'
    ]);
  });
});
