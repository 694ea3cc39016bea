import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, fieldProblems, type LiveTransaction } from '$lib/domain/ledger';
import type { PriceSeries } from '$lib/domain/market';
import { currencyCode, decimal, decimalFromInteger, decimalText, rounded, scaledBy, sum } from '$lib/domain/money';
import {
  firstClose,
  proposedAction,
  recordedActions,
  renamedInstrument,
  wholeRatio,
  type ActionDraft,
  type ActionProposal
} from '.';
import { wholeWeights } from './basis-weights';

const [broker, bank] = [accountId('broker'), accountId('bank')];
const [parent, child] = [instrumentId('PARENT'), instrumentId('CHILD')];
const usd = currencyCode('USD');
const day = dayFromText('2024-03-04');

function bought(units: string, cost: string, on = '2020-01-02', account = broker): LiveTransaction['transaction'] {
  const at = dayFromText(on);
  return {
    ...{ verb: 'opening-position', account, tradeDay: at, settlementDay: at, instrument: parent },
    ...{ quantity: decimal(units), cost: { amount: decimal(cost), currency: usd } }
  };
}
const ledger = (...transactions: LiveTransaction['transaction'][]) => ({
  accounts: [],
  transactions: transactions.map((transaction, at) => ({ event: eventId(`e${at}`), sequence: at + 1, transaction }))
});
function draft(kind: ActionDraft['kind'], terms: Partial<ActionDraft> = {}): ActionDraft {
  return { kind, instrument: parent, day, currency: usd, receives: [], sharing: 'percent', ...terms };
}
const received = (numerator: number, denominator: number, more = {}) => ({
  ...{ instrument: child, ratio: { numerator, denominator } },
  ...more
});
function effects(proposal: ActionProposal) {
  if (proposal.status === 'refused') throw new Error(JSON.stringify(proposal.refusals));
  return proposal.effects;
}
const lines = (proposal: ActionProposal) =>
  effects(proposal).flatMap(({ account, positions }) =>
    positions.map(({ instrument, unitsAfter, basisAfter }) =>
      [account, instrument, decimalText(unitsAfter), decimalText(rounded(basisAfter, 2))].join(' ')
    )
  );
const refusals = (proposal: ActionProposal) =>
  proposal.status === 'refused' ? proposal.refusals.map(({ code, receipt }) => [code, receipt].join(' ').trim()) : [];

describe('worked examples of others', () => {
  it('spin-off by percentages: 300 Ralston for $3,000 into 72.06 % and 27.94 % (Ralston Purina, tax basis of the Energizer spin-off, 2000)', () => {
    const spin = draft('spin-off', { receives: [received(1, 3, { share: decimal('0.2794') })] });
    const proposal = proposedAction(spin, ledger(bought('300', '3000')));
    expect(lines(proposal)).toEqual(['broker PARENT 300 2161.8', 'broker CHILD 100 838.2']);
    expect(effects(proposal)[0]?.transaction).toMatchObject({ retained: 3603, receives: [{ basis: 1397 }] });
  });

  it('spin-off by closes: one at 80 and four at 10, bought for 100 (spinoffprofiles.com, "Calculating Tax Basis")', () => {
    const closes = { close: decimal('80'), sharing: 'closes' } as const;
    const spin = draft('spin-off', { ...closes, receives: [received(4, 1, { close: decimal('10') })] });
    expect(lines(proposedAction(spin, ledger(bought('1', '100'))))).toEqual([
      'broker PARENT 1 66.67',
      'broker CHILD 4 33.33'
    ]);
  });

  it('splits: 100 into 400, 1,000 into 100, at unchanged cost (costbasis.com, "Stock splits", "Reverse splits")', () => {
    const four = draft('split', { ratio: { numerator: 4, denominator: 1 } });
    expect(lines(proposedAction(four, ledger(bought('100', '2000'))))).toEqual(['broker PARENT 400 2000']);
    const reverse = draft('reverse-split', { ratio: { numerator: 1, denominator: 10 } });
    expect(lines(proposedAction(reverse, ledger(bought('1000', '20000'))))).toEqual(['broker PARENT 100 20000']);
  });

  it('stock dividend of 10 %: 1,000 units become 1,100 at 50 (lawaspect.com, "Dividends of additional stock")', () => {
    const tenth = draft('stock-dividend', { ratio: { numerator: 1, denominator: 10 } });
    expect(lines(proposedAction(tenth, ledger(bought('1000', '55000'))))).toEqual(['broker PARENT 1100 55000']);
  });

  it('fraction: 105 shares for $5,250, three for two, half a share at a cost of $33.33 a share is sold (fool.com, "How to report cash in lieu")', () => {
    const three = draft('split', { ratio: { numerator: 3, denominator: 2 }, lieuPrice: decimal('38') });
    const [effect] = effects(proposedAction(three, ledger(bought('105', '5250'))));
    expect(effect?.positions.map((one) => decimalText(one.unitsAfter))).toEqual(['157']);
    const [sale] = effect?.sales ?? [];
    expect(sale && [decimalText(sale.proceeds), decimalText(rounded(sale.cost, 2))]).toEqual(['19', '16.67']);
  });
});

