import { dayFromNumber, dayFromText, dayText } from '$lib/domain/calendar';
import { runProblem } from '$lib/storage/dexie';
import { refuse } from './manifest';

interface Run {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** A series as CSV: ISO date and the shortest text that reads back as the same number. */
export function seriesCsv({ days, values }: Run, column: string): string {
  const lines = [`date,${column}`];
  for (let i = 0; i < days.length; i++) {
    const value = values[i] ?? NaN;
    lines.push(`${dayText(dayFromNumber(days[i] ?? 0))},${Object.is(value, -0) ? '-0' : String(value)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What {@link seriesCsv} wrote. @throws ArchiveRefusal naming the line. */
export function seriesFromCsv(text: string, file: string): Run {
  const lines = text.split('\n').slice(1).filter(Boolean);
  const days = new Int32Array(lines.length);
  const values = new Float64Array(lines.length);
  lines.forEach((line, i) => {
    const comma = line.indexOf(',');
    const date = line.slice(0, comma);
    const number = line.slice(comma + 1);
    try {
      days[i] = dayFromText(date);
    } catch (error) {
      refuse('damaged', `${file}, line ${i + 2}: ${String(error)}`, `${file}:${i + 2}`);
    }
    values[i] = number === '' ? NaN : Number(number);
  });
  const problem = runProblem({ days, values });
  if (problem !== undefined) refuse('damaged', `${file}: ${problem}`, file);
  return { days, values };
}
