import { tick } from 'svelte';
import { isTyping, mayActAlone } from '$lib/ui/keyboard';
import { placeAfterKey, type Place } from './steering';
import type { Line, LineList } from './table-types';

/** Frames to wait for a line far off to be drawn. */
const FRAMES = 20;

/** What a table lets the keyboard and the pointer do. */
export interface TableActs<Row> {
  readonly lines: () => LineList<Row>;
  readonly columns: () => number;
  readonly grid: () => HTMLElement | undefined;
  readonly reveal: (line: number) => void;
  readonly toggle: (line: Line<Row>) => void;
  readonly select: ((key: string) => void) | undefined;
  readonly open: ((row: Row) => void) | undefined;
  readonly act: ((row: Row, anchor: HTMLElement) => void) | undefined;
  /** True for a row that is open or chosen: a click on one of its cells changes the cell. */
  readonly isMarked: (key: string) => boolean;
  /** Begins to change the cell of a column in place. */
  readonly edit: ((row: Row, column: number) => void) | undefined;
}

/** True while a line that can be opened is open, false while it is closed, undefined for other lines. */
export function isOpen(line: Line<unknown> | undefined): boolean | undefined {
  if (line?.kind === 'group') return !line.folded;
  return line?.kind === 'row' && line.expandable ? line.expanded : undefined;
}

/** True when a key belongs to what has the focus within a cell: buttons and links; of a figure only what presses it. */
function isOwnOf(target: Element, key: string): boolean {
  if (target.closest('button[data-figure]')) return key === 'Enter' || key === ' ';
  return target.closest('[data-line] button, [data-line] a') !== null;
}

/** Where the keyboard stands in a table, and what its keys do there. */
export class TableSteering<Row> {
  place: Place = $state({ line: 0, column: 0 });
  readonly #acts: () => TableActs<Row>;

  constructor(acts: () => TableActs<Row>) {
    this.#acts = acts;
  }

  /** Index of the line that has the keyboard. */
  get line(): number {
    return Math.min(this.place.line, this.#acts().lines().length - 1);
  }

  /** Moves the keyboard to a place, scrolled into sight. */
  async go(to: Place): Promise<void> {
    const { grid, reveal } = this.#acts();
    this.place = to;
    reveal(to.line);
    await tick();
    for (let frame = 0; frame < FRAMES; frame += 1) {
      const cell = grid()?.querySelector<HTMLElement>(`[data-line="${to.line}"] [data-column="${to.column}"]`);
      if (cell) return cell.focus();
      await new Promise(requestAnimationFrame);
    }
  }

  /** Deals with a key pressed within the table. */
  readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event) || event.altKey || event.metaKey) return;
    if (event.target instanceof Element && isOwnOf(event.target, event.key)) return;
    if (event.key.length === 1 && event.key !== ' ' && !mayActAlone(event)) return;
    const { lines, columns, toggle } = this.#acts();
    const line = lines().at(this.line);
    const at = { ...this.place, line: this.line };
    const folds = isOpen(line) === (event.key === 'ArrowLeft') && /^Arrow(Left|Right)$/.test(event.key);
    const next = placeAfterKey(event.key, event.ctrlKey, at, lines().length, columns());
    if (line && folds && isOpen(line) !== undefined && at.column === 0) toggle(line);
    else if (next) void this.go(next);
    else if (!line || !this.#acted(event, line)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Enters the table by j or k from nowhere else, when it is the first of its page. */
  readonly enter = (event: KeyboardEvent): void => {
    const { lines, grid } = this.#acts();
    if ((event.key !== 'j' && event.key !== 'k') || event.target !== document.body || !mayActAlone(event)) return;
    if (
      event.defaultPrevented ||
      lines().length === 0 ||
      document.querySelector('[role=grid], [role=treegrid]') !== grid()
    )
      return;
    event.preventDefault();
    void this.go({ ...this.place, line: this.line });
  };

  /** Deals with a click within the table. */
  readonly click = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const index = Number(target?.closest<HTMLElement>('[data-line]')?.dataset.line ?? -1);
    const { lines, toggle, select, open, edit, isMarked } = this.#acts();
    const line = index < 0 ? undefined : lines().at(index);
    const column = Number(target?.closest<HTMLElement>('[data-column]')?.dataset.column ?? 0);
    if (line && target?.closest('button[data-figure]')) this.place = { line: index, column };
    if (!line || target?.closest('button, a, input')) return;
    this.place = { line: index, column };
    if (line.kind === 'waiting') return;
    if (line.kind === 'group') toggle(line);
    else if (select && (event.ctrlKey || event.metaKey)) select(line.key);
    else if (edit && isMarked(line.key)) edit(line.row, column);
    else if (open) open(line.row);
    else toggle(line);
  };

  #acted(event: KeyboardEvent, line: Line<Row>): boolean {
    const { open, act, select, toggle, edit } = this.#acts();
    const { key, target } = event;
    const figure = target instanceof HTMLElement ? target.querySelector<HTMLElement>('button[data-figure]') : null;
    if (key === 'Enter' && figure && this.place.column > 0) figure.click();
    else if (key === 'Enter' && line.kind === 'row' && open) open(line.row);
    else if (key === 'Enter' || key === ' ') toggle(line);
    else if (line.kind !== 'row') return false;
    else if (key === 'x' && select) select(line.key);
    else if ((key === 'e' || key === 'F2') && edit) edit(line.row, this.place.column);
    else if (key === '.' && act && target instanceof HTMLElement) act(line.row, target);
    else return false;
    return true;
  }
}
