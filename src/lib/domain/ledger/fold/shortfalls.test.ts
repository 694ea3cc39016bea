import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText } from '../../calendar';
import { decimal, decimalText } from '../../money';
import { bookAsOf, shortfalls, type LiveTransaction, type Transaction } from '..';
import { arbitraryLedger, arbitraryTransaction, ledgerOf } from '../testing/arbitrary-ledger.fixture';
import { bank, cash, on, trade, xyz } from '../testing/statement.fixture';
import { dayFromNumber } from '../../calendar';

function shown(live: readonly LiveTransaction[], drafts: readonly Transaction[]) {
  const found = shortfalls(live, drafts);
  return {
    oversold: found.oversold.map((o) =>
      [o.code, o.draft ?? o.event, dayText(o.day), decimalText(o.quantity), decimalText(o.positionAfter)].join(' ')
    ),
    overdrawn: found.overdrawn.map((o) =>
      [o.account, o.currency, dayText(o.firstDay), decimalText(o.worst), dayText(o.worstDay)].join(' ')
    )
  };
}

const deposit = (day: string, amount: string): Transaction => ({ verb: 'deposit', ...on(day), cash: cash(amount) });

describe('shortfalls', () => {
  it('name the sale that opens a short and how large', () => {
    const live = ledgerOf([deposit('2024-01-01', '10000'), trade('buy', '2024-01-02', '818', '8180')]);
    const drafts = [trade('sell', '2024-01-03', '2000', '20000'), trade('sell', '2024-01-04', '5', '50')];
    expect(shown(live, drafts).oversold).toEqual(['oversold 0 2024-01-03 1182 -1182', 'oversold 1 2024-01-04 5 -1187']);
    expect(shown(live, [trade('sell-short', '2024-01-03', '2000', '20000')]).oversold).toEqual([]);
  });

  it('name an existing sale that a draft leaves without shares', () => {
    const live = ledgerOf([trade('buy', '2024-01-02', '10', '100'), trade('sell', '2024-02-01', '10', '120')]);
    const send: Transaction = {
      verb: 'transfer-securities',
      ...on('2024-01-10'),
      to: bank,
      instrument: xyz,
      quantity: decimal('4')
    };
    expect(shown(live, [send]).oversold).toEqual(['oversold e2 2024-02-01 4 -4']);
  });

  it('say when cash first goes below zero at a close, and the lowest close', () => {
    const live = ledgerOf([deposit('2024-01-01', '100')]);
    const drafts = [
      trade('buy', '2024-01-02', '1', '90'),
      trade('buy', '2024-01-03', '1', '50'),
      deposit('2024-01-03', '50'),
      trade('buy', '2024-01-04', '1', '30'),
      trade('buy', '2024-01-05', '1', '40 EUR'),
      trade('buy', '2024-01-08', '1', '5'),
      deposit('2024-01-09', '100')
    ];
    expect(shown(live, drafts).overdrawn).toEqual([
      'broker USD 2024-01-04 -25 2024-01-08',
      'broker EUR 2024-01-05 -40 2024-01-05'
    ]);
  });

  it('leave out what is so without the drafts', () => {
    const live = ledgerOf([
      trade('sell', '2024-01-02', '5', '50'),
      { verb: 'withdrawal', ...on('2024-01-03'), cash: cash('80') }
    ]);
    expect(shown(live, [deposit('2024-02-01', '10')])).toEqual({ oversold: [], overdrawn: [] });
    expect(shown(live, [])).toEqual({ oversold: [], overdrawn: [] });
    const deeper: Transaction = { verb: 'fee', ...on('2024-02-01'), cash: cash('1') };
    expect(shown(live, [deeper]).overdrawn).toEqual(['broker USD 2024-01-03 -31 2024-02-01']);
  });

  it('agree with the book that the drafts would make', () => {
    const end = dayFromNumber(20_000);
    fc.assert(
      fc.property(arbitraryLedger(20), fc.array(arbitraryTransaction, { maxLength: 20 }), (live, picking) => {
        // Drafts have other ids than events, so that what they pick would be another lot.
        const drafts = picking.map((one) => ('lots' in one ? { ...one, lots: [] } : one));
        const all = ledgerOf([...live.map(({ transaction }) => transaction), ...drafts]);
        const warned = bookAsOf(all, end).warnings;
        const { oversold, overdrawn } = shortfalls(ledgerOf(live.map(({ transaction }) => transaction)), drafts);
        const ofDrafts = warned.filter(({ event }) => Number(event.slice(1)) > live.length);
        expect(oversold.filter(({ draft }) => draft !== undefined).map((o) => [o.draft, o.quantity])).toEqual(
          ofDrafts.map(({ event, quantity }) => [Number(event.slice(1)) - live.length - 1, quantity])
        );
        for (const { account, currency, firstDay } of overdrawn) {
          const close = bookAsOf(all, firstDay).cash.find((c) => c.account === account && c.currency === currency);
          expect(close?.amount).toBeLessThan(0n);
        }
      }),
      { numRuns: 150 }
    );
  });
});
