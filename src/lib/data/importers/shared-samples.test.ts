import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayFromText, dayText, type Day } from '$lib/domain/calendar';
import { bookAsOf, inLedgerOrder } from '$lib/domain/ledger';
import { decimalText } from '$lib/domain/money';
import type { Answers, StatementPreview } from '$lib/domain/statements';
import { acceptedAnswers, contextAfter, emptyContext, problemCodes, written } from './import.fixture';
import { openSource } from './source/source';
import { readStatement, statementFrom } from './read-statement';

const folder = process.env.SEXTANT_SHARED;
const files = {
  trades: 'data/pyfolio_test_txn.csv',
  wideGaps: 'data/pypfopt_stock_prices.csv',
  wide: 'data/skfolio_sp500_dataset.csv'
};
if (!folder) console.log('SEXTANT_SHARED is not set: 8 tests on shared samples skipped');

const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(`${folder}/${path}`));
const context = (path: string) => emptyContext(path.split('/').at(-1) ?? '', { today: dayFromText('2026-07-31') });
const read = (path: string, answers: Answers = {}): StatementPreview =>
  readStatement(bytes(path), context(path), { answers, asTable: true });

/** Quantity of each symbol added up over the rows of the file, by plain splitting. */
function cumulated(): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of new TextDecoder().decode(bytes(files.trades)).split('\n').slice(1)) {
    const [, amount = '0', , , symbol = ''] = line.split(',');
    if (symbol) sums[symbol] = (sums[symbol] ?? 0) + Number(amount);
  }
  return sums;
}

describe.skipIf(!folder || !existsSync(`${folder}/${files.trades}`))('9,367 trades that go short and into debt', () => {
  const given = folder ? acceptedAnswers((answers) => read(files.trades, answers)) : {};

  test('the preview asks about shorts and cash, and takes nothing unanswered that doubts', () => {
    const preview = read(files.trades);
    expect(preview.counts.rows).toBe(9367);
    expect(preview.problems).toEqual([]);
    expect(preview.questions.filter((one) => one.required).map((one) => one.subject.code)).toEqual([
      'opens-short',
      'cash-below-zero'
    ]);
    expect(preview.questions.length).toBeLessThanOrEqual(4);
    expect(preview.counts.understood + preview.counts.needLook).toBe(9367);
  });

  test('shares held at the end equal the cumulated amounts; twice adds nothing; undone it can come again', () => {
    const preview = read(files.trades, given);
    expect(preview.counts.taken).toBe(9367);
    const acts = written(preview);
    const after = contextAfter(context(files.trades), acts);
    const book = bookAsOf(inLedgerOrder(after.live), dayFromText('2009-12-31'));
    const symbols = new Map(acts.instruments.map((one) => [one.id, one.identifiers[0]?.value ?? '']));
    const held = Object.fromEntries(
      book.positions.map((one) => [symbols.get(one.instrument), Number(decimalText(one.quantity))])
    );
    expect(held).toEqual(cumulated());
    expect(held).toMatchObject({ AMD: 2299, MMM: -27 });
    const again = readStatement(bytes(files.trades), after);
    expect(again.counts).toMatchObject({ alreadyThere: 9367, taken: 0, needLook: 0 });
    const undone = readStatement(
      bytes(files.trades),
      { ...after, live: [] },
      { answers: acceptedAnswers((answers) => readStatement(bytes(files.trades), { ...after, live: [] }, { answers })) }
    );
    expect(undone.counts.taken).toBe(9367);
  });

  test('a preview takes less than 1.5 s of the processor', () => {
    read(files.trades);
    const before = process.cpuUsage();
    read(files.trades);
    const used = process.cpuUsage(before);
    console.log(`preview of 9,367 trades: ${Math.round((used.user + used.system) / 1000)} ms of processor time`);
    expect((used.user + used.system) / 1e6).toBeLessThan(1.5);
    const opened = openSource(bytes(files.trades), 'pyfolio_test_txn.csv');
    const file = { name: opened.name, parts: [opened] };
    expect(statementFrom(file, context(files.trades), { answers: given }).counts.taken).toBe(9367);
  });
});

describe.skipIf(!folder || !existsSync(`${folder}/${files.wide}`))('wide tables of closes', () => {
  test('gaps and a delisting: each series as long as its filled cells', () => {
    const rows = new TextDecoder()
      .decode(bytes(files.wideGaps))
      .trim()
      .split('\n')
      .map((line) => line.trim().split(','));
    const names = rows[0]?.slice(1) ?? [];
    const preview = read(files.wideGaps);
    expect(preview.series).toHaveLength(20);
    for (const { symbol, series } of preview.series) {
      const column = names.indexOf(symbol) + 1;
      const filled = rows.slice(1).filter((row) => row[column] !== '');
      expect([symbol, series.days.length]).toEqual([symbol, filled.length]);
      expect(dayText((series.days.at(-1) ?? 0) as Day)).toBe(filled.at(-1)?.[0]);
      expect(series.values[0]).toBe(Number(filled[0]?.[column]));
    }
    expect(preview.problems).toEqual([]);
  });

  test('twenty stocks since 1990', () => {
    const preview = read(files.wide);
    expect(preview.counts).toMatchObject({ rows: 166_260, understood: 166_260, taken: 166_260 });
    expect(written(preview).instruments).toHaveLength(20);
  });
});

describe.skipIf(!folder || !existsSync(`${folder}/samples`))('samples of other programs', () => {
  const csvs = (path: string): string[] =>
    folder
      ? readdirSync(`${folder}/${path}`)
          .filter((name) => name.endsWith('.csv'))
          .map((name) => `${path}/${name}`)
      : [];

  test('good files are read and asked about, none is refused', () => {
    for (const path of [...csvs('samples/wealthfolio'), ...csvs('samples/ghostfolio/ok')]) {
      const preview = read(
        path,
        acceptedAnswers((answers) => read(path, answers))
      );
      expect([path, preview.problems.some((one) => one.effect === 'file')]).toEqual([path, false]);
      expect([path, preview.counts.taken > 0]).toEqual([path, true]);
    }
  });

  test('each file that is bad on purpose says so and changes nothing unasked', () => {
    const told = Object.fromEntries(
      csvs('samples/ghostfolio/not-ok').map((path) => {
        const preview = read(path);
        const name = path.split('/').at(-1) ?? '';
        const required = preview.questions.filter((one) => one.required).map((one) => one.subject.code);
        return [name, [...problemCodes(preview), ...required.filter((code) => code !== 'cash-below-zero')]];
      })
    );
    expect(told).toEqual({
      'invalid-currency.csv': ['currency-unknown'],
      'invalid-fee.csv': ['2:number-unreadable'],
      'invalid-multi-line.csv': ['action-unknown', 'future-dates']
    });
    for (const path of csvs('samples/ghostfolio/not-ok').filter((one) => !one.includes('multi')))
      expect(written(read(path)).transactions).toEqual([]);
  });

  test('a workbook is no table of text', () => {
    expect(read('data/riskfolio_KeyRates.xlsx').problems[0]?.subject).toEqual({ code: 'not-a-table', format: 'xlsx' });
  });
});
