/** One step of a path: into a member by its name, into a list by its place, or into each of a list or of an object's members. */
export type PathStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'each' };

/** A value that a path leads to, and the name or place under which it stands. */
export interface FoundValue {
  readonly value: unknown;
  readonly key: string;
  readonly path: string;
}

const STEP = /^(?:\.?([^.[\]"]+)|\[(\d{1,9})\]|\[(\*)\]|\.?\["([^"]+)"\])/;

/**
 * Steps of a path: names between dots, [0] for a place in a list (the first is 0), [*] for each of a list or of an object's
 * members, ["a name"] for a name with dots or brackets. "data.rows[*]", "result[0].close", "Series[*]". An empty text is the
 * value itself. Undefined for what is no path.
 */
export function pathSteps(text: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  let rest = text.trim();
  if (rest.startsWith('.')) return undefined;
  while (rest !== '') {
    const match = STEP.exec(rest);
    if (!match) return undefined;
    const [whole, name, place, each, quoted] = match;
    if (place !== undefined) steps.push({ kind: 'place', place: Number(place) });
    else if (each !== undefined) steps.push({ kind: 'each' });
    else steps.push({ kind: 'name', name: quoted ?? name ?? '' });
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** Values that a path leads to, in order; the path of the first step that leads nowhere where there is none. */
export function valuesAt(
  root: unknown,
  steps: readonly PathStep[]
): readonly FoundValue[] | { readonly missing: string } {
  let found: FoundValue[] = [{ value: root, key: '', path: '' }];
  for (const step of steps) {
    const next: FoundValue[] = [];
    for (const one of found) {
      const values = stepped(one, step);
      if (!values) return { missing: pathOf(one.path, step) };
      next.push(...values);
    }
    found = next;
  }
  return found;
}

function stepped({ value, path }: FoundValue, step: PathStep): FoundValue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const at = (key: string, found: unknown): FoundValue => ({
    value: found,
    key,
    path: path === '' ? key : `${path}.${key}`
  });
  if (step.kind === 'each') {
    return Object.entries(value).map(([key, found]) => at(key, found));
  }
  const key = step.kind === 'name' ? step.name : String(step.place);
  if (step.kind === 'place' && !Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? [at(key, (value as Record<string, unknown>)[key])] : undefined;
}

function pathOf(path: string, step: PathStep): string {
  const last = step.kind === 'each' ? '[*]' : step.kind === 'place' ? String(step.place) : step.name;
  return path === '' ? last : `${path}.${last}`;
}
