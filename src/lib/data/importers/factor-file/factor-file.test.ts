import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { dayFromText, dayText, plusDays } from '$lib/domain/calendar';
import { readFactorFile, type FactorUnit } from './read-factor-file';

const read = (text: string, name = 'factors.csv', unit?: FactorUnit) => readFactorFile(strToU8(text), name, unit);
const months = Array.from(
  { length: 14 },
  (_, at) => `${2022 + Math.floor(at / 12)}${String((at % 12) + 1).padStart(2, '0')}`
);

const french = `This file was created by CMPT_ME_BEME_RETS using the 202410 CRSP database.
The 1-month TBill rate data until 202405 are from Ibbotson Associates.


,Mkt-RF,SMB,HML,RMW,CMA,RF
${months.map((month, at) => `${month},    ${at % 5}.25,   -0.${at + 10},   ${at === 3 ? '-99.99' : '1.00'},  0.10,  -0.2,   0.02`).join('\n')}

 Annual Factors: January-December 
,Mkt-RF,SMB,HML,RMW,CMA,RF
  2022,   11.1,    -1.00,   1.2,  0.1,  0.2,   0.3

Copyright 2024 Eugene F. Fama and Kenneth R. French
`;
const days = Array.from({ length: 15 }, (_, at) => dayText(plusDays(dayFromText('2024-03-01'), at)));
const plain = (rows: readonly string[], header = 'Date,Value,Quality') => [header, ...rows].join('\n');
const good = days.map((day, at) => `${day},0.00${at % 9},-0.01`);

describe('tables of the French library', () => {
  test('text before and annual table after are left out, percent becomes fractions, -99.99 is missing', async () => {
    for (const bytes of [strToU8(french), zipSync({ 'F-F_Research_Data_5_Factors_2x3.CSV': strToU8(french) })]) {
      const found = await readFactorFile(bytes, 'F-F_5.csv');
      if (found.status !== 'ok') throw new Error(JSON.stringify(found.problems));
      const { series } = found;
      expect(series.names).toEqual(['Mkt-RF', 'SMB', 'HML', 'RMW', 'CMA', 'RF']);
      expect(series).toMatchObject({ riskFree: 5, frequency: 'monthly' });
      expect(found).toMatchObject({ unit: 'percent', missing: 1 });
      expect([...series.days.slice(0, 2)]).toEqual([dayFromText('2022-01-31'), dayFromText('2022-02-28')]);
      expect(series.days).toHaveLength(14);
      expect([...series.values.slice(0, 3)]).toEqual([0.0025, -0.001, 0.01]);
      expect(series.values[3 * 6 + 2]).toBeNaN();
    }
  });

  test('daily rows are eight digits', async () => {
    const rows = days.map((day) => `${day.replaceAll('-', '')},    0.51`);
    const found = await read(`text\n\n,Mom   \n${rows.join('\r\n')}\r\n\r\nCopyright`);
    expect(found).toMatchObject({ status: 'ok', unit: 'percent', series: { names: ['Mom'], frequency: 'daily' } });
  });

  test('the file of the shared folder reads', async () => {
    const folder = process.env['SEXTANT_SHARED'];
    const file = folder && join(folder, 'data', 'arch_frenchdata.csv');
    if (!file || !existsSync(file)) return void console.log('skipped 1 rows: SEXTANT_SHARED is not set');
    const found = await readFactorFile(readFileSync(file), 'frenchdata.csv');
    if (found.status !== 'ok') throw new Error(JSON.stringify(found.problems));
    expect(found.unit).toBe('percent');
    expect(found.series.days).toHaveLength(1109);
    expect(found.series.riskFree).toBe(3);
    expect(found.series.values[0]).toBeCloseTo(0.0296, 12);
  });
});

describe('plain tables', () => {
  test('fractions, percent and what a person says', async () => {
    expect(await read(plain(good))).toMatchObject({ unit: 'fraction', series: { frequency: 'daily' } });
    const percents = await read(plain(days.map((day, at) => `${day},${at % 9}.5%,-1.25%`)));
    expect(percents).toMatchObject({ unit: 'percent' });
    expect(await read(plain(days.map((day) => `${day},1.2,-0.8`)))).toMatchObject({ unit: 'percent' });
    expect(await read(plain(good), 'a.csv', 'percent')).toMatchObject({ unit: 'percent' });
  });

  test('other delimiters, decimal commas, dates of either order, any order of rows', async () => {
    const found = await read(
      ['Datum;Markt', ...days.map((day) => `${day.split('-').reverse().join('.')};0,0125`).reverse()].join('\n')
    );
    if (found.status !== 'ok') throw new Error(JSON.stringify(found.problems));
    expect(found.series.days[0]).toBe(dayFromText('2024-03-01'));
    expect(found.series.values[0]).toBe(0.0125);
    const american = await read(plain(days.map((day) => `${day.slice(5, 7)}/${day.slice(8)}/2024,0.01,0.02`)));
    expect(american).toMatchObject({ status: 'ok' });
  });
});

describe('broken files say where and what', () => {
  const problemsOf = async (text: string) => {
    const found = await read(text);
    return found.status === 'bad' ? found.problems : [];
  };

  test('a cell that is no number, a day that is none, a row that is too short', async () => {
    const rows = [...good];
    rows[2] = `${days[2]},0.01,abc`;
    rows[4] = `2024-02-31,0.01,0.02`;
    rows[6] = `${days[6]},0.01`;
    expect(await problemsOf(plain(rows))).toEqual([
      { code: 'bad-number', line: 4, field: 'Quality', text: 'abc' },
      { code: 'bad-date', line: 6, text: '2024-02-31' },
      { code: 'column-count', line: 8, text: '2/3' }
    ]);
  });

  test('a day twice, a column without a name or without values, a name twice', async () => {
    expect(await problemsOf(plain([...good, good[0]]))).toEqual([{ code: 'repeated-day', line: 17, text: days[0] }]);
    expect(await problemsOf(plain(good, 'Date,,Quality'))).toEqual([{ code: 'unnamed-column', line: 1, text: '2' }]);
    expect(await problemsOf(plain(good, 'Date,Value,Value'))).toEqual([
      { code: 'repeated-name', line: 1, field: 'Value' }
    ]);
    expect(await problemsOf(plain(days.map((day) => `${day},0.01,NA`)))).toEqual([
      { code: 'empty-column', line: 1, field: 'Quality' }
    ]);
  });

  test('too few rows, no rows, no header, dates of two readings, years apart', async () => {
    expect(await problemsOf(plain(good.slice(0, 5)))).toEqual([{ code: 'too-few-rows', text: '5' }]);
    expect(await problemsOf('Date,Value\nnothing,here\n')).toEqual([{ code: 'no-rows' }]);
    expect(await problemsOf(good.join('\n'))).toEqual([{ code: 'no-header' }]);
    expect(await problemsOf('')).toEqual([{ code: 'unreadable' }]);
    const open = Array.from({ length: 12 }, (_, at) => `${at + 1}/5/2024,0.01,0.02`);
    expect((await problemsOf(plain(open)))[0]).toMatchObject({ code: 'date-order', line: 2 });
    const years = Array.from({ length: 12 }, (_, at) => `${2000 + at}-12-31,0.01,0.02`);
    expect(await problemsOf(plain(years))).toEqual([{ code: 'frequency', line: 2 }]);
  });
});
