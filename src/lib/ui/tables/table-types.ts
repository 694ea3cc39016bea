import type { Snippet } from 'svelte';
import type { FigureAsk } from '$lib/ui/controls';

/** What a column holds; its width follows from it, so nothing moves while scrolling. */
export type ColumnKind = 'name' | 'text' | 'number' | 'money' | 'percent' | 'date' | 'bar' | 'spark' | 'mark';

/** Colour of a figure: by the sign of money, muted, or in need of a look. */
export type Tone = 'gain' | 'loss' | 'quiet' | 'hint' | 'warn' | '';

/** What a column sorts by. */
export type SortKey = number | bigint | string | null | undefined;

/** One column of a table. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Width in px instead of that of the kind. */
  readonly width?: number;
  readonly text?: (row: Row) => string;
  readonly tone?: (row: Row) => Tone;
  /** Currency code or unit in a fixed slot behind the number. */
  readonly unit?: (row: Row) => string;
  readonly hint?: (row: Row) => string | undefined;
  readonly strong?: boolean;
  readonly sort?: (row: Row) => SortKey;
  readonly cell?: Snippet<[Row]>;
  readonly groupText?: (group: string) => string;
  readonly groupTone?: (group: string) => Tone;
  readonly groupCell?: Snippet<[string]>;
  readonly totalText?: string;
  readonly totalTone?: Tone;
  /** What stands behind the figure of a row, of a group and of the total, where it can be opened. */
  readonly ask?: (row: Row) => FigureAsk | undefined;
  readonly groupAsk?: (group: string) => FigureAsk | undefined;
  readonly totalAsk?: FigureAsk | undefined;
  /** Name of the figure where the title of the column is too short for it. */
  readonly askTitle?: string;
  /** Left out when the table is narrower than this many px. */
  readonly hideBelow?: number;
}

/** One heading that rows stand under. */
export interface RowGroup {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

/** The column that orders the rows. */
export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

/** Rows of a long list, as far as they are there. */
export interface RowPages<Row> {
  /** Name of what is listed: another list is seen from its beginning. */
  readonly list: string;
  readonly count: number;
  /** Undefined while the row is not there yet. */
  readonly row: (index: number) => Row | undefined;
  /** Asks for the rows from one index to another, the latter not included: they are in sight. */
  readonly need: (first: number, end: number) => void;
}

/** One line of a table: a group's heading, a row, the child of a row, or a row that is not there yet. */
export type Line<Row> =
  | { readonly kind: 'waiting'; readonly key: string }
  | { readonly kind: 'group'; readonly key: string; readonly group: RowGroup; readonly folded: boolean }
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly row: Row;
      readonly level: 0 | 1;
      readonly expandable: boolean;
      readonly expanded: boolean;
    };

/** The lines of a table by index, those out of sight not made. */
export interface LineList<Row> {
  readonly length: number;
  at(index: number): Line<Row> | undefined;
}

/** Room between two columns in px. */
export const COLUMN_GAP = 12;

const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  name: 220,
  text: 132,
  number: 84,
  money: 92,
  percent: 66,
  date: 96,
  bar: 84,
  spark: 82,
  mark: 32
};

const RIGHT: ReadonlySet<ColumnKind> = new Set(['number', 'money', 'percent', 'spark']);

/** Width of a column in px. */
export function columnWidth(column: { readonly kind: ColumnKind; readonly width?: number }): number {
  return column.width ?? WIDTHS[column.kind];
}

/** True for columns whose text stands right. */
export function standsRight(kind: ColumnKind): boolean {
  return RIGHT.has(kind);
}

/** CSS grid tracks: every column fixed, the name column takes what is left. */
export function gridTracks(columns: readonly { readonly kind: ColumnKind; readonly width?: number }[]): string {
  const stretches = columns.some((column) => column.kind === 'name');
  return columns
    .map((column, index) =>
      column.kind === 'name' || (!stretches && index === 0)
        ? `minmax(${columnWidth(column)}px, 1fr)`
        : `${columnWidth(column)}px`
    )
    .join(' ');
}

/** Columns of group and total rows on a phone: the name, and the figure that matters most. */
export function columnsOfPhone<Row>(columns: readonly Column<Row>[]): Column<Row>[] {
  const [name, ...rest] = columns;
  const figure = rest.find((column) => column.strong) ?? rest.find((column) => column.kind === 'money');
  return [name, figure].filter((column) => column !== undefined);
}
