import { describe, expect, it } from 'vitest';
import { dayFromText, dayText } from '../../calendar';
import { instrumentId } from '../../instruments';
import { decimal, decimalText, divide, rounded } from '../../money';
import { bookAsOf, type Book, type Reorganisation, type Transaction } from '..';
import { ledgerOf } from '../testing/arbitrary-ledger.fixture';
import { cash, on, trade, xyz } from '../testing/statement.fixture';

const child = instrumentId('CHILD');
const bookOf = (...transactions: Transaction[]): Book => bookAsOf(ledgerOf(transactions), dayFromText('2030-01-01'));

/** Open lots: instrument, units, cost to the cent, day. */
const lots = (book: Book) =>
  book.positions.flatMap(({ instrument, lots: open }) =>
    open.map(({ quantity, cost, opened }) =>
      [instrument, decimalText(quantity), decimalText(rounded(cost, 2)), dayText(opened)].join(' ')
    )
  );
const gains = (book: Book) =>
  book.realised.map(({ kind, quantity, gain }) =>
    [kind, decimalText(quantity), gain === undefined ? '-' : decimalText(rounded(gain, 2))].join(' ')
  );
const cashOf = (book: Book) => book.cash.map(({ amount }) => decimalText(amount));

function reorganisation(day: string, terms: Partial<Reorganisation>): Reorganisation {
  const none = { kind: 'spin-off', instrument: xyz, keeps: true, retained: 0, receives: [] } as const;
  return { verb: 'reorganisation', ...on(day), ...none, ...terms };
}
const received = (numerator: number, denominator: number, basis: number) => ({
  instrument: child,
  ...{ numerator, denominator, basis }
});

describe('basis', () => {
  it('of rights by market values, and of the stock bought with them (26 C.F.R. 1.307-1, example)', () => {
    const rights = reorganisation('1954-06-01', {
      ...{ kind: 'rights', retained: 11_000, receives: [received(1, 1, 1_900)] }
    });
    const held = bookOf(trade('buy', '1947-03-03', '100', '10000'), rights);
    expect(lots(held)).toEqual(['XYZ 100 8527.13 1947-03-03', 'CHILD 100 1472.87 1947-03-03']);
    const used = bookOf(trade('buy', '1947-03-03', '100', '10000'), rights, {
      ...{ verb: 'exercise', ...on('1954-06-20'), instrument: child, quantity: decimal('100'), underlying: xyz },
      ...{ units: decimal('100'), way: 'receive', gross: cash('9000'), fees: decimal('0'), taxes: decimal('0') }
    });
    const [old, bought] = used.positions[0]?.lots ?? [];
    const perShare = [old, bought].map((lot) => lot && decimalText(rounded(divide(lot.cost, lot.quantity), 4)));
    expect(perShare).toEqual(['85.2713', '104.7287']);
    expect(lots(used)).toHaveLength(2);
    expect(used.realised).toEqual([]);
  });

  it('of stock dividends of the same stock, lot by lot (IRS Publication 550, stock dividends, examples 1 and 2)', () => {
    const two = { verb: 'split', ...on('2001-01-02'), instrument: xyz, numerator: 3, denominator: 1 } as const;
    expect(lots(bookOf(trade('buy', '2000-01-03', '1', '45'), two))).toEqual(['XYZ 3 45 2000-01-03']);
    const both = bookOf(trade('buy', '2000-01-03', '1', '30'), trade('buy', '2000-02-01', '1', '45'), two);
    const perShare = both.positions[0]?.lots.map(({ cost, quantity }) => decimalText(divide(cost, quantity)));
    expect(perShare).toEqual(['10', '15']);
  });

  it('of a dividend of other stock by market values (IRS Publication 550, stock dividends: 100 into 75 and 25)', () => {
    const preferred = reorganisation('2001-01-02', {
      kind: 'stock-dividend',
      retained: 150,
      receives: [received(1, 1, 50)]
    });
    expect(lots(bookOf(trade('buy', '2000-01-03', '1', '100'), preferred))).toEqual([
      'XYZ 1 75 2000-01-03',
      'CHILD 1 25 2000-01-03'
    ]);
  });

  it('of a spin-off by closing prices of 60 and 40 (sapling.com, "How to Calculate Cost Basis After a Spin-Off")', () => {
    const spinOff = reorganisation('2010-05-03', { retained: 60, receives: [received(1, 1, 40)] });
    expect(lots(bookOf(trade('buy', '2009-01-05', '1', '120'), spinOff))).toEqual([
      'XYZ 1 72 2009-01-05',
      'CHILD 1 48 2009-01-05'
    ]);
  });
});

