import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { dayFromText } from '$lib/domain/calendar';
import { MOST_TOLD, ParquetRefusal, type ParquetProblem } from './problem';

/** What a column must hold. 'day': dates, moments or ISO texts; 'number': whole or broken numbers; 'count': whole ones. */
export interface WantedColumn {
  readonly name: string;
  readonly kind: 'text' | 'day' | 'number' | 'count';
  /** False when the file may do without it, or without some of its values. */
  readonly required: boolean;
}

/** Cells of a column that was found; days as days since 1970-01-01. */
export type Cells = readonly (string | number | undefined)[];

const MS_OF_DAY = 86_400_000;
const words = { text: 'text', day: 'days', number: 'numbers', count: 'whole numbers' } as const;

/** Columns of a Parquet file by name; those that the file does without are absent. @throws ParquetRefusal */
export async function columnsOfParquet(
  bytes: Uint8Array,
  wanted: readonly WantedColumn[]
): Promise<{ readonly rows: number; readonly columns: ReadonlyMap<string, Cells> }> {
  const { rows, found } = await rawColumns(bytes, wanted);
  const problems: ParquetProblem[] = [];
  const columns = new Map<string, Cells>();
  for (const column of wanted) {
    const raw = found.get(column.name);
    if (raw) columns.set(column.name, checkedCells(column, raw, problems));
    else if (column.required)
      problems.push({
        ...{ code: 'column-missing', column: column.name },
        text: `The file has no column “${column.name}”.`
      });
  }
  if (problems.length > 0) throw new ParquetRefusal(problems);
  return { rows, columns };
}

async function rawColumns(bytes: Uint8Array, wanted: readonly WantedColumn[]) {
  const file = bytes.slice().buffer;
  const found = new Map<string, unknown[]>();
  try {
    const metadata = await parquetMetadataAsync(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const columns = wanted.map(({ name }) => name).filter((name) => names.includes(name));
    const rows = Number(metadata.num_rows);
    for (const name of columns) found.set(name, new Array(rows));
    if (columns.length > 0 && rows > 0)
      await parquetRead({
        ...{ file, metadata, columns },
        parsers: { dateFromDays: (days) => ({ days }) },
        onChunk: ({ columnName, columnData, rowStart }) => {
          const own = found.get(columnName);
          for (let at = 0; own && at < columnData.length; at++) own[rowStart + at] = columnData[at];
        }
      });
    return { rows, found };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ParquetRefusal([{ code: 'unreadable', text: `The file cannot be read as Parquet: ${reason}.` }]);
  }
}

function checkedCells({ name, kind, required }: WantedColumn, raw: unknown[], problems: ParquetProblem[]): Cells {
  let told = 0;
  const tell = (code: ParquetProblem['code'], row: number, text: string): void => {
    if (told++ < MOST_TOLD) problems.push({ code, column: name, row: row + 1, text });
  };
  const cells: (string | number | undefined)[] = new Array<undefined>(raw.length);
  for (let row = 0; row < raw.length; row++) {
    const value = raw[row];
    if (value === null || value === undefined) {
      if (required) tell('null', row, `Row ${row + 1} has no value in “${name}”.`);
      continue;
    }
    const cell = cellOf(kind, value);
    if (cell === undefined) {
      problems.push({
        ...{ code: 'wrong-type', column: name, row: row + 1 },
        text: `The column “${name}” must hold ${words[kind]}; row ${row + 1} has ${shown(value)}.`
      });
      return cells;
    }
    if (typeof cell === 'number' && !Number.isFinite(cell))
      tell('bad-value', row, `Row ${row + 1} has ${cell} in “${name}”.`);
    cells[row] = cell;
  }
  return cells;
}

function cellOf(kind: WantedColumn['kind'], value: unknown): string | number | undefined {
  if (kind === 'text') return typeof value === 'string' ? value : undefined;
  if (kind === 'day') return dayOf(value);
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  return kind === 'count' && !Number.isInteger(number) ? undefined : number;
}

function dayOf(value: unknown): number | undefined {
  if (value instanceof Date) return Math.floor(value.getTime() / MS_OF_DAY);
  if (typeof value === 'object' && value !== null && 'days' in value) return Number(value.days);
  if (typeof value !== 'string') return undefined;
  try {
    return dayFromText(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `the text “${value}”`;
  return typeof value === 'object' ? 'something else' : String(value);
}
