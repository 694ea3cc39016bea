import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromText, dayText, type Day } from '$lib/domain/calendar';
import type { MarketQuestion, ProviderReading, ProviderReply } from '../provider';
import { addressFault } from './address-template';
import { customProvider } from './custom-provider';
import { customDescription, type CustomDescription } from './description';
import { pathSteps, valuesAt } from './value-path';
import { writtenDay, writtenNumber } from './written-values';

const base = {
  id: 'house',
  name: 'House prices',
  kind: 'prices',
  address: 'https://data.example.com/v1/{symbol}.json?from={from}&to={to}&token={key:token}',
  format: { type: 'json-rows', rows: 'data.rows[*]' },
  fields: { date: 'day', value: 'px.close', volume: 'volume' },
  dateForm: 'iso',
  unit: 'currency',
  adjustment: 'splits',
  currency: 'eur'
};
const question = (extra: Record<string, unknown> = {}): MarketQuestion =>
  ({
    kind: 'prices',
    symbol: 'A',
    from: dayFromText('2024-01-01'),
    to: dayFromText('2024-01-31'),
    ...extra
  }) as MarketQuestion;
const reply = (text: string): ProviderReply => ({ status: 200, contentType: '', text });

function described(extra: Record<string, unknown>): CustomDescription {
  const read = customDescription({ ...base, ...extra });
  if (read.status === 'bad') throw new Error(JSON.stringify(read.faults));
  return read.description;
}
const read = (extra: Record<string, unknown>, text: string, asked = question()): ProviderReading =>
  customProvider(described(extra)).read(asked, reply(text));
const points = (reading: ProviderReading): [string, number][] => {
  if (reading.status !== 'answered' || reading.answer.kind !== 'prices') throw new Error(JSON.stringify(reading));
  const { days, close } = reading.answer.bars;
  return Array.from(days, (day, at) => [dayText(day as Day), close[at] ?? NaN]);
};

describe('JSON', () => {
  const rows = JSON.stringify({
    data: {
      rows: [
        { day: '2024-01-03', px: { close: 10.5 }, volume: null },
        { day: '2024-01-02T00:00:00Z', px: { close: '10.25' }, volume: 7 },
        { day: '2024-01-04', px: { close: null }, volume: 3 }
      ]
    }
  });

  test('rows by a path, in any order; a row without a close is left out and said', () => {
    const reading = read({}, rows);
    expect(points(reading)).toEqual([
      ['2024-01-02', 10.25],
      ['2024-01-03', 10.5]
    ]);
    expect(reading).toMatchObject({
      answer: { adjustment: 'splits', quoteUnit: 'currency', currency: 'EUR' },
      text: '1 without a close left out'
    });
    if (reading.status === 'answered' && reading.answer.kind === 'prices')
      expect([...reading.answer.bars.volume]).toEqual([7, NaN]);
  });

  test('columns of one length', () => {
    const shape = {
      format: { type: 'json-columns' },
      fields: { date: 't[*]', value: 'c[*]' },
      dateForm: 'unix-seconds',
      unit: 'hundredth'
    };
    const reading = read(shape, '{"t":[1704153600,1704240000],"c":[1010.5,1020]}');
    expect(points(reading)).toEqual([
      ['2024-01-02', 1010.5],
      ['2024-01-03', 1020]
    ]);
    expect(reading).toMatchObject({ answer: { quoteUnit: 'hundredth' } });
    expect(read(shape, '{"t":[1704153600,1704240000],"c":[1010.5]}')).toMatchObject({
      status: 'malformed',
      path: 'c[*]'
    });
    expect(read(shape, '{"t":[1704153600]}')).toMatchObject({ status: 'malformed', path: 'c' });
  });

  test('members of an object, known by their names', () => {
    const shape = {
      format: { type: 'json-rows', rows: 'Series (Daily)[*]' },
      fields: { date: '@key', value: '["4. close"]' }
    };
    expect(
      points(read(shape, '{"Series (Daily)":{"2024-01-03":{"4. close":"1.5"},"2024-01-02":{"4. close":"1.4"}}}'))
    ).toEqual([
      ['2024-01-02', 1.4],
      ['2024-01-03', 1.5]
    ]);
  });

  test('what leaves the shape is named with its place', () => {
    expect(read({}, '{"data":{}}')).toMatchObject({ status: 'malformed', path: 'data.rows' });
    expect(read({}, '{"data":{"rows":[{"day":"2024-01-02","px":{},"volume":1}]}}')).toMatchObject({
      path: 'data.rows.0.px.close'
    });
    expect(read({}, rows.replace('10.5', '"1O.5"'))).toMatchObject({
      status: 'malformed',
      path: 'data.rows.0, px.close'
    });
    expect(read({}, rows.replace('2024-01-03', '2024-13-03'))).toMatchObject({
      status: 'malformed',
      path: 'data.rows.0, day'
    });
    expect(read({}, rows.slice(0, -3))).toMatchObject({ status: 'malformed', path: '' });
    expect(read({}, '<html></html>')).toMatchObject({ status: 'malformed' });
  });
});

