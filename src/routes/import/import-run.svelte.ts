import { bestAnswers, columnKeys, type Answers, type ColumnField } from '$lib/domain/statements';
import {
  closeStatement,
  confirmedImport,
  keepColumns,
  openStatement,
  remapped,
  reviewedStatement,
  type ImportOutcome,
  type StatementSource,
  type StatementView
} from '$lib/services/import-statement';
import { plainOption } from './questions';
import { comparedAnew, importedTogether, type ImportedTogether } from './import-all';
import { InboxItem } from './inbox-item.svelte';

type Work = 'reading' | 'comparing' | 'writing';

/** Larger files are read when their turn comes. */
const READ_AHEAD_BYTES = 8 * 1024 * 1024;
const LISTED = 200;

/** The files that were given, and the one under review. It outlives a visit to another screen. */
class ImportRun {
  items = $state.raw<readonly InboxItem[]>([]);
  current = $state.raw<InboxItem | undefined>(undefined);
  failure = $state.raw<Error | undefined>(undefined);
  work = $state<Work | undefined>(undefined);
  progress = $state(0);
  cancelled = $state(false);
  /** The file whose turn it is while several are imported together. */
  turn = $state.raw<InboxItem | undefined>(undefined);
  #running: AbortController | undefined;
  #ahead = false;

  get source(): StatementSource | undefined {
    return this.current?.source;
  }

  get preview(): StatementView | undefined {
    return this.current?.preview;
  }

  get answers(): Answers {
    return this.current?.answers ?? {};
  }

  /** Files that wait behind the one under review. */
  get waiting(): readonly InboxItem[] {
    return this.items.filter((one) => one !== this.current && one.isOpen);
  }

  /** Takes files in: the first is read now, the others after it. */
  take(sources: readonly StatementSource[]): void {
    const items = sources.map((source) => new InboxItem(source));
    this.items = [...this.items, ...items].slice(-LISTED);
    this.cancelled = false;
    const [first] = items;
    const busy = this.work !== undefined || this.preview !== undefined;
    if (first && !busy) void this.open(first);
    else void this.#readAhead();
  }

