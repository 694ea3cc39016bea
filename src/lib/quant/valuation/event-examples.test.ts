import { describe, expect, test } from 'vitest';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, type Account, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money, ZERO } from '$lib/domain/money';
import { holdings, positionReturns, profitByInstrument, profitSplit, valueHistory, type ValuationInput } from '.';
import { inputOf, instrumentOf, live, on, seriesOf, USD } from './market.fixture';
import { profitPartNames } from './profit';

const id = instrumentId;
const dollars = (text: string) => money(decimal(text), USD);
const free = { fees: ZERO, taxes: ZERO };

function split(transactions: readonly LiveTransaction[], more: Partial<ValuationInput> = {}) {
  const found = profitSplit(inputOf(transactions, '2024-01-01', '2024-01-31', more));
  return Object.fromEntries(
    (['deposits', ...profitPartNames, 'closing'] as const)
      .map((name) => [name, decimalText(found[name])] as const)
      .filter(([, amount]) => amount !== '0')
  );
}

const event = (text: string) => on(text).dated;

describe('every event by hand', () => {
  test('a delivery in and one out are flows at the close; what units gained inside is unrealised', () => {
    const prices = [seriesOf('ABC', { '2024-01-02': 20, '2024-01-10': 25, '2024-01-31': 30 })];
    const transactions = live(
      {
        verb: 'delivery-in',
        ...event('2024-01-02'),
        instrument: id('ABC'),
        quantity: decimal('10'),
        cost: dollars('50')
      },
      { verb: 'delivery-out', ...event('2024-01-10'), instrument: id('ABC'), quantity: decimal('4') }
    );
    expect(split(transactions, { prices })).toEqual({
      deposits: '100', // 10 * 20 - 4 * 25
      unrealised: '80', // 4 * 5 + 6 * 10
      closing: '180'
    });
  });

  test('income in kind is income of its value, and the cost of its lot', () => {
    const prices = [seriesOf('SOL', { '2024-01-05': 11, '2024-01-31': 12 })];
    const transactions = live({
      verb: 'income-in-kind',
      ...event('2024-01-05'),
      ...free,
      source: 'staking',
      instrument: id('SOL'),
      quantity: decimal('2'),
      value: dollars('20')
    });
    expect(split(transactions, { prices })).toEqual({ income: '20', unrealised: '4', closing: '24' });
    expect(
      holdings(inputOf(transactions, '2024-01-01', '2024-01-31', { prices }), event('2024-01-31').tradeDay).rows[0]
    ).toMatchObject({
      cost: decimal('20'),
      income: decimal('20')
    });
  });

  test('capital given back is no profit until it goes past the cost', () => {
    const prices = [seriesOf('ABC', { '2024-01-02': 10, '2024-01-31': 7 })];
    const back = (gross: string): Transaction => ({
      verb: 'return-of-capital',
      ...event('2024-01-15'),
      ...free,
      instrument: id('ABC'),
      gross: dollars(gross)
    });
    const buy = on('2024-01-02').buy('ABC', '10', '10', '100');
    expect(split(live(buy, back('30')), { prices })).toEqual({}); // 70 of cost, worth 70
    expect(split(live(buy, back('120')), { prices })).toEqual({ realised: '20', unrealised: '70', closing: '90' });
  });

  test('a spin-off shares the capital and makes no profit', () => {
    const prices = [
      seriesOf('OLD', { '2024-01-02': 100, '2024-01-12': 100, '2024-01-15': 80, '2024-01-31': 84 }),
      seriesOf('NEW', { '2024-01-15': 40, '2024-01-31': 38 })
    ];
    const transactions = live(on('2024-01-02').buy('OLD', '10', '100', '1000'), {
      verb: 'reorganisation',
      ...event('2024-01-15'),
      kind: 'spin-off',
      instrument: id('OLD'),
      keeps: true,
      retained: 4,
      receives: [{ instrument: id('NEW'), numerator: 1, denominator: 2, basis: 1 }]
    });
    // 800 of the cost stay with 10 OLD, 200 go to 5 NEW.
    expect(split(transactions, { prices })).toEqual({ unrealised: '30', closing: '30' }); // 840 + 190 - 1000
    const input = inputOf(transactions, '2024-01-01', '2024-01-31', { prices });
    expect(
      profitByInstrument(input).map(({ instrument, unrealised }) => [instrument, decimalText(unrealised)])
    ).toEqual([
      ['OLD', '40'],
      [undefined, '0'],
      ['NEW', '-10']
    ]);
    const returns = new Map(positionReturns(input).map((row) => [row.instrument, row.timeWeighted]));
    // By itself the parent gives 200 away at the close of the day, and then earns 5 %.
    expect(returns.get(id('OLD'))).toBeCloseTo(1.05 - 1, 12);
    expect(returns.get(id('NEW'))).toBeCloseTo(38 / 40 - 1, 12);
  });

  test('a merger for shares and cash: the cash is proceeds of its share of the cost', () => {
    const prices = [seriesOf('OLD', { '2024-01-02': 50 }), seriesOf('NEW', { '2024-01-15': 30, '2024-01-31': 33 })];
    const transactions = live(on('2024-01-02').buy('OLD', '3', '50', '150'), {
      verb: 'reorganisation',
      ...event('2024-01-15'),
      kind: 'merger',
      instrument: id('OLD'),
      keeps: false,
      retained: 0,
      receives: [{ instrument: id('NEW'), numerator: 3, denominator: 2, basis: 9, lieu: dollars('15') }],
      boot: { amount: dollars('24'), basis: 1 }
    });
    // 150: 15 to the boot, 135 to 4.5 NEW, of which 15 to the half sold for 15; 4 NEW keep 120.
    expect(split(transactions, { prices })).toEqual({ realised: '9', unrealised: '12', closing: '21' });
  });

  test('options: expired, exercised, assigned, with a multiplier', () => {
    const option: Instrument = { ...instrumentOf('CALL'), kind: 'option', multiplier: '100' };
    const prices = [
      seriesOf('CALL', { '2024-01-02': 2, '2024-01-31': 3 }),
      seriesOf('ABC', { '2024-01-20': 55, '2024-01-31': 60 })
    ];
    const more = { prices, instruments: [option] };
    const bought = on('2024-01-02').buy('CALL', '2', '2', '400');
    expect(split(live(bought), more)).toEqual({ unrealised: '200', closing: '200' });
    const held = holdings(inputOf(live(bought), '2024-01-01', '2024-01-31', more), event('2024-01-31').tradeDay)
      .rows[0];
    expect(held?.price).toMatchObject({ value: decimal('300'), quoted: decimal('3') });
    const expired: Transaction = {
      verb: 'expiry',
      ...event('2024-01-20'),
      instrument: id('CALL'),
      quantity: decimal('2')
    };
    expect(split(live(bought, expired), more)).toEqual({ realised: '-400', closing: '-400' });
    const settled = (verb: 'exercise' | 'assignment', way: 'receive' | 'deliver'): Transaction => ({
      verb,
      ...event('2024-01-20'),
      ...free,
      instrument: id('CALL'),
      quantity: decimal('2'),
      underlying: id('ABC'),
      units: decimal('200'),
      way,
      gross: dollars('10000')
    });
    // 200 ABC cost 10,000 and the premium of 400; worth 12,000.
    expect(split(live(bought, settled('exercise', 'receive')), more)).toEqual({ unrealised: '1600', closing: '1600' });
    const written = on('2024-01-02').short('CALL', '2', '2', '400');
    const owned = on('2024-01-02').buy('ABC', '200', '40', '8000');
    expect(split(live(owned, written, settled('assignment', 'deliver')), more)).toEqual({
      realised: '2400',
      closing: '2400'
    });
  });

  test('accrued interest is interest, a coupon too; percent of par counts once', () => {
    const bond: Instrument = { ...instrumentOf('BOND'), kind: 'bond', multiplier: '0.01' };
    const bought = { ...on('2024-01-02').buy('BOND', '1000', '98', '980'), accrued: decimal('12') } as Transaction;
    const coupon: Transaction = {
      verb: 'interest',
      ...event('2024-01-20'),
      ...free,
      instrument: id('BOND'),
      gross: dollars('20')
    };
    for (const quoteUnit of ['percent-of-par', 'currency'] as const) {
      const prices = [seriesOf('BOND', { '2024-01-31': 99 }, { quoteUnit })];
      expect(split(live(bought, coupon), { prices, instruments: [bond] })).toEqual({
        unrealised: '10',
        income: '8',
        closing: '18'
      });
    }
  });

  test('a split with cash for the fraction', () => {
    const prices = [seriesOf('ABC', { '2024-01-02': 10, '2024-01-31': 40 })];
    const transactions = live(on('2024-01-02').buy('ABC', '9', '10', '90'), {
      verb: 'split',
      ...event('2024-01-10'),
      instrument: id('ABC'),
      numerator: 1,
      denominator: 4,
      lieu: dollars('9')
    });
    // A quarter of a unit cost 10 and brings 9; two units keep 80.
    expect(split(transactions, { prices })).toEqual({ realised: '-1', closing: '-1' });
  });

  test('a private holding stands at its last valuation, with calls and distributions since', () => {
    const fund: Instrument = { ...instrumentOf('FUND'), kind: 'private' };
    const transactions = live(
      { verb: 'capital-call', ...event('2024-01-02'), instrument: id('FUND'), cash: dollars('100') },
      { verb: 'capital-call', ...event('2024-01-12'), instrument: id('FUND'), cash: dollars('50') },
      {
        verb: 'distribution',
        ...event('2024-01-20'),
        ...free,
        instrument: id('FUND'),
        gross: dollars('30'),
        returned: decimal('20')
      }
    );
    const prices = [{ ...seriesOf('FUND', { '2024-01-10': 110 }), source: 'typed' }];
    const input = inputOf(transactions, '2024-01-01', '2024-01-31', { prices, instruments: [fund] });
    const { days, value, cash } = valueHistory(input);
    const worth = (text: string) => {
      const t = days.indexOf(event(text).tradeDay);
      return (value[t] ?? NaN) - (cash[t] ?? NaN);
    };
    expect(['2024-01-02', '2024-01-10', '2024-01-12', '2024-01-20', '2024-01-31'].map(worth)).toEqual([
      100, 110, 160, 130, 130
    ]);
    expect(split(transactions, { prices, instruments: [fund] })).toEqual({ income: '10', closing: '10' });
    const row = holdings(input, input.period.end).rows[0];
    expect(row?.price).toMatchObject({ source: 'valuation', day: event('2024-01-10').tradeDay });
    expect([row?.cost, row?.gain, row?.dayChange]).toEqual([decimal('130'), ZERO, undefined]);
  });

  test('the lot method of the account decides what is realised', () => {
    const prices = [seriesOf('ABC', { '2024-01-31': 30 })];
    const transactions = live(
      on('2024-01-02').buy('ABC', '1', '10', '10'),
      on('2024-01-03').buy('ABC', '1', '20', '20'),
      on('2024-01-10').sell('ABC', '1', '25', '25')
    );
    const realised = (lotMethod: Account['lotMethod']) => {
      const account = { id: accountId('broker'), name: 'broker', currency: USD };
      const accounts = [lotMethod === undefined ? account : { ...account, lotMethod }];
      const found = profitSplit(inputOf(transactions, '2024-01-01', '2024-01-31', { prices, accounts }));
      return [decimalText(found.realised), decimalText(found.unrealised)];
    };
    expect([undefined, 'lifo', 'hifo', 'average'].map((method) => realised(method as Account['lotMethod']))).toEqual([
      ['15', '10'],
      ['5', '20'],
      ['5', '20'],
      ['10', '15']
    ]);
  });

  test('an amount in a coin is worth the close of the coin', () => {
    const coin: Instrument = {
      ...instrumentOf('coin-btc'),
      kind: 'crypto',
      identifiers: [{ scheme: 'symbol', value: 'BTC' }]
    };
    const prices = [seriesOf('coin-btc', { '2024-01-02': 40_000, '2024-01-31': 50_000 })];
    const transactions = live({
      verb: 'deposit',
      ...event('2024-01-02'),
      cash: money(decimal('0.5'), currencyCode('BTC'))
    });
    expect(split(transactions, { prices, instruments: [coin] })).toEqual({
      deposits: '20000',
      currency: '5000',
      closing: '25000'
    });
  });
});
