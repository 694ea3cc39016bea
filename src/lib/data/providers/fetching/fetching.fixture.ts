import type { Surroundings } from './surroundings';

/** A world whose clock is moved by those who wait: no test waits for real. */
export interface TestWorld extends Surroundings {
  /** Milliseconds that were slept, each by itself. */
  readonly slept: number[];
  setOnline(online: boolean): void;
}

/** Answers of a test: what each request gets, or an error as fetch throws it. */
export type TestFetch = (url: string, count: number) => Response | Error | Promise<Response>;

/** A world with a clock of its own. Timers of requests never go off. */
export function testWorld(fetched: TestFetch, { start = 1_700_000_000_000, chance = () => 0.5 } = {}): TestWorld {
  let now = start;
  let count = 0;
  let online = true;
  const slept: number[] = [];
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  let scheduled = false;
  const advance = (): void => {
    scheduled = false;
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    if (!next) return;
    now = Math.max(now, next.at);
    next.wake();
    schedule();
  };
  // The clock moves to the next sleeper only when everything that could go on has gone on.
  const schedule = (): void => {
    if (scheduled || sleepers.length === 0) return;
    scheduled = true;
    setTimeout(advance, 0);
  };
  return {
    slept,
    setOnline: (value) => void (online = value),
    now: () => now,
    chance,
    online: () => online,
    after: () => () => undefined,
    sleep(milliseconds, signal) {
      slept.push(milliseconds);
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        sleepers.push({ at: now + milliseconds, wake: resolve });
        schedule();
      });
    },
    async fetch(url, init) {
      init.signal?.throwIfAborted();
      const given = await fetched(url, count++);
      if (given instanceof Error) throw given;
      return given;
    }
  };
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
