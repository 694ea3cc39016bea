/** What an errand may report, and how it learns that it is no longer wanted. */
export interface ErrandControl {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** One thing at a time that a part of the screen does: how far it is, how to end it, and why it failed. */
export class Errand {
  /** What is being done, undefined when nothing is. */
  title = $state<string | undefined>(undefined);
  fraction = $state(0);
  failure = $state.raw<Error | undefined>(undefined);
  #running: AbortController | undefined;

  get busy(): boolean {
    return this.title !== undefined;
  }

  /** Does something; what fails is kept for the screen, what was cancelled is not a failure. */
  async run(title: string, act: (control: ErrandControl) => Promise<void>): Promise<void> {
    if (this.busy) return;
    const running = new AbortController();
    this.#running = running;
    this.title = title;
    this.fraction = 0;
    this.failure = undefined;
    try {
      await act({
        signal: running.signal,
        onProgress: (fraction) => {
          if (!running.signal.aborted) this.fraction = fraction;
        }
      });
    } catch (reason) {
      if (!running.signal.aborted) this.failure = reason instanceof Error ? reason : new Error(String(reason));
    } finally {
      this.title = undefined;
    }
  }

  cancel(): void {
    this.#running?.abort();
  }
}