describe('tables', () => {
  const shape = {
    address: 'http://localhost:8080/{symbol}.csv',
    format: { type: 'csv', delimiter: ';' },
    fields: { date: 'Datum', value: 'Schluss', open: 'Erster' },
    dateForm: 'DD.MM.YYYY',
    decimalMark: ',',
    zeroIsMissing: true
  };
  const table =
    'Datum;Erster;Schluss\n02.01.2024;1.234,5;1.240,25\n03.01.2024;;1.250\n04.01.2024;1;0\n05.02.2024;1;2\n';

  test('commas of decimals, days first, zeros that are gaps, days beyond the question left out', () => {
    expect(points(read(shape, table))).toEqual([
      ['2024-01-02', 1240.25],
      ['2024-01-03', 1250]
    ]);
  });

  test('a column that is not there, a number of another country, a page', () => {
    expect(read(shape, table.replace('Schluss', 'Close'))).toMatchObject({ status: 'malformed', path: 'line 1' });
    expect(read(shape, table.replace('1.240,25', '1,240.25'))).toMatchObject({
      status: 'malformed',
      path: 'line 2, Schluss'
    });
    expect(read(shape, '<!doctype html><html></html>')).toMatchObject({ status: 'malformed' });
  });
});

describe('rates and macro series', () => {
  const range = { from: dayFromText('2024-01-01'), to: dayFromText('2024-12-31') };

  test('a rate above zero', () => {
    const shape = {
      kind: 'rates',
      address: 'https://fx.example.com/{base}/{quote}',
      format: { type: 'json-rows', rows: '[*]' },
      fields: { date: '[0]', value: '[1]' },
      adjustment: undefined
    };
    const asked = { kind: 'rates', base: 'EUR', quote: 'USD', ...range } as const;
    expect(customProvider(described(shape)).ask(asked, { keys: {} })).toEqual({
      url: 'https://fx.example.com/EUR/USD'
    });
    expect(read(shape, '[["2024-01-02",1.1]]', asked)).toMatchObject({ status: 'answered', answer: { kind: 'rates' } });
    expect(read(shape, '[["2024-01-02",0]]', asked)).toMatchObject({ status: 'malformed', path: '0' });
  });

  test('percent becomes fraction', () => {
    const shape = {
      kind: 'macro',
      address: 'https://m.example.com/{symbol}',
      format: { type: 'json-rows', rows: '[*]' },
      fields: { date: 'm', value: 'v' },
      adjustment: undefined,
      unit: 'percent',
      topic: 'policy-rate'
    };
    const asked = { kind: 'macro', series: 'rate', ...range } as const;
    expect(
      read(shape, '[{"m":"2024-01","v":4.5},{"m":"2024-02","v":null},{"m":"2024-03","v":4.25}]', asked)
    ).toMatchObject({
      answer: {
        series: [
          { id: 'custom-house/rate', unit: 'fraction', topic: 'policy-rate', values: Float64Array.of(0.045, 0.0425) }
        ]
      }
    });
  });
});

