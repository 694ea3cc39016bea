import type { JobContext } from '$lib/compute/protocol';
import { namesWithin, refusalOf, statementsOf, type Refusal, type Statement } from '$lib/domain/query';
import { OWN_SCHEMA, StatementError, type SqlError, type StatementRows } from '$lib/storage/duckdb';
import { consoleOf, type ConsoleQuestion, type OpenConsole } from './database';
import { fileBytes, type ExportFormat } from './export';
import { stoppable, type Stop } from './stop';

/** What came of one statement. */
export type StatementOutcome = { readonly text: string; readonly start: number; readonly end: number } & (
  | ({ readonly status: 'rows'; readonly milliseconds: number } & StatementRows)
  | { readonly status: 'done'; readonly milliseconds: number }
  | { readonly status: 'refused'; readonly refusal: Refusal }
  | { readonly status: 'failed'; readonly problem: SqlError }
);

/** What came of the statements up to the first that failed. */
export interface RunAnswer {
  readonly session: string;
  readonly outcomes: readonly StatementOutcome[];
}

/** A table and its columns with their types. */
export interface TableInfo {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** What can be asked. */
export interface ConsoleCatalog {
  readonly session: string;
  /** Copies of the vault, in the order of their description. */
  readonly copies: readonly TableInfo[];
  /** Tables and views that a person made. */
  readonly own: readonly TableInfo[];
  readonly functions: readonly string[];
}

type Asked = ConsoleQuestion & { readonly id: string; readonly sql: string };

/** Runs statements one after the other, at most `limit` rows of each. */
export function ran(
  { id, sql, limit, ...question }: Asked & { limit: number },
  context: JobContext
): Promise<RunAnswer> {
  return stoppable(id, async (stop) => {
    const found = await consoleOf(question);
    stop.use(found.db);
    const outcomes: StatementOutcome[] = [];
    const statements = statementsOf(sql);
    for (const [at, statement] of statements.entries()) {
      context.progress(at, statements.length);
      const outcome = await outcomeOf(found, statement, limit, stop, context);
      outcomes.push(outcome);
      if (outcome.status === 'refused' || outcome.status === 'failed') break;
    }
    return { session: found.session, outcomes };
  });
}

/** All rows of the first statement as a file; what went wrong instead of bytes. */
export function exported(
  { id, sql, format, ...question }: Asked & { readonly format: ExportFormat },
  context: JobContext
): Promise<
  { readonly bytes: Uint8Array<ArrayBuffer>; readonly count: number } | { readonly failed: StatementOutcome }
> {
  return stoppable(id, async (stop) => {
    const found = await consoleOf(question);
    stop.use(found.db);
    const [statement] = statementsOf(sql);
    if (!statement) throw new RangeError('there is no statement to export');
    const outcome = await outcomeOf(found, statement, Infinity, stop, context);
    if (outcome.status !== 'rows') return { failed: outcome };
    return { bytes: fileBytes(outcome.columns, outcome.count, format), count: outcome.count };
  });
}

async function outcomeOf(
  { db, copies }: OpenConsole,
  statement: Statement,
  limit: number,
  stop: Stop,
  context: JobContext
): Promise<StatementOutcome> {
  const place = { text: statement.text, start: statement.start, end: statement.end };
  const names = copies.sources.map(({ name }) => name);
  const refusal = refusalOf(statement, names);
  if (refusal) return { ...place, status: 'refused', refusal };
  await stop.within('filling', () =>
    copies.refresh(namesWithin(statement, names), (name) => context.progress(0, 1, name))
  );
  const began = performance.now();
  try {
    const rows = await stop.within('asking', () => db.rows(statement, limit));
    const milliseconds = performance.now() - began;
    if (isAct(statement)) return { ...place, status: 'done', milliseconds };
    return { ...place, status: 'rows', milliseconds, ...rows };
  } catch (error) {
    if (error instanceof StatementError) return { ...place, status: 'failed', problem: error.problem };
    throw error;
  }
}

const ACTS = /^(create|drop|alter|truncate|comment|set|reset)$/i;

/** True for a statement that makes or removes tables: the database answers with a count of nothing. */
const isAct = ({ tokens: [first] }: Statement): boolean => first?.kind === 'word' && ACTS.test(first.text);

/** The tables, and the functions that statements may use. */
export async function consoleCatalog(question: ConsoleQuestion): Promise<ConsoleCatalog> {
  const { db, copies, session } = await consoleOf(question);
  const columns = await db.tables.query<Record<'schema' | 'table' | 'name' | 'type', string>>(`
    SELECT schema_name AS "schema", table_name AS "table", column_name AS name, data_type AS type
    FROM duckdb_columns() WHERE schema_name IN ('main', '${OWN_SCHEMA}') AND NOT internal
    ORDER BY table_name, column_index`);
  const functions = await db.tables.query<{ name: string }>(`
    SELECT DISTINCT function_name AS name FROM duckdb_functions()
    WHERE regexp_full_match(function_name, '[a-z][a-z0-9_]*') AND NOT starts_with(function_name, 'pg_') ORDER BY name`);
  const within = (schema: string, table: string) =>
    columns.filter((one) => one.schema === schema && one.table === table).map(({ name, type }) => ({ name, type }));
  const own = new Set(columns.filter(({ schema }) => schema === OWN_SCHEMA).map(({ table }) => table));
  return {
    session,
    copies: copies.sources.map(({ name }) => ({ name, columns: within('main', name) })),
    own: [...own].map((name) => ({ name, columns: within(OWN_SCHEMA, name) })),
    functions: functions.map(({ name }) => name)
  };
}
