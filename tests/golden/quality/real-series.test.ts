import { describe, expect, test } from 'vitest';
import { calendarById, dayFromCivil, dayFromNumber, dayText, tradingDays } from '$lib/domain/calendar';
import { changed } from '../../../src/lib/quant/quality/quality.fixture';
import type { CheckedSeries } from '$lib/quant/quality';
import { columns, named, there, told } from './real-series.fixture';

if (!there) console.log('skipped 25 rows: SEXTANT_SHARED is not set');

const prices = { kind: 'prices', moves: 'ratio' } as const;
const macro = { kind: 'macro', moves: 'ratio' } as const;
const yields = { kind: 'macro', moves: 'difference' } as const;

describe.runIf(there)('clean series raise no alarm', () => {
  test.each([
    ['skfolio_sp500_dataset.csv', prices, 20],
    ['skfolio_sp500_index.csv', prices, 1],
    ['skfolio_factors_dataset.csv', prices, 5],
    ['riskfolio_stock_prices.csv', prices, 11],
    ['arch_vix.csv', macro, 1],
    ['arch_wti.csv', macro, 1],
    ['arch_crude.csv', macro, 2],
    ['arch_default.csv', yields, 2],
    ['gold_monthly.csv', macro, 1],
    ['us_10y_yield_monthly.csv', yields, 1]
  ])('%s', (file, kind, count) => {
    const all = columns(file, kind);
    expect(all.size).toBe(count);
    expect(told(all)).toEqual([]);
  });

  test.each(['arch_sp500.csv', 'arch_nasdaq.csv'])('closes and bars of %s', (file) => {
    const all = columns(file, prices);
    const of = (name: string): Float64Array => all.get(name)?.values ?? new Float64Array(0);
    const close = all.get('Close');
    expect(close).toBeDefined();
    if (close)
      expect(
        told(new Map([['Close', { ...close, bars: { open: of('Open'), high: of('High'), low: of('Low') } }]]))
      ).toEqual([]);
  });
});

describe.runIf(there)('known flaws are named', () => {
  test('PyPortfolioOpt: listings after the first day, nothing else but a note', () => {
    const all = columns('pypfopt_stock_prices.csv', prices);
    expect(told(all)).toEqual([]);
    expect(told(all, { notes: true }).map((line) => line.split(' ')[0])).toEqual([
      'GOOG',
      'FB',
      'BABA',
      'AMZN',
      'GM',
      'UAA',
      'SHLD',
      'RRC',
      'MA',
      'SBUX'
    ]);
    // Sears Holdings has closes to the end of the file; the year after it was delisted, and the others went on.
    const later = told(all, {
      today: dayFromCivil(2018, 12, 31),
      peers: { first: 0, last: dayFromCivil(2018, 12, 28) }
    });
    expect(later.filter((line) => line.startsWith('SHLD'))).toEqual(['SHLD ended 2018-04-11 188']);
  });

  test('zeros of the Treasury stand for missing where they are, and not where a bill yielded nothing', () => {
    expect(told(columns('us_treasury_par_yields_daily.csv', yields))).toEqual([
      'BC_1MONTH zero 1990-01-02..2001-07-30 2899',
      'BC_20YEAR zero 1990-01-02..1993-09-30 939',
      'BC_30YEAR zero 2002-02-19..2006-02-08 994',
      'BC_30YEARDISPLAY zero 1990-01-02..2010-12-31 5255'
    ]);
  });

  test('zeros of the newest and the first rows of Shiller', () => {
    const lines = told(columns('shiller_sp500_monthly.csv', macro)).filter((line) => line.includes(' zero '));
    expect(lines).toEqual([
      'Dividend zero 2023-07-01..2026-06-01 36',
      'Earnings zero 2023-07-01..2026-06-01 36',
      'Consumer Price Index zero 2023-10-01..2026-06-01 33',
      'Long Interest Rate zero 2023-10-01..2026-06-01 33',
      'Real Price zero 2023-10-01..2026-06-01 33',
      'Real Dividend zero 2023-07-01..2026-06-01 36',
      'Real Earnings zero 2023-07-01..2026-06-01 36',
      'PE10 zero 1871-01-01..1880-12-01 120',
      'PE10 zero 2023-10-01..2026-06-01 33'
    ]);
  });

  test('bad prints of the volatility index, open and high only', () => {
    expect(told(columns('vix_daily.csv', macro))).toEqual([
      'OPEN spike 2004-01-21 1',
      'OPEN spike 2004-11-08 1',
      'OPEN spike 2006-02-08 1',
      'HIGH spike 2004-01-21 1',
      'HIGH spike 2004-09-27 1',
      'HIGH spike 2005-06-06 1',
      'HIGH spike 2005-07-25 1'
    ]);
  });

  test('Venezuela lost five zeros in August 2018 and six in October 2021; no other currency did', () => {
    const lines = told(named('fx_monthly_usd.csv', { kind: 'rates', moves: 'ratio' }));
    expect(lines.filter((line) => !line.includes(' ended '))).toEqual([
      'Venezuela redenomination 2018-09-01 1',
      'Venezuela redenomination 2021-11-01 1'
    ]);
    // Those that became the euro.
    expect(lines.filter((line) => line.includes(' ended '))).toHaveLength(11);
  });

  test('rates of the ECB: currencies that ended, Iceland without trade, floors that were held', () => {
    const lines = told(columns('ecb_eurofxref_daily.csv', { kind: 'rates', moves: 'ratio' }));
    expect(lines.filter((line) => !line.includes(' ended '))).toEqual([
      'CYP stale-run 2000-09-05..2000-12-20 76',
      'CZK stale-run 2017-01-04..2017-01-20 12',
      'CZK stale-run 2017-02-03..2017-03-29 38',
      'MTL stale-run 2005-08-16..2007-12-31 607',
      'ISK stale-run 2008-10-09..2008-11-05 19',
      'ISK gap 2008-12-10..2018-01-31 2386'
    ]);
    expect(lines.filter((line) => line.includes(' ended ')).map((line) => line.split(' ')[0])).toEqual([
      'BGN',
      'CYP',
      'EEK',
      'LTL',
      'LVL',
      'MTL',
      'ROL',
      'SIT',
      'SKK',
      'HRK',
      'RUB',
      'TRL'
    ]);
  });
});

