/** What a page brings at most, and how far rows are there ahead of those in sight. */
const PAGE = 200;
const AHEAD = 120;

/** Rows to ask for next. */
export interface MissingPage {
  readonly offset: number;
  readonly limit: number;
  /** False when they are only near what is in sight. */
  readonly inSight: boolean;
}

/**
 * The page to ask for when the rows from `first` to `end`, the latter not included, are in sight of `count`: those in
 * sight before those near it; undefined when none is missing.
 */
export function missingPage(
  count: number,
  rows: readonly unknown[],
  { first, end }: { readonly first: number; readonly end: number }
): MissingPage | undefined {
  const gap = (from: number, to: number): number | undefined => {
    for (let index = Math.max(0, from); index < Math.min(count, to); index += 1)
      if (rows[index] === undefined) return index;
    return undefined;
  };
  const seen = gap(first, end);
  const missed = seen ?? gap(first - AHEAD, end + AHEAD);
  if (missed === undefined) return undefined;
  // Far from all rows that are there, what is above comes along.
  const alone = seen !== undefined && rows[seen - 1] === undefined;
  const offset = alone ? Math.max(0, seen - AHEAD / 2) : missed;
  return { offset, limit: Math.min(PAGE, count - offset), inSight: seen !== undefined };
}
