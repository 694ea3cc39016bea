import type { InstrumentId } from '$lib/domain/instruments';
import type { Correlations } from '$lib/services/correlate-portfolio';
import type { CorrelationInputs } from './inputs';

/** Most holdings that the table shows. */
export const MOST_SHOWN = 40;

/** One pair of columns of the matrix with what was measured. */
export interface PairValue {
  readonly one: number;
  readonly other: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Every pair with a value, the most alike first. */
export function pairsOf({ matrix }: Correlations): PairValue[] {
  const pairs: PairValue[] = [];
  for (let one = 0; one < matrix.size; one++) {
    for (let other = one + 1; other < matrix.size; other++) {
      const at = one * matrix.size + other;
      const value = matrix.values[at] ?? NaN;
      if (Number.isNaN(value)) continue;
      pairs.push({ one, other, value, lower: matrix.lower[at] ?? NaN, upper: matrix.upper[at] ?? NaN });
    }
  }
  return pairs.sort((a, b) => b.value - a.value);
}

/** Columns in the order in which they are shown; only the largest holdings where there are many. */
export function shownColumns(
  answer: Correlations,
  order: CorrelationInputs['order'],
  names: { readonly short: (id: InstrumentId) => string; readonly kind: (id: InstrumentId) => string }
): number[] {
  const { instruments, weights, clustered } = answer;
  const all = instruments.map((_, at) => at);
  const kept = new Set(
    all.length <= MOST_SHOWN ? all : [...all].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)).slice(0, MOST_SHOWN)
  );
  const text = (at: number): string => {
    const id = instruments[at];
    if (id === undefined) return '';
    return order === 'kind' ? `${names.kind(id)} ${names.short(id)}` : names.short(id);
  };
  const ordered = order === 'alike' ? [...clustered] : all.sort((a, b) => text(a).localeCompare(text(b)));
  return ordered.filter((at) => kept.has(at));
}

/** First and last value of a series that is there. */
export function endsOf(values: Float64Array): { readonly first: number; readonly last: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  return { first: known[0] ?? NaN, last: known.at(-1) ?? NaN };
}
