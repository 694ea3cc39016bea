import { describe, expect, test } from 'vitest';
import { dayText, type Day } from '$lib/domain/calendar';
import type { StatementPreview } from '$lib/domain/statements';
import { contextAfter, emptyContext, previewOf, previewOfText, written } from '../import.fixture';
import { symbolOfFile } from './closes';

const closes = (preview: StatementPreview): Record<string, string[]> =>
  Object.fromEntries(
    preview.series.map(({ symbol, series }) => [
      symbol,
      Array.from(series.days, (day, at) => `${dayText(day as Day)} ${series.values[at]}`)
    ])
  );

describe('closes', () => {
  test('long: zero, negative and NaN refused by line, the last of a day counts', () => {
    const preview = previewOf('prices-long.csv');
    expect(closes(preview)).toEqual({
      ACME: ['2024-01-02 10.5', '2024-01-03 10.8'],
      NOVA: ['2024-01-02 99', '2024-01-08 101']
    });
    expect(preview.problems.map((one) => [one.line, one.column, one.subject.code, one.effect])).toEqual([
      [5, 'close', 'price-not-positive', 'row'],
      [6, 'close', 'price-not-positive', 'row'],
      [7, 'close', 'price-not-a-number', 'row'],
      [3, 'close', 'duplicate-day', 'note']
    ]);
  });

  test('wide: a column for each symbol, even one named like a field; gaps are no problem', () => {
    const preview = previewOf('prices-wide.csv');
    expect(closes(preview)).toEqual({
      ACME: ['2024-01-02 10.5', '2024-01-03 10.75', '2024-01-05 11'],
      COST: ['2024-01-02 700', '2024-01-03 701', '2024-01-05 703.5'],
      NOVA: ['2024-01-03 99', '2024-01-04 98.5']
    });
    expect(preview.counts).toMatchObject({ rows: 8, understood: 8, taken: 8 });
    expect(preview.problems.map((one) => one.subject)).toEqual([{ code: 'cells-passed-over', text: 'n/a', cells: 1 }]);
  });

  test('bars: the close is read, the symbol is that of the file, days are put in order', () => {
    const preview = previewOf('bars_ZETA.csv');
    expect(closes(preview)).toEqual({ ZETA: ['2024-01-31 10.5', '2024-02-01 11.2'] });
    const falling = previewOfText('Date,Close\n2024-01-03,3\n2024-01-02,2\n', {}, { fileName: 'OMEGA.csv' });
    expect(closes(falling)).toEqual({ OMEGA: ['2024-01-02 2', '2024-01-03 3'] });
  });

  test('bars: open, high, low and volume are kept beside the closes, in the order of days', () => {
    const text =
      'Date,Open,High,Low,Close,Volume\n2024-01-03,3,4,2,3.5,\n2024-01-02,2,,1,2.5,90\n2024-01-03,3,5,2,3.6,70\n';
    const [draft] = previewOfText(text, {}, { fileName: 'OMEGA.csv' }).series;
    expect([...(draft?.series.values ?? [])]).toEqual([2.5, 3.6]);
    expect(draft?.bars).toEqual({
      ...{ open: Float64Array.of(2, 3), high: Float64Array.of(NaN, 5), low: Float64Array.of(1, 2) },
      volume: Float64Array.of(90, 70)
    });
    const acts = written(previewOf('bars_ZETA.csv'));
    expect(acts.bars?.map((one) => [one.instrument, [...one.close], [...one.volume]])).toEqual([
      [acts.instruments[0]?.id, [10.5, 11.2], [1000, 1200]]
    ]);
  });

  test('bars: prices as they were quoted are not kept beside closes that contain dividends', () => {
    const [draft] = previewOfText(
      'Date,Open,High,Low,Adj Close\n2024-01-02,2,3,1,1.5\n',
      {},
      { fileName: 'O.csv' }
    ).series;
    expect(draft?.series.values).toEqual(Float64Array.of(1.5));
    expect(draft?.bars).toBeUndefined();
  });

  test.each([
    ['AAPL.csv', 'AAPL'],
    ['data_AAPL_daily.csv', 'AAPL'],
    ['vix_daily.csv', 'VIX'],
    ['C:\\files\\BRK.B (1).csv', 'BRK.B'],
    ['prices.csv', 'PRICES']
  ])('the file %s is about %s', (name, symbol) => expect(symbolOfFile(name)).toBe(symbol));

  test('what the closes contain is asked once; stored series decide for what joins them', () => {
    const preview = previewOf('prices-wide.csv', { 'price-adjustment': { option: 'adjustment:total-return' } });
    expect(preview.series.map((one) => one.series.adjustment)).toEqual([
      'total-return',
      'total-return',
      'total-return'
    ]);
    const context = contextAfter(emptyContext('prices-wide.csv'), written(preview));
    const prices = written(preview).series;
    const again = previewOf('prices-wide.csv', {}, { ...context, prices });
    expect(again.series.map((one) => one.series.adjustment)).toEqual(['total-return', 'total-return', 'total-return']);
    expect(again.questions.map((one) => one.id)).toEqual([]);
  });

  test('acts carry the series with final instruments, and no ledger entries', () => {
    const acts = written(previewOf('prices-wide.csv'));
    expect(acts.transactions).toEqual([]);
    expect(acts.series.map((one) => one.instrument)).toEqual(acts.instruments.map((one) => one.id));
    expect(acts.series[0]).toMatchObject({ currency: 'USD', quoteUnit: 'currency', source: 'prices-wide.csv' });
  });
});