  /** Puts a file under review; one that is under review stays in the inbox. */
  async open(item: InboxItem): Promise<void> {
    if (item === this.current || item.state === 'imported' || this.work === 'writing') return;
    this.#running?.abort();
    this.work = undefined;
    this.failure = undefined;
    this.cancelled = false;
    this.current = item;
    if (item.preview) {
      item.show(item.preview);
      return;
    }
    item.state = 'reading';
    const started = performance.now();
    await this.#run('reading', async (control) => {
      const preview = await comparedAnew(item, control);
      if (control.signal.aborted) return;
      item.seconds = (performance.now() - started) / 1000;
      item.show(preview);
    });
    if (this.failure && item === this.current) item.state = 'failed';
    await this.#readAhead();
  }

  /** Reads the files that wait, one after the other, so that the inbox can say what they are. */
  async #readAhead(): Promise<void> {
    if (this.#ahead) return;
    this.#ahead = true;
    try {
      for (;;) {
        const next = this.items.find(
          (one) => one !== this.current && one.state === 'waiting' && one.size <= READ_AHEAD_BYTES
        );
        if (!next) return;
        next.state = 'reading';
        const started = performance.now();
        const preview = await openStatement(next.source).catch(() => undefined);
        if (next === this.current) continue;
        next.seconds = (performance.now() - started) / 1000;
        if (preview) next.show(preview);
        else next.state = 'failed';
      }
    } finally {
      this.#ahead = false;
    }
  }

  /** Answers a question, or one entry of it. */
  answer(id: string, option: string, entry?: string): void {
    const item = this.current;
    if (!item) return;
    const given = item.answers[id];
    if (entry === undefined) {
      // A cost was said for an opening, not for another answer.
      const each = Object.entries(given?.each ?? {}).filter(([, one]) => plainOption(one) !== 'opening');
      item.answers = {
        ...item.answers,
        [id]: { option, ...(given?.each ? { each: Object.fromEntries(each) } : {}) }
      };
    } else {
      const question = this.preview?.questions.find((one) => one.id === id);
      const offered = question?.options.filter((one) => one.entry === undefined) ?? [];
      // The other entries stay as they are: left out while unanswered, else by the best option.
      const otherwise = offered.find((one) => (question?.required ? one.id === 'leave-out' : one.best)) ?? offered[0];
      const whole = given?.option ?? otherwise?.id ?? option;
      item.answers = { ...item.answers, [id]: { option: whole, each: { ...given?.each, [entry]: option } } };
    }
    void this.#review();
  }

  /** Takes the answer for one entry back, so that the whole question's holds for it. */
  answerAsAll(id: string, entry: string): void {
    const item = this.current;
    const given = item?.answers[id];
    if (!item || !given?.each) return;
    const each = Object.fromEntries(Object.entries(given.each).filter(([key]) => key !== entry));
    item.answers = { ...item.answers, [id]: { option: given.option, each } };
    void this.#review();
  }

  /** Accepts the best answer of every question that has none yet. */
  acceptAll(): void {
    const item = this.current;
    if (!item?.preview) return;
    item.answers = { ...item.answers, ...bestAnswers(item.preview.questions) };
    void this.#review();
  }

  /** Reads a column as something else. */
  changeColumn(index: number, field: ColumnField): void {
    const item = this.current;
    const mapping = item?.mapping ?? item?.preview?.mapping;
    if (!item?.preview || !mapping) return;
    const key = columnKeys(item.preview.columns.map((one) => one.name))[index];
    if (key === undefined) return;
    item.mapping = remapped(mapping, key, field);
    void this.#review();
  }

  /** Reads a table by its columns, or by the format that it was recognised as. */
  readAsTable(asTable: boolean): void {
    const item = this.current;
    if (!item) return;
    item.asTable = asTable;
    item.mapping = undefined;
    item.answers = {};
    void this.#review();
  }

  async #review(): Promise<void> {
    const item = this.current;
    if (!item) return;
    // The signal is not handed on: ending the worker would let the opened file go. A late answer is dropped instead.
    await this.#run('comparing', async ({ signal, onProgress }) => {
      const preview = await reviewedStatement(item.source, item.choices, { onProgress });
      if (!signal.aborted) item.show(preview);
    });
  }

  /** Writes what is taken. Undefined when it failed. */
  async confirm(): Promise<ImportOutcome | undefined> {
    const item = this.current;
    if (!item || this.work) return undefined;
    let outcome: ImportOutcome | undefined;
    await this.#run('writing', async () => {
      outcome = await confirmedImport(item.source, item.choices);
    });
    if (!outcome) return undefined;
    const { counts, kind } = item.preview ?? {};
    const taken = counts?.taken ?? 0;
    item.imported = outcome.status === 'nothing-new' ? 0 : kind === 'prices' ? outcome.batch.prices : taken;
    item.state = 'imported';
    this.#outdateAll();
    this.next();
    return outcome;
  }

  /** Files that were read and ask nothing. */
  get certain(): readonly InboxItem[] {
    return this.items.filter((one) => one.needsNoAnswer);
  }

  /** Imports every file that asks nothing, each in an act of its own. Undefined when none could be tried. */
  async importCertain(): Promise<ImportedTogether | undefined> {
    const { certain } = this;
    if (certain.length === 0 || this.work) return undefined;
    const reviewed = this.current;
    this.current = undefined;
    let outcome: ImportedTogether | undefined;
    await this.#run('writing', async ({ onProgress }) => {
      outcome = await importedTogether(certain, (item, at) => {
        this.turn = item;
        onProgress(at / certain.length);
      });
    });
    this.turn = undefined;
    this.#outdateAll();
    const following = [reviewed, ...this.items].find((one) => one?.isOpen);
    if (following) await this.open(following);
    else void closeStatement();
    return outcome;
  }

  /** Compares every file anew: the ledger is another one now. */
  outdate(): void {
    this.#outdateAll();
    const { current } = this;
    this.current = undefined;
    if (current?.isOpen) void this.open(current);
    else void this.#readAhead();
  }

  #outdateAll(): void {
    for (const one of this.items) one.outdate();
  }

  /** Keeps the columns under a name for files like this one. True when they are kept. */
  async keepColumns(title: string): Promise<boolean> {
    const item = this.current;
    if (!item) return false;
    await this.#run('writing', () => keepColumns(item.source, item.choices, title));
    return this.failure === undefined;
  }

  /** Leaves the file and goes on to the next one that waits. */
  next(): void {
    this.#running?.abort();
    const left = this.current;
    if (left?.isOpen) left.state = 'left';
    this.current = undefined;
    this.failure = undefined;
    this.work = undefined;
    const following = this.items.find((one) => one.isOpen);
    if (following) void this.open(following);
    else void closeStatement();
  }

  /** Stops reading; nothing was written. */
  cancel(): void {
    this.next();
    this.cancelled = true;
  }

  /** Takes the files that are done off the list. */
  clear(): void {
    this.items = this.items.filter((one) => one === this.current || one.isOpen);
  }

  async #run(
    work: Work,
    act: (control: { signal: AbortSignal; onProgress: (share: number) => void }) => Promise<void>
  ) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.work = work;
    this.progress = 0;
    this.failure = undefined;
    try {
      await act({
        signal: running.signal,
        onProgress: (share) => {
          if (running === this.#running) this.progress = share;
        }
      });
    } catch (reason) {
      if (running.signal.aborted) return;
      this.failure = reason instanceof Error ? reason : new Error(String(reason));
    }
    if (running === this.#running) this.work = undefined;
  }
}

export const importRun = new ImportRun();
