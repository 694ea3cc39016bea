import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText, dayText, plusDays, type Day } from '../../../calendar';
import { currencyCode, decimal, decimalFromUnits, decimalText, type Decimal } from '../../../money';
import {
  bookAsOf,
  ledgerFold,
  lotMethodsOf,
  transactionFromText,
  transactionText,
  type Account,
  type Book,
  type FoldOptions,
  type LiveTransaction,
  type LotMethod,
  type RealisedGain,
  type Transaction
} from '../..';
import { arbitraryLedger, ledgerOf } from '../../testing/arbitrary-ledger.fixture';
import { bank, broker, cash, on, trade, xyz } from '../../testing/statement.fixture';

const end = dayFromText('2030-01-01');
const bookOf = (options: FoldOptions, ...transactions: Transaction[]): Book =>
  bookAsOf(ledgerOf(transactions), end, options);
const closed = (book: Book) =>
  book.realised.map(({ lot, quantity, cost }) => `${lot} ${decimalText(quantity)} ${decimalText(cost)}`);
const open = (book: Book) =>
  book.positions.flatMap(({ lots }) =>
    lots.map(({ id, quantity, cost }) => `${id} ${decimalText(quantity)} ${decimalText(cost)}`)
  );
const methods: readonly LotMethod[] = ['fifo', 'lifo', 'hifo', 'lowest-tax', 'average'];

const bought = [
  trade('buy', '2022-01-03', '10', '100'),
  trade('buy', '2022-02-01', '10', '300'),
  trade('buy', '2022-12-01', '10', '200')
];
const sale = trade('sell', '2023-03-01', '15', '375');

describe('a sale without picks', () => {
  it('closes lots by the method', () => {
    const by = (lotMethod: LotMethod) => closed(bookOf({ lotMethod }, ...bought, sale));
    expect(by('fifo')).toEqual(['e1 10 100', 'e2 5 150']);
    expect(by('lifo')).toEqual(['e3 10 200', 'e2 5 150']);
    expect(by('hifo')).toEqual(['e2 10 300', 'e3 5 100']);
    // Sold at 25: the lot of 30 loses, that of 10 is held for more than a year, that of 20 is not.
    expect(by('lowest-tax')).toEqual(['e2 10 300', 'e1 5 50']);
    expect(by('average')).toEqual(['e1 10 200', 'e2 5 100']);
  });

  it('by the average leaves every lot at it', () => {
    expect(open(bookOf({ lotMethod: 'average' }, ...bought, sale))).toEqual(['e2 5 100', 'e3 10 200']);
    const more = bookOf({ lotMethod: 'average' }, ...bought, sale, trade('buy', '2023-04-03', '5', '200'));
    expect(open(more)).toEqual(['e2 5 125', 'e3 10 250', 'e5 5 125']);
  });

  it('weighs gains by the rates, and a year by its days', () => {
    const rates = { shortTerm: decimal('0.4'), longTerm: decimal('0.3') };
    // Gains per unit of 15 (long-term, 4.5 of tax) and 5 (short-term, 2 of tax).
    const lots = [bought[0] ?? sale, bought[2] ?? sale];
    const sold = trade('sell', '2023-03-01', '10', '250');
    expect(closed(bookOf({ lotMethod: 'lowest-tax', taxRates: rates }, ...lots, sold))).toEqual(['e2 10 200']);
    expect(closed(bookOf({ lotMethod: 'lowest-tax' }, ...lots, sold))).toEqual(['e1 10 100']);
    const boundary = (day: string) =>
      closed(bookOf({ lotMethod: 'lowest-tax' }, ...lots, trade('sell', day, '10', '250')));
    expect([boundary('2023-01-03'), boundary('2023-01-04')]).toEqual([['e2 10 200'], ['e1 10 100']]);
    expect(closed(bookOf({ lotMethod: 'lowest-tax', longTermDays: 730 }, ...lots, sold))).toEqual(['e2 10 200']);
  });

  it('covers the short lot of the least proceeds when dearest goes first', () => {
    const shorts = [trade('sell-short', '2022-01-03', '10', '100'), trade('sell-short', '2022-02-01', '10', '80')];
    const cover = trade('buy-to-cover', '2022-03-01', '10', '70');
    const gains = (lotMethod: LotMethod) =>
      bookOf({ lotMethod }, ...shorts, cover).realised.map(({ gain }) => gain && decimalText(gain));
    expect([gains('fifo'), gains('hifo'), gains('lowest-tax')]).toEqual([['30'], ['10'], ['10']]);
  });

  it('goes by the account, first in first out where it says nothing', () => {
    const usd = currencyCode('USD');
    const accounts: Account[] = [
      { id: broker, name: 'Broker', currency: usd, lotMethod: 'lifo' },
      { id: bank, name: 'Bank', currency: usd }
    ];
    const elsewhere = [...bought, sale].map((one): Transaction => ({ ...one, account: bank }));
    const book = bookOf({ lotMethod: lotMethodsOf(accounts) }, ...bought, sale, ...elsewhere);
    expect(closed(book)).toEqual(['e3 10 200', 'e2 5 150', 'e5 10 100', 'e6 5 150']);
  });
});

