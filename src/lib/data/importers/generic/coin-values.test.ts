import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import type { StatementContext } from '$lib/domain/statements';
import { acceptedAnswers, contextAfter, emptyContext, previewOfText, written } from '../import.fixture';
import { tableOutcome } from './table-outcome.fixture';

const sides = 'Type,Buy,Cur.,Sell,Cur.,Fee,Cur.,Exchange,Date\n';
const bought = 'Trade,0.1,BTC,4000,EUR,,,Kraken,2026-01-01 10:00:00\n';

test.each([
  [
    'a stablecoin is worth what it promises',
    'Trade,420,USDT,0.01,BTC,,,Kraken,2026-01-05 10:00:00',
    ['sell BTC 0.01 at 42000 = 420 USD', 'buy USDT 420 at 1 = 420 USD']
  ],
  [
    'a trade of the day in the file',
    'Trade,0.4,ETH,0.02,BTC,,,Kraken,2026-01-01 11:00:00',
    ['sell BTC 0.02 at 40000 = 800 EUR', 'buy ETH 0.4 at 2000 = 800 EUR']
  ],
  ['a coin that no table knows, at no value', 'Trade,10,QQQX,0.02,BTC,,,Kraken,2026-01-07 11:00:00', []],
  [
    'a fee in the coin that is got is worth what the trade says',
    'Trade,0.4,ETH,0.02,BTC,0.004,ETH,Kraken,2026-01-01 11:00:00',
    [
      'sell BTC 0.02 at 40000 = 800 EUR',
      'buy ETH 0.4 at 2000 = 800 EUR',
      'sell ETH 0.004 at 2000 = 8 EUR',
      'fee ETH 8 EUR'
    ]
  ],
  [
    'a fee in the coin that is bought for money',
    'Trade,0.1,ETH,200,EUR,0.001,ETH,Kraken,2026-01-05 11:00:00',
    ['buy ETH 0.1 at 2000 = 200 EUR', 'sell ETH 0.001 at 2000 = 2 EUR', 'fee ETH 2 EUR']
  ],
  [
    'a fee in money stands beside an exchange whose value is asked',
    'Trade,420,USDC,0.01,BTC,2,EUR,Kraken,2026-01-05 10:00:00',
    ['sell BTC 0.01 at 42000 = 420 USD', 'buy USDC 420 at 1 = 420 USD', 'fee 2 EUR']
  ],
  [
    'a fee in a stablecoin',
    'Trade,0.1,ETH,200,EUR,2,USDT,Kraken,2026-01-05 11:00:00',
    ['buy ETH 0.1 at 2000 = 200 EUR', 'sell-short USDT 2 at 1 = 2 USD', 'fee USDT 2 USD']
  ],
  ['a move between own wallets is no trade', 'Trade,0.01,BTC,0.01,BTC,,,Kraken,2026-01-05 10:00:00', []],
  ['what is lost on the way left', 'Trade,0.009,BTC,0.01,BTC,,,Kraken,2026-01-05 10:00:00', ['delivery-out BTC 0.001']]
])('%s', (name, row, booked) => {
  const rows = [sides.trim(), bought.trim(), row];
  const told = tableOutcome({ name, rows }).booked.map((one) => one.slice(11));
  expect(told.slice(0)).toEqual(['buy BTC 0.1 at 40000 = 4000 EUR', ...booked]);
});

const coin: Instrument = {
  id: instrumentId('btc'),
  kind: 'crypto',
  name: 'Bitcoin',
  currency: currencyCode('EUR'),
  identifiers: [{ scheme: 'symbol', value: 'BTC' }]
};
const day = dayFromText('2024-01-05');
const withClose = (on: number): Partial<StatementContext> => ({
  instruments: [coin],
  prices: [
    {
      instrument: coin.id,
      currency: currencyCode('EUR'),
      adjustment: 'none',
      quoteUnit: 'currency',
      days: Int32Array.of(on),
      values: Float64Array.of(40000)
    }
  ]
});
const swap = 'Trade,0.4,ETH,0.02,BTC,,,Kraken,2024-01-05 10:00:00\n';

test('a stored close of either coin on that day is the best answer, one of another day is none', () => {
  const [asked] = previewOfText(sides + swap, {}, withClose(day)).questions.filter((one) => one.id === 'coin-values');
  expect(asked?.subject).toMatchObject({
    entries: [{ by: 'close', value: { amount: 800n * 10n ** 18n, currency: 'EUR' } }]
  });
  const [without] = previewOfText(sides + swap, {}, withClose(day - 1)).questions.filter(
    (one) => one.id === 'coin-values'
  );
  expect(without?.options).toEqual([{ id: 'value' }, { id: 'leave-out', best: true }]);
});

test('a value that is typed counts in the currency of the portfolio', () => {
  const answers = {
    'coin-values': { option: 'value', each: { '2': 'value:812.5' } },
    'instruments-new': { option: 'create' },
    'opens-short': { option: 'keep' }
  };
  const taken = written(previewOfText(sides + swap, answers)).transactions;
  expect(taken.map((one) => 'gross' in one && one.gross)).toEqual(
    Array(2).fill({ amount: 8125n * 10n ** 17n, currency: 'USD' })
  );
  const untyped = { ...answers, 'coin-values': { option: 'value' } };
  expect(written(previewOfText(sides + swap, untyped)).transactions).toEqual([]);
});

test('unanswered nothing is taken, answered both sides are, a second time adds nothing, undone it comes again', () => {
  const context = emptyContext('typed.csv', withClose(day));
  const read = (given = {}, at = context) => previewOfText(sides + swap, given, at);
  expect(read().counts.taken).toBe(0);
  const acts = written(read(acceptedAnswers((given) => read(given))));
  expect(acts.transactions.map(({ verb }) => verb)).toEqual(['sell-short', 'buy']);
  expect(new Set(acts.transactions.map(({ origin }) => origin?.line))).toEqual(new Set([2]));
  const after = contextAfter(context, acts);
  expect(
    read(
      acceptedAnswers((given) => read(given, after)),
      after
    ).counts
  ).toMatchObject({ taken: 0, alreadyThere: 1 });
  const undone = { ...after, live: [] };
  expect(
    read(
      acceptedAnswers((given) => read(given, undone)),
      undone
    ).counts.taken
  ).toBe(1);
});
