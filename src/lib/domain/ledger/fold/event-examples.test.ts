import { describe, expect, it } from 'vitest';
import { dayFromText, dayText } from '../../calendar';
import { instrumentId } from '../../instruments';
import { decimal, decimalText, ZERO } from '../../money';
import { bookAsOf, type Book, type Transaction } from '..';
import { ledgerOf } from '../testing/arbitrary-ledger.fixture';
import { bank, cash, on, trade, xyz } from '../testing/statement.fixture';

const option = instrumentId('OPTION');
const bookOf = (...transactions: Transaction[]): Book => bookAsOf(ledgerOf(transactions), dayFromText('2030-01-01'));
const held = (book: Book) =>
  book.positions.map(({ instrument, quantity, cost }) =>
    [instrument, decimalText(quantity), decimalText(cost)].join(' ')
  );
const gains = (book: Book) =>
  book.realised.map(({ kind, gain }) => `${kind} ${gain === undefined ? '-' : decimalText(gain)}`);
const cashOf = (book: Book) => book.cash.map(({ amount, currency }) => `${decimalText(amount)} ${currency}`);
const warned = (book: Book) => book.warnings.map(({ code, quantity }) => `${code} ${decimalText(quantity)}`);
const charged = { fees: ZERO, taxes: ZERO };

describe('options', () => {
  const settle = (verb: 'exercise' | 'assignment', way: 'receive' | 'deliver', contracts = '1'): Transaction => ({
    ...{ verb, ...on('2024-03-15'), ...charged, instrument: option, quantity: decimal(contracts), underlying: xyz },
    ...{ units: decimal('100'), way, gross: cash('5000') }
  });
  const premium = (verb: 'buy' | 'sell-short') => trade(verb, '2024-01-02', '1', '300', { instrument: option });
  const stock = trade('buy', '2023-01-03', '100', '4000');

  it('exercised or assigned put the premium into the stock', () => {
    expect(held(bookOf(premium('buy'), settle('exercise', 'receive')))).toEqual(['XYZ 100 5300']);
    expect(held(bookOf(premium('sell-short'), settle('assignment', 'receive')))).toEqual(['XYZ 100 4700']);
    expect(gains(bookOf(stock, premium('buy'), settle('exercise', 'deliver')))).toEqual(['sale 700']);
    expect(gains(bookOf(stock, premium('sell-short'), settle('assignment', 'deliver')))).toEqual(['sale 1300']);
  });

  it('expired close at nothing, long and short', () => {
    const expiry: Transaction = { verb: 'expiry', ...on('2024-03-15'), instrument: option, quantity: decimal('1') };
    expect(gains(bookOf(premium('buy'), expiry))).toEqual(['expiry -300']);
    expect(gains(bookOf(premium('sell-short'), expiry))).toEqual(['expiry 300']);
    expect(warned(bookOf(expiry))).toEqual(['overexpired 1']);
    expect(held(bookOf(expiry))).toEqual([]);
  });

  it('that are not there only warn, and the stock changes hands all the same', () => {
    const book = bookOf(settle('exercise', 'receive', '2'));
    expect([held(book), warned(book)]).toEqual([['XYZ 100 5000'], ['overexpired 2']]);
    const wrongSide = bookOf(premium('sell-short'), settle('exercise', 'receive'));
    expect(held(wrongSide)).toEqual(['OPTION -1 -300', 'XYZ 100 5000']);
  });

  it('with a premium of another currency realise it, for it cannot join the strike', () => {
    const foreign = trade('buy', '2024-01-02', '1', '300 EUR', { instrument: option });
    const book = bookOf(foreign, settle('exercise', 'receive'));
    expect([held(book), gains(book)]).toEqual([['XYZ 100 5000'], ['expiry -300']]);
  });
});

