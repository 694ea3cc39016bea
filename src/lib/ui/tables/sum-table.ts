import type { FigureAsk } from '$lib/ui/controls';

/** Cell of a small table: text, or text with its tone; a drawn cell is left to the caller's snippet. */
export type SumCell =
  | string
  | {
      readonly text: string;
      readonly tone?: 'gain' | 'loss' | 'quiet' | 'hint' | 'warn';
      readonly strong?: boolean;
      readonly title?: string;
      readonly drawn?: boolean;
      /** What stands behind the figure, where it can be opened. */
      readonly ask?: FigureAsk | undefined;
    };

/** Row of a small table. */
export interface SumRow {
  readonly key: string;
  readonly cells: readonly SumCell[];
  readonly href?: string;
  readonly tone?: 'quiet' | 'hint';
}
