import { describe, expect, it } from 'vitest';
import { dayFromText, dayText } from '../../calendar';
import { currencyCode, decimal, decimalText, divide, rounded, sum, type Decimal } from '../../money';
import { bookAsOf, ledgerFold, type Book, type Transaction } from '..';
import { ledgerOf } from '../testing/arbitrary-ledger.fixture';
import { bank, broker, cash, on, trade, xyz } from '../testing/statement.fixture';

const bookOf = (...transactions: Transaction[]): Book => bookAsOf(ledgerOf(transactions), dayFromText('2030-01-01'));
const texts = (values: readonly (Decimal | undefined)[]) => values.map((value) => value && decimalText(value));
const gains = (book: Book) => texts(book.realised.map(({ gain }) => gain));
const held = (book: Book) =>
  book.positions.map((p) => [p.account, decimalText(p.quantity), decimalText(p.cost), p.currency].join(' '));

describe('lots, first in first out', () => {
  it('sell the January shares first (R. Lewis, "Identifying Stock Sold for Tax Purposes", The Motley Fool, 2000)', () => {
    const book = bookOf(
      trade('buy', '2000-01-10', '1000', '15000'),
      trade('buy', '2000-02-25', '1000', '35000'),
      trade('sell', '2000-04-12', '1000', '32000')
    );
    expect(gains(book)).toEqual(['17000']);
    expect(held(book)).toEqual(['broker 1000 35000 USD']);
  });

  it('share the cost of a lot sold in part (textbook case: 1,000 at 24, 500 at 18, 1,200 sold at 38)', () => {
    const book = bookOf(
      trade('buy', '1989-11-21', '1000', '24000'),
      trade('buy', '1995-03-18', '500', '9000'),
      trade('sell', '2015-10-12', '1200', '45600')
    );
    expect(texts(book.realised.map(({ cost }) => cost))).toEqual(['24000', '3600']);
    expect(gains(book)).toEqual(['14000', '4000']);
    expect(held(book)).toEqual(['broker 300 5400 USD']);
    expect(book.positions[0]?.lots.map(({ opened }) => dayText(opened))).toEqual(['1995-03-18']);
  });

  it('go short past a split and cover in three buys (balances of Isaac v. Commissioner, T.C. Summ. Op. 2002)', () => {
    const steps = [
      trade('buy', '1997-01-28', '100', '15287'),
      trade('sell', '1997-05-16', '100', '15424'),
      { verb: 'split', ...on('1997-05-27'), instrument: xyz, numerator: 2, denominator: 1 } as const,
      trade('sell-short', '1997-09-19', '600', '59923'),
      trade('buy-to-cover', '1997-09-26', '200', '20500'),
      trade('buy-to-cover', '1997-10-28', '400', '38975'),
      trade('buy', '1997-10-29', '200', '20237')
    ];
    const fold = ledgerFold();
    const balances = ledgerOf(steps).map((one) => {
      fold.apply(one);
      return decimalText(fold.quantity(broker, xyz));
    });
    expect(balances).toEqual(['100', '0', '0', '-600', '-400', '0', '200']);
    // 59,923 came in; 20,500 and 38,975 went out: 448 in all, a third of the proceeds meeting the first cover.
    expect(fold.realised.map(({ quantity }) => decimalText(quantity))).toEqual(['100', '-200', '-400']);
    expect(decimalText(sum(fold.realised.slice(1).flatMap(({ gain }) => gain ?? [])))).toBe('448');
    expect(fold.warnings).toEqual([]);
  });

  it('keep the currency each lot was paid in (currency_sample of Portfolio Performance: 454.60 + 471.05 + 498.45)', () => {
    const costs = { fees: decimal('10'), taxes: decimal('10') };
    const book = bookOf(
      trade('buy', '2015-01-01', '5', '454.60 EUR'),
      trade('buy', '2014-12-31', '5', '551.90 USD', costs),
      trade('buy', '2015-08-03', '5', '577.60 USD')
    );
    expect(held(book)).toEqual(['broker 10 1149.5 USD', 'broker 5 454.6 EUR']);
    const [first, second] = book.positions[0]?.lots ?? [];
    const inEuros = (cost: Decimal | undefined, rate: string) =>
      cost && decimalText(rounded(divide(cost, decimal(rate)), 2));
    expect([inEuros(first?.cost, '1.2141'), inEuros(second?.cost, '1.1588')]).toEqual(['471.05', '498.45']);
  });

  it('count costs of purchase and sale', () => {
    const costs = { fees: decimal('4'), taxes: decimal('1') };
    const book = bookOf(
      trade('buy', '2024-01-02', '10', '100', costs),
      trade('sell', '2024-01-03', '10', '120', costs)
    );
    expect(gains(book)).toEqual(['10']);
    expect(texts(book.cash.map(({ amount }) => amount))).toEqual(['10']);
  });

  it('lose no unit in thirds', () => {
    const book = bookOf(
      trade('buy', '2024-01-02', '3', '100'),
      trade('sell', '2024-01-03', '1', '40'),
      trade('sell', '2024-01-04', '1', '40'),
      trade('sell', '2024-01-05', '1', '40')
    );
    const parts = book.realised.map(({ cost }) => decimalText(cost));
    expect(parts).toEqual(['33.333333333333333333', '33.333333333333333334', '33.333333333333333333']);
    expect(held(book)).toEqual([]);
  });
});

