import { correlation } from '../moments';
import { midRanks } from './ranks';

/**
 * Spearman's rank correlation: the correlation of the mid-ranks. NaN when either series is constant or has a NaN.
 * Source: Spearman, The proof and measurement of association between two things (1904). @throws RangeError on unequal lengths.
 */
export function spearmanCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (hasNaN(a) || hasNaN(b)) return NaN;
  return correlation(midRanks(a), midRanks(b));
}

/** Kendall's tau-b with the variance that its numerator has when nothing depends on anything. */
export interface KendallCorrelation {
  readonly tau: number;
  /** Tau over its standard error under independence, ties counted: normal for large samples. */
  readonly score: number;
}

/**
 * Kendall's rank correlation, tau-b, in O(n log n) by the exchanges of a merge sort. NaN when either series is constant
 * or has a NaN. Source: Knight, A computer method for calculating Kendall's tau with ungrouped data (1966); the variance
 * with ties after Kendall, Rank correlation methods (1970), chapter 4. @throws RangeError on unequal lengths.
 */
export function kendallCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): KendallCorrelation {
  const n = a.length;
  if (b.length !== n) throw new RangeError(`series have lengths ${n} and ${b.length}`);
  if (n < 2 || hasNaN(a) || hasNaN(b)) return { tau: NaN, score: NaN };
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i] - a[j] || b[i] - b[j]);
  const second = Float64Array.from(order, (i) => b[i]);
  const tiesA = tieSums(Float64Array.from(order, (i) => a[i]));
  let both = 0;
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && a[order[to]] === a[order[from]] && second[to] === second[from]) to += 1;
    both += ((to - from) * (to - from - 1)) / 2;
    from = to;
  }
  const exchanges = sortedExchanges(second);
  const tiesB = tieSums(second);
  const pairs = (n * (n - 1)) / 2;
  const numerator = pairs - tiesA.pairs - tiesB.pairs + both - 2 * exchanges;
  const tau = numerator / Math.sqrt((pairs - tiesA.pairs) * (pairs - tiesB.pairs));
  const variance =
    (n * (n - 1) * (2 * n + 5) - tiesA.fives - tiesB.fives) / 18 +
    (2 * tiesA.pairs * tiesB.pairs) / (n * (n - 1)) +
    (n > 2 ? (tiesA.triples * tiesB.triples) / (9 * n * (n - 1) * (n - 2)) : 0);
  return { tau: Math.max(-1, Math.min(1, tau)), score: numerator / Math.sqrt(variance) };
}

/** Sums over groups of t equal neighbours: t(t-1)/2, t(t-1)(t-2) and t(t-1)(2t+5). */
function tieSums(sorted: Float64Array): { pairs: number; triples: number; fives: number } {
  let [pairs, triples, fives] = [0, 0, 0];
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    const t = to - from;
    pairs += (t * (t - 1)) / 2;
    triples += t * (t - 1) * (t - 2);
    fives += t * (t - 1) * (2 * t + 5);
    from = to;
  }
  return { pairs, triples, fives };
}

/** Sorts in place, and counts how many pairs stood the wrong way round. */
function sortedExchanges(values: Float64Array): number {
  const n = values.length;
  let from: Float64Array = values;
  let into: Float64Array = new Float64Array(n);
  let count = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        if (left < middle && (right >= end || from[left] <= from[right])) into[at] = from[left++];
        else {
          count += middle - left;
          into[at] = from[right++];
        }
      }
    }
    [from, into] = [into, from];
  }
  if (from !== values) values.set(from);
  return count;
}

function hasNaN(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}
