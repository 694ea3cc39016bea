import fc from 'fast-check';
import { dayFromText, plusDays, type Day } from '$lib/domain/calendar';
import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder } from '$lib/domain/ledger';
import type { Account, AccountId, LiveTransaction, Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalFromInteger, money, multiply, ONE, ZERO, type Decimal } from '$lib/domain/money';
import type { TaxRate } from './record/tax-amount';
import { realisedGains, type RealisedGains } from './realised-gains';
import type { GainRuleId } from './catalog';

export const usd = currencyCode('USD');
export const eur = currencyCode('EUR');
export const one = accountId('one');
export const two = accountId('two');
export const stock = instrumentId('STOCK');
export const child = instrumentId('CHILD');
export const accounts: readonly Account[] = [
  { id: one, name: 'One', currency: usd },
  { id: two, name: 'Two', currency: usd }
];
const firstDay = dayFromText('2020-01-06');
export const lastDay = dayFromText('2030-12-31');

/** A rate that differs from day to day. */
export const dailyRate: TaxRate = (currency, day) =>
  currency === eur ? { rate: decimal(`1.${100 + (day % 50)}`), day } : undefined;

export const day = (text: string): Day => dayFromText(text);
export const whole = (units: number): Decimal => decimalFromInteger(units);

/** A trade in whole amounts; the amount contains the charges. */
export function trade(
  verb: 'buy' | 'sell',
  on: Day,
  units: Decimal,
  amount: Decimal,
  where: { account?: AccountId; instrument?: InstrumentId; currency?: typeof usd; lots?: [string, number][] } = {}
): Transaction {
  const { account = one, instrument = stock, currency = usd, lots } = where;
  const picks = lots ? { lots: lots.map(([lot, quantity]) => ({ lot, quantity: whole(quantity) })) } : {};
  const dated = { account, tradeDay: on, settlementDay: on, instrument, quantity: units, ...picks };
  return { verb, ...dated, price: ONE, gross: money(amount, currency), fees: ZERO, taxes: ZERO };
}

/** Transactions under events e1, e2, ... in ledger order. */
export function ledger(transactions: readonly Transaction[]): LiveTransaction[] {
  return inLedgerOrder(
    transactions.map((transaction, at) => ({ event: eventId(`e${at + 1}`), sequence: at + 1, transaction }))
  );
}

/** Gains under a rule, in dollars. */
export function gainsUnder(
  rule: GainRuleId,
  live: readonly LiveTransaction[],
  options: { rate?: TaxRate; asOf?: Day; owned?: readonly Account[] } = {}
): RealisedGains {
  const { rate = dailyRate, asOf = lastDay, owned = accounts } = options;
  return realisedGains({ live, accounts: owned, rule, taxCurrency: usd, rate, asOf });
}

type Step =
  | {
      readonly kind: 'buy' | 'sell';
      readonly gap: number;
      readonly units: number;
      readonly cents: number;
      readonly at: number;
      readonly foreign: boolean;
    }
  | { readonly kind: 'move'; readonly gap: number; readonly units: number; readonly at: number }
  | { readonly kind: 'split'; readonly gap: number; readonly ratio: number }
  | { readonly kind: 'return'; readonly gap: number; readonly cents: number; readonly at: number }
  | { readonly kind: 'spin-off'; readonly gap: number; readonly weight: number };

const gap = fc.constantFrom(0, 0, 1, 5, 12, 20, 29, 30, 31, 60);
const tradeStep = fc.record({
  kind: fc.constantFrom('buy' as const, 'buy' as const, 'sell' as const),
  gap,
  units: fc.integer({ min: 1, max: 60 }),
  cents: fc.integer({ min: 500, max: 1500 }),
  at: fc.nat(1),
  foreign: fc.boolean()
});
const corporateStep = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), gap, units: fc.integer({ min: 1, max: 40 }), at: fc.nat(1) }),
  fc.record({ kind: fc.constant('split' as const), gap, ratio: fc.integer({ min: 2, max: 3 }) }),
  fc.record({ kind: fc.constant('return' as const), gap, cents: fc.integer({ min: 1, max: 30 }), at: fc.nat(1) }),
  fc.record({ kind: fc.constant('spin-off' as const), gap, weight: fc.integer({ min: 1, max: 9 }) })
);

/** Trades alone, and trades among transfers, splits, returns of capital and spin-offs. */
export const tradeSteps: fc.Arbitrary<Step[]> = fc.array(tradeStep, { minLength: 2, maxLength: 22, size: 'max' });
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: tradeStep }, { weight: 1, arbitrary: corporateStep }),
  { minLength: 2, maxLength: 22, size: 'max' }
);

const places = [one, two] as const;

/** Transactions out of steps that never sell or move more than is there; `closing` sells all at the end. */
export function transactionsOf(steps: readonly Step[], closing: boolean): Transaction[] {
  const held = new Map<string, number>();
  const key = (account: AccountId, instrument: InstrumentId): string => `${account} ${instrument}`;
  const of = (account: AccountId, instrument = stock): number => held.get(key(account, instrument)) ?? 0;
  const gain = (account: AccountId, units: number, instrument = stock): void => {
    held.set(key(account, instrument), of(account, instrument) + units);
  };
  const found: Transaction[] = [];
  let on = firstDay;
  for (const step of steps) {
    // A corporate action happens on a morning of its own.
    const corporate = step.kind === 'split' || step.kind === 'spin-off';
    on = plusDays(on, corporate ? step.gap + 1 : step.gap);
    const account = 'at' in step ? (places[step.at] ?? one) : one;
    const dated = { account, tradeDay: on, settlementDay: on, instrument: stock };
    if (step.kind === 'buy' || step.kind === 'sell') {
      const units = step.kind === 'buy' ? step.units : Math.min(step.units, of(account));
      if (units === 0) continue;
      gain(account, step.kind === 'buy' ? units : -units);
      const amount = multiply(whole(units), decimal((step.cents / 100).toFixed(2)));
      const currency = step.foreign ? eur : usd;
      found.push(trade(step.kind, on, whole(units), amount, { account, currency }));
    } else if (step.kind === 'move') {
      const units = Math.min(step.units, of(account));
      const to = account === one ? two : one;
      if (units === 0) continue;
      gain(account, -units);
      gain(to, units);
      found.push({ verb: 'transfer-securities', ...dated, to, quantity: whole(units) });
    } else if (step.kind === 'return') {
      if (of(account) === 0) continue;
      const gross = money(multiply(whole(of(account)), decimal((step.cents / 100).toFixed(2))), usd);
      found.push({ verb: 'return-of-capital', ...dated, gross, fees: ZERO, taxes: ZERO });
    } else
      for (const place of places) {
        if (of(place) === 0) continue;
        const where = { ...dated, account: place };
        if (step.kind === 'split') {
          gain(place, of(place) * (step.ratio - 1));
          found.push({ verb: 'split', ...where, numerator: step.ratio, denominator: 1 });
        } else if (step.kind === 'spin-off') {
          gain(place, of(place), child);
          const receives = [{ instrument: child, numerator: 1, denominator: 1, basis: step.weight }];
          found.push({ verb: 'reorganisation', kind: 'spin-off', ...where, keeps: true, retained: 10, receives });
        }
      }
  }
  if (!closing) return found;
  on = plusDays(on, 90);
  for (const account of places)
    for (const instrument of [stock, child]) {
      const units = of(account, instrument);
      if (units > 0) found.push(trade('sell', on, whole(units), whole(units * 9), { account, instrument }));
    }
  return found;
}
