import type {
  Answers,
  ColumnField,
  Excerpt,
  ImportProblem,
  ImportQuestion,
  ProblemSubject,
  QuestionOption,
  QuestionSubject
} from '$lib/domain/statements';
import type { Layout } from '../columns/layout';
import { cellRanges } from '../source/rows';
import { lineOf, rowText, type OpenedTable } from '../source/table';

/** A question with what was chosen for it: the answer given, else the best option. */
export interface Asked {
  readonly id: string;
  readonly required: boolean;
  /** True while its rows may not be taken. */
  readonly waiting: (key?: string) => boolean;
  readonly choice: (key?: string) => string | undefined;
}

/** Problems and questions found while reading, with their places in the file. */
export interface Findings {
  readonly problems: ImportProblem[];
  readonly questions: ImportQuestion[];
  readonly report: (
    effect: ImportProblem['effect'],
    subject: ProblemSubject,
    row?: number,
    field?: ColumnField | number
  ) => void;
  readonly ask: (ask: {
    readonly id?: string;
    readonly subject: QuestionSubject;
    readonly required: boolean;
    readonly rows: readonly number[];
    readonly field?: ColumnField;
    readonly options: readonly QuestionOption[];
  }) => Asked;
}

const EXCERPTS = 3;
const LISTED_PROBLEMS = 300;
const LONGEST_EXCERPT = 400;

/** An empty list of findings about a table, answered by `answers`. */
export function findingsOf(table: OpenedTable, layout: Layout, answers: Answers): Findings {
  const problems: ImportProblem[] = [];
  const questions: ImportQuestion[] = [];
  const columnOf = (field: ColumnField | number | undefined): number =>
    typeof field === 'number' ? field : (layout.columns.find((column) => column.field === field)?.index ?? -1);
  const report: Findings['report'] = (effect, subject, row, field) => {
    const listed = problems.length;
    if (listed >= LISTED_PROBLEMS) {
      const last = problems[LISTED_PROBLEMS];
      const count = last?.subject.code === 'more-problems' ? last.subject.count : 0;
      problems[LISTED_PROBLEMS] = { subject: { code: 'more-problems', count: count + 1 }, effect: 'note' };
      return;
    }
    const index = columnOf(field);
    const column = layout.columns[index]?.name;
    problems.push({
      subject,
      effect,
      ...(row === undefined ? {} : { line: lineOf(table, row), excerpt: excerptOf(table, row, index) }),
      ...(column === undefined ? {} : { column })
    });
  };
  const ask: Findings['ask'] = ({ id, subject, required, rows, field, options }) => {
    const questionId = id ?? subject.code;
    const answer = answers[questionId];
    const column = columnOf(field);
    const best = (key?: string): string | undefined =>
      (
        options.find((option) => option.best && key !== undefined && option.entry === key) ??
        options.find((option) => option.best && option.entry === undefined)
      )?.id;
    questions.push({
      id: questionId,
      subject,
      required,
      lines: rows.map((row) => lineOf(table, row)),
      excerpts: rows.slice(0, EXCERPTS).map((row) => excerptOf(table, row, column)),
      options,
      ...(answer ? { answer } : {})
    });
    const given = (key?: string): string | undefined =>
      (key === undefined ? undefined : answer?.each?.[key]) ?? answer?.option;
    return {
      id: questionId,
      required,
      waiting: (key) => required && given(key) === undefined,
      choice: (key) => given(key) ?? best(key)
    };
  };
  return { problems, questions, report, ask };
}

/** The line of a row with the place of one cell. */
export function excerptOf(table: OpenedTable, row: number, column: number): Excerpt {
  const text = rowText(table, row);
  const cell = column < 0 ? undefined : cellRanges(text, table.delimiter)[column];
  const from = cell?.from ?? 0;
  const to = cell?.to ?? 0;
  if (text.length <= LONGEST_EXCERPT) return { line: lineOf(table, row), text, from, to };
  const start = Math.max(0, Math.min(from - 100, text.length - LONGEST_EXCERPT));
  const cut = text.slice(start, start + LONGEST_EXCERPT);
  return {
    line: lineOf(table, row),
    text: cut,
    from: Math.max(0, from - start),
    to: Math.min(cut.length, Math.max(0, to - start))
  };
}