describe('a description', () => {
  test('asks its own server alone, with days in its form and the key where it belongs', () => {
    const provider = customProvider(described({}));
    expect(provider).toMatchObject({
      id: 'custom-house',
      origins: ['https://data.example.com'],
      key: 'required',
      keyFields: [{ id: 'token', label: 'token' }]
    });
    expect(provider.ask(question(), { keys: {} })).toBeUndefined();
    const asked = (symbol: string): string | undefined =>
      provider.ask(question({ symbol }), { keys: { token: 'x&y' } })?.url;
    expect(asked('a/b?c#d')).toBe(
      'https://data.example.com/v1/a/b%3Fc%23d.json?from=2024-01-01&to=2024-01-31&token=x%26y'
    );
    for (const up of ['..', 'a/../b', '../../x', '.']) expect([up, asked(up)]).toEqual([up, undefined]);
    const seconds = customProvider(
      described({ addressDates: 'unix-seconds', address: 'https://a.example.com/{symbol}/{from}/{to}' })
    );
    expect(seconds.ask(question(), { keys: {} })?.url).toBe('https://a.example.com/A/1704067200/1706745599');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (symbol) => {
        const url = provider.ask(question({ symbol }), { keys: { token: 'k' } })?.url;
        if (url !== undefined) expect(new URL(url).origin).toBe('https://data.example.com');
      })
    );
  });

  test.each([
    ['id', { id: 'Ä' }, 'small letters'],
    ['name', { name: ' ' }, 'give the source a name'],
    ['kind', { kind: 'news' }, 'choose one of prices, rates, macro'],
    ['address', { address: 'ftp://a/{symbol}' }, 'begin with https://'],
    ['address', { address: 'http://example.com/{symbol}' }, 'begin with https://'],
    ['address', { address: 'https://{symbol}.example.com/' }, 'begin with https://'],
    ['address', { address: 'https://user@example.com/{symbol}' }, 'begin with https://'],
    ['address', { address: 'https://example.com/{ticker}' }, '{ticker} is not known'],
    ['address', { address: 'https://example.com/{symbol' }, 'a brace stands alone'],
    ['address', { address: 'https://example.com/all' }, 'write {symbol}'],
    ['address', { kind: 'rates', adjustment: undefined }, 'rates need {base} and {quote}'],
    ['format.rows', { format: { type: 'json-rows', rows: 'a..b' } }, 'write a path'],
    ['format.type', { format: { type: 'xml' } }, 'choose json-rows'],
    ['format.delimiter', { format: { type: 'csv', delimiter: ' ' } }, 'choose one of'],
    ['fields.date', { fields: { value: 'c' } }, 'name the field'],
    ['fields.value', { fields: { date: 'd', value: 'a..b' } }, 'write a path'],
    ['format', { format: undefined }, 'say how the reply is written'],
    ['dateForm', { dateForm: undefined }, 'say how days are written'],
    ['dateForm', { dateForm: 'any' }, 'choose one of iso'],
    ['decimalMark', { decimalMark: ';' }, 'choose one of'],
    ['unit', { unit: 'index' }, 'prices are in currency'],
    ['adjustment', { adjustment: undefined }, 'say what the prices contain'],
    ['currency', { currency: 'QQQ' }, 'give a code that is known'],
    ['callsPerMinute', { callsPerMinute: 0 }, 'at least 1'],
    ['colour', { colour: 'red' }, 'is not known: leave it out']
  ])('says what is wrong with %s: %o', (field, extra, remedy) => {
    const found = customDescription(JSON.parse(JSON.stringify({ ...base, ...extra })));
    if (found.status === 'ok') throw new Error('no fault');
    const fault = found.faults.find((one) => one.field === field);
    expect(fault?.text).toContain(remedy);
    expect(fault?.text).toContain(field);
  });

  test('anything else is faulty, and nothing throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void expect(customDescription(value).status).toBe('bad')));
    const provider = customProvider(described({}));
    const deep = fc
      .integer({ min: 1, max: 20_000 })
      .map((depth) => `{"data":{"rows":[{"day":${'['.repeat(depth)}${']'.repeat(depth)}}]}}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), deep), fc.constantFrom(200, 404, 429, 500), (text, status) => {
        expect(provider.read(question(), { ...reply(text), status }).status).not.toBe('answered');
      })
    );
  });
});

test('paths', () => {
  expect(pathSteps('a.b[0][*]["c.d"]')).toHaveLength(5);
  for (const bad of ['a..b', '.a', 'a[', 'a[x]', 'a]', '[-1]']) expect([bad, pathSteps(bad)]).toEqual([bad, undefined]);
  expect(valuesAt({ a: [1, 2] }, pathSteps('a[*]') ?? [])).toMatchObject([{ value: 1 }, { value: 2, path: 'a.1' }]);
  expect(valuesAt({}, pathSteps('__proto__') ?? [])).toEqual({ missing: '__proto__' });
  fc.assert(fc.property(fc.string(), fc.jsonValue(), (path, value) => void valuesAt(value, pathSteps(path) ?? [])));
});

test('values as written', () => {
  expect(writtenNumber('1,234.5', '.')).toBe(1234.5);
  expect(writtenNumber('1.234,5', ',')).toBe(1234.5);
  for (const bad of ['1,2', '12,34.5', '1 234', '0x10', 'Infinity', '1.2.3']) {
    expect([bad, writtenNumber(bad, '.')]).toEqual([bad, undefined]);
  }
  for (const none of ['', ' - ', 'N/A', null, undefined]) expect(writtenNumber(none, '.')).toBeNull();
  expect(dayText(writtenDay('12/31/2024', 'MM/DD/YYYY') as Day)).toBe('2024-12-31');
  expect(dayText(writtenDay(20241231, 'YYYYMMDD') as Day)).toBe('2024-12-31');
  expect(dayText(writtenDay(1735603200000, 'unix-milliseconds') as Day)).toBe('2024-12-31');
  expect(writtenDay('31/12/2024', 'MM/DD/YYYY')).toBeUndefined();
  expect(addressFault('https://example.com/{symbol}')).toBeUndefined();
});