describe('cash of corporate actions', () => {
  const bought = [trade('buy', '2020-01-02', '10', '100'), trade('buy', '2021-01-04', '5', '125')];

  it('instead of a fraction sells it off the oldest lot received', () => {
    const spinOff = reorganisation('2024-01-02', {
      retained: 3,
      receives: [{ ...received(1, 4, 1), lieu: cash('9') }]
    });
    const book = bookOf(...bought, spinOff);
    // 15 / 4 = 3.75 units: 0.75 of the 2.5 of the first lot, which cost 25, are sold for 9.
    expect(lots(book)).toEqual([
      'XYZ 10 75 2020-01-02',
      'XYZ 5 93.75 2021-01-04',
      'CHILD 1.75 17.5 2020-01-02',
      'CHILD 1.25 31.25 2021-01-04'
    ]);
    expect(gains(book)).toEqual(['lieu 0.75 1.5']);
    expect(cashOf(book)).toEqual(['-216']);
  });

  it('of a reverse split sells the fraction', () => {
    const reverse = { verb: 'split', ...on('2024-01-02'), instrument: xyz, numerator: 1, denominator: 10 } as const;
    const book = bookOf(...bought, { ...reverse, lieu: cash('60') });
    expect(lots(book)).toEqual(['XYZ 0.5 50 2020-01-02', 'XYZ 0.5 125 2021-01-04']);
    expect(gains(book)).toEqual(['lieu 0.5 10']);
  });

  it('of a merger for cash alone closes every lot', () => {
    const merger = reorganisation('2024-01-02', {
      ...{ kind: 'merger', keeps: false, boot: { amount: cash('450'), basis: 1 } }
    });
    const book = bookOf(...bought, merger);
    expect(lots(book)).toEqual([]);
    expect(gains(book)).toEqual(['boot 10 200', 'boot 5 25']);
  });

  it('beside new stock takes its weight of the basis', () => {
    const merger = reorganisation('2024-01-02', {
      ...{ kind: 'merger', keeps: false, receives: [received(2, 1, 4)], boot: { amount: cash('75'), basis: 1 } }
    });
    const book = bookOf(...bought, merger);
    expect(lots(book)).toEqual(['CHILD 20 80 2020-01-02', 'CHILD 10 100 2021-01-04']);
    expect(gains(book)).toEqual(['boot 0 30', 'boot 0 0']);
  });

  it('on a short position is paid, and what is owed turns into the new stock', () => {
    const merger = reorganisation('2024-01-02', {
      ...{ kind: 'merger', keeps: false, receives: [received(2, 1, 4)], boot: { amount: cash('-30'), basis: 1 } }
    });
    const book = bookOf(trade('sell-short', '2023-01-03', '10', '100'), merger);
    expect(lots(book)).toEqual(['CHILD -20 -80 2023-01-03']);
    expect(gains(book)).toEqual(['boot 0 -10']);
  });

  it('where nothing is held is a gain, and told', () => {
    const book = bookOf(reorganisation('2024-01-02', { keeps: false, boot: { amount: cash('5'), basis: 1 } }));
    expect(gains(book)).toEqual(['boot 0 5']);
    expect(book.warnings.map(({ code }) => code)).toEqual(['nothing-held']);
  });
});
