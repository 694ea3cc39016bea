import fc from 'fast-check';
import { dayFromNumber } from '../../calendar';
import { instrumentId } from '../../instruments';
import { currencyCode, decimalFromUnits, money, type Decimal } from '../../money';
import type { LiveTransaction } from '../book';
import { inLedgerOrder } from '../chain';
import { batchId, eventId, type JournalAct } from '../journal';
import { accountId, type AccountId, type LotPick, type Transaction } from '../transaction';
import { arbitraryEvents, present, type Sources } from './arbitrary-events.fixture';

export const accounts = ['broker', 'bank', 'wallet'].map(accountId);
export const instruments = ['XYZ', 'ABC', 'QRS'].map(instrumentId);
export const currencies = ['USD', 'EUR', 'JPY'].map(currencyCode);

const account = fc.constantFrom(...accounts);
const instrument = fc.constantFrom(...instruments);
const currency = fc.constantFrom(...currencies);

/** Positive decimal up to a million, in steps of 10^-digits. */
function positive(digits: number, most = 1_000_000): fc.Arbitrary<Decimal> {
  const step = 10n ** BigInt(18 - digits);
  return fc.bigInt({ min: 1n, max: BigInt(most) * 10n ** BigInt(digits) }).map((n) => decimalFromUnits(n * step));
}

const quantity = fc.oneof(positive(0, 500), positive(3, 500), positive(18, 3));
const cost = fc.oneof(fc.constant(decimalFromUnits(0n)), positive(2, 30));
const amount = fc.oneof(positive(2), positive(0, 1000), positive(18, 10));
const cash = fc.record({ amount, currency }).map((m) => money(m.amount, m.currency));
const signedCash = fc
  .tuple(cash, fc.boolean())
  .map(([m, minus]) => (minus ? money(decimalFromUnits(-m.amount), m.currency) : m));
const note = fc.option(fc.string({ unit: 'binary', maxLength: 8 }), { nil: undefined });

const dated = fc
  .record({ account, tradeDay: fc.integer({ min: 10_000, max: 10_030 }), lag: fc.integer({ min: 0, max: 3 }), note })
  .map((d) => ({
    account: d.account,
    tradeDay: dayFromNumber(d.tradeDay),
    settlementDay: dayFromNumber(d.tradeDay + d.lag),
    ...(d.note === undefined ? {} : { note: d.note, origin: { file: d.note, line: d.lag } })
  }));
const charged = fc.record({ fees: cost, taxes: cost });
const nextOf = <T>(all: readonly T[], one: T): T => all[(all.indexOf(one) + 1) % all.length] ?? one;
const otherThan = (one: AccountId) => nextOf(accounts, one);

/** What events are drawn from. */
export const sources: Sources = {
  dated,
  charged,
  instrument,
  quantity,
  cash,
  signedCash,
  otherInstrument: (one) => nextOf(instruments, one)
};

/** Lots that are hardly ever there, units that are too many: a pick is a wish. */
const picks = fc.option(
  fc.array(fc.record({ lot: fc.integer({ min: 1, max: 60 }).map((n) => `e${n}`), quantity: positive(3, 100) }), {
    maxLength: 2
  }),
  { nil: undefined, freq: 4 }
);

const lieu = fc.option(cash, { nil: undefined, freq: 3 });
const accrued = fc.option(positive(2, 30), { nil: undefined, freq: 4 });

/** Picks that are no more than the quantity. */
function fitting(lots: readonly LotPick[] | undefined, most: Decimal): readonly LotPick[] | undefined {
  const all = lots?.reduce((sum, pick) => sum + pick.quantity, 0n) ?? 0n;
  return all > most ? undefined : lots;
}

function trade(verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover'): fc.Arbitrary<Transaction> {
  return fc
    .tuple(dated, charged, fc.record({ instrument, quantity, price: positive(4, 900), gross: cash }), picks, accrued)
    .map(([d, c, t, lots, interest]) =>
      present({ verb, ...d, ...c, ...t, lots: fitting(lots, t.quantity), accrued: interest })
    );
}

