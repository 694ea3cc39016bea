import type { ProviderReply } from '../provider';

/** Rows of days in UTC that were over when the reply came: the candle of a running day is no close. All, where that time is unknown. */
export function finishedDays<R extends { readonly day: number }>(
  rows: readonly R[],
  { receivedAt }: ProviderReply
): readonly R[] {
  return receivedAt === undefined ? rows : rows.filter(({ day }) => (day + 1) * 86_400_000 <= receivedAt);
}
