import type { Access, Provider, RateLimit } from '../provider';
import { isBurst, type Quotas } from './call-limits';
import { Circuit } from './circuit';
import { throttlePause } from './backoff';
import type { ProblemCode } from './problem';
import type { FetchSettings, Surroundings } from './surroundings';

/** A source as a person uses it. */
export interface FetchSource {
  readonly provider: Provider;
  readonly access: Access;
  /** Those of the person's plan, or the free tier's. */
  readonly limits: readonly RateLimit[];
  readonly proxy?: string;
  /** It has answered this device before. */
  readonly hasAnswered: boolean;
}

/** A call may go, or the source can only be asked later. */
export type Entry =
  | { readonly status: 'go' }
  | {
      readonly status: 'later';
      readonly code: Extract<ProblemCode, 'quota' | 'resting' | 'throttled'>;
      readonly at: number;
    };

/** Everything with one source passes through its line: places, quota, pauses, rests. */
export class SourceLine {
  readonly source: FetchSource;
  readonly #world: Surroundings;
  readonly #quotas: Quotas;
  readonly #settings: FetchSettings;
  readonly #circuit: Circuit;
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #throttled = 0;
  #hasAnswered: boolean;
  /** Why it is of no use for the rest of the run: its key is refused. */
  refusal: string | undefined;
  calls = 0;

  constructor(source: FetchSource, world: Surroundings, quotas: Quotas, settings: FetchSettings) {
    this.source = source;
    this.#world = world;
    this.#quotas = quotas;
    this.#settings = settings;
    this.#circuit = new Circuit(settings.failuresInRow, settings.rest);
    this.#free = Math.max(1, source.provider.parallel);
    this.#hasAnswered = source.hasAnswered;
  }

  get id(): string {
    return this.source.provider.id;
  }

  /** Takes a place, waits for pauses and quota, and counts the call. A place that was taken must be left. */
  async enter(signal: AbortSignal | undefined): Promise<Entry> {
    if (this.#free > 0) this.#free--;
    else await this.#place(signal);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const now = this.#world.now();
        const rest = this.#circuit.restsFor(now);
        if (rest > 0) return this.#later('resting', now + rest);
        const wait = await this.#quotas.take(this.id, this.source.limits, now);
        if (wait === 0) {
          this.calls++;
          return { status: 'go' };
        }
        if (wait > this.#settings.patience) return this.#later(this.#throttled > 0 ? 'throttled' : 'quota', now + wait);
        await this.#world.sleep(wait, signal);
      }
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  /** Gives the place to the next who waits. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }

  /** Whether silence is this source's way to say "too often". */
  async silenceThrottles(): Promise<boolean> {
    if (this.#hasAnswered) return true;
    return isBurst(this.source.limits, await this.#quotas.read(this.id), this.#world.now());
  }

  answered(): void {
    this.#hasAnswered = true;
    this.#throttled = 0;
    this.#circuit.succeeded();
  }

  failed(): void {
    this.#circuit.failed(this.#world.now());
  }

  /** Pauses the source as a whole; the moment until which. */
  async throttled(seconds: number | undefined): Promise<number> {
    const { backoff } = this.#settings;
    const pause = throttlePause(++this.#throttled, backoff, this.#world.chance());
    const until = this.#world.now() + (seconds === undefined ? pause : Math.max(seconds * 1000, backoff));
    await this.#quotas.pause(this.id, until);
    return until;
  }

  #later(code: 'quota' | 'resting' | 'throttled', at: number): Entry {
    this.leave();
    return { status: 'later', code, at };
  }

  #place(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        const at = this.#waiting.indexOf(taken);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(signal?.reason as Error);
      };
      const taken = (): void => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#waiting.push(taken);
    });
  }
}
