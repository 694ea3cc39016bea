import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { confirmedActs, openFile, statementFrom, type OpenedFile } from '$lib/data/importers';
import { dayFromText } from '$lib/domain/calendar';
import { bookAsOf, inLedgerOrder, type EventId, type LiveTransaction } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';
import { bestAnswers, type Answers, type ImportActs, type StatementContext, type StatementPreview } from '$lib/domain/statements';
import { problemText, questionText } from '$lib/ui/texts';

const shared = process.env.SEXTANT_SHARED;
const folder = `${shared}/samples`;
const found =
  shared && existsSync(folder)
    ? (readdirSync(folder, { recursive: true, withFileTypes: true }) as { parentPath: string; name: string; isFile(): boolean }[])
        .filter((one) => one.isFile())
        .map((one) => `${one.parentPath}/${one.name}`.slice(folder.length + 1))
        .sort()
    : [];
// Not statements: the note about the samples, and figures to compare with.
const files = found.filter((path) => !/README|\.expected\.json$/.test(path));
if (files.length === 0) console.log('skipped 54 rows: SEXTANT_SHARED is not set');

interface Told {
  /** Lines that are refused. */
  readonly refused?: readonly number[];
  /** Questions that the bad row is under, with its line. */
  readonly asked?: Readonly<Record<string, number>>;
  /** True when nothing of the file can be read. */
  readonly whole?: boolean;
}

/** Files that are bad on purpose, and where, as one sees on looking at them. A row of JSON stands where its braces open. */
const bad: Readonly<Record<string, Told>> = {
  'ghostfolio/not-ok/invalid-currency.csv': { refused: [2] },
  'ghostfolio/not-ok/invalid-date-before-min.json': { asked: { 'old-dates': 7 } },
  'ghostfolio/not-ok/invalid-date.json': { refused: [7] },
  'ghostfolio/not-ok/invalid-fee.csv': { refused: [2] },
  'ghostfolio/not-ok/invalid-multi-line.csv': { refused: [4] },
  'ghostfolio/not-ok/invalid-symbol.json': { asked: { 'instruments-new': 7 } },
  'ghostfolio/not-ok/invalid-type.json': { refused: [7] },
  'ghostfolio/not-ok/unexpected-format.json': { whole: true },
  'crypto/corrupt_nexo.csv': { refused: [9, 16, 18] }
};

function contextOf(path: string, given: Partial<StatementContext> = {}): StatementContext {
  return {
    fileName: path.split('/').at(-1) ?? path,
    today: dayFromText('2026-11-21'),
    baseCurrency: currencyCode('EUR'),
    accounts: [],
    instruments: [],
    live: [],
    mappings: [],
    ...given
  };
}

const opened = (path: string): Promise<OpenedFile> =>
  openFile(new Uint8Array(readFileSync(`${folder}/${path}`)), path.split('/').at(-1) ?? path);

/** Answers that accept what is proposed, and in place of leaving rows out, take them. */
function accepted(read: (answers: Answers) => StatementPreview): Answers {
  let answers: Answers = {};
  for (let round = 0; round < 6; round++) {
    const next: Record<string, Answers[string]> = { ...bestAnswers(read(answers).questions) };
    if (Object.keys(next).length === Object.keys(answers).length) return next;
    answers = next;
  }
  return answers;
}

function after(context: StatementContext, acts: ImportActs): StatementContext {
  const live = acts.transactions.map((transaction, at): LiveTransaction => ({
    event: `e${context.live.length + at}` as EventId,
    sequence: context.live.length + at + 1,
    transaction
  }));
  return {
    ...context,
    accounts: [...context.accounts, ...acts.accounts],
    instruments: [...context.instruments, ...acts.instruments],
    live: [...context.live, ...live]
  };
}

const ids = (): ((kind: string) => string) => {
  let next = 0;
  return (kind) => `${kind}-${++next}`;
};

const table: string[] = [];

describe.skipIf(files.length === 0)('every sample', () => {
  test.each(files)('%s', async (path) => {
    const file = await opened(path);
    const context = contextOf(path);
    const first = statementFrom(file, context);
    const answers = accepted((given) => statementFrom(file, context, { answers: given }));
    const preview = statementFrom(file, context, { answers });
    const { counts } = preview;
    const whole = preview.problems.filter((one) => one.effect === 'file');
    const rows = preview.problems.filter((one) => one.effect === 'row');
    const why = [...new Set([...whole, ...rows].map((one) => `${one.line === undefined ? '' : `line ${one.line}: `}${problemText(one).title}`))];
    const asked = first.questions.map((one) => `${questionText(one).title}${one.required ? '' : ' (proposed)'}`);
    table.push(
      `| ${[path, preview.reader?.name ?? (whole.length > 0 ? '-' : 'table'), counts.rows, counts.taken, first.counts.needLook, counts.leftOut, counts.passedOver, preview.series.length, asked.join('; '), why.slice(0, 6).join('; ')].join(' | ')} |`
    );
    expect(counts.understood + counts.needLook + counts.alreadyThere + counts.passedOver + counts.leftOut).toBe(counts.rows);
    for (const one of [...whole, ...rows]) {
      const words = problemText(one);
      expect(words.remedy.length).toBeGreaterThan(10);
      if (one.effect === 'row') expect(one.line).toBeGreaterThan(0);
    }
    const told = bad[path];
    expect([path, whole.length]).toEqual([path, told?.whole ? 1 : 0]);
    if (told?.refused) expect(rows.map((one) => one.line).sort((x, y) => (x ?? 0) - (y ?? 0))).toEqual(told.refused);
    for (const [id, line] of Object.entries(told?.asked ?? {}))
      expect([id, first.questions.find((one) => one.id === id)?.lines]).toEqual([id, [line]]);
    // Nothing that is refused becomes an entry.
    const refused = new Set(rows.map((one) => one.line));
    expect(preview.drafts.filter((one) => refused.has(one.line)).map((one) => one.line)).toEqual([]);
    const acts = confirmedActs(preview, ids());
    const twice = after(context, acts);
    bookAsOf(inLedgerOrder(twice.live), dayFromText('2026-11-21'));
    const again = statementFrom(file, twice, { answers: accepted((given) => statementFrom(file, twice, { answers: given })) });
    expect(confirmedActs(again, ids()).transactions.map((one) => [one.verb, one.origin?.line])).toEqual([]);
  });

  test('the table of what became of them', () => {
    const head = '| file | format | rows | accepted | asked | refused | passed over | series | questions | why refused |';
    const text = [head, head.replace(/[^|]+/g, '---'), ...table].join('\n');
    if (process.env.SAMPLES_TABLE) writeFileSync(process.env.SAMPLES_TABLE, `${text}\n`);
    expect(table).toHaveLength(files.length);
  });
});
