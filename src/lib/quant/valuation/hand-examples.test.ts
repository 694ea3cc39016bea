import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money, ZERO } from '$lib/domain/money';
import { holdings, profitByAccount, profitByInstrument, profitSplit, valueHistory, type ProfitSplit } from '.';
import { profitPartNames } from './profit';
import { EUR, GBP, inputOf, instrumentOf, live, on, ratesOf, seriesOf, USD } from './market.fixture';

const CHF = currencyCode('CHF');
const shown = (split: ProfitSplit) =>
  Object.fromEntries(
    (['opening', 'deposits', ...profitPartNames, 'closing'] as const).map((name) => [name, decimalText(split[name])])
  );
const splitOn = (text: string, numerator: number, denominator = 1): Transaction => ({
  verb: 'split',
  ...on(text).dated,
  instrument: instrumentId('ABC'),
  numerator,
  denominator
});

describe('profit split by hand', () => {
  // Ghostfolio, portfolio-calculator-novn-buy-and-sell-partially: gross performance 21.93, fees 4.25, net 17.68.
  test('NOVN bought twice, sold once', () => {
    const transactions = live(
      on('2022-03-07').buy('NOVN', '2', '75.8', '151.6', '1.3', CHF),
      on('2022-04-08').sell('NOVN', '1', '85.73', '85.73', '2.95', CHF)
    );
    const input = inputOf(transactions, '2022-03-06', '2022-05-01', {
      base: CHF,
      prices: [seriesOf('NOVN', { '2022-04-11': 87.8 }, { currency: CHF })],
      filter: { instruments: [instrumentId('NOVN')] }
    });
    const split = profitSplit(input);
    expect(decimalText(split.realised)).toBe('9.93');
    expect(decimalText(split.unrealised)).toBe('12');
    expect(decimalText(split.fees)).toBe('-4.25');
    expect(decimalText(split.profit)).toBe('17.68');
    expect(decimalText(split.deposits)).toBe('70.12');
  });

  test('a foreign share: gain at the closing rate, the rate on the capital, cash apart', () => {
    const transactions = live(
      on('2024-01-02').deposit('1000', EUR),
      {
        verb: 'exchange',
        ...on('2024-01-03').dated,
        sold: money(decimal('500'), EUR),
        bought: money(decimal('540'), USD),
        fees: decimal('2'),
        taxes: ZERO
      },
      on('2024-01-03').buy('ABC', '5', '100', '500', '1'),
      on('2024-01-10').sell('ABC', '2', '120', '240', '1'),
      on('2024-01-11').dividend('ABC', '10', '1.5')
    );
    const input = inputOf(transactions, '2024-01-01', '2024-01-15', {
      base: EUR,
      prices: [seriesOf('ABC', { '2024-01-03': 100, '2024-01-10': 121, '2024-01-15': 110 })],
      rates: [ratesOf(EUR, USD, { '2024-01-02': 1, '2024-01-03': 1.25, '2024-01-10': 1.6, '2024-01-15': 2 })]
    });
    // Rates EUR per USD: 0.8 at the purchase, 0.625 at the sale, 0.5 at the end.
    expect(shown(profitSplit(input))).toEqual({
      opening: '0',
      deposits: '1000',
      realised: '25', // (240 - 200) * 0.625
      unrealised: '15', // (330 - 300) * 0.5
      income: '6.25',
      fees: '-3.42', // 2 + 1 * 0.8 + 1 * 0.625 = 3.425
      taxes: '-0.94', // 1.5 * 0.625 = 0.9375
      // Capital 200 * (0.625 - 0.8) + 300 * (0.5 - 0.8) = -125. The exchange -500 + 540 * 0.8 = -68. Cash of USD 39 after
      // the purchase, 39 * (0.625 - 0.8) = -6.825; then 278 + 8.5 = 286.5, at (0.5 - 0.625) = -35.8125. Sum -235.6375.
      currency: '-235.64',
      closing: '806.25' // EUR 498 + USD 286.5 * 0.5 + 3 * 110 * 0.5
    });
  });

  test('a period in the middle starts from the worth at its start', () => {
    const transactions = live(
      on('2023-01-02').deposit('1000'),
      on('2023-01-02').buy('ABC', '10', '50', '500', '5'),
      on('2024-02-01').sell('ABC', '4', '80', '320', '4')
    );
    const prices = [seriesOf('ABC', { '2023-01-02': 51, '2023-12-29': 70, '2024-03-01': 75 })];
    const split = profitSplit(inputOf(transactions, '2023-12-31', '2024-03-01', { prices }));
    expect(shown(split)).toMatchObject({
      opening: '1195',
      deposits: '0',
      realised: '40',
      unrealised: '30',
      fees: '-4',
      currency: '0',
      closing: '1261'
    });
  });

  test('a short sale gains when the price falls', () => {
    const transactions = live(
      on('2024-01-02').short('ABC', '10', '50', '500', '1'),
      on('2024-01-05').cover('ABC', '4', '45', '180', '1')
    );
    const prices = [seriesOf('ABC', { '2024-01-02': 50, '2024-01-05': 46, '2024-01-08': 40 })];
    const split = profitSplit(inputOf(transactions, '2024-01-01', '2024-01-08', { prices }));
    expect(shown(split)).toMatchObject({ deposits: '0', realised: '20', unrealised: '60', fees: '-2', closing: '78' });
  });

  test('a transfer inside keeps the capital of the lot, and parts accounts at the close of its day', () => {
    const transactions = live(
      on('2024-01-02').deposit('100'),
      on('2024-01-02').buy('ABC', '10', '10', '100'),
      {
        verb: 'transfer-securities',
        ...on('2024-01-04').dated,
        to: accountId('bank'),
        instrument: instrumentId('ABC'),
        quantity: decimal('10')
      },
      on('2024-01-08', 'bank').sell('ABC', '10', '15', '150')
    );
    const prices = [seriesOf('ABC', { '2024-01-02': 10, '2024-01-04': 12, '2024-01-08': 15 })];
    const input = inputOf(transactions, '2024-01-01', '2024-01-09', { prices });
    expect(shown(profitSplit(input))).toMatchObject({
      deposits: '100',
      realised: '50',
      unrealised: '0',
      closing: '150'
    });
    const rows = profitByAccount(input).map(({ account, profit }) => [account, decimalText(profit)]);
    expect(rows).toEqual([
      ['bank', '30'],
      ['broker', '20']
    ]);
    expect(profitByInstrument(input).map(({ instrument, profit }) => [instrument, decimalText(profit)])).toEqual([
      ['ABC', '50'],
      [undefined, '0']
    ]);
  });
});

