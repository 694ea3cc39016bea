import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { dayFromText, dayText, type Day } from '$lib/domain/calendar';
import type { MarketAnswer, MarketQuestion, ProviderReply } from '$lib/data/providers';
import { providerOf } from './open-fixture';

const folder = process.env['SEXTANT_SHARED'];
const there = folder !== undefined && existsSync(join(folder, 'data'));
if (!there) console.log('skipped 9 rows: SEXTANT_SHARED is not set');

const fileText = (name: string): string => readFileSync(join(folder ?? '', 'data', name), 'utf8');
const table = (name: string): string[][] =>
  fileText(name)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
const replyOf = (text: string, bytes?: Uint8Array): ProviderReply => ({
  status: 200,
  contentType: 'text/csv',
  text,
  ...(bytes ? { bytes } : {})
});
const range = { from: dayFromText('1800-01-01'), to: dayFromText('2026-12-31') };

function answered(id: string, question: MarketQuestion, reply: ProviderReply, soFar?: MarketAnswer) {
  const reading = providerOf(id).read(question, reply, soFar);
  if (reading.status !== 'answered') throw new Error(JSON.stringify(reading));
  return reading;
}

function seriesOf(answer: MarketAnswer, id: string): ReadonlyMap<string, number> {
  const found =
    answer.kind === 'macro' || answer.kind === 'yields' ? answer.series.find((one) => one.id === id) : undefined;
  return new Map(Array.from(found?.days ?? [], (day, at) => [dayText(day as Day), found?.values[at] ?? NaN]));
}

