import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import type { ProblemCode, ValuationProblem } from './valuation-input';

interface Subject {
  readonly instrument?: InstrumentId;
  readonly currency?: CurrencyCode;
}

interface Entry extends Subject {
  readonly code: ProblemCode;
  firstDay: Day;
  lastDay: Day;
  /** The day counted last: a day counts once. */
  counted: Day | undefined;
  count: number;
}

/** Problems gathered by code and subject. */
export class ProblemLog {
  readonly #entries = new Map<string, Entry>();

  /** Notes a problem on a day; the same one on the same day counts once in a row. */
  note(code: ProblemCode, subject: Subject, day: Day): void {
    const key = `${code} ${subject.instrument ?? ''} ${subject.currency ?? ''}`;
    const known = this.#entries.get(key);
    if (!known) {
      this.#entries.set(key, { code, ...subject, firstDay: day, lastDay: day, counted: day, count: 1 });
      return;
    }
    if (known.counted !== day) known.count += 1;
    known.counted = day;
    if (day < known.firstDay) known.firstDay = day;
    if (day > known.lastDay) known.lastDay = day;
  }

  /** What was noted, in order of first notice. */
  list(): ValuationProblem[] {
    return Array.from(this.#entries.values(), ({ code, instrument, currency, firstDay, lastDay, count }) => ({
      code,
      ...(instrument === undefined ? {} : { instrument }),
      ...(currency === undefined ? {} : { currency }),
      firstDay,
      lastDay,
      count
    }));
  }
}