/** Any transaction that fieldProblems lets pass. */
export const arbitraryTransaction: fc.Arbitrary<Transaction> = fc.oneof(
  { weight: 4, arbitrary: trade('buy') },
  { weight: 4, arbitrary: trade('sell') },
  { weight: 2, arbitrary: trade('sell-short') },
  { weight: 2, arbitrary: trade('buy-to-cover') },
  fc.tuple(dated, cash).map(([d, m]): Transaction => ({ verb: 'deposit', ...d, cash: m })),
  fc.tuple(dated, cash).map(([d, m]): Transaction => ({ verb: 'withdrawal', ...d, cash: m })),
  fc
    .tuple(dated, charged, instrument, signedCash, fc.constantFrom(undefined, 'qualified', 'long-term-gain'))
    .map(([d, c, i, gross, kind]): Transaction =>
      present({ verb: 'dividend', ...d, ...c, instrument: i, gross, kind })
    ),
  fc
    .tuple(dated, charged, signedCash, fc.option(instrument, { nil: undefined }))
    .map(([d, c, gross, i]): Transaction => present({ verb: 'interest', ...d, ...c, gross, instrument: i })),
  fc.tuple(dated, signedCash).map(([d, m]): Transaction => ({ verb: 'fee', ...d, cash: m })),
  fc
    .tuple(dated, signedCash, instrument)
    .map(([d, m, i]): Transaction => ({ verb: 'tax', ...d, cash: m, instrument: i })),
  fc
    .tuple(dated, cash)
    .map(([d, m]): Transaction => ({ verb: 'transfer-cash', ...d, to: otherThan(d.account), cash: m })),
  {
    weight: 3,
    arbitrary: fc.tuple(dated, instrument, quantity, picks).map(([d, i, q, lots]): Transaction =>
      present({
        verb: 'transfer-securities',
        ...d,
        to: otherThan(d.account),
        instrument: i,
        quantity: q,
        lots: fitting(lots, q)
      })
    )
  },
  fc
    .tuple(dated, instrument, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), lieu)
    .map(([d, i, numerator, denominator, cashInLieu]): Transaction =>
      present({ verb: 'split', ...d, instrument: i, numerator, denominator, lieu: cashInLieu })
    ),
  fc.tuple(dated, charged, amount, amount).map(([d, c, a, b]): Transaction => ({
    verb: 'exchange',
    ...d,
    ...c,
    sold: money(a, currencyCode('USD')),
    bought: money(b, currencyCode('EUR'))
  })),
  fc.tuple(dated, signedCash).map(([d, m]): Transaction => ({ verb: 'opening-cash', ...d, cash: m })),
  fc.tuple(dated, instrument, quantity, cash, fc.boolean()).map(([d, i, q, m, short]): Transaction => ({
    verb: 'opening-position',
    ...d,
    instrument: i,
    quantity: short ? decimalFromUnits(-q) : q,
    cost: short ? money(decimalFromUnits(-m.amount), m.currency) : m,
    acquired: dayFromNumber(d.tradeDay - 100)
  })),
  ...arbitraryEvents(sources)
);

/** Transactions under events e1, e2, ... in ledger order. */
export function ledgerOf(transactions: readonly Transaction[]): LiveTransaction[] {
  return inLedgerOrder(
    transactions.map((transaction, index) => ({ event: eventId(`e${index + 1}`), sequence: index + 1, transaction }))
  );
}

/** A ledger of up to so many transactions. */
export function arbitraryLedger(maxLength = 60): fc.Arbitrary<LiveTransaction[]> {
  return fc.array(arbitraryTransaction, { maxLength, size: 'max' }).map(ledgerOf);
}

/** Acts of a few batches that a journal accepts one after the other. */
export const arbitraryActs: fc.Arbitrary<{ batch: ReturnType<typeof batchId>; act: JournalAct }[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('post', 'post', 'amend', 'void', 'post-again'),
      pick: fc.nat(),
      batch: fc.constantFrom('b1', 'b2', 'b3').map(batchId),
      transaction: arbitraryTransaction
    }),
    { maxLength: 40, size: 'max' }
  )
  .map((steps) => {
    const live: string[] = [];
    const voided: string[] = [];
    let posted = 0;
    return steps.map(({ kind, pick, batch, transaction }) => {
      const from = kind === 'post-again' ? voided : live;
      const at = from.length === 0 ? 0 : pick % from.length;
      const known = kind === 'post' ? undefined : from[at];
      const event = eventId(known ?? `e${++posted}`);
      if (known !== undefined && kind === 'amend') return { batch, act: { act: 'amend', event, transaction } };
      if (known !== undefined && kind === 'void') {
        voided.push(...live.splice(at, 1));
        return { batch, act: { act: 'void', event } };
      }
      if (known !== undefined) voided.splice(at, 1);
      live.push(event);
      return { batch, act: { act: 'post', event, transaction } };
    });
  });
