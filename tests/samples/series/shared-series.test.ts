import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dayFromNumber, dayText } from '$lib/domain/calendar';
import type { SeriesFlaw } from '$lib/data/importers';
import { readSeries } from '$workers/import/series';

const folder = process.env['SEXTANT_SHARED'] && join(process.env['SEXTANT_SHARED'], 'data');
const there = folder !== undefined && existsSync(join(folder, 'ecb_eurofxref_daily.csv'));

/** What each file must be read as, how many series and rows, and the flaws that its provenance names. */
const files: readonly (readonly [name: string, kind: string, series: number, rows: number, flaws: readonly string[]])[] = [
  ['us_treasury_par_yields_daily.csv', 'macro', 11, 8055, ['zero-for-missing BC_1MONTH 2899', 'zero-for-missing BC_20YEAR 939', 'zero-for-missing BC_30YEAR 994', 'repeated-column BC_30YEARDISPLAY BC_30YEAR']],
  ['ecb_eurofxref_daily.csv', 'rates', 41, 6983, ['newest-first', 'trailing-column', 'missing-text BGN N/A', 'ended EEK 2010-12-31', 'ended HRK 2022-12-30', 'ended LTL 2014-12-31']],
  ['shiller_sp500_monthly.csv', 'macro', 9, 1866, ['zero-for-missing Dividend 36', 'zero-for-missing Consumer Price Index 33', 'zero-for-missing PE10 153']],
  ['arch_sp500.csv', 'prices', 5, 5031, ['month-first 1/4/1999']],
  ['arch_nasdaq.csv', 'prices', 5, 5031, ['month-first 1/4/1999']],
  ['arch_vix.csv', 'macro', 1, 1305, ['month-first 1/3/2014', 'missing-text vix .']],
  ['arch_wti.csv', 'macro', 1, 8611, ['month-first 1/2/1986', 'missing-text DCOILWTICO .']],
  ['arch_default.csv', 'macro', 2, 1200, ['order-guessed 2/1/1919']],
  ['arch_crude.csv', 'macro', 2, 393, ['byte-order-mark']],
  ['arch_frenchdata.csv', 'factors', 4, 1109, []],
  ['gold_monthly.csv', 'macro', 1, 2322, []],
  ['fx_monthly_usd.csv', 'rates', 34, 17237, ['redenomination Venezuela 10^-5 2018-09-01', 'redenomination Venezuela 10^-6 2021-11-01', 'ended Germany 2001-12-01']],
  ['pypfopt_stock_prices.csv', 'prices', 20, 7126, ['late-start GOOG 2004-08-19', 'late-start FB 2012-05-18', 'late-start BABA 2014-09-19', 'late-start MA 2006-05-25']],
  ['pypfopt_spy_prices.csv', 'prices', 1, 6765, []],
  ['ffn_aapl_msft_c.csv', 'prices', 3, 2517, ['month-first 3/10/2004']],
  ['vega_stocks_monthly.csv', 'prices', 5, 560, ['late-start GOOG 2004-08-01']],
  ['vix_daily.csv', 'macro', 4, 9235, []],
  ['skfolio_sp500_dataset.csv', 'prices', 20, 8313, []],
  ['skfolio_sp500_index.csv', 'prices', 1, 8313, []],
  ['skfolio_factors_dataset.csv', 'prices', 5, 2264, []],
  ['riskfolio_stock_prices.csv', 'prices', 11, 1004, []],
  ['riskfolio_stock_prices_3.csv', 'prices', 11, 501, []],
  ['riskfolio_KeyRates.xlsx', 'macro', 9, 1089, ['newest-first']],
  ['us_10y_yield_monthly.csv', 'macro', 1, 879, []],
  ['us_cpi_monthly.csv', 'macro', 2, 1360, []],
  ['macrodata.csv', 'macro', 12, 203, []],
  ['edhec_hedge_fund_indices.csv', 'factors', 13, 152, []],
  ['managers.csv', 'factors', 10, 132, []],
  ['empyrical_factor_returns.csv', 'factors', 2, 504, []],
  ['cvxportfolio_returns.csv', 'factors', 29, 251, []]
];

const told = ({ code, column, text, day, count }: SeriesFlaw): string =>
  [code, column, text ?? (day === undefined && code === 'zero-for-missing' ? count : undefined), day === undefined ? undefined : dayText(dayFromNumber(day))]
    .filter((part) => part !== undefined)
    .join(' ');

const read = (name: string) => readSeries({ name, source: new Uint8Array(readFileSync(join(folder ?? '', name))) });

describe.runIf(there)('files of market data', () => {
  test.each(files)('%s is read as %s and its known flaws are named', async (name, kind, series, rows, flaws) => {
    const found = await read(name);
    if (found.status === 'bad') throw new Error(JSON.stringify(found.problem));
    expect([found.kind, found.columns.length, found.rows]).toEqual([kind, series, rows]);
    expect(found.flaws.map(told)).toEqual(expect.arrayContaining(flaws.map(String)));
  });

  test.each([
    ['sp500_constituents_financials.csv', 'no-dates'],
    ['sp500_constituents_sectors.csv', 'many-a-day'],
    ['danish_fire.csv', 'many-a-day'],
    ['dem2gbp.csv', 'no-dates']
  ])('%s is no file of series: %s', async (name, code) =>
    expect(await read(name)).toEqual({ status: 'bad', problem: { code } })
  );
});

test.skipIf(there)('files of market data', () => console.log(`skipped ${files.length} rows: SEXTANT_SHARED is not set`));
