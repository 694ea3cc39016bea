import type { ProblemSubject } from '$lib/domain/statements';
import type { Sheet } from '../../sheet/reader';

/** Why a row cannot be booked; thrown while it is read, and told to the sheet by {@link readEach} and {@link readOne}. */
export class RowRefusal extends Error {
  override readonly name = 'RowRefusal';
  constructor(
    readonly subject: ProblemSubject,
    readonly column?: string
  ) {
    super(subject.code);
  }
}

const PROGRESS_ROWS = 2048;

/** Reads rows one by one; what refuses a row is told to the sheet with the row's line, and the rest goes on. */
export function readEach<T extends { readonly line: number }>(
  sheet: Sheet,
  rows: readonly T[],
  read: (row: T) => void
): void {
  rows.forEach((row, at) => {
    readOne(sheet, [row.line], () => read(row));
    if (at % PROGRESS_ROWS === 0) sheet.progress(at / rows.length);
  });
}

/** Reads what stands in these lines together; a refusal refuses all of them. */
export function readOne(sheet: Sheet, lines: readonly number[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RowRefusal)) throw error;
    for (const line of lines) sheet.refuse(line, error.subject, error.column);
  }
}

/** A row of an unknown kind: refused alone, naming its words. */
export function unknownKind(text: string, column: string): RowRefusal {
  return new RowRefusal(text === '' ? { code: 'action-missing' } : { code: 'row-kind-unknown', text }, column);
}
