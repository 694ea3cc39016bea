import type { RunControl } from '$lib/services/backtest-strategies';

/** A run that a person starts: it tells how far it is and how long it may take, and can be stopped at any moment. */
export class ToldRun<Question, Answer> {
  answer = $state.raw<Answer>();
  /** What the answer was asked. */
  question = $state.raw<Question>();
  error = $state.raw<Error>();
  running = $state(false);
  fraction = $state(0);
  note = $state<string>();
  #begun = 0;
  #spent = $state(0);
  #stop: AbortController | undefined;
  readonly #run: (question: Question, control: RunControl) => Promise<Answer>;

  constructor(run: (question: Question, control: RunControl) => Promise<Answer>) {
    this.#run = run;
  }

  /** Seconds left, once there is enough to tell from. */
  get secondsLeft(): number | undefined {
    return this.fraction > 0.03 && this.#spent > 0.5 ? (this.#spent * (1 - this.fraction)) / this.fraction : undefined;
  }

  /** Runs a question; one that still runs is stopped. The last answer stays until the new one is there. */
  async start(question: Question): Promise<Answer | undefined> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.#begun = performance.now();
    this.#spent = 0;
    this.fraction = 0;
    this.note = undefined;
    this.error = undefined;
    this.running = true;
    const onProgress = (fraction: number, note?: string): void => {
      if (stop.signal.aborted) return;
      this.fraction = fraction;
      this.note = note ?? this.note;
      this.#spent = (performance.now() - this.#begun) / 1000;
    };
    try {
      const answer = await this.#run(question, { signal: stop.signal, onProgress });
      if (stop.signal.aborted) return undefined;
      this.answer = answer;
      this.question = question;
      return answer;
    } catch (reason) {
      if (!stop.signal.aborted) this.error = reason instanceof Error ? reason : new Error(String(reason));
      return undefined;
    } finally {
      if (this.#stop === stop) {
        this.running = false;
        this.#stop = undefined;
      }
    }
  }

  cancel(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.running = false;
  }

  /** Forgets the answer: it was of something else. */
  clear(): void {
    this.cancel();
    this.answer = undefined;
    this.question = undefined;
    this.error = undefined;
  }
}