describe('what goes past what is there', () => {
  it('is booked and told: a sale opens a short', () => {
    const book = bookOf(trade('buy', '2024-01-02', '100', '1000'), trade('sell', '2024-01-03', '150', '1800'));
    expect(held(book)).toEqual(['broker -50 -600 USD']);
    expect(gains(book)).toEqual(['200']);
    expect(book.warnings.map((w) => [w.code, w.event, decimalText(w.quantity)])).toEqual([['oversold', 'e2', '50']]);
  });

  it('is told of a cover, not of a buy', () => {
    const short = trade('sell-short', '2024-01-02', '10', '100');
    const covered = bookOf(short, trade('buy-to-cover', '2024-01-03', '15', '120'));
    expect(held(covered)).toEqual(['broker 5 40 USD']);
    expect(covered.warnings.map(({ code }) => code)).toEqual(['overcovered']);
    const bought = bookOf(short, trade('buy', '2024-01-03', '15', '120'));
    expect([held(bought), bought.warnings]).toEqual([held(covered), []]);
  });

  it('leaves a hole where securities are sent that were not there', () => {
    const book = bookOf(trade('buy', '2024-01-02', '10', '100 EUR'), {
      verb: 'transfer-securities',
      ...on('2024-01-03'),
      to: bank,
      instrument: xyz,
      quantity: decimal('25')
    });
    expect(held(book).sort()).toEqual(['bank 25 100 EUR', 'broker -15 0 EUR']);
    expect(book.warnings.map((w) => [w.code, decimalText(w.quantity)])).toEqual([['overtransferred', '15']]);
  });
});

describe('transfers and splits', () => {
  it('move lots with their day and cost', () => {
    const book = bookOf(
      trade('buy', '2020-01-02', '10', '100'),
      trade('buy', '2021-01-04', '10', '300'),
      { verb: 'transfer-securities', ...on('2024-01-03'), to: bank, instrument: xyz, quantity: decimal('15') },
      trade('sell', '2024-01-04', '12', '600', { account: bank })
    );
    expect(held(book).sort()).toEqual(['bank 3 90 USD', 'broker 5 150 USD']);
    expect(book.realised.map(({ opened, cost }) => [dayText(opened), decimalText(cost)])).toEqual([
      ['2020-01-02', '100'],
      ['2021-01-04', '60']
    ]);
  });

  it('come before the trades of their day and leave the cost alone', () => {
    const book = bookOf(trade('buy', '2024-01-02', '10', '1000'), trade('sell', '2024-01-05', '20', '600'), {
      verb: 'split',
      ...on('2024-01-05'),
      instrument: xyz,
      numerator: 4,
      denominator: 1
    });
    expect(held(book)).toEqual(['broker 20 500 USD']);
    expect(gains(book)).toEqual(['100']);
  });

  it('round a reverse split once over all lots', () => {
    const book = bookOf(
      trade('buy', '2024-01-02', '1', '10'),
      trade('buy', '2024-01-03', '1', '20'),
      trade('buy', '2024-01-04', '1', '30'),
      { verb: 'split', ...on('2024-01-05'), instrument: xyz, numerator: 1, denominator: 3 }
    );
    expect(book.positions[0]?.quantity).toBe(decimal('1'));
    expect(book.positions[0]?.cost).toBe(decimal('60'));
  });
});

describe('order and options', () => {
  it('refuse a day that goes back and an unknown lot method', () => {
    const fold = ledgerFold();
    const [later] = ledgerOf([trade('buy', '2024-01-02', '1', '10')]);
    const [earlier] = ledgerOf([trade('buy', '2024-01-01', '1', '10')]);
    if (later) fold.apply(later);
    expect(() => earlier && fold.apply(earlier)).toThrow(/2024-01-01/);
    expect(() => ledgerFold({ lotMethod: 'best' as never })).toThrow(RangeError);
  });

  it('hold openings before all else, whatever their sequence', () => {
    const dated = on('2024-01-01');
    const book = bookOf(trade('sell', '2024-01-01', '5', '100'), {
      verb: 'opening-position',
      ...dated,
      instrument: xyz,
      quantity: decimal('5'),
      cost: cash('50'),
      acquired: dayFromText('2019-06-01')
    });
    expect(gains(book)).toEqual(['50']);
    expect(book.warnings).toEqual([]);
  });

  it('leave the gain open when cost and proceeds are in two currencies', () => {
    const book = bookOf(trade('buy', '2024-01-02', '1', '10 EUR'), trade('sell', '2024-01-03', '1', '12 USD'));
    expect(book.realised.map((r) => [r.costCurrency, r.currency, r.gain])).toEqual([
      [currencyCode('EUR'), currencyCode('USD'), undefined]
    ]);
  });
});
