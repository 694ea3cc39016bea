/**
 * Pairs of places (lower, higher) that sort any list of `count` values ascending when each pair in turn is put in order:
 * merge exchange. Source: K. E. Batcher, Sorting networks and their applications (1968); Knuth, 5.2.2, algorithm M.
 */
export function comparators(count: number): [number, number][] {
  const pairs: [number, number][] = [];
  if (count < 2) return pairs;
  const top = 2 ** (Math.ceil(Math.log2(count)) - 1);
  for (let p = top; p >= 1; p /= 2) {
    let q = top;
    let r = 0;
    for (let d = p; ; d = q - p, q /= 2, r = p) {
      for (let i = 0; i + d < count; i++) if ((i & p) === r) pairs.push([i, i + d]);
      if (q === p) break;
    }
  }
  return pairs;
}
