import type { FetchedDividend, FetchedSplit, ProviderReading, ProviderRequest, QuestionOf } from '../provider';
import type { Paging } from './bars-from-rows';

/** Events of a question from a reply, within its days, ascending; those of earlier pages are kept. No event is an answer too. */
export function eventsReading(
  question: QuestionOf<'events'>,
  found: { readonly splits?: readonly FetchedSplit[]; readonly dividends?: readonly FetchedDividend[] },
  { next, soFar }: Paging = {}
): ProviderReading {
  const earlier = soFar?.kind === 'events' ? soFar : undefined;
  const splits = within(question, [...(earlier?.splits ?? []), ...(found.splits ?? [])]);
  const dividends = within(question, [...(earlier?.dividends ?? []), ...(found.dividends ?? [])]);
  return answeredEvents(splits, dividends, next);
}

/** Those within the days of a question, ascending. */
export function within<E extends { readonly day: number }>(
  { from, to }: { readonly from: number; readonly to: number },
  events: readonly E[]
): E[] {
  return events.filter(({ day }) => day >= from && day <= to).sort((a, b) => a.day - b.day);
}

/**
 * New units for old ones from the ratio of both, as the smallest whole numbers that give it to six digits (0.1 is 1 for 10,
 * 1.5 is 3 for 2); the ratio for 1 where there are none below a thousand.
 */
export function splitOfRatio(day: number, ratio: number): FetchedSplit {
  for (let denominator = 1; denominator <= 1000; denominator++) {
    const numerator = Math.round(ratio * denominator);
    if (numerator > 0 && Math.abs(ratio * denominator - numerator) <= 1e-6 * numerator)
      return { day, numerator, denominator };
  }
  return { day, numerator: ratio, denominator: 1 };
}

function answeredEvents(
  splits: readonly FetchedSplit[],
  dividends: readonly FetchedDividend[],
  next: ProviderRequest | undefined
): ProviderReading {
  return { status: 'answered', answer: { kind: 'events', splits, dividends }, ...(next ? { next } : {}) };
}
