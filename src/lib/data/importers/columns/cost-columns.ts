import { cellNumber, isAbsent } from '../values/numbers';

/** Columns of costs that are added up: none that says once more what another says, and the total alone where there is one. */
export function costColumns(
  list: readonly { readonly index: number }[],
  sample: readonly (readonly string[])[]
): number[] {
  const columns = list.map(({ index }) => index);
  const values = new Map(
    columns.map((index) => [index, sample.map((row) => Math.abs(costIn(row[index] ?? '')))] as const)
  );
  const of = (index: number): readonly number[] => values.get(index) ?? [];
  const some = (index: number): boolean => of(index).some((value) => value > 0);
  const told: number[] = [];
  for (const index of columns) if (!told.some((other) => some(index) && same(of(other), of(index)))) told.push(index);
  const total = told.find((index) => {
    const others = told.filter((one) => one !== index && some(one));
    return (
      some(index) &&
      others.length > 1 &&
      same(
        of(index),
        of(index).map((_, row) => others.reduce((sum, one) => sum + (of(one)[row] ?? 0), 0))
      )
    );
  });
  return total === undefined ? told : [total];
}

const costIn = (text: string): number => (isAbsent(text) ? 0 : cellNumber(text, '.') || cellNumber(text, ',') || 0);

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, at) => Math.abs(value - (b[at] ?? 0)) < 0.005);
