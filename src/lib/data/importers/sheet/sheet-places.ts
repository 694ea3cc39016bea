import type { Excerpt, ProblemSubject } from '$lib/domain/statements';
import { quotedLine, type Places } from '../compare/findings';
import type { OpenedSource } from '../source/source';
import type { SheetRow } from './sheet-rows';

/** Lines of a source, cut when one is asked for. */
export class SourceLines {
  #lines: readonly string[] | undefined;

  constructor(readonly source: OpenedSource) {}

  /** A line with the first of these texts that stands in it. */
  excerptOf(line: number, ...marked: readonly (string | undefined)[]): Excerpt {
    this.#lines ??= this.source.text.split(this.source.text.includes('\n') ? /\r?\n/ : '\r');
    const text = this.#lines[line - 1] ?? '';
    for (const one of marked) {
      const from = one === undefined || one === '' ? -1 : text.indexOf(one);
      if (from >= 0) return quotedLine(line, text, from, from + (one?.length ?? 0));
    }
    return quotedLine(line, text, 0, 0);
  }
}

/** Places of the rows of a sheet. */
export function sheetPlaces(rows: readonly SheetRow[], lines: SourceLines): Places {
  const lineOf = (row: number): number => rows[row]?.line ?? 0;
  return {
    lineOf,
    excerptOf: (row) => lines.excerptOf(lineOf(row), rows[row]?.label),
    columnOf: () => -1,
    columnName: () => undefined
  };
}

/** What the file wrote that a problem is about. */
export function writtenText(subject: ProblemSubject): string | undefined {
  return 'text' in subject ? subject.text : 'symbol' in subject ? subject.symbol : undefined;
}
