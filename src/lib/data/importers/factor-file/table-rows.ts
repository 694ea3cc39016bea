import { periodText, type PeriodText } from './period-days';

/** A line of the table: its number in the file, its period as written, its other cells. */
export interface FactorRow {
  readonly line: number;
  readonly date: string;
  readonly period: PeriodText | undefined;
  readonly cells: readonly string[];
}

/** The first table of a text. */
export interface FactorRows {
  readonly names: readonly string[];
  readonly headerLine: number;
  /** True for a table as Kenneth French's library writes them: no name over the dates, months or days as bare digits. */
  readonly french: boolean;
  readonly rows: readonly FactorRow[];
}

const DELIMITERS = [',', ';', '\t'];
const BARE = /^(\d{6}|\d{8})$/;

const cellsOf = (line: string, delimiter: string): string[] =>
  line.split(delimiter).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim()
  );

/**
 * The first table of a text whose rows begin with a period; what stands before its header is skipped. A table of the
 * library ends with the first blank line, as annual returns follow; another one goes on to the end of the text.
 */
export function factorRows(text: string): FactorRows | 'no-rows' | 'no-header' {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const started = startOf(lines);
  if (!started) return 'no-rows';
  const { first, delimiter } = started;
  let headerLine = first - 1;
  while (headerLine >= 0 && lines[headerLine].trim() === '') headerLine -= 1;
  const header = headerLine < 0 ? [] : cellsOf(lines[headerLine], delimiter);
  if (header.length < 2) return 'no-header';
  const french = header[0] === '' && BARE.test(cellsOf(lines[first], delimiter)[0]);
  const names = header.slice(1);
  // A comma at the end of each line makes an empty last column.
  const closed = names.at(-1) === '' && lines[first].trim().endsWith(delimiter);
  const rows: FactorRow[] = [];
  for (let at = first; at < lines.length; at++) {
    if (lines[at].trim() === '') {
      if (french) break;
      continue;
    }
    const [date, ...cells] = cellsOf(lines[at], delimiter);
    const period = periodText(date);
    if (french && !period) break;
    rows.push({ line: at + 1, date, period, cells: closed ? cells.slice(0, -1) : cells });
  }
  return { names: closed ? names.slice(0, -1) : names, headerLine: headerLine + 1, french, rows };
}

function startOf(lines: readonly string[]): { first: number; delimiter: string } | undefined {
  for (const [first, line] of lines.entries()) {
    for (const delimiter of DELIMITERS) {
      const [date, value] = cellsOf(line, delimiter);
      if (value !== undefined && periodText(date)) return { first, delimiter };
    }
  }
  return undefined;
}