describe('picked lots', () => {
  const picking = (...lots: [string, string][]): Transaction =>
    ({
      ...trade('sell', '2023-03-01', '15', '375'),
      lots: lots.map(([lot, quantity]) => ({ lot, quantity: decimal(quantity) }))
    }) as Transaction;

  it('go first, and the rest by the method', () => {
    const book = bookOf({}, ...bought, picking(['e2', '4'], ['e3', '6']));
    expect(closed(book)).toEqual(['e2 4 120', 'e3 6 120', 'e1 5 50']);
    expect(book.warnings).toEqual([]);
  });

  it('that are not there are told, and the method chooses', () => {
    const book = bookOf({}, ...bought, picking(['e9', '4'], ['e3', '11']));
    expect(closed(book)).toEqual(['e3 10 200', 'e1 5 50']);
    expect(book.warnings.map(({ code, quantity }) => `${code} ${decimalText(quantity)}`)).toEqual([
      'not-in-lot 4',
      'not-in-lot 1'
    ]);
  });

  it('move with a transfer under new names', () => {
    const move: Transaction = {
      ...{ verb: 'transfer-securities', ...on('2023-01-03'), to: bank, instrument: xyz, quantity: decimal('8') },
      lots: [{ lot: 'e2', quantity: decimal('6') }]
    };
    expect(open(bookOf({}, ...bought, move)).sort()).toEqual([
      'e1 8 80',
      'e2 4 120',
      'e3 10 200',
      'e4.1 6 180',
      'e4.2 2 20'
    ]);
  });
});

describe('costs in one currency', () => {
  const usd = currencyCode('USD');
  const rates: Record<string, string> = { '2022-01-03': '1.1', '2023-03-01': '1.2', '2015-05-05': '2' };
  const costIn = {
    currency: usd,
    rate: (_: unknown, day: Day): Decimal | undefined => {
      const rate = rates[dayText(day)];
      return rate === undefined ? undefined : decimal(rate);
    }
  };

  it('are those of the days of purchase and sale', () => {
    const book = bookOf(
      { costIn },
      trade('buy', '2022-01-03', '10', '100 EUR'),
      trade('sell', '2023-03-01', '10', '150 EUR')
    );
    const [gain] = book.realised;
    const shown = [gain?.cost, gain?.proceeds, gain?.gain].map((amount) => amount && decimalText(amount));
    expect([shown, gain?.costCurrency, gain?.currency]).toEqual([['110', '180', '70'], 'USD', 'USD']);
    expect(book.cash.map(({ amount, currency }) => `${decimalText(amount)} ${currency}`)).toEqual(['50 EUR']);
  });

  it('of a delivery are those of the day of purchase, and stay as they are without a rate', () => {
    const delivery: Transaction = {
      ...{ verb: 'delivery-in', ...on('2023-03-01'), instrument: xyz, quantity: decimal('1') },
      ...{ cost: cash('50 EUR'), acquired: dayFromText('2015-05-05') }
    };
    const book = bookOf({ costIn }, delivery, trade('buy', '2023-03-02', '1', '7 EUR'));
    expect(book.positions.map(({ cost, currency }) => `${decimalText(cost)} ${currency}`)).toEqual([
      '100 USD',
      '7 EUR'
    ]);
  });
});

/** The same ledger in dollars alone, and in the end every position closed at a price of one. */
function closedOut(ledger: readonly LiveTransaction[]): LiveTransaction[] {
  const kept = ledger
    .map(({ transaction }) => transaction)
    .filter(({ verb }) => verb !== 'exchange' && verb !== 'delivery-out');
  const live = ledgerOf(kept.map((one) => transactionFromText(transactionText(one).replace(/"(EUR|JPY)"/g, '"USD"'))));
  const fold = ledgerFold();
  live.forEach((one) => fold.apply(one));
  const last = plusDays(dayFromText('2000-01-01'), 0);
  const closing = fold.holdings
    .filter(({ quantity }) => quantity !== 0n)
    .map(({ account, instrument, quantity }): Transaction => {
      const units = decimalText(decimalFromUnits(quantity < 0n ? -quantity : quantity));
      const verb = quantity < 0n ? 'buy-to-cover' : 'sell';
      return { ...trade(verb, dayText(last), units, units), account, instrument } as Transaction;
    });
  return ledgerOf([...live.map(({ transaction }) => transaction), ...closing]);
}

describe('every lot method', () => {
  it('gives the same gain once all is sold', () => {
    fc.assert(
      fc.property(arbitraryLedger(40), (ledger) => {
        const live = closedOut(ledger);
        const totals = methods.map((lotMethod) => {
          const book = bookAsOf(live, end, { lotMethod });
          const gain = book.realised.reduce((sum: bigint, one: RealisedGain) => sum + (one.gain ?? 0n), 0n);
          // A ratio can leave costs on no unit at all: they are never sold.
          return gain - book.positions.reduce((sum: bigint, { cost }) => sum + cost, 0n);
        });
        expect(totals).toEqual(methods.map(() => totals[0]));
      }),
      { numRuns: 150 }
    );
  });

  it('holds the same units, and lots of different names', () => {
    fc.assert(
      fc.property(arbitraryLedger(40), fc.constantFrom(...methods), (live, lotMethod) => {
        const [one, other] = [ledgerFold(), ledgerFold({ lotMethod })];
        for (const each of live) [one, other].forEach((fold) => fold.apply(each));
        expect(other.holdings.map(({ quantity }) => quantity)).toEqual(one.holdings.map(({ quantity }) => quantity));
        const ids = other.holdings.flatMap(({ account, instrument, lots }) =>
          lots.map(({ id }) => `${account} ${instrument} ${id}`)
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 80 }
    );
  });
});
