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

/** A question with what was chosen for it: the answer given, else the best option. */
export interface Asked {
  readonly id: string;
  readonly required: boolean;
  /** True while its rows may not be taken. */
  readonly waiting: (key?: string) => boolean;
  readonly choice: (key?: string) => string | undefined;
}

/** Where the rows of a file stand. */
export interface Places {
  readonly lineOf: (row: number) => number;
  /** Line of a row, with the place of a column's cell in it. */
  readonly excerptOf: (row: number, column: number) => Excerpt;
  /** Position of a column by what it says, -1 where there is none. */
  readonly columnOf: (field: ColumnField) => number;
  readonly columnName: (column: number) => string | undefined;
}

/** Problems and questions found while reading, with their places in the file. */
export interface Findings {
  readonly problems: ImportProblem[];
  readonly questions: ImportQuestion[];
  /** Lists a problem, up to a number that can be read. */
  readonly add: (problem: ImportProblem) => void;
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

/** An empty list of findings about the rows at these places, answered by `answers`. */
export function findingsOf(places: Places, answers: Answers): Findings {
  const problems: ImportProblem[] = [];
  const questions: ImportQuestion[] = [];
  const columnOf = (field: ColumnField | number | undefined): number =>
    typeof field === 'number' ? field : field === undefined ? -1 : places.columnOf(field);
  const add: Findings['add'] = (problem) => {
    if (problems.length < LISTED_PROBLEMS) {
      problems.push(problem);
      return;
    }
    const last = problems[LISTED_PROBLEMS];
    const count = last?.subject.code === 'more-problems' ? last.subject.count : 0;
    problems[LISTED_PROBLEMS] = { subject: { code: 'more-problems', count: count + 1 }, effect: 'note' };
  };
  const report: Findings['report'] = (effect, subject, row, field) => {
    const index = columnOf(field);
    const column = places.columnName(index);
    add({
      subject,
      effect,
      ...(row === undefined || problems.length > LISTED_PROBLEMS
        ? {}
        : { line: places.lineOf(row), excerpt: places.excerptOf(row, index) }),
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
      lines: [...new Set(rows.map(places.lineOf))],
      excerpts: rows.slice(0, EXCERPTS).map((row) => places.excerptOf(row, column)),
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
  return { problems, questions, add, report, ask };
}

/** A line as it is shown: characters [from, to) in question; a long line is cut around them. */
export function quotedLine(line: number, text: string, from: number, to: number): Excerpt {
  if (text.length <= LONGEST_EXCERPT) return { line, text, from, to };
  const start = Math.max(0, Math.min(from - 100, text.length - LONGEST_EXCERPT));
  const cut = text.slice(start, start + LONGEST_EXCERPT);
  return { line, text: cut, from: Math.max(0, from - start), to: Math.min(cut.length, Math.max(0, to - start)) };
}
