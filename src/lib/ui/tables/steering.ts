/** Where the keyboard stands in a table: a line and a column. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const PAGE = 12;

/** Place that a key moves to, or undefined when the key does not move. */
export function placeAfterKey(
  key: string,
  ctrl: boolean,
  at: Place,
  lines: number,
  columns: number
): Place | undefined {
  const clampLine = (line: number) => Math.max(0, Math.min(lines - 1, line));
  const clampColumn = (column: number) => Math.max(0, Math.min(columns - 1, column));
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { ...at, line: clampLine(at.line + 1) };
    case 'ArrowUp':
    case 'k':
      return { ...at, line: clampLine(at.line - 1) };
    case 'ArrowRight':
      return { ...at, column: clampColumn(at.column + 1) };
    case 'ArrowLeft':
      return { ...at, column: clampColumn(at.column - 1) };
    case 'PageDown':
      return { ...at, line: clampLine(at.line + PAGE) };
    case 'PageUp':
      return { ...at, line: clampLine(at.line - PAGE) };
    case 'Home':
      return ctrl ? { line: 0, column: 0 } : { ...at, column: 0 };
    case 'End':
      return ctrl ? { line: clampLine(lines - 1), column: clampColumn(columns - 1) } : { ...at, column: columns - 1 };
    default:
      return undefined;
  }
}
