import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText } from '../../calendar';
import { instrumentId } from '../../instruments';
import { currencyCode, decimal, decimalText, money } from '../../money';
import { accountId, eventId, postingsOf, verbs, type Posting, type Transaction } from '..';
import { arbitraryTransaction } from '../testing/arbitrary-ledger.fixture';

const event = eventId('e');
const broker = accountId('broker');
const day = dayFromText('2024-03-01');
const settled = dayFromText('2024-03-04');
const dated = { account: broker, tradeDay: day, settlementDay: settled };
const xyz = instrumentId('XYZ');
const usd = currencyCode('USD');
const dollars = (text: string) => money(decimal(text), usd);

function shown({ account, side, commodity, quantity, about }: Posting): string {
  const name = commodity.kind === 'currency' ? commodity.code : commodity.id;
  return [account, side, name, decimalText(quantity), about ?? '-'].join(' ');
}

const legsOf = (transaction: Transaction) => postingsOf(event, transaction).map(shown);

describe('postings', () => {
  it('balance in each commodity, whatever the transaction and what is held', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(arbitraryTransaction, fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), (transaction, held) => {
        const sums = new Map<string, bigint>();
        for (const leg of postingsOf(event, transaction, () => held as never)) {
          const key = leg.commodity.kind === 'currency' ? `money ${leg.commodity.code}` : `units ${leg.commodity.id}`;
          sums.set(key, (sums.get(key) ?? 0n) + leg.quantity);
          expect(leg.quantity).not.toBe(0n);
          expect([leg.tradeDay, leg.settlementDay]).toEqual([transaction.tradeDay, transaction.settlementDay]);
        }
        for (const sum of sums.values()) expect(sum).toBe(0n);
        seen.add(transaction.verb);
      }),
      { numRuns: 2000 }
    );
    expect([...seen].sort()).toEqual([...verbs].sort());
  });

  const trade = {
    ...dated,
    instrument: xyz,
    quantity: decimal('10'),
    price: decimal('25.5'),
    gross: dollars('255'),
    fees: decimal('1.5'),
    taxes: decimal('0.25')
  };

  it('of a buy pay gross and costs and receive units', () => {
    expect(legsOf({ verb: 'buy', ...trade })).toEqual([
      'broker position XYZ 10 XYZ',
      'broker conversion XYZ -10 XYZ',
      'broker cash USD -256.75 XYZ',
      'broker conversion USD 255 XYZ',
      'broker fee USD 1.5 XYZ',
      'broker tax USD 0.25 XYZ'
    ]);
  });

  it('of a sale receive gross less costs, and legs of zero are left out', () => {
    expect(legsOf({ verb: 'sell', ...trade, taxes: decimal('0') })).toEqual([
      'broker position XYZ -10 XYZ',
      'broker conversion XYZ 10 XYZ',
      'broker cash USD 253.5 XYZ',
      'broker conversion USD -255 XYZ',
      'broker fee USD 1.5 XYZ'
    ]);
  });

  it('of a dividend take the withheld tax off the cash', () => {
    const dividend: Transaction = {
      verb: 'dividend',
      ...dated,
      instrument: xyz,
      gross: dollars('100'),
      fees: decimal('0'),
      taxes: decimal('15')
    };
    expect(legsOf(dividend)).toEqual([
      'broker cash USD 85 XYZ',
      'broker dividend USD -100 XYZ',
      'broker tax USD 15 XYZ'
    ]);
  });

  it('of transfers name both accounts', () => {
    const to = accountId('bank');
    expect(legsOf({ verb: 'transfer-cash', ...dated, to, cash: dollars('7') })).toEqual([
      'broker cash USD -7 -',
      'bank cash USD 7 -'
    ]);
    expect(legsOf({ verb: 'transfer-securities', ...dated, to, instrument: xyz, quantity: decimal('3') })).toEqual([
      'broker position XYZ -3 XYZ',
      'bank position XYZ 3 XYZ'
    ]);
  });

  it('of an exchange balance in both currencies', () => {
    const eur = money(decimal('90'), currencyCode('EUR'));
    const exchange: Transaction = {
      verb: 'exchange',
      ...dated,
      sold: dollars('100'),
      bought: eur,
      fees: decimal('2'),
      taxes: decimal('0')
    };
    expect(legsOf(exchange)).toEqual([
      'broker cash USD -102 -',
      'broker conversion USD 100 -',
      'broker fee USD 2 -',
      'broker cash EUR 90 -',
      'broker conversion EUR -90 -'
    ]);
  });

  it('of a split follow from what is held', () => {
    const split: Transaction = { verb: 'split', ...dated, instrument: xyz, numerator: 4, denominator: 1 };
    expect(legsOf(split)).toEqual([]);
    expect(postingsOf(event, split, () => decimal('25')).map(shown)).toEqual([
      'broker position XYZ 75 XYZ',
      'broker conversion XYZ -75 XYZ'
    ]);
  });

  it('refuse an unknown verb', () => {
    expect(() => postingsOf(event, { ...dated, verb: 'gift' } as never)).toThrow(new RangeError('unknown verb "gift"'));
  });
});