describe.runIf(there)('series held against the days of their market', () => {
  const sessions = (id: string) => ({
    plain: false,
    tradingDays: (from: number, to: number) => tradingDays(calendarById(id), dayFromNumber(from), dayFromNumber(to))
  });
  const ofDays = (lines: readonly string[]): string[] => lines.filter((line) => / (gap|holiday|weekend) /.test(line));

  test('rates of the ECB lie on the days of its payment system', () => {
    const all = columns('ecb_eurofxref_daily.csv', { kind: 'rates', moves: 'ratio' });
    const { USD, GBP, JPY } = Object.fromEntries(all);
    const main = new Map(Object.entries({ USD, GBP, JPY }).flatMap(([k, v]) => (v ? [[k, v] as const] : [])));
    expect(ofDays(told(main, { calendar: sessions('TARGET') }))).toEqual([]);
  });

  test('closes of AAPL, MSFT and C lie on the sessions of New York', () =>
    expect(
      ofDays(told(columns('ffn_aapl_msft_c.csv', { ...prices, raw: true }), { calendar: sessions('XNYS') }))
    ).toEqual([]));

  test('closes of twenty companies over 33 years', () =>
    expect(ofDays(told(columns('skfolio_sp500_dataset.csv', prices), { calendar: sessions('XNYS') }))).toEqual([]));
});

describe.runIf(there)('splits of AAPL, MSFT and C', () => {
  const raw = columns('ffn_aapl_msft_c.csv', { ...prices, raw: true });
  const before = (year: number, month: number, day: number, factor: number) => (series: CheckedSeries) =>
    changed(series, (values) => {
      const to = dayFromCivil(year, month, day);
      for (let t = 0; (series.days[t] ?? Infinity) < to; t++) values[t] *= factor;
    });

  test('the file contains them already: 44.50 and 44.86 around the split of AAPL, 45.2 and 44.16 around that of C', () =>
    expect(told(raw)).toEqual([]));

  const known = (name: string) =>
    name === 'AAPL'
      ? [{ day: dayFromCivil(2005, 2, 28), numerator: 2, denominator: 1 }]
      : name === 'C'
        ? [{ day: dayFromCivil(2011, 5, 9), numerator: 1, denominator: 10 }]
        : [];
  const toldKnowing = (all: ReadonlyMap<string, CheckedSeries>): string[] =>
    [...all].flatMap(([name, series]) => told(new Map([[name, series]]), { notes: true, splits: known(name) }));

  test('told that these splits happened, both are recognised as contained', () =>
    expect(toldKnowing(raw)).toEqual(['AAPL split-contained 2005-02-28 1', 'C split-contained 2011-05-09 1']));

  test('taken out again, each is found on its day with its ratio', () => {
    const asTraded = new Map([...raw]);
    const [apple, citigroup] = [raw.get('AAPL'), raw.get('C')];
    if (apple) asTraded.set('AAPL', before(2005, 2, 28, 2)(apple));
    if (citigroup) asTraded.set('C', before(2011, 5, 9, 0.1)(citigroup));
    expect(told(asTraded)).toEqual(['AAPL split-shaped 2005-02-28 1', 'C split-shaped 2011-05-09 1']);
    // Once they are known they explain their jumps, and are not taken for contained.
    expect(toldKnowing(asTraded)).toEqual([]);
  });

  test('pence for pounds and zeros for missing, planted in every one of them', () => {
    const planted = new Map(
      [...raw].map(([name, series]) => [
        name,
        changed(series, (values) => {
          values.fill(0, 700, 703);
          for (let t = 1500; t < 1540; t++) values[t] *= 100;
        })
      ])
    );
    const on = (t: number): string => dayText(dayFromNumber(raw.get('AAPL')?.days[t] ?? 0));
    expect(told(planted)).toEqual(
      ['AAPL', 'MSFT', 'C'].flatMap((name) => [
        `${name} zero ${on(700)}..${on(702)} 3`,
        `${name} hundredfold ${on(1500)}..${on(1539)} 40`
      ])
    );
  });
});
