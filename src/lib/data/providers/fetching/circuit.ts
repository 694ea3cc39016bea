const LONGEST_REST = 15 * 60_000;

/** Keeps a source that fails again and again from being asked for a while. */
export class Circuit {
  readonly #failuresInRow: number;
  readonly #rest: number;
  #failures = 0;
  #rests = 0;
  #until = 0;

  constructor(failuresInRow: number, rest: number) {
    this.#failuresInRow = failuresInRow;
    this.#rest = rest;
  }

  /** Milliseconds that it still rests. */
  restsFor(now: number): number {
    return Math.max(0, this.#until - now);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#rests = 0;
  }

  /** After a rest one more failure is enough for the next, which is twice as long. */
  failed(now: number): void {
    if (++this.#failures < this.#failuresInRow) return;
    this.#until = now + Math.min(LONGEST_REST, this.#rest * 2 ** this.#rests++);
    this.#failures = this.#failuresInRow - 1;
  }
}
