/** How one figure stands to another: a crossing holds on the first day above (below) after a day at or below (above). */
export type Comparison = 'above' | 'below' | 'crosses-above' | 'crosses-below';

/** How a figure stands to itself `over` days before, the day before when absent. */
export type Direction = 'rising' | 'falling';

/** Days with a value, before the one that is looked at, that a relation compares with. @throws RangeError for an unknown one, and for `over` that is not a whole number above 0. */
export function relationReach({
  op,
  over = 1
}: {
  readonly op: Comparison | Direction;
  readonly over?: number;
}): number {
  switch (op) {
    case 'above':
    case 'below':
      return 0;
    case 'crosses-above':
    case 'crosses-below':
      return 1;
    case 'rising':
    case 'falling':
      if (!Number.isInteger(over) || over < 1) throw new RangeError(`over: ${over} is not a whole number above 0`);
      return over;
    default:
      throw new RangeError(`unknown relation: ${String(op)}`);
  }
}

/**
 * 1 on each day on which the relation holds, else 0: the one meaning of conditions on charts and in strategies. A day on
 * which a side has no value is 0, and for crossings and directions such days are passed over: the day before is the
 * last that had both. @throws RangeError as `relationReach` does.
 */
export function relationDays(
  left: Float64Array,
  relation:
    { readonly op: Comparison; readonly right: Float64Array } | { readonly op: Direction; readonly over?: number }
): Uint8Array {
  const reach = relationReach(relation);
  const holds = new Uint8Array(left.length);
  if (!('right' in relation)) {
    const sign = relation.op === 'rising' ? 1 : -1;
    const known: number[] = [];
    left.forEach((value, index) => {
      if (!Number.isFinite(value)) return;
      known.push(value);
      const then = known[known.length - 1 - reach];
      if (then !== undefined && sign * (value - then) > 0) holds[index] = 1;
    });
    return holds;
  }
  const { op, right } = relation;
  const sign = op === 'above' || op === 'crosses-above' ? 1 : -1;
  let before: boolean | undefined;
  for (let index = 0; index < left.length; index += 1) {
    const apart = (left[index] ?? NaN) - (right[index] ?? NaN);
    if (!Number.isFinite(apart)) continue;
    const beyond = sign * apart > 0;
    if (beyond && (reach === 0 || before === false)) holds[index] = 1;
    before = beyond;
  }
  return holds;
}
