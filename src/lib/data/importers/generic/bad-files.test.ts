import { describe, expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { emptyContext, previewOf, previewOfText, problemCodes, sample, written } from '../import.fixture';
import { readStatement } from '../read-statement';

const nothing = { accounts: [], instruments: [], transactions: [], series: [] };

describe('files of which nothing is read', () => {
  test.each([
    ['header-only.csv', 'header-only'],
    ['one-column.csv', 'one-column'],
    ['unknown-columns.csv', 'columns-unknown'],
    ['rates.csv', 'exchange-rates']
  ])('%s: %s', (name, code) => {
    const preview = previewOf(name);
    expect(preview.problems.map((one) => [one.subject.code, one.effect])).toEqual([[code, 'file']]);
    expect(written(preview)).toEqual(nothing);
  });

  test('bytes at random never throw and bring in nothing', () => {
    let state = 7;
    const noise = Uint8Array.from(
      { length: 5000 },
      () => ((state = (state * 1103515245 + 12345) & 0x7fffffff) >>> 16) & 255
    );
    const preview = readStatement(noise, emptyContext('noise.csv'));
    expect(preview.problems[0]?.effect).toBe('file');
    expect(written(preview)).toEqual(nothing);
  });

  test('columns that are not clear keep their names, to be chosen', () => {
    const preview = previewOf('unknown-columns.csv');
    expect(preview.columns.map((column) => column.name)).toEqual(['colour', 'size']);
    expect(preview.problems[0]?.subject).toEqual({ code: 'columns-unknown', missing: ['date', 'symbol', 'quantity'] });
  });

  test('too many rows are refused with the limit', () => {
    const rows = `${'2024-01-02,deposit,1,USD\n'.repeat(250_001)}`;
    const preview = previewOfText(`date,action,amount,currency\n${rows}`);
    expect(preview.problems[0]?.subject).toEqual({ code: 'too-many-rows', rows: 250_001, limit: 250_000 });
  });
});

describe('rows that are refused, by line and column', () => {
  test('each bad value names its line and column', () => {
    const preview = previewOf('bad-values.csv');
    const found = preview.problems
      .map((one) => [one.line, one.column, one.subject.code])
      .sort((a, b) => Number(a[0]) - Number(b[0]));
    expect(found).toEqual([
      [2, 'date', 'date-unreadable'],
      [3, 'quantity', 'number-unreadable'],
      [4, 'price', 'price-not-positive'],
      [5, 'price', 'price-not-positive'],
      [6, 'quantity', 'quantity-zero'],
      [7, 'action', 'action-missing'],
      [8, 'fee', 'number-unreadable'],
      [9, 'symbol', 'value-missing'],
      [10, 'price', 'price-not-a-number']
    ]);
    expect(preview.counts).toMatchObject({ rows: 9, leftOut: 9, taken: 0 });
    expect(written(preview)).toEqual(nothing);
  });

  test('ragged rows and quotes that never close', () => {
    expect(problemCodes(previewOf('ragged.csv'))).toEqual(['3:ragged-row', '4:ragged-row']);
    expect(problemCodes(previewOf('quotes-over-lines.csv'))).toEqual(['5:unclosed-quote']);
  });

  test('the place of a value is marked in its line', () => {
    const problem = previewOf('bad-values.csv').problems.find((one) => one.line === 3);
    expect(problem?.excerpt?.text.slice(problem.excerpt.from, problem.excerpt.to)).toBe('abc');
  });

  test('thousands of problems are listed up to a bound and counted beyond', () => {
    const preview = previewOfText(
      `date,action,amount,currency\n${'never,deposit,1,USD\n'.repeat(400)}2024-01-02,deposit,1,USD\n`
    );
    expect(preview.problems).toHaveLength(301);
    expect(preview.problems.at(-1)?.subject).toEqual({ code: 'more-problems', count: 100 });
    expect(preview.counts).toMatchObject({ rows: 401, leftOut: 400, taken: 1 });
  });
});

test('in every sample the counts add up to the rows', () => {
  for (const name of readdirSync(new URL('../../../../../tests/samples/generic/', import.meta.url))) {
    const { counts } = readStatement(sample(name), emptyContext(name));
    expect([
      name,
      counts.understood + counts.needLook + counts.alreadyThere + counts.passedOver + counts.leftOut
    ]).toEqual([name, counts.rows]);
    expect(counts.taken).toBeLessThanOrEqual(counts.understood + counts.needLook);
  }
});
