import type { MacroFrequency } from '$lib/domain/market';
import type { ProviderReading, QuestionOf } from '../provider';
import { csvColumns } from '../reply/csv-reply';
import { within, type DatedValue } from '../reply/dated-values';
import { macroSeries, seriesReading } from '../reply/macro-answer';
import { isMalformed, unexpected, type Malformed } from '../reply/malformed';
import { datedPeriod, strictNumber } from '../reply/strict-values';

/** A column of a table that is fetched whole: the key of its series and its head. */
export interface TableColumn {
  readonly key: string;
  readonly head: string;
}

/** How a table is written. */
export interface TableManner {
  readonly source: string;
  readonly dateHead: string;
  readonly frequency: MacroFrequency;
  /** True where a zero stands for a value that is not there yet. */
  readonly zeroIsMissing: boolean;
}

/** Reading of the columns of a table that are asked for; each row is a period. An empty cell is a period without a value. */
export function tableReading(
  question: QuestionOf<'macro'>,
  text: string,
  asked: readonly TableColumn[],
  manner: TableManner
): ProviderReading {
  const read = csvColumns(text, [manner.dateHead, ...asked.map(({ head }) => head)], { endsWithLineEnd: true });
  if (isMalformed(read)) return read;
  const { table, columns } = read;
  const points = new Map<string, DatedValue[]>(asked.map(({ key }) => [key, []]));
  for (const { line, cells } of table.rows) {
    const written = cells[columns[manner.dateHead] ?? -1] ?? '';
    const day = periodDay(written, manner.frequency);
    if (day === undefined) return unexpected(`line ${line}, ${manner.dateHead}`, 'a date', written);
    for (const { key, head } of asked) {
      const value = cellValue(cells[columns[head] ?? -1] ?? '', `line ${line}, ${head}`, manner);
      if (isMalformed(value)) return value;
      if (value !== undefined) points.get(key)?.push({ day, value, path: `line ${line}, ${head}` });
    }
  }
  return seriesReading(
    'macro',
    Array.from(points, ([key, list]) =>
      macroSeries(manner.source, { key, frequency: manner.frequency }, within(list, question, manner.frequency))
    )
  );
}

/** A monthly table may name its months by their first day. */
function periodDay(text: string, frequency: MacroFrequency): number | undefined {
  const period = datedPeriod(text);
  if (!period) return undefined;
  const isFirst = frequency === 'monthly' && /^\d{4}-\d{2}-01$/.test(text);
  return period.frequency === frequency || isFirst ? period.day : undefined;
}

function cellValue(text: string, path: string, { zeroIsMissing }: TableManner): number | Malformed | undefined {
  if (text === '') return undefined;
  const value = strictNumber(text);
  if (value === undefined) return unexpected(path, 'a number', text);
  return value === 0 && zeroIsMissing ? undefined : value;
}