describe('proposals', () => {
  it('book every account that holds it that morning, and none that bought later', () => {
    const later = bought('5', '50', '2024-03-05', bank);
    const three = draft('split', { ratio: { numerator: 2, denominator: 1 } });
    expect(lines(proposedAction(three, ledger(bought('10', '100'), later)))).toEqual(['broker PARENT 20 100']);
    const both = ledger(bought('10', '100'), bought('4', '40', '2024-03-04', bank));
    expect(lines(proposedAction(three, both))).toEqual(['broker PARENT 20 100', 'bank PARENT 8 40']);
  });

  it('pay a merger for cash and shares by units held, the gain on the share of cash', () => {
    const merger = draft('merger', {
      ...{ cashPerUnit: decimal('12.5'), sharing: 'closes' },
      receives: [received(1, 2, { close: decimal('75') })]
    });
    const [effect] = effects(proposedAction(merger, ledger(bought('30', '900'))));
    expect(effect && [...effect.cash].map(([code, amount]) => `${code} ${decimalText(amount)}`)).toEqual(['USD 375']);
    // 12.50 of 50 is a quarter of the basis of 900.
    expect(effect?.sales.map(({ cost, gain }) => [decimalText(cost), gain && decimalText(gain)])).toEqual([
      ['225', '150']
    ]);
    expect(lines(proposedAction(merger, ledger(bought('30', '900'))))).toEqual([
      'broker PARENT 0 0',
      'broker CHILD 15 675'
    ]);
  });

  it('lower the cost by a return of capital; past the cost it is a gain', () => {
    const back = draft('return-of-capital', { cashPerUnit: decimal('12') });
    const [effect] = effects(proposedAction(back, ledger(bought('10', '100'))));
    expect(effect?.positions.map(({ basisAfter }) => decimalText(basisAfter))).toEqual(['0']);
    expect(effect?.sales.map(({ gain }) => gain && decimalText(gain))).toEqual(['20']);
  });

  it('say when the ledger has such an action already', () => {
    const two = draft('split', { ratio: { numerator: 2, denominator: 1 } });
    const [effect] = effects(proposedAction(two, ledger(bought('10', '100'))));
    const booked = ledger(bought('10', '100'), ...(effect ? [effect.transaction] : []));
    expect(proposedAction(two, booked)).toMatchObject({ status: 'proposed', already: ['e1'] });
    expect(recordedActions(booked.transactions)).toMatchObject([{ instrument: parent, events: ['e1'], day }]);
  });

  it('are refused by what is missing', () => {
    const held = ledger(bought('10', '100'));
    const of = (one: ActionDraft) => refusals(proposedAction(one, held));
    expect(of(draft('split'))).toEqual(['ratio-missing']);
    expect(of(draft('split', { ratio: { numerator: 1, denominator: 2 } }))).toEqual(['must-grow']);
    expect(of(draft('reverse-split', { ratio: { numerator: 2, denominator: 1 } }))).toEqual(['must-shrink']);
    expect(of(draft('spin-off', { receives: [{}] }))).toEqual([
      'ratio-missing 0',
      'instrument-missing 0',
      'share-missing 0'
    ]);
    expect(of(draft('spin-off', { receives: [received(1, 1, { share: decimal('1.2') })] }))).toEqual([
      'share-outside 0'
    ]);
    expect(of(draft('spin-off', { receives: [received(1, 1)], sharing: 'closes' }))).toEqual([
      'close-missing 0',
      'close-missing'
    ]);
    expect(of(draft('exchange', { receives: [{ ...received(1, 1), instrument: parent }] }))).toEqual([
      'same-instrument 0'
    ]);
    expect(of(draft('merger'))).toEqual(['nothing-received']);
    expect(of(draft('return-of-capital'))).toEqual(['cash-missing']);
    expect(of(draft('split', { instrument: child, ratio: { numerator: 2, denominator: 1 } }))).toEqual(['not-held']);
  });
});

