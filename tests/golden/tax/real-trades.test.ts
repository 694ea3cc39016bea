import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type LiveTransaction } from '$lib/domain/ledger';
import { absolute, add, currencyCode, decimal, money, multiply, negate, rounded, sum } from '$lib/domain/money';
import { subtract, ZERO, type Decimal } from '$lib/domain/money';
import { gainRules, realisedGains } from '$lib/quant/tax';

const ROWS = 3000;
const shared = process.env['SEXTANT_SHARED'];
const path = shared && join(shared, 'data', 'pyfolio_test_txn.csv');
const lines =
  path && existsSync(path)
    ? readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .slice(1, 1 + ROWS)
    : [];
if (lines.length === 0) console.log(`skipped ${ROWS} rows: SEXTANT_SHARED is not set`);

const usd = currencyCode('USD');
const account = accountId('one');
const lastDay = dayFromText('2030-12-31');

function tradeOf(text: string, units: Decimal, price: Decimal, symbol: string, sequence: number): LiveTransaction {
  const tradeDay = dayFromText(text);
  const quantity = absolute(units);
  const gross = money(rounded(multiply(quantity, price), 2), usd);
  const dated = { account, tradeDay, settlementDay: tradeDay, instrument: instrumentId(symbol) };
  const verb = units > 0n ? 'buy' : 'sell';
  const transaction = { verb, ...dated, quantity, price, gross, fees: ZERO, taxes: ZERO } as const;
  return { event: eventId(`line ${sequence}`), sequence, transaction };
}

/** The trades, and one more for each symbol that brings it to nothing. */
function closedTrades(): LiveTransaction[] {
  const held = new Map<string, Decimal>();
  const trades = lines.map((line, at) => {
    const [stamp = '', amount = '', price = '', , symbol = ''] = line.split(',');
    held.set(symbol, add(held.get(symbol) ?? ZERO, decimal(amount)));
    return tradeOf(stamp.slice(0, 10), decimal(amount), decimal(price), symbol, at + 2);
  });
  const open = [...held].filter(([, units]) => units !== 0n);
  const ends = open.map(([symbol, units], at) =>
    tradeOf('2028-01-03', negate(units), decimal('10'), symbol, lines.length + 2 + at)
  );
  return inLedgerOrder([...trades, ...ends]);
}

describe.skipIf(lines.length === 0)('3,000 real trades, long and short', () => {
  const live = closedTrades();
  const cash = sum(
    live.map(({ transaction }) => {
      if (transaction.verb !== 'buy' && transaction.verb !== 'sell') return ZERO;
      return transaction.verb === 'buy' ? negate(transaction.gross.amount) : transaction.gross.amount;
    })
  );

  it.each(gainRules)('gain under %s what they brought in cash', (rule) => {
    const accounts = [{ id: account, name: 'One', currency: usd }];
    const rate = () => undefined;
    const { gains } = realisedGains({ live, accounts, rule, taxCurrency: usd, rate, asOf: lastDay });
    const total = sum(gains.map(({ gain }) => gain ?? ZERO));
    // Many divisions, each rounded at the 18th digit.
    expect(absolute(subtract(total, cash)) < decimal('0.000000001')).toBe(true);
  });
});
