/** Values by day; days ascend strictly. */
export interface Run {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** What a source's answer comes to beside what is stored. */
export interface SoundValues extends Run {
  /** Days whose value is none: zero, below, no number, on a day that is not over, or out of order. */
  readonly rejected: number;
  /** Days held back because they leap from the one before: a person must look. */
  readonly doubtful: Int32Array;
  /** The source and the store differ on days that both have, by this share of the stored value at most. */
  readonly difference: number;
  /** Days that both have. */
  readonly common: number;
}

const MILLISECONDS = 86_400_000;

/** Day that is not over yet: every exchange has closed its day by the end of that day in UTC. */
export function unfinishedDay(now: number): number {
  return Math.floor(now / MILLISECONDS);
}

/**
 * The days that an answer adds to what is stored. Nothing stored is written over. `leap` is the largest change in logarithm
 * from one value to the next that is taken without a look.
 */
export function soundValues(
  fetched: Run,
  stored: Run,
  { unfinished, leap }: { readonly unfinished: number; readonly leap: number }
): SoundValues {
  const known = new Map(Array.from(stored.days, (day, at) => [day, stored.values[at] ?? NaN]));
  const taken: [number, number][] = [];
  const doubtful: number[] = [];
  let rejected = 0;
  let difference = 0;
  let common = 0;
  let before = -Infinity;
  for (const [at, day] of fetched.days.entries()) {
    const value = fetched.values[at] ?? NaN;
    if (day <= before || !Number.isFinite(value) || value <= 0) {
      rejected++;
      continue;
    }
    before = day;
    // A day that is still traded is no mistake of the source; its close comes with the next update.
    if (day >= unfinished) {
      if (day > unfinished + 1) rejected++;
      continue;
    }
    const own = known.get(day);
    if (own !== undefined) {
      common++;
      difference = Math.max(difference, Math.abs(value / own - 1));
    } else {
      const last = previous(stored, day, taken);
      if (last !== undefined && Math.abs(Math.log(value / last)) > leap) doubtful.push(day);
      else taken.push([day, value]);
    }
  }
  return {
    days: Int32Array.from(taken, ([day]) => day),
    values: Float64Array.from(taken, ([, value]) => value),
    rejected,
    doubtful: Int32Array.from(doubtful),
    difference,
    common
  };
}

/** Value of the last day before one, stored or taken. */
function previous(stored: Run, day: number, taken: readonly [number, number][]): number | undefined {
  let at = stored.days.length - 1;
  while (at >= 0 && (stored.days[at] ?? Infinity) >= day) at--;
  const own = taken.at(-1);
  const storedDay = at >= 0 ? (stored.days[at] ?? -Infinity) : -Infinity;
  return own && own[0] > storedDay ? own[1] : at >= 0 ? stored.values[at] : undefined;
}