describe('laws', () => {
  const whole = (max: number) => fc.integer({ min: 1, max });
  const cents = (max: number) => whole(max).map((n) => scaledBy(decimalFromInteger(n), 1n, 100n));
  const lots = fc.array(fc.record({ units: cents(100_000), cost: cents(10_000_000) }), { minLength: 1, maxLength: 5 });
  const receipt = fc.record({
    ...{
      instrument: fc.constant(child),
      close: cents(50_000),
      ratio: fc.record({ numerator: whole(50), denominator: whole(50) })
    },
    share: fc.integer({ min: 0, max: 10_000 }).map((n) => scaledBy(decimalFromInteger(n), 1n, 10_000n))
  });
  const drafts = fc
    .record({
      kind: fc.constantFrom<ActionDraft['kind'][]>(
        'split',
        'reverse-split',
        'stock-dividend',
        'spin-off',
        'merger',
        'exchange',
        'rights'
      ),
      ...{
        ratio: receipt.map((one) => one.ratio),
        received: receipt,
        close: cents(90_000),
        cash: fc.option(cents(50_000))
      },
      ...{ lieu: fc.option(cents(50_000)), sharing: fc.constantFrom<ActionDraft['sharing'][]>('percent', 'closes') }
    })
    .map(({ kind, ratio, received: one, close, cash, lieu, sharing }) => {
      const priced = lieu === null ? {} : { lieuPrice: lieu };
      return draft(kind, {
        ...{ ratio, close, sharing, ...priced, receives: [{ ...one, ...priced }] },
        ...(kind === 'merger' && cash !== null ? { cashPerUnit: cash } : {})
      });
    });

  it('basis before is basis after and the basis of what was sold; units follow the ratio; weights are whole', () => {
    fc.assert(
      fc.property(drafts, lots, (one, opened) => {
        const proposal = proposedAction(
          one,
          ledger(...opened.map(({ units, cost }) => bought(decimalText(units), decimalText(cost))))
        );
        if (proposal.status === 'refused') {
          expect(proposal.refusals.every(({ code }) => code === 'must-grow' || code === 'must-shrink')).toBe(true);
          return;
        }
        const [effect] = proposal.effects;
        if (!effect) throw new Error('no effect');
        const { positions, sales, transaction } = effect;
        expect(fieldProblems(transaction)).toEqual([]);
        const before = sum(opened.map(({ cost }) => cost));
        const after = sum(positions.map(({ basisAfter }) => basisAfter));
        const same = positions.length === 0 ? before : after;
        expect(same + sum(sales.map(({ cost }) => cost))).toBe(before);
        const held = sum(opened.map(({ units }) => units));
        const { numerator, denominator } =
          transaction.verb === 'split' ? transaction : (one.receives[0]?.ratio ?? { numerator: 1, denominator: 1 });
        const became = scaledBy(held, BigInt(numerator), BigInt(denominator));
        const target = transaction.verb === 'split' ? parent : child;
        const units =
          positions.find(({ instrument }) => instrument === target)?.unitsAfter ?? (positions.length ? 0n : held);
        const fraction = became % 10n ** 18n;
        const cut =
          transaction.verb === 'split'
            ? transaction.lieu
            : transaction.verb === 'reorganisation' && transaction.receives[0]?.lieu;
        expect(units).toBe(cut ? became - fraction : became);
      }),
      { numRuns: 300 }
    );
  });

  it('whole weights keep proportions', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 4 }), (parts) => {
        const weights = wholeWeights(parts);
        expect(weights.every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true);
        const [total, all] = [parts.reduce((a, b) => a + b, 0n), weights.reduce((a, b) => a + BigInt(b), 0n)];
        parts.forEach((part, at) => expect(BigInt(weights[at] ?? 0) * total).toBe(part * all));
      })
    );
  });

  it('a ratio typed with decimals becomes whole numbers', () => {
    expect(wholeRatio(decimal('0.5'), decimal('1'))).toEqual({ numerator: 1, denominator: 2 });
    expect(wholeRatio(decimal('1.25'), decimal('1'))).toEqual({ numerator: 5, denominator: 4 });
    expect(wholeRatio(decimal('0'), decimal('1'))).toBeUndefined();
  });
});

it('a new name leaves the old one to older days', () => {
  const old = { scheme: 'symbol', value: 'FB' } as const;
  const meta = { id: parent, kind: 'equity', name: 'Facebook', currency: usd, identifiers: [old] } as const;
  const renamed = renamedInstrument(meta, { symbol: 'META', name: 'Meta Platforms' }, day);
  expect(renamed.name).toBe('Meta Platforms');
  expect(renamed.identifiers).toEqual([
    { ...old, to: day },
    { scheme: 'symbol', value: 'META', from: day }
  ]);
  expect(renamedInstrument(renamed, { symbol: 'MTA' }, day).identifiers).toEqual([
    { ...old, to: day },
    { scheme: 'symbol', value: 'MTA', from: day }
  ]);
});

it('a close after an action is the first as it was quoted, within a week', () => {
  const series: PriceSeries = {
    instrument: parent,
    currency: usd,
    adjustment: 'none',
    quoteUnit: 'currency',
    source: 'typed',
    revision: 1,
    days: Int32Array.of(day - 1, day + 2, day + 40),
    values: Float64Array.of(90, 60.25, 70)
  };
  expect(firstClose(series, day, usd)).toEqual({ day: day + 2, value: decimal('60.25') });
  expect(firstClose(series, dayFromText('2024-03-10'), usd)).toBeUndefined();
  expect(firstClose({ ...series, adjustment: 'total-return' }, day, usd)).toBeUndefined();
  expect(firstClose(series, day, currencyCode('EUR'))).toBeUndefined();
  expect(firstClose(undefined, day, usd)).toBeUndefined();
});
