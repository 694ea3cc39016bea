import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoLedgerFromText, seriesFromColumns } from '../../src/lib/data/demo';
import { plusMonths, type Day } from '../../src/lib/domain/calendar';
import { eventId, inLedgerOrder, postingsOf, type LiveTransaction } from '../../src/lib/domain/ledger';
import { arbitraryLedger } from '../../src/lib/domain/ledger/testing/arbitrary-ledger.fixture';
import {
  absolute,
  currencyCode,
  minorUnits,
  multiply,
  decimal,
  rounded,
  sum,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '../../src/lib/domain/money';
import { minorUnit, resultOf, shortened, type FigureExplanation } from '../../src/lib/quant/explanation';
import { explainedIncomeSum, explainedPayment, receivedIncome } from '../../src/lib/quant/income';
import { commodityKey, explainedBalance, explainedCash, movementsOf } from '../../src/lib/quant/reconciliation';
import { explainedGain, explainedGains, gainRules, gainSums } from '../../src/lib/quant/tax';
import { anySteps, gainsUnder, ledger, transactionsOf, usd } from '../../src/lib/quant/tax/ledger.fixture';
import {
  accountReturns,
  benchmarkComparison,
  explainFigure,
  holdings,
  portfolioReturns,
  profitPartNames,
  profitWithRows,
  valueHistory,
  wholePeriod,
  type ValuationFigure,
  type ValuationInput
} from '../../src/lib/quant/valuation';

const FAR = 1e6 as Day;

/** Sums are exact to the last digit, with a rounding of two minor units at most; the rest to the digits of a float. */
function makes(explanation: FigureExplanation | undefined, shown: Decimal | number | undefined, what: string): void {
  if (!explanation) return expect([undefined, 0n, NaN], what).toContain(shown);
  const { result, rounding = ZERO, currency } = explanation;
  const made = resultOf(explanation);
  if (typeof result === 'bigint') {
    expect(result, what).toBe(shown);
    expect(made, what).toBe(result);
    expect(absolute(rounding) <= 2n * (currency ? minorUnit(currency) : 1n), what).toBe(true);
    expect(resultOf(shortened(explanation, 5)), what).toBe(result);
  } else {
    expect(result, what).toBeCloseTo(shown as number, 11);
    // A rate is of amounts rounded to cents here, of exact ones in the figure.
    expect(made as number, what).toBeCloseTo(result, explanation.makes === 'rate' ? 6 : 9);
  }
}

function demoInput(base: CurrencyCode, months: number | undefined): ValuationInput & { benchmark: string } {
  const demo = demoLedgerFromText(readFileSync('static/demo/ledger.json', 'utf8'));
  const parts = ['recent', 'history'].map((name) => seriesFromColumns(readFileSync(`static/demo/${name}.bin`)));
  const transactions = inLedgerOrder(
    demo.transactions.map((transaction, at) => ({ event: eventId(`demo-${at + 1}`), sequence: at + 1, transaction }))
  );
  const [recent] = parts;
  const whole = wholePeriod(transactions, demo.asOf);
  return {
    accounts: demo.accounts,
    instruments: demo.instruments,
    transactions,
    prices: recent?.prices ?? [],
    rates: recent?.rates ?? [],
    base,
    filter: {},
    period: {
      start: months === undefined && whole ? whole.start : plusMonths(demo.asOf, -(months ?? 0)),
      end: demo.asOf
    },
    benchmark: demo.benchmark
  };
}

const cases: [string, CurrencyCode, number | undefined][] = [
  ['a year in dollars', usd, 12],
  ['all of it in euros', currencyCode('EUR'), undefined]
];

describe.each(cases)('every figure of the demo, %s, is made by its inputs', (_, base, months) => {
  const input = demoInput(base, months);
  const series = input.prices.find(({ instrument }) => instrument === input.benchmark);
  const check = (question: ValuationFigure, shown: Decimal | number | undefined): void =>
    makes(explainFigure(input, question, series), shown, JSON.stringify(question));

  it('what is held', () => {
    const held = holdings(input, input.period.end);
    const [largest, ...rest] = held.rows;
    for (const row of held.rows) {
      const rows = [{ instrument: row.instrument }];
      check({ of: 'held', figure: 'value', rows }, row.value);
      check({ of: 'held', figure: 'cost', rows }, row.cost);
      if (row !== largest && rest.indexOf(row) % 8 !== 0) continue;
      check({ of: 'held', figure: 'quantity', rows }, row.quantity);
      check({ of: 'held', figure: 'gain', rows }, row.gain);
      check({ of: 'held', figure: 'gain-return', rows }, row.gainReturn);
      check({ of: 'held', figure: 'day-change', rows }, row.dayChange);
      check({ of: 'held', figure: 'day-return', rows }, row.dayReturn);
      check({ of: 'held', figure: 'weight', rows }, row.weight);
      check({ of: 'held', figure: 'income-of-year', rows }, row.income);
      for (const { id: lot, account, value, cost, gain } of row.lots) {
        const ref = [{ instrument: row.instrument, lot, account }];
        check({ of: 'held', figure: 'value', rows: ref }, value);
        check({ of: 'held', figure: 'cost', rows: ref }, cost);
        check({ of: 'held', figure: 'gain', rows: ref }, gain);
      }
    }
    for (const { account, currency, value, weight } of held.cash) {
      check({ of: 'held', figure: 'value', rows: [{ account, currency }] }, value);
      check({ of: 'held', figure: 'weight', rows: [{ account, currency }] }, weight);
    }
    check({ of: 'held', figure: 'value' }, held.total);
    check({ of: 'held', figure: 'cost' }, held.costBase);
    check({ of: 'held', figure: 'gain' }, held.gain);
    check({ of: 'held', figure: 'day-change' }, held.dayChange);
  });

  it('its profit and its returns', () => {
    const { split, rows } = profitWithRows(input);
    for (const figure of [...profitPartNames, 'profit', 'deposits', 'opening', 'closing'] as const)
      check({ of: 'profit', figure }, split[figure]);
    for (const row of rows.slice(0, 4))
      check({ of: 'profit', figure: 'profit', instruments: [row.instrument ?? null] }, row.profit);
    const history = valueHistory(input);
    const returns = portfolioReturns(input, history);
    check({ of: 'return', figure: 'time-weighted' }, returns.timeWeighted);
    check({ of: 'return', figure: 'money-weighted-period' }, returns.moneyWeightedPeriod);
    check({ of: 'return', figure: 'annual' }, returns.timeWeightedAnnual);
    for (const { account, timeWeighted } of accountReturns(input))
      check({ of: 'return', figure: 'time-weighted', account }, timeWeighted);
    if (!series) throw new Error('the demo has no closes of its benchmark');
    const benchmark = benchmarkComparison(input, history, series);
    check({ of: 'benchmark', figure: 'time-weighted' }, benchmark.timeWeighted);
    check({ of: 'benchmark', figure: 'ahead' }, returns.timeWeighted - benchmark.timeWeighted);
    const same = explainFigure(input, { of: 'benchmark', figure: 'same-flows' }, series);
    expect(Number(same?.result) / 1e18).toBeCloseTo(benchmark.closingValue, 1);
    makes(same, same?.result, 'same flows');
  });
});

const bookedIn = (live: readonly LiveTransaction[]) =>
  new Map(
    live.flatMap(({ event, transaction }) =>
      postingsOf(event, transaction).flatMap(({ account, commodity, side }) =>
        side === 'cash' || side === 'position' ? [[commodityKey(account, commodity), { account, what: commodity }]] : []
      )
    )
  );

describe('whatever the ledger', () => {
  it('a balance is the sum of its movements, a sum of cash that of what was moved', () => {
    fc.assert(
      fc.property(arbitraryLedger(40), (live) => {
        for (const [key, { account, what }] of bookedIn(live)) {
          const last =
            movementsOf(live, FAR, new Set([key]))
              .get(key)
              ?.at(-1)?.after ?? ZERO;
          const found = what.kind === 'currency' ? rounded(last, minorUnits(what.code)) : last;
          const about = { of: 'balance', account, what, day: FAR } as const;
          makes(explainedBalance(live, { ...about, figure: 'found' }), found, key);
          const stated = { ...about, figure: 'difference', stated: decimal('100') } as const;
          makes(explainedBalance(live, stated), (decimal('100') - last) as Decimal, key);
          const lowest = explainedBalance(live, { ...about, figure: 'lowest' });
          expect((lowest.result as Decimal) <= found).toBe(true);
        }
        const [inflow, outflow, net] = (['inflow', 'outflow', 'net'] as const).map(
          (figure) => explainedCash(live, { figure, currency: usd }).result as Decimal
        );
        const moved = live.flatMap(({ event, transaction }) =>
          postingsOf(event, transaction).flatMap(({ side, commodity, quantity }) =>
            side === 'cash' && commodity.kind === 'currency' && commodity.code === usd ? [quantity] : []
          )
        );
        expect(inflow).toBe(rounded(sum(moved.filter((one) => one > 0n)), 2));
        expect(outflow).toBe(rounded(sum(moved.filter((one) => one < 0n)), 2));
        expect(net).toBe(rounded(sum(moved), 2));
      }),
      { numRuns: 15 }
    );
  });

  it('income adds up, and a net payment is gross less its costs', () => {
    fc.assert(
      fc.property(arbitraryLedger(40), (live) => {
        const received = receivedIncome(live, { start: -1e6 as Day, end: FAR }).map((one) => ({
          ...one,
          inBase: multiply(one.gross.amount, decimal('1.2345'))
        }));
        const total = explainedIncomeSum(received, usd, 'payment');
        makes(total, rounded(sum(received.map(({ inBase }) => inBase)), 2), 'sum');
        for (const one of received) {
          const booked = live.find(({ event }) => event === one.event);
          if (!booked) throw new Error(`no transaction ${one.event}`);
          const of = (figure: 'gross' | 'net' | 'in-base') => explainedPayment(one, booked.transaction, figure, usd);
          makes(of('gross'), one.gross.amount, 'gross');
          makes(of('net'), one.net.amount, 'net');
          if (one.gross.currency !== usd) makes(of('in-base'), rounded(one.inBase, 2), 'in base');
        }
      }),
      { numRuns: 15 }
    );
  });

  it.each(gainRules)('gains by %s are proceeds less cost, and add up', (rule) => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { gains } = gainsUnder(rule, ledger(transactionsOf(steps, true)));
        const sums = gainSums(gains);
        for (const [figure, shown] of [
          ['gain', sums.net],
          ['gains', sums.gains],
          ['losses', sums.losses],
          ['proceeds', sums.proceeds],
          ['cost', sums.cost],
          ['denied', sums.denied]
        ] as const)
          makes(explainedGains(gains, figure, usd), rounded(shown, 2), `${rule} ${figure}`);
        for (const one of gains.slice(0, 12)) {
          if (one.gain === undefined) continue;
          makes(explainedGain(one, 'gain', usd), rounded(one.gain, 2), `${rule} gain`);
          makes(explainedGain(one, 'proceeds', usd), rounded(one.proceeds.amount, 2), `${rule} proceeds`);
          makes(explainedGain(one, 'cost', usd), rounded(one.cost.amount, 2), `${rule} cost`);
          makes(explainedGain(one, 'units', usd), one.quantity, `${rule} units`);
        }
      }),
      { numRuns: 6 }
    );
  });
});
