import { dayFromNumber, dayFromText, dayText } from '$lib/domain/calendar';
import { valueOrigins } from '$lib/domain/market';
import { originAt, runProblem } from '$lib/storage/dexie';
import { refuse } from './manifest';

interface Run {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly origins?: Uint8Array | undefined;
}

const numberText = (value: number): string => (Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value));

/** A series as CSV: ISO date, the shortest text that reads back as the same number, and its origin where not all were imported. */
export function seriesCsv(run: Run, column: string): string {
  const { days, values, origins } = run;
  const lines = [`date,${column}${origins ? ',origin' : ''}`];
  for (let i = 0; i < days.length; i++) {
    const origin = origins ? `,${valueOrigins[originAt(run, i)] ?? ''}` : '';
    lines.push(`${dayText(dayFromNumber(days[i] ?? 0))},${numberText(values[i] ?? NaN)}${origin}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What {@link seriesCsv} wrote. @throws ArchiveRefusal naming the line. */
export function seriesFromCsv(text: string, file: string): Run {
  const { days, columns, words } = columnsFromCsv(text, file, ['value'], ['origin']);
  const run = { days, values: columns['value'] ?? new Float64Array(0), origins: originsOf(words['origin'], file) };
  const problem = runProblem(run);
  if (problem !== undefined) refuse('damaged', `${file}: ${problem}`, file);
  return run.origins ? run : { days, values: run.values };
}

function originsOf(words: readonly string[] | undefined, file: string): Uint8Array | undefined {
  if (!words) return undefined;
  const codes = words.map((word) => (valueOrigins as readonly string[]).indexOf(word));
  const wrong = codes.indexOf(-1);
  if (wrong >= 0) refuse('damaged', `${file}, line ${wrong + 2}: ${words[wrong]} is no origin`, `${file}:${wrong + 2}`);
  const origins = Uint8Array.from(codes);
  const [first] = origins;
  return first !== undefined && origins.every((one) => one === first) ? Uint8Array.of(first) : origins;
}

/** Columns of numbers by day as CSV; empty where there is none. */
export function columnsCsv(days: Int32Array, columns: Readonly<Record<string, Float64Array>>): string {
  const lines = [['date', ...Object.keys(columns)].join(',')];
  const values = Object.values(columns);
  days.forEach((day, i) =>
    lines.push([dayText(dayFromNumber(day)), ...values.map((column) => numberText(column[i] ?? NaN))].join(','))
  );
  return `${lines.join('\n')}\n`;
}

/** Columns of a CSV of days: numbers by the given names in their order, then words where the head has more. @throws ArchiveRefusal */
export function columnsFromCsv(
  text: string,
  file: string,
  names: readonly string[],
  wordNames: readonly string[] = []
): { days: Int32Array; columns: Record<string, Float64Array>; words: Record<string, string[]> } {
  const [head = '', ...rest] = text.split('\n');
  const lines = rest.filter(Boolean);
  const days = new Int32Array(lines.length);
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(lines.length)]));
  const extra = head.split(',').length - 1 - names.length;
  const words = Object.fromEntries(wordNames.slice(0, Math.max(0, extra)).map((name) => [name, [] as string[]]));
  lines.forEach((line, i) => {
    const [date = '', ...cells] = line.split(',');
    try {
      days[i] = dayFromText(date);
    } catch (error) {
      refuse('damaged', `${file}, line ${i + 2}: ${String(error)}`, `${file}:${i + 2}`);
    }
    names.forEach((name, at) => {
      const cell = cells[at] ?? '';
      const column = columns[name];
      if (column) column[i] = cell === '' ? NaN : Number(cell);
    });
    Object.values(words).forEach((list, at) => list.push(cells[names.length + at] ?? ''));
  });
  return { days, columns, words };
}
