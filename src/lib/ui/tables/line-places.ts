/** Where lines are, by height and by index. */
export interface LinePlaces {
  /** The line at a height; the last one below the end. */
  readonly at: (place: number) => number;
  /** Where a line begins; for the count of the lines, where the last one ends. */
  readonly start: (index: number) => number;
}

/** Where the lines of a table begin, in px below the first. */
export function linePlaces(count: number, heights: number | ((index: number) => number)): LinePlaces {
  const last = Math.max(0, count - 1);
  if (typeof heights === 'number')
    return {
      at: (place) => Math.min(last, Math.max(0, Math.floor(place / heights))),
      start: (index) => Math.min(count, Math.max(0, index)) * heights
    };
  const starts = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) starts[index + 1] = (starts[index] ?? 0) + heights(index);
  return {
    at: (place) => {
      let [low, high] = [0, last];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= place) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    start: (index) => starts[Math.min(count, Math.max(0, index))] ?? 0
  };
}
