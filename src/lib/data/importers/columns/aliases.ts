import { currencyFromCode } from '$lib/domain/money';
import type { ColumnField } from '$lib/domain/statements';
import { columnNames } from './column-names';

/** Field and rank (0 is the surest) for a normalised name. */
const known: ReadonlyMap<string, { readonly field: ColumnField; readonly rank: number }> = new Map(
  [...columnNames].reverse().flatMap(([field, list]) =>
    list
      .split('|')
      .map((name, rank) => [name, { field, rank }] as const)
      .reverse()
  )
);

/** Name of a column in lower case, without accents, signs as one blank. */
export function normalisedName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .trim();
}

/** What a name of a column means, undefined when it says nothing. Lower rank is surer; `currency` when the name ends with one. */
export function namedField(
  name: string
): { readonly field: ColumnField; readonly rank: number; readonly currency?: string } | undefined {
  const normal = normalisedName(name);
  const direct = known.get(normal);
  if (direct) return direct;
  const words = normal.split(' ');
  const last = words.at(-1) ?? '';
  if (words.length > 1 && last.length === 3 && currencyFromCode(last)) {
    const rest = known.get(words.slice(0, -1).join(' '));
    if (rest) return { ...rest, currency: last.toUpperCase() };
  }
  return normal.includes(' ') ? known.get(normal.replaceAll(' ', '')) : undefined;
}
