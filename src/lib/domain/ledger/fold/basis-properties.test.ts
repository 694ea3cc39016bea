import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayFromNumber } from '../../calendar';
import { decimalFromUnits, scaledBy, type Decimal } from '../../money';
import { eventId, ledgerFold, type LedgerFold, type LiveTransaction, type LotMethod, type Transaction } from '..';
import { arbitraryReorganisation } from '../testing/arbitrary-events.fixture';
import { accounts, currencies, instruments, sources } from '../testing/arbitrary-ledger.fixture';
import { trade } from '../testing/statement.fixture';

const chance = fc.record({ account: fc.nat(2), instrument: fc.nat(2), eighths: fc.integer({ min: 1, max: 8 }) });
const ratio = fc.integer({ min: 1, max: 7 });
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('split' as const), chance, numerator: ratio, denominator: ratio }),
    fc.record({ kind: fc.constant('transfer' as const), chance }),
    fc.record({ kind: fc.constant('reorganise' as const), chance, terms: arbitraryReorganisation(sources) })
  ),
  { maxLength: 30, size: 'max' }
);
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;
const purchases = fc.array(
  fc.record({ chance, units: fc.integer({ min: 1, max: 9_999 }), cents: fc.nat(99_999), currency: fc.nat(2) }),
  { minLength: 1, maxLength: 12 }
);

/** The event a step makes of what is held; none where nothing is. */
function eventOf(step: Step, fold: LedgerFold, number: number): Transaction | undefined {
  const account = accounts[step.chance.account];
  const instrument = instruments[step.chance.instrument];
  const to = accounts[(step.chance.account + 1) % accounts.length];
  if (!account || !instrument || !to) return undefined;
  const held = fold.quantity(account, instrument);
  if (held <= 0n) return undefined;
  const day = dayFromNumber(11_000 + number);
  const dated = { account, tradeDay: day, settlementDay: day };
  if (step.kind === 'split') {
    const { numerator, denominator } = step;
    return { verb: 'split', ...dated, instrument, numerator, denominator };
  }
  if (step.kind === 'transfer') {
    const quantity = scaledBy(held, BigInt(step.chance.eighths), 8n);
    return quantity === 0n ? undefined : { verb: 'transfer-securities', ...dated, to, instrument, quantity };
  }
  const { boot: _boot, receives, ...terms } = step.terms;
  const plain = receives.map(({ lieu: _lieu, ...one }) => ({ ...one, basis: one.basis + 1 }));
  return plain.length === 0 ? undefined : { ...terms, ...dated, instrument, receives: plain };
}

const lots = (fold: LedgerFold) => fold.holdings.flatMap((holding) => holding.lots);
const total = (amounts: readonly Decimal[]) => amounts.reduce((sum: bigint, one) => sum + one, 0n);

it('conserves the basis of every day through any chain of splits, reorganisations and transfers', () => {
  fc.assert(
    fc.property(
      purchases,
      steps,
      fc.constantFrom<LotMethod[]>('fifo', 'lifo', 'hifo', 'lowest-tax'),
      (bought, chain, lotMethod) => {
        const fold = ledgerFold({ lotMethod });
        let number = 0;
        const apply = (transaction: Transaction | undefined): void => {
          if (!transaction) return;
          const one: LiveTransaction = { event: eventId(`e${++number}`), sequence: number, transaction };
          fold.apply(one);
        };
        bought.forEach(({ chance: { account, instrument }, units, cents, currency }) => {
          const day = dayFromNumber(10_000 + number);
          const cost = {
            amount: decimalFromUnits(BigInt(cents) * 10n ** 16n),
            currency: currencies[currency] ?? 'USD'
          };
          apply({
            ...trade('buy', '2000-01-03', String(units), '1'),
            ...{ account: accounts[account], instrument: instruments[instrument], gross: cost },
            ...{ tradeDay: day, settlementDay: day }
          } as Transaction);
        });
        const basis = (day: number | undefined, currency: string) =>
          total(
            lots(fold)
              .filter((lot) => (day === undefined || lot.opened === day) && lot.currency === currency)
              .map(({ cost }) => cost)
          );
        const days = [...new Set(lots(fold).map(({ opened }) => opened))];
        const before = currencies.map((currency) => days.map((day) => basis(day, currency)));
        for (const step of chain) apply(eventOf(step, fold, number));
        expect(currencies.map((currency) => days.map((day) => basis(day, currency)))).toEqual(before);
        expect(currencies.map((currency) => basis(undefined, currency))).toEqual(
          before.map((of) => of.reduce((a, b) => a + b, 0n))
        );
        expect([fold.realised, fold.warnings]).toEqual([[], []]);
        const ids = lots(fold).map(({ account, instrument, id }) => `${account} ${instrument} ${id}`);
        expect(new Set(ids).size).toBe(ids.length);
      }
    ),
    { numRuns: 200 }
  );
});
