import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayFromText } from '../../calendar';
import { instrumentId } from '../../instruments';
import { absolute, currencyCode, decimal, decimalText, money, multiply, rounded, ZERO } from '../../money';
import { bookAsOf, eventId, inLedgerOrder, shortfalls, type LiveTransaction } from '..';
import { on } from '../testing/statement.fixture';

const shared = process.env['SEXTANT_SHARED'];
const path = shared && join(shared, 'data', 'pyfolio_test_txn.csv');
const lines = path && existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(1) : [];
if (lines.length === 0) console.log('skipped without SEXTANT_SHARED: 9367 trades of pyfolio_test_txn.csv');

function tradeOf(line: string, index: number): LiveTransaction {
  const [stamp = '', amount = '', price = '', , symbol = ''] = line.split(',');
  const units = decimal(amount);
  const quantity = absolute(units);
  const gross = money(rounded(multiply(quantity, decimal(price)), 2), currencyCode('USD'));
  const verb = units > 0n ? 'buy' : 'sell';
  const charged = { fees: ZERO, taxes: ZERO };
  const transaction = {
    verb,
    ...on(stamp.slice(0, 10)),
    instrument: instrumentId(symbol),
    quantity,
    price: decimal(price),
    gross,
    ...charged
  } as const;
  return { event: eventId(`line ${index + 2}`), sequence: index + 1, transaction };
}

describe.skipIf(lines.length === 0)('9,367 trades of pyfolio', () => {
  const live = inLedgerOrder(lines.map(tradeOf));
  const book = bookAsOf(live, dayFromText('2009-12-31'));

  it('leave the cumulated amounts of each symbol', () => {
    expect(lines).toHaveLength(9367);
    const cumulated = new Map<string, number>();
    for (const line of lines) {
      const [stamp = '', amount = '0', , , symbol = ''] = line.split(',');
      if (stamp.slice(0, 10) <= '2009-12-31') cumulated.set(symbol, (cumulated.get(symbol) ?? 0) + Number(amount));
    }
    const held = new Map<string, string>();
    for (const { instrument, quantity } of book.positions) held.set(instrument, decimalText(quantity));
    for (const [symbol, units] of cumulated) expect(held.get(symbol) ?? '0').toBe(String(units));
    expect(cumulated.size).toBeGreaterThan(5);
  });

  it('go short and below zero, and the check says so', () => {
    const { oversold, overdrawn } = shortfalls(
      [],
      live.map(({ transaction }) => transaction)
    );
    expect(oversold.length).toBeGreaterThan(0);
    expect(oversold.every(({ positionAfter }) => positionAfter < 0n)).toBe(true);
    expect(overdrawn).toHaveLength(1);
  });
});
