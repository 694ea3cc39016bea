import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../instruments';
import { accountId, accountsOf, instrumentsOf, transactionText, withNames, type Transaction } from '.';
import { accounts, arbitraryTransaction, instruments } from './testing/arbitrary-ledger.fixture';

const renamedAccount = (id: string) => accountId(`account of ${id}`);
const renamedInstrument = (id: string) => instrumentId(`instrument of ${id}`);

/** Names that stand in the text of a transaction, note and origin left out. */
function namesIn(transaction: Transaction): { accounts: string[]; instruments: string[] } {
  const { note: _note, origin: _origin, ...rest } = transaction;
  const text = transactionText(rest as Transaction);
  const standing = (names: readonly string[]) => names.filter((name) => text.includes(`"${name}"`)).sort();
  return { accounts: standing(accounts), instruments: standing(instruments) };
}

describe('names', () => {
  it('are all those that the text of a transaction shows, each once, its own first', () => {
    fc.assert(
      fc.property(arbitraryTransaction, (transaction) => {
        expect([...accountsOf(transaction)].sort()).toEqual(namesIn(transaction).accounts);
        expect([...instrumentsOf(transaction)].sort()).toEqual(namesIn(transaction).instruments);
        expect(accountsOf(transaction)[0]).toBe(transaction.account);
      }),
      { numRuns: 1000 }
    );
  });

  it('can be replaced by others, and nothing else', () => {
    fc.assert(
      fc.property(arbitraryTransaction, (transaction) => {
        const renamed = withNames(transaction, renamedAccount, renamedInstrument);
        expect(namesIn(renamed)).toEqual({ accounts: [], instruments: [] });
        expect(accountsOf(renamed)).toEqual(accountsOf(transaction).map(renamedAccount));
        expect(instrumentsOf(renamed)).toEqual(instrumentsOf(transaction).map(renamedInstrument));
        const back = withNames(
          renamed,
          (id) => accountId(id.replace('account of ', '')),
          (id) => instrumentId(id.replace('instrument of ', ''))
        );
        expect(back).toEqual(transaction);
      }),
      { numRuns: 1000 }
    );
  });
});
