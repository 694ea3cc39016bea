import { expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { accountId } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, ZERO } from '$lib/domain/money';
import { tradeList, type TradeListRequest } from '.';

const account = accountId('depot');
const [eur, usd] = [currencyCode('EUR'), currencyCode('USD')];
const names = ['A', 'B', 'C'].map(instrumentId);

const request: TradeListRequest = {
  baseCurrency: eur,
  targets: names.map((instrument) => ({ instrument, weight: 0.3 })),
  positions: [],
  cash: [{ account, currency: eur, amount: decimal('10000') }],
  quotes: names.map((instrument, at) => ({ instrument, currency: usd, price: decimal(String(40 + 7 * at)) })),
  rates: [{ currency: usd, rate: decimal('0.9') }],
  commission: { fixed: decimal('1'), rate: ZERO, minimum: ZERO },
  spread: ZERO,
  exchangeCost: decimal('0.001'),
  minimumTrade: ZERO,
  minimumCash: decimal('0.05')
};

it('exchanges once for all purchases in a currency, before the first of them', () => {
  const { trades, accounts } = tradeList(request);
  expect(trades.map((trade) => trade.kind)).toEqual(['exchange', 'buy', 'buy', 'buy']);
  const [exchange, ...buys] = trades;
  const spent = buys.reduce((sum, trade) => sum + (trade.kind === 'exchange' ? 0n : -trade.cash), 0n);
  expect(exchange?.kind === 'exchange' && exchange.bought).toBe(spent);
  const last = trades.at(-1);
  expect(last?.kind === 'buy' && decimalText(last.cashAfter)).toBe('0');
  const left = accounts[0]?.cash.find((one) => one.currency === eur)?.after;
  expect(exchange?.kind === 'exchange' && exchange.fromAfter).toBe(left);
});
