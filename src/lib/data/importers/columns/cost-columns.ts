import { currencyFromCode } from '$lib/domain/money';
import { cellNumber, isAbsent } from '../values/numbers';
import { normalisedName } from './aliases';

type Rows = readonly (readonly string[])[];

const ROWS_OF_PROOF = 3;
const total = /\b(total|totale|totali|totalt|totaal|samlede|gesamt\w*|summe|sum|overall|kokonais\w*)\b/;

/**
 * Columns of costs that are added up. A column that tells the costs of another once more, in another currency, is not;
 * where one is the total of the others, by its name and size or by three rows that prove it, it stands for them.
 */
export function costColumns(
  list: readonly { readonly index: number }[],
  names: readonly string[],
  sample: Rows
): number[] {
  const bases = new Set<string>();
  const told = list.flatMap(({ index }) => {
    const base = withoutCurrency(names[index] ?? '');
    if (bases.has(base)) return [];
    bases.add(base);
    return [index];
  });
  const values = new Map(told.map((index) => [index, sample.map((row) => costIn(row[index] ?? ''))] as const));
  const of = (index: number): readonly number[] => values.get(index) ?? [];
  const filled = told.filter((index) => of(index).some((value) => value > 0));
  const whole = filled.find((index) => {
    const others = filled.filter((one) => one !== index);
    const proof = of(index).filter((value) => value > 0).length;
    const named = total.test(normalisedName(names[index] ?? ''));
    if (others.length === 0 || !(named || (others.length > 1 && proof >= ROWS_OF_PROOF))) return false;
    return of(index).every((value, row) => {
      const sum = others.reduce((added, one) => added + (of(one)[row] ?? 0), 0);
      return named ? value > sum - 0.005 : Math.abs(value - sum) < 0.005;
    });
  });
  return whole === undefined ? told : [whole];
}

/** Name of a column without the currency it ends with: "Fee (EUR)" and "Fee" tell the same. */
function withoutCurrency(name: string): string {
  const words = normalisedName(name).split(' ');
  const isCode = (word: string): boolean => word.length === 3 && currencyFromCode(word.toUpperCase())?.kind === 'fiat';
  const rest = words.filter((word) => !isCode(word) && word !== 'in');
  return rest.length === 0 ? words.join(' ') : rest.join(' ');
}

const costIn = (text: string): number =>
  isAbsent(text) ? 0 : Math.abs(cellNumber(text, '.') || cellNumber(text, ',') || 0);
