import type { Column, RowPages } from './table-types';

/** A holding as the tests of tables show it. */
export interface Holding {
  readonly id: string;
  readonly cls: string;
  readonly value: number;
  readonly lots?: readonly Holding[];
}

/** Columns of a name and a value. */
export const holdingColumns: Column<Holding>[] = [
  { key: 'id', title: 'Holding', kind: 'name', text: (row) => row.id, sort: (row) => row.id },
  {
    key: 'value',
    title: 'Value',
    kind: 'money',
    text: (row) => String(row.value),
    sort: (row) => row.value,
    totalText: '60'
  }
];

/** Three holdings of two classes, the first with two lots. */
export const fewHoldings: Holding[] = [
  {
    id: 'VTI',
    cls: 'Equity',
    value: 30,
    lots: [
      { id: 'lot 1', cls: 'Equity', value: 10 },
      { id: 'lot 2', cls: 'Equity', value: 20 }
    ]
  },
  { id: 'BND', cls: 'Bonds', value: 10 },
  { id: 'MSFT', cls: 'Equity', value: 20 }
];

/** Many holdings, for virtual scrolling. */
export function manyHoldings(count: number): Holding[] {
  return Array.from({ length: count }, (_, index) => ({ id: `S${index}`, cls: 'Equity', value: count - index }));
}

/** Many holdings of which only some are there yet. */
export function holdingPages(count: number, isThere: (index: number) => boolean): RowPages<Holding> {
  const row = (index: number): Holding => ({ id: `S${index}`, cls: 'Equity', value: count - index });
  const rows = new Map<number, Holding>();
  return {
    ...{ list: `list of ${count}`, count, need: () => undefined },
    row: (index) => {
      if (isThere(index) && !rows.has(index)) rows.set(index, row(index));
      return rows.get(index);
    }
  };
}
