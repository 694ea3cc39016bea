import type { RateLimit } from '../provider';

/** Calls that a source has had, ascending in milliseconds since 1970, and until when it must not be asked. */
export interface Calls {
  readonly calls: Float64Array;
  readonly pausedUntil?: number;
}

/** What is left of one limit. */
export interface LimitLeft {
  readonly limit: RateLimit;
  readonly left: number;
  /** When the oldest call counted leaves the window; the moment asked about when none is counted. */
  readonly nextAt: number;
}

export const noCalls: Calls = { calls: new Float64Array(0) };

/** Calls arrive at a source a little later or earlier than they leave: windows are kept longer by this. */
const MARGIN = 250;
const SHARE = 0.1;

const windowOf = ({ seconds }: RateLimit): number => seconds * 1000 + Math.min(MARGIN, seconds * 1000 * SHARE);

/**
 * Milliseconds until a call keeps every limit, 0 when it may be made at once. A limit of n calls in a window is a bucket of n
 * tokens of which each comes back a window after it was taken: no window of that length, wherever it begins, holds more than n.
 */
export function waitBefore(limits: readonly RateLimit[], { calls, pausedUntil = 0 }: Calls, now: number): number {
  return Math.max(0, Math.max(pausedUntil, earliestAfter(limits, calls, calls.length)) - now);
}

/** Earliest moment at which a call after the first `count` ones keeps every limit; -Infinity when any does. */
export function earliestAfter(limits: readonly RateLimit[], calls: Float64Array, count: number): number {
  let at = -Infinity;
  for (const limit of limits) {
    if (!(limit.calls >= 1)) return Infinity;
    const oldest = count - Math.floor(limit.calls);
    if (oldest >= 0) at = Math.max(at, (calls[oldest] ?? 0) + windowOf(limit));
  }
  return at;
}

/** The calls with one more, and without those that no limit counts any longer. */
export function withCall(limits: readonly RateLimit[], before: Calls, now: number): Calls {
  const longest = Math.max(0, ...limits.map(windowOf));
  // A clock that was set back must not stop a source for years: a call from the future counts as one of now.
  const known = before.calls.map((at) => Math.min(at, now)).filter((at) => at > now - longest);
  const calls = new Float64Array(known.length + 1);
  calls.set(known);
  calls[known.length] = now;
  return { ...before, calls };
}

/** What is left of each limit. */
export function limitsLeft(limits: readonly RateLimit[], { calls }: Calls, now: number): LimitLeft[] {
  return limits.map((limit) => {
    const counted = calls.filter((at) => at > now - windowOf(limit));
    const left = Math.max(0, Math.floor(limit.calls) - counted.length);
    return { limit, left, nextAt: counted.length > 0 ? (counted[0] ?? now) + windowOf(limit) : now };
  });
}

/** True when a source was just asked so much that a limit is nearly used up. */
export function isBurst(limits: readonly RateLimit[], calls: Calls, now: number): boolean {
  return limitsLeft(limits, calls, now).some(({ limit, left }) => limit.calls > 2 && left <= limit.calls * 0.2);
}

/** Where calls are counted: in the database, so that tabs, workers and later visits share one count. */
export interface Quotas {
  /** Takes a call. 0 when it may be made now and has been counted; otherwise the milliseconds to wait, and none is counted. */
  take(source: string, limits: readonly RateLimit[], now: number): Promise<number>;
  pause(source: string, until: number): Promise<void>;
  read(source: string): Promise<Calls>;
}

/** Quotas of this run alone. */
export function memoryQuotas(known: ReadonlyMap<string, Calls> = new Map()): Quotas {
  const kept = new Map(known);
  const of = (source: string): Calls => kept.get(source) ?? noCalls;
  return {
    take(source, limits, now) {
      const wait = waitBefore(limits, of(source), now);
      if (wait === 0) kept.set(source, withCall(limits, of(source), now));
      return Promise.resolve(wait);
    },
    pause(source, until) {
      kept.set(source, { ...of(source), pausedUntil: Math.max(until, of(source).pausedUntil ?? 0) });
      return Promise.resolve();
    },
    read: (source) => Promise.resolve(of(source))
  };
}
