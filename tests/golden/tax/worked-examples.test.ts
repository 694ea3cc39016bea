import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { add, currencyCode, decimal, decimalToNumber, money, ONE, ZERO, type CurrencyCode } from '$lib/domain/money';
import { deniedLoss, realisedGains, type GainRuleId, type TaxGain } from '$lib/quant/tax';

interface Row {
  readonly day: string;
  readonly act: 'buy' | 'sell' | 'holds';
  readonly units: string;
  /** Cost with charges, or net proceeds. */
  readonly amount: string;
}
interface Expected {
  readonly day: string;
  readonly matching?: string;
  readonly units?: string;
  readonly gain: string;
  readonly denied?: string;
  readonly tol: string;
}
interface Case {
  readonly id: string;
  readonly events: readonly Row[];
  readonly gains: readonly Expected[];
  /** What is left in the pool at the end. */
  readonly pool?: { readonly units: string; readonly cost: string; readonly tol: string };
}
interface Table {
  readonly rule: GainRuleId;
  readonly currency: string;
  readonly source: { readonly work: string };
  readonly cases: readonly Case[];
}

const account = accountId('one');
const instrument = instrumentId('S');
const lastDay = dayFromText('2030-12-31');

function transactionOf({ day, act, units, amount }: Row, currency: CurrencyCode): Transaction {
  const tradeDay = dayFromText(day);
  const dated = { account, tradeDay, settlementDay: tradeDay, instrument, quantity: decimal(units) };
  const gross = money(decimal(amount), currency);
  if (act === 'holds') return { verb: 'opening-position', ...dated, cost: gross };
  return { verb: act, ...dated, price: ONE, gross, fees: ZERO, taxes: ZERO };
}

function gainsOf(rule: GainRuleId, currency: CurrencyCode, rows: readonly Row[]): readonly TaxGain[] {
  const live = rows.map((row, at): LiveTransaction => ({
    event: eventId(`e${at + 1}`),
    sequence: at + 1,
    transaction: transactionOf(row, currency)
  }));
  const accounts = [{ id: account, name: 'One', currency }];
  const rate = () => undefined;
  const question = { live: inLedgerOrder(live), accounts, rule, taxCurrency: currency, rate, asOf: lastDay };
  return realisedGains(question).gains;
}

const near = (actual: number, expected: string, tol: string, what: string): void =>
  expect(Math.abs(actual - Number(expected)), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(Number(tol));

for (const name of ['uk-share-identification', 'uk-cgt-calc', 'us-wash-sales', 'canada-superficial-loss']) {
  const table = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Table;
  const currency = currencyCode(table.currency);
  describe(`${name}: ${table.source.work}`, () => {
    for (const one of table.cases)
      test(one.id, () => {
        const gains = gainsOf(table.rule, currency, one.events);
        for (const expected of one.gains) {
          const own = gains.filter(
            ({ closed, matching }) =>
              closed === dayFromText(expected.day) && (expected.matching ?? matching) === matching
          );
          const sum = own.reduce((all, { gain }) => add(all, gain ?? ZERO), ZERO);
          near(decimalToNumber(sum), expected.gain, expected.tol, expected.day);
          if (expected.units !== undefined) {
            const units = own.reduce((all, { quantity }) => add(all, quantity), ZERO);
            near(decimalToNumber(units), expected.units, expected.tol, `units of ${expected.day}`);
          }
          if (expected.denied !== undefined) {
            const denied = own.reduce((all, gain) => add(all, deniedLoss(gain)), ZERO);
            near(decimalToNumber(denied), expected.denied, expected.tol, `denied on ${expected.day}`);
          }
        }
        const days = new Set(one.gains.map(({ day }) => dayFromText(day)));
        expect(gains.filter(({ closed }) => !days.has(closed))).toEqual([]);
        if (one.pool) {
          // All that is left goes for nothing long after: the loss is the cost of the pool.
          const rest: Row = { day: '2028-01-03', act: 'sell', units: one.pool.units, amount: '0' };
          const [last, ...others] = gainsOf(table.rule, currency, [...one.events, rest]).filter(
            ({ closed }) => closed === dayFromText(rest.day)
          );
          expect(others).toEqual([]);
          expect(last?.matching).toBe('pool');
          near(decimalToNumber(last?.cost.amount ?? ZERO), one.pool.cost, one.pool.tol, 'cost of the pool');
        }
      });
  });
}
