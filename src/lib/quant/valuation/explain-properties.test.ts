import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { accountId } from '$lib/domain/ledger';
import { absolute, decimal, decimalToNumber, sum, ZERO, type Decimal } from '$lib/domain/money';
import { madeOf, minorUnit, resultOf, shortened, type FigureExplanation } from '$lib/quant/explanation';
import {
  accountReturns,
  benchmarkComparison,
  explainFigure,
  holdings,
  portfolioReturns,
  positionReturns,
  profitByInstrument,
  profitPartNames,
  profitSplit,
  valueHistory,
  type HeldRow,
  type ValuationFigure,
  type ValuationInput
} from '.';
import { arbitraryInput } from './market.fixture';

const RUNS = { numRuns: 6 };

const LEAST = decimal('-0.999999');

/** The figure as the screens show it, or undefined where it stands missing. */
type Shown = Decimal | number | undefined;

function same(explanation: FigureExplanation | undefined, shown: Shown, what: unknown): void {
  if (!explanation)
    return expect([undefined, 0n, 'NaN'], JSON.stringify(what)).toContain(Number.isNaN(shown) ? 'NaN' : shown);
  const { result } = explanation;
  if (typeof result === 'bigint') {
    expect(result, JSON.stringify(what)).toBe(shown);
    // Exact: the inputs make the figure to its last digit, with a rounding of two minor units at most where it says so.
    expect(resultOf(explanation), JSON.stringify(what)).toBe(result);
    const { rounding = ZERO, currency } = explanation;
    expect(
      absolute(rounding) <= 2n * (currency ? minorUnit(currency) : 1n),
      `${JSON.stringify(what)} ${rounding}`
    ).toBe(true);
  } else {
    near(result, shown as number, 1e-12, what);
    const made = madeOf(explanation);
    // What falls to less than a millionth and rises again has too few digits left as a return to be linked.
    const isLost = explanation.makes === 'linked' && explanation.inputs.some(({ value }) => value < LEAST);
    if (explanation.makes !== 'rate' && !isLost) near(made as number, result, 1e-9, what);
  }
}

function near(a: number, b: number, tolerance: number, what: unknown): void {
  if (!Number.isFinite(a) && !Number.isFinite(b)) return;
  expect(Math.abs(a - b) / Math.max(1, Math.abs(b)), `${JSON.stringify(what)} ${a} ${b}`).toBeLessThanOrEqual(
    tolerance
  );
}

function check(input: ValuationInput, question: ValuationFigure, shown: Shown): void {
  same(explainFigure(input, question, input.prices[0]), shown, question);
}

/** A figure that is shown from a float: to a minor unit, or the float's own last digits. */
function checkFloat(input: ValuationInput, question: ValuationFigure, shown: number): void {
  const explanation = explainFigure(input, question, input.prices[0]);
  if (!explanation) return near(shown, 0, 1e-9, question);
  expect(resultOf(explanation)).toBe(explanation.result);
  const distance = Math.abs(decimalToNumber(explanation.result as Decimal) - shown);
  expect(distance, JSON.stringify(question)).toBeLessThanOrEqual(Math.max(1.01, Math.abs(shown) * 1e-12));
}