describe('prices', () => {
  const buy = on('2024-01-02').buy('ABC', '10', '400', '4000');
  const worth = (closes: Record<string, number>, adjustment: 'none' | 'splits') =>
    valueHistory(
      inputOf(live(buy, splitOn('2024-01-04', 4)), '2024-01-02', '2024-01-05', {
        prices: [seriesOf('ABC', closes, { adjustment })],
        filter: { instruments: [instrumentId('ABC')] }
      })
    );

  test('a split changes no worth, whether the closes contain it or not', () => {
    const raw = { '2024-01-02': 400, '2024-01-03': 408, '2024-01-04': 102, '2024-01-05': 103 };
    const joined = { '2024-01-02': 100, '2024-01-03': 102, '2024-01-04': 102, '2024-01-05': 103 };
    for (const history of [worth(raw, 'none'), worth(joined, 'splits')]) {
      expect([...history.value]).toEqual([4000, 4080, 4080, 4120]);
      expect(history.twrIndex.at(-1)).toBeCloseTo(1.03, 12);
    }
  });

  test('a close carried over a split is divided by it', () => {
    const history = worth({ '2024-01-02': 400, '2024-01-03': 408 }, 'none');
    expect([...history.value]).toEqual([4000, 4080, 4080, 4080]);
    expect([...worth({ '2024-01-02': 400, '2024-01-03': 408 }, 'splits').value]).toEqual([4000, 4080, 4080, 4080]);
  });

  test('pence and percent of par', () => {
    const transactions = live(
      on('2024-01-02').buy('LSE', '100', '2.5', '250', '0', GBP),
      on('2024-01-02').buy('BOND', '1000', '98.5', '985')
    );
    const prices = [
      seriesOf('LSE', { '2024-01-02': 255 }, { currency: GBP, quoteUnit: 'hundredth' }),
      seriesOf('BOND', { '2024-01-03': 99 }, { quoteUnit: 'percent-of-par' })
    ];
    const rates = [ratesOf(EUR, USD, { '2024-01-02': 1.1 }), ratesOf(EUR, GBP, { '2024-01-02': 0.88 })];
    const input = inputOf(transactions, '2024-01-01', '2024-01-03', { prices, rates });
    const { rows } = holdings(input, input.period.end);
    expect(
      rows.map(({ instrument, value, price }) => [instrument, decimalText(value), decimalText(price.value)])
    ).toEqual([
      ['BOND', '990', '0.99'],
      ['LSE', '318.75', '2.55'] // GBP 255 at 1.1 / 0.88
    ]);
    // Before its first close the bond stands at its last trade, per unit of par.
    const before = holdings(input, on('2024-01-02').dated.tradeDay);
    expect(before.rows[0]?.price).toMatchObject({ source: 'trade', value: decimal('0.985') });
  });

  test('bad closes are skipped and listed; no price at all is cost; no rate is nothing, and said', () => {
    const transactions = live(
      on('2024-01-02').buy('ABC', '1', '10', '10'),
      {
        verb: 'opening-position',
        ...on('2024-01-02').dated,
        instrument: instrumentId('OLD'),
        quantity: decimal('3'),
        cost: money(decimal('33.33'), USD)
      },
      on('2024-01-02').deposit('5', CHF)
    );
    const closes = { '2024-01-02': 11, '2024-01-03': NaN, '2024-01-04': 0, '2024-01-05': -2 };
    const history = valueHistory(
      inputOf(transactions, '2024-01-02', '2024-01-05', {
        prices: [seriesOf('ABC', closes)],
        instruments: [instrumentOf('OLD')]
      })
    );
    expect(history.value.at(-1)).toBeCloseTo(11 - 10 + 33.33, 12);
    expect(history.problems.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['bad-price', 3],
        ['unpriced', history.days.length],
        ['no-rate', history.days.length]
      ])
    );
  });

  test('a stale close yields to a younger trade', () => {
    const transactions = live(
      on('2024-01-02').buy('ABC', '1', '10', '10'),
      on('2024-03-01').buy('ABC', '1', '20', '20')
    );
    const prices = [seriesOf('ABC', { '2024-01-02': 10 })];
    const input = inputOf(transactions, '2024-01-02', '2024-03-01', { prices });
    expect(holdings(input, input.period.end).rows[0]?.price).toMatchObject({ source: 'trade', age: 0 });
    expect(holdings(input, on('2024-02-20').dated.tradeDay).rows[0]?.price).toMatchObject({ source: 'close', age: 49 });
  });
});
