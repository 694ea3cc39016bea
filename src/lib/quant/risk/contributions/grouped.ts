/** What one group of columns adds to a risk. */
export interface GroupContribution<Label> {
  readonly label: Label;
  readonly weight: number;
  readonly component: number;
  /** Of the total; NaN where the total is zero. */
  readonly share: number;
  readonly members: readonly number[];
}

/** Components of columns added up by label, in the order in which labels first appear. @throws RangeError when lengths differ. */
export function groupedContributions<Label>(
  labels: readonly Label[],
  weights: ArrayLike<number>,
  component: ArrayLike<number>
): readonly GroupContribution<Label>[] {
  if (labels.length !== component.length || weights.length !== component.length)
    throw new RangeError(`${labels.length} labels, ${weights.length} weights for ${component.length} components`);
  const places = new Map<Label, number[]>();
  labels.forEach((label, j) => {
    const known = places.get(label);
    if (known) known.push(j);
    else places.set(label, [j]);
  });
  const add = (members: readonly number[], values: ArrayLike<number>): number =>
    members.reduce((sum, j) => sum + values[j], 0);
  const total = add([...labels.keys()], component);
  return [...places].map(([label, members]) => {
    const part = add(members, component);
    return { label, weight: add(members, weights), component: part, share: part / total, members };
  });
}
