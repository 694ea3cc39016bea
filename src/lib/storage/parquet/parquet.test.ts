import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import type { PriceSeries } from '$lib/domain/market';
import { prices as consumerPrices } from '../dexie/market.fixture';
import { closes, euroRates } from '../dexie/vault.fixture';
import {
  macroFromParquet,
  parquetFile,
  parquetOfMacro,
  parquetOfPrices,
  parquetOfRates,
  pricesFromParquet,
  ratesFromParquet,
  type ParquetColumn
} from '.';

const day = (text: string): number => dayFromText(text);

/** A small file of closes with some columns changed or left out. */
function file(
  over: Partial<Record<string, ParquetColumn['data'] | undefined>> = {},
  kinds: Partial<Record<string, ParquetColumn['kind']>> = {}
): Uint8Array {
  const data: Record<string, ParquetColumn['data'] | undefined> = {
    instrument: ['AAPL', 'AAPL', 'MSFT'],
    day: Int32Array.of(day('2020-01-03'), day('2020-01-02'), day('2020-01-02')),
    close: Float64Array.of(2, 1, 3),
    currency: ['USD', 'USD', 'USD'],
    ...over
  };
  const usual: Record<string, ParquetColumn['kind']> = { day: 'day', close: 'number' };
  return parquetFile(
    Object.entries(data).flatMap(([name, cells]): ParquetColumn[] =>
      cells ? [{ name, kind: kinds[name] ?? usual[name] ?? 'text', data: cells }] : []
    )
  );
}

const problems = async (bytes: Uint8Array) => {
  const outcome = await pricesFromParquet(bytes);
  return outcome.status === 'refused'
    ? outcome.problems.map(({ code, column, row }) => [code, column, row].filter((one) => one !== undefined).join(' '))
    : 'read';
};

describe('closes', () => {
  test('of another program: any order, without adjustment, unit, source and origin', async () => {
    const outcome = await pricesFromParquet(file());
    expect(outcome).toEqual({
      status: 'read',
      series: [
        closes({ '2020-01-02': 1, '2020-01-03': 2 }, { source: 'file' }),
        closes({ '2020-01-02': 3 }, { source: 'file', instrument: 'MSFT' as PriceSeries['instrument'] })
      ]
    });
  });

  test('days as moments, as texts and numbers as whole ones are understood', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'instrument', data: ['A', 'A'], type: 'STRING' },
          {
            name: 'day',
            data: [new Date('2020-01-02T00:00:00Z'), new Date('2020-01-03T00:00:00Z')],
            type: 'TIMESTAMP'
          },
          { name: 'close', data: [5n, 6n], type: 'INT64' },
          { name: 'currency', data: ['USD', 'USD'], type: 'STRING' }
        ]
      })
    );
    const outcome = await pricesFromParquet(bytes);
    expect(outcome).toMatchObject({ series: [{ days: Int32Array.of(18_263, 18_264), values: Float64Array.of(5, 6) }] });
    const texts = await pricesFromParquet(file({ day: ['2020-01-03', '2020-01-02', '2020-01-02'] }, { day: 'text' }));
    expect(texts).toMatchObject({ status: 'read', series: [{ days: Int32Array.of(18_263, 18_264) }, {}] });
  });

  test('what is wrong is told by column and row, and nothing is used', async () => {
    expect(await problems(new TextEncoder().encode('instrument,day\n'))).toEqual(['unreadable']);
    expect(await problems(file().slice(0, 80))).toEqual(['unreadable']);
    expect(await problems(file({ close: undefined, currency: undefined }))).toEqual([
      'column-missing currency',
      'column-missing close'
    ]);
    expect(await problems(file({ close: ['1', '2', '3'] }, { close: 'text' }))).toEqual(['wrong-type close 1']);
    expect(await problems(file({ day: ['2020-01-02', 'soon', '2020-01-03'] }, { day: 'text' }))).toEqual([
      'wrong-type day 2'
    ]);
    expect(await problems(file({ close: [1, null, 3] }))).toEqual(['null close 2']);
    expect(await problems(file({ close: Float64Array.of(1, NaN, Infinity) }))).toEqual([
      'bad-value close 2',
      'bad-value close 3'
    ]);
    expect(await problems(file({ day: Int32Array.of(1, 1, 1) }))).toEqual(['duplicate-day day 2']);
    expect(await problems(file({ currency: ['USD', 'EUR', 'USD'] }))).toEqual(['conflict currency 2']);
    expect(await problems(file({ currency: ['dollars', 'dollars', 'USD'] }))).toEqual(['bad-value currency']);
    expect(await problems(file({ adjustment: ['none', 'none', 'some'] }))).toEqual(['bad-value adjustment 3']);
    expect(await problems(file({ origin: ['manual', 'guessed', 'fetched'] }))).toEqual(['bad-value origin 2']);
    expect(await pricesFromParquet(file({ close: undefined }))).toMatchObject({
      problems: [{ text: 'The file has no column “close”.' }]
    });
  });

  test('are plain columns for other programs', async () => {
    const bytes = parquetOfPrices([{ ...closes({ '2020-01-02': 1.5 }), origins: Uint8Array.of(2) }]);
    expect(await parquetReadObjects({ file: bytes.buffer })).toEqual([
      {
        ...{ instrument: 'AAPL', currency: 'USD', adjustment: 'none', unit: 'currency', source: 'test' },
        ...{ day: new Date('2020-01-02'), close: 1.5, origin: 'manual' }
      }
    ]);
  });

  test('property: what was written is read back', async () => {
    const series = fc.array(
      fc.record({
        name: fc.string({ minLength: 1, unit: 'grapheme' }),
        values: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }),
        origin: fc.integer({ min: 0, max: 2 }),
        adjustment: fc.constantFrom('none', 'splits', 'dividends', 'total-return')
      }),
      { maxLength: 4 }
    );
    await fc.assert(
      fc.asyncProperty(series, async (drawn) => {
        const made = drawn.map(({ values, origin, adjustment, name }, at) => ({
          ...closes({}, { instrument: `${at} ${name}` as PriceSeries['instrument'], adjustment }),
          days: Int32Array.from(values, (_, i) => i * 40 - 100),
          values: Float64Array.from(values),
          origins: Uint8Array.from(values, (_, i) => (origin + i) % 3)
        }));
        expect(await pricesFromParquet(parquetOfPrices(made))).toEqual({ status: 'read', series: made });
      }),
      { numRuns: 30 }
    );
  });
});

test('rates and macro series are read back', async () => {
  const rates = [{ ...euroRates({ '2020-01-02': 1.1, '2020-01-03': 1.2 }), origins: Uint8Array.of(0, 2) }];
  expect(await ratesFromParquet(parquetOfRates(rates))).toEqual({ status: 'read', series: rates });
  const macro = [
    { ...consumerPrices, origins: Uint8Array.of(0, 0) },
    {
      ...consumerPrices,
      id: 'us/10Y' as typeof consumerPrices.id,
      topic: 'yield',
      months: 120,
      origins: Uint8Array.of(1, 1)
    }
  ] as const;
  expect(await macroFromParquet(parquetOfMacro(macro))).toEqual({ status: 'read', series: macro });
  expect(await macroFromParquet(parquetOfRates(rates))).toMatchObject({
    status: 'refused',
    problems: [{ column: 'id' }, { column: 'frequency' }, { column: 'value' }]
  });
});