describe('whatever the ledger, inputs make the figure', () => {
  // The second seed once made lots, long and short, that cancel.
  test.each([{}, { seed: -831252488 }])('of each position, lot and balance, and of several together %o', (kept) => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const held = holdings(input, input.period.end);
        for (const row of held.rows) {
          const one = (figure: 'value', lot?: HeldRow) =>
            ({ of: 'held', figure, rows: [{ instrument: row.instrument, ...lot }] }) as const;
          const ask = (figure: string, shown: Shown, lot?: HeldRow) => check(input, one(figure as 'value', lot), shown);
          ask('quantity', row.quantity);
          ask('price', row.price.value);
          ask('value', row.value);
          ask('weight', row.weight);
          ask('cost', row.cost);
          ask('gain', row.gain);
          ask('gain-return', row.gainReturn);
          ask('day-change', row.dayChange);
          ask('day-return', row.dayReturn);
          ask('income-of-year', row.income);
          for (const lot of row.lots.slice(0, 3)) {
            const ref = { lot: lot.id, account: lot.account };
            ask('quantity', lot.quantity, ref);
            ask('value', lot.value, ref);
            ask('cost', lot.cost, ref);
            ask('gain', lot.gain, ref);
          }
        }
        for (const { account, currency, value, weight } of held.cash) {
          check(input, { of: 'held', figure: 'value', rows: [{ account, currency }] }, value);
          check(input, { of: 'held', figure: 'weight', rows: [{ account, currency }] }, weight);
        }
        check(input, { of: 'held', figure: 'value' }, held.total);
        check(input, { of: 'held', figure: 'cost' }, held.costBase);
        check(input, { of: 'held', figure: 'gain' }, held.gain);
        check(input, { of: 'held', figure: 'day-change' }, held.dayChange);
        check(input, { of: 'held', figure: 'income-of-year' }, held.income);
        if (held.rows.length > 1) {
          const two = held.rows.slice(0, 2);
          const rows = two.map(({ instrument }) => ({ instrument }));
          check(input, { of: 'held', figure: 'value', rows }, sum(two.map(({ value }) => value)));
          check(input, { of: 'held', figure: 'weight', rows }, finite(two.reduce((all, one) => all + one.weight, 0)));
        }
      }),
      { ...RUNS, ...kept }
    );
  });

  test('of the profit, its parts and those of each instrument', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const split = profitSplit(input);
        for (const figure of [...profitPartNames, 'profit', 'deposits', 'opening', 'closing'] as const)
          check(input, { of: 'profit', figure }, split[figure]);
        const rows = profitByInstrument(input);
        for (const row of rows.slice(0, 3))
          for (const figure of [...profitPartNames, 'profit'] as const)
            check(input, { of: 'profit', figure, instruments: [row.instrument ?? null] }, row[figure]);
        const all = rows.map(({ instrument = null }) => instrument);
        if (all.length > 1) check(input, { of: 'profit', figure: 'profit', instruments: all }, split.profit);
      }),
      RUNS
    );
  });

  test('of returns at every level, of a year and a month, and of a benchmark', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const history = valueHistory(input);
        const whole = portfolioReturns(input, history);
        check(input, { of: 'return', figure: 'time-weighted' }, whole.timeWeighted);
        check(input, { of: 'return', figure: 'money-weighted-period' }, finite(whole.moneyWeightedPeriod));
        checkFloat(input, { of: 'return', figure: 'closing' }, whole.closing);
        checkFloat(input, { of: 'return', figure: 'opening' }, whole.opening);
        for (const { account, timeWeighted } of accountReturns(input).slice(0, 2))
          check(input, { of: 'return', figure: 'time-weighted', account }, timeWeighted);
        for (const { instrument, timeWeighted } of positionReturns(input).slice(0, 2))
          check(input, { of: 'return', figure: 'time-weighted', instrument }, timeWeighted);
        const { start, end } = input.period;
        const days = { from: dayFromNumber(start + 3), to: dayFromNumber(Math.max(start + 3, end - 3)) };
        const part = explainFigure(input, { of: 'return', figure: 'time-weighted', ...days });
        if (part) same(part, part.result, 'part');
        const [series] = input.prices;
        if (!series) return;
        const benchmark = benchmarkComparison(input, history, series);
        if (!Number.isFinite(benchmark.timeWeighted)) return;
        check(input, { of: 'benchmark', figure: 'time-weighted' }, benchmark.timeWeighted);
        check(input, { of: 'benchmark', figure: 'ahead' }, whole.timeWeighted - benchmark.timeWeighted);
        checkFloat(input, { of: 'benchmark', figure: 'same-flows' }, benchmark.closingValue);
        checkFloat(input, { of: 'benchmark', figure: 'difference' }, benchmark.difference);
      }),
      RUNS
    );
  });

  test('and still do when the smaller ones are taken together', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.integer({ min: 1, max: 6 }), (input, most) => {
        for (const question of [
          { of: 'profit', figure: 'currency' },
          { of: 'profit', figure: 'deposits' },
          { of: 'held', figure: 'value' },
          { of: 'worth', accounts: [accountId('broker'), accountId('bank')] }
        ] as const) {
          const explanation = explainFigure(input, question);
          if (!explanation) continue;
          const short = shortened(explanation, most);
          expect(short.inputs.length).toBeLessThanOrEqual(Math.max(most, 1));
          expect(resultOf(short)).toBe(explanation.result);
        }
      }),
      RUNS
    );
  });
});

const finite = (value: number): Shown => (Number.isFinite(value) ? value : undefined);
