import type { PlainAnswer } from './fixture';

/** A changed body, and what was changed. */
export interface Mutation {
  readonly name: string;
  readonly path: string;
  readonly body: unknown;
}

/** The body with each field taken out, and each number and date spoilt, one at a time. */
export function mutationsOf(body: unknown): Mutation[] {
  const mutations: Mutation[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]) => {
    const at = path.join('.');
    const replace = (name: string, by: unknown) => mutations.push({ name, path: at, body: changed(body, path, by) });
    const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
    if (isNumber) {
      replace('made words', 'n/k');
      replace('made text', `${value}`);
      replace('with a comma', `${value},5`);
      replace('made nothing', null);
      replace('made a list', [value]);
    } else if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) {
      replace('month 13', `${value.slice(0, 5)}13${value.slice(7)}`);
      replace('made a number', 20240102);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        const under = [...path, Array.isArray(value) ? Number(key) : key];
        if (!Array.isArray(value))
          mutations.push({ name: 'taken out', path: under.join('.'), body: changed(body, under, undefined) });
        visit(child, under);
      }
    }
  };
  visit(body, []);
  return mutations;
}

/** What an answer has that the expected one has not: empty when it holds nothing but what is true. Names of listings are for people. */
export function untrue(answer: PlainAnswer, expected: PlainAnswer): string[] {
  const wrong: string[] = [];
  for (const [name, value] of Object.entries(answer)) {
    const other = expected[name];
    if (value === undefined) continue;
    if (Array.isArray(value)) {
      const rows = Array.isArray(other) ? (other as unknown[]) : [];
      for (const row of value as unknown[])
        if (!rows.some((one) => holds(row, one))) wrong.push(`${name}: ${JSON.stringify(row)}`);
    } else if (!holds(value, other)) wrong.push(`${name}: ${JSON.stringify(value)}`);
  }
  return wrong;
}

function holds(part: unknown, whole: unknown): boolean {
  if (part === null || part === undefined || part === whole) return true;
  if (Array.isArray(part))
    return Array.isArray(whole) && part.length <= whole.length && part.every((one, at) => holds(one, whole[at]));
  if (typeof part !== 'object' || typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(
    ([key, value]) => key === 'name' || holds(value, (whole as Record<string, unknown>)[key])
  );
}

function changed(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((one, at) => (at === first ? changed(one, rest, by) : (one as unknown)));
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).flatMap(([key, one]) =>
      key !== first ? [[key, one]] : rest.length === 0 && by === undefined ? [] : [[key, changed(one, rest, by)]]
    )
  );
}
