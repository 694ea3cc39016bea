import { untrack } from 'svelte';

/** What a running answer may report, and how it learns that nobody waits for it any more. */
export interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/**
 * The answer to a question that changes: asked again whenever the question does, the last answer staying
 * in place until the next one is there. An answer that arrives late for an old question is dropped.
 */
export class Resource<Question, Answer> {
  value = $state.raw<Answer | undefined>(undefined);
  error = $state.raw<Error | undefined>(undefined);
  loading = $state(false);
  progress = $state(0);
  /** True while `value` answers the question as it stands: not one before it, nor one that was given up. */
  settled = $state(false);
  #running: AbortController | undefined;
  #again = $state(0);

  constructor(question: () => Question | undefined, answer: (question: Question, control: Control) => Promise<Answer>) {
    $effect(() => {
      void this.#again;
      const asked = question();
      this.settled = false;
      if (asked === undefined) {
        // What ran was given up with its question: nobody waits any more.
        this.#running = undefined;
        this.loading = false;
        return undefined;
      }
      const running = new AbortController();
      this.#running = running;
      this.loading = true;
      this.progress = 0;
      const onProgress = (fraction: number): void => {
        if (!running.signal.aborted) this.progress = fraction;
      };
      // Only the question asks again, never what is read on the way to the answer: its own last value, say.
      untrack(() => answer(asked, { signal: running.signal, onProgress })).then(
        (value) => this.#settle(running, value, undefined),
        (reason: unknown) =>
          this.#settle(running, this.value, reason instanceof Error ? reason : new Error(String(reason)))
      );
      return () => running.abort();
    });
  }

  /** Stops waiting; the last answer stays. */
  cancel(): void {
    this.#running?.abort();
    this.loading = false;
  }

  /** Asks the same question again. */
  refresh(): void {
    this.#again += 1;
  }

  #settle(running: AbortController, value: Answer | undefined, error: Error | undefined): void {
    if (running.signal.aborted || running !== this.#running) return;
    this.value = value;
    this.error = error;
    this.loading = false;
    this.settled = error === undefined;
  }
}
