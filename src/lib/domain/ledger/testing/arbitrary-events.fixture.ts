import fc from 'fast-check';
import { dayFromNumber, type Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import { decimalFromUnits, type Decimal, type Money } from '../../money';
import type { Reorganisation } from '../events';
import type { AccountId, Transaction } from '../transaction';

/** What the verbs of a ledger are drawn from. */
export interface Sources {
  readonly dated: fc.Arbitrary<{ account: AccountId; tradeDay: Day; settlementDay: Day }>;
  readonly charged: fc.Arbitrary<{ fees: Decimal; taxes: Decimal }>;
  readonly instrument: fc.Arbitrary<InstrumentId>;
  readonly quantity: fc.Arbitrary<Decimal>;
  readonly cash: fc.Arbitrary<Money>;
  readonly signedCash: fc.Arbitrary<Money>;
  readonly otherInstrument: (one: InstrumentId) => InstrumentId;
}

const ratio = fc.integer({ min: 1, max: 7 });
const weight = fc.integer({ min: 0, max: 9 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

/** The same record without the keys whose value is undefined. */
export function present<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** Reorganisations of every kind; received instruments may repeat and may be the old one. */
export function arbitraryReorganisation(of: Sources): fc.Arbitrary<Reorganisation> {
  const received = fc
    .record({ instrument: of.instrument, numerator: ratio, denominator: ratio, basis: weight, lieu: maybe(of.cash) })
    .map(present);
  const boot = fc.record({ amount: of.cash, basis: weight });
  return fc
    .tuple(
      of.dated,
      fc.record({
        kind: fc.constantFrom('spin-off', 'merger', 'stock-dividend', 'rights', 'exchange'),
        instrument: of.instrument,
        keeps: fc.boolean(),
        retained: weight,
        receives: fc.array(received, { maxLength: 3 }),
        boot: maybe(boot)
      })
    )
    .map(([dated, { retained, receives, ...rest }]): Reorganisation => {
      const parts = receives.length === 0 && !rest.boot ? [{ ...bare, instrument: rest.instrument }] : receives;
      const sum = (rest.keeps ? retained : 0) + parts.reduce((all, one) => all + one.basis, rest.boot?.basis ?? 0);
      const [first, ...others] = parts;
      const weighted = sum === 0 && first ? [{ ...first, basis: 1 }, ...others] : parts;
      const kept = rest.keeps ? Math.max(retained, sum === 0 && !first ? 1 : 0) : 0;
      const cash = rest.boot && sum === 0 && !first ? { boot: { ...rest.boot, basis: 1 } } : {};
      return present({ verb: 'reorganisation', ...dated, ...rest, ...cash, retained: kept, receives: weighted });
    });
}

const bare = { numerator: 1, denominator: 1, basis: 1 };

function arbitraryIncome(of: Sources): fc.Arbitrary<Transaction>[] {
  return [
    fc
      .tuple(
        of.dated,
        of.charged,
        fc.record({
          source: fc.constantFrom('dividend', 'staking', 'airdrop', 'bonus', 'interest', 'other'),
          instrument: of.instrument,
          quantity: of.quantity,
          value: of.cash,
          payer: maybe(of.instrument)
        })
      )
      .map(([d, c, rest]): Transaction => present({ verb: 'income-in-kind', ...d, ...c, ...rest })),
    fc
      .tuple(of.dated, of.charged, of.instrument, of.cash)
      .map(([d, c, instrument, gross]): Transaction => ({ verb: 'return-of-capital', ...d, ...c, instrument, gross })),
    fc
      .tuple(of.dated, of.instrument, of.cash)
      .map(([d, instrument, cash]): Transaction => ({ verb: 'capital-call', ...d, instrument, cash })),
    fc
      .tuple(of.dated, of.charged, of.instrument, of.cash, fc.integer({ min: 0, max: 4 }))
      .map(([d, c, instrument, gross, part]): Transaction => {
        const returned = decimalFromUnits((gross.amount * BigInt(part)) / 4n);
        return { verb: 'distribution', ...d, ...c, instrument, gross, returned };
      })
  ];
}

function arbitraryUnits(of: Sources): fc.Arbitrary<Transaction>[] {
  const settlement = fc.record({
    instrument: of.instrument,
    quantity: of.quantity,
    units: of.quantity,
    way: fc.constantFrom<('receive' | 'deliver')[]>('receive', 'deliver'),
    gross: of.cash,
    verb: fc.constantFrom<('exercise' | 'assignment')[]>('exercise', 'assignment')
  });
  return [
    fc
      .tuple(of.dated, of.instrument, of.quantity, of.cash, fc.boolean())
      .map(([d, instrument, quantity, cost, known]): Transaction => {
        const acquired = known ? { acquired: dayFromNumber(d.tradeDay - 40) } : {};
        return { verb: 'delivery-in', ...d, instrument, quantity, cost, ...acquired };
      }),
    fc
      .tuple(of.dated, of.instrument, of.quantity)
      .map(([d, instrument, quantity]): Transaction => ({ verb: 'delivery-out', ...d, instrument, quantity })),
    fc
      .tuple(of.dated, of.instrument, of.quantity)
      .map(([d, instrument, quantity]): Transaction => ({ verb: 'expiry', ...d, instrument, quantity })),
    fc
      .tuple(of.dated, of.charged, settlement)
      .map(([d, c, s]): Transaction => ({ ...d, ...c, ...s, underlying: of.otherInstrument(s.instrument) }))
  ];
}

/** Events that are no trades and no plain cash. */
export function arbitraryEvents(of: Sources): fc.Arbitrary<Transaction>[] {
  return [
    arbitraryReorganisation(of),
    arbitraryReorganisation(of),
    ...arbitraryIncome(of),
    ...arbitraryUnits(of),
    fc.tuple(of.dated, of.signedCash).map(([d, cash]): Transaction => ({ verb: 'assert-cash', ...d, cash })),
    fc.tuple(of.dated, of.instrument, of.quantity).map(([d, instrument, quantity]): Transaction => ({
      verb: 'assert-position',
      ...d,
      instrument,
      quantity
    }))
  ];
}
