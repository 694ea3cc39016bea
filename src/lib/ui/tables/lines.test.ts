import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flipped, keptLines, keyOrder, pagedLines, sortedRows, tableLines } from './lines';
import { linePlaces } from './line-places';
import { placeAfterKey } from './steering';
import { fewHoldings, holdingColumns, type Holding } from './table.fixture';

const source = {
  rows: fewHoldings,
  keyOf: (row: Holding) => row.id,
  groups: [{ id: 'Equity', title: 'Shares' }],
  groupOf: (row: Holding) => row.cls,
  childrenOf: (row: Holding) => row.lots ?? [],
  folded: new Set<string>(),
  expanded: new Set<string>()
};

describe('lines of a table', () => {
  it('stand under their groups, known groups first', () => {
    expect(tableLines(source).map((line) => line.key)).toEqual(['group Equity', 'VTI', 'MSFT', 'group Bonds', 'BND']);
  });

  it('leave out what is folded and add the children of open rows', () => {
    expect(
      tableLines({ ...source, folded: new Set(['Bonds']), expanded: new Set(['VTI']) }).map((line) => line.key)
    ).toEqual(['group Equity', 'VTI', 'VTI/lot 1', 'VTI/lot 2', 'MSFT', 'group Bonds']);
  });

  it('count the rows of a group', () => {
    const [first] = tableLines(source);
    expect(first?.kind === 'group' ? first.group.count : undefined).toBe(2);
  });
});

describe('sorting', () => {
  it('orders by the key of a column, what is missing last either way', () => {
    const rows = [...fewHoldings, { id: 'X', cls: 'Bonds', value: NaN }];
    const ids = (descending: boolean) =>
      sortedRows(rows, holdingColumns, { key: 'value', descending }).map((row) => row.id);
    expect(ids(true)).toEqual(['VTI', 'MSFT', 'BND', 'X']);
    expect(ids(false)).toEqual(['BND', 'MSFT', 'VTI', 'X']);
  });

  it('compares exact amounts past the reach of floats', () => {
    expect(keyOrder(10n ** 30n + 1n, 10n ** 30n, false)).toBe(1);
  });

  it('reads numbers within texts', () => {
    expect(keyOrder('lot 2', 'lot 10', false)).toBeLessThan(0);
  });
});

describe('steering', () => {
  it('never leaves the table', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ArrowDown', 'ArrowUp', 'j', 'k', 'Home', 'End', 'PageDown', 'PageUp', 'ArrowLeft')),
        fc.integer({ min: 1, max: 40 }),
        (keys, lines) => {
          let at = { line: 0, column: 0 };
          for (const key of keys) at = placeAfterKey(key, key === 'End', at, lines, 3) ?? at;
          expect(at.line).toBeGreaterThanOrEqual(0);
          expect(at.line).toBeLessThan(lines);
          expect(at.column).toBeGreaterThanOrEqual(0);
          expect(at.column).toBeLessThan(3);
        }
      )
    );
  });

  it('flips a key in and out', () => {
    expect([...flipped(flipped(new Set(['a']), 'b'), 'a')]).toEqual(['b']);
  });
});

describe('lines of rows that come in pages', () => {
  it('wait where a row is not there, and are the same as long as their row is', () => {
    const lineOf = keptLines((row: Holding) => row.id);
    const [first] = fewHoldings;
    const pages = { list: 'all', count: 3, row: (index: number) => fewHoldings[index], need: () => undefined };
    const lines = pagedLines({ ...pages, row: (index) => (index === 0 ? first : undefined) }, lineOf);
    expect(lines.length).toBe(3);
    expect([-1, 0, 1, 2, 3].map((index) => lines.at(index)?.kind)).toEqual([
      undefined,
      'row',
      'waiting',
      'waiting',
      undefined
    ]);
    expect(pagedLines(pages, lineOf).at(0)).toBe(lines.at(0));
  });
});

describe('places of lines', () => {
  const heights = fc.array(fc.constantFrom(23, 29, 30, 48), { minLength: 1, maxLength: 200 });

  it('begin where the lines before them end, and each is found at its own', () => {
    fc.assert(
      fc.property(heights, fc.nat(12_000), (list, place) => {
        const places = linePlaces(list.length, (index) => list[index] ?? 0);
        const sums = list.reduce<number[]>((all, height) => [...all, (all.at(-1) ?? 0) + height], [0]);
        expect(sums.map((_, index) => places.start(index))).toEqual(sums);
        const found = list.findLastIndex((_, index) => (sums[index] ?? 0) <= place);
        expect(places.at(place)).toBe(found);
      })
    );
  });

  it('are the same whether one height or that of each is told', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: -50, max: 20_000 }), (count, place) => {
        const [one, each] = [linePlaces(count, 29), linePlaces(count, () => 29)];
        expect(one.at(place)).toBe(each.at(place));
        expect(one.start(count)).toBe(each.start(count));
        expect(one.start(7)).toBe(each.start(7));
      })
    );
  });
});
