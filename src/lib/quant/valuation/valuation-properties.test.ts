import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import {
  accountsOf,
  inLedgerOrder,
  postingsOf,
  type Account,
  type AccountId,
  type LotMethod
} from '$lib/domain/ledger';
import { add, decimalToNumber, minorUnits, rounded, sum, type CurrencyCode } from '$lib/domain/money';
import { includesAccount } from '$lib/domain/portfolio';
import { netPresentValue, timedFlows } from '$lib/quant/returns';
import { holdings, portfolioReturns, profitByAccount, profitByInstrument, profitSplit, valueHistory } from '.';
import { profitLedger, profitPartNames, type ProfitParts } from './profit';
import { marketBook } from './market';
import { arbitraryInput, USD } from './market.fixture';
import { moneyFlow, numberFromWide, staysInside, ValuedBook, widePlus } from './worth';

const parts = (row: ProfitParts) => profitPartNames.map((name) => row[name]);

describe('any ledger, prices and rates', () => {
  test('the profit split adds up, to the last digit inside and to the minor unit outside', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const ordered = inLedgerOrder(input.transactions);
        const ledger = profitLedger(ordered, input.filter, input.period, marketBook(input, ordered));
        let [opening, closing, profit] = [0n, 0n, 0n];
        for (const tally of ledger.tallies.values()) {
          opening += tally.opening;
          closing += tally.closing;
          profit += tally.profit;
        }
        expect(opening + ledger.flows + profit).toBe(closing);
        const split = profitSplit(input);
        expect(sum([split.opening, split.deposits, ...parts(split)])).toBe(split.closing);
        expect(sum(parts(split))).toBe(split.profit);
        for (const part of [split.opening, split.deposits, split.closing, ...parts(split)])
          expect(rounded(part, minorUnits(input.base))).toBe(part);
      }),
      { numRuns: 200 }
    );
  });

  test('the lots that are sold change no profit, only what of it is realised', () => {
    const account = (id: AccountId, lotMethod: LotMethod): Account => ({ id, name: id, currency: USD, lotMethod });
    fc.assert(
      fc.property(
        arbitraryInput,
        fc.constantFrom<LotMethod>('lifo', 'hifo', 'lowest-tax', 'average'),
        (input, method) => {
          const named = [...new Set(input.transactions.flatMap(({ transaction }) => accountsOf(transaction)))];
          const ordered = inLedgerOrder(input.transactions);
          const profitBy = (accounts: Account[]): bigint[] => {
            const ledger = profitLedger(
              ordered,
              input.filter,
              input.period,
              marketBook({ ...input, accounts }, ordered)
            );
            const tallies = [...ledger.tallies.values()];
            return [ledger.flows, tallies.reduce<bigint>((sum, tally) => sum + tally.profit, 0n)];
          };
          // Without prices a position stands at cost, which is what the methods share out differently.
          fc.pre(input.prices.length === 3 && input.prices.every(({ days }) => (days[0] ?? 0) <= 9_999));
          expect(profitBy(named.map((id) => account(id, method)))).toEqual(profitBy([]));
        }
      ),
      { numRuns: 80 }
    );
  });

  test('what rates did to cash is each balance of the evening before times the change of its rate', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const ordered = inLedgerOrder(input.transactions);
        const market = marketBook(input, ordered);
        const filter = { accounts: input.filter.accounts };
        const ledger = profitLedger(ordered, filter, input.period, market);
        const book = new ValuedBook(ordered, filter, market);
        let expected = 0n;
        book.advance(input.period.start);
        for (let each = input.period.start + 1; each <= input.period.end; each++) {
          const day = dayFromNumber(each);
          const rate = (currency: CurrencyCode, on = day) => market.rates.rate(currency, on);
          for (const { amount, currency } of book.balances)
            expected += amount * (rate(currency) - rate(currency, dayFromNumber(each - 1))) * 10n ** 18n;
          book.advance(day, ({ transaction }, apply) => {
            apply();
            if (transaction.verb !== 'exchange' || !includesAccount(filter, transaction.account)) return;
            const { sold, bought } = transaction;
            expected += (bought.amount * rate(bought.currency) - sold.amount * rate(sold.currency)) * 10n ** 18n;
          });
        }
        expect(ledger.tallies.get(undefined)?.part('currency') ?? 0n).toBe(expected);
      }),
      { numRuns: 80 }
    );
  });

  test('rows by instrument and by account add up to the split', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const split = profitSplit(input);
        for (const rows of [profitByInstrument(input), profitByAccount(input)]) {
          expect(sum(rows.map((row) => row.profit))).toBe(split.profit);
          for (const row of rows) expect(sum(parts(row))).toBe(row.profit);
        }
      }),
      { numRuns: 100 }
    );
  });

  test('the history is the exact worth of every day, and ends where the split ends', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const ordered = inLedgerOrder(input.transactions);
        const history = valueHistory(input);
        const book = new ValuedBook(ordered, input.filter, marketBook(input, ordered));
        history.days.forEach((each, t) => {
          const day = dayFromNumber(each);
          book.advance(day);
          const exact = numberFromWide(widePlus(book.holdingsValue(day), book.cashValue(day)));
          const scale = Math.abs(exact) + Math.abs(history.cash[t] ?? 0) + 1;
          expect(Math.abs((history.value[t] ?? NaN) - exact)).toBeLessThan(1e-12 * scale);
        });
        const split = profitSplit(input);
        expect(rounded(history.exactStart, minorUnits(input.base))).toBe(split.opening);
        expect(rounded(history.exactEnd, minorUnits(input.base))).toBe(split.closing);
      }),
      { numRuns: 80 }
    );
  });

  test('what flows in the history is what was deposited in the split', () => {
    fc.assert(
      fc.property(
        arbitraryInput.filter(({ prices }) => prices.every(({ days }) => (days[0] ?? 0) <= 9_999)),
        (input) => {
          fc.pre(input.prices.length === 3);
          const history = valueHistory(input);
          // As shown, a part may be off by less than two minor units, so that all add up.
          const flows = history.flows.reduce((total, flow) => total + flow, 0);
          const size = history.inflows.reduce((total, flow) => total + flow, 1);
          expect(Math.abs(flows - decimalToNumber(profitSplit(input).deposits))).toBeLessThan(1e-9 * size + 2);
        }
      ),
      { numRuns: 100 }
    );
  });

  test('what is said to stay inside has no flow', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const ordered = inLedgerOrder(input.transactions);
        const book = new ValuedBook(ordered, input.filter, marketBook(input, ordered));
        book.advance(input.period.end, (one, apply) => {
          const legs = postingsOf(one.event, one.transaction, book.fold.quantity);
          const borders = legs.filter(
            ({ side, account }) => side === 'outside' || side === 'opening' || account !== legs[0]?.account
          );
          if (staysInside(one.transaction, input.filter)) expect([moneyFlow(legs, book), borders]).toEqual([0n, []]);
          apply();
        });
      }),
      { numRuns: 100 }
    );
  });

  test('a period may be cut anywhere: values stay, returns link', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.nat(), (input, at) => {
        const { start, end } = input.period;
        const cut = dayFromNumber(start + (at % (end - start + 1)));
        const whole = valueHistory(input);
        const first = valueHistory({ ...input, period: { start, end: cut } });
        const second = valueHistory({ ...input, period: { start: cut, end } });
        const byDay = new Map(Array.from(whole.days, (each, t) => [each, whole.value[t]]));
        for (const piece of [first, second])
          piece.days.forEach((each, t) => {
            if (byDay.has(each)) expect(piece.value[t]).toBe(byDay.get(each));
          });
        const linked = (first.twrIndex.at(-1) ?? NaN) * (second.twrIndex.at(-1) ?? NaN);
        const expected = whole.twrIndex.at(-1) ?? NaN;
        if (whole.undefinedDays === 0)
          expect(Math.abs(linked - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 80 }
    );
  });

  test('the order in which transactions are given does not matter', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.func(fc.nat()), (input, rank) => {
        const shuffled = [...input.transactions].sort((a, b) => rank(a.event) - rank(b.event));
        expect(profitSplit({ ...input, transactions: shuffled })).toEqual(profitSplit(input));
        expect(valueHistory({ ...input, transactions: shuffled })).toEqual(valueHistory(input));
      }),
      { numRuns: 40 }
    );
  });

  test('other prices and rates after a day change nothing up to it', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.nat(), fc.double({ min: 0.1, max: 9, noNaN: true }), (input, at, factor) => {
        const { start, end } = input.period;
        const known = start + (at % (end - start + 1));
        const changed = <T extends { days: Int32Array; values: Float64Array }>(series: T): T => ({
          ...series,
          values: series.values.map((value, t) => ((series.days[t] ?? 0) > known ? value * factor : value))
        });
        const before = valueHistory(input);
        const after = valueHistory({ ...input, prices: input.prices.map(changed), rates: input.rates.map(changed) });
        before.days.forEach((each, t) => {
          if (each <= known) expect(after.value[t]).toBe(before.value[t]);
        });
      }),
      { numRuns: 80 }
    );
  });

  test('money-weighted rates zero the value of the flows', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const history = valueHistory(input);
        const { moneyWeighted } = portfolioReturns(input, history);
        if (moneyWeighted.status === 'none') return;
        const years = Float64Array.from(history.days, (each) => (each - (history.days[0] ?? 0)) / 365);
        const last = years.length - 1;
        const amounts = Float64Array.from(
          history.flows,
          (flow, t) => (t === 0 ? -(history.value[0] ?? 0) : -flow) + (t === last ? (history.value[last] ?? 0) : 0)
        );
        for (const rate of moneyWeighted.status === 'one' ? [moneyWeighted.rate] : moneyWeighted.rates) {
          const size = netPresentValue(timedFlows(years, amounts.map(Math.abs)), rate);
          const digits = 1e-9 * (1 + 1e-6 / (1 + rate));
          expect(Math.abs(netPresentValue(timedFlows(years, amounts), rate))).toBeLessThan(digits * size);
        }
      }),
      { numRuns: 80 }
    );
  });

  test('holdings add up to their totals', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const held = holdings(input, input.period.end);
        expect(sum(held.rows.map((row) => row.value))).toBe(held.securities);
        expect(add(held.securities, held.cashTotal)).toBe(held.total);
        expect(held.total).toBe(profitSplit(input).closing);
        for (const row of held.rows) {
          expect(sum(row.lots.map((lot) => lot.value))).toBe(row.value);
          expect(sum(row.lots.map((lot) => lot.cost))).toBe(row.cost);
          expect(sum(row.lots.map((lot) => lot.quantity))).toBe(row.quantity);
        }
        expect(sum(held.rows.map((row) => row.gain))).toBe(held.gain);
      }),
      { numRuns: 80 }
    );
  });
});
