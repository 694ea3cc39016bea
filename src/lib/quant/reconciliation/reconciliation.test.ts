import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText, dayText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money, ZERO, type Decimal } from '$lib/domain/money';
import { reconciliation, totalDifference, unstatedBalances, type StatedBalance } from '.';

const usd = currencyCode('USD');
const account = accountId('a');
const acme = instrumentId('acme');
const on = (day: string) => ({ account, tradeDay: dayFromText(day), settlementDay: dayFromText(day) });
const trade = (verb: 'buy' | 'sell', day: string, units: string): Transaction => ({
  ...on(day),
  verb,
  instrument: acme,
  quantity: decimal(units),
  price: decimal('1'),
  gross: money(decimal(units), usd),
  fees: ZERO,
  taxes: ZERO
});
const ledger = (...list: Transaction[]) =>
  inLedgerOrder(list.map((transaction, at) => ({ event: eventId(`e${at + 1}`), sequence: at + 1, transaction })));
const units = (day: string, stated: string): StatedBalance => ({
  account,
  day: dayFromText(day),
  what: { kind: 'instrument', id: acme },
  stated: decimal(stated)
});

const live = ledger(
  trade('buy', '2024-01-10', '100'),
  trade('sell', '2024-02-12', '30'),
  trade('buy', '2024-03-13', '25'),
  trade('buy', '2024-04-15', '5')
);

describe('reconciliation', () => {
  it('agrees where the statements do', () => {
    const { agreeing, differences } = reconciliation(live, [units('2024-01-31', '100'), units('2024-12-31', '100')]);
    expect([agreeing, differences]).toEqual([2, []]);
  });

  it('names the first day and the transaction that the statement does not know', () => {
    const [found] = reconciliation(live, [units('2024-02-29', '70'), units('2024-06-30', '75')]).differences;
    expect(found && [decimalText(found.found), decimalText(found.difference)]).toEqual(['100', '-25']);
    expect(found?.agreed && dayText(found.agreed)).toBe('2024-02-29');
    expect(found?.firstDay && dayText(found.firstDay)).toBe('2024-03-13');
    expect(found?.suspects).toEqual([{ event: 'e3', day: dayFromText('2024-03-13'), why: 'missing-there' }]);
  });

  it('finds the day from where the ledger last stood as the statement does', () => {
    const [found] = reconciliation(live, [units('2024-06-30', '95')]).differences;
    expect(found?.firstDay && dayText(found.firstDay)).toBe('2024-04-15');
    expect(found?.suspects.map(({ event }) => event)).toEqual(['e4']);
  });

  it('suspects doubles and wrong signs', () => {
    const twice = ledger(trade('buy', '2024-01-10', '10'), trade('buy', '2024-01-10', '10'));
    expect(reconciliation(twice, [units('2024-06-30', '10')]).differences[0]?.suspects.map(({ why }) => why)).toEqual([
      'twice',
      'twice'
    ]);
    const turned = ledger(trade('buy', '2024-01-10', '100'), trade('sell', '2024-02-10', '20'));
    expect(reconciliation(turned, [units('2024-06-30', '120')]).differences[0]?.suspects).toEqual([
      { event: 'e2', day: dayFromText('2024-02-10'), why: 'turned' }
    ]);
  });

  it('reports only the first statement of a balance that differs', () => {
    const { differences } = reconciliation(live, [units('2024-03-31', '1'), units('2024-05-31', '2')]);
    expect(differences.map(({ day }) => dayText(day))).toEqual(['2024-03-31']);
  });

  it('says what a statement does not mention', () => {
    const held = [{ what: { kind: 'instrument', id: acme } as const, quantity: decimal('100') }];
    const [found] = unstatedBalances(live, account, dayFromText('2024-12-31'), held, []);
    expect(found && [decimalText(found.stated), decimalText(found.difference)]).toEqual(['0', '-100']);
  });

  it('finds any one transaction that a statement leaves out, and no day after it', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.nat(), (list, pick) => {
        const left = pick % list.length;
        const all = ledger(
          ...list.map((amount, at) =>
            trade('buy', dayText((dayFromText('2024-01-01') + at * 3) as never), String(amount))
          )
        );
        const sum = list.reduce((total, amount, at) => (at === left ? total : total + amount), 0);
        const [found] = reconciliation(all, [units('2024-12-31', String(sum))]).differences;
        expect(found?.suspects.map(({ event }) => event)).toContain(`e${left + 1}`);
        expect(found?.firstDay).toBeLessThanOrEqual(dayFromText('2024-01-01') + (list.length - 1) * 3);
      })
    );
  });
});

describe('a total', () => {
  it('is explained by a part of its size or an old price', () => {
    const day = dayFromText('2024-06-30');
    const parts = [
      { of: 'ACME', worth: decimal('250.10'), priceDay: day },
      { of: 'OLD', worth: decimal('80'), priceDay: dayFromText('2024-05-01') },
      { of: 'cash', worth: decimal('20') }
    ];
    const found = totalDifference(decimal('100.00'), day, parts);
    expect([decimalText(found.difference), found.suspects]).toEqual([
      '-250.1',
      [
        { of: 'ACME', why: 'its-worth' },
        { of: 'OLD', why: 'old-price' }
      ]
    ]);
    expect(totalDifference(decimal('350.10') as Decimal, day, parts).suspects).toEqual([]);
  });
});
