const LONGEST = 60_000;

/**
 * Pause before another try, in milliseconds: exponential with full jitter, uniform between 0 and the doubled base.
 * Source: M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog (2015).
 */
export function backoffPause(failures: number, base: number, chance: number, longest = LONGEST): number {
  return chance * Math.min(longest, base * 2 ** Math.max(0, failures - 1));
}

/** Pause of a source that throttles without saying how long: as a failure's, and never less than its base. */
export function throttlePause(throttles: number, base: number, chance: number): number {
  return base + backoffPause(throttles + 1, 2 * base, chance, 5 * LONGEST);
}

/** Seconds of a Retry-After header: a count or a date of RFC 9110; undefined when it is neither. */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const at = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now) / 1000);
}
