import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText, dayText, plusDays } from '$lib/domain/calendar';
import { bookAsOf, type LotMethod } from '$lib/domain/ledger';
import { decimalToNumber } from '$lib/domain/money';
import { holdingTerm } from '$lib/quant/tax';
import { ledgerOf } from '../../src/lib/domain/ledger/testing/arbitrary-ledger.fixture';
import { trade } from '../../src/lib/domain/ledger/testing/statement.fixture';
import { inOrder } from './open-lots';

const first = dayFromText('2021-01-04');
const sold = dayFromText('2023-03-01');
const end = dayFromText('2030-01-01');
const methods: readonly LotMethod[] = ['fifo', 'lifo', 'hifo', 'lowest-tax'];
const purchases = fc.uniqueArray(
  fc.record({ day: fc.integer({ min: 0, max: 780 }), cost: fc.integer({ min: 50, max: 400 }) }),
  { minLength: 1, maxLength: 6, selector: ({ day, cost }) => `${day % 90} ${cost}` }
);

describe('lots in the order of an account', () => {
  it('are those that the ledger itself closes one after another', () => {
    fc.assert(
      fc.property(
        purchases,
        fc.constantFrom(...methods),
        fc.integer({ min: 5, max: 40 }),
        (bought, lotMethod, price) => {
          const days = new Set(bought.map(({ day }) => day));
          const costs = new Set(bought.map(({ cost }) => cost));
          fc.pre(days.size === bought.length && costs.size === bought.length);
          const buys = bought.map(({ day, cost }) => trade('buy', dayText(plusDays(first, day)), '10', String(cost)));
          const units = 10 * bought.length;
          const sale = trade('sell', dayText(sold), String(units), String(units * price));
          const before = bookAsOf(ledgerOf(buys), end, { lotMethod }).positions.flatMap(({ lots }) => lots);
          const { realised } = bookAsOf(ledgerOf([...buys, sale]), end, { lotMethod });
          const lots = before.map(({ id, opened, cost, quantity }) => {
            const unitCost = decimalToNumber(cost) / decimalToNumber(quantity);
            return { id, opened, unitCost, unitGain: price - unitCost, term: holdingTerm(opened, sold) };
          });
          expect(inOrder(lots, lotMethod).map(({ id }) => id)).toEqual(realised.map(({ lot }) => lot));
        }
      )
    );
  });
});
