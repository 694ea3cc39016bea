import type { MarketQuestion, RateLimit } from '../provider';
import { earliestAfter, limitsLeft, type Calls, type LimitLeft } from './call-limits';
import { spansOf } from './one-source';
import type { FetchSource } from './source-line';

const DAY = 86_400_000;

/** What a plan asks of one source. */
export interface SourceEstimate {
  readonly source: string;
  /** At least; pages of an answer are not known before. */
  readonly calls: number;
  /** Until the last call is answered. */
  readonly milliseconds: number;
  /** Calls that the limits let through within a day from now. */
  readonly withinDay: number;
  readonly left: readonly LimitLeft[];
}

/** Conditions under which calls go out. */
export interface CallConditions {
  readonly limits: readonly RateLimit[];
  readonly calls: Calls;
  readonly parallel: number;
  /** Milliseconds from a call to its answer. */
  readonly latency: number;
  readonly now: number;
}

/** When each of some calls goes out at the earliest, milliseconds since 1970. */
export function callTimes(count: number, { limits, calls, parallel, latency, now }: CallConditions): Float64Array {
  const before = calls.calls.length;
  const all = new Float64Array(before + count);
  all.set(calls.calls);
  let at = Math.max(now, calls.pausedUntil ?? 0);
  for (let i = 0; i < count; i++) {
    const place = i >= parallel ? (all[before + i - parallel] ?? now) + latency : now;
    at = Math.max(at, place, earliestAfter(limits, all, before + i));
    all[before + i] = at;
  }
  return all.slice(before);
}

/** How long and how many calls some questions cost at a source, and what its limits leave. */
export function estimatedCost(
  { provider, limits }: Pick<FetchSource, 'provider' | 'limits'>,
  questions: readonly MarketQuestion[],
  calls: Calls,
  now: number,
  latency = 400
): SourceEstimate {
  const count = questions.reduce((sum, one) => sum + spansOf(one, provider.spanDays).length, 0);
  const times = callTimes(count, { limits, calls, parallel: Math.max(1, provider.parallel), latency, now });
  return {
    source: provider.id,
    calls: count,
    milliseconds: count === 0 ? 0 : (times.at(-1) ?? now) - now + latency,
    withinDay: times.filter((at) => at - now <= DAY).length,
    left: limitsLeft(limits, calls, now)
  };
}
