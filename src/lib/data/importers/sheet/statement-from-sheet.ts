import { dayFromNumber, type Period } from '$lib/domain/calendar';
import { fieldProblems, inLedgerOrder, withNames, type Transaction } from '$lib/domain/ledger';
import type {
  Answers,
  DraftStanding,
  DraftTransaction,
  StatementContext,
  StatementKind,
  StatementPreview
} from '$lib/domain/statements';
import { findingsOf, type Findings } from '../compare/findings';
import { inTimeOrder, type ShapedRow } from '../compare/marks';
import { playedIn } from '../compare/played-rows';
import { askByHand, askFarDays, askHeld } from '../compare/row-questions';
import type { OpenedSource } from '../source/source';
import { noteBalances } from './assertion-notes';
import type { StatementReader } from './reader';
import { sheetAccounts, type SheetAccounts } from './sheet-accounts';
import { sheetCounts } from './sheet-counts';
import { sheetInstruments, type SheetInstruments } from './sheet-instruments';
import { sheetPlaces, SourceLines, writtenText } from './sheet-places';
import { LedgerMarks, sheetRows, type SheetRow } from './sheet-rows';
import { sheetSeries } from './sheet-series';
import type { StatementSheet } from './statement-sheet';

/** Preview of what a reader wrote, compared with the ledger. */
export function statementFromSheet(
  sheet: StatementSheet,
  source: OpenedSource,
  reader: StatementReader,
  given: StatementContext,
  answers: Answers
): StatementPreview {
  const context = { ...given, live: inLedgerOrder(given.live) };
  const rows = sheetRows(sheet, reader.ordered);
  const lines = new SourceLines(source);
  const findings = findingsOf(sheetPlaces(rows, lines), answers);
  reportProblems(sheet, lines, findings);
  const marks = new LedgerMarks(context.live);
  const brand = reader.name.replace(/\s*\(.*\)$/, '');
  const accounts = sheetAccounts(rows, sheet, brand, context, marks, findings);
  const currency = () => accounts.all()[0]?.account.currency ?? sheet.fileCurrency ?? context.baseCurrency;
  const instruments = sheetInstruments(rows, sheet, currency, context, findings);
  const { shaped, refused } = shapedRows(rows, accounts, instruments, context, findings);
  const there = marks.present(
    shaped.map((one) => one.row),
    (row) => accounts.of(row.post.transaction.account).id
  );
  const fresh = inTimeOrder(
    shaped.filter((one) => !there.has(one.row)),
    rows
  );
  const present = shaped.filter((one) => there.has(one.row));
  askFarDays(
    fresh.map((one) => one.row),
    { findings, context }
  );
  askByHand(fresh, present, { findings, context });
  askHeld(fresh, { findings, context });
  const final = playedIn(fresh, { accounts, instruments }, { findings, context, whole: reader.whole ?? false });
  const drafts = [...presentDrafts(present), ...final];
  const rowByOrigin = new Map(rows.map((row) => [row.fingerprint, row.row]));
  const rowOf = (draft: DraftTransaction): number => rowByOrigin.get(rowKey(draft.transaction)) ?? -1;
  noteBalances(final, context.live, instruments.all(), findings, rowOf);
  const standings = new Map<number, DraftStanding>(final.map((draft) => [rowOf(draft), draft.standing]));
  const series = sheetSeries(sheet, instruments, context, findings);
  const span = spanOf(drafts, series);
  const counts = sheetCounts(sheet, rows, there, refused, standings);
  const { name, bytes, encoding, table } = source;
  return {
    format: reader.id,
    reader: { id: reader.id, name: reader.name, tried: reader.tried },
    alsoTable: source.content === 'table',
    source: { name, bytes, encoding, ...(table ? { delimiter: table.delimiter } : {}), rows: counts.rows },
    kind: kindOf(sheet),
    ...(span ? { span } : {}),
    counts,
    columns: [],
    accounts: accounts.all(),
    instruments: instruments.all(),
    drafts,
    series,
    questions: findings.questions,
    problems: findings.problems,
    answers
  };
}

function reportProblems(sheet: StatementSheet, lines: SourceLines, findings: Findings): void {
  for (const { effect, subject, line, column } of sheet.problems)
    findings.add({
      subject,
      effect,
      ...(line === undefined ? {} : { line, excerpt: lines.excerptOf(line, writtenText(subject), column) }),
      ...(column === undefined ? {} : { column })
    });
}

/** Rows with their transactions under the names that the ledger knows; those that contradict themselves are refused. */
function shapedRows(
  rows: readonly SheetRow[],
  accounts: SheetAccounts,
  instruments: SheetInstruments,
  context: StatementContext,
  findings: Findings
): { shaped: ShapedRow<SheetRow>[]; refused: Set<SheetRow> } {
  const refused = new Set<SheetRow>();
  const shaped = rows.flatMap((row): ShapedRow<SheetRow>[] => {
    const { transaction, about } = row.post;
    const transactionNow = withNames(
      transaction as Transaction,
      (id) => accounts.of(id).id,
      (id) => {
        const { instrument, asked, hold, out } = instruments.of(id);
        if (asked !== undefined) row.asked ??= asked;
        if (hold !== undefined) row.hold ??= hold;
        if (out !== undefined) row.out ??= out;
        return instrument?.id ?? id;
      }
    );
    const origin = {
      file: context.fileName,
      line: row.line,
      ...(about.id === undefined ? {} : { externalId: about.id }),
      fingerprint: row.fingerprint
    };
    const [problem] = fieldProblems(transactionNow);
    if (problem) {
      findings.report('row', { code: 'row-inconsistent', field: problem.field, detail: problem.reason }, row.row);
      refused.add(row);
      return [];
    }
    return [{ row, line: row.line, transactions: [{ ...transactionNow, origin }] }];
  });
  return { shaped, refused };
}

function presentDrafts(rows: readonly ShapedRow[]): DraftTransaction[] {
  return rows.flatMap(({ line, transactions }) =>
    transactions.map((transaction) => ({ line, transaction, standing: 'present' as const }))
  );
}

const rowKey = ({ origin }: Transaction): string => origin?.fingerprint?.replace(/(:\d+)[a-z]$/, '$1') ?? '';

function kindOf(sheet: StatementSheet): StatementKind {
  if (sheet.posted.length === 0 && sheet.series.length > 0) return 'prices';
  const snapshot = (verb: Transaction['verb']): boolean => verb.startsWith('opening-') || verb.startsWith('assert-');
  const only = sheet.posted.length > 0 && sheet.posted.every((one) => snapshot(one.transaction.verb));
  return only ? 'holdings' : 'transactions';
}

function spanOf(drafts: readonly DraftTransaction[], series: StatementPreview['series']): Period | undefined {
  let [start, end] = [Infinity, -Infinity];
  const days = drafts.map((one) => one.transaction.tradeDay as number);
  if (days.length === 0) for (const { series: one } of series) days.push(one.days[0] ?? 0, one.days.at(-1) ?? 0);
  for (const day of days) [start, end] = [Math.min(start, day), Math.max(end, day)];
  return start > end ? undefined : { start: dayFromNumber(start), end: dayFromNumber(end) };
}
