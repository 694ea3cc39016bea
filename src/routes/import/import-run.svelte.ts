import { bestAnswers, columnKeys, type Answers, type ColumnField, type ColumnMapping } from '$lib/domain/statements';
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

type Work = 'reading' | 'comparing' | 'writing';

/** The file under way, its answers, and the files that wait behind it. It outlives a visit to another screen. */
class ImportRun {
  source = $state.raw<StatementSource | undefined>(undefined);
  preview = $state.raw<StatementView | undefined>(undefined);
  answers = $state.raw<Answers>({});
  mapping = $state.raw<ColumnMapping | undefined>(undefined);
  waiting = $state.raw<readonly StatementSource[]>([]);
  failure = $state.raw<Error | undefined>(undefined);
  work = $state<Work | undefined>(undefined);
  progress = $state(0);
  seconds = $state(0);
  cancelled = $state(false);
  #running: AbortController | undefined;

  /** Takes files in: the first is read now, the others after it. */
  take(sources: readonly StatementSource[]): void {
    const busy = this.work !== undefined || this.preview !== undefined;
    const [first, ...rest] = busy ? [undefined, ...sources] : sources;
    this.waiting = [...this.waiting, ...rest.filter((one) => one !== undefined)];
    if (first) void this.#open(first);
  }

  async #open(source: StatementSource): Promise<void> {
    this.source = source;
    this.preview = undefined;
    this.answers = {};
    this.mapping = undefined;
    this.cancelled = false;
    const started = performance.now();
    await this.#run('reading', async (control) => {
      const preview = await openStatement(source, control);
      if (control.signal.aborted) return;
      this.preview = preview;
      this.seconds = (performance.now() - started) / 1000;
    });
  }

  /** Answers a question, or one entry of it. */
  answer(id: string, option: string, entry?: string): void {
    const given = this.answers[id];
    if (entry === undefined) {
      this.answers = { ...this.answers, [id]: { option, ...(given?.each ? { each: given.each } : {}) } };
    } else {
      const question = this.preview?.questions.find((one) => one.id === id);
      const offered = question?.options.filter((one) => one.entry === undefined) ?? [];
      // The other entries stay as they are: left out while unanswered, else by the best option.
      const otherwise = offered.find((one) => (question?.required ? one.id === 'leave-out' : one.best)) ?? offered[0];
      const whole = given?.option ?? otherwise?.id ?? option;
      this.answers = { ...this.answers, [id]: { option: whole, each: { ...given?.each, [entry]: option } } };
    }
    void this.#review();
  }

  /** Takes the answer for one entry back, so that the whole question's holds for it. */
  answerAsAll(id: string, entry: string): void {
    const given = this.answers[id];
    if (!given?.each) return;
    const each = Object.fromEntries(Object.entries(given.each).filter(([key]) => key !== entry));
    this.answers = { ...this.answers, [id]: { option: given.option, each } };
    void this.#review();
  }

  /** Accepts the best answer of every question that has none yet. */
  acceptAll(): void {
    if (!this.preview) return;
    this.answers = { ...this.answers, ...bestAnswers(this.preview.questions) };
    void this.#review();
  }

  /** Reads a column as something else. */
  changeColumn(index: number, field: ColumnField): void {
    const mapping = this.mapping ?? this.preview?.mapping;
    if (!this.preview || !mapping) return;
    const key = columnKeys(this.preview.columns.map((one) => one.name))[index];
    if (key === undefined) return;
    this.mapping = remapped(mapping, key, field);
    void this.#review();
  }

  async #review(): Promise<void> {
    const { source } = this;
    if (!source) return;
    // The signal is not handed on: ending the worker would let the opened file go. A late answer is dropped instead.
    await this.#run('comparing', async ({ signal, onProgress }) => {
      const preview = await reviewedStatement(source, this.#choices(), { onProgress });
      if (!signal.aborted) this.preview = preview;
    });
  }

  /** Writes what is taken. Undefined when it failed. */
  async confirm(): Promise<ImportOutcome | undefined> {
    const { source } = this;
    if (!source || this.work) return undefined;
    let outcome: ImportOutcome | undefined;
    await this.#run('writing', async () => {
      outcome = await confirmedImport(source, this.#choices());
    });
    if (outcome) this.next();
    return outcome;
  }

  /** Keeps the columns for files like this one. True when they are kept. */
  async keepColumns(): Promise<boolean> {
    const { source } = this;
    if (!source) return false;
    await this.#run('writing', () => keepColumns(source, this.#choices()));
    return this.failure === undefined;
  }

  /** Leaves the file and goes on to the next one that waits. */
  next(): void {
    this.#running?.abort();
    const [following, ...rest] = this.waiting;
    this.waiting = rest;
    this.source = undefined;
    this.preview = undefined;
    this.failure = undefined;
    this.work = undefined;
    if (following) void this.#open(following);
    else void closeStatement();
  }

  /** Stops reading; nothing was written. */
  cancel(): void {
    this.next();
    this.cancelled = true;
  }

  #choices(): { answers: Answers; mapping?: ColumnMapping } {
    return { answers: this.answers, ...(this.mapping ? { mapping: this.mapping } : {}) };
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
