import type { JobContext } from '$lib/compute/protocol';
import { exposeJobs } from '$lib/compute/worker';

class WrongQuantityError extends Error {
  readonly code = 'wrong-quantity';
  readonly data = { quantity: -1 };
}

/** Jobs that do what jobs do: count, fail, die, take long, take memory away. */
export const jobs = {
  primesBelow(limit: number, context: JobContext): Int32Array {
    const primes: number[] = [];
    for (let n = 2; n < limit; n++) {
      if (primes.every((p) => p * p > n || n % p !== 0)) primes.push(n);
      if (n % 1000 === 0) context.progress(n, limit);
    }
    context.progress(1);
    return Int32Array.from(primes);
  },
  doubled: (values: Float64Array) => values.map((value) => value * 2),
  fail: () => {
    throw new WrongQuantityError('quantity -1');
  },
  misuse: () => {
    throw new RangeError('day 1.5');
  },
  close: () => {
    self.close();
    return new Promise<never>(() => undefined);
  },
  crashLater: () => {
    setTimeout(() => {
      throw new Error('lost in the worker');
    });
    return new Promise<never>(() => undefined);
  },
  rejectUnseen: () => {
    void Promise.reject(new Error('nobody awaits this'));
    return new Promise<never>(() => undefined);
  },
  spin: (milliseconds: number) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end) continue;
    return milliseconds;
  }
};

exposeJobs(jobs);
