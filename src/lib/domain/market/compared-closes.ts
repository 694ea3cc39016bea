/** Two series of closes held against each other by day. */
export interface ComparedCloses {
  /** Days that both have. */
  readonly common: number;
  /** Common days on which they are the same but for rounding. */
  readonly same: number;
  /** Days that only the one has, and only the other, within the span that both cover. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Common days on which they differ, the largest relative difference first; its base is the first series. */
  readonly differences: readonly CloseDifference[];
}

/** One day on which two series differ. */
export interface CloseDifference {
  readonly day: number;
  readonly first: number;
  readonly second: number;
  /** (second - first) / first. */
  readonly relative: number;
}

interface Closes {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/**
 * Two series of closes compared by day; both in one currency, unit and adjustment, days ascending, no NaN.
 * @param tolerance relative difference up to which two closes are the same: what rounding by a source may do
 */
export function comparedCloses(first: Closes, second: Closes, tolerance: number): ComparedCloses {
  const from = Math.max(first.days[0] ?? Infinity, second.days[0] ?? Infinity);
  const to = Math.min(first.days.at(-1) ?? -Infinity, second.days.at(-1) ?? -Infinity);
  const within = (day: number): boolean => day >= from && day <= to;
  const others = new Map(Array.from(second.days, (day, at) => [day, second.values[at] ?? NaN]));
  const differences: CloseDifference[] = [];
  let common = 0;
  for (const [at, day] of first.days.entries()) {
    const other = others.get(day);
    if (other === undefined) continue;
    common += 1;
    const own = first.values[at] ?? NaN;
    const relative = (other - own) / own;
    if (other !== own && !(Math.abs(relative) <= tolerance))
      differences.push({ day, first: own, second: other, relative });
  }
  const size = ({ relative }: CloseDifference): number => (Number.isNaN(relative) ? Infinity : Math.abs(relative));
  differences.sort((a, b) => size(b) - size(a) || a.day - b.day);
  return {
    common,
    same: common - differences.length,
    onlyFirst: first.days.filter(within).length - common,
    onlySecond: second.days.filter(within).length - common,
    differences
  };
}