describe('holdings', () => {
  test('positions and cash become openings', () => {
    const acts = written(previewOf('holdings.csv'));
    expect(acts.transactions.map((one) => one.verb)).toEqual([
      'opening-position',
      'opening-position',
      'opening-cash',
      'opening-cash'
    ]);
    expect(acts.transactions.map((one) => dayText(one.tradeDay))).toEqual(Array(4).fill('2024-03-31'));
  });

  test('without a date they open today, at their cost', () => {
    const [first, second] = written(previewOf('holdings-cost.csv')).transactions;
    expect(first).toMatchObject({ verb: 'opening-position', cost: { amount: 5060n * 10n ** 18n, currency: 'USD' } });
    expect(second).toMatchObject({ cost: { amount: 36015n * 10n ** 16n, currency: 'GBP' } });
    expect(first && dayText(first.tradeDay)).toBe('2024-12-31');
  });

  test('of several snapshots one is chosen', () => {
    const text =
      'date,symbol,quantity,price,currency\n2024-03-31,ACME,50,10,USD\n2024-03-31,$CASH,1,,USD\n2024-06-30,ACME,55,11,USD\n2024-06-30,$CASH,2,,USD\n';
    const days = (preview: StatementPreview): string[] =>
      written(preview).transactions.map((one) => dayText(one.tradeDay));
    expect(days(previewOfText(text))).toEqual(['2024-06-30', '2024-06-30']);
    expect(days(previewOfText(text, { 'which-snapshot': { option: 'day:19813' } }))).toEqual([
      '2024-03-31',
      '2024-03-31'
    ]);
  });

  test('what is held already is not opened again unasked', () => {
    const context = emptyContext('holdings.csv');
    const after = contextAfter(context, written(previewOf('holdings.csv')));
    const text = 'date,symbol,quantity,unit cost,currency\n2024-04-30,ACME,60,171,USD\n';
    const preview = previewOfText(text, {}, after);
    expect(preview.questions.map((one) => one.subject.code)).toContain('already-held');
    expect(written(preview).transactions).toEqual([]);
    expect(written(previewOfText(text, { 'already-held': { option: 'add' } }, after)).transactions).toHaveLength(1);
  });
});
