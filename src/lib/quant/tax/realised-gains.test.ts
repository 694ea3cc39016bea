import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '$lib/domain/calendar';
import type { LiveTransaction, Transaction } from '$lib/domain/ledger';
import { absolute, add, decimal, multiply, negate, subtract, sum, ZERO, type Decimal } from '$lib/domain/money';
import { gainRules } from './catalog';
import { carriedLoss, deniedLoss, gainSums, gainSumsBy } from './gain-sums';
import type { TaxGain } from './gain';
import { anySteps, dailyRate, gainsUnder, ledger, one, tradeSteps, transactionsOf, usd } from './ledger.fixture';

// Divisions are rounded at the 18th digit; a chain of a few hundred stays far below this.
const TINY = decimal('0.000000000001');
const isNear = (a: Decimal, b: Decimal): boolean => absolute(subtract(a, b)) <= TINY;

/** What trades brought, in dollars at the rate of each day: proceeds less costs, returned capital too. */
function economicGain(transactions: readonly Transaction[]): Decimal {
  return sum(
    transactions.map((transaction) => {
      if (!('gross' in transaction)) return ZERO;
      const { amount, currency } = transaction.gross;
      const rate = currency === usd ? undefined : dailyRate(currency, transaction.tradeDay)?.rate;
      const value = rate === undefined ? amount : multiply(amount, rate);
      return transaction.verb === 'buy' ? negate(value) : value;
    })
  );
}

const total = (gains: readonly TaxGain[]): Decimal => sum(gains.map(({ gain }) => gain ?? ZERO));
function byDay(gains: readonly TaxGain[]): Map<Day, Decimal> {
  return new Map(
    Array.from(
      gainSumsBy(gains, ({ closed }) => closed),
      ([day, { net }]) => [day, net]
    )
  );
}
function expectSameDays(a: readonly TaxGain[], b: readonly TaxGain[]): void {
  const [first, second] = [byDay(a), byDay(b)];
  for (const day of new Set([...first.keys(), ...second.keys()]))
    expect(isNear(first.get(day) ?? ZERO, second.get(day) ?? ZERO), `day ${day}`).toBe(true);
}

describe.each(gainRules)('realised gains under %s', (rule) => {
  it('add up to what all trades brought, once all is sold', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const transactions = transactionsOf(steps, true);
        const { gains } = gainsUnder(rule, ledger(transactions));
        expect(gains.every(({ gain }) => gain !== undefined)).toBe(true);
        expect(isNear(total(gains), economicGain(transactions))).toBe(true);
      }),
      { numRuns: 50 }
    );
  });

  it('carry every denied loss into a later cost, and nothing else', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { gains } = gainsUnder(rule, ledger(transactionsOf(steps, true)));
        const denied = sum(gains.map(deniedLoss));
        if (rule === 'us-wash-sales') expect(isNear(denied, sum(gains.map(carriedLoss)))).toBe(true);
        for (const one of gains) {
          const loss = negate(subtract(one.proceeds.amount, one.cost.amount));
          expect(deniedLoss(one) >= 0n && deniedLoss(one) <= (loss > 0n ? add(loss, TINY) : ZERO)).toBe(true);
        }
        if (!['us-wash-sales', 'acb-canada'].includes(rule)) expect(denied).toBe(ZERO);
      }),
      { numRuns: 50 }
    );
  });

  it('close the units that were sold, and say of each where its cost comes from', () => {
    fc.assert(
      fc.property(tradeSteps, (steps) => {
        const transactions = transactionsOf(steps, false);
        const { gains } = gainsUnder(rule, ledger(transactions));
        const sold = transactions.filter(({ verb }) => verb === 'sell');
        const units = sum(sold.map((one) => ('quantity' in one ? one.quantity : ZERO)));
        expect(isNear(sum(gains.map(({ quantity }) => quantity)), units)).toBe(true);
        for (const one of gains)
          if (one.pool) expect(one.pool.history.slice(0, one.pool.count).at(-1)?.unitsAfter).toBe(one.pool.units);
          else {
            expect(isNear(sum(one.acquisitions.map(({ cost }) => cost.amount)), one.cost.amount)).toBe(true);
            expect(isNear(sum(one.acquisitions.map((each) => each.units)), one.quantity)).toBe(true);
          }
      }),
      { numRuns: 50 }
    );
  });

  it('do not change when all units are counted in halves from a split on', () => {
    const halved = (transactions: readonly Transaction[], from: number): Transaction[] => {
      const twice = transactions.map((each, at) =>
        at >= from && 'quantity' in each ? { ...each, quantity: add(each.quantity, each.quantity) } : each
      );
      const day = transactions[from]?.tradeDay;
      if (day === undefined || transactions[from - 1]?.tradeDay === day) return [...transactions];
      const split: Transaction = {
        verb: 'split',
        account: one,
        tradeDay: day,
        settlementDay: day,
        instrument: 'STOCK' as never,
        numerator: 2,
        denominator: 1
      };
      return [...twice, split];
    };
    fc.assert(
      fc.property(tradeSteps, fc.nat(20), (steps, from) => {
        const own = steps.map((step) => ('at' in step ? { ...step, at: 0 } : step));
        const transactions = transactionsOf(own, true);
        const plain = gainsUnder(rule, ledger(transactions)).gains;
        expectSameDays(gainsUnder(rule, ledger(halved(transactions, from))).gains, plain);
      }),
      { numRuns: 50 }
    );
  });

  it('are told by year, and sums by any key add up to the whole', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { gains, years } = gainsUnder(rule, ledger(transactionsOf(steps, true)));
        const whole = gainSums(gains);
        expect(whole.net).toBe(subtract(whole.gains, whole.losses));
        expect(whole.net).toBe(add(subtract(whole.proceeds, whole.cost), whole.denied));
        for (const keyOf of [({ account }: TaxGain): string => account, ({ term }: TaxGain): string => term ?? ''])
          expect(sum([...gainSumsBy(gains, keyOf).values()].map(({ net }) => net))).toBe(whole.net);
        for (const { closed } of gains)
          expect(years.filter(({ first, last }) => closed >= first && closed <= last)).toHaveLength(1);
      }),
      { numRuns: 30 }
    );
  });
});

describe('rules that pool over accounts', () => {
  const inOneAccount = (live: readonly LiveTransaction[]): LiveTransaction[] =>
    live.map((each) => ({ ...each, transaction: { ...each.transaction, account: one } }));

  it.each(['section-104', 'acb-canada'] as const)('see no difference between one account and two: %s', (rule) => {
    fc.assert(
      fc.property(tradeSteps, (steps) => {
        const live = ledger(transactionsOf(steps, true));
        expectSameDays(gainsUnder(rule, inOneAccount(live)).gains, gainsUnder(rule, live).gains);
      }),
      { numRuns: 50 }
    );
  });

  it('section-104 does not mind the order within a day', () => {
    fc.assert(
      fc.property(tradeSteps, (steps) => {
        const live = ledger(transactionsOf(steps, true));
        const turned = [...live].sort(
          (a, b) => a.transaction.tradeDay - b.transaction.tradeDay || b.sequence - a.sequence
        );
        expectSameDays(gainsUnder('section-104', turned).gains, gainsUnder('section-104', live).gains);
      }),
      { numRuns: 60 }
    );
  });
});
