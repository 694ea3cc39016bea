import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, eventId, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money, ZERO } from '$lib/domain/money';
import type { SecurityTrade, TradeList } from '$lib/quant/rebalancing';
import { tradeImpact, type ImpactFacts } from './trade-impact';

const USD = currencyCode('USD');
const EUR = currencyCode('EUR');
const [fifo, lifo] = [accountId('fifo'), accountId('lifo')];
const share: Instrument = { id: instrumentId('s'), kind: 'stock', name: 'Share', currency: USD, identifiers: [] };
const other: Instrument = { ...share, id: instrumentId('o'), name: 'Other' };
const asOf = dayFromText('2024-06-03');

function ledger(...list: readonly Transaction[]): LiveTransaction[] {
  return list.map((transaction, sequence) => ({ event: eventId(`e${sequence}`), sequence, transaction }));
}

function dated(account: typeof fifo, text: string) {
  const day = dayFromText(text);
  return { account, instrument: share.id, tradeDay: day, settlementDay: day, fees: ZERO, taxes: ZERO };
}

function buy(account: typeof fifo, text: string, quantity: string, gross: string): Transaction {
  const price = decimal('1');
  return {
    ...dated(account, text),
    verb: 'buy',
    quantity: decimal(quantity),
    price,
    gross: money(decimal(gross), USD)
  };
}

function deal(kind: 'buy' | 'sell', account: typeof fifo, instrument: Instrument, quantity: string): SecurityTrade {
  const gross = decimal(String(Number(quantity) * 20));
  return {
    ...{
      kind,
      account,
      instrument: instrument.id,
      currency: USD,
      quantity: decimal(quantity),
      price: decimal('20'),
      gross
    },
    ...{ commission: decimal('1'), spreadCost: decimal('0.5'), cash: ZERO, cashAfter: ZERO }
  };
}

const listOf = (...trades: SecurityTrade[]): TradeList => ({
  trades,
  ...{ weights: [], cashWeight: { target: 0, before: 0, after: 0 }, turnover: 0, notes: [] },
  costs: { commission: ZERO, spread: ZERO, exchange: ZERO, rounding: ZERO, total: ZERO },
  ...{ valueBefore: ZERO, valueAfter: ZERO }
});

const bought = (account: typeof fifo) => [
  buy(account, '2022-01-03', '10', '100'),
  buy(account, '2023-01-03', '10', '150')
];
const facts: ImpactFacts = {
  live: ledger(
    ...bought(fifo).slice(0, 1),
    ...bought(lifo).slice(0, 1),
    ...bought(fifo).slice(1),
    ...bought(lifo).slice(1),
    { ...dated(fifo, '2024-02-01'), verb: 'dividend', gross: money(decimal('30'), USD) },
    { ...dated(lifo, '2024-02-01'), verb: 'dividend', gross: money(decimal('30'), USD) }
  ),
  accounts: [
    { id: fifo, name: 'First', currency: USD },
    { id: lifo, name: 'Last', currency: USD, lotMethod: 'lifo' }
  ],
  instruments: [share, other],
  targets: [share.id, other.id],
  asOf,
  rate: (currency) => (currency === USD ? 1 : NaN)
};

describe('what trades do beside moving weights', () => {
  test('sales close the lots of their account by its method, costs of the sale taken off', () => {
    // By hand: 5 x 20 - 1.50 less half of a lot of 100, or of one of 150.
    const gain = (account: typeof fifo) =>
      tradeImpact(listOf(deal('sell', account, share, '5')), facts).realisedGain ?? ZERO;
    expect(decimalText(gain(fifo))).toBe('48.5');
    expect(decimalText(gain(lifo))).toBe('23.5');
  });

  test('income follows the units: half of them sold, half of it is left; purchases realise nothing', () => {
    const sold = tradeImpact(listOf(deal('sell', fifo, share, '10'), deal('sell', lifo, share, '10')), facts);
    const { now, then } = sold.income ?? { now: ZERO, then: ZERO };
    expect([decimalText(now), decimalText(then)]).toEqual(['60', '30']);
    const more = tradeImpact(listOf(deal('buy', fifo, share, '20')), facts);
    expect(decimalText(more.income?.then ?? ZERO)).toBe('90');
    expect(decimalText(more.realisedGain ?? decimal('1'))).toBe('0');
  });

  test('what is bought new has no known income, and without a rate nothing is said', () => {
    const fresh = tradeImpact(listOf(deal('buy', fifo, other, '1')), facts);
    expect(fresh.income).toBeUndefined();
    expect(fresh.unknownIncome).toEqual([other.id]);
    const none = { ...facts, rate: (currency: typeof USD) => (currency === EUR ? 1 : NaN) };
    const unrated = tradeImpact(listOf(deal('sell', fifo, share, '5')), none);
    expect([unrated.realisedGain, unrated.income]).toEqual([undefined, undefined]);
  });
});