describe('deliveries, income in units and bonds', () => {
  it('bring lots at their cost and day, and let them go without a gain', () => {
    const came: Transaction = {
      ...{ verb: 'delivery-in', ...on('2024-01-02'), instrument: xyz, quantity: decimal('10') },
      ...{ cost: cash('90'), acquired: dayFromText('2015-05-05') }
    };
    const went: Transaction = { verb: 'delivery-out', ...on('2024-02-01'), instrument: xyz, quantity: decimal('4') };
    const book = bookOf(came, went);
    expect([held(book), gains(book), cashOf(book)]).toEqual([['XYZ 6 54'], [], []]);
    expect(book.positions[0]?.lots.map(({ opened }) => dayText(opened))).toEqual(['2015-05-05']);
    expect(warned(bookOf(came, { ...went, quantity: decimal('11') }))).toEqual(['overdelivered 1']);
  });

  it('count income in units at its value, which is the cost of its lot', () => {
    const reward: Transaction = {
      ...{ verb: 'income-in-kind', ...on('2024-01-02'), source: 'staking', instrument: xyz, quantity: decimal('0.5') },
      ...{ value: cash('20'), fees: decimal('1'), taxes: ZERO }
    };
    const book = bookOf(reward);
    expect([held(book), cashOf(book)]).toEqual([['XYZ 0.5 20'], ['-1 USD']]);
    expect(book.postings.map(({ side, quantity }) => `${side} ${decimalText(quantity)}`)).toEqual([
      'position 0.5',
      'conversion -0.5',
      'conversion 20',
      'interest -20',
      'cash -1',
      'fee 1'
    ]);
  });

  it('leave accrued interest out of cost and proceeds', () => {
    const book = bookOf(
      trade('buy', '2024-01-02', '1000', '980', { accrued: decimal('12') }),
      trade('sell', '2024-06-03', '1000', '990', { accrued: decimal('15') })
    );
    expect([gains(book), cashOf(book)]).toEqual([['sale 10'], ['13 USD']]);
    const interest = book.postings.filter(({ side }) => side === 'interest');
    expect(interest.map(({ quantity, about }) => `${about} ${decimalText(quantity)}`)).toEqual(['XYZ 12', 'XYZ -15']);
  });
});

describe('capital given back and called', () => {
  it('lowers the cost, and past it is a gain', () => {
    const back = (amount: string): Transaction => ({
      ...{ verb: 'return-of-capital', ...on('2024-02-01'), ...charged, instrument: xyz, gross: cash(amount) }
    });
    const lots = [trade('buy', '2024-01-02', '10', '100'), trade('buy', '2024-01-03', '10', '20')];
    expect(held(bookOf(...lots, back('30')))).toEqual(['XYZ 20 90']);
    const past = bookOf(...lots, back('60'));
    expect([held(past), gains(past)]).toEqual([['XYZ 20 70'], ['return-of-capital 10']]);
    const nothing = bookOf(back('60'));
    expect([gains(nothing), warned(nothing)]).toEqual([['return-of-capital 60'], ['nothing-held 0']]);
  });

  it('of a private holding is the cost of one unit, and its sale closes it', () => {
    const call = (day: string, amount: string): Transaction => ({
      ...{ verb: 'capital-call', ...on(day), instrument: xyz, cash: cash(amount) }
    });
    const out: Transaction = {
      ...{ verb: 'distribution', ...on('2024-06-03'), ...charged, instrument: xyz },
      ...{ gross: cash('50'), returned: decimal('30') }
    };
    const calls = [call('2023-01-03', '100'), call('2024-01-02', '60')];
    const book = bookOf(...calls, out);
    expect([held(book), cashOf(book), gains(book)]).toEqual([['XYZ 1 130'], ['-110 USD'], []]);
    expect(gains(bookOf(...calls, out, trade('sell', '2025-01-02', '1', '200')))).toEqual(['sale 70']);
    const mixed = bookOf(...calls, call('2024-02-01', '10 EUR'), trade('sell', '2025-01-02', '1', '200'));
    expect(gains(mixed)).toEqual(['sale 40', 'sale -']);
    expect(held(mixed)).toEqual([]);
  });
});

describe('assertions', () => {
  it('are held against the close of their day, whatever the order of entry', () => {
    const book = bookOf(
      { verb: 'assert-cash', ...on('2024-01-02'), cash: cash('905') },
      { verb: 'deposit', ...on('2024-01-02'), cash: cash('1000') },
      { verb: 'assert-position', ...on('2024-01-02'), instrument: xyz, quantity: decimal('10') },
      { verb: 'assert-position', ...on('2024-01-02', bank), instrument: xyz, quantity: decimal('1') },
      trade('buy', '2024-01-02', '10', '100')
    );
    const shown = book.assertions.map(({ account, what, stated, found, difference }) => [
      ...[account, what.kind === 'currency' ? what.code : what.id],
      ...[stated, found, difference].map(decimalText)
    ]);
    expect(shown).toEqual([
      ['broker', 'USD', '905', '900', '5'],
      ['broker', 'XYZ', '10', '10', '0'],
      ['bank', 'XYZ', '1', '0', '1']
    ]);
    expect(book.postings.filter(({ event }) => event === 'e1')).toEqual([]);
  });
});
