import type { Surroundings } from '$lib/data/providers';

/** The world of a worker in a browser, for fetching. */
export const browserWorld: Surroundings = {
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        },
        Math.min(milliseconds, LONGEST_TIMER)
      );
      const cancel = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', cancel, { once: true });
    }),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  chance: () => Math.random(),
  online: () => navigator.onLine
};

/** A timer keeps its time in 32 bits; whoever waits longer asks again. */
const LONGEST_TIMER = 2 ** 31 - 1;