describe.skipIf(!there)('files of others, in the shape of the sources', () => {
  test.each([
    ['vix', 'vix_daily.csv', 4, 9235, 1],
    ['gold', 'gold_monthly.csv', 1, 2322, 1],
    ['us-cpi', 'us_cpi_monthly.csv', 1, 1360, 1],
    ['us-10y', 'us_10y_yield_monthly.csv', 1, 879, 100]
  ] as const)('%s is read whole', (series, file, column, rows, per) => {
    const { answer } = answered('datahub', { kind: 'macro', series, ...range }, replyOf(fileText(file)));
    const found = seriesOf(answer, `datahub/${series}`);
    expect(found.size).toBe(rows);
    for (const [at, cells] of table(file).slice(1).entries()) {
      const day = (cells[0] ?? '').length === 7 ? `${cells[0]}-01` : cells[0];
      if (found.get(day ?? '') !== Number(cells[column]) / per) throw new Error(`row ${at}`);
    }
  });

  test('zeros of the newest rows of Shiller are gaps', () => {
    const { answer } = answered(
      'shiller',
      { kind: 'macro', series: '*', ...range },
      replyOf(fileText('shiller_sp500_monthly.csv'))
    );
    const rows = table('shiller_sp500_monthly.csv').slice(1);
    const columns = { price: 1, dividend: 2, earnings: 3, cpi: 4, 'long-rate': 5, cape: 9 };
    for (const [key, column] of Object.entries(columns)) {
      const found = seriesOf(answer, `shiller/${key}`);
      expect([key, found.size]).toEqual([key, rows.filter((cells) => Number(cells[column]) !== 0).length]);
      expect([...found.values()]).not.toContain(0);
    }
    expect(seriesOf(answer, 'shiller/price').size).toBe(1866);
    expect(seriesOf(answer, 'shiller/earnings').size).toBeLessThan(1866);
    expect(seriesOf(answer, 'shiller/cape').get('1871-01-01')).toBeUndefined();
  });

  test('par yields, a file a year; terms that were not quoted are gaps', () => {
    const heads = ['1 Mo', '3 Mo', '6 Mo', '1 Yr', '2 Yr', '3 Yr', '5 Yr', '7 Yr', '10 Yr', '20 Yr', '30 Yr'];
    const rows = table('us_treasury_par_yields_daily.csv').slice(1);
    const question = { kind: 'yields', from: dayFromText('1990-01-01'), to: dayFromText('2022-03-11') } as const;
    const pages = new Map<string, string[]>();
    for (const [day = '', ...cells] of rows) {
      const [year = '', month, date] = day.split('-');
      const line = [`${month}/${date}/${year}`, ...cells.slice(0, 11).map((cell) => Number(cell).toFixed(2))].join(',');
      pages.set(year, [line, ...(pages.get(year) ?? [])]);
    }
    const header = `Date,${heads.map((one) => `"${one}"`).join(',')}`;
    let soFar: MarketAnswer | undefined;
    let year: string | undefined = '1990';
    while (year !== undefined) {
      const reading = answered(
        'us-treasury',
        question,
        replyOf([header, ...(pages.get(year) ?? [])].join('\n')),
        soFar
      );
      soFar = reading.answer;
      year = /value=(\d{4})/.exec(reading.next?.url ?? '')?.[1];
    }
    if (!soFar) throw new Error('no answer');
    expect(seriesOf(soFar, 'us-treasury/10Y').size).toBe(rows.filter((cells) => Number(cells[9]) !== 0).length);
    const thirty = seriesOf(soFar, 'us-treasury/30Y');
    expect(thirty.has('2004-06-15')).toBe(false);
    expect(thirty.get('1990-01-02')).toBe(0.08);
    expect(seriesOf(soFar, 'us-treasury/20Y').has('1990-01-02')).toBe(false);
    expect(seriesOf(soFar, 'us-treasury/1M').has('1995-01-03')).toBe(false);
    expect([...thirty.values()]).not.toContain(0);
  });

  test('rates of the euro; days without a rate are gaps', () => {
    const [names = [], ...rows] = table('ecb_eurofxref_daily.csv');
    const csv = (codes: readonly string[]): string =>
      [
        'KEY,TIME_PERIOD,OBS_VALUE,TITLE,UNIT,UNIT_MULT',
        ...codes.flatMap((code) =>
          rows.map((cells) => {
            const cell = cells[names.indexOf(code)] ?? '';
            return `EXR.D.${code}.EUR.SP00.A,${cells[0]},${cell === 'N/A' ? '' : cell},"${code}, Euro",${code},0`;
          })
        )
      ].join('\r\n');
    const rates = (base: string, quote: string, codes: readonly string[]): ReadonlyMap<string, number> => {
      const { answer } = answered('ecb', { kind: 'rates', base, quote, ...range }, replyOf(csv(codes)));
      if (answer.kind !== 'rates') throw new Error(answer.kind);
      return new Map(Array.from(answer.days, (day, at) => [dayText(day as Day), answer.values[at] ?? NaN]));
    };
    const dollars = rates('EUR', 'USD', ['USD']);
    expect(dollars.size).toBe(6983);
    expect(dollars.get('2026-04-13')).toBe(1.1684);
    const kunas = names.indexOf('HRK');
    expect(rates('EUR', 'HRK', ['HRK']).size).toBe(rows.filter((cells) => cells[kunas] !== 'N/A').length);
    const cross = rates('USD', 'HRK', ['USD', 'HRK']);
    expect(cross.size).toBe(rates('EUR', 'HRK', ['HRK']).size);
    for (const [day, value] of cross) {
      const cells = rows.find(([one]) => one === day) ?? [];
      expect(value).toBeCloseTo(Number(cells[kunas]) / Number(cells[1]), 12);
    }
  });

  test('ninety-two years of factors come out of an archive', () => {
    const [, ...rows] = table('arch_frenchdata.csv');
    const text = `This file\r\n\r\n,Mkt-RF,SMB,HML,RF\r\n${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n\r\n`;
    const bytes = zipSync({ 'F-F_Research_Data_Factors.csv': strToU8(text) });
    const { answer } = answered('french', { kind: 'factors', set: 'F-F_Research_Data_Factors' }, replyOf('', bytes));
    if (answer.kind !== 'factors') throw new Error(answer.kind);
    expect(answer.factors.days).toHaveLength(1109);
    expect(answer.factors.values[0]).toBeCloseTo(0.0296, 12);
  });
});
