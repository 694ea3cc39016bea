/** Inks of a sheet: paper has one theme. */
export type Ink = 'ink' | 'soft' | 'faint' | 'line' | 'gain' | 'loss' | 'benchmark' | 'accent';

/** Their colours. */
export const inks: Readonly<Record<Ink, string>> = {
  ink: '#1a1d20',
  soft: '#50565c',
  faint: '#666c72',
  line: '#d3d3cd',
  gain: '#04716c',
  loss: '#c03a12',
  benchmark: '#7d8389',
  accent: '#2450b8'
};

/** A shape of a drawing, in points from its upper left corner. */
export type Shape =
  | {
      readonly kind: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly ink: Ink;
      readonly width: number;
      readonly dash?: number;
    }
  | { readonly kind: 'area'; readonly points: readonly (readonly [number, number])[]; readonly fill: string }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly ink: Ink;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly bold?: boolean;
    };

/** A chart as shapes, and what it says in words. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly shapes: readonly Shape[];
}

/** Text of a table's cell, with its ink and ground. */
export type SheetCell = string | { readonly text: string; readonly ink?: Ink; readonly fill?: string };

/** What stands on a sheet. Columns of a table up to `left` stand left, the rest right. */
export type SheetBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly hint?: string }
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'facts'; readonly items: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly heads?: readonly string[];
      readonly rows: readonly (readonly SheetCell[])[];
      readonly left: number;
      /** Shares of the width; equal ones with twice as much for the first unless given. */
      readonly shares?: readonly number[];
      readonly middle?: boolean;
    }
  | { readonly kind: 'drawing'; readonly drawing: Drawing };

/** Blocks over the whole width, or in cells that fill two columns. */
export type SheetPart = SheetBlock | { readonly kind: 'cells'; readonly cells: readonly (readonly SheetBlock[])[] };

/** A sheet to keep: one file, no links, no script. */
export interface SheetDocument {
  readonly title: string;
  readonly subtitle: string;
  /** Language tag of its words. */
  readonly language: string;
  readonly parts: readonly SheetPart[];
  /** At the foot of every page. */
  readonly foot: string;
}

/** Text, ink and ground of a cell. */
export function cellParts(cell: SheetCell): { text: string; ink?: Ink; fill?: string } {
  return typeof cell === 'string' ? { text: cell } : cell;
}
