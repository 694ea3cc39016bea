export { columnFields, columnKeys, headerFingerprint, statementActions } from './mapping';
export type {
  ColumnField,
  ColumnMapping,
  DateOrder,
  DecimalMark,
  Delimiter,
  MappedColumn,
  SignRule,
  StatementAction,
  StatementKind,
  TextEncoding
} from './mapping';
export { bestAnswers } from './question';
export type {
  Answer,
  Answers,
  DifferingAmount,
  Excerpt,
  ImportQuestion,
  OpenedShort,
  OpeningBalance,
  QuestionCode,
  QuestionOption,
  QuestionSubject,
  UnknownInstrument
} from './question';
export type { ForeignFormat, ImportProblem, ProblemCode, ProblemSubject } from './problem';
export type {
  DraftBars,
  DraftSeries,
  DraftStanding,
  DraftTransaction,
  ImportActs,
  SourceTable,
  StatementAccount,
  StatementContext,
  StatementCounts,
  StatementFormat,
  StatementInstrument,
  StatementPreview
} from './statement';
