import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { decimal, decimalText } from '$lib/domain/money';
import { rateShown } from '$lib/quant/returns';
import {
  figuresAsInPortfolioPerformance,
  holdings,
  historyMeasures,
  portfolioReturns,
  profitSplit,
  valueHistory
} from '$lib/quant/valuation';
import { apple, scenario, statedAmounts } from './scenario';

const folder = process.env['SEXTANT_SHARED'];
const FIGURES = 28;
if (folder === undefined) console.log(`skipped ${FIGURES} rows: SEXTANT_SHARED is not set`);

// Portfolio Performance, test suite, scenario currency_sample. Money to the cent; the rate of the whole portfolio to 1e-8,
// all other fractions to 1e-4, the tolerances of the source.
describe.skipIf(folder === undefined)('the scenario currency_sample of Portfolio Performance', () => {
  const { input, figures } = folder === undefined ? ({} as ReturnType<typeof scenario>) : scenario(folder);
  const text = (amount: string) => decimalText(decimal(amount));

  test('cash in two currencies', () => {
    const { cash } = holdings(input, dayFromText('2015-01-16'));
    expect(cash.map(({ currency, amount, value }) => [currency, decimalText(amount), decimalText(value)])).toEqual([
      ['EUR', '1000', '1000'],
      ['USD', '1000', '862.96']
    ]);
  });

  test('the portfolio from one day to another', () => {
    const expected = figures['from2015-01-02to2015-01-14'];
    const period = { start: dayFromText('2015-01-02'), end: dayFromText('2015-01-14') };
    const part = { ...input, period };
    const split = profitSplit(part);
    expect(decimalText(split.opening)).toBe(text(expected.initialValue));
    expect(decimalText(split.closing)).toBe(text(expected.finalValue));
    const { moneyWeighted } = portfolioReturns(part, valueHistory(part), 'as-shown');
    expect(Math.abs((rateShown(moneyWeighted) ?? NaN) - expected.irr)).toBeLessThan(1e-8);
  });

  test('lots of a share bought in two currencies', () => {
    const expected = figures['appleOn2015-08-09'];
    const row = holdings(input, dayFromText('2015-08-09')).rows.find(({ instrument }) => instrument === apple);
    expect(row && decimalText(row.quantity)).toBe(expected.shares);
    expect(row && decimalText(row.cost)).toBe(text(expected.fifoCost));
    expect(row?.lots.map(({ cost }) => decimalText(cost))).toEqual(expected.lots.map(text));
  });

  test('a share over a period', () => {
    const expected = figures['appleFrom2014-12-31to2015-08-10'];
    const found = figuresAsInPortfolioPerformance(input, apple, statedAmounts(folder ?? ''));
    if (!found) throw new Error('nothing is held');
    const amounts = {
      marketValue: found.marketValue,
      fifoCost: found.cost,
      movingAverageCost: found.averageCost,
      fees: found.fees,
      taxes: found.taxes,
      gain: found.gain,
      unrealizedGainWithoutFees: found.gainBeforeCosts,
      ofWhichCurrency: found.ofWhichCurrency
    };
    for (const [name, amount] of Object.entries(amounts))
      expect([name, decimalText(amount)]).toEqual([name, text(expected[name as keyof typeof amounts])]);
    const fractions = {
      gainPercent: found.gainReturn,
      irr: found.irr,
      timeWeightedReturn: found.timeWeighted,
      timeWeightedReturnAnnualized: found.timeWeightedAnnual,
      maxDrawdown: found.maximumDrawdown,
      volatility: found.risk.deviation,
      semiDeviation: found.risk.semiDeviation
    };
    for (const [name, fraction] of Object.entries(fractions)) {
      const difference = Math.abs(fraction - expected[name as keyof typeof fractions]);
      expect([name, difference < 1e-4 || difference]).toEqual([name, true]);
    }
    expect(found.drawdownDays).toBe(expected.maxDrawdownDays);
  });

  test('our own conventions agree with it but for costs and rounding', () => {
    const expected = figures['appleFrom2014-12-31to2015-08-10'];
    const own = { ...input, filter: { instruments: [apple] } };
    const split = profitSplit(own);
    expect(decimalText(split.profit)).toBe(text(expected.gain));
    expect(decimalText(split.fees)).toBe(`-${text(expected.fees)}`);
    expect(decimalText(split.taxes)).toBe(`-${text(expected.taxes)}`);
    expect(historyMeasures(valueHistory(own)).worstDrawdown?.length).toBe(expected.maxDrawdownDays);
  });
});
