import {
  keepNotebook,
  type CellResult,
  type ChartChoice,
  type Notebook,
  type NotebookCell
} from '$lib/services/notebooks';
import type { RowsOutcome } from '$lib/services/sql-console';
import { SvelteMap } from 'svelte/reactivity';
import { session } from '$lib/state/session.svelte';
import { ConsoleRun } from '../sql/console.svelte';
import { plainValue } from '../sql/values';

const KEEP_AFTER = 500;

/** A name for a cell or a notebook. */
export const newId = (): string => crypto.randomUUID();

/** A notebook that is worked on: kept a moment after each change. */
export class OpenNotebook {
  readonly id: string;
  title = $state('');
  cells = $state.raw<readonly NotebookCell[]>([]);
  failure = $state.raw<Error>();
  /** Runs of the SQL cells by the id of the cell. */
  readonly runs = new SvelteMap<string, ConsoleRun>();
  /** Cells of a run of all: which one, of how many. */
  running = $state.raw<{ readonly at: number; readonly of: number }>();
  #all = 0;
  #pending: ReturnType<typeof setTimeout> | undefined;

  constructor({ id, title, cells }: Notebook) {
    this.id = id;
    this.title = title;
    this.cells = cells;
  }

  get notebook(): Notebook {
    return { id: this.id, title: this.title, cells: this.cells };
  }

  /** Keeps what there is now, soon. */
  touch(): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => void this.keep(), KEEP_AFTER);
  }

  async keep(): Promise<void> {
    clearTimeout(this.#pending);
    const vault = session.summary?.vault;
    if (!vault) return;
    try {
      await keepNotebook(vault, { ...this.notebook, title: this.title.trim() || 'Notebook' });
      this.failure = undefined;
    } catch (reason) {
      this.failure = reason instanceof Error ? reason : new Error(String(reason));
    }
  }

  /** Nothing is kept any more: the notebook is left or deleted. */
  close(): void {
    clearTimeout(this.#pending);
    this.#all++;
  }

  write(id: string, text: string): void {
    this.#change(this.cells.map((one) => (one.id === id && one.kind !== 'chart' ? { ...one, text } : one)));
  }

  draw(id: string, chart: ChartChoice): void {
    this.#change(this.cells.map((one) => (one.id === id && one.kind === 'chart' ? { ...one, chart } : one)));
  }

  add(kind: NotebookCell['kind'], at = this.cells.length): string {
    const id = newId();
    const cell: NotebookCell = kind === 'chart' ? { id, kind, chart: 'auto' } : { id, kind, text: '' };
    this.insert(cell, at);
    return id;
  }

  insert(cell: NotebookCell, at: number): void {
    this.#change([...this.cells.slice(0, at), cell, ...this.cells.slice(at)]);
  }

  remove(at: number): NotebookCell | undefined {
    const gone = this.cells[at];
    this.#change(this.cells.filter((_, place) => place !== at));
    return gone;
  }

  move(at: number, step: 1 | -1): void {
    const cell = this.cells[at];
    const to = at + step;
    if (!cell || to < 0 || to >= this.cells.length) return;
    const rest = this.cells.filter((_, place) => place !== at);
    this.#change([...rest.slice(0, to), cell, ...rest.slice(to)]);
  }

  #change(cells: readonly NotebookCell[]): void {
    this.cells = cells;
    this.touch();
  }

  /** Runs one SQL cell. */
  async run(id: string): Promise<void> {
    const cell = this.cells.find((one) => one.id === id);
    if (cell?.kind !== 'sql' || cell.text.trim() === '') return;
    let run = this.runs.get(id);
    if (!run) {
      run = new ConsoleRun();
      this.runs.set(id, run);
    }
    await run.run(cell.text);
  }

  /** Runs every SQL cell from the first to the last; ends where one is stopped. */
  async runAll(): Promise<void> {
    const turn = ++this.#all;
    const cells = this.cells.filter(({ kind }) => kind === 'sql');
    for (const [at, { id }] of cells.entries()) {
      if (turn !== this.#all) return;
      this.running = { at: at + 1, of: cells.length };
      await this.run(id);
      if (this.runs.get(id)?.stopped) break;
    }
    this.running = undefined;
  }

  /** Stops all that runs. */
  stop(): void {
    this.#all++;
    this.running = undefined;
    for (const run of this.runs.values()) if (run.running) run.cancel();
  }

  /** Rows that the last query of a cell brought. */
  rowsOf(id: string): RowsOutcome | undefined {
    return this.runs.get(id)?.outcomes?.findLast((one): one is RowsOutcome => one.status === 'rows');
  }

  /** The SQL cell that a chart at a place draws. */
  sourceOf(at: number): NotebookCell | undefined {
    return this.cells.slice(0, at).findLast(({ kind }) => kind === 'sql');
  }

  /** The notebook with the rows that are shown, for a file. */
  get withRows(): Notebook {
    const cells = this.cells.map((cell): NotebookCell => {
      const rows = cell.kind === 'sql' ? this.rowsOf(cell.id) : undefined;
      return cell.kind === 'sql' && rows ? { ...cell, result: filed(rows) } : cell;
    });
    return { ...this.notebook, cells };
  }
}

const filed = ({ columns, count }: RowsOutcome): CellResult => ({
  columns: columns.map(({ name }) => name),
  rows: Array.from({ length: count }, (_, row) => columns.map((column) => plainValue(column, row)))
});
